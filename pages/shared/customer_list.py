"""A list of customers beneath a picture: what it shows in words, a file of all of them, its pages."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from cx.customers.listing import FIRST, SIZES, Page
from cx.text.formatting import _, count
from pages.shared import (
    assumptions_drawer,
    customer_drawer,
    fragments,
    list_export,
    list_height,
    list_pages,
    list_reasons,
    list_slides,
    row_choice,
    safe_text,
    save_segment,
)

ONE_LINE = 60
"""Letters that a wide column shows without wrapping."""
OF_THREE_LINES = 66
"""Pixels of a row; texts wrap only in rows of more than four times the letters' size."""
Shown = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A list in words.

    customers : how many are in the selection; figures : what they come to; words : what was picked
    """

    customers: int
    figures: list[str]
    words: list[str]


def show(
    chosen,
    ask: list_pages.Ask,
    customers: int,
    figures: list[str],
    words: list[str],
    columns: Shown,
    key: str,
    save: save_segment.Save,
    clear: Callable[[], None] | None = None,
    reason: list_reasons.Reason | None = None,
    unsorted: tuple[str, ...] = (),
    wraps: str = "",
) -> None:
    """A page of the list under a line of words; a click on a row opens the drawer of that customer.

    ask : the rows of a page, None: all, for the file; customers : how many are in the selection; figures : what they
        come to; words : what was picked, in words
    columns : of the rows, in order, each with its column_config; a column without any value is left out
    save : keeps all of them as a segment; clear : takes back what was picked, None where nothing is
    reason : why a row is listed, for the file; its tier is said there too
    unsorted : columns that the list cannot be sorted by
    wraps : the column whose texts wrap where they are long: rows then have room for three lines
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        listed = Listed(customers, figures, [*words, *narrowed(chosen)])
        heading(listed, key, list_export.Export(chosen, lambda: ask(None), columns, reason), save, clear)
    if not customers:
        st.caption(_("No customers in this selection. Select something else in the picture, or clear the filters."))
        return
    list_pages.begin_again(key, (customers, tuple(listed.words)))
    table(chosen, ask, columns, key, _("Selected customers"), unsorted, is_long=customers > SIZES[0], wraps=wraps)


def heading(
    listed: Listed,
    key: str,
    export: list_export.Export,
    save: save_segment.Save,
    clear: Callable[[], None] | None,
) -> None:
    """The list in words, with what can be done with it: clear, save, download; parameters as of `show`."""
    parts = [f"**{count(listed.customers, _('customer'), _('customers'))}**", *listed.figures, *listed.words]
    st.markdown(" · ".join(parts), width="content")
    if clear and st.button(_("Clear"), icon=":material/close:", on_click=clear, type="tertiary"):
        st.rerun()
    if listed.customers:
        save_segment.button(save, listed.words, key)
        list_export.button(export, listed.words, listed.customers, key)


@fragments.alone
def table(
    chosen,
    ask: list_pages.Ask,
    columns: Shown,
    key: str,
    alt: str,
    unsorted: tuple[str, ...] = (),
    is_long: bool = True,
    wraps: str = "",
) -> None:
    """The rows alone, with their search, order and pages where they are more than a page; as of `show`."""
    page = list_pages.asked(key, columns, unsorted) if is_long else FIRST
    place = st.container()
    rows = ask(page)
    if rows.empty and page.number > 1:  # of an address or a selection with more pages
        page = replace(page, number=1)
        rows = ask(page)
    if rows.empty:
        place.caption(_("No name or ID in this list has “{words}”.").format(words=safe_text.escaped(page.search)))
        return
    if is_long:
        list_pages.turning(key, page, int(rows["found"].iloc[0]))
    with place:
        _rows(chosen, rows, columns, key, alt, page, wraps)


def _rows(chosen, rows: pd.DataFrame, columns: Shown, key: str, alt: str, page: Page, wraps: str) -> None:
    said = rows.notna().any()
    known = [name for name in columns if said[name]]
    from_box = row_choice.box(rows, key)
    box = st.container(key=f"picture-list-{key}")
    is_wrapped = bool(wraps) and rows[wraps].str.len().max() > ONE_LINE
    tall = OF_THREE_LINES if is_wrapped else list_height.ROW
    event = box.dataframe(
        rows[known],
        column_config=columns,
        hide_index=True,
        height=list_height.whole_rows(len(rows), tall=tall),
        row_height=tall if is_wrapped else None,
        key=f"roster-{key}-{page}",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="–",
        alt=alt,
    )
    noun = (_("customer"), _("customers"))
    list_slides.draw(box, rows, {name: columns[name] for name in known}, key, alt, noun)
    picked = [row for row in event["selection"]["rows"] if row < len(rows)]
    clicked = rows["customer_id"].iloc[picked[0]] if picked else None
    open_once(chosen, key, clicked if pd.notna(clicked) else None)
    open_once(chosen, f"{key}-box", from_box)


def narrowed(chosen) -> list[str]:
    """What the shared filters leave out, in words."""
    return [safe_text.escaped(one) for one in chosen.narrowed_to]


def open_once(chosen, key: str, customer_id: str | None) -> None:
    """A row stays picked while other things are clicked; its drawer opens only when it was just picked."""
    opened = st.session_state.setdefault("opened_in", {})
    if customer_id == opened.get(key):
        return
    opened[key] = customer_id
    if customer_id is not None:
        customer_drawer.open_for(chosen, assumptions_drawer.chosen(), customer_id)
