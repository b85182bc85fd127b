"""What the pages of Experience give to the overview: their own numbers, and nobody with an open complaint asked."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from cx import home
from cx.customers import open_complaints, segments
from cx.customers.filters import Scope
from cx.experience import complaints, journey, programme, recognition, requests, support, voice
from cx.experience import promises as promise_answers
from cx.experience.support import period_changes
from cx.home.page_parts import PARTS
from pages.home import page_parts
from tests.companies import company

AS_OF = date(2025, 12, 31)
DETRACTORS = 40
LIDS = 35
DAYS = pd.date_range("2023-12-01", "2025-12-20", periods=12)


def orders() -> list[dict]:
    """Sixty customers with twelve orders each from December 2023 on."""
    return [
        {"order_id": f"{n}-{place}", "customer_id": f"c{n}", "ordered_at": day, "revenue": 100, "cost": 40}
        for n in range(60)
        for place, day in enumerate(DAYS)
    ]


def tickets() -> list[dict]:
    """c0 to c4 complain in December and wait; c1, and c50 to c52, have an old question without an end; c10 to c44 ask
    for lids, c10 to c12 for colours as well.
    """
    opened = pd.Timestamp(2025, 12, 5, 9)
    complaining = [{"ticket_id": f"t{n}", "customer_id": f"c{n}", "opened_at": opened} for n in range(5)]
    asking = [
        {"ticket_id": f"q{n}", "customer_id": f"c{n}", "opened_at": pd.Timestamp(2025, 11, 20)} for n in (1, 50, 51, 52)
    ]
    first = {"ticket_id": "first", "opened_at": pd.Timestamp(2024, 1, 2), "resolved_at": pd.Timestamp(2024, 1, 3)}
    wishes = [("Lids", n) for n in range(10, 10 + LIDS)] + [("Colours", n) for n in range(10, 13)]
    at = {"opened_at": pd.Timestamp(2025, 3, 3, 9), "resolved_at": pd.Timestamp(2025, 3, 3, 10), "kind": "request"}
    return [
        *(row | {"kind": "complaint"} for row in complaining),
        *(row | {"kind": "question"} for row in [*asking, first]),
        *({"ticket_id": f"{topic}{n}", "customer_id": f"c{n}", "topic": topic, **at} for topic, n in wishes),
    ]


def promises() -> list[dict]:
    """c50 waits for two, c51 and c1 for one each; c52 got what was promised in time."""
    given = [("c50", None), ("c50", None), ("c51", None), ("c1", None), ("c52", "2025-12-09")]
    due = {"kind": "delivery", "made_on": "2025-12-01", "due_on": "2025-12-10"}
    return [
        {"promise_id": f"p{n}", "customer_id": customer, "kept_on": kept_on, **due}
        for n, (customer, kept_on) in enumerate(given)
    ]


@pytest.fixture(scope="module")
def shop():
    votes = [
        {"answered_at": pd.Timestamp(2025, 6, 1), "customer_id": f"c{n}", "measure": "nps", "score": score}
        for n, score in enumerate([5] * DETRACTORS + [9] * 20)
    ]
    needs = [
        {"answered_at": pd.Timestamp(2025, 6, 1), "customer_id": f"c{n}", "measure": measure, "subject": "basic",
         "score": score}
        for n in range(30)
        for measure, score in (("promise", 6), ("perception", 3 + n % 2))
    ]  # fmt: skip
    promoters = [
        {"answered_at": pd.Timestamp(2025, 12, 30), "customer_id": f"c{n}", "measure": "nps", "score": 10}
        for n in (58, 59)
    ]
    happy_before = {"answered_at": pd.Timestamp(2025, 2, 1), "customer_id": "c7", "measure": "nps", "score": 10}
    surveys = [happy_before, *votes, *promoters, *needs, *study()]
    return company(orders=orders(), tickets=tickets(), surveys=surveys, journey=[DELIVERY], promises=promises())


DELIVERY = {"touchpoint": "Delivery", "step": "use", "p": "place", "team": "Logistics", "asked_as": "Delivery"}


def study() -> list[dict]:
    """Forty customers were promised 6 and experienced 4 or 5; the first ten of them are not satisfied."""
    scores = [{"promise": 6, "perception": 4 + n % 2, "importance": 6, "csat": 2 if n < 10 else 5} for n in range(40)]
    return [
        {"answered_at": pd.Timestamp(2025, 6, 2), "customer_id": f"c{n}", "subject": "Delivery", "measure": measure,
         "score": score}
        for n, given in enumerate(scores)
        for measure, score in given.items()
    ]  # fmt: skip


@pytest.fixture(scope="module")
def actions(shop):
    return {part.page: part.action(shop, Scope(AS_OF), None) for part in PARTS}


def contribution(shop, *numbers: int) -> float:
    rows = segments.customers(shop, AS_OF).set_index("customer_id")
    return float(rows.loc[[f"c{n}" for n in numbers], "contribution"].clip(lower=0).sum())


def test_detractors_are_called_by_their_last_answer_but_not_those_with_an_open_complaint(shop, actions):
    found = actions["voice"]
    assert (found.n, found.figures["aside"]) == (DETRACTORS - 5, 5)
    assert found.money == pytest.approx(0.05 * contribution(shop, *range(5, DETRACTORS)))


def test_who_waits_for_help_has_no_money_without_a_verdict_on_what_help_changes(shop, actions):
    found = actions["complaints"]
    assert (found.n, found.money) == (5, None)
    assert found.figures["worth"] == pytest.approx(contribution(shop, *range(5)))


def test_old_tickets_are_closed_those_with_an_open_complaint_aside(shop, actions):
    found = actions["support"]
    assert (found.n, found.figures["people"]) == (3, 3)
    assert found.money == pytest.approx(0.05 * contribution(shop, 50, 51, 52))


def test_what_falls_shortest_is_named_without_money(actions):
    found = actions["programme"]
    assert (found.n, found.money, found.subject) == (30, None, "basic")
    assert found.figures == {"felt": 3.5, "promised": 6.0}
    assert "30 people were promised 6.0 and experience 3.5" in page_parts.action(found, "$")[1]


def test_the_promise_that_ranks_first_is_kept_with_the_money_of_who_is_not_satisfied(shop, actions):
    found = actions["journey"]
    assert (found.subject, found.n) == ("Delivery", 10)
    assert found.money == pytest.approx(0.05 * contribution(shop, *range(10)))
    assert home.changes(shop, AS_OF).set_index("measure").at["promise_gap", "now"] == -1.5


def test_overdue_promises_are_kept_each_customer_once_those_with_an_open_complaint_aside(shop, actions):
    found = actions["promises"]
    assert (found.n, found.figures["people"], found.figures["aside"]) == (3, 2, 1)
    assert found.money == pytest.approx(0.05 * contribution(shop, 50, 51))
    listed = promise_answers.due(shop, AS_OF).iloc[0]
    assert (listed["promises"], listed["customers"]) == (4, 3)
    assert listed["contribution_of_all"] == pytest.approx(contribution(shop, 1, 50, 51))
    assert home.changes(shop, AS_OF).set_index("measure").at["promises_kept", "now"] == 1 / 5


def test_a_request_is_decided_on_without_money_until_it_is_planned(actions, shop):
    found = actions["requests"]
    assert (found.n, found.money, found.subject) == (LIDS, None, "Lids")
    assert found.figures["worth"] == pytest.approx(contribution(shop, *range(10, 10 + LIDS)))
    assert home.changes(shop, AS_OF).set_index("measure").at["asked", "now"] == LIDS


def test_thanks_have_money_only_with_a_verdict_on_what_they_bring(actions, shop):
    found = actions["recognition"]
    assert (found.n, found.money) == (2, None)
    assert found.figures["worth"] == pytest.approx(contribution(shop, 58, 59))
    assert "not certain" in page_parts.action(found, "$")[1]
    sure = page_parts.action(replace(found, money=900.0), "$")[1].replace("\\", "")
    assert "$900 gross margin within 60 days" in sure


def test_what_has_no_money_comes_last_and_the_changes_are_those_of_the_pages(shop):
    listed = home.actions(shop, AS_OF)
    assert [one.page for one in listed if one.money is None] == ["complaints", "requests"]
    rows = home.changes(shop, AS_OF).set_index("measure")
    assert rows.at["complaints", "now"] == complaints.last_year(shop, AS_OF)["per_100"].iloc[0]
    unresolved, old = period_changes.unresolved_counts(shop, AS_OF, opened_from=date(2025, 1, 1))
    assert (unresolved, old) == (9, 9 + LIDS + 3)
    assert rows.at["unresolved", "now"] == unresolved / old


def test_each_part_has_its_words_and_its_page_knows_the_action(actions):
    assert [part.page for part in page_parts.PARTS] == [part.page for part in PARTS]
    assert set(page_parts.MEASURES) == {measure for part in PARTS for measure in part.measures}
    for found in filter(None, actions.values()):
        what, why = page_parts.action(found, "$")
        assert "{" not in what + why
    assert "Excluded: 5 customers with an open complaint" in page_parts.action(actions["voice"], "$")[1].replace(
        "\\", ""
    )


def test_an_open_complaint_is_of_60_days_and_open_as_of_the_day(store):
    rows = [
        "a,2025-10-01,A,complaint,,,",  # too old
        "b,2025-12-01,B,complaint,2025-12-02,no,",
        "c,2025-12-01,C,Complaint,2025-12-02,yes,",
        "d,2025-12-01,D,complaint,2025-12-02,yes,2025-12-03",
        "e,2025-12-01,E,complaint,2026-01-04,yes,",
        "f,2025-12-01,F,question,,,",
        "g,2025-12-01,,complaint,,,",
    ]
    header = "ticket_id,opened_at,customer_id,kind,resolved_at,satisfied,reopened_at"
    store.load("tickets", "\n".join([header, *rows]).encode())
    held = open_complaints.table(store, AS_OF)
    found = store.rows("select customer_id, state from query_table($held) order by 1", held=held)
    assert found.values.tolist() == [["B", "closed, not satisfied"], ["D", "reopened"], ["E", "never answered"]]


def test_the_changes_of_every_page_are_those_of_a_channel_too(shop):
    since, before = date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))
    for subject in (journey, voice, promise_answers, complaints, support, requests, programme, recognition):
        everybody = subject.changes(shop, AS_OF, since, before)
        nobody = subject.changes(shop, AS_OF, since, before, channel="none")
        assert len(nobody) <= len(everybody), subject
    assert len(home.changes(shop, AS_OF, channel="none")) < len(home.changes(shop, AS_OF))
