"""The segments page inside the real frame: with a company, with nothing, with everybody filtered away."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import cx
from pages.shared import answers
from tests.apps import ROOT, app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"
MIXED = HEADER + b"".join(
    b"%d,c%d,2025-%02d-11,%d\n" % (i, i % 60, 1 + i % 12, 3 if i % 60 < 8 else 20 + (i % 60) ** 2)
    for i in range(300)
)


@pytest.fixture
def orders_alone(tmp_path):
    path = tmp_path / "own.duckdb"
    store = cx.open_store(path)
    store.load("orders", MIXED)
    store.close()
    return path


def test_the_title_is_the_finding_and_five_cards_stand_under_it(orders_alone):
    app = app_on(orders_alone, "segments")
    assert not app.exception
    assert "of customers earn" in app.title[0].value
    assert [metric.label.split(" · ")[0] for metric in app.metric] == cx.segments.TIERS


def test_with_orders_alone_the_page_says_what_more_data_would_tell(orders_alone):
    app = app_on(orders_alone, "segments")
    assert "What more data would tell" in texts(app)
    for kind in (
        "Products",
        "Costs",
        "Touchpoints",
        "Tickets",
        "Surveys",
        "Customers",
        "Cost on order lines",
    ):
        assert f"**{kind}**" in texts(app)


def test_a_tier_that_is_picked_narrows_the_list(orders_alone):
    app = app_on(orders_alone, "segments")
    everybody = len(app.dataframe[0].value)
    app.button_group(key="tier").set_value(["Tin"]).run()
    assert not app.exception
    assert 0 < len(app.dataframe[0].value) < everybody
    assert "Tin" in texts(app)


def test_a_box_on_the_scatter_narrows_the_list(orders_alone):
    app = app_on(orders_alone, "segments")
    everybody = len(app.dataframe[0].value)
    app.session_state["scatter"] = {"selection": {"brush": {"x_dot": [500, 1e6], "y_dot": [0, 1e6]}}}
    app.run()
    assert not app.exception
    assert len(app.dataframe[0].value) < everybody
    assert "box on scatter" in texts(app)


def test_an_earlier_date_asks_as_of_then(orders_alone):
    app = app_on(orders_alone, "segments", as_of="2025-06-30")
    assert not app.exception
    assert "30 Jun 2025" in texts(app)


def test_an_empty_store_says_how_to_begin(tmp_path):
    app = app_on(tmp_path / "new.duckdb", "segments", store=cx.open_store(tmp_path / "new.duckdb"))
    assert not app.exception
    assert "Bring your orders" in app.title[0].value


def test_a_store_with_tickets_alone_says_how_to_begin(tmp_path):
    store = cx.open_store(tmp_path / "tickets.duckdb")
    store.load("tickets", b"ticket_id,opened_at,kind\n1,2025-01-31,complaint\n")
    for name in ("segments", "funnel", "stages"):
        app = app_on(tmp_path / "tickets.duckdb", name, store=store)
        assert not app.exception
        assert "Bring your orders" in app.title[0].value


def test_assumptions_set_by_hand_change_the_answer(orders_alone):
    app = app_on(orders_alone, "segments")
    before = app.metric[4].label
    app.session_state["assumptions"] = cx.Assumptions(cost_per_order=60.0)
    app.run()
    assert not app.exception
    assert app.metric[4].label != before
    assert "1 set by hand" in app.button[0].label


def test_every_page_of_the_menu_opens_without_an_exception(orders_alone):
    for page in ("segments", "funnel", "stages", "upload", "definitions"):
        app = app_on(orders_alone, page)
        assert not app.exception, page
        assert app.title, page


def test_the_bare_address_leads_to_the_first_page(orders_alone, monkeypatch):
    monkeypatch.setenv("CX_STORE", str(orders_alone))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert "of customers earn" in app.title[0].value
    assert answers.store().path == str(orders_alone)


def test_a_saved_segment_in_the_address_chooses_who_is_shown(orders_alone):
    store = cx.open_store(orders_alone)
    given = cx.selection.selected(store, date(2025, 12, 11), chosen_tiers=("Tin",))
    people = cx.saved.save(store, "not *paying*", date(2025, 12, 11), "Tin", "selection", **given)
    app = app_on(orders_alone, "segments", store=store, segment="not *paying*")
    assert not app.exception
    assert len(app.dataframe[0].value) == people
    assert app.selectbox(key="segment").value == "not *paying*"
    app = app_on(orders_alone, "segments", segment="never there")
    assert not app.exception
    assert len(app.dataframe[0].value) > people
    assert "segment" not in app.query_params
