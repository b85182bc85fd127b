"""Where to invest, the way back to awareness, and changes between two years."""

from datetime import date

import numpy as np
import pytest

import cx
from tests.companies import company
from tests.experience.journey.maps import answer, drawn, touchpoint

YEAR_END = date(2025, 12, 31)


def study(gaps, importance, on="2025-06-01"):
    """Each subject's gaps, one a person, with one importance for all; the promise is 5."""
    return [
        answer(f"p{place}", measure, subject, score, on)
        for subject, each in gaps.items()
        for place, gap in enumerate(each)
        for measure, score in (("promise", 5), ("perception", 5 + gap), ("importance", importance[subject]))
    ]


ROWS = drawn(*(touchpoint(name, asked_as=name) for name in ("Price", "Shop", "Staff", "Mail", "Nobody")))
IMPORTANCE = {"Price": 6, "Shop": 3, "Staff": 5, "Mail": 4}


def test_the_index_is_importance_by_shortfall_and_only_certain_shortfalls_are_ranked():
    draw = np.random.default_rng(3)
    gaps = {
        "Price": draw.normal(-1, 1, 80), "Shop": draw.normal(-1.9, 1, 80), "Staff": draw.normal(0, 1, 80),
        "Mail": draw.normal(1, 0.5, 80),
    }  # fmt: skip
    gaps = {name: each.round(2) for name, each in gaps.items()}
    found = cx.journey.invest(company(surveys=study(gaps, IMPORTANCE)), YEAR_END, rows=ROWS).set_index("touchpoint")
    short = {name: IMPORTANCE[name] * max(-np.mean(each), 0) for name, each in gaps.items()}
    for name, value in short.items():
        assert found.at[name, "index"] == pytest.approx(value / sum(short.values()))
    assert sorted(found["rank"].dropna()) == [1, 2]
    assert found.loc[["Price", "Shop"], ["rank_low", "rank_high"]].to_numpy().tolist() == [[1, 2], [1, 2]]
    assert np.isnan(found.at["Nobody", "index"]) and np.isnan(found.at["Mail", "rank"])


def test_where_no_promise_is_broken_nothing_is_ranked():
    found = cx.journey.invest(company(surveys=study({"Price": [0, 1, 1]}, IMPORTANCE)), YEAR_END, rows=ROWS)
    assert found[["index", "rank", "rank_low", "rank_high"]].isna().all(axis=None)
    assert cx.journey.invest(company(), YEAR_END, rows=drawn()).empty


def test_who_was_sent_by_a_customer_and_who_told_others():
    def contact(person, kind, on="2025-05-01", **more):
        return {"person_id": person, "kind": kind, "occurred_at": on} | more

    touchpoints = [
        contact("old", "visited", "2024-05-01"), contact("a", "referred", referrer_id="old"), contact("a", "visited"),
        contact("b", "visited"), contact("c", "referred", variant="held out"), contact("old", "recommended"),
        contact("b", "recommended", "2026-01-01"),
    ]  # fmt: skip
    found = cx.journey.loop(company(touchpoints=touchpoints), YEAR_END)
    assert found.to_dict("records") == [{"reached": 2, "sent_by_customers": 1, "advocates": 1}]


def test_a_gap_is_compared_with_that_of_the_year_before_else_the_satisfaction():
    before = study({"Price": [-2, -1] * 20}, IMPORTANCE, "2024-06-01")
    votes = [
        answer(f"v{n}", "csat", "Staff", 5 if n < 30 else 2, on)
        for n in range(60)
        for on in ("2024-03-01", "2025-03-01")
    ]
    store = company(surveys=[*before, *study({"Price": [0, 1] * 20}, IMPORTANCE), *votes])
    given = {"since": date(2025, 1, 1), "before": (date(2024, 1, 1), date(2024, 12, 31)), "rows": ROWS}
    found = cx.journey.changes(store, YEAR_END, **given)
    assert found[["measure", "group", "verdict"]].values.tolist() == [
        ["promise_gap", "", "better"],
        ["gap", "Price", "better"],
        ["csat", "Staff", "no clear change"],
    ]
    assert found.loc[1, ["before", "now", "change"]].tolist() == [-1.5, 0.5, 2]
