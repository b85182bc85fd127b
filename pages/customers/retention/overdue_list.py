"""The overdue customers to call, and after how many days customers of each rhythm are overdue."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers import call_list, retention
from cx.customers.listing import FIRST, Page
from cx.text.formatting import _, count, number, percent
from pages.shared import answers, assumptions_drawer, customer_list, list_columns, list_reasons


def asked_for(chosen, page: Page | None = FIRST) -> pd.DataFrame:
    """The overdue customers of a page, None: all; those of the first page say how many there are."""
    return answers.ask(
        call_list.overdue,
        as_of=chosen.scope,
        assumptions=assumptions_drawer.chosen(),
        overdue_from=chosen.since,
        limit=page,
    )


def show(listed: pd.DataFrame, asked: dict, chosen) -> None:
    """The overdue customers to call, most profit first, and what is usual for each rhythm."""
    customer_list.show(
        chosen,
        lambda page: _overdue_rows(asked_for(chosen, page)),
        int(listed["customers"].iloc[0]) if len(listed) else 0,
        [],
        [_("became overdue: {period}").format(period=chosen.period)],
        _overdue_columns(chosen.currency),
        "overdue",
        save=lambda name, words: retention.save_overdue(
            answers.store(), name, words, **asked, overdue_from=chosen.since
        ),
        reason=list_reasons.overdue,
    )
    groups = answers.ask(retention.rhythms, **asked)
    once = groups.loc[groups["rhythm"] == 1, "customers"].sum()
    if once:
        st.caption(
            _("Ordered once: {customers}. Without a usual gap yet, they cannot be overdue.").format(
                customers=count(once, _("customer"), _("customers"))
            )
        )
    _limits(groups[groups["rhythm"] > 1])


def _overdue_rows(listed: pd.DataFrame) -> pd.DataFrame:
    return listed.assign(rhythm=listed["rhythm"].map(rhythm))


def _overdue_columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "profit": list_columns.money(_("Profit"), currency, help=_("Of the last 12 months")),
        "days_overdue": list_columns.whole(_("Days overdue")),
        "phone": list_columns.text(_("Phone")),
        "email": list_columns.text(_("E-mail")),
        "limit_days": list_columns.whole(
            _("Overdue after (days)"),
            help=_("95% of the gaps of customers with this usual gap are no longer."),
        ),
        "rhythm": list_columns.text(_("Usual gap"), help=definitions.of("Overdue").says),
        "order_days": list_columns.whole(_("Orders")),
        "last_on": list_columns.day(_("Last order")),
        "revenue": list_columns.money(_("Revenue to date"), currency),
        "region": list_columns.region(),
    }


def rhythm(code: int) -> str:
    """A rhythm of `cx.retention.rhythms` in words."""
    return _("over 180 days") if code == 9999 else _("up to {n} days").format(n=code)


def _limits(groups: pd.DataFrame) -> None:
    """After how many days customers of each rhythm are overdue, and how many are."""
    if groups.empty:
        return
    rows = pd.DataFrame(
        {
            _("Usual gap"): groups["rhythm"].map(rhythm),
            _("Customers"): groups["customers"].map(number),
            _("Overdue after (days)"): groups["limit_days"].map(number),
            _("Overdue"): [
                (
                    _("{n} ({share})").format(n=number(row.overdue), share=percent(row.rate))
                    if pd.notna(row.rate)
                    else _("n/a: {n} gaps so far").format(n=number(row.gaps))
                )
                for row in groups.itertuples()
            ],
        }
    )
    with st.expander(_("Overdue limits by usual gap, at any time")):
        st.dataframe(rows, hide_index=True, height="content", key="overdue_limits")
