"""What the competitors page asks, for its answers and for the overview."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cx.engine import coverage
from cx.market import competitors
from cx.text.formatting import _
from pages.shared import answers, safe_text, url_state
from pages.shared.changes import Subject

EVERYBODY = "Everybody"
NAMES = {"customers": "Customers", "staff": "Staff", "mystery": "Mystery shoppers"}


@dataclass(frozen=True)
class Found:
    """What the pictures of the page show; gaps : of every rival, best : of the best rival of each attribute."""

    ours: str
    source: str | None
    asked: dict
    gaps: pd.DataFrame
    best: pd.DataFrame
    scores: pd.DataFrame
    standing: pd.DataFrame


def any_scores() -> bool:
    """Whether any company was scored."""
    return bool(answers.ask(coverage.tables).set_index("kind")["rows"]["competitors"])


def ours() -> str | None:
    """Which company is ours, as it was chosen; not remembered, as it is a note."""
    return competitors.ours(answers.store())


def found(chosen, own: str, source: str | None) -> Found:
    """All that the pictures of scores show."""
    asked = {"as_of": chosen.as_of, "ours": own, "source": source}
    gaps = answers.ask(competitors.gaps, **asked)
    scores = answers.ask(competitors.scores, as_of=chosen.as_of, source=source)
    return Found(
        own, source, asked, gaps, competitors.best_rivals(gaps), scores, answers.ask(competitors.standing, **asked)
    )


def source() -> str | None:
    """Whose scores count, kept in the address; None: those of everybody."""
    offered = answers.ask(competitors.sources)
    if len(offered) < 2:
        return None
    options = [EVERYBODY, *offered]
    url_state.restore("scored_by", options, EVERYBODY)
    picked = st.segmented_control(
        _("Whose scores"), options, key="scored_by", required=True, label_visibility="collapsed", format_func=named
    )
    url_state.hold("scored_by", picked, EVERYBODY)
    return None if picked == EVERYBODY else picked


def named(source: str) -> str:
    """What a source is called."""
    return _(NAMES.get(source, source)) if source in {*NAMES, EVERYBODY} else safe_text.escaped(source)


def compared(chosen, asked: dict) -> Subject:
    """What the page compares with another period."""
    before = chosen.compared.until if chosen.compared else None
    return Subject(competitors.changes, {**asked, "before": before}, _name_of, ("Gap to a rival", "Lost to a rival"))


def _name_of(measure: str, attribute: str) -> str:
    return _("Left for a competitor") if measure == "left_for" else _("Our score: {name}").format(name=attribute)
