"""Lists of customers: the selection in words, what can be done with it, and its rows."""

from functools import partial

import pandas as pd
import streamlit as st

from cx.customers.segments import selection
from cx.text.formatting import _
from pages.customers.segments import findings, selection_state
from pages.shared import answers, customer_list, downloads, fragments, list_columns, save_segment


def bar(chosen, assumptions, picked, place) -> tuple[pd.DataFrame, dict]:
    """The selection in words with what can be done with it, after the tiers in `place`; returns its customers.

    Returns (rows, the question they answer)
    """
    given = _given(chosen, assumptions, picked)
    rows, counts = answers.ask(selection.listed, **given)
    with place:
        st.markdown(findings.selection(counts, words(chosen, picked), len(rows), chosen.currency), width="content")
        if picked.words:
            st.button(_("Clear"), icon=":material/close:", on_click=selection_state.clear, type="tertiary")
        if not rows.empty:
            save_segment.button(partial(_save, given), words(chosen, picked), "customers")
            downloads.files(
                lambda: answers.ask(selection.listed, **{**given, "limit": 10_000_000})[0].drop(columns="curve"),
                "customers",
            )
    return rows, given


def _save(given: dict, name: str, said: str) -> int:
    return selection.save(answers.store(), name, said, **given)


def words(chosen, picked) -> list[str]:
    """Who is shown: what was picked on the page, and the saved segment and region of the filters."""
    return [*picked.words, *customer_list.narrowed(chosen)]


@fragments.alone
def customers(chosen, rows: pd.DataFrame) -> None:
    """The customers of a selection; a click on a row opens the drawer of that customer."""
    if rows.empty:
        st.caption(_("No customer is in this selection: clear the box on the scatter, the tiers or the filters."))
        return
    shown = rows.assign(satisfaction=100 * rows.satisfaction)
    customer_list.table(
        chosen, shown, _columns(rows, chosen), "customers", 420, _("Customers of the selection, best profit first")
    )


def _given(chosen, assumptions, picked) -> dict:
    return {
        "as_of": chosen.scope,
        "assumptions": assumptions,
        "chosen_tiers": picked.tiers,
        "axes": picked.axes,
        "box": picked.box,
    }


def _columns(rows: pd.DataFrame, chosen) -> dict:
    column = st.column_config
    return {
        "name": column.TextColumn(_("Customer")),
        "customer_id": column.TextColumn(_("ID")),
        "tier": column.TextColumn(_("Tier")),
        "channel": column.TextColumn(_("Channel"), help=_("Channel of the first touch")),
        "region": column.TextColumn(_("Region")),
        "purchases": column.NumberColumn(_("Orders"), format="%d"),
        "revenue": list_columns.money(_("Revenue"), chosen.currency),
        "profit": list_columns.bar(_("Profit"), chosen.currency, rows.profit.max()),
        "recency_days": column.NumberColumn(
            _("Days since"), format="%d", help=_("Days from the last order to the as-of date")
        ),
        "satisfaction": column.ProgressColumn(
            _("Satisfied"),
            min_value=0,
            max_value=100,
            format="%.0f%%",
            help=_("Mean of NPS and CSAT answers, 0 to 100%"),
        ),
        "curve": column.AreaChartColumn(_("12 months"), help=_("Revenue by month")),
    }
