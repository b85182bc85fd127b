"""The pictures of the journey page: the map, where to invest, the teams, and what has no place on the map."""

import pandas as pd
import streamlit as st

from cx.charts.experience import journey as map_charts
from cx.charts.experience import journey_gaps, journey_rows
from cx.experience import journey
from cx.text.formatting import _, count, number
from pages.experience.journey import findings, links, sticky_labels
from pages.shared import answers, list_columns, list_height, mark_choice, pictures, safe_text, url_state

CLICKED = "touchpoint"
TOLD = 5
"""So many entries that match nothing are told on the page."""
PICTURES = {"journey-map": CLICKED, "journey-invest": CLICKED, "journey-teams": CLICKED}
"""Pictures in which a touchpoint can be picked -> the selection that they report."""


def picked(table: pd.DataFrame) -> str:
    """The touchpoint that is picked, else the one that the title is about."""
    clicked = url_state.clicked(CLICKED, {CLICKED: table[CLICKED].tolist()}, PICTURES)
    return clicked[CLICKED] if clicked else findings.main(table)


def is_owned(table: pd.DataFrame) -> bool:
    """Whether the score of a team can be seen beside the gap of its touchpoints."""
    return table.dropna(subset=["enps", "gap"])["team"].nunique() > 1


def journey_map(table: pd.DataFrame, picked: str, asked: dict, currency: str) -> None:
    """The map; a click picks a touchpoint."""
    drawn = journey_rows.drawn(table)
    steps, loop = answers.ask(journey.steps, **asked), answers.ask(journey.loop, **asked)
    rows = answers.ask(journey.promises)
    frames = pictures.made(journey_rows.rows, drawn, steps, loop, currency, rows)
    title = _("What is promised, what is experienced, and who answers for it")
    st.header(title)
    with st.container(key=sticky_labels.BOX):
        sticky_labels.draw(frames["labels"], len(drawn), st.context.theme.type or "light")
        pictures.show(
            map_charts.map_chart,
            {**frames, "columns": url_state.marked(frames["columns"], {CLICKED: picked})},
            key=url_state.picture_key("journey-map"),
            select=CLICKED,
            columns=len(drawn),
            height=int(journey_rows.place(drawn).height),
            alt=_("Map of the journey: steps, touchpoints, scores, figures and owners"),
            title=findings.title(table),
            basis=_("n = {n} touchpoints").format(n=number(len(table))),
            note=findings.map_note(),
            table=table,
            terms=("Touchpoint", "Promise gap", "Satisfied with a touchpoint", "At stake", "Team eNPS", "New journeys"),
        )
    st.caption(findings.map_note())
    st.caption(findings.map_further())
    if len(table) > len(drawn):
        st.caption(_("The {n} touchpoints that most people meet; the table has all.").format(n=number(len(drawn))))
    with st.container(horizontal=True, vertical_alignment="center"):
        mark_choice.box(CLICKED, {name: {CLICKED: name} for name in table[CLICKED]}, {CLICKED: picked}, *PICTURES)
        links.draw(table.set_index(CLICKED).loc[picked])


def invest(table: pd.DataFrame, picked: str, currency: str) -> None:
    """Importance and promise gap of each touchpoint."""
    known = table[table["gap"].notna() & table["importance"].notna()]
    title = findings.invest_title(table)
    st.header(title)
    if known.empty:
        st.caption(_("Ask what was promised, what was experienced and how important it is, for each touchpoint."))
        return
    if len(known) == 1:
        st.caption(findings.only_one(known.iloc[0]))
        return
    frames = pictures.made(journey_gaps.invest, known, currency)
    pictures.show(
        journey_gaps.invest_chart,
        {**frames, "touchpoints": url_state.marked(frames["touchpoints"], {CLICKED: picked})},
        key=url_state.picture_key("journey-invest"),
        select=CLICKED,
        alt=_("Importance and promise gap of each touchpoint"),
        title=title,
        basis=_n(known),
        note=_("Across: importance; up: experienced less promised. Red: short for certain"),
        table=table,
        terms=("Where to invest", "Promise gap"),
    )
    st.caption(findings.invest_note(table))


def teams(table: pd.DataFrame, picked: str) -> None:
    """The score of the team that answers for a touchpoint, and the gap of the touchpoint."""
    known = table[table["gap"].notna() & table["enps"].notna()]
    title = findings.teams_title(table)
    st.header(title)
    frames = pictures.made(journey_gaps.teams, known)
    pictures.show(
        journey_gaps.teams_chart,
        {**frames, "touchpoints": url_state.marked(frames["touchpoints"], {CLICKED: picked})},
        key=url_state.picture_key("journey-teams"),
        select=CLICKED,
        alt=_("Team eNPS and promise gap of each touchpoint"),
        title=title,
        basis=_n(known),
        note=_("Across: eNPS of the team; up: experienced less promised"),
        table=known,
        terms=("Team eNPS", "Promise gap"),
    )
    st.caption(_("Line: 95% interval of the team. Teams under 5 answers are hidden. A reason to ask, not a proof."))


def _n(known: pd.DataFrame) -> str:
    return _("n = {n} people, {touchpoints} touchpoints").format(
        n=number(known["gap_n"].max()), touchpoints=number(len(known))
    )


def unplaced(asked: dict, currency: str) -> None:
    """What stands on no touchpoint, and which entries of the map match nothing."""
    elsewhere, unmatched = answers.ask(journey.elsewhere, **asked), answers.ask(journey.unmatched, **asked)
    teams = answers.ask(journey.teams_elsewhere, **asked)
    if len(elsewhere):
        with st.expander(findings.unplaced_title(elsewhere), icon=":material/location_off:"):
            _table(elsewhere, currency)
    for row in unmatched.head(TOLD).itertuples():
        st.caption(
            _("{touchpoint}: no row of the data has “{entry}”.").format(
                touchpoint=safe_text.escaped(row.touchpoint), entry=safe_text.escaped(row.entry)
            )
        )
    if len(unmatched) > TOLD:
        more = count(len(unmatched) - TOLD, _("more entry"), _("more entries"))
        st.caption(_("{more} of the map match nothing: see “Edit the map”.").format(more=more))
    if teams:
        names = ", ".join(safe_text.escaped(team) for team in teams)
        st.caption(_("Teams that answer for no touchpoint: {names}.").format(names=names))


def _table(elsewhere: pd.DataFrame, currency: str) -> None:
    shown = elsewhere.assign(
        name=[
            _("{n} rarer names").format(n=number(row.names)) if row.source == "" else row.name or _("no name")
            for row in elsewhere.itertuples()
        ]
    )
    st.dataframe(
        shown[["name", "contacts", "people", "cost"]],
        hide_index=True,
        height=list_height.whole_rows(len(shown)),
        key="journey_elsewhere",
        column_config={
            "name": list_columns.text(_("Name")),
            "contacts": list_columns.whole(_("Rows")),
            "people": list_columns.whole(_("People")),
            "cost": list_columns.money(_("Cost"), currency, 2),
        },
    )
