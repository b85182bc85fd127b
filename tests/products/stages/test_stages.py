"""Claims about the life cycle of products, on shops small enough to check by hand and on simulated lives."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cx
from bench import stages as simulated
from cx.products import stages
from cx.products.life import classify as life_stages
from cx.products.stages import bass, polli_cook
from tests import memory
from tests.examples import examples

RISE_AND_FALL = [2, 3, 5, 8, 12, 18, 26, 36, 47, 58, 66, 70, 69, 63, 54, 44, 34, 25, 18, 13, 9, 6, 4, 3]
FLAT = [20, 21, 19, 20, 22, 20, 18, 20, 21, 20, 19, 20] * 2


def csv(rows: list[dict]) -> bytes:
    return pd.DataFrame(rows).to_csv(index=False).encode()


def lines(sales: dict[str, list[float]], start: str = "2022-01-05", times: float = 1.0) -> list[dict]:
    """One order line a product and month, on the 5th; a month of 0 has no line."""
    months = pd.date_range(start, periods=max(map(len, sales.values())), freq=pd.DateOffset(months=1))
    return [
        {"order_id": f"{product}-{number}", "ordered_at": months[number].date(), "product_id": product,
         "revenue": amount * times, "cost": amount * times / 2}
        for product, amounts in sales.items() for number, amount in enumerate(amounts) if amount
    ]  # fmt: skip


def shop(orders: list[dict], **tables: list[dict]) -> cx.Store:
    store = memory.empty()
    for kind, rows in {"orders": orders, **tables}.items():
        if rows:
            store.load(kind, csv(rows))
    return store


def month_end(store: cx.Store) -> date:
    last = store.value("select max(ordered_at) from orders")
    return (last + pd.offsets.MonthEnd(0)).date()


def one(store: cx.Store, product: str = "P", as_of: date | None = None) -> pd.Series:
    return stages.current(store, as_of or month_end(store)).set_index("product_id").loc[product]


# --- by hand -----------------------------------------------------------------------------------------------


def test_a_clear_rise_and_fall_goes_through_every_stage_once_and_in_order():
    store = shop(
        lines({"P": [0, 0, *RISE_AND_FALL], "other": [20] * 26}),
        costs=[{"month": "2022-01-01", "amount": 5, "kind": "development", "product_id": "P"}],
    )
    life = stages.history(store, month_end(store), "P")
    assert life["stage"].drop_duplicates().tolist() == stages.STAGES
    assert (life["stage"] != life["stage"].shift()).sum() == 5
    assert len(life) == 26
    top = life["month"][life["revenue"].idxmax()]
    turn = life["month"][life["stage"] == "Saturation"].min()
    assert abs((turn - top).days) <= 62


def test_level_sales_are_saturation_whatever_came_before_the_data():
    product = one(shop(lines({"P": FLAT})))
    assert product["stage"] == "Saturation"
    assert product["probability"] > 0.8
    assert product["polli_cook"] == "Saturation"
    assert product["next_stage"] == "Decline"


def test_what_was_never_sold_is_in_development_for_certain():
    store = shop(
        lines({"P": FLAT}),
        products=[{"product_id": "Q", "name": "Lamp", "launched_on": "2030-01-01"}],
        costs=[{"month": "2023-03-01", "amount": 7, "kind": "development", "product_id": "R"}],
    )
    never, spent = one(store, "Q"), one(store, "R")
    assert (never["stage"], never["probability"], never["name"]) == ("Development", 1.0, "Lamp")
    assert pd.isna(never["since"])
    assert (spent["stage"], spent["name"], spent["profit"]) == ("Development", "R", -7.0)
    assert spent["since"] == pd.Timestamp("2023-03-01")


def test_only_returns_no_sales_and_gaps_all_get_an_answer():
    sales = {"returned": [-5] * 24, "rare": [9, 0, 0, 0, 0, 0] * 4, "gone": [5] + [0] * 23, "P": FLAT}
    answer = stages.current(shop(lines(sales)), date(2023, 12, 31)).set_index("product_id")
    assert answer.at["gone", "stage"] == "Decline"
    assert answer.at["returned", "stage"] == "Decline"
    assert answer["probability"].between(0, 1).all()


def test_one_product_of_one_month_is_too_early_to_tell():
    product = one(shop(lines({"P": [5]})))
    assert product["agreement"] == "too early to tell"
    assert product["stage"] in stages.STAGES


def test_before_the_first_month_ends_nothing_is_known_of_the_stage():
    store = shop(lines({"P": [5]}))
    assert stages.history(store, date(2022, 1, 20)).empty
    assert one(store, as_of=date(2022, 1, 20))["probability"] == 0.25
    assert stages.left_out(store, date(2022, 1, 20))["last"] is None


def test_a_month_that_has_not_ended_is_left_out_and_said():
    store = shop(lines({"P": FLAT}))
    life = stages.history(store, date(2023, 12, 30))
    assert life["month"].max() == pd.Timestamp("2023-11-01")
    assert stages.left_out(store, date(2023, 12, 30))["last_left_out"]


def test_a_first_month_that_begins_late_is_left_out_and_said():
    store = shop(lines({"P": FLAT}, start="2022-01-20"))
    life = stages.history(store, date(2023, 12, 31))
    assert life["month"].min() == pd.Timestamp("2022-02-01")
    assert stages.left_out(store, date(2023, 12, 31))["first_left_out"]


def test_orders_without_products_are_one_series_of_all_sales():
    rows = [{key: value for key, value in line.items() if key != "product_id"} for line in lines({"P": FLAT})]
    answer = stages.current(shop(rows), date(2023, 12, 31))
    assert answer["product_id"].tolist() == ["All sales"]
    assert answer["stage"].tolist() == ["Saturation"]
    assert answer["revenue"].sum() == sum(FLAT[12:])


def test_profit_counts_costs_returns_and_the_products_own_margin_where_a_line_has_no_cost():
    orders = [
        {"order_id": 1, "ordered_at": "2024-01-02", "product_id": "P", "revenue": 100, "cost": 60},
        {"order_id": 2, "ordered_at": "2024-01-03", "product_id": "P", "revenue": 50, "cost": None},
        {"order_id": 3, "ordered_at": "2024-01-04", "product_id": "P", "revenue": -10, "cost": -6},
        {"order_id": 4, "ordered_at": "2024-01-05", "product_id": "Q", "revenue": 10, "cost": None},
    ]
    costs = [{"month": "2024-01-01", "amount": 8, "kind": "marketing", "product_id": "P"}]
    rows = stages.months(shop(orders, costs=costs), date(2024, 1, 31)).set_index("product_id")
    assert rows.at["P", "profit"] == pytest.approx(40 - 4 + 50 * 0.4 - 8)
    assert (rows.at["P", "purchases"], rows.at["P", "returns"]) == (2, 1)
    assert rows.at["Q", "profit"] == pytest.approx(10 * 0.4)
    assert rows["profit_known"].to_dict() == {"P": True, "Q": False}


def test_without_any_cost_the_assumed_margin_is_used():
    orders = [{"order_id": 1, "ordered_at": "2024-01-02", "product_id": "P", "revenue": 100}]
    assert stages.months(shop(orders), date(2024, 1, 31), gross_margin=0.25)["profit"].tolist() == [25.0]


def test_a_region_limits_the_money_and_not_the_stage():
    orders = [line | {"customer_id": "N" if number % 2 else "S"} for number, line in enumerate(lines({"P": FLAT}))]
    store = shop(orders, customers=[{"customer_id": "N", "region": "North"}, {"customer_id": "S", "region": "South"}])
    whole, north, south = (stages.portfolio(store, date(2023, 12, 31), region) for region in (None, "North", "South"))
    assert whole["products"].tolist() == north["products"].tolist()
    assert north["revenue"].sum() + south["revenue"].sum() == pytest.approx(whole["revenue"].sum())


def test_what_stood_on_the_page_then_is_what_current_said_then():
    store = shop(lines({"P": RISE_AND_FALL}))
    then = stages.as_known_then(store, date(2023, 12, 31), months_back=3)
    assert then["stage"].tolist() == [
        one(store, as_of=end)["stage"] for end in (date(2023, 10, 31), date(2023, 11, 30), date(2023, 12, 31))
    ]


# --- published ---------------------------------------------------------------------------------------------


def test_bass_regression_as_published_by_bass_1969():
    found = bass.fit([0.517, 1.169, 1.604, 2.044, 2.286])
    assert (round(found.p, 4), round(found.q, 4), round(found.m, 2)) == (0.0626, 0.7377, 10.5)


def test_nonlinear_bass_finds_the_curve_that_made_the_sales_and_its_peak():
    made = bass.Fit(0.008, 0.19, 5000.0)
    sales = bass.curve(made, 36)
    assert bass.fit(sales, "nls") == pytest.approx(made, rel=1e-4)
    assert bass.peak(sales)[0] == pytest.approx(np.log(0.19 / 0.008) / 0.198, rel=1e-4)


@pytest.mark.parametrize("sales", [[1, 2], [0, 0, 0, 0, 0], [5, 5, 5, 5, 5, 5], [1, 2, 4, 8, 16]])
def test_bass_may_not_converge(sales):
    assert np.isnan(bass.fit(sales)).all()


def test_the_half_sd_rule_of_polli_and_cook_1969_calls_30_85_percent_of_noise_growth():
    rng = np.random.default_rng(3)
    sales = np.exp(rng.normal(0, 0.02, (20_000, 15)))
    said = polli_cook.stages(sales, np.zeros(20_000, dtype=int))[:, -1]
    assert (said == 1).mean() == pytest.approx(0.3085, abs=0.01)


# --- how often it is right ---------------------------------------------------------------------------------


@pytest.mark.parametrize("noise", [0.1, 0.2, 0.4])
def test_pure_noise_is_called_growth_or_decline_in_at_most_5_percent_of_months(noise):
    assert simulated.called_on_noise(120, noise) <= 0.05


def test_simulated_lives_are_read_with_hindsight_and_far_better_than_by_polli_and_cook():
    ours, theirs, _ = simulated.hindsight(150)
    assert ours >= 0.85
    assert ours - theirs >= 0.2


def test_simulated_lives_are_read_as_known_then_and_far_better_than_by_polli_and_cook():
    ours, theirs, right, chance = simulated.as_known_then(150)
    assert ours >= 0.75
    assert ours - theirs >= 0.2
    assert abs(right - chance) < 0.1


# --- invariants --------------------------------------------------------------------------------------------


def some_shop(seed: int, times: float = 1.0, shuffled: bool = False, until: date | None = None) -> cx.Store:
    sales, _ = simulated.lives(8, months=30, seed=seed)
    rows = lines({f"P{number}": np.round(row, 2).tolist() for number, row in enumerate(sales)}, times=times)
    rows = [line for line in rows if until is None or line["ordered_at"] <= until]
    if shuffled:
        np.random.default_rng(0).shuffle(rows)
    return shop(rows)


def test_the_stage_does_not_depend_on_the_order_of_rows_nor_on_the_currency_unit():
    asked = date(2024, 6, 30)
    plain, other = (stages.history(store, asked) for store in (some_shop(4), some_shop(4, times=1000, shuffled=True)))
    assert plain["stage"].tolist() == other["stage"].tolist()
    assert np.allclose(plain["probability"], other["probability"], atol=1e-3)


def test_as_of_is_the_same_as_loading_only_what_was_known_then():
    for asked in (date(2023, 8, 31), date(2023, 9, 17)):
        pd.testing.assert_frame_equal(
            stages.current(some_shop(5), asked), stages.current(some_shop(5, until=asked), asked)
        )
        pd.testing.assert_frame_equal(
            stages.history(some_shop(5), asked), stages.history(some_shop(5, until=asked), asked)
        )


amounts = st.integers(-1500, 45_000).map(lambda pairs: pairs / 50)


@examples(everyday=5, full=15)
@given(
    st.dictionaries(
        st.sampled_from("ABCD"),
        st.lists(st.one_of(st.just(0.0), amounts), min_size=1, max_size=30),
        min_size=1,
    )
)
def test_every_product_month_has_one_stage_and_the_money_adds_up(sales):
    rows = lines(sales)
    if not rows:
        return
    store = shop(rows)
    asked = month_end(store)
    life, now, sold = (answer(store, asked) for answer in (stages.history, stages.current, stages.months))
    assert not life.duplicated(["product_id", "month"]).any()
    assert set(life["stage"]) <= set(stages.STAGES)
    assert life["probability"].between(0, 1).all() and now["probability"].between(0, 1).all()
    assert set(now["agreement"]) <= {"agree", "methods disagree", "too early to tell"}
    assert stages.portfolio(store, asked)["revenue"].sum() == pytest.approx(now["revenue"].sum(), abs=0.005)
    known = stages.left_out(store, asked)
    inside = sum(
        round(line["revenue"] * 100) for line in rows if known["first"] and line["ordered_at"] >= known["first"]
    )
    assert round(sold["revenue"].sum() * 100) == inside


def test_the_model_takes_any_number_of_products_and_months():
    for products, months in ((1, 1), (1, 30), (3, 2), (2, 120)):
        sales = np.ones((products, months))
        assert life_stages.stages(simulated.months_of(sales)).stage.shape == (products, months)
