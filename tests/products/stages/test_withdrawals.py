"""Claims about products that are taken off the shelf, about what is too thin to tell, and about how sure a stage is."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from bench import stage_calibration
from bench import stages as simulated
from cx.products import categories as stage_mix
from cx.products import stages, withdrawals, years_ahead
from cx.products.stages import outlook as stage_outlook
from tests.products.stages.test_stages import FLAT, RISE_AND_FALL, lines, one, shop

LEVEL = [40] * 48
END = date(2025, 12, 31)
GROWING = [*[0] * 12, *RISE_AND_FALL[:12]]
FALLEN = [max(amount, 8) for amount in RISE_AND_FALL]
MANY_FADS = [0] * 6 + [5, 60, 100, 55, 8, 1, 1]


def retired(product: str, on: str | None) -> list[dict]:
    return [{"product_id": product, "retired_on": on}] if on else []


def life_of(sales: list[float], on: str | None, as_of: date = END) -> pd.Series:
    return one(shop(lines({"P": sales, "other": LEVEL}), products=retired("P", on)), as_of=as_of)


# --- off the shelf ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["2024-01-01", None], ids=["retired_on", "abrupt end"])
def test_a_product_taken_off_the_shelf_while_it_grew_was_in_growth(on):
    store = shop(lines({"P": GROWING, "other": LEVEL}), products=retired("P", on))
    life, now = stages.history(store, END, "P"), one(store, as_of=END)
    assert set(life["stage"]) <= {"Introduction", "Growth"}
    assert life["month"].max() == pd.Timestamp("2023-12-01")
    assert (now["stage"], now["shape"]) == ("Growth", "withdrawn") and pd.isna(now["next_stage"])
    assert now["withdrawn_from"] == pd.Timestamp("2024-01-01")
    assert now["months_of_sales"] == 12 and now["months_in_stage"] < 12
    assert pd.isna(now["moves_on"]) and pd.isna(now["sales_ahead"])


@pytest.mark.parametrize("on", ["2024-01-01", None], ids=["retired_on", "abrupt end"])
def test_a_product_withdrawn_while_level_was_in_saturation(on):
    assert life_of(FLAT, on)["stage"] == "Saturation"


@pytest.mark.parametrize("on", ["2024-01-01", None], ids=["retired_on", "silence"])
def test_a_product_withdrawn_in_decline_was_in_decline(on):
    now = life_of(RISE_AND_FALL, on)
    assert now["stage"] == "Decline" and pd.isna(now["next_stage"])


def test_a_fad_that_ends_by_itself_is_not_withdrawn_and_keeps_its_name():
    now = life_of(MANY_FADS, None)
    assert (now["stage"], now["shape"]) == ("Decline", "fad")
    assert pd.isna(now["withdrawn_from"])


def test_a_product_that_comes_back_is_on_sale_and_its_gap_is_no_decline():
    now = life_of([*FLAT, *[0] * 8, *[20] * 16], "2023-12-31")
    assert now["stage"] == "Saturation" and pd.isna(now["withdrawn_from"])


def test_a_sell_out_after_the_withdrawal_is_no_return_and_its_money_stays():
    sales = [*GROWING, 30, 12, 5]
    store = shop(lines({"P": sales, "other": LEVEL}), products=retired("P", "2023-12-31"))
    assert one(store, as_of=END)["withdrawn_from"] == pd.Timestamp("2024-01-01")
    life = stages.history(store, END, "P")
    assert life["revenue"].sum() == pytest.approx(sum(sales))
    assert life["stage"].iloc[-1] in ("Introduction", "Growth")


def test_a_date_of_withdrawal_that_lies_ahead_is_not_known_yet():
    asked = date(2023, 10, 31)
    known, unknown = (life_of(GROWING, on, asked) for on in ("2024-01-01", None))
    pd.testing.assert_series_equal(known, unknown)
    assert known["stage"] in ("Introduction", "Growth") and known["next_stage"] in ("Growth", "Saturation")


def test_a_withdrawal_is_recorded_for_what_never_sold_without_an_effect():
    ghost = [{"product_id": "ghost", "retired_on": "2024-01-01"}]
    assert pd.isna(one(shop(lines({"P": FLAT}), products=ghost), "ghost", date(2023, 12, 31))["stage"])


def test_silence_no_longer_than_one_before_is_no_stop():
    steady = np.array([9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 9, 9, 9, 0, 0], dtype=float)
    longer = np.append(steady, 0)
    for sales, stopped in ((steady, False), (longer, True)):
        found = withdrawals.withdrawn(sales[None], sales[None], np.array([0]), np.array([np.nan]))[0]
        assert found.any() == stopped and not found[:13].any()


def test_few_lines_that_stop_may_be_chance():
    few = np.array([[1, 0, 2, 1, 1, 2, 0, 0]], dtype=float)
    assert not withdrawals.withdrawn(few, few, np.array([0]), np.array([np.nan])).any()


def test_what_is_withdrawn_is_neither_on_its_way_up_nor_in_the_outlook():
    store = shop(lines({"P": GROWING, "other": LEVEL}), products=retired("P", "2024-01-01"))
    worth = stages.portfolio(store, END).set_index("stage")
    assert (worth.at["Growth", "products"], worth.at["Growth", "on_sale"]) == (1, 0)
    assert (years_ahead.profit_by_stage(store, END)["products"] == 1).all()
    assert stage_mix.counts(store, END)["withdrawn"] == 1


def test_months_off_the_shelf_are_no_precedent():
    sold = {f"P{n}": [*[0] * (2 + n), *FALLEN[:20]] for n in range(3)}
    listed = [{"product_id": name, "retired_on": "2024-03-31"} for name in sold]
    on_shelf, silent = (
        stage_outlook.precedents(shop(lines(sold | {"other": LEVEL}), products=rows), END).set_index("stage")
        for rows in (listed, [])
    )
    assert on_shelf.at["Saturation", "n"] == silent.at["Saturation", "n"] == 3
    assert on_shelf.at["Saturation", "sales"] > silent.at["Saturation", "sales"]


@pytest.mark.parametrize("recorded", [True, False])
def test_simulated_lives_that_are_cut_are_read_like_whole_ones(recorded):
    cut, whole, blind = simulated.withdrawn(200, recorded=recorded, seed=202)
    assert cut >= 0.88 and whole >= 0.92
    assert cut > blind + 0.2


def test_simulated_fads_keep_their_name():
    assert simulated.fads(120)[0] >= 0.97


# --- since when, too thin, how sure -------------------------------------------------------------------------


def test_a_stage_that_begins_with_the_data_began_before_them():
    store = shop(lines({"P": FLAT, "late": [0, 0, 0, 0, *FLAT[:20]]}))
    assert one(store)["since_before_data"] and not one(store, "late")["since_before_data"]
    life = stages.history(store, date(2023, 12, 31), "P")
    assert life["before_data"].all() and (life["since"] == pd.Timestamp("2022-01-01")).all()


def test_a_launch_that_is_known_to_be_in_the_first_month_is_not_before_the_data():
    launched = [{"product_id": "P", "launched_on": "2022-01-03"}]
    assert not one(shop(lines({"P": FLAT}), products=launched))["since_before_data"]
    earlier = [{"product_id": "P", "launched_on": "2021-05-03"}]
    assert one(shop(lines({"P": FLAT}), products=earlier))["since_before_data"]


def test_only_the_first_stage_can_have_begun_before_the_data():
    falling = [60] * 12 + [55, 47, 38, 30, 23, 17, 12, 9, 6, 4, 3, 3]
    store = shop(lines({"P": falling, "other": FLAT}))
    life = stages.history(store, date(2023, 12, 31), "P")
    first = life["stage"] == life["stage"].iloc[0]
    assert life["before_data"].tolist() == first.tolist() and not first.all()
    assert not one(store)["since_before_data"]


def test_a_product_with_too_few_lines_a_month_is_not_told():
    rare = [9, 0, 9, 0, 0, 9, 0, 9, 0, 0, 9, 0] * 2
    store = shop(lines({"P": FLAT, "rare": rare}))
    thin, steady = one(store, "rare"), one(store)
    assert thin["thin"] and thin["lines_a_month"] == pytest.approx(5 / 12)
    assert thin["agreement"] == "too early to tell"
    assert not steady["thin"] and steady["agreement"] != "too early to tell"
    assert stage_mix.counts(store, date(2023, 12, 31))["thin"] == 1


def test_probabilities_are_as_often_right_as_they_say():
    for said, right in stage_calibration.said_and_right(stage_calibration.read([401], 60)).values():
        assert stage_calibration.calibration_error(said, right) <= 0.04


def test_a_season_that_cannot_be_taken_out_makes_every_stage_less_sure():
    young, known = (one(shop(lines({"P": sales}))) for sales in ([20] * 23, [20] * 24))
    assert young["probability"] < known["probability"]
