"""The movement page inside the real frame."""

from datetime import date

import pandas as pd
import pytest

import cx
from pages.customers.movement import findings
from tests.apps import app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"
YEARS = (
    HEADER
    + b"first,c1,2023-01-02,9\n"
    + b"".join(
        b"%d,c%d,20%d-%02d-11,%d\n"
        % (i, i % 60 + i // 200, 24 + i // 200, 1 + i % 12, 3 if i % 60 < 8 else 20 + (i % 60) ** 2)
        for i in range(400)
    )
)


@pytest.fixture
def two_years(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=YEARS)


def test_the_title_says_how_much_profit_moved_and_seven_cards_which_way(two_years):
    app = app_on(two_years, "movement")
    assert not app.exception
    assert app.title[0].value.startswith(("Customer profit rose by", "Customer profit fell by"))
    assert [card.label.split(" · ")[0] for card in app.metric] == [
        "Up a tier", "Down a tier", "Same tier", "Borderline", "New", "Reactivated", "Lost",
    ]  # fmt: skip


def test_a_click_on_a_cell_lists_who_made_that_move(two_years):
    app = app_on(two_years, "movement")
    everybody = len(app.dataframe[0].value)
    pick = {"tier_before": "Tin", "tier_after": "Tin"}
    app.session_state["moves"] = {"selection": {"cell": [pick]}}
    app.run()
    assert not app.exception
    assert "Tin → Tin" in texts(app)
    assert 0 < len(app.dataframe[0].value) < everybody
    assert set(app.dataframe[0].value.tier_before) == {"Tin"}


def test_profit_can_be_drawn_instead_of_customers_and_another_date_compared(two_years):
    app = app_on(two_years, "movement", moved="Profit", compared="A quarter before")
    assert not app.exception
    assert "11 Sep 2025" in texts(app)
    headers = [one.value for one in app.header]
    assert headers[0].startswith("Customer profit") and "profit" in headers[1]  # none speaks of customers who stayed
    assert [one.proto.alt.split(";")[0] for one in app.get("vega_lite_chart")][:2] == [
        "Customer profit of both dates, and what each move adds or takes", "Tiers before against tiers after",
    ]  # fmt: skip


def test_one_customer_and_one_order_have_no_earlier_date(tmp_path):
    store = cx.open_store(tmp_path / "one.duckdb")
    store.load("orders", HEADER + b"1,A,2025-01-02,90\n")
    app = app_on(tmp_path / "one.duckdb", "movement", store=store)
    assert not app.exception
    assert "no earlier date" in app.title[0].value


def test_one_customer_with_a_history_moves(tmp_path):
    store = cx.open_store(tmp_path / "one.duckdb")
    store.load("orders", HEADER + b"0,A,2023-01-02,90\n1,A,2024-01-02,90\n2,A,2025-03-02,50\n")
    app = app_on(tmp_path / "one.duckdb", "movement", store=store)
    assert not app.exception
    assert app.title[0].value.startswith("Customer profit fell by")
    assert ":" not in app.title[0].value  # one customer is no reason to name


def test_profit_is_not_compared_with_a_year_that_the_data_does_not_hold(tmp_path):
    store = cx.open_store(tmp_path / "young.duckdb")
    store.load("orders", HEADER + b"1,A,2024-02-12,90\n2,A,2025-03-02,50\n")
    app = app_on(tmp_path / "young.duckdb", "movement", store=store)
    assert not app.exception
    assert app.title[0].value == "Not enough data yet: 1 month is known of the 12 up to 2 Mar 2024"
    assert {card.value for card in app.metric} == {"–"}
    assert "moved" not in [one.key for one in app.button_group]


def test_gains_and_losses_that_even_out_are_no_rise(tmp_path):
    store = cx.open_store(tmp_path / "even.duckdb")
    swapped = b"0,C,2023-01-02,9\n1,A,2024-03-02,90.1\n2,B,2024-03-02,50.3\n3,A,2025-03-02,50.3\n4,B,2025-03-02,90.1\n"
    store.load("orders", HEADER + swapped)
    app = app_on(tmp_path / "even.duckdb", "movement", store=store)
    assert not app.exception
    assert app.title[0].value.startswith("Customer profit stayed the same")


def test_the_cause_in_the_title_goes_the_way_of_the_profit():
    names = ["Up a tier", "Down a tier", "Up inside", "Down inside", "Unchanged", "Borderline", "Reclassified", "New"]
    moved = pd.DataFrame(
        {"direction": [*names, "Came back", "Lost"], "customers": 50, "profit_before": 9.0, "change": 0.0}
    )
    moved.loc[moved.direction.isin(["Up a tier", "Down a tier", "Lost"]), "change"] = [173.0, -157.0, -40.0]
    told = findings.title(moved, "$", date(2024, 12, 31), 12)
    assert told == "Customer profit fell by $24: moves down a tier cost $157"
