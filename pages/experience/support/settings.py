"""The opening hours of the support page: the company's, kept in its store, or others, kept in the address."""

import streamlit as st

from cx import definitions
from cx.charts.experience.support_load import WEEKDAYS
from cx.errors import CxError
from cx.experience import support
from cx.experience.support import CALENDAR, OpeningHours
from cx.text.formatting import _
from pages.shared import answers, safe_text, url_state

DAYS = {str(number): name for number, name in enumerate(WEEKDAYS, 1)}
LAST = 24


def opening_hours() -> OpeningHours:
    """Weekdays and hours in which the clock of a wait runs, in a popover that says them: the company's, or others."""
    company = support.company_hours(answers.store())
    clock = _restored(company)
    with st.popover(in_words(clock, is_label=True), icon=":material/schedule:"):
        _boxes(clock.opens)
        _company(clock, company)
    url_state.hold_picks("open_days", [str(day) for day in clock.days] if clock.days != company.days else [])
    url_state.hold("opens", str(clock.opens), str(company.opens))
    url_state.hold("closes", str(clock.closes), str(company.closes))
    return clock


def _restored(company: OpeningHours) -> OpeningHours:
    """The hours of the boxes, else those that the address says, else the company's."""
    if "open_days" not in st.session_state and url_state.asked("open_days") is None:
        st.session_state["open_days"] = _picks(company)
    url_state.restore_picks("open_days", list(DAYS))
    url_state.restore("opens", range(LAST), company.opens)
    opens = st.session_state["opens"]
    url_state.restore("closes", range(opens + 1, LAST + 1), company.closes if company.closes > opens else LAST)
    days = tuple(int(day) for day in sorted(st.session_state["open_days"])) or CALENDAR.days
    return OpeningHours(days, opens, st.session_state["closes"])


def _picks(clock: OpeningHours) -> list[str]:
    """The days as the pills show them: none is picked where every day is open."""
    return [] if clock.days == CALENDAR.days else [str(day) for day in clock.days]


def _boxes(opens: int) -> None:
    st.caption(definitions.of("Opening hours").says)
    st.pills(
        _("Open days"),
        list(DAYS),
        selection_mode="multi",
        key="open_days",
        format_func=lambda day: _(DAYS[day]),
        help=_("None picked: every day"),
    )
    with st.container(horizontal=True):
        st.selectbox(_("Opens at"), range(LAST), key="opens", format_func=at, width=120)
        st.selectbox(_("Closes at"), range(opens + 1, LAST + 1), key="closes", format_func=at, width=120)


def _company(clock: OpeningHours, company: OpeningHours) -> None:
    """Keep the hours for everybody, or go back to those that are kept; the last keeping can be undone."""
    if clock == company:
        st.caption(_("These are the company's hours."))
        before = st.session_state.get("hours_before")
        if before is not None and st.button(_("Undo"), icon=":material/undo:", key="hours_undo"):
            _keep(st.session_state.pop("hours_before"))
        return
    st.caption(_("In this view only. The company's hours: {hours}.").format(hours=in_words(company)))
    with st.container(horizontal=True):
        if st.button(_("Save for everybody"), type="primary", icon=":material/save:", key="hours_save"):
            st.session_state["hours_before"] = company
            _keep(clock)
        st.button(_("Use the company's hours"), key="hours_company", on_click=_use, args=(company,))


def _keep(hours: OpeningHours) -> None:
    try:
        support.keep_hours(answers.store(), hours)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    st.rerun()


def _use(hours: OpeningHours) -> None:
    st.session_state.update({"open_days": _picks(hours), "opens": hours.opens, "closes": hours.closes})


def at(hour: int) -> str:
    """An hour of the day, such as 9:00."""
    return _("{hour}:00").format(hour=hour)


def in_words(clock: OpeningHours, is_label: bool = False) -> str:
    """The hours in which the clock runs; is_label : as the name of a button."""
    if clock.is_calendar:
        return _("Opening hours") if is_label else _("calendar hours")
    days = [_(WEEKDAYS[day - 1]) for day in clock.days]
    in_a_row = len(days) > 2 and clock.days[-1] - clock.days[0] == len(days) - 1
    said = _("{first}–{last}").format(first=days[0], last=days[-1]) if in_a_row else ", ".join(days)
    return _("{days} {opens}–{closes}").format(days=said, opens=clock.opens, closes=clock.closes)
