"""Every term is there once, says what it is, and names a function that exists."""

import pytest

from cx import definitions, segments, stages
from pages.shared import glossary


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
