"""The segment builder: a rule from the address, changed on screen, saved, and used as a filter elsewhere."""

import pytest

from cx import segment_rules
from cx.customers import saved_segments
from cx.engine import coverage
from pages.shared import answers
from tests.apps import app_on, texts
from tests.pages.shared.test_customer_list import TWO_YEARS, button

RULE = '{"version":1,"all":[{"of":"tier","is":["Tin"]},{"any":[{"of":"purchases","from":2},{"of":"revenue","to":5}]}]}'
WORDS = "Tier is Tin and (orders at least 2 or revenue at most 5)"


@pytest.fixture
def shop(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=TWO_YEARS)


def found(rule):
    store = answers.store()
    return segment_rules.count(store, rule, coverage.last_date(store))["customers"]


def held(app):
    rule = app.query_params["rule"]
    return rule[0] if isinstance(rule, list) else rule


def test_a_link_opens_its_rule_and_what_is_changed_is_counted_and_held_in_the_address(shop):
    app = app_on(shop, "segment_builder", rule=RULE)
    assert not app.exception
    assert app.title[0].value.startswith(f"{found(RULE)} customers match, ")
    assert WORDS in texts(app).replace("\\", "")
    assert len(app.dataframe[0].value) == found(RULE) > 0
    app.pills(key="builder-2-tier-values").set_value(["Gold", "Tin"]).run()
    wider = RULE.replace('["Tin"]', '["Gold","Tin"]')
    assert held(app) == wider
    assert app.title[0].value.startswith(f"{found(wider)} customers match, ")
    app.selectbox(key="builder-2-tier-way").set_value("is_not").run()
    assert held(app) == wider.replace('"is"', '"is_not"')
    app.button(key="remove-3").click().run()
    app.selectbox(key="add-condition").set_value("discount_share").run()
    assert app.selectbox(key="add-condition").value is None
    assert held(app) == '{"version":1,"all":[{"of":"tier","is_not":["Gold","Tin"]}]}'
    app.number_input(key="builder-6-discount_share-to").set_value(25.0).run()
    assert '{"of":"discount_share","to":0.25}' in held(app)
    button(app, "Clear all").click().run()
    assert not app.exception
    assert app.title[0].value == "Choose conditions to find customers"
    assert "rule" not in app.query_params


def test_a_rule_that_cannot_be_read_or_does_not_fit_the_data_is_told_in_a_sentence(shop):
    app = app_on(shop, "segment_builder", rule='{"all":[{"of":"profitt","from":1}]}')
    assert not app.exception
    assert "There is no measure “profitt”" in app.error[0].value
    app = app_on(shop, "segment_builder", rule='{"all":[{"of":"region","is":["Mars"]}]}')
    assert not app.exception
    assert app.title[0].value == "No customers match these conditions"
    assert "Mars" in app.warning[0].value


def test_a_rule_is_saved_and_a_name_that_is_taken_is_asked_about(shop):
    app = app_on(shop, "segment_builder", rule=RULE)
    app.session_state["open-save-segment_builder"] = True
    app.run()
    app.text_input[0].set_value(" poor  payers ")
    app.button(key="do-save-segment_builder").click().run()
    assert not app.exception
    row = saved_segments.saved(answers.store()).iloc[0]
    assert (row["name"], row.words, row.rule) == ("poor payers", WORDS, RULE)
    app.text_input[0].set_value("poor payers")
    app.radio(key="save-as-segment_builder").set_value("Fixed list")
    app.button(key="do-save-segment_builder").click().run()
    assert "Replace it?" in app.warning[0].value
    assert saved_segments.rule(answers.store(), "poor payers") == RULE
    app.button(key="do-save-segment_builder").click().run()
    assert not app.exception
    assert saved_segments.rule(answers.store(), "poor payers") is None
    assert len(saved_segments.members(answers.store(), "poor payers")) == found(RULE)
    app.button(key="delete-poor payers").click().run()
    app.button(key="undo-builder").click().run()
    assert not app.exception
    assert len(saved_segments.members(answers.store(), "poor payers")) == found(RULE)


@pytest.mark.parametrize("page", ["segments", "retention", "stages"])
def test_a_saved_rule_filters_the_other_pages(shop, page):
    app = app_on(shop, "segment_builder", rule=RULE)
    segment_rules.save(answers.store(), "mine", RULE)
    app = app_on(shop, page, answers.store(), segment="mine")
    assert "mine" in app.pills(key="segment").options
    assert not app.exception
    assert "Segment: mine" in [one.label for one in app.button]
    if page == "segments":
        assert f"**{found(RULE)} customers**" in texts(app)
