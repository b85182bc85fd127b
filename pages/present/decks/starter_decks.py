"""Starter decks: a title slide and pictures of several pages, each made by its own page from today's data."""

import streamlit as st

from cx.engine import coverage
from cx.errors import CxError
from cx.presenting import decks
from cx.text.formatting import _, day
from pages.shared import answers, slide_updates
from pages.shared.slide_updates import Wanted


def every() -> dict[str, list[Wanted]]:
    """The pictures of each starter deck by the deck's name."""
    lives = {"catalogue-parts": _("All lifecycles")}
    categories = {"catalogue-parts": _("Categories")}
    buyers = {"catalogue-parts": _("Buyers by stage")}
    return {
        _("Reach, acquire, retain in 6 slides"): [
            Wanted("funnel", "funnel.ribbon"),
            Wanted("funnel", "funnel.groups"),
            Wanted("retention", "retention.cohort"),
            Wanted("retention", "retention.churn"),
            Wanted("retention", "retention.reasons"),
        ],
        _("Who our customers are"): [
            Wanted("segments", "segments.whale"),
            Wanted("segments", "segments.scatter"),
            Wanted("rfm", "rfm.groups"),
            Wanted("types", "types.table"),
            Wanted("movement", "movement.flow"),
            Wanted("playbook", "playbook.stakes"),
        ],
        _("Product lifecycles"): [
            Wanted("stages", "stages.portfolio"),
            Wanted("stages", "stages.lives", opened=lives),
            Wanted("stages", "stages.buyers", opened=categories),
            Wanted("stages", "stages.buyers", opened=buyers),
            Wanted("stages", "stages.life"),
        ],
    }


def buttons() -> None:
    """One button for each starter deck; nothing in a store without data."""
    last = answers.ask(coverage.last_date)
    if last is None:
        return
    st.caption(_("Or start from a deck with your own figures as of {day}:").format(day=day(last)))
    for place, (name, wanted) in enumerate(every().items()):
        if st.button(name, icon=":material/auto_awesome_motion:", key=f"starter-{place}"):
            _make(name, wanted, _("As of {day}").format(day=day(last)))


def _make(name: str, wanted: list[Wanted], subtitle: str) -> None:
    store = answers.store()
    try:
        deck_id = decks.make(store, decks.free_name(store, name))
        decks.add_title(store, deck_id, name, subtitle)
    except CxError as error:
        st.error(str(error), icon=":material/error:")
        return
    slide_updates.start(deck_id, wanted)
