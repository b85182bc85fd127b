"""The opening hours that are chosen on the support page, kept in the address."""

import streamlit as st

from cx import definitions
from cx.charts.experience.support_load import WEEKDAYS
from cx.experience.support import CALENDAR, OpeningHours
from cx.text.formatting import _
from pages.shared import url_state

DAYS = {str(number): name for number, name in enumerate(WEEKDAYS, 1)}
LAST = 24


def opening_hours() -> OpeningHours:
    """Weekdays and hours in which the clock of a wait runs, in a popover that says them."""
    url_state.restore_picks("open_days", list(DAYS))
    url_state.restore("opens", range(LAST), CALENDAR.opens)
    opens = st.session_state["opens"]
    url_state.restore("closes", range(opens + 1, LAST + 1), CALENDAR.closes)
    days = tuple(int(day) for day in sorted(st.session_state["open_days"])) or CALENDAR.days
    clock = OpeningHours(days, opens, st.session_state["closes"])
    with st.popover(in_words(clock, is_label=True), icon=":material/schedule:"):
        _boxes(opens)
    url_state.hold_picks("open_days", sorted(st.session_state["open_days"]))
    url_state.hold("opens", str(opens), str(CALENDAR.opens))
    url_state.hold("closes", str(clock.closes), str(CALENDAR.closes))
    return clock


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
