"""Assumption sets on the pages: saved in the drawer, the company default everywhere, the strip where they differ."""

import pytest

from cx.customers import assumption_sets
from cx.customers.assumptions import Assumptions
from pages.shared import answers
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue\n" + "".join(
    f"{i},c{i % 60},2025-{1 + i % 12:02d}-11,{20 + (i % 60) ** 2}\n" for i in range(300)
)
STRIP = "Assumptions differ from the company default: Gross margin 60.0% (instead of 35.0%)"


@pytest.fixture
def shop(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=ORDERS)


def test_what_is_set_is_said_on_each_page_and_taken_back_by_one_click(shop):
    for page in ("segments", "funnel"):
        app = app_on(shop, page, assume='{"gross_margin":0.6}')
        assert not app.exception
        assert STRIP in texts(app)
    app.button(key="use-default").click().run()
    assert not app.exception
    assert "differ from the company default" not in texts(app)
    assert "assume" not in app.query_params


def test_a_set_is_saved_made_the_default_and_holds_for_everybody(shop):
    app = app_on(shop, "segments", assume='{"gross_margin":0.6}', drawer="assumptions")
    app.text_input[-2].set_value("Budget 2026")
    app.text_input[-1].set_value("Sara")
    app.checkbox[0].check()
    next(button for button in app.button if button.label == "Save set").click().run()
    assert not app.exception
    [row] = assumption_sets.sets(answers.store()).itertuples()
    assert (row.name, row.made_by, row.is_default) == ("Budget 2026", "Sara", True)
    assert row.assumptions == Assumptions(gross_margin=0.6)
    assert "differ from the company default" not in texts(app)
    answers.store().close()
    app = app_on(shop, "segments")
    assert "differ from the company default" not in texts(app)
    assert "60" in texts(app)
    recorded = app_on(shop, "segments", assume="{}")
    assert "Gross margin 35.0% (instead of 60.0%)" in texts(recorded)


def test_a_set_is_used_compared_with_the_recorded_figures_and_deleted_with_undo(shop):
    app = app_on(shop, "segments", drawer="assumptions")
    assumption_sets.save(answers.store(), "Cheap <b>", Assumptions(gross_margin=0.6))
    app.run()
    assert "Gross margin 60.0% (instead of 35.0%)" in texts(app)
    app.button(key="use-set-Cheap <b>").click().run()
    assert STRIP in texts(app)
    app = app_on(shop, "segments", drawer="assumptions")
    app.button(key="delete-set-Cheap <b>").click().run()
    assert assumption_sets.sets(answers.store()).empty
    app.button(key="undo-assumption-sets").click().run()
    assert not app.exception
    assert assumption_sets.sets(answers.store()).name.tolist() == ["Cheap <b>"]


def test_a_taken_name_is_refused_in_a_sentence(shop):
    app = app_on(shop, "segments", drawer="assumptions")
    assumption_sets.save(answers.store(), "Budget", Assumptions(gross_margin=0.6))
    app.run()
    app.text_input[-2].set_value("Budget")
    next(button for button in app.button if button.label == "Save set").click().run()
    assert "There is an assumption set “Budget” already" in texts(app)
    assert assumption_sets.sets(answers.store()).assumptions.tolist() == [Assumptions(gross_margin=0.6)]


def test_a_margin_is_typed_in_percent_as_it_is_said(shop):
    app = app_on(shop, "segments", drawer="assumptions")
    next(box for box in app.number_input if box.label == "Gross margin (%)").set_value(40.0)
    next(button for button in app.button if button.label == "Apply").click().run()
    assert not app.exception
    assert app.session_state["assumptions"] == Assumptions(gross_margin=0.4)
