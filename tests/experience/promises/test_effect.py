"""What a broken promise does to later orders: its cases and their days; the matching is tested with complaints."""

from datetime import date, timedelta

import pandas as pd
import pytest

from cx import promises
from cx.customers.filters import Scope
from cx.experience import matching
from cx.experience.promises import broken_effect
from tests.companies import company
from tests.experience.complaints.companies import FIRST, on, order

LAST = FIRST + timedelta(days=400)


def promised(customer: str | None, made: int, due: int | None = None, done: int | None = None, **more) -> dict:
    days = {"due_on": due, "kept_on": done}
    return {
        "promise_id": f"P{customer}{made}", "customer_id": customer, "kind": "delivery", "made_on": on(made),
        **{name: day if day is None else on(day) for name, day in days.items()},
    } | more  # fmt: skip


def shop(*rows):
    """A, B and C order on the same days; A nothing after day 98, B once and C three times, the last on day 400."""
    orders = [order(name, day) for name in "ABC" for day in (0, 50, 98)]
    orders += [order("B", 150), *(order("C", day) for day in (120, 200, 270)), order("Z", 400)]
    return company(orders=orders, promises=list(rows))


def outcomes(store, kind="delivery", **asked):
    return promises.effect(store, LAST, kind, **asked).set_index("outcome")


def test_orders_after_a_broken_promise_beside_the_mean_of_the_matched():
    found = outcomes(shop(promised("A", 98, 100, 103))).loc["broken"]
    assert (found["n"], found["orders"], found["expected"], found["lost_orders"]) == (1, 0, 2, 2)
    assert outcomes(shop(promised("A", 98, 100, 100))).loc["kept", "n"] == 1


def test_who_had_such_a_promise_in_the_365_days_before_does_not_match():
    found = outcomes(shop(promised("A", 98, 100), promised("B", 85, 90, 90)))
    assert found.loc["broken", ["n", "expected"]].tolist() == [1, 3]


def test_a_promise_counts_from_the_day_it_was_due_and_a_claim_from_its_own():
    claim = promised("A", 50, kind="guarantee", asked_on=on(100), answered_on=on(110), kept=False)
    found = outcomes(shop(claim), "guarantee").loc["broken"]
    assert found[["n", "orders", "expected"]].tolist() == [1, 0, 2]
    late = outcomes(shop(promised("A", 98, 230)))
    assert late.index.tolist() == [promises.NOT_OVER]


def test_a_second_promise_within_365_days_and_one_to_nobody_are_no_case():
    found = outcomes(shop(promised("A", 90, 95, 99), promised("A", 98, 100, 100), promised(None, 98, 100)))
    assert found.index.tolist() == ["broken", "all", promises.NOT_OVER]
    assert found.loc["all", "n"] == 1


def test_types_are_those_of_the_half_year_before():
    store = shop(promised("A", 190, 195))
    found = promises.effect(store, LAST, "delivery", "type")
    assert found["group"].tolist() == ["None", "None"]
    early = promises.effect(shop(promised("A", 98, 100)), LAST, "delivery", "type")
    assert early["group"].tolist() == [None, None]


def test_kinds_that_were_broken_long_enough_ago():
    claim = promised("A", 50, kind="guarantee", asked_on=on(100), kept=False)
    store = shop(claim, promised("A", 98, 100), promised("B", 98, 100), promised("A", 300, 305))
    assert promises.kinds_with_effect(store, LAST).values.tolist() == [["delivery", 2], ["guarantee", 1]]
    assert promises.kinds_with_effect(store, FIRST + timedelta(days=279)).empty


def test_an_unknown_group_or_kind_is_refused():
    with pytest.raises(ValueError, match="none of spend"):
        promises.effect(shop(), LAST, "delivery", "tier")
    with pytest.raises(ValueError, match="none of delivery"):
        promises.effect(shop(), LAST, "cake")
    assert promises.effect_check(shop(), LAST, "refund")["n"].tolist() == [0]
    assert promises.verdict_from(shop(), LAST, "refund") is None
    assert date(2023, 1, 1) == FIRST


def test_types_are_compared_with_their_own_kept_promises(monkeypatch):
    """Those who order little whatever is promised have no verdict, nor do fewer than 30 broken promises."""
    beside = pd.DataFrame(
        {
            "group": ["Loyal", "Social", "Impatient"], "n": [60, 60, 29], "n_other": [90, 90, 90],
            "ratio": [0.6, 1.0, 0.5], "low": [0.5, 0.9, 0.4], "high": [0.7, 1.1, 0.6], "p_value": [0.001, 0.9, 0.001],
        }
    )  # fmt: skip
    monkeypatch.setattr(matching, "quotient", lambda *_given: beside)
    found = pd.DataFrame([(of, group) for of in ("kept", "broken") for group in beside["group"]])
    found.columns = ["outcome", "group"]
    store = shop(promised("A", 98, 100, 103))
    events = broken_effect._events(store, "delivery")
    judged = broken_effect._beside_kept(store, Scope(LAST), events, None, found)
    assert judged.tolist() == [None, None, None, "less", None, None]
