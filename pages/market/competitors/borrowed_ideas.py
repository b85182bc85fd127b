"""Ideas borrowed from competitors: what moved since each, and the drawer in which they are written; with undo."""

import pandas as pd
import streamlit as st

from cx.market import competitors
from cx.market.competitors import Idea
from cx.text.formatting import _, day
from pages.market.competitors import findings, undo_bar
from pages.market.competitors.question import Found
from pages.shared import answers, fragments, list_height, safe_text

COLOURS = {"idea": "gray", "trying": "blue", "done": "green", "dropped": "gray"}
COLUMNS = ["idea", "company", "attribute", "state", "measure", "decided_on"]


def draw(chosen, found: Found) -> None:
    """Each idea with its state and what moved, and the button to write them."""
    ideas = competitors.ideas(answers.store())
    effects = answers.ask(competitors.effects, as_of=chosen.as_of, asked=tuple(ideas))
    st.header(findings.ideas_title(ideas, effects))
    if ideas:
        st.caption(_("What a rival does better, what we try, and what moved since; a change is no proof."))
    else:
        st.caption(_("Write down what a rival does better and what it should move: the page measures it."))
    of_idea = {row.idea: row for row in effects.itertuples()}
    for one in ideas:
        st.markdown(_sentence(one, of_idea.get(one.idea)))
    if st.button(_("Edit ideas"), icon=":material/edit:", key="edit_ideas"):
        _drawer(found)
    if len(effects):
        st.caption(_("Mean score since the day, less that of as long a time before; a person counts once in each."))


def _sentence(one: Idea, effect) -> str:
    """An idea in two lines: its words and state, where it comes from and what moved."""
    below = []
    if one.company:
        below.append(_("from {company}").format(company=safe_text.escaped(one.company)))
    if one.attribute:
        below.append(_("for {attribute}").format(attribute=safe_text.escaped(one.attribute)))
    if one.decided_on:
        below.append(_("decided on {day}").format(day=day(one.decided_on)))
    lines = [f"**{safe_text.escaped(one.idea)}** :{COLOURS[one.state]}-badge[{findings.state(one.state)}]"]
    lines.append(f":gray[:small[{' · '.join(below)}]]" if below else "")
    if effect is not None:
        said = f"{safe_text.escaped(one.measure or '')} {safe_text.escaped(findings.effect(effect))}"
        lines.append(f":gray[:small[{said}]]")
    return "  \n".join(line for line in lines if line)


@st.dialog(_("Ideas"), width="large")
@fragments.whole
def _drawer(found: Found) -> None:
    st.caption(_("Saved for all users. An idea is measured from the day it was decided."))
    ideas = competitors.ideas(answers.store())
    before = pd.DataFrame([vars(one) for one in ideas], columns=COLUMNS).astype({"idea": "str"})
    before["state"] = before["state"].map(findings.state)
    before["decided_on"] = pd.to_datetime(before["decided_on"])
    edited = st.data_editor(
        before,
        column_config=_columns(found, ideas),
        num_rows="dynamic",
        hide_index=True,
        height=list_height.whole_rows(max(len(before) + 1, 4)),
        key="ideas-editor",
    )
    changed = changes(before, edited)
    pressed = st.button(_("Save"), type="primary", key="save_ideas", disabled=not changed)
    if pressed and undo_bar.write(_("Ideas edited"), "ideas", changed):
        st.rerun()


def _columns(found: Found, ideas: list[Idea]) -> dict:
    column = st.column_config
    rivals = sorted({*found.scores["company"], *(one.company for one in ideas if one.company)} - {found.ours})
    attributes = list(dict.fromkeys([*found.scores["attribute"], *(one.attribute for one in ideas if one.attribute)]))
    measures = list(dict.fromkeys([*answers.ask(competitors.measures), *(one.measure for one in ideas if one.measure)]))
    return {
        "idea": column.TextColumn(_("Idea"), max_chars=120, required=True, width="medium"),
        "company": column.SelectboxColumn(_("From"), options=rivals),
        "attribute": column.SelectboxColumn(_("For"), options=attributes),
        "state": column.SelectboxColumn(
            _("State"), options=[findings.state(one) for one in competitors.STATES], default=findings.state("idea")
        ),
        "measure": column.SelectboxColumn(
            _("Measure"), options=measures, help=_("The question of a survey that it should move")
        ),
        "decided_on": column.DateColumn(_("Decided on"), format="YYYY-MM-DD"),
    }


def changes(before: pd.DataFrame, edited: pd.DataFrame) -> dict[str, Idea | None]:
    """What was edited, by the words of the idea as they were: the idea as it is now, None for one that was removed.

    before, edited : rows by the index of `before`, those that were added by others; the state by its name on screen
    """
    codes = {findings.state(code): code for code in competitors.STATES}
    was, now = ({place: _idea(row, codes) for place, row in _rows(table)} for table in (before, edited))
    found: dict[str, Idea | None] = {one.idea: None for place, one in was.items() if place not in now}
    for place, one in now.items():
        if was.get(place) != one:
            found[was[place].idea if place in was else one.idea] = one
    return found


def _rows(table: pd.DataFrame) -> list:
    """The rows that hold anything, by their index."""
    return [(row.Index, row) for row in table.itertuples() if any(pd.notna(value) for value in row[1:])]


def _idea(row, codes: dict[str, str]) -> Idea:
    texts = {name: None if pd.isna(value := getattr(row, name)) else str(value) for name in COLUMNS[:-1]}
    decided = None if pd.isna(row.decided_on) else pd.Timestamp(row.decided_on).date()
    state = codes.get(texts["state"] or "", competitors.STATES[0])
    return Idea(texts["idea"] or "", texts["company"], texts["attribute"], state, texts["measure"], decided)
