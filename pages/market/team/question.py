"""What the team page asks, for its answers and for the overview."""

import pandas as pd
import streamlit as st

from cx.charts.market.team import SELECTION, capital
from cx.market import team
from cx.text.formatting import _
from pages.shared import url_state
from pages.shared.changes import Subject

PICTURES = ("team_beside", "team_scores")
"""Keys of the pictures in which a team can be clicked."""


def picked(table: pd.DataFrame) -> str | None:
    """The team that is clicked, known before the pictures are drawn."""
    if table.empty:
        return None
    names = {SELECTION: table["team"].tolist()}
    click = url_state.clicked(SELECTION, names, dict.fromkeys(PICTURES, SELECTION))
    return click[SELECTION] if click else None


def lag() -> int:
    """How many quarters before the team's round is that its customers are asked about, chosen on the page."""
    url_state.restore("lag", team.LAGS, 0)
    names = {0: _("Latest"), 1: _("1 quarter before"), 2: _("2 before"), 4: _("A year before")}
    chosen = st.segmented_control(
        _("Round of the team"), team.LAGS, key="lag", required=True, format_func=names.get, width="content",
        help=_("Customers answered in the 12 months up to the as-of date; the mood of a team may come first."),
    )  # fmt: skip
    url_state.hold("lag", str(chosen), "0")
    return int(chosen)


def compared(chosen) -> Subject:
    """What the page compares with another round."""
    before = chosen.compared.span[1] if chosen.compared else None
    return Subject(
        team.changes,
        {"as_of": chosen.as_of, "before": before},
        lambda measure, group: _("Company") if measure == "enps" else capital(group),
        ("Team eNPS",),
    )
