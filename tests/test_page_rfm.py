"""The RFM page inside the real frame."""

import pytest

import cx
from cx import rfm_rules
from tests.apps import app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"
SHOP = HEADER + b"".join(
    b"%d,c%d,2025-%02d-11,%d\n" % (i, i % 97, 1 + i % 12, 5 + (i % 60) ** 2) for i in range(300)
)


@pytest.fixture
def orders_alone(tmp_path):
    path = tmp_path / "own.duckdb"
    store = cx.open_store(path)
    store.load("orders", SHOP)
    store.close()
    return path


def test_the_title_is_the_finding_and_the_cards_say_what_the_best_scores_stand_for(orders_alone):
    app = app_on(orders_alone, "rfm")
    assert not app.exception
    assert "of revenue from" in app.title[0].value
    assert app.metric[0].value.startswith("≤")
    assert app.metric[0].label.startswith("Recency ")


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
    rfm_rules.keep(
        store, rfm_rules.Rules((rfm_rules.Group("Ours", 2, 5, 1, 5), rfm_rules.Group("More", 5, 5, 1, 5)))
    )
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
    assert app.title[0].value == "Too few customers, or too alike, to score: 1 customer"
    assert "No groups: scoring takes five customers or more who differ" in texts(app)
    assert "Hibernating" not in list(app.dataframe[0].value.customer_group)


def test_where_nobody_pays_the_title_names_a_group_that_somebody_is_in(tmp_path):
    store = cx.open_store(tmp_path / "free.duckdb")
    store.load(
        "orders",
        HEADER
        + b"".join(
            b"%d,c%d,2025-%02d-11,%d\n" % (i, i % 9, 1 + i % 12, -30 if i % 3 else 0) for i in range(60)
        ),
    )
    app = app_on(tmp_path / "free.duckdb", "rfm", store=store)
    assert not app.exception
    assert "are 0% of the customers" not in app.title[0].value
