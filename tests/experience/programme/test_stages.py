"""Five stages, by hand, and by an independent computation on the demo."""

from datetime import date, timedelta
from math import isnan
from statistics import mean

import numpy as np
import pytest

import cx
from data import study
from tests.companies import company

AS_OF = date(2025, 12, 31)
PEOPLE = [f"c{n:02}" for n in range(40)]


def said(who: str, measure: str, subject: str, score: float, day: str = "2025-06-01") -> dict:
    return {"customer_id": who, "answered_at": day, "measure": measure, "subject": subject, "score": score}


def studied(subject: str, promise: float, *felt: float) -> list[dict]:
    """Everybody was promised so much; the answers about the experience go round."""
    rows = [said(who, "promise", subject, promise) for who in PEOPLE]
    return rows + [said(who, "perception", subject, felt[n % len(felt)]) for n, who in enumerate(PEOPLE)]


def by_item(store: cx.Store, **asked):
    return cx.programme.stages(store, AS_OF, **asked).set_index("item")


def test_needs_are_short_met_or_not_sure():
    answers = [
        *studied("Basic", 5, 5, 6, 4, 5), *studied("symbolic needs", 6, 4, 5), *studied("experiential", 5, 2, 7, 4, 5),
        *studied("pricing", 7, 4, 5), *studied("price", 5, 5),
        *[said(who, "perception", "staff", 6) for who in PEOPLE], *studied("rational", 7, 5)[:100],
        said("c00", "perception", "Basic", 1, "2025-03-01"), said("c00", "perception", "Basic", 1, "2024-12-31"),
    ]  # fmt: skip
    found = by_item(company(surveys=answers))
    verdicts = found["verdict"]
    assert verdicts[["basic", "symbolic", "experiential", "pricing"]].tolist() == ["met", "short", "not sure", "short"]
    assert found.loc["basic", ["value", "felt", "promised", "n"]].tolist() == [0, 5, 5, 40]
    assert found.at["basic", "high"] == pytest.approx(2.022691 * (20 / 39) ** 0.5 * (2 / 2) / 40**0.5, rel=0.01)
    assert found.at["symbolic", "value"] == -1.5 and found.at["pricing", "promised"] == 7
    assert found.loc["staff", ["missing", "felt", "n", "verdict"]].tolist() == ["promise", 6, 0, None]
    assert found.loc["emotional", ["missing", "n"]].tolist() == ["perception", 0]
    counts = cx.programme.stage_counts(found.reset_index())
    assert counts["measures"].tolist() == [3, 6, 5, 3, 4] and counts["live"].tolist() == [3, 1, 1, 0, 0]
    assert cx.programme.worst(found.reset_index())["item"] == "pricing"


def test_few_people_and_everybody_alike_have_no_verdict():
    answers = [*studied("basic", 5, 3)[:29], *studied("basic", 5, 3)[40:69], *studied("symbolic", 5, 5)]
    found = by_item(company(surveys=answers))
    assert found.loc["basic", ["verdict", "n"]].tolist() == ["too few", 29]
    assert found.at["symbolic", "verdict"] == "not sure" and isnan(found.at["symbolic", "low"])
    assert cx.programme.worst(found.reset_index()) is None


