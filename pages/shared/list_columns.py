"""Columns of the lists: text, counts, money. One place says how each is written."""

import streamlit as st

from cx.text.formatting import _


def text(name: str, **more: object) -> object:
    """A column of text."""
    return st.column_config.TextColumn(name, **more)


def region() -> object:
    """The column of regions, wide enough for their names: by itself it would be as wide as most of them are short."""
    return text(_("Region"), width=175)


def whole(name: str, **more: object) -> object:
    """A column of counts or days."""
    return st.column_config.NumberColumn(name, format="%d", **more)


def day(name: str, **more: object) -> object:
    """A column of dates."""
    return st.column_config.DateColumn(name, format="YYYY-MM-DD", **more)


def money(name: str, currency: str, decimals: int = 0, **more: object) -> object:
    """A column of money: plain signed numbers, which sort as numbers; the currency stands in the head.

    A mark before the digits would stand before the minus too, as in "$-268": a column's format knows no other place.
    """
    return st.column_config.NumberColumn(head(name, currency), format=f"%,.{decimals}f", **more)


def bar(name: str, currency: str, most: float, **more: object) -> object:
    """A column of money from 0 up, with its bar; plain where none is above 0."""
    if not most > 0:
        return money(name, currency, **more)
    return st.column_config.ProgressColumn(
        head(name, currency), min_value=0, max_value=float(most), format="%,.0f", **more
    )


def head(name: str, currency: str) -> str:
    """The head of a column of money.

    >>> head("Profit", "$"), head("Profit", "")
    ('Profit ($)', 'Profit')
    """
    mark = "".join(f"\\{sign}" if sign in "*_[]`~" else sign for sign in currency)
    return f"{name} ({mark})" if mark else name
