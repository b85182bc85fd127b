"""As of when, over which period, for which region: chosen once, kept in the address, shared by all pages."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from cx import definitions
from cx.charts.palette import colours
from cx.customers import saved_segments
from cx.customers.filters import Scope
from cx.engine import coverage
from cx.statistics import periods
from cx.text.formatting import _, day
from pages.shared import answers, empty_states, safe_text, spans, url_state

EVERYWHERE = "All regions"
EVERY_CHANNEL = "All channels"
EVERYBODY = "Everybody"
NARROWING = {"region": EVERYWHERE, "channel": EVERY_CHANNEL, "segment": EVERYBODY}
"""What narrows a page to some customers, in the order in which it is said, each with its name for all of them."""
DEFAULTS = {"period": spans.PERIOD, "compare": spans.NOTHING, **NARROWING}
SINCE, COMPARE_ON = "since", "compare_on"
"""Days that are chosen where the period, or what it is compared with, is one's own."""
AT_A_GLANCE = 8
UNFILTERED = {"decks", "upload", "quality", "definitions", "names"}
BY_DATE_ALONE = {"customer", "segment_builder", "competitors", "study", "team"}
"""Pages on which region, channel and segment do not act: their own conditions say whom they show."""
WITH_PERIOD = {"funnel", "retention", "support"}
"""Pages on which the period acts: elsewhere money has a fixed window of 12 months, or is of the whole past."""
WITH_COMPARISON = {
    "home",
    "segments",
    "value",
    "funnel",
    "retention",
    "stages",
    "voice",
    "promises",
    "complaints",
    "support",
    "recognition",
    "requests",
    "programme",
    "journey",
    "competitors",
    "study",
    "team",
}
"""Pages that compare their figures with those of another period."""
STICKY = f"""<style>
[data-testid=stLayoutWrapper]:has(> .st-key-above) {{ position: sticky; top: 3.5rem; z-index: 98;
  background: light-dark({colours("light")["paper"]}, {colours("dark")["paper"]}); padding: 0.3rem 0;
  box-shadow: 0 6px 6px -6px rgb(128 128 128 / 35%); }}
.st-key-filters {{ reading-flow: flex-visual; }}
.st-key-filters > :first-child {{ order: 1; }}
@media (max-width: 640px) {{
  .st-key-filters, .st-key-company {{ flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; }}
  .st-key-filters > *, .st-key-company > * {{ flex: 0 0 auto; width: auto !important; white-space: nowrap; }}
  .st-key-filters {{ justify-content: flex-start; }}
  .st-key-filters > :first-child {{ order: 0; }}
  [data-testid=stLayoutWrapper]:has(> .st-key-above .st-key-company) {{ top: 0.4rem; }}
}}
@media print {{ [data-testid=stLayoutWrapper]:has(> .st-key-above) {{ position: static; box-shadow: none; }} }}
</style>"""
"""The filters stay in sight under the menu; on a phone they are one line to swipe, the company's line scrolls away."""


@dataclass(frozen=True)
class Chosen:
    """What the person looks at. `since` is the first day of the period; None means from the start; `period` says it
    in words. `compared` are the days that its figures are compared with, None where they are with none.

    On a page without the period it is the 12 months up to as_of, whatever is chosen on another page.
    """

    as_of: date
    since: date | None
    period: str
    compared: spans.Compared | None
    region: str | None
    channel: str | None
    segment: str | None
    version: str
    theme: str
    currency: str

    @property
    def scope(self) -> Scope:
        """The day and whom the page shows, as answers take them; a period is asked for by the pages that have one."""
        return Scope(self.as_of, region=self.region, channel=self.channel, segment=self.segment)

    @property
    def narrowed_to(self) -> list[str]:
        """The names of the region, the channel and the saved segment that are chosen."""
        return [name for name in (self.region, self.channel, self.segment) if name]


def style() -> None:
    """The filters stay in sight under the menu."""
    st.html(STICKY)


def button(page: str):
    """What is chosen, above a page: what narrows or compares it as chips that a click removes, the rest on the button.

    Returns the place for the boxes to choose in, None on a page without figures.
    """
    if not _filtered(page):
        return None
    first, last, offered = _offered()
    url_state.restore_filters(first, last, _default_days(last), offered, DEFAULTS)
    with st.container(horizontal=True, horizontal_alignment="right", key="filters"):
        place = st.popover(_label(page), icon=":material/tune:")  # before the chips, which come and go
        if page in WITH_COMPARISON and (with_what := _compared(page, st.session_state[url_state.AS_OF])):
            _chip("compare", _("Compared with {name}").format(name=with_what.words), _("Compare with nothing"))
        for name, words, says in (
            ("region", _("Region: {name}"), _("Show all regions")),
            ("channel", _("Channel: {name}"), _("Show all channels")),
            ("segment", _("Segment: {name}"), _("Show everybody")),
        ):
            if name in _acting(page):
                _chip(name, words.format(name=safe_text.escaped(st.session_state[name])), says)
    return place


def _default_days(last: date) -> dict[str, date]:
    """The days that the boxes begin with, by their names."""
    since, before = periods.first_day(last, 12), periods.day_before(last, 12)
    return {url_state.AS_OF: last, SINCE: since, COMPARE_ON: before}