def test_what_customers_meet_and_do():
    mapped = [
        {"touchpoint": "Store", "step": "buy", "p": "place", "team": "a", "direct": True, "asked_as": "shop"},
        {"touchpoint": "App", "step": "buy", "p": "place", "team": "a", "direct": True},
        {"touchpoint": "Reviews", "step": "aware", "p": "promotion", "team": "b", "direct": False},
    ]
    answers = [
        said("A", "csat", "Shop", 5), said("A", "csat", "Shop", 1, "2025-05-01"), said("A", "csat", "app", 2),
        said("B", "csat", "App", 4), said("B", "csat", "Delivery", 1), said("B", "csat", "Store", 1),
        said("A", "perception", "intention", 6), said("B", "perception", "Intention", 4),
        said("A", "nps", "", 10),
    ]  # fmt: skip
    touches = [
        {"person_id": "A", "occurred_at": "2025-01-05", "kind": "referred", "referrer_id": "B"},
        {"person_id": "B", "occurred_at": "2025-01-04", "kind": "visited"},
        {"person_id": "P", "occurred_at": "2025-02-04", "kind": "visited"},
        {"person_id": "P", "occurred_at": "2025-02-09", "kind": "referred", "referrer_id": "Z"},
        {"person_id": "old", "occurred_at": "2024-12-31", "kind": "visited"},
    ]
    orders = [
        {"order_id": f"{who}{day}", "customer_id": who, "ordered_at": day, "revenue": 9}
        for who, day in (("A", "2025-01-10"), ("A", "2025-02-10"), ("B", "2025-01-10"), ("C", "2025-03-01"))
    ]
    store = company(surveys=answers, journey=mapped, touchpoints=touches, orders=orders)
    found = by_item(store)
    assert found.loc["direct", ["value", "n"]].tolist() == [0.75, 2]
    assert found.at["indirect", "missing"] == "csat"
    assert found.loc["brought", ["value", "n"]].tolist() == [pytest.approx(1 / 3), 3]
    assert found.loc["intention", ["value", "n"]].tolist() == [5, 2]
    assert found.loc["repurchase", ["value", "n"]].tolist() == [0.5, 2]
    assert found.loc["recommend", ["value", "n"]].tolist() == [100, 1]
    assert found.loc["advocates", ["value", "n"]].tolist() == [pytest.approx(1 / 3), 3]
    assert found.at["advocates", "low"] == pytest.approx(cx.intervals.wilson(1, 3)[1])
    year_before = (date(2024, 1, 1), date(2024, 12, 31))
    changed = cx.programme.changes(store, AS_OF, date(2025, 1, 1), year_before)
    assert changed["measure"].tolist() == ["brought", "repurchase", "advocates", "recommend"]
    assert set(changed["verdict"]) == {"no earlier data", "too few to tell"}


def test_what_is_missing_has_a_name_each(store):
    found = by_item(store)
    assert found["missing"].unique().tolist() == ["perception", "journey", "referred", "touches", "nps", "recommended"]
    assert found["value"].isna().all() and (found["n"] == 0).all()


def test_teams_and_touchpoints_come_from_the_map_and_the_surveys():
    mapped = [
        {"touchpoint": "Store", "step": "buy", "position": 2, "p": "place", "team": "stores", "asked_as": "Shop"},
        {"touchpoint": "Ads", "step": "aware", "position": 1, "p": "promotion", "team": "marketing"},
    ]
    answers = [said("A", "csat", "shop", 5), said("A", "csat", "Delivery", 5), said("A", "employee", "support", 5)]
    store = company(surveys=answers, journey=mapped)
    assert cx.programme.teams(store) == ["marketing", "stores", "support"]
    assert cx.programme.touchpoints(store) == ["Ads", "Store", "Delivery"]


def test_the_demo_agrees_with_an_independent_computation_and_with_what_is_planted(demo_store):
    store = cx.open_store(demo_store)
    found = by_item(store)
    since = AS_OF - timedelta(days=364)
    rows = store.rows(
        "select customer_id, measure, score from surveys where subject = 'experiential' and answered_at >= $since"
        " order by answered_at, upload_id, line",
        since=since,
    )
    store.close()
    latest = {(row.customer_id, row.measure): float(row.score) for row in rows.itertuples()}
    own = [
        latest[who, "perception"] - latest[who, "promise"]
        for who, measure in latest
        if measure == "promise" and (who, "perception") in latest
    ]
    row = found.loc["experiential"]
    reach = 1.96 * float(np.std(own, ddof=1)) / len(own) ** 0.5
    assert row["n"] == len(own) and row["value"] == pytest.approx(mean(own))
    assert row["high"] - row["value"] == pytest.approx(reach, rel=0.01)
    assert row["verdict"] == "short" and found.at["basic", "verdict"] == "met"
    planted = dict(zip(study.JUDGED, study.PERCEIVED - study.PROMISED, strict=True))
    inside = [found.at[item, "low"] - 0.1 <= planted[item] <= found.at[item, "high"] + 0.1
              for item in found.index if item in planted]  # fmt: skip
    assert len(inside) > 10 and sum(inside) >= len(inside) - 1
