"""Lists of customers: the selection in words, what can be done with it, and its rows."""

import pandas as pd
import streamlit as st

from cx.customers.listing import FIRST, SIZES, Page
from cx.customers.segments import selection
from cx.text.formatting import _, short_money
from pages.customers.segments import selection_rule, selection_state
from pages.shared import answers, customer_list, fragments, list_columns, list_export, list_pages, save_segment


def bar(chosen, assumptions, picked, place) -> dict:
    """The selection in words with what can be done with it, after the tiers in `place`; returns the question that its
    customers answer.
    """
    given = _given(chosen, assumptions, picked)
    rows, counts = _listed(given, FIRST)
    figures = [_("{money} customer profit").format(money=short_money(counts["profit"], chosen.currency))]
    said = [*picked.words, *customer_list.narrowed(chosen)]
    with place:
        customer_list.heading(
            customer_list.Listed(counts["customers"], figures, said or [_("all customers")]),
            "customers",
            list_export.Export(
                chosen,
                lambda: _as_shown(answers.ask(selection.listed, **{**given, "limit": None})[0]),
                {name: column for name, column in _columns(rows, chosen).items() if name != "curve"},
            ),
            save=_saving(chosen, assumptions, picked, given),
            clear=selection_state.clear if picked.words else None,
        )
    return given


@fragments.alone
def customers(chosen, given: dict, said: list[str]) -> None:
    """The customers of a selection; a click on a row opens the drawer of that customer."""
    rows, counts = _listed(given, FIRST)
    if rows.empty:
        st.caption(_("No customers in this selection. Clear the box on the scatter, the tiers or the filters."))
        return
    list_pages.begin_again("customers", (counts["customers"], tuple(said)))
    customer_list.table(
        chosen,
        lambda page: _as_shown(_listed(given, page)[0]),
        _columns(rows, chosen),
        "customers",
        _("Selected customers"),
        unsorted=("curve",),
        is_long=counts["customers"] > SIZES[0],
    )


def _saving(chosen, assumptions, picked, given: dict) -> save_segment.Save:
    """How the selection can be kept: by its rule too, where a rule says the same."""

    def keep(name: str, words: str) -> int:
        return selection.save(answers.store(), name, words, **given)

    rule = selection_rule.of(chosen, assumptions, picked)
    return save_segment.Saving(keep, rule) if rule else keep


def _listed(given: dict, page: Page) -> tuple[pd.DataFrame, dict]:
    return answers.ask(selection.listed, **given, limit=page)


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(satisfaction=100 * rows["satisfaction"])


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
        "region": list_columns.region(),
        "purchases": column.NumberColumn(_("Orders"), format="%d"),
        "revenue": list_columns.money(_("Revenue"), chosen.currency),
        "profit": list_columns.bar(_("Profit"), chosen.currency, rows.profit.max()),
        "recency_days": column.NumberColumn(
            _("Days since last order"), format="%d", help=_("Days from the last order to the as-of date")
        ),
        "satisfaction": column.ProgressColumn(
            _("Satisfaction"),
            min_value=0,
            max_value=100,
            format="%.0f%%",
            help=_("Mean of NPS and CSAT answers, 0 to 100%"),
        ),
        "curve": column.AreaChartColumn(_("12 months"), help=_("Revenue by month")),
    }
