"""The RFM page inside the real frame."""

import pandas as pd
import pytest

import cx
from cx.charts.customers import rfm as rfm_charts
from cx.customers.rfm import rules as rfm_rules
from pages.customers.rfm import findings as rfm_findings
from tests.apps import app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"
SHOP = HEADER + b"".join(b"%d,c%d,2025-%02d-11,%d\n" % (i, i % 97, 1 + i % 12, 5 + (i % 60) ** 2) for i in range(300))


@pytest.fixture
def orders_alone(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=SHOP)


def test_the_title_is_the_finding_and_the_cards_say_what_the_best_scores_stand_for(orders_alone):
    app = app_on(orders_alone, "rfm")
    assert not app.exception
    assert "of revenue from" in app.title[0].value
    assert app.metric[0].value.startswith("≤")
    assert app.metric[0].label.startswith("Recency ")


def groups(customers, money, profit) -> pd.DataFrame:
    """An answer of cx.rfm.groups with these groups: Champions, Hibernating."""
    table = pd.DataFrame({"customer_group": ["Champions", "Hibernating"], "customers": customers})
    table = table.assign(money=money, profit=profit, customer_share=table.customers / sum(customers))
    return table.assign(money_share=table.money / sum(money))


def test_a_group_is_claimed_in_the_title_from_30_customers_on():
    many = groups([30, 70], [60.0, 40.0], [5.0, -5.0])
    assert rfm_findings.title(many, "$") == "Champions: 60% of revenue from 30% of customers"
    few = groups([29, 71], [60.0, 40.0], [5.0, -5.0])
    assert rfm_findings.title(few, "$") == "100 customers with $100 revenue: groups too small to compare"


def test_each_share_stands_beside_its_own_bar():
    bars = rfm_charts.shares(groups([30, 70], [60.0, 40.0], [5.0, -5.0]), "$")["bars"]
    assert bars[["group", "part", "text"]].values.tolist() == [
        ["Champions", "revenue", "60%"], ["Hibernating", "revenue", "40%"],
        ["Champions", "customers", "30%"], ["Hibernating", "customers", "70%"],
    ]  # fmt: skip
    assert bars.share.tolist() == [0.6, 0.4, 0.3, 0.7]


def test_groups_that_did_not_order_for_a_year_are_not_said_to_make_no_loss():
    nan = float("nan")
    assert rfm_findings.groups_title(groups([40, 60], [6.0, 4.0], [nan, nan])).startswith("No profit by group")
    assert rfm_findings.groups_title(groups([40, 60], [6.0, 4.0], [2.0, nan])) == (
        "No group of 30 customers or more made a loss in the last 12 months"
    )
    assert rfm_findings.groups_title(groups([4, 6], [6.0, 4.0], [2.0, -1.0])).endswith("too few customers to compare")


def test_a_click_on_a_cell_lists_its_customers(orders_alone):
    app = app_on(orders_alone, "rfm")
    everybody = len(app.dataframe[0].value)
    row = app.dataframe[0].value.iloc[0]
    pick = {name: int(row[name]) for name in ("recency_score", "frequency_score")}
    app.session_state["rfm-grid"] = {"selection": {"cell": [pick]}}
    app.run()
    assert not app.exception
    assert 0 < len(app.dataframe[0].value) < everybody
    assert set(app.dataframe[0].value.recency_score) == {row.recency_score}


def test_rules_with_a_gap_are_told_on_the_page(orders_alone):
    store = cx.open_store(orders_alone)
    rfm_rules.keep(store, rfm_rules.Rules((rfm_rules.Group("Ours", 2, 5, 1, 5), rfm_rules.Group("More", 5, 5, 1, 5))))
    app = app_on(orders_alone, "rfm", store=store)
    assert not app.exception
    assert "**Gap**" in texts(app)
    assert "**Overlap** (Ours and More)" in texts(app)


def test_the_drawer_of_rules_opens_and_keeps_what_is_changed(orders_alone):
    app = app_on(orders_alone, "rfm")
    next(button for button in app.button if "Groups and thresholds" in button.label).click().run()
    assert not app.exception
    assert "No gap and no overlap" in texts(app)


def test_one_customer_is_scored(tmp_path):
    store = cx.open_store(tmp_path / "one.duckdb")
    store.load("orders", HEADER + b"1,A,2025-01-02,90\n")
    app = app_on(tmp_path / "one.duckdb", "rfm", store=store)
    assert not app.exception
    assert app.title[0].value == "Too few customers, or too similar, to score: 1 customer"
    assert "No groups: scoring takes five customers or more who differ" in texts(app)
    assert "Hibernating" not in list(app.dataframe[0].value.customer_group)


def test_where_nobody_pays_the_title_names_a_group_that_somebody_is_in(tmp_path):
    store = cx.open_store(tmp_path / "free.duckdb")
    store.load(
        "orders",
        HEADER + b"".join(b"%d,c%d,2025-%02d-11,%d\n" % (i, i % 9, 1 + i % 12, -30 if i % 3 else 0) for i in range(60)),
    )
    app = app_on(tmp_path / "free.duckdb", "rfm", store=store)
    assert not app.exception
    assert "are 0% of the customers" not in app.title[0].value
