"""The strip of months of each table, and the months without a row."""

import pandas as pd
import streamlit as st

from cx import definitions, quality
from cx.charts.data import coverage as coverage_charts
from cx.text.formatting import _, count, month, number
from pages.data.quality.view import name_of
from pages.shared import pictures

FIRST_AND_LAST = 2
"""Months of a table that are never without a row; a gap lies between them."""


def coverage(months: pd.DataFrame) -> None:
    """The strip of months of each table, under what it shows."""
    found = quality.gaps(months)
    if months.empty:
        st.header(_("No table with a date has rows"))
        return
    heading = "; ".join(_gap(gap) for gap in found.itertuples()) or no_gap(months)
    st.header(heading, help=definitions.of("Coverage").says)
    frames = coverage_charts.strips(months)
    names = tuple(dict.fromkeys(frames["months"]["name"]))
    pictures.show(
        coverage_charts.coverage,
        frames,
        key="coverage",
        names=names,
        alt=_("Rows of each table by month"),
        title=heading,
        basis=_("n = {n} rows with a date").format(n=number(months["rows"].sum())),
        table=months,
        terms=("Coverage",),
    )
    st.caption(
        _(
            "Stronger colour: more rows, against the fullest month of the same table. Framed red: no row at all. Months"
            " before the first row of a table and after its last are not checked."
        )
    )


def no_gap(months: pd.DataFrame) -> str:
    """What was checked where no month is without a row: those between the first and the last of a table."""
    tables = int((months.groupby("kind").size() > FIRST_AND_LAST).sum())
    if not tables:
        return _("Too few months to find a missing one: it would lie between two with rows")
    return _("No month without rows: {tables} checked").format(tables=count(tables, _("table"), _("tables")))


def _gap(gap) -> str:
    named = ", ".join(month(at) for at in gap.first) + ("…" if gap.months > len(gap.first) else "")
    name = name_of(gap.kind).capitalize()
    return _("{table}: no row in {months} ({named})").format(
        table=name, months=count(gap.months, _("month"), _("months")), named=named
    )
