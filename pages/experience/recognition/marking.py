"""Marking customers as thanked, some held out at random; what was marked, its list and its undo."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from cx import definitions
from cx.errors import CxError
from cx.experience import recognition
from cx.text.formatting import _, count, day, percent
from pages.experience.recognition import findings
from pages.shared import answers, safe_text

PRESSED = "thanks_pressed"
"""In the session: the number of the last press."""


def button(chosen, given: dict, customers: int, ticked: bool, ids: Callable[[], list[str] | None]) -> None:
    """A button that marks customers of the list, with the share that is held out.

    given : of the list; customers : how many are marked; ticked : whether they are ticked, else all that are listed
    ids : who, None: all of the list
    """
    with st.popover(_("Mark as thanked"), icon=":material/check:", type="primary"):
        many = count(customers, _("customer"), _("customers"))
        whom = (
            _("**{customers}** ticked, thanked on {day}") if ticked else _("**{customers}** listed, thanked on {day}")
        )
        st.markdown(whom.format(customers=many, day=day(chosen.as_of)))
        share = st.segmented_control(
            _("Hold out at random"),
            recognition.SHARES,
            default=recognition.SHARES[0],
            required=True,
            key="thanks_share",
            format_func=lambda one: percent(one) if one else _("Nobody"),
            help=definitions.of("Held out").says,
        )
        st.caption(_("Mark before you thank: those held out are drawn now and must not be thanked."))
        if st.button(_("Mark"), icon=":material/check:", type="primary", key="thanks_mark", disabled=not customers):
            mark(given, ids(), share)


def mark(given: dict, ids: list[str] | None, share: float = 0.0) -> None:
    """Mark these customers, None: all of the list, and draw the page anew."""
    try:
        done = recognition.mark(answers.store(), customer_ids=ids, held_out=share, **given)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    st.session_state[PRESSED] = done.press_id
    st.rerun()


def last() -> None:
    """What was marked just now, until it is undone or dismissed."""
    presses = recognition.presses(answers.store(), limit=None).set_index("press_id")
    press_id = st.session_state.get(PRESSED)
    if press_id not in presses.index:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="thanks_last"):
        _press(press_id, presses.at[press_id, "thanked_on"], "last")
        if st.button("", icon=":material/close:", key="thanks_dismiss", type="tertiary", help=_("Dismiss")):
            del st.session_state[PRESSED]
            st.rerun()


def history() -> None:
    """The last presses, each with its list and its undo; nothing before the first."""
    presses = recognition.presses(answers.store())
    if presses.empty:
        return
    with st.popover(_("Marked"), icon=":material/history:"):
        for row in presses.itertuples():
            with st.container(horizontal=True, vertical_alignment="center"):
                _press(int(row.press_id), row.thanked_on, "history")


def _press(press_id: int, on: pd.Timestamp, place: str) -> None:
    """One press in words, the list of those to thank, and its undo."""
    rows = recognition.pressed(answers.store(), press_id)
    st.markdown(findings.marked(rows, on.date()), width="stretch")
    st.download_button(
        _("List"),
        partial(to_thank, press_id),
        f"thanks_{on:%Y-%m-%d}_{press_id}.csv",
        "text/csv",
        icon=":material/download:",
        key=f"thanks_list_{place}_{press_id}",
        on_click="ignore",
        help=_("Those to thank, with the fitting words; without those held out"),
    )
    if st.button(_("Undo"), icon=":material/undo:", key=f"thanks_undo_{place}_{press_id}"):
        undone = recognition.undo(answers.store(), press_id)
        st.toast(_("{n} are back on the list").format(n=count(undone, _("customer"), _("customers"))))
        st.rerun()


def to_thank(press_id: int) -> bytes:
    """The customers of one press who are to be thanked, as CSV."""
    rows = recognition.pressed(answers.store(), press_id)
    rows = rows[rows["variant"] == "treated"]
    frame = pd.DataFrame(
        {
            _("ID"): rows["customer_id"],
            _("Customer"): rows["name"],
            _("Region"): rows["region"],
            _("Reason"): rows["reason"].map(findings.reason),
            _("Fitting thanks"): rows["fitting"],
        }
    )
    return safe_text.neutral(frame).to_csv(index=False).encode("utf-8-sig")
