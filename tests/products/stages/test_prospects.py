"""Claims about what surrounds a product's stage: what comes next, second lives, gaps, generations, buyers, payback."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import cx
from bench import stages as simulated
from cx.customers import saved_segments
from cx.products import advice as stage_advice
from cx.products import buyers as stage_buyers
from cx.products import categories as stage_mix
from cx.products import out_of_stock as gaps
from cx.products import product as product_detail
from cx.products import stages, years_ahead
from cx.products.life import classify as life_stages
from cx.products.stages import fitted_model
from cx.products.stages import outlook as stage_outlook
from tests import memory
from tests.products.stages.test_stages import FLAT, RISE_AND_FALL, lines, month_end, one, shop

END = date(2023, 12, 31)


# --- never sold, thin, short -------------------------------------------------------------------------------


def test_what_is_listed_without_sale_cost_or_launch_ahead_is_not_yet_known():
    listed = [
        {"product_id": "N", "name": "None"},
        {"product_id": "L", "name": "Late", "launched_on": "2022-03-01"},
    ]
    store = shop(lines({"P": FLAT}), products=listed)
    for product in ("N", "L"):
        found = one(store, product)
        assert pd.isna(found["stage"]) and found["agreement"] == "listed, never sold"
        assert stages.history(store, END, product).empty
    assert stages.portfolio(store, END)["products"].sum() == 1
    assert stage_mix.counts(store, END)["never_sold"] == 2


def test_a_thin_seller_first_seen_late_is_no_launch_and_a_steady_one_is():
    thin = [0] * 7 + [5, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0]
    steady = [0] * 7 + [5] * 17
    store = shop(lines({"P": FLAT, "thin": thin, "steady": steady}))
    panel = fitted_model.fitted(store, END, 0.35)[0]
    launch = dict(zip(panel.products["product_id"], panel.launch, strict=True))
    assert np.isnan(launch["thin"]) and launch["steady"] == 7


def test_under_eight_months_every_stage_is_too_early_to_tell():
    store = shop(lines({"P": FLAT[:7], "Q": RISE_AND_FALL[:7]}))
    now = stages.current(store, month_end(store))
    assert set(now["agreement"]) == {"too early to tell"}
    assert set(now["shape"]) == {"still open"}
    assert stage_mix.counts(store, month_end(store))["told_share"] == 0


# --- second lives and gaps ---------------------------------------------------------------------------------


def test_a_second_rise_after_a_deep_fall_is_a_recycle_and_one_life_is_none():
    twice = life_stages.stages(simulated.months_of(np.array([RISE_AND_FALL * 2, FLAT * 2], dtype=float)))
    assert twice.born_again[0] in range(20, 29) and twice.born_again[1] == -1
    moves = np.diff(twice.stage[0].astype(int))
    assert (moves < 0).sum() == 1
    sales, _ = simulated.lives(150)
    assert (life_stages.stages(simulated.months_of(sales)).born_again >= 0).mean() < 0.02


def test_shapes_have_their_names():
    fad = [0] * 8 + [5, 60, 100, 55, 8, 1, 1] + [0] * 21
    plateau = [0] * 6 + [5, 15, 35, 60, 80, 90, 96] + [100] * 23
    lives = {
        "fad": fad,
        "plateau": plateau,
        "recycle": [*RISE_AND_FALL, *RISE_AND_FALL[:12]],
        "other": [20] * 36,
    }
    store = shop(lines(lives))
    now = stages.current(store, month_end(store)).set_index("product_id")["shape"]
    assert now[["fad", "plateau", "recycle"]].to_dict() == {
        "fad": "fad",
        "plateau": "plateau",
        "recycle": "recycle",
    }


def test_an_empty_shelf_is_told_from_no_demand_where_lines_are_many():
    many, few = [20, 20, 20, 0, 20, 20, 20], [2, 1, 2, 0, 1, 2, 2]
    ended, long = [20, 20, 20, 20, 20, 0, 0], [20, 0, 0, 0, 0, 0, 20]
    found = gaps.out_of_stock(np.array([many, few, ended, long], dtype=float))
    assert found.sum(axis=1).tolist() == [1, 0, 0, 0]


def test_a_month_out_of_stock_is_no_decline():
    rows = [
        {
            "order_id": f"{month}-{number}",
            "ordered_at": day.date(),
            "product_id": "P",
            "revenue": 10,
            "cost": 5,
        }
        for month, day in enumerate(pd.date_range("2022-01-05", periods=24, freq=pd.DateOffset(months=1)))
        for number in range(8)
        if month not in (21, 22)
    ]
    store = shop([*rows, {"order_id": "other", "ordered_at": "2022-01-02", "product_id": "Q", "revenue": 1}])
    sold = stages.months(store, END, "P").set_index("month")
    assert sold.index[sold["out_of_stock"]].strftime("%Y-%m").tolist() == ["2023-10", "2023-11"]
    assert one(store)["stage"] == "Saturation"


# --- what comes next ---------------------------------------------------------------------------------------


def test_the_chance_to_move_on_is_calibrated_on_simulated_lives():
    said, did, brier = simulated.moves_on(200)
    assert abs(said - did) < 0.08
    assert brier < did * (1 - did)


def test_precedents_are_the_companys_own_products():
    lives = {f"P{n}": [0] * (2 + n) + RISE_AND_FALL + [3] * (4 - n) for n in range(4)}
    store = shop(lines(lives | {"other": [20] * 30}))
    went = stage_outlook.precedents(store, date(2024, 6, 30)).set_index("stage")
    assert went.index.tolist() == ["Introduction", "Growth", "Saturation"]
    assert (went["n"] == 4).all()
    assert went.at["Introduction", "sales"] > 1 > went.at["Saturation", "sales"]
    assert went["months"].between(2, 14).all()


def test_a_company_without_precedents_says_so():
    went = stage_outlook.precedents(shop(lines({"P": FLAT})), END)
    assert (went["n"] == 0).all() and went["months"].isna().all()
    assert stage_outlook.precedents(memory.empty(), END)["n"].sum() == 0


# --- the catalogue -----------------------------------------------------------------------------------------


def two_categories() -> cx.Store:
    kinds = [
        {"product_id": "P", "category": "A"},
        {"product_id": "Q", "category": "A"},
        {"product_id": "R", "category": None},
    ]
    return shop(lines({"P": FLAT, "Q": [0, 0, 0, *RISE_AND_FALL[:21]], "R": FLAT}), products=kinds)


def test_mix_generations_and_stages_of_a_category_add_up_to_its_revenue():
    store = two_categories()
    table, now = stage_mix.mix(store, END), stages.current(store, END)
    assert table["revenue"].sum() == pytest.approx(now["revenue"].sum())
    assert table["category"].isna().sum() == 1
    whole = sum(FLAT) + sum(RISE_AND_FALL[:21])
    assert stage_mix.generations(store, END, "A")["revenue"].sum() == pytest.approx(whole)
    assert stage_mix.category_months(store, END, "A")["revenue"].sum() == pytest.approx(whole)
    born = stage_mix.generations(store, END, "A").drop_duplicates("product_id")
    assert born["product_id"].tolist() == ["P", "Q"] and pd.isna(born["born"].iloc[0])


def test_in_three_years_shares_lie_between_0_and_1():
    store = two_categories()
    ahead = years_ahead.profit_by_stage(store, END)
    assert ahead["share"].between(0, 1).all()
    profit = stages.current(store, END)["profit"].sum()
    assert ahead.groupby("when")["profit"].sum().tolist() == pytest.approx([profit, profit])
    assert years_ahead.profit_by_stage(memory.empty(), END).empty


def test_buyers_of_the_stages_bring_the_revenue_of_the_year_guests_included():
    orders = [
        line | {"customer_id": None if number % 5 == 0 else f"C{number % 7}"}
        for number, line in enumerate(lines({"P": FLAT, "Q": FLAT}))
    ]
    store = shop(orders)
    found = stage_buyers.tiers(store, END)
    assert found["revenue"].sum() == pytest.approx(stages.current(store, END)["revenue"].sum())
    assert found.groupby("stage")["share"].sum().tolist() == pytest.approx([1.0])
    assert "Guests" in set(found["tier"])


def test_a_saved_segment_limits_the_money_and_not_the_stage():
    orders = [line | {"customer_id": f"C{number % 2}"} for number, line in enumerate(lines({"P": FLAT}))]
    store = shop(orders, customers=[{"customer_id": "C0", "region": "North"}, {"customer_id": "C1", "region": "South"}])
    with store.transaction() as cursor:
        cursor.execute("insert into saved_segment_members values ('mine', 'C1')").fetchall()
        cursor.execute(
            "insert into saved_segments values ('mine', date '2023-12-31', now()::timestamp, 'by hand')"
        ).fetchall()
    assert saved_segments.members(store, "mine")["customer_id"].tolist() == ["C1"]
    whole, mine = stages.portfolio(store, END), stages.portfolio(store, END, segment="mine")
    assert mine["products"].tolist() == whole["products"].tolist()
    assert mine["revenue"].sum() == sum(line["revenue"] for line in orders[12:] if line["customer_id"] == "C1")
    assert stages.portfolio(store, END, "North", segment="mine")["revenue"].sum() == 0


def test_the_first_rows_are_those_that_are_asked_for():
    store = shop(lines({"P": FLAT, "Q": [9] * 24, "R": RISE_AND_FALL}))
    assert stages.ranked(store, END, rows=1)["product_id"].tolist() == ["R"]
    assert stages.ranked(store, END, words="q")["product_id"].tolist() == ["Q"]
    assert stages.ranked(store, END, first="moves_on")["moves_on"].is_monotonic_decreasing
    assert stage_mix.sparks(store, END, ("R",))["R"] == RISE_AND_FALL


# --- one product -------------------------------------------------------------------------------------------


def test_payback_is_the_month_from_which_the_sum_stays_above_nothing():
    costs = [{"month": "2022-01-01", "amount": 25, "kind": "development", "product_id": "P"}]
    store = shop(lines({"P": [10, 20, 20, 20]}), costs=costs)
    way = product_detail.payback(store, date(2022, 4, 30), "P")
    assert way["cumulative"].tolist() == [-20, -10, 0, 10]
    assert way["paid_back"].tolist() == [False, False, True, True]
    assert product_detail.costs(store, date(2022, 4, 30), "P")["amount"].tolist() == [25]


def test_weeks_are_whole_and_a_week_without_a_sale_is_nothing_sold():
    orders = [
        {"order_id": 1, "ordered_at": "2024-01-01", "product_id": "P", "revenue": 10, "quantity": 2},
        {"order_id": 2, "ordered_at": "2024-01-16", "product_id": "P", "revenue": 5, "quantity": 1},
        {"order_id": 3, "ordered_at": "2024-01-23", "product_id": "P", "revenue": 7, "quantity": 1},
    ]
    weeks = product_detail.weeks(shop(orders), date(2024, 1, 24), "P")
    assert weeks["revenue"].tolist() == [10, 0, 5]


def test_price_is_revenue_a_unit_and_unknown_without_units():
    orders = [
        {"order_id": 1, "ordered_at": "2024-01-02", "product_id": "P", "revenue": 10, "quantity": 4},
        {"order_id": 2, "ordered_at": "2024-02-02", "product_id": "P", "revenue": 10, "quantity": None},
    ]
    price = product_detail.prices(shop(orders), date(2024, 2, 29), "P")["price"]
    assert price.iloc[0] == 2.5 and pd.isna(price.iloc[1])


def test_bass_by_least_squares_gives_p_q_m_and_a_peak_or_says_why_not():
    from cx.products.stages import bass

    sales = [0, 0, 0, *np.round(bass.curve(bass.Fit(0.01, 0.3, 4000.0), 27), 2).tolist()]
    store = shop(lines({"P": sales, "Q": [20] * 30, "young": [0] * 25 + [1, 2, 3, 4, 5]}))
    found = product_detail.opinions(store, date(2024, 6, 30), "P")
    assert (found["p"], found["q"]) == pytest.approx((0.01, 0.3), rel=0.2)
    assert found["peak_low"] <= found["peak_on"] <= found["peak_high"]
    why = {name: product_detail.opinions(store, date(2024, 6, 30), name)["why"] for name in ("Q", "young")}
    assert why == {"Q": "launch unknown", "young": "too few months"}


def test_acceptance_counts_only_buyers_whose_90_days_have_passed():
    bought = [
        ("A", "2024-01-02"),
        ("A", "2024-02-01"),
        ("B", "2024-01-05"),
        ("B", "2024-01-05"),
        ("C", "2024-05-20"),
    ]
    orders = [
        {"order_id": number, "ordered_at": day, "product_id": "P", "revenue": 10, "customer_id": who}
        for number, (who, day) in enumerate(bought)
    ]
    given = stage_advice.figures(shop(orders), date(2024, 5, 31), "P")
    assert (given["customers"], given["eligible"], given["again"]) == (3, 2, 0.5)


def test_the_only_product_sold_is_alone_whatever_else_was_sold_before():
    store = shop(lines({"P": [20] * 30, "gone": [20] * 10 + [0] * 20}))
    alone = {name: stage_advice.figures(store, date(2024, 6, 30), name)["is_alone"] for name in ("P", "gone")}
    assert alone == {"P": True, "gone": False}


def test_costs_of_months_whose_sales_nobody_knows_are_left_out_everywhere():
    spent = [{"month": "2023-12-01", "kind": "marketing", "product_id": "P", "amount": 30}]
    store = shop(lines({"P": [100], "Q": [100]}, start="2024-01-05"), costs=spent)
    day = date(2024, 1, 31)
    assert stage_advice.figures(store, day, "P")["balance"] == 50
    assert product_detail.payback(store, day, "P")["cumulative"].tolist() == [50]
    assert one(store, "P", day)["profit"] == 50
    assert stages.portfolio(store, day)["profit"].sum() == 100


def test_a_region_holds_its_customers_without_a_tier_too():
    orders = [
        {"order_id": place, "ordered_at": day, "product_id": "P", "revenue": revenue, "customer_id": who}
        for place, (who, day, revenue) in enumerate(
            [
                ("early", "2023-02-05", 90),
                ("here", "2024-01-05", 10),
                ("away", "2024-01-06", 70),
                (None, "2024-02-14", 5),
            ]
        )
    ]
    places = {"early": "North", "here": "North", "away": "South"}
    store = shop(orders, customers=[{"customer_id": who, "region": region} for who, region in places.items()])
    bought = stage_buyers.tiers(store, date(2024, 2, 15), region="North")
    assert bought["revenue"].sum() == stages.portfolio(store, date(2024, 2, 15), region="North")["revenue"].sum() == 100
    assert bought.set_index("tier").at["No tier", "customers"] == 1


def test_of_a_product_that_nobody_knows_nothing_is_known():
    store = shop(lines({"P": [20] * 6, "Q": [30] * 6}))
    day = date(2022, 6, 30)
    assert product_detail.opinions(store, day, "R")["why"] == "too few months"
    assert np.isnan(stage_advice.figures(store, day, "R")["share"])
    assert list(stage_mix.sparks(store, day, ("R", "Q"))) == ["Q"]
