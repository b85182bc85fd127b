"""The menu of every picture, cards and lists too: Python that gives what is shown, and a table with readable heads."""

import json
import shutil

import pandas as pd
import pytest
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer
from streamlit.elements.lib.mutable_tab_container import TabContainer

from cx import definitions
from cx.presenting.readable_table import readable
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
    "complaints": {"cards-complaints", "list-complaints_waiting"},
    "recognition": {"cards-recognition", "list-recognition"},
}
PAGES = (
    "home",
    "segments",
    "movement",
    "rfm",
    "types",
    "playbook",
    "funnel",
    "retention",
    "stages",
    "complaints",
    "recognition",
    "quality",
    "customer",
)


@pytest.fixture
def drawn(demo_store, tmp_path, monkeypatch):
    """A page of the demo company and its pictures by their keys, all tabs and expanders open."""
    found = {}
    monkeypatch.setattr(picture_tools, "draw", lambda _box, shown: found.update({shown.key: shown}))
    for kind in (ExpanderContainer, TabContainer):
        monkeypatch.setattr(kind, "open", property(lambda _self: True, lambda _self, _is_open: None))

    def drawn(page, **query):
        app = app_on(shutil.copy(demo_store, tmp_path / "demo.duckdb"), page, **query)
        assert not app.exception
        found.pop("title", None)
        return app, found

    yield drawn
    answers.store().close()


@pytest.mark.demo
@pytest.mark.parametrize("page", PAGES)
def test_every_picture_has_readable_heads_definitions_and_lines_that_give_what_it_shows(page, drawn):
    of_some = {} if page == "funnel" else {"region": "Europe"}  # who was reached and did not buy has no region
    app, pictures = drawn(page, **of_some | ({"id": "C00012"} if page == "customer" else {}))
    for names in [*heads(app), *(readable(picture_tools.answer(shown)).columns for shown in pictures.values())]:
        assert [name for name in names if "_" in name or (name != "n" and name[:1].islower())] == []
        assert len(set(names)) == len(names)
    assert CARDS_AND_LISTS.get(page, set()) <= set(pictures)
    for key, shown in pictures.items():  # so that it can become a slide
        assert shown.title
        assert [definitions.of(term) for term in shown.terms] or key.startswith("list-")
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
        assert "joins these answers" in lines[key]
        names = run(lines[key])
        assert len(names["answer_1"]) and len(names["answer_2"])


def heads(app) -> list[list[str]]:
    """The heads of the tables on the page, as they are shown."""
    shown = [(one.value.columns, json.loads(one.proto.columns or "{}")) for one in app.dataframe]
    return [
        [(config.get(str(name)) or {}).get("label") or str(name) for name in columns if config.get(str(name), {}) != 0]
        for columns, config in shown
    ]


def run(lines: str) -> dict:
    """What the lines give, run as a notebook does."""
    names = {}
    exec(lines, names)
    names["store"].close()
    return names
