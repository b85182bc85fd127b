"""Tiers move when customers do, not when a fortnight passes: a seeded sample of bench/tiers.py, and each rule alone."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

import cx
from bench import tiers as bench
from cx import Assumptions
from cx.customers import movement, segments
from cx.customers.segments import accepted_models, explanation, tier_model
from cx.engine import coverage
from cx.statistics import clusters
from tests.companies import company as shop

AS_OF = date(2025, 12, 31)


@pytest.fixture(scope="module")
def steady():
    store = bench.steady_company(seed=3)
    yield store
    store.close()


@pytest.fixture
def unkept(steady):
    yield steady
    with steady.transaction() as cursor:
        cursor.execute("delete from models").fetchall()


def test_steady_buyers_stay_in_their_tier_by_an_accepted_model_and_movement_counts_few(unkept):
    days = bench.fortnights(4)
    assert np.mean(bench.as_placed(unkept, days, bench.KEPT)) <= 0.07
    assert np.mean(bench.counted(unkept, days)) <= 0.05


def test_steady_buyers_stay_in_their_tier_when_a_new_fit_is_accepted_each_fortnight(unkept):
    shares = bench.as_placed(unkept, bench.fortnights(4), bench.REFITTED)
    assert np.median(shares) <= 0.1
    assert max(shares) <= 0.25


def test_the_demo_moves_at_most_8_percent_in_any_fortnight_of_autumn_2025(demo_store, tmp_path):
    """It had 833 Platinum customers on 31 October and 234 on 15 November."""
    (tmp_path / "demo.duckdb").write_bytes(demo_store.read_bytes())
    store = cx.open_store(tmp_path / "demo.duckdb")
    assert max(bench.as_placed(store, bench.fortnights(5), bench.ALONE)) <= 0.08
    platinum = [
        segments.tiers(store, day).set_index("tier").customers["Platinum"]
        for day in (date(2025, 10, 31), date(2025, 11, 15))
    ]
    assert platinum[0] == pytest.approx(platinum[1], rel=0.05)
    store.close()


# --- recency -----------------------------------------------------------------------------------------------


def bought(customer: str, *days: str) -> list[dict]:
    return [{"order_id": f"{customer}{day}", "customer_id": customer, "ordered_at": day, "revenue": 50} for day in days]


def test_silence_counts_only_beyond_the_usual_gap_in_gaps_and_is_capped():
    store = shop(
        orders=bought("every ten days", "2025-12-01", "2025-12-11", "2025-12-21")  # silent 10 days: as usual
        + bought("late", "2025-11-21", "2025-12-01", "2025-12-11")  # silent 20 days: one gap too long
        + bought("gone", "2025-01-01", "2025-01-11", "2025-01-21")  # 34 gaps of silence: capped at 2
        + bought("two orders", "2025-12-20", "2025-12-30")  # one gap is no rhythm: everybody's 10 days
    )
    table = store.rows("select * from query_table($f)", f=segments.features(store, AS_OF)).set_index("customer_id")
    assert table.usual_gap_days.round(9).eq(10).all()
    assert table.recency_feature.round(9).to_dict() == {
        "every ten days": 0, "late": 1, "gone": 2, "two orders": 0,
    }  # fmt: skip


def test_two_orders_on_one_day_do_not_make_the_usual_gap_shorter():
    store = shop(
        orders=[
            *bought("A", "2025-12-01", "2025-12-11", "2025-12-21"),
            {"order_id": "again", "customer_id": "A", "ordered_at": "2025-12-21", "revenue": 5},
        ]
    )
    assert store.value("select usual_gap_days from query_table($f)", f=segments.features(store, AS_OF)) == 10


def test_a_change_of_profit_that_chance_would_make_is_no_trend():
    def year(customer: str, orders: int, of: int) -> list[dict]:
        return [
            {
                "order_id": f"{customer}{of}-{i}",
                "customer_id": customer,
                "ordered_at": f"{of}-{1 + i % 12:02d}-1{i // 12}",
                "revenue": 50,
            }
            for i in range(orders)
        ]

    store = shop(
        orders=[
            {"order_id": "0", "customer_id": "first", "ordered_at": "2023-12-01", "revenue": 1},
            *year("same", 10, 2024),
            *year("same", 12, 2025),
            *year("grown", 4, 2024),
            *year("grown", 36, 2025),
        ]
    )
    given = Assumptions(gross_margin=0.5, cost_per_order=0.0, fixed_cost_a_year=0.0)
    table = store.rows("select * from query_table($f)", f=segments.features(store, AS_OF, given))
    trend = table.set_index("customer_id").trend_feature
    assert trend["same"] == 0  # 2 orders more, of a standard error of √22
    assert trend["grown"] == 2  # 32 more, of √40: 5 standard errors, capped


# --- fits --------------------------------------------------------------------------------------------------


def crowd(rng, centre, count):
    return rng.normal(centre, 0.4, (count, len(centre)))


def fitted(rows: np.ndarray, accepted=None, wanted=None) -> tier_model.Model:
    names = [f"{name}_feature" for name in tier_model.MEASURES]
    frame = pd.DataFrame(rows, columns=names[: rows.shape[1]]).reindex(columns=names).assign(profit_scale=1.0)
    return tier_model.fit(frame, AS_OF, Assumptions(clusters=wanted), accepted)


@pytest.fixture
def three_crowds():
    rng = np.random.default_rng(4)
    return np.vstack([crowd(rng, (4, 4), 200), crowd(rng, (2, 0), 300), crowd(rng, (-1, -2), 300)])


def test_a_handful_of_outliers_names_no_tier(three_crowds):
    plain = fitted(three_crowds)
    with_outliers = fitted(np.vstack([np.full((4, 2), 60.0), three_crowds]))
    sizes = {
        tier: sum(c["size"] for c in with_outliers.centres if c["tier"] == tier)
        for tier in ("Platinum", "Gold", "Silver")
    }
    assert sizes == pytest.approx({"Platinum": 204, "Gold": 300, "Silver": 300}, abs=3)
    assert [c["tier"] for c in plain.centres].count("Platinum") == 1


def test_a_new_fit_keeps_the_accepted_names_though_the_measures_have_drifted(three_crowds):
    first = fitted(three_crowds, wanted=3)
    swapped = replace(
        first,
        centres=tuple(
            {**c, "tier": {"Gold": "Silver", "Silver": "Gold"}.get(c["tier"], c["tier"])} for c in first.centres
        ),
    )
    again = fitted(three_crowds + 0.1, accepted=swapped)
    assert [c["tier"] for c in again.centres] == [c["tier"] for c in swapped.centres]


def test_a_new_fit_keeps_the_number_of_clusters_unless_another_is_clearly_better(three_crowds):
    first = fitted(three_crowds, wanted=3)
    assert len(fitted(three_crowds[::2], accepted=first).centres) == 3
    rng = np.random.default_rng(5)
    two_more = np.vstack([three_crowds, crowd(rng, (6, -3), 300), crowd(rng, (-4, 3), 300)])
    assert len(fitted(two_more, accepted=first).centres) == 5


def test_without_any_stable_number_limits_on_profit_and_value_take_the_place_of_clusters():
    rng = np.random.default_rng(6)
    numbers = rng.normal(size=(400, 5))
    cloud = fitted(numbers)
    assert cloud.centres == ()
    assert cloud.limits is not None
    quarters = np.quantile(np.sinh(numbers[:, tier_model.MEASURES.index("profit")]), [0.25, 0.75])
    assert (cloud.limits.low, cloud.limits.high) == pytest.approx(tuple(quarters))
    assert tier_model.Model.from_json(cloud.to_json()) == replace(cloud, kept=True)


def test_limits_place_everybody_and_say_what_would_lift_them(unkept):
    model = segments.fit(unkept, AS_OF)
    table = unkept.rows("select * from query_table($f)", f=segments.features(unkept, AS_OF))
    good = table[(table.profit >= 0) & (table.contribution >= 0)]
    limits = tier_model.Limits(
        float((good.profit / model.profit_scale).quantile(0.25)),
        float((good.profit / model.profit_scale).quantile(0.75)),
        float(good.value_to_customer.median()),
    )
    accepted_models.keep(unkept, replace(model, centres=(), limits=limits), Assumptions())
    found = segments.customers(unkept, AS_OF).set_index("customer_id")
    high, low = limits.high * model.profit_scale, limits.low * model.profit_scale
    platinum = found[found.tier == "Platinum"]
    assert (platinum.profit >= high - 1e-9).all()
    assert (platinum.value_to_customer >= limits.value).all()
    assert (found.profit[found.tier == "Silver"] < low).all()
    assert found.cluster.isna().all()
    gold = found[(found.tier == "Gold") & (found.profit < high) & (found.value_to_customer >= limits.value)].index[0]
    way = explanation.lifts(unkept, AS_OF, gold).iloc[0]
    assert (way.measure, way.to, way.needed) == ("profit", "Platinum", pytest.approx(high))


# --- accepting ---------------------------------------------------------------------------------------------


def test_a_model_of_an_earlier_version_places_nobody_and_its_date_is_known(unkept):
    segments.keep_model(unkept, date(2025, 6, 30))
    with unkept.transaction() as cursor:
        cursor.execute("update models set parameters = replace(parameters, '\"features\": 2, ', '')").fetchall()
    assert accepted_models.outdated(unkept, AS_OF) == date(2025, 6, 30)
    assert not segments.model(unkept, AS_OF).kept
    segments.accept_first(unkept)
    assert len(accepted_models.every(unkept)) == 1  # a person has to
    segments.keep_model(unkept, AS_OF)
    assert accepted_models.outdated(unkept, AS_OF) is None
    assert segments.model(unkept, AS_OF).kept


def test_the_first_fit_is_accepted_once_and_fitted_again_only_when_a_measure_becomes_known():
    store = bench.steady_company(seed=1, customers=80)
    segments.accept_first(store)
    (first,) = accepted_models.every(store)
    assert (first.as_of, first.is_first) == (coverage.last_date(store), True)
    segments.accept_first(store)
    assert accepted_models.every(store) == [first]
    ids = [f"c{i:04d}" for i in range(80)]
    answers = "answered_at,customer_id,measure,score\n" + "".join(
        f"2025-12-0{1 + i % 9},{name},nps,{i % 11}\n" for i, name in enumerate(ids)
    )
    store.load("surveys", answers.encode())
    segments.accept_first(store)
    assert len(accepted_models.every(store)) == 1
    segments.keep_model(store, AS_OF)  # a person
    segments.accept_first(store)
    assert [model.is_first for model in accepted_models.every(store)] == [True, False]
    store.close()


def test_cx_alone_writes_no_model(unkept):
    version = unkept.data_version
    segments.customers(unkept, AS_OF)
    movement.directions(unkept, AS_OF, date(2025, 6, 30))
    assert unkept.data_version == version
    assert accepted_models.every(unkept) == []


# --- movement ----------------------------------------------------------------------------------------------


def test_segments_and_movement_count_the_same_customers_at_both_dates(unkept):
    segments.keep_model(unkept, date(2025, 3, 31))
    segments.keep_model(unkept, date(2025, 9, 30))
    for before, as_of in ((date(2025, 6, 30), AS_OF), (date(2024, 12, 31), date(2025, 6, 30))):
        flows = movement.flows(unkept, as_of, before)
        for side, day in (("tier_before", before), ("tier_after", as_of)):
            counted = flows.groupby(side).customers.sum()
            tiers = segments.tiers(unkept, day).set_index("tier").customers
            assert counted[tier_model.TIERS].tolist() == tiers[tier_model.TIERS].tolist()


def test_a_move_that_only_another_model_makes_is_reclassified_and_a_doubtful_one_borderline(unkept):
    early, late = date(2025, 6, 30), AS_OF
    first = segments.fit(unkept, early)
    accepted_models.keep(unkept, first, Assumptions())
    renamed = tuple({**c, "tier": "Gold" if c["tier"] == "Platinum" else c["tier"]} for c in first.centres)
    accepted_models.keep(unkept, replace(first, as_of=late, centres=renamed), Assumptions())
    found = movement.customers(unkept, late, early)
    was_platinum = found[(found.tier_before == "Platinum") & (found.tier_after == "Gold")]
    assert len(was_platinum) > 20
    assert (was_platinum.direction == "Reclassified").mean() > 0.9
    placed = segments.customers(unkept, late).set_index("customer_id").doubt
    moved = found[found.direction.isin(["Up a tier", "Down a tier"])].customer_id
    assert (placed[placed.index.isin(moved)].fillna(0) < movement.BORDERLINE).all()
    border = found[found.direction == "Borderline"].customer_id
    assert (placed[placed.index.isin(border)] >= movement.BORDERLINE).all()


@pytest.mark.parametrize("features", [np.ones((50, 3)), np.repeat([[0.0], [1.0]], 30, axis=0)])
def test_customers_alike_make_no_more_clusters_than_they_are(features):
    assert len(clusters.fit(features).centres) == len(np.unique(features, axis=0))
