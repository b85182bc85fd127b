"""A list of customers beneath a picture: what it shows in words, a file of all of them, the rows."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cx.customers import profile
from cx.text.formatting import _, count, day, number
from pages.shared import answers, assumptions_drawer, customer_drawer, downloads, list_slides, safe_text, save_segment

HEIGHT = 380
Shown = dict[str, object]


@dataclass(frozen=True)
class Listed:
    """A list in words.

    customers : how many are in the selection; rows : how many of them are shown
    figures : what they come to; words : what was picked
    """

    customers: int
    rows: int
    figures: list[str]
    words: list[str]


def show(
    chosen,
    rows: pd.DataFrame,
    customers: int,
    figures: list[str],
    words: list[str],
    columns: Shown,
    key: str,
    every: Callable[[], pd.DataFrame],
    save: save_segment.Save,
    clear: Callable[[], None] | None = None,
) -> None:
    """The listed rows under a line of words; a click on a row opens the drawer of that customer.

    customers : how many are in the selection, listed or not; figures : what they come to; words : what was picked, in
        words
    columns : of the rows, in order, each with its column_config; a column without any value is left out
    every : all rows of the selection, for the file; asked on the click
    save : keeps all of them as a segment; clear : takes back what was picked, None where nothing is
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        listed = Listed(customers, len(rows), figures, [*words, *narrowed(chosen)])
        heading(listed, key, lambda: every()[list(columns)], save, clear)
    if rows.empty:
        st.caption(_("No customers in this selection. Select something else in the picture, or clear the filters."))
        return
    table(chosen, rows, columns, key, min(HEIGHT, 36 * (len(rows) + 1) + 4), _("Selected customers"))


def heading(
    listed: Listed,
    key: str,
    every: Callable[[], pd.DataFrame],
    save: save_segment.Save,
    clear: Callable[[], None] | None,
) -> None:
    """The list in words, with what can be done with it: clear, save, download; parameters as of `show`."""
    parts = [f"**{count(listed.customers, _('customer'), _('customers'))}**", *listed.figures, *listed.words]
    if listed.customers > listed.rows:
        parts.append(_("first {n} shown").format(n=number(listed.rows)))
    st.markdown(" · ".join(parts), width="content")
    if clear and st.button(_("Clear"), icon=":material/close:", on_click=clear, type="tertiary"):
        st.rerun()
    if listed.customers:
        save_segment.button(save, listed.words, key)
        downloads.files(every, key)


def table(chosen, rows: pd.DataFrame, columns: Shown, key: str, height: int, alt: str) -> None:
    """The rows alone: a column without any value is left out; a click on a row opens the drawer of that customer."""
    known = [name for name in columns if rows[name].notna().any()]
    box = st.container(key=f"picture-list-{key}")
    event = box.dataframe(
        rows[known],
        column_config=columns,
        hide_index=True,
        height=height,
        key=f"roster-{key}",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="–",
        alt=alt,
    )
    list_slides.draw(box, rows, {name: columns[name] for name in known}, key, alt)
    picked = [row for row in event["selection"]["rows"] if row < len(rows)]
    _open_once(chosen, key, rows.customer_id[picked[0]] if picked else None)


def narrowed(chosen) -> list[str]:
    """What the shared filters leave out, in words."""
    return [safe_text.escaped(one) for one in (chosen.segment, chosen.region) if one]


def _open_once(chosen, key: str, customer_id: str | None) -> None:
    """A row stays picked while other things are clicked; its drawer opens only when it was just picked."""
    opened = st.session_state.setdefault("opened_in", {})
    if customer_id == opened.get(key):
        return
    opened[key] = customer_id
    if customer_id is None:
        return
    given = {"as_of": chosen.as_of, "assumptions": assumptions_drawer.chosen()}
    if answers.ask(profile.measures, customer_id=customer_id, **given) is None:
        st.toast(_("No orders in the 12 months up to {day}.").format(day=day(chosen.as_of)))
    else:
        customer_drawer.show(chosen, given["assumptions"], customer_id)