def _chip(name: str, label: str, says: str) -> None:
    """What the page is narrowed to or compared with, with a cross that removes it; nothing where it is not."""
    if st.session_state[name] != DEFAULTS[name]:
        cross = {"icon": ":material/close:", "icon_position": "right"}
        st.button(label, key=f"remove_{name}", help=says, on_click=_remove, args=(name,), **cross)


def _remove(name: str) -> None:
    st.session_state[name] = DEFAULTS[name]


def boxes(place, page: str) -> None:
    """The boxes to choose in, under the button."""
    if place is None:
        return
    first, last, offered = _offered()
    days = {"min_value": first, "max_value": last, "format": "YYYY-MM-DD", "required": True}
    with place:
        as_of = st.date_input(_("As of"), None, key=url_state.AS_OF, help=definitions.of("As of").says, **days)
        if page in WITH_PERIOD:
            _last_quarter(as_of, first)
            _box("Period", "period", offered)
            if st.session_state["period"] == spans.FROM:
                st.date_input(_("From"), None, key=SINCE, **days)
        if page in WITH_COMPARISON:
            _box("Compare with", "compare", offered)
            if st.session_state["compare"] == spans.ON:
                st.date_input(_("Up to"), None, key=COMPARE_ON, **days)
        if page not in BY_DATE_ALONE:
            _box("Region", "region", offered)
            if len(offered["channel"]) > 1:
                _box("Channel", "channel", offered)
            if len(offered["segment"]) > 1:
                _box("Saved segment", "segment", offered)
    url_state.hold_filters({**_default_days(last), **DEFAULTS}, _acting(page))


def _acting(page: str | None) -> set[str]:
    """The names of what acts on a page."""
    state, names = st.session_state, {url_state.AS_OF}
    if page not in BY_DATE_ALONE:
        names |= set(NARROWING)
    if page in WITH_PERIOD:
        names |= {"period", *([SINCE] if state.get("period") == spans.FROM else [])}
    if page in WITH_COMPARISON:
        names |= {"compare", *([COMPARE_ON] if state.get("compare") == spans.ON else [])}
    return names


def _last_quarter(as_of: date, first: date) -> None:
    """One click to the last calendar quarter that is over."""
    last = spans.last_quarter(as_of)
    if last >= first:
        st.button(_("Last quarter"), key="last_quarter", on_click=_choose_quarter, args=(last,), type="tertiary")


def _choose_quarter(last: date) -> None:
    st.session_state.update({url_state.AS_OF: last, "period": "3 months"})


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
        "period": spans.PERIODS,
        "compare": spans.COMPARISONS,
        "region": [EVERYWHERE, *answers.ask(coverage.regions)],
        "channel": [EVERY_CHANNEL, *answers.ask(coverage.channels)],
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
    acting = _acting(page)
    chosen = {name: st.session_state.get(name, all_of) for name, all_of in NARROWING.items()}
    whom = {name: chosen[name] if name in acting and chosen[name] != NARROWING[name] else None for name in chosen}
    since = _since(page, as_of)
    return Chosen(
        as_of=as_of,
        since=since,
        period=spans.words(_period(page), since),
        compared=_compared(page, as_of) if page in WITH_COMPARISON else None,
        **whom,
        version=answers.store().data_version,
        theme=st.context.theme.type or "light",
        currency=answers.store().setting("currency"),
    )


def _period(page: str | None) -> str:
    return st.session_state.get("period", spans.PERIOD) if page in WITH_PERIOD else spans.PERIOD


def _since(page: str | None, as_of: date) -> date | None:
    return spans.first_day(_period(page), as_of, st.session_state.get(SINCE) or as_of)


def _compared(page: str | None, as_of: date) -> spans.Compared | None:
    state = st.session_state
    how, on = state.get("compare", spans.NOTHING), state.get(COMPARE_ON) or as_of
    return spans.compared(how, _since(page, as_of), as_of, on)


def words() -> str:
    """What is chosen in words, where it acts on the page that is shown; the as-of date stands apart."""
    state, page = st.session_state, st.session_state.get(url_state.PAGE_SHOWN)
    as_of, acting = state.get(url_state.AS_OF), _acting(page)
    with_what = _compared(page, as_of) if as_of and page in WITH_COMPARISON else None
    said = [_period_words(page, as_of)] if as_of and page in WITH_PERIOD else []
    if with_what:
        said.append(_("compared with {name}").format(name=with_what.words))
    held = url_state.held_filters()
    said += [_(held[name]) for name, all_of in NARROWING.items() if name in acting and held.get(name, all_of) != all_of]
    return " · ".join(said)


def _period_words(page: str, as_of: date) -> str:
    """The period, by its first day where that was chosen."""
    period = _period(page)
    return _("from {day}").format(day=day(_since(page, as_of))) if period == spans.FROM else _(period)


def _label(page: str) -> str:
    """The date, and the period where it acts, in words."""
    as_of = st.session_state[url_state.AS_OF]
    return safe_text.escaped(" · ".join([day(as_of), *([_period_words(page, as_of)] if page in WITH_PERIOD else [])]))
