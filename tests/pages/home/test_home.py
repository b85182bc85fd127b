"""The overview inside the real frame."""

import shutil

import pandas as pd
import pytest

import cx
from cx import home
from cx.experience import recognition
from pages.home import findings
from pages.shared import answers, menu, url_state
from tests.apps import app_on, texts
from tests.companies import edge_companies

TOUCHED = b"person_id,occurred_at,kind\nA,2025-01-02,visited\nB,2025-03-02,visited\n"


def links(app) -> set[str]:
    return {link.proto.page for link in app.get("page_link")}


@pytest.fixture
def orders_alone(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", **edge_companies()["orders alone"])


def test_with_orders_alone_the_tiles_say_what_these_show_and_lead_to_their_pages(orders_alone):
    app = app_on(orders_alone, "home")
    assert not app.exception
    assert "profit from" in app.title[0].value
    assert "Assumes 35% gross margin" in texts(app)
    said = [one.value for one in app.header]
    assert "of customers earn" in said[0]
    assert "new customers" in said[1]
    assert said[2].startswith("All sales together")
    assert "people reached" not in texts(app).lower()
    assert {"segments", "funnel", "stages", "quality"} <= links(app)


def test_with_orders_alone_what_has_no_earlier_data_gets_no_verdict(orders_alone):
    app = app_on(orders_alone, "home")
    table = app.table[0].value
    assert [name.split(" :")[0] for name in table.index] == ["Revenue", "Orders", "Customer profit"]
    assert all("No earlier data" in verdict for verdict in table["Verdict"])
    assert "No earlier data to compare with" in texts(app)


def test_the_bare_address_opens_the_overview(orders_alone):
    app = app_on(orders_alone, "home")
    assert menu.path("home") == "pages/home/home.py"
    assert app.session_state[url_state.PAGE_SHOWN] == menu.HOME


def test_an_empty_store_says_how_to_begin(tmp_path):
    app = app_on(tmp_path / "new.duckdb", "home", store=cx.open_store(tmp_path / "new.duckdb"))
    assert not app.exception
    assert "Upload your orders" in app.title[0].value
    assert [one.value for one in app.header] == ["What each CSV opens"]


def test_one_customer_is_counted_and_nothing_is_claimed(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", **edge_companies()["one customer"]), "home")
    assert not app.exception
    said = "\n".join(one.value for one in [*app.title, *app.header])
    assert "%" not in said
    assert "1 of 1 customers cover all their cost" in said
    assert "Not enough data yet for an action" in said


def test_guests_alone_are_named(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", **edge_companies()["guests only"]), "home")
    assert app.title[0].value.startswith("All 360 orders are from guests")
    assert [name.split(" :")[0] for name in app.table[0].value.index] == ["Revenue", "Orders"]


def test_touchpoints_before_any_order_leave_no_traceback(tmp_path):
    store = cx.open_store(tmp_path / "early.duckdb")
    store.load("touchpoints", TOUCHED)
    app = app_on(tmp_path / "early.duckdb", "home", store=store)
    assert not app.exception
    assert app.title


@pytest.mark.demo
def test_the_demo_has_every_part_and_the_filters_act(demo_store, tmp_path):
    own = shutil.copy(demo_store, tmp_path / "own.duckdb")
    app = app_on(own, "home")
    assert not app.exception
    assert app.title[0].value.startswith(("Customer profit", "$", "A loss"))
    assert len(app.table[0].value) == len(findings.MEASURES) - 1  # value: no back-tests a year earlier
    assert "next actions" in texts(app)
    of_region = app_on(own, "home", region="Europe")
    assert not of_region.exception
    assert "Europe" in of_region.caption[0].value
    assert len(of_region.table[0].value) < len(findings.MEASURES)


def test_a_title_names_what_got_worse_and_claims_nothing_of_few(store):
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,90\n")
    span = cx.contribution.window(store, cx.coverage.last_date(store))
    rows = home.changes(store, span.until)
    assert findings.title(rows, span, "$") == "$15.3 customer profit on 2 Jan 2025"
    sure = rows.assign(verdict="better", n=40)
    worse = sure.tail(1).assign(measure="complaints", verdict="worse")
    both = pd.concat([sure, worse])
    assert findings.title(both, span, "$") == "Customer profit rose to $15.3, but worse: complaints per order"


def test_the_flow_counts_a_customer_of_several_stages_once():
    rows = [(tier, stage) for tier in ("Gold", "Silver") for stage in ("Growth", "Decline")]
    table = pd.DataFrame(rows, columns=["tier", "stage"]).assign(customers=20, gross_profit=[9.0, 3.0, 2.0, 1.0])
    tiers = pd.DataFrame({"tier": ["Gold", "Silver"], "customers": [20, 20]})
    assert "%" not in findings.flow(table, tiers)
    assert findings.flow(table, tiers.assign(customers=40)).startswith("Gold has 80% of the gross profit")


def test_the_actions_are_asked_again_once_anything_is_noted_that_they_read(store):
    store.load("competitors", b"company,attribute,score\nWe,Price,4\nThey,Price,5\n")
    module = home.actions.__module__
    versions = {answers._version_of_notes(store, module)}
    recognition.save_reasons(store, [recognition.Reason("promoter", "Flowers", is_on=False)])
    versions.add(answers._version_of_notes(store, module))
    cx.competitors.set_ours(store, "We")
    versions.add(answers._version_of_notes(store, module))
    cx.campaigns.state_share(store, "Spring", 0.2)
    versions.add(answers._version_of_notes(store, module))
    assert len(versions) == 4
    assert not answers._version_of_notes(store, "cx.customers.segments")
