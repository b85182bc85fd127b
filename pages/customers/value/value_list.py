"""The lists of the value page: customers by value, and those who are going quiet."""

import pandas as pd
import streamlit as st

from cx.customers import value
from cx.customers.listing import FIRST
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _, money, number, sure
from pages.customers.value import findings
from pages.shared import (
    answers,
    customer_list,
    fragments,
    list_columns,
    list_height,
    page_links,
    save_segment,
    url_state,
)

NO_TIER = "No order in 12 months"
QUIET_SHOWN = 6


@fragments.alone
def customers(chosen, asked: dict) -> None:
    """The customers of the tiers that are picked, most value first."""
    of = _tiers()
    given = {**asked, "of": of}
    totals = answers.ask(value.listed, **given, limit=FIRST)[1]
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(value.listed, **given, limit=page)[0]),
        totals["customers"],
        findings.listed(totals, asked["months"], chosen.currency),
        [", ".join(_(tier or NO_TIER) for tier in of)] if of else [],
        _columns(chosen.currency, asked["months"]),
        "value",
        save=lambda name, words: value.save(answers.store(), name, words, **given),
        clear=(lambda: url_state.clear_clicks("value_tiers")) if of else None,
        reason=_reason,
        unsorted=("interval",),
    )


def _tiers() -> tuple[str, ...]:
    offered = [*TIERS, value.WITHOUT_TIER]
    url_state.restore_picks("value_tiers", offered)
    of = st.pills(
        _("Tiers"), offered, selection_mode="multi", key="value_tiers", label_visibility="collapsed",
        format_func=lambda tier: _(tier or NO_TIER),
    )  # fmt: skip
    url_state.hold_picks("value_tiers", of)
    return tuple(of)


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        p_alive=[sure(chance) if pd.notna(chance) else None for chance in rows["p_alive"]],
        interval=[_("{low} to {high}").format(low=number(row.low), high=number(row.high)) for row in rows.itertuples()],
    )


def _reason(row, currency: str) -> str:
    return _("Expected contribution {money}: {n} purchases at {each}.").format(
        money=money(row.value, currency), n=number(row.expected_purchases, 1),
        each=money(row.contribution_a_purchase, currency),
    )  # fmt: skip


def _columns(currency: str, months: int) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "purchases": list_columns.whole(_("Purchases"), help=_("Days with an order so far")),
        "recency_days": list_columns.whole(_("Days since last order")),
        "value": list_columns.money(_("Value, {n} months").format(n=number(months)), currency),
        "interval": list_columns.text(_("95% interval"), alignment="right"),
        "expected_purchases": st.column_config.NumberColumn(_("Purchases expected"), format="%.1f"),
        "contribution_a_purchase": list_columns.money(_("Contribution of a purchase"), currency),
        "p_alive": list_columns.text(
            _("Still buys"), alignment="right", help=_("The chance by the model; blank after one purchase")
        ),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "region": list_columns.region(),
    }


@fragments.alone
def going_quiet(chosen, asked: dict) -> None:
    """The customers with most money at risk; Retention lists all who are overdue."""
    rows, totals = answers.ask(value.going_quiet, **asked, limit=QUIET_SHOWN)
    title = findings.quiet_title(totals, chosen.currency)
    st.header(title)
    st.caption(
        _("Overdue by their own usual gap; contribution of 12 months × chance of having left. Open complaints"
          " excluded.")
    )  # fmt: skip
    if rows.empty:
        return
    shown = pd.DataFrame(
        {
            "name": rows["name"].fillna(rows["customer_id"]),
            "tier": rows["tier"],
            "recency_days": rows["recency_days"],
            "limit_days": rows["limit_days"],
            "gone": [sure(1 - alive) for alive in rows["p_alive"]],
            "at_risk": rows["at_risk"],
        }
    )
    st.dataframe(
        shown, hide_index=True, height=list_height.whole_rows(len(shown)), key="quiet_rows",
        column_config={
            "name": list_columns.text(_("Customer")),
            "tier": list_columns.text(_("Tier")),
            "recency_days": list_columns.whole(_("Days since")),
            "limit_days": list_columns.whole(_("Overdue after (days)")),
            "gone": list_columns.text(_("Chance gone")),
            "at_risk": list_columns.money(_("At risk"), chosen.currency),
        },
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        page_links.row(page_links.Link("retention", _("All overdue customers")))
        save_segment.button(
            lambda name, words: value.save_going_quiet(answers.store(), name, words, **asked), [title], "quiet"
        )
