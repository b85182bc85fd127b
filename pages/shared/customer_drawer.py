"""The drawer of one customer: why this tier, what would lift them, and their whole history on one time line."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers import customer as customer_charts
from cx.customers import contribution, profile
from cx.customers.segments import explanation
from cx.text.formatting import _, day, money, number
from pages.shared import answers, cards, fragments, pictures, safe_text, tier_sentences

EVENTS = 2000
LISTED = 40


@st.dialog(_("Customer"), position="right", width="small")
@fragments.whole
def show(chosen, assumptions, customer_id: str) -> None:
    """One customer of the window, as of the chosen date."""
    row = answers.ask(profile.measures, as_of=chosen.as_of, customer_id=customer_id, assumptions=assumptions)
    name = row["name"] if pd.notna(row["name"]) else customer_id
    st.subheader(name)
    tags = [row.tier, row.channel, row.region]
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for tag in tags:
            if pd.notna(tag):
                st.badge(_(str(tag)), color="gray")
        st.caption(f"#{customer_id}")
    st.markdown(tier_sentences.why(row, chosen.currency, assumptions))
    if not assumptions.bands:
        ways = answers.ask(explanation.lifts, as_of=chosen.as_of, customer_id=customer_id, assumptions=assumptions)
        st.caption(
            f":material/arrow_upward: {tier_sentences.lifts(ways, row.tier, chosen.currency)}",
            help=definitions.of("One tier up").says,
        )
    cards.figures(
        [
            (_("Profit"), money(row.profit, chosen.currency)),
            (_("Revenue"), money(row.revenue, chosen.currency)),
            (_("Orders"), number(row.purchases)),
            (_("Days since last order"), number(row.recency_days)),
            (_("Cost to serve"), money(row.cost_to_serve, chosen.currency)),
            (_("Customer since"), day(row.first_on) if pd.notna(row.first_on) else _("n/a")),
        ]
    )
    st.markdown(
        f"**{_('Monthly contribution')}**",
        help=_("Revenue less goods and cost per order; contacts and tickets are in the year's figure."),
    )
    months = answers.ask(profile.months, as_of=chosen.as_of, customer_id=customer_id, assumptions=assumptions)
    pictures.show(
        customer_charts.months,
        {"months": months[["month", "contribution"]]},
        key="customer-months",
        alt=_("Contribution of this customer by month"),
        title=f"{name}: {_('Monthly contribution')}",
        basis=_("n = {n} orders in the year").format(n=number(row.purchases)),
        table=months,
        terms=("Contribution", row.tier),
        currency=chosen.currency,
    )
    events = answers.ask(profile.events, as_of=chosen.as_of, customer_id=customer_id, limit=EVENTS)
    _timeline(events, chosen, name)
    _history(events, chosen)


def _timeline(events: pd.DataFrame, chosen, name: str) -> None:
    """Orders, contacts, surveys, tickets and calls, a lane each; what went wrong is red, the tier's year is shaded."""
    st.markdown(
        f"**{_('History')}**",
        help=_("Red: returns, low scores, unresolved tickets. Shaded: the 12 months behind the tier."),
    )
    rows = customer_charts.timeline_frame(events, chosen.currency)
    span = answers.ask(contribution.window, as_of=chosen.as_of)
    lanes = tuple(
        lane for lane in dict.fromkeys(_(lane) for lane in customer_charts.LANES.values()) if lane in set(rows.lane)
    )
    pictures.show(
        customer_charts.timeline,
        {
            "events": rows,
            "window": pd.DataFrame({"since": [pd.Timestamp(span.since)], "until": [pd.Timestamp(span.until)]}),
        },
        key="customer-timeline",
        alt=_("Timeline of this customer"),
        title=f"{name}: {_('History')}",
        basis=_("n = {n} events").format(n=number(len(events))),
        table=events,
        terms=("Who has a tier",),
        lanes=lanes,
    )


def _history(events: pd.DataFrame, chosen) -> None:
    icons = {
        "order": "shopping_bag",
        "return": "undo",
        "touchpoint": "campaign",
        "survey": "star",
        "ticket": "support_agent",
        "call": "call",
    }
    for event in events.head(LISTED).itertuples():
        amount = f" · **{money(event.amount, chosen.currency)}**" if pd.notna(event.amount) else ""
        what = safe_text.escaped(event.what or "")
        st.markdown(
            f":material/{icons[event.event]}: {day(event.moment)} · {_(event.event)}{amount} :gray[:small[{what}]]"
        )
