"""Every term is there once, says what it is, and names a function that exists."""

import pytest

from cx import definitions
from cx.customers import segments
from cx.products import stages
from cx.tables.survey_scales import SCALES
from pages.data.definitions import glossary
from tests import memory


def test_no_term_is_defined_twice():
    terms = [definition.term for definition in definitions.EVERY]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("definition", definitions.EVERY, ids=lambda definition: definition.term)
def test_a_definition_says_what_it_is_and_its_function_is_documented(definition):
    assert definition.says.endswith(".")
    if definition.computed_by:
        assert len(glossary.documentation(definition.computed_by).splitlines()) > 2


def test_every_tier_and_stage_has_its_definition():
    terms = {definition.term for definition in definitions.EVERY}
    assert {*segments.TIERS, *stages.STAGES} <= terms


def test_search_finds_terms_by_any_of_their_words():
    assert "Tin" in [one.term for one in glossary.matching("variable cost", None)]
    assert glossary.matching("no such word anywhere", None) == []
    assert {one.subject for one in glossary.matching("", "Money")} == {"Money"}


def test_the_rules_of_reading_are_the_ones_of_the_code():
    scales = definitions.of("Scale of a survey").formula
    assert all(f"{measure} {low} to {high}" in scales for measure, (low, high) in SCALES.items())
    said = definitions.of("Year of two digits").formula
    for year, day in (("69", "2069-05-12"), ("70", "1970-05-12")):
        assert day[:4] in said and _read(f"{year}/05/12", "ymd") == day
    for year, day in (("15", "2036-08-02"), ("50", "1971-08-03")):
        assert _read(f"{year}/05/12", "ymd persian") == day
    assert _read("16/05/12", "ymd persian") is None


def _read(cell, order):
    store = memory.empty()
    body = f"product_id,launched_on\nP1,{cell}\n".encode()
    store.load("products", body, short_dates=order)
    return store.value("select cast(launched_on as varchar) from products")
