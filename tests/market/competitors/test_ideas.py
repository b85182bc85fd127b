"""Ideas borrowed from competitors: written, undone, and what moved since."""

from datetime import date

import pytest
from cx.competitors import Idea

from cx import competitors
from cx.errors import CxError
from tests.companies import company

DAY = date(2025, 12, 31)
CARDS = Idea("Gift cards", "They", "Range", "trying", "csat: Store", date(2025, 12, 1))


def test_ideas_are_written_renamed_removed_and_each_write_can_be_undone(store):
    before = competitors.write(store, {"Gift cards": CARDS, "Hour": Idea(" Hour  of delivery ", company=" ")})
    assert competitors.ideas(store) == [CARDS, Idea("Hour of delivery")]
    assert before == {"Gift cards": None, "Hour": None, "Hour of delivery": None}
    renamed = competitors.write(store, {"Gift cards": Idea("Vouchers", state="done"), "Hour of delivery": None})
    assert competitors.ideas(store) == [Idea("Vouchers", state="done")]
    competitors.write(store, renamed)
    assert competitors.ideas(store) == [CARDS, Idea("Hour of delivery")]
    competitors.write(store, before)
    assert competitors.ideas(store) == []


@pytest.mark.parametrize(
    "wrong, said",
    [
        (Idea(" "), "needs words"),
        (Idea("x" * 121), "at most 120"),
        (Idea("A", state="begun"), "is one of idea, trying, done, dropped"),
        (Idea("A", measure="employee"), "csat, ces, nps, perception"),
        (Idea("Gift cards"), "already"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_nothing_is_written(store, wrong, said):
    competitors.write(store, {"Gift cards": CARDS})
    with pytest.raises(CxError, match=said):
        competitors.write(store, {"A": wrong})
    assert competitors.ideas(store) == [CARDS]


def test_the_effect_is_the_change_since_the_day_against_as_long_before():
    """31 days since 1 December, 31 before: from 31 October. A person counts once in each time."""
    answers = [
        ("A", "2025-10-30", 1), ("A", "2025-11-02", 2), ("A", "2025-11-30", 4), ("B", "2025-11-30", 4),
        ("A", "2025-12-01", 5), ("B", "2025-12-31", 4), (None, "2025-12-05", 3), (None, "2025-12-05", 3),
    ]  # fmt: skip
    rows = [
        {"customer_id": who, "answered_at": day, "measure": "csat", "subject": "Store", "score": score}
        for who, day, score in answers
    ]
    store = company(surveys=[*rows, {**rows[0], "subject": "Price", "answered_at": "2025-12-02"}])
    competitors.write(store, {"Gift cards": CARDS, "Later": Idea("Later", measure="nps", decided_on=date(2026, 2, 1))})
    [row] = competitors.effects(store, DAY).itertuples()
    assert (row.idea, row.days, row.before, row.now, row.n_before, row.n) == ("Gift cards", 31, 3.5, 3.75, 2, 4)
    assert row.change == 0.25 and row.verdict == "too few to tell"
    nothing = Idea("Nobody answered", measure="nps", decided_on=date(2025, 12, 1))
    assert competitors.effects(store, DAY, [nothing])["verdict"].tolist() == ["no earlier data"]
    assert competitors.measures(store) == ["csat: Price", "csat: Store"]
