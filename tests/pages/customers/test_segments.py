"""The segments page inside the real frame: with a company, with nothing, with everybody filtered away."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import cx
from cx.presenting import annotations
from pages.shared import answers
from tests.apps import ROOT, app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"
MIXED = HEADER + b"".join(
    b"%d,c%d,2025-%02d-11,%d\n" % (i, i % 60, 1 + i % 12, 3 if i % 60 < 8 else 20 + (i % 60) ** 2) for i in range(300)
)


@pytest.fixture
def orders_alone(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=MIXED)


def test_the_title_is_the_finding_and_five_cards_stand_under_it(orders_alone):
    app = app_on(orders_alone, "segments")
    assert not app.exception
    assert "of customers earn" in app.title[0].value
    assert "of customer profit" in app.title[0].value and "operating profit" in texts(app)
    assert [metric.label.split(" · ")[0] for metric in app.metric] == cx.segments.TIERS


def test_an_annotation_is_marked_on_the_months_of_every_card_and_said_behind_its_question_mark(orders_alone):
    store = cx.open_store(orders_alone)
    for on, words in ((date(2025, 3, 20), "Spring *sale*"), (date(2024, 3, 20), "Long ago")):
        annotations.add(store, on, words)
    app = app_on(orders_alone, "segments", store=store)
    assert not app.exception
    months = [one.proto for one in app.get("vega_lite_chart") if "by month" in one.proto.alt]
    assert len(months) == 5
    for one, card in zip(months, app.metric, strict=True):
        assert '"annotations"' in one.spec and one.alt.endswith("by month; 2025-03-20: Spring *sale*")
        assert r"20 Mar 2025: Spring \*sale\*" in card.proto.help and "Long ago" not in card.proto.help


def test_with_orders_alone_the_page_says_what_more_data_would_tell(orders_alone):
    app = app_on(orders_alone, "segments")
    assert "More data would add" in texts(app)
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
    assert "Upload your orders" in app.title[0].value


def test_a_store_with_tickets_alone_says_how_to_begin(tmp_path):
    store = cx.open_store(tmp_path / "tickets.duckdb")
    store.load("tickets", b"ticket_id,opened_at,kind\n1,2025-01-31,complaint\n")
    for name in ("segments", "funnel", "stages"):
        app = app_on(tmp_path / "tickets.duckdb", name, store=store)
        assert not app.exception
        assert "Upload your orders" in app.title[0].value


def test_assumptions_set_by_hand_change_the_answer(orders_alone):
    app = app_on(orders_alone, "segments")
    before = app.metric[4].label
    app.session_state["assumptions"] = cx.Assumptions(cost_per_order=60.0)
    app.run()
    assert not app.exception
    assert app.metric[4].label != before
    assert any("1 set manually" in one.label for one in app.button)


def test_every_page_of_the_menu_opens_without_an_exception(orders_alone):
    for page in ("segments", "funnel", "stages", "upload", "definitions"):
        app = app_on(orders_alone, page)
        assert not app.exception, page
        assert app.title, page


def test_a_file_that_is_no_store_is_a_title_and_a_sentence_on_every_page(tmp_path):
    path = tmp_path / "cx.duckdb"
    path.write_bytes(b"not a database" * 1000)
    for page in ("segments", "upload", "quality", "definitions"):
        app = app_on(path, page)
        assert app.title[0].value == "The company's file cannot be read"
        assert "Name another file" in app.error[0].value
        assert not app.exception


def test_the_bare_address_opens_the_overview(orders_alone, monkeypatch):
    monkeypatch.setenv("CX_STORE", str(orders_alone))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert "profit" in app.title[0].value.lower()
    assert answers.store().path == str(orders_alone)


def test_a_saved_segment_in_the_address_chooses_who_is_shown(orders_alone):
    store = cx.open_store(orders_alone)
    given = cx.selection.selected(store, date(2025, 12, 11), chosen_tiers=("Tin",))
    people = cx.saved.save(store, "not *paying*", date(2025, 12, 11), "Tin", "selection", **given)
    app = app_on(orders_alone, "segments", store=store, segment="not *paying*")
    assert not app.exception
    assert len(app.dataframe[0].value) == people
    assert app.pills(key="segment").value == "not *paying*"
    app = app_on(orders_alone, "segments", segment="never there")
    assert not app.exception
    assert len(app.dataframe[0].value) > people
    assert "segment" not in app.query_params


@pytest.mark.parametrize("view", ["mix", "compare", "sure", "money"])
def test_every_tab_opens_from_its_address_in_every_shape_of_company(view, orders_alone, tmp_path):
    app = app_on(orders_alone, "segments", view=view)
    assert not app.exception
    assert app.query_params["view"] == view
    for name, lines in {
        "one": b"1,ann,2025-06-01,90\n",
        "alike": b"".join(b"%d,c%d,2025-06-01,100\n" % (i, i) for i in range(40)),
        "unprofitable": b"".join(b"%d,c%d,2025-06-01,%d\n" % (i, i, 1 - i) for i in range(20)),
    }.items():
        store = cx.open_store(tmp_path / f"{name}.duckdb")
        store.load("orders", HEADER + lines)
        app = app_on(tmp_path / f"{name}.duckdb", "segments", store=store, view=view)
        assert not app.exception, name
        assert app.title, name


def test_a_click_on_a_card_picks_its_tier_and_clear_takes_it_back(orders_alone):
    app = app_on(orders_alone, "segments")
    app.button(key="pick-tin").click().run()
    assert not app.exception
    assert app.query_params["tier"] == "Tin"
    assert set(app.dataframe[0].value.tier) == {"Tin"}
    app.button(key="pick-tin").click().run()
    assert "tier" not in app.query_params
    app.button(key="pick-gold").click().run()
    next(button for button in app.button if button.label == "Clear").click().run()
    assert not app.exception
    assert "tier" not in app.query_params
    assert len(set(app.dataframe[0].value.tier)) > 1


def test_the_address_holds_axes_and_box_and_nonsense_in_it_is_dropped(orders_alone):
    app = app_on(orders_alone, "segments", across="contribution", up="recency_days", box="0,900,0,400")
    assert not app.exception
    assert "box on scatter" in texts(app)
    assert "days since last order" in texts(app)
    assert app.query_params["box"] == "0,900,0,400"
    app = app_on(orders_alone, "segments", across="nothing", box="1,2,x", view="nowhere", tier="Wood")
    assert not app.exception
    assert not set(app.query_params)
    assert "all customers" in texts(app)


def test_a_selection_is_saved_under_a_name_and_offered_as_a_filter(orders_alone):
    app = app_on(orders_alone, "segments", tier="Tin", box="1,900,-900,900")
    people = len(app.dataframe[0].value)
    app.session_state["open-save-customers"] = True
    app.run()
    app.text_input[0].set_value("not paying")
    app.button(key="do-save-customers").click().run()
    assert not app.exception
    assert "not paying" in app.pills(key="segment").options
    saved = cx.saved.saved(answers.store()).iloc[0]
    assert saved["name"] == "not paying"
    assert re.fullmatch(r"Tier is Tin and revenue −?[\d.]+ to [\d.]+k? and profit −[\d.]+k? to [\d.]+k?", saved.words)
    assert len(cx.saved.members(answers.store(), "not paying")) == people > 0


def test_the_tiers_of_a_saved_segment_stand_beside_everybody_elses(orders_alone):
    store = cx.open_store(orders_alone)
    last = cx.coverage.last_date(store)
    cx.selection.save(store, "losing", "Tin", last, chosen_tiers=("Tin",))
    app = app_on(orders_alone, "segments", store=store, view="mix", by="saved segment")
    assert not app.exception
    assert app.selectbox(key="members").options == ["losing"]
    assert "Members of “losing” and all others" in texts(app)


def test_two_groups_are_compared_and_the_address_holds_them(orders_alone):
    app = app_on(orders_alone, "segments", view="compare", one="Gold", other="Silver")
    assert not app.exception
    assert app.selectbox(key="one").value == "Gold"
    assert app.selectbox(key="other").value == "Silver"
    assert "95% intervals" in texts(app)


def test_the_number_of_clusters_can_be_overruled(orders_alone):
    app = app_on(orders_alone, "segments", view="sure")
    app.button_group(key="take-clusters").set_value(5).run()
    assert not app.exception
    assert "5 clusters" in texts(app)


def test_tiers_by_limits_of_ones_own_reach_the_whole_page(orders_alone):
    app = app_on(orders_alone, "segments")
    limits = (("Gold", 1000.0, float("inf")), ("Tin", float("-inf"), 1000.0))
    app.session_state["assumptions"] = cx.Assumptions(bands=limits, bands_by="revenue")
    for view in ("customers", "mix", "compare", "sure", "money"):
        app.query_params["view"] = view
        app.run()
        assert not app.exception, view
    assert app.metric[0].label == "Platinum · 0"


def test_of_one_customer_no_measure_is_said_to_go_with_another(tmp_path):
    store = cx.open_store(tmp_path / "one.duckdb")
    store.load("orders", HEADER + b"1,A,2025-01-02,90\n")
    app = app_on(tmp_path / "one.duckdb", "segments", store=store)
    assert not app.exception
    assert "Revenue against profit" in [one.value for one in app.header]
