"""Guess before reveal, from the facilitator's side: ask the room about a number of a slide, start rounds anew."""

import streamlit as st

from cx.errors import CxError
from cx.presenting import decks, frozen_chart, polls, slide_changes
from cx.text.formatting import _, compact, count, percent
from pages.shared import answers, phones_door

MOST = 60


def ask(slide: decks.Slide) -> None:
    """Put a question about one number of this slide in front of it."""
    if st.session_state.pop("asked", None) == slide.slide_id:
        st.session_state[f"ask-{slide.slide_id}"] = False
    with st.popover(
        _("Poll the audience"),
        icon=":material/help:",
        type="tertiary",
        key=f"ask-{slide.slide_id}",
        on_change="rerun",
    ) as form:
        if form.open:
            _question(slide)


def _question(slide: decks.Slide) -> None:
    offered = truths(slide.picture)
    if not offered:
        st.caption(_("This picture has no number to guess."))
        return
    with st.form(f"question-{slide.slide_id}", border=False):
        text = st.text_input(
            _("Question"),
            placeholder=_("What share becomes a customer?"),
            max_chars=decks.LONGEST,
            key=f"asked-{slide.slide_id}",
        )
        of = st.selectbox(
            _("The number to guess"),
            list(offered),
            format_func=lambda name: _offer(name, offered[name]),
            key=f"truth-{slide.slide_id}",
        )
        if st.form_submit_button(_("Add question"), type="primary"):
            _add(slide, text, of, offered[of])
    st.caption(_("Phones open a short link on the slide; → shows the actual number beside the guesses."))


def truths(picture: dict) -> dict[str, tuple[float, bool]]:
    """The numbers of a picture's table by name, shares first, each with whether it is a share."""
    return dict(list(slide_changes.numbers(picture).items())[:MOST])


def stands_on(of: str, picture: dict) -> str:
    """What a number is, as of when and with which filters; not its n, which would give the truth away."""
    return frozen_chart.basis({**picture, "basis": of, "note": ""})


def _offer(name: str, number: tuple[float, bool]) -> str:
    value, is_share = number
    return f"{name} = {percent(value, 1) if is_share else compact(value)}"


def _add(slide: decks.Slide, text: str, of: str, number: tuple[float, bool]) -> None:
    store = answers.store()
    try:
        question = polls.question(stands_on(of, slide.picture), number[0], is_share=number[1])
        made = decks.add(store, slide.deck_id, text, question=question)
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    decks.place_before(store, made, slide.slide_id)
    st.session_state["asked"] = slide.slide_id
    st.rerun()


def rounds(slide: decks.Slide) -> None:
    """The link of the round, how many have guessed, and a new round for the next room."""
    store = answers.store()
    now = polls.current(store, slide.slide_id)
    given = polls.guesses(store, now.code)
    state = _("open") if now.is_open else _("revealed")
    st.caption(f"`/g/{now.code}` · {count(len(given), _('guess'), _('guesses'))} · {state}", width="content")
    if st.button(
        _("New poll"),
        icon=":material/restart_alt:",
        type="tertiary",
        key=f"round-{slide.slide_id}",
        help=_("A new link without guesses; earlier guesses are kept"),
    ):
        polls.start(store, slide.slide_id)
        st.rerun()
    phones_door.draw(f"/g/{now.code}", now.code)
