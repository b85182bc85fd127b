"""Writing a promise down, marking promises as claimed or kept, and undoing each."""

import pandas as pd
import streamlit as st

from cx.errors import CxError
from cx.experience import promises
from cx.text.formatting import _, day, number
from pages.experience.promises import findings
from pages.shared import answers, safe_text, undo_delete

PLACE = "promises"
OFFERED = 500
"""So many promises at most are offered to be marked."""
WHAT = {"Kept": "kept_on", "Claimed": "asked_on"}


def form(chosen) -> None:
    """The form to write a promise down."""
    with st.popover(_("Write down a promise"), icon=":material/edit:"), st.form("promise_form", border=False):
        words = st.text_input(
            _("What was promised"),
            max_chars=promises.LONGEST,
            placeholder=_("If it breaks within two months I pay it back"),
            key="promise_words",
        )
        with st.container(horizontal=True):
            kind = st.selectbox(_("Kind"), promises.KINDS, format_func=_kind, key="promise_kind")
            touchpoint = st.selectbox(
                _("Touchpoint"), answers.ask(promises.touchpoints), index=None, key="promise_touchpoint"
            )
        customer = st.text_input(_("Customer ID"), key="promise_customer", help=_("Leave it blank for nobody known."))
        with st.container(horizontal=True):
            made_on = st.date_input(_("Made on"), chosen.as_of, key="promise_made")
            due_on = st.date_input(_("Due on"), None, key="promise_due", help=_("Of a guarantee: how long it runs."))
            amount = st.number_input(_("Amount"), min_value=0.0, value=None, key="promise_amount")
        if st.form_submit_button(_("Save"), icon=":material/save:"):
            _note(promises.Promise(words, made_on, kind, customer.strip() or None, touchpoint, due_on, amount))


def undo() -> None:
    """The undo of what was written or marked last."""
    undo_delete.offer(PLACE)


def _kind(code: str) -> str:
    return _("Guarantee") if code == "guarantee" else findings.kind(code)


def _note(promise: promises.Promise) -> None:
    try:
        written = promises.note(answers.store(), promise)
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    undo_delete.remember(
        PLACE,
        promises.Removed(promise.words),
        lambda store, _name: promises.remove(store, written),
        _("Promise saved: “{name}”"),
    )
    st.rerun()


def mark_box(chosen, listed: pd.DataFrame) -> None:
    """The box that marks promises of the list, or promises of the app, as kept or as claimed."""
    offered = _offered(listed)
    if not offered:
        return
    with st.popover(_("Mark as kept"), icon=":material/check:"), st.form("mark_form", border=False):
        ids = st.multiselect(_("Promises"), list(offered), format_func=lambda one: offered[one], key="marked_promises")
        with st.container(horizontal=True):
            what = st.segmented_control(
                _("What happened"), list(WHAT), default="Kept", required=True, format_func=_, key="marked_what"
            )
            on = st.date_input(_("On"), chosen.as_of, key="marked_on")
        if st.form_submit_button(_("Save"), icon=":material/save:") and ids:
            _mark(ids, WHAT[what], on)


def _offered(listed: pd.DataFrame) -> dict[str, str]:
    """Promises of the list and of the app that are not kept yet, in words."""
    noted = answers.ask(promises.noted)
    rows = [*listed[listed["kept_on"].isna()].itertuples(), *noted[noted["kept_on"].isna()].itertuples()]
    return {row.promise_id: _words(row) for row in rows}


def _words(row) -> str:
    """A promise in a line: whom, what, and until when."""
    whom = row.name if isinstance(row.name, str) else row.customer_id if isinstance(row.customer_id, str) else ""
    what = row.words if isinstance(row.words, str) else findings.kind(row.kind)
    until = _("due {day}").format(day=day(row.due_on)) if pd.notna(row.due_on) else ""
    return " · ".join(part for part in (whom, what, until) if part)


def _mark(ids: list[str], what: str, on) -> None:
    try:
        before = promises.mark(answers.store(), ids, **{what: on})
    except CxError as error:
        st.error(safe_text.escaped(str(error)), icon=":material/error:")
        return
    said = _("Marked as kept: {name}") if what == "kept_on" else _("Marked as claimed: {name}")
    undo_delete.remember(PLACE, before, promises.restore, said)
    st.rerun()


def noted() -> None:
    """The promises that were written down here, each with a button to delete it."""
    rows = answers.ask(promises.noted)
    if rows.empty:
        return
    with st.expander(_("Promises written down here ({n})").format(n=number(len(rows)))):
        for row in rows.itertuples():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(safe_text.escaped(f"{day(row.made_on)} · {_words(row)} · {_standing(row)}"))
                if st.button(
                    "", icon=":material/delete:", key=f"noted-{row.promise_id}", type="tertiary", help=_("Delete")
                ):
                    if removed := promises.remove(answers.store(), row.promise_id):
                        undo_delete.remember(PLACE, removed, promises.restore)
                    st.rerun()


def _standing(row) -> str:
    """What was marked of a promise."""
    if pd.notna(row.kept_on):
        return _("kept {day}").format(day=day(row.kept_on))
    if pd.notna(row.asked_on):
        return _("claimed {day}").format(day=day(row.asked_on))
    return _("open")
