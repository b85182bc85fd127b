"""The box on the scatter from typed numbers: what a drag of the mouse does, with the keyboard."""

import streamlit as st

from cx.tables.customer_measures import Axis, title
from cx.text.formatting import _
from pages.customers.segments import selection_state
from pages.shared import fragments, url_state


@fragments.alone
def popover(axes: tuple[Axis, Axis], box: url_state.Box | None) -> None:
    """From and to of both measures, under a small button; box : what is selected now."""
    words = _("Range")
    with st.popover(words, icon=":material/crop_free:", width="content", key="range", on_change="rerun") as opened:
        if opened.open:
            _form(axes, box)


def _form(axes: tuple[Axis, Axis], box: url_state.Box | None) -> None:
    with st.form("scatter-range", border=False):
        sides = [_ends(axis, box[place] if box else None) for place, axis in enumerate(axes)]
        if st.form_submit_button(_("Select"), icon=":material/check:"):
            selection_state.select((axes[0].measure, axes[1].measure), (sides[0], sides[1]))
            st.rerun()


def _ends(axis: Axis, side: tuple[float, float] | None) -> tuple[float, float]:
    """What was typed for one measure, the smaller number first."""
    low, high = side or (axis.lowest, axis.highest)
    named = {"measure": title(axis.measure)}
    first = st.number_input(_("{measure}: from").format(**named), value=float(low), key=f"from-{axis.measure}")
    last = st.number_input(_("{measure}: to").format(**named), value=float(high), key=f"to-{axis.measure}")
    return min(first, last), max(first, last)
