"""What the teams propose: the list, which follows the phones of a room, and the forms to propose and to answer."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.experience import programme
from cx.text.formatting import _, count
from pages.experience.programme import findings
from pages.shared import (
    answers,
    fragments,
    list_columns,
    list_height,
    list_slides,
    phones,
    phones_door,
    safe_text,
    undo_delete,
)

EVERY = 3
"""Seconds after which the list looks for what phones have sent."""
STATES = {"new": "New", "tried": "Tried", "adopted": "Adopted", "declined": "Declined"}
LONGEST_OFFER = 60
"""Characters by which a proposal is offered to be answered."""


def draw(chosen) -> None:
    """The proposals with what became of them, and the ways to make more."""
    heading = st.container()
    _tools()
    undo_delete.offer("proposals")
    room = programme.current(answers.store())
    follow = st.fragment(fragments.whole(_listed), run_every=EVERY if room else None)
    with heading:
        follow(chosen)


def _listed(chosen) -> None:
    """The title and the list; while a room is open it looks again by itself."""
    store = answers.store()
    rows = programme.proposals(store)
    title = findings.proposals_title(rows)
    st.header(title)
    if room := programme.current(store):
        phones.still_shown()
        st.caption(_("The room is open: {n} received.").format(n=count(room.sent, _("proposal"), _("proposals"))))
    if rows.empty:
        st.caption(_("Write down what a team proposes, or collect proposals by phone in a workshop."))
        return
    found = answers.ask(programme.effects, as_of=chosen.scope, of=programme.adopted(store))
    shown = _as_shown(rows, found)
    columns = {name: one for name, one in _columns().items() if shown[name].notna().any()}
    box = st.container(key="picture-list-proposals")
    box.dataframe(
        shown[list(columns)],
        column_config=columns,
        hide_index=True,
        height=list_height.whole_rows(len(shown)),
        key="proposals",
        placeholder="–",
        alt=title,
    )
    list_slides.draw(box, shown, columns, "proposals", title, (_("proposal"), _("proposals")))
    st.caption(findings.proposals_caption(rows))


def _as_shown(rows: pd.DataFrame, effects: pd.DataFrame) -> pd.DataFrame:
    """The proposals in words, each with its effect."""
    said = {row.proposal_id: (findings.effect(row), findings.effect_interval(row)) for row in effects.itertuples()}
    whose = [" · ".join(filter(None, pair)) for pair in rows[["team", "touchpoint"]].replace({np.nan: None}).to_numpy()]
    return rows.assign(
        whose=whose,
        state=rows["state"].map(STATES).map(_),
        effect=[said.get(number, (None, None))[0] for number in rows["proposal_id"]],
        interval=[said.get(number, (None, None))[1] for number in rows["proposal_id"]],
    )


def _columns() -> dict[str, object]:
    return {
        "words": list_columns.text(_("Proposal"), width=300),
        "state": list_columns.text(_("State")),
        "effect": list_columns.text(_("Effect on satisfaction"), width=190),
        "whose": list_columns.text(_("Team · touchpoint")),
        "interval": list_columns.text(_("95% CI")),
        "seen": list_columns.text(_("Seen")),
        "proposed_on": list_columns.day(_("Proposed")),
        "answered_on": list_columns.day(_("Answered")),
    }


# --- forms -------------------------------------------------------------------------------------------------


@fragments.alone
def _tools() -> None:
    """Propose, answer, and collect by phone."""
    with st.container(horizontal=True, vertical_alignment="center", key="proposal_tools"):
        _propose()
        _answer()
        _room()


def _propose() -> None:
    store = answers.store()
    with st.popover(_("Propose"), icon=":material/edit:"), st.form("propose", clear_on_submit=True, border=False):
        words = st.text_area(_("Proposal"), max_chars=programme.LONGEST, key="propose-words", height=90)
        team = _named(_("Team"), programme.teams(store), "propose-team")
        touchpoint = _named(_("Touchpoint"), programme.touchpoints(store), "propose-touchpoint")
        today = programme.today()
        on = st.date_input(_("Proposed"), today, max_value=today, key="propose-on")
        if st.form_submit_button(_("Propose"), type="primary"):
            _act(lambda: programme.propose(store, words, team or "", touchpoint or "", on))


def _named(label: str, offered: list[str], key: str) -> str | None:
    """A name of the map, or one that is typed."""
    return st.selectbox(label, offered, index=None, key=key, accept_new_options=True, placeholder=_("not chosen"))


def _answer() -> None:
    store = answers.store()
    rows = programme.proposals(store)
    if rows.empty and not programme.current(store):
        return
    offers = {
        row.proposal_id: _("{words} ({state})").format(words=row.words[:LONGEST_OFFER], state=_(STATES[row.state]))
        for row in rows.itertuples()
    }
    # opened, it is drawn anew: with what phones have sent since
    with st.popover(_("Answer"), icon=":material/rule:", key="answer", on_change="rerun"):
        if rows.empty:
            st.caption(_("No proposals yet"))
            return
        _answering(st.selectbox(_("Proposal"), list(offers), format_func=offers.get, key="answer-which"))


def _answering(chosen: int) -> None:
    """What became of one proposal, to be saved; or the proposal deleted."""
    store = answers.store()
    now = programme.find(store, chosen)
    state = st.segmented_control(
        _("State"),
        list(STATES),
        default=now.state,
        key=f"answer-state-{chosen}-{now.state}",
        required=True,
        format_func=lambda one: _(STATES[one]),
    )
    on = st.date_input(
        _("Answered"), now.answered_on or programme.today(), min_value=now.proposed_on, key=f"answer-on-{chosen}"
    )
    seen = st.text_input(_("What was seen"), now.seen or "", max_chars=programme.LONGEST, key=f"answer-seen-{chosen}")
    with st.container(horizontal=True):
        if st.button(_("Save"), type="primary", key="answer-save"):
            _act(lambda: _undoable(programme.answer(store, chosen, state, on, seen), _("Changed “{name}”")))
        if st.button(_("Delete"), icon=":material/delete:", type="tertiary", key="answer-delete"):
            _act(lambda: _undoable(programme.remove(store, chosen)))


def _undoable(before: programme.Proposal, said: str = "") -> None:
    undo_delete.remember("proposals", before, programme.restore, said)


def _room() -> None:
    """The room for phones: opened and closed by clicks, with its link."""
    store = answers.store()
    room = programme.current(store)
    if room is None:
        if st.button(_("Collect by phone"), icon=":material/smartphone:", key="room-open"):
            _act(lambda: programme.start(store))
        return
    phones_door.draw(f"/g/p/{room.code}", "proposals")
    if st.button(_("Close the room"), icon=":material/close:", type="tertiary", key="room-close"):
        _act(lambda: programme.close(store))


def _act(do: Callable[[], object]) -> None:
    """Do it and draw the page anew; or say why it cannot be done."""
    try:
        do()
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    st.rerun()
