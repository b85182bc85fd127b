"""The playbook page inside the real frame."""

import pandas as pd
import pytest

import cx
from cx.customers import at_risk
from pages.customers.playbook import findings
from tests.apps import app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"
SHOP = HEADER + b"".join(
    b"%d,c%d,2025-%02d-11,%d\n" % (i, i % 60, 1 + i % 12, 3 if i % 60 < 8 else 20 + (i % 60) ** 2) for i in range(300)
)


@pytest.fixture
def orders_alone(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=SHOP)


def test_the_title_names_the_contribution_and_each_tier_has_its_play(orders_alone):
    app = app_on(orders_alone, "playbook")
    assert not app.exception
    assert "contribution a year from Platinum, Gold and Silver" in app.title[0].value
    assert "How much of it is at risk is not known" in texts(app)
    assert "The three shares are assumptions" in texts(app)
    assert [card.label.split(" · ")[0] for card in app.metric] == cx.segments.TIERS


def test_a_slider_changes_what_it_would_bring(orders_alone):
    app = app_on(orders_alone, "playbook")
    before = texts(app)
    app.slider(key="what_if_gold").set_value(20).run()
    assert not app.exception
    assert "more customer profit a year" in texts(app)
    assert texts(app) != before


def test_what_is_at_risk_is_what_the_loss_rates_take():
    plays = pd.DataFrame({"tier": cx.segments.TIERS, "customers": 100, "to_keep": [60.0, 30, 10, 0, 0], "to_gain": 0.0})
    kept = {"tier": at_risk.KEPT, "contribution": [60.0, 30, 10], "customers_before": 100, "lost": [5, 10, 40]}
    risk = pd.DataFrame(kept).assign(loss_rate=lambda rows: rows.lost / 100)
    risk["at_risk"] = risk.contribution * risk.loss_rate
    assert findings.title(plays, risk, "$") == "$10 contribution a year at risk, 40% of it with Silver"
    assert "Silver 40% (40 of 100)" in findings.loss_rates(risk)
    unknown = risk.assign(at_risk=float("nan"))
    assert findings.title(plays, unknown, "$").startswith("$100 contribution a year from Platinum, Gold and Silver")


def test_a_play_that_is_picked_narrows_the_list(orders_alone):
    app = app_on(orders_alone, "playbook")
    everybody = len(app.dataframe[0].value)
    app.button_group(key="plays").set_value(["Release"]).run()
    assert not app.exception
    assert 0 < len(app.dataframe[0].value) < everybody
    assert set(app.dataframe[0].value.play) == {"Let go"}
    assert app.query_params["plays"] == "Release"


def test_a_list_says_who_is_left_out_for_an_open_complaint_and_shows_them_on_a_click(filled, tmp_path):
    waiting = b"ticket_id,opened_at,customer_id,kind\nt,2025-12-10,c59,complaint\n"
    app = app_on(filled(tmp_path / "own.duckdb", orders=SHOP, tickets=waiting), "playbook")
    assert "Excluded: 1 customer with an open complaint" in texts(app)
    assert "c59" not in set(app.dataframe[0].value.customer_id)
    app.button(key="answer_first").click().run()
    assert not app.exception
    assert app.dataframe[0].value.customer_id.tolist() == ["c59"]
    assert "Left out" not in texts(app)


def test_one_customer_who_is_not_profitable_has_a_play(tmp_path):
    store = cx.open_store(tmp_path / "one.duckdb")
    store.load("orders", HEADER + b"1,A,2025-01-02,0\n")
    app = app_on(tmp_path / "one.duckdb", "playbook", store=store)
    assert not app.exception
    assert app.title


@pytest.mark.parametrize("page", ["movement", "rfm", "types", "playbook"])
def test_a_store_without_orders_says_how_to_begin(tmp_path, page):
    app = app_on(tmp_path / "new.duckdb", page, store=cx.open_store(tmp_path / "new.duckdb"))
    assert not app.exception
    assert "Upload your orders" in app.title[0].value


@pytest.mark.parametrize("page", ["movement", "rfm", "types", "playbook"])
def test_touchpoints_before_any_order_leave_no_traceback(tmp_path, page):
    store = cx.open_store(tmp_path / "early.duckdb")
    store.load("touchpoints", b"person_id,occurred_at,kind\nA,2025-01-02,visited\nB,2025-03-02,visited\n")
    app = app_on(tmp_path / "early.duckdb", page, store=store)
    assert not app.exception
    assert app.title
