"""Kano classes from pairs of answers, and the same by a plain loop over the answers."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import cx
from cx import requests
from cx.statistics import kano as classes
from tests.companies import company

YEAR_END = date(2025, 12, 31)
Answer = tuple[str, str, str, int, str]
"""Customer, measure, subject, score, moment."""


def asked(*answers: Answer) -> cx.Store:
    names = ("customer_id", "measure", "subject", "score", "answered_at")
    return company(surveys=[dict(zip(names, answer, strict=True)) for answer in answers])


def pair(
    who: str, there: int, missing: int, day: str = "2025-06-01", later: str = "", of: str = "Lids"
) -> list[Answer]:
    return [(who, "kano_with", of, there, day), (who, "kano_without", of, missing, later or day)]


def test_letters_are_counted_by_person_and_a_class_is_named_only_for_certain():
    attractive = [answer for n in range(30) for answer in pair(f"A{n}", 1, 3)]
    others = [answer for n in range(6) for answer in pair(f"O{n}", 1, 5)]
    row = requests.kano(asked(*attractive, *others, *pair("R", 5, 1), *pair("Q", 5, 5)), YEAR_END).iloc[0]
    assert row[["n", *"AOMIRQ", "kind"]].tolist() == [37, 30, 6, 0, 0, 1, 1, "A"]
    assert (row.better, round(row.worse, 3)) == (1.0, -0.167)
    few = requests.kano(asked(*attractive[:50]), YEAR_END).iloc[0]
    assert (few.n, few.kind, few.better) == (25, None, 1.0)
    turned = requests.kano(asked(*pair("R", 5, 1)), YEAR_END).iloc[0]
    assert turned.isna()[["better", "worse", "kind"]].all() and turned.n == 1


def test_both_answers_lie_within_seven_days_and_the_latest_pair_counts():
    week, more = pair("A", 1, 5, later="2025-06-08"), pair("B", 1, 5, later="2025-06-08 00:00:01")
    twice = [*pair("C", 1, 5), *pair("C", 1, 3, "2025-09-01")]
    before = pair("D", 1, 5, "2024-12-31")
    row = requests.kano(asked(*week, *more, *twice, *before), YEAR_END).iloc[0]
    assert row[["n", "A", "O", "unpaired"]].tolist() == [2, 1, 1, 1]


def test_merged_requests_are_one_and_a_person_counts_once_in_them():
    store = asked(*pair("A", 1, 5), *pair("A", 1, 3, "2025-07-01", of="Covers"), *pair("B", 2, 5, of="Covers"))
    with store.transaction() as cursor:
        cursor.execute("insert into request_notes (topic, merged_into, state) values ('Covers', 'Lids', 'new')")
    row = requests.kano(store, YEAR_END).iloc[0]
    assert row[["topic", "n", "A", "O", "M"]].tolist() == ["Lids", 2, 1, 0, 1]
    assert requests.kano(asked(), YEAR_END).empty


def test_pairs_are_those_of_a_plain_loop_over_the_answers():
    start, answers = datetime(2025, 1, 1), []
    for n in range(240):
        at = start + timedelta(hours=37 * n)
        measure = ("kano_with", "kano_without")[n * n % 3 % 2]
        answers.append((f"C{n % 11}", measure, f"T{n % 3}", 1 + n * 7 % 5, str(at)))
    letters: dict[str, dict[str, str]] = {"T0": {}, "T1": {}, "T2": {}}
    by_time = sorted(answers, key=lambda answer: answer[4])
    for who, of in {(answer[0], answer[2]) for answer in answers}:
        own = [answer for answer in by_time if (answer[0], answer[2]) == (who, of)]
        for place, latest in enumerate(own):
            for other in own[:place]:
                near = datetime.fromisoformat(latest[4]) - datetime.fromisoformat(other[4]) <= timedelta(days=7)
                if near and latest[1] != other[1]:
                    there, missing = (latest, other) if latest[1] == "kano_with" else (other, latest)
                    letters[of][who] = classes.answered(there[3], missing[3])
    assert all(one[4] < other[4] for one, other in pairwise(by_time))
    found = requests.kano(asked(*answers), YEAR_END).set_index("topic")
    for of, by_person in letters.items():
        counted = {letter: list(by_person.values()).count(letter) for letter in "AOMIRQ"}
        assert found.loc[of, list("AOMIRQ")].to_dict() == counted
