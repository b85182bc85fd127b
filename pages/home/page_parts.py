"""What the pages of Experience and of value and market found, on the overview: one line a page."""

import streamlit as st

from cx.home import Action
from cx.text.formatting import _
from pages.customers.value import overview as value
from pages.experience.complaints import overview as complaints
from pages.experience.journey import overview as journey
from pages.experience.programme import overview as programme
from pages.experience.promises import overview as promises
from pages.experience.recognition import overview as recognition
from pages.experience.requests import overview as requests
from pages.experience.support import overview as support
from pages.experience.voice import overview as voice
from pages.market.campaigns import overview as campaigns
from pages.market.competitors import overview as competitors
from pages.market.study import overview as study
from pages.market.team import overview as team
from pages.shared import menu
from pages.shared.overview_part import Part

EXPERIENCE: tuple[Part, ...] = (
    journey.PART,
    voice.PART,
    promises.PART,
    complaints.PART,
    support.PART,
    requests.PART,
    programme.PART,
    recognition.PART,
)
MARKET: tuple[Part, ...] = (value.PART, campaigns.PART, study.PART, competitors.PART, team.PART)
PARTS = EXPERIENCE + MARKET
MEASURES = {code: measure for part in PARTS for code, measure in part.measures.items()}


def draw(chosen) -> None:
    """What each page found, with its basis and a link; nothing where none has data."""
    _section(_("What customers experience"), EXPERIENCE, chosen)
    _section(_("Value and market"), MARKET, chosen)


def _section(header: str, parts: tuple[Part, ...], chosen) -> None:
    found = [(part, finding) for part in parts if (finding := part.finding(chosen))]
    if not found:
        return
    with st.container(border=True):
        st.header(header)
        with st.grid(4, min_column_width=240):
            for part, finding in found:
                with st.container(gap="xxsmall"):
                    st.page_link(menu.path(part.page), label=menu.title(part.page), icon=menu.PAGES[part.page])
                    st.markdown(f"**{finding.title}**")
                    st.caption(finding.basis)


def action(one: Action, currency: str) -> tuple[str, str]:
    """What to do and why, in the words of the page that the action comes from."""
    return next(part for part in PARTS if part.page == one.page).action(one, currency)


def has(page: str) -> bool:
    """Whether a page gives its action here."""
    return any(part.page == page for part in PARTS)
