"""One customer, part by part: for the drawer and for the page of the customer."""

import pandas as pd
import streamlit as st

from cx.charts.customers import customer as customer_charts
from cx.customers import contribution, profile
from cx.tables.screen_names import event_name
from cx.text.formatting import _, day, money, number
from pages.shared import answers, cards, pictures, safe_text

EVENTS = 2000
ICONS = {
    "order": "shopping_bag",
    "return": "undo",
    "touchpoint": "campaign",
    "invitation": "outgoing_mail",
    "survey": "star",
    "ticket": "support_agent",
    "call": "call",
    "promise": "handshake",
    "thanks": "favorite",
    "goodbye": "logout",
}


def months_help() -> str:
    """What the contribution of a month is made of."""
    return _("Revenue less goods and cost per order; contacts and tickets are in the year's figure.")


def history_help() -> str:
    """How to read the time line."""
    return _(
        "Red: returns, low scores, open complaints, help that failed, late promises. Rings: not over yet. Shaded: the"
        " 12 months behind the tier."
    )


def name_of(known: pd.Series) -> str:
    """What a customer is called: the name, else the id."""
    return known["name"] if pd.notna(known["name"]) else known["customer_id"]


def title_of(known: pd.Series) -> str:
    """What a customer is called where it stands alone: a bare number would not say what it counts."""
    return known["name"] if pd.notna(known["name"]) else _("Customer {id}").format(id=known["customer_id"])


def badges(known: pd.Series, tier: str | None) -> None:
    """Tier, channel and region as small marks beside the id."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        for tag in (tier, known["channel"], known["region"]):
            if pd.notna(tag):
                st.badge(safe_text.escaped(_(str(tag))), color="gray")
        st.caption(f"#{safe_text.escaped(known['customer_id'])}", width="content")


def open_complaint(chosen, customer_id: str) -> None:
    """That a complaint waits for its answer, before anything else is asked of the customer; nothing where none does."""
    found = answers.ask(profile.open_complaint, as_of=chosen.as_of, customer_id=customer_id)
    if found is None:
        return
    about = found["topic"] if isinstance(found["topic"], str) else _("an unknown topic")
    said = _("Open complaint about {topic} since {day}, {state}: answer it before you ask for anything.").format(
        topic=safe_text.escaped(about), day=day(found["opened_at"]), state=_(found["state"])
    )
    st.warning(said, icon=":material/sentiment_dissatisfied:")


def figures(row: pd.Series, currency: str) -> None:
    """What the customer is worth in the window, in six cards."""
    cards.figures(
        [
            (_("Profit"), money(row.profit, currency)),
            (_("Revenue"), money(row.revenue, currency)),
            (_("Orders"), number(row.purchases)),
            (_("Days since last order"), number(row.recency_days)),
            (_("Cost to serve"), money(row.cost_to_serve, currency)),
            (_("Customer since"), day(row.first_on) if pd.notna(row.first_on) else _("n/a")),
        ]
    )


def months(chosen, assumptions, row: pd.Series, name: str) -> None:
    """Contribution by month."""
    table = answers.ask(profile.months, as_of=chosen.as_of, customer_id=row["customer_id"], assumptions=assumptions)
    pictures.show(
        customer_charts.months,
        {"months": table[["month", "contribution"]]},
        key="customer-months",
        alt=_("Contribution of this customer by month"),
        title=f"{name}: {_('Monthly contribution')}",
        basis=_("n = {n} orders in the year").format(n=number(row.purchases)),
        table=table,
        terms=("Contribution", row.tier),
        currency=chosen.currency,
    )


def timeline(events: pd.DataFrame, chosen, name: str) -> None:
    """Everything that happened, a lane each; what went wrong is red, the tier's year is shaded."""
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
        table=in_words(events),
        terms=("Who has a tier",),
        lanes=lanes,
    )


def in_words(events: pd.DataFrame) -> pd.DataFrame:
    """The events with their names and states as a page shows them."""
    return events.assign(event=events.event.map(event_name), state=customer_charts.states(events))


def history(events: pd.DataFrame, currency: str, most: int) -> None:
    """The latest events in words, at most so many."""
    latest = events.head(most)
    for event, state in zip(latest.itertuples(), customer_charts.states(latest), strict=True):
        amount = f" · **{safe_text.escaped(money(event.amount, currency))}**" if pd.notna(event.amount) else ""
        what = safe_text.escaped(event.what or "")
        st.markdown(
            f":material/{ICONS[event.event]}: {day(event.moment)} · {event_name(event.event)}{amount}"
            f" :gray[:small[{what}]]" + (_state(state, event.bad) if state else "")
        )


def _state(state: str, is_bad: bool) -> str:
    return f" :red[:small[· {state}]]" if is_bad else f" :gray[:small[· {state}]]"
