"""As of when, over which period, for which region: chosen once, kept in the address, shared by all pages."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers import saved_segments
from cx.customers.filters import Scope
from cx.engine import coverage
from cx.text.formatting import _, day
from pages.shared import answers, empty_states, safe_text, url_state

PERIOD = "12 months"
MONTHS = {"3 months": 3, "6 months": 6, "12 months": 12, "24 months": 24, "All time": None}
EVERYWHERE = "All regions"
EVERYBODY = "Everybody"
DEFAULTS = {"period": PERIOD, "region": EVERYWHERE, "segment": EVERYBODY}
AT_A_GLANCE = 8
UNFILTERED = {"decks", "upload", "quality", "definitions"}
BY_DATE_ALONE = {"segment_builder"}
"""Pages on which region and segment do not act: their own conditions say whom they show."""
WITH_PERIOD = {"funnel", "retention"}
"""Pages on which the period acts: elsewhere money has a fixed window of 12 months, or is of the whole past."""


@dataclass(frozen=True)
class Chosen:
    """What the person looks at. `since` is the first day of the period; None means from the start.

    On a page without the period it is the 12 months up to as_of, whatever is chosen on another page.
    """

    as_of: date
    since: date | None
    months: int | None
    region: str | None
    segment: str | None
    version: str
    theme: str
    currency: str

    @property
    def scope(self) -> Scope:
        """Day, region and saved segment, as answers take them; a period is asked for by the pages that have one."""
        return Scope(self.as_of, region=self.region, segment=self.segment)

    @property
    def period(self) -> str:
        """The period in words, for captions."""
        return _("all time") if self.months is None else _("last {n} months").format(n=self.months)


def button(page: str):
    """What is chosen, above a page: region and segment as chips that a click removes, the rest in words on the button.

    Returns the place for the boxes to choose in, None on a page without figures.
    """
    if not _filtered(page):
        return None
    url_state.restore_filters(*_offered(), DEFAULTS)
    with st.container(horizontal=True, horizontal_alignment="right", key="filters"):
        if page not in BY_DATE_ALONE:
            _chip("region", _("Region: {name}"), _("Show all regions"))
            _chip("segment", _("Segment: {name}"), _("Show everybody"))
        return st.popover(_label(page), icon=":material/tune:")


def _chip(name: str, words: str, says: str) -> None:
    """What the page is narrowed to, with a cross that removes it; nothing where it is not."""
    chosen = st.session_state[name]
    if chosen != DEFAULTS[name]:
        label = words.format(name=safe_text.escaped(chosen))
        cross = {"icon": ":material/close:", "icon_position": "right"}
        st.button(label, key=f"remove_{name}", help=says, on_click=_remove, args=(name,), **cross)


def _remove(name: str) -> None:
    st.session_state[name] = DEFAULTS[name]


def boxes(place, page: str) -> None:
    """The boxes to choose in, under the button."""
    if place is None:
        return
    first, last, offered = _offered()
    with place:
        st.date_input(
            _("As of"),
            None,
            first,
            last,
            key=url_state.AS_OF,
            help=definitions.of("As of").says,
            format="YYYY-MM-DD",
            required=True,
        )
        if page in WITH_PERIOD:
            _box("Period", "period", offered)
        if page not in BY_DATE_ALONE:
            _box("Region", "region", offered)
            if len(offered["segment"]) > 1:
                _box("Saved segment", "segment", offered)
    defaults = {url_state.AS_OF: last, **DEFAULTS}
    url_state.hold_filters(defaults, [name for name in defaults if _acts(name, page)])


def _acts(name: str, page: str | None) -> bool:
    """Whether a filter acts on a page."""
    if name == "period":
        return page in WITH_PERIOD
    return name == url_state.AS_OF or page not in BY_DATE_ALONE


def _box(term: str, name: str, offered: dict[str, list[str]]) -> None:
    """One click where few are offered, a list to search where many are."""
    options, says = offered[name], definitions.of(term).says
    if len(options) <= AT_A_GLANCE:
        st.pills(_(term), options, key=name, required=True, format_func=_plainly, help=says)
    else:
        st.selectbox(_(term), options, key=name, help=says)


def _plainly(option: str) -> str:
    return safe_text.escaped(_(option))


def _filtered(page: str) -> bool:
    return page not in UNFILTERED and None not in (
        answers.ask(coverage.first_date),
        answers.ask(coverage.last_date),
    )


def _offered() -> tuple[date, date, dict[str, list[str]]]:
    """The first and the last day of the data, and what the boxes offer."""
    offered = {
        "period": list(MONTHS),
        "region": [EVERYWHERE, *answers.ask(coverage.regions)],
        "segment": [EVERYBODY, *answers.ask(saved_segments.names)],
    }
    return answers.ask(coverage.first_date), answers.ask(coverage.last_date), offered


def current() -> Chosen:
    """What is chosen now. In a store without an order or a touchpoint it says how to fill it and ends the page."""
    last = answers.ask(coverage.last_date)
    if last is None or answers.ask(coverage.first_date) is None:
        empty_states.no_data()
        empty_states.end()
    as_of = st.session_state.get(url_state.AS_OF) or last
    page = st.session_state.get(url_state.PAGE_SHOWN)
    months = MONTHS.get(st.session_state.get("period"), 12) if page in WITH_PERIOD else MONTHS[PERIOD]
    region, segment = (st.session_state.get(name) if _acts(name, page) else None for name in ("region", "segment"))
    return Chosen(
        as_of=as_of,
        since=None if months is None else first_day(as_of, months),
        months=months,
        region=None if region in (None, EVERYWHERE) else region,
        segment=None if segment in (None, EVERYBODY) else segment,
        version=answers.store().data_version,
        theme=st.context.theme.type or "light",
        currency=answers.store().setting("currency"),
    )


def first_day(as_of: date, months: int) -> date:
    """The first of the days of the `months` months that end with as_of."""
    return (pd.Timestamp(as_of) - pd.DateOffset(months=months) + pd.Timedelta(days=1)).date()


def words() -> str:
    """Period, region and segment in words, where they act on the page that is shown; the as-of date stands apart."""
    held, page = url_state.held_filters(), st.session_state.get(url_state.PAGE_SHOWN)
    every = {"period": None, "region": EVERYWHERE, "segment": EVERYBODY}
    acting = {name: all_of for name, all_of in every.items() if _acts(name, page)}
    return " · ".join(_(held[name]) for name, all_of in acting.items() if held.get(name, all_of) != all_of)


def _label(page: str) -> str:
    """The date, and the period where it acts, in words."""
    state = st.session_state
    words = [day(state[url_state.AS_OF]), *([_(state["period"])] if page in WITH_PERIOD else [])]
    return safe_text.escaped(" · ".join(words))
