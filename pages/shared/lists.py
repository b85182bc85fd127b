"""Lists of customers: the selection in words, the rows, and the drawer of one of them."""

import pandas as pd
import streamlit as st

from cx import customer, segments
from cx.charts import segments as pictures_of
from cx.charts.palette import TIERS
from cx.words import _, day, money, number
from pages.shared import answers, cards, exports, findings, pictures


@st.fragment
def customers(chosen, assumptions, brushed: dict) -> None:
    """The customers of the tiers and the box that are picked; a click on a row opens its drawer."""
    with st.container(horizontal=True, vertical_alignment="center"):
        picked = st.pills(
            _("Tiers"),
            TIERS,
            selection_mode="multi",
            key="tier",
            bind="query-params",
            label_visibility="collapsed",
            format_func=_,
        )
        given = _given(chosen, assumptions, picked, brushed)
        rows, counts = answers.ask(segments.listed, **given)
        words = [
            *([", ".join(_(tier) for tier in picked)] if picked else []),
            *([_("box on scatter")] if brushed else []),
        ]
        st.markdown(findings.selection(counts, words, len(rows), chosen.currency), width="content")
        exports.csv(
            _("Export"),
            lambda: answers.ask(segments.listed, **{**given, "limit": 10_000_000})[0].drop(columns="curve"),
            "customers.csv",
        )
    if rows.empty:
        st.caption(
            _("No customer is in this selection: clear the box on the scatter, the tiers or the filters.")
        )
        return
    event = st.dataframe(
        _shown(rows),
        column_config=_columns(rows, chosen),
        hide_index=True,
        height=420,
        key="customer-list",
        on_select="rerun",
        selection_mode="single-row",
        placeholder="–",
        alt=_("Customers of the selection, best profit first"),
    )
    picked_row = event["selection"]["rows"]
    _open_once(chosen, assumptions, rows.customer_id[picked_row[0]] if picked_row else None)


def _open_once(chosen, assumptions, customer_id: str | None) -> None:
    """A row stays picked while other things are clicked; its drawer opens only when it was just picked."""
    if customer_id != st.session_state.get("opened_customer"):
        st.session_state["opened_customer"] = customer_id
        if customer_id is not None:
            _drawer(chosen, assumptions, customer_id)


def _given(chosen, assumptions, picked: list[str], brushed: dict) -> dict:
    given = {
        "as_of": chosen.as_of,
        "assumptions": assumptions,
        "since": chosen.since,
        "region": chosen.region,
        "segment": chosen.segment,
    }
    given["chosen_tiers"] = tuple(picked)
    if brushed:
        given["revenue_between"] = tuple(brushed["revenue_dot"])
        given["profit_between"] = tuple(sorted(brushed["profit_dot"]))
    return given


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    order = [
        "name",
        "customer_id",
        "tier",
        "channel",
        "region",
        "purchases",
        "revenue",
        "profit",
        "recency_days",
        "satisfaction",
        "curve",
    ]
    known = [column for column in order if column in ("curve",) or rows[column].notna().any()]
    shown = rows[known]
    return shown.assign(satisfaction=100 * shown.satisfaction) if "satisfaction" in shown else shown


def _columns(rows: pd.DataFrame, chosen) -> dict:
    sign = chosen.currency.replace("%", "%%")
    column = st.column_config
    best = float(max(rows.profit.max(), 1))
    return {
        "name": column.TextColumn(_("Customer")),
        "customer_id": column.TextColumn(_("ID")),
        "tier": column.TextColumn(_("Tier")),
        "channel": column.TextColumn(_("Channel"), help=_("Channel of the first touch")),
        "region": column.TextColumn(_("Region")),
        "purchases": column.NumberColumn(_("Orders"), format="%d"),
        "revenue": column.NumberColumn(_("Revenue"), format=f"{sign}%,.0f" if sign else "%,.0f"),
        "profit": column.ProgressColumn(
            _("Profit"), min_value=0, max_value=best, format=f"{sign}%,.0f" if sign else "%,.0f"
        ),
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


@st.dialog(_("Customer"), position="right", width="small")
def _drawer(chosen, assumptions, customer_id: str) -> None:
    row = answers.ask(customer.measures, as_of=chosen.as_of, customer_id=customer_id, assumptions=assumptions)
    st.subheader(row["name"] if pd.notna(row["name"]) else customer_id)
    tags = [row.tier, row.channel, row.region]
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for tag in tags:
            if pd.notna(tag):
                st.badge(_(str(tag)), color="gray")
        st.caption(f"#{customer_id}")
    st.markdown(findings.why(row, chosen.currency))
    cards.figures(
        [
            (_("Profit"), money(row.profit, chosen.currency)),
            (_("Revenue"), money(row.revenue, chosen.currency)),
            (_("Orders"), number(row.purchases)),
            (_("Days since last"), number(row.recency_days)),
            (_("Cost to serve"), money(row.cost_to_serve, chosen.currency)),
            (_("Customer since"), day(row.first_on) if pd.notna(row.first_on) else _("n/a")),
        ]
    )
    st.markdown(
        f"**{_('Monthly contribution')}**",
        help=_("Revenue less goods and cost per order; contacts and tickets are in the year's figure."),
    )
    months = answers.ask(
        customer.months, as_of=chosen.as_of, customer_id=customer_id, assumptions=assumptions
    )
    pictures.show(
        pictures_of.months,
        {"months": months[["month", "contribution"]]},
        key="customer-months",
        currency=chosen.currency,
    )
    st.markdown(f"**{_('History')}**")
    _history(answers.ask(customer.events, as_of=chosen.as_of, customer_id=customer_id), chosen)


def _history(events: pd.DataFrame, chosen) -> None:
    icons = {
        "order": "shopping_bag",
        "return": "undo",
        "touchpoint": "campaign",
        "survey": "star",
        "ticket": "support_agent",
    }
    for event in events.head(40).itertuples():
        amount = f" · **{money(event.amount, chosen.currency)}**" if pd.notna(event.amount) else ""
        what = exports.plain(event.what or "")
        st.markdown(
            f":material/{icons[event.event]}: {day(event.moment)} · {_(event.event)}{amount} :gray[:small[{what}]]"
        )
