"""The pages of a list: a search box, the order, the page and its size; the address holds them."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from cx.customers.listing import SIZES, Page
from cx.text.formatting import _, number
from pages.shared import url_state

Ask = Callable[[Page | None], pd.DataFrame]
"""The rows of a page, None: all, with `found`: how many customers match its search."""


def asked(key: str, columns: dict[str, Any], unsorted: tuple[str, ...]) -> Page:
    """A row of boxes to search and to sort; returns the page that is wanted.

    columns : of the list, each with its column_config; unsorted : those that the engine does not know
    """
    orders = {"": _("Default order")} | _orders({name: columns[name] for name in columns if name not in unsorted})
    find, sort = f"{key}_find", f"{key}_sort"
    st.session_state.setdefault(find, url_state.asked(find) or "")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            _("Find in this list"),
            key=find,
            type="search",
            live=True,
            placeholder=_("Name or ID"),
            icon=":material/search:",
            label_visibility="collapsed",
            on_change=_first_page,
            args=(key,),
            width=240,
        )
        url_state.restore(sort, list(orders), "")
        chosen = st.selectbox(
            _("Sort by"),
            list(orders),
            key=sort,
            format_func=orders.get,
            label_visibility="collapsed",
            icon=":material/sort:",
            on_change=_first_page,
            args=(key,),
            width=280,
        )
        url_state.hold(sort, chosen, "")
        url_state.hold(find, search, "")
    column, _dot, way = chosen.partition(".")
    wanted = Page(1, _size(key), column, way != "up", search or "")
    return replace(wanted, number=_number(st.session_state.get(_turner(key, wanted)) or url_state.asked(f"{key}_page")))


def turning(key: str, page: Page, found: int) -> None:
    """Which rows are shown of how many, and the way to the other pages."""
    first = (page.number - 1) * page.size + 1
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(
            _("{first}–{last} of {all}").format(
                first=number(first), last=number(min(first + page.size - 1, found)), all=number(found)
            ),
            width="content",
        )
        turned = st.pagination(math.ceil(found / page.size), default=page.number, key=_turner(key, page))
        url_state.hold(f"{key}_page", str(turned), "1")
        url_state.hold(f"{key}_size", str(page.size), str(SIZES[0]))
        st.segmented_control(
            _("Rows on a page"),
            SIZES,
            default=page.size,
            key=f"{key}_size",
            required=True,
            label_visibility="collapsed",
            on_change=_first_page,
            args=(key,),
        )


def begin_again(key: str, selection: object) -> None:
    """Another selection begins at its first page; at the first run the address names the page."""
    times, before = st.session_state.setdefault(f"listed-{key}", (0, selection))
    if before != selection:
        st.session_state[f"listed-{key}"] = (times + 1, selection)
        url_state.drop(f"{key}_page")


def _turner(key: str, page: Page) -> str:
    """The key of the page numbers: another one for another list of pages, so that it begins anew."""
    times, _selection = st.session_state.get(f"listed-{key}", (0, None))
    return f"turn-{key}-{times}-{replace(page, number=1)}"


def _orders(columns: dict[str, Any]) -> dict[str, str]:
    """Every way to sort: "profit.down" and "profit.up" with what they are called."""
    found = {}
    for name, config in columns.items():
        kind = config["type_config"]["type"]
        if kind == "text":
            ways = {"up": _("{column}, A to Z"), "down": _("{column}, Z to A")}
        elif kind == "date":
            ways = {"down": _("{column}, latest first"), "up": _("{column}, earliest first")}
        else:
            ways = {"down": _("{column}, high to low"), "up": _("{column}, low to high")}
        label = config["label"].replace("\\", "")
        found |= {f"{name}.{way}": words.format(column=label) for way, words in ways.items()}
    return found


def _number(text: object) -> int:
    return max(int(str(text)), 1) if str(text).isdecimal() else 1


def _size(key: str) -> int:
    text = str(st.session_state.get(f"{key}_size") or url_state.asked(f"{key}_size"))
    return int(text) if text in map(str, SIZES) else SIZES[0]


def _first_page(key: str) -> None:
    url_state.drop(f"{key}_page")
