"""Copy as Python: the lines run, and give what the picture shows. Every picture has them, cards and lists too."""

import shutil

import pandas as pd
import pytest
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_tab_container import TabContainer

from pages.shared import answers, picture_tools
from tests.apps import app_on

WHOLE = {
    "segments": {"cards-tiers", "whale", "scatter", "forest"},
    "funnel": {"ribbon", "heat"},
    "retention": {"reasons"},
    "movement": {"cards-moves"},
}
"""Pictures that show the whole of their answer."""
JOINED = {"funnel": {"ever"}, "stages": {"list-products"}}
"""Pictures that join several answers."""
CARDS_AND_LISTS = {
    "segments": {"cards-tiers", "list-customers"},
    "movement": {"cards-moves", "list-movement"},
    "rfm": {"cards-rfm", "list-rfm"},
    "types": {"cards-types", "list-types"},
    "playbook": {"cards-plays", "list-playbook"},
    "stages": {"cards-stages", "list-products"},
}
PAGES = ("home", "segments", "movement", "rfm", "types", "playbook", "funnel", "retention", "stages", "quality")


@pytest.fixture
def drawn(demo_store, tmp_path, monkeypatch):
    """Every picture of a page of the demo company by its key, all tabs and expanders open."""
    found = {}
    monkeypatch.setattr(picture_tools, "draw", lambda _box, shown: found.update({shown.key: shown}))
    for kind in (ExpanderContainer, TabContainer):
        monkeypatch.setattr(kind, "open", property(lambda _self: True, lambda _self, _is_open: None))

    def drawn(page, **query):
        app = app_on(shutil.copy(demo_store, tmp_path / "demo.duckdb"), page, **query)
        assert not app.exception
        found.pop("title", None)
        return found

    yield drawn
    answers.store().close()


@pytest.mark.demo
@pytest.mark.parametrize("page", PAGES)
def test_every_picture_has_lines_that_give_what_it_shows(page, drawn):
    of_some = {} if page == "funnel" else {"region": "Europe"}  # who was reached and did not buy has no region
    pictures = drawn(page, **of_some)
    assert CARDS_AND_LISTS.get(page, set()) <= set(pictures)
    lines = {key: picture_tools.python(shown) for key, shown in pictures.items()}
    assert [key for key in lines if not lines[key]] == []
    answers.store().close()
    for key in WHOLE.get(page, ()):
        assert "a part of" not in lines[key]
        assert not of_some or key == "forest" or "region='Europe'" in lines[key]  # of groups, whoever is chosen
        shown = picture_tools.answer(pictures[key])
        answer = run(lines[key])["answer"]
        pd.testing.assert_frame_equal(answer, shown[list(answer.columns)], check_dtype=False)
    for key in JOINED.get(page, ()):
        names = run(lines[key])
        assert "joins these answers" in lines[key]
        assert set(names["answer_2"].columns) & set(picture_tools.answer(pictures[key]).columns)


def run(lines: str) -> dict:
    """What the lines give, run as a notebook does."""
    names = {}
    exec(lines, names)
    names["store"].close()
    return names
