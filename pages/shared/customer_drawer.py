"""The drawer of one customer: a quick look at the tier, the figures and the history, and the way to their page."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers import profile
from cx.customers.segments import explanation
from cx.text.formatting import _, day
from pages.shared import answers, customer_parts, fragments, menu, safe_text, tier_sentences, url_state

LISTED = 40


def show(chosen, assumptions, customer_id: str) -> None:
    """One customer as of the chosen date, under their name."""
    known = answers.ask(profile.known, as_of=chosen.as_of, customer_id=customer_id)
    name = safe_text.escaped(customer_parts.title_of(known))
    st.dialog(name, position="right", width="small")(_draw)(chosen, assumptions, known)


@fragments.whole
def _draw(chosen, assumptions, known: pd.Series) -> None:
    given = {"as_of": chosen.as_of, "customer_id": known["customer_id"]}
    row = answers.ask(profile.measures, **given, assumptions=assumptions)
    customer_parts.badges(known, None if row is None else row.tier)
    if st.button(_("Open customer page"), icon=":material/open_in_full:", key="open_customer"):
        url_state.open_page(menu.path("customer"), id=known["customer_id"])
    if row is None:
        st.caption(_("No orders in the 12 months up to {day}: no tier.").format(day=day(chosen.as_of)))
    else:
        _worth(chosen, assumptions, row, customer_parts.name_of(known))
    st.markdown(f"**{_('History')}**", help=customer_parts.history_help())
    events = answers.ask(profile.events, **given, limit=customer_parts.EVENTS)
    customer_parts.timeline(events, chosen, customer_parts.name_of(known))
    customer_parts.history(events, chosen.currency, LISTED)


def _worth(chosen, assumptions, row: pd.Series, name: str) -> None:
    """Why this tier, what would lift the customer, and the figures behind it."""
    st.markdown(tier_sentences.why(row, chosen.currency, assumptions))
    if not assumptions.bands:
        ways = answers.ask(
            explanation.lifts, as_of=chosen.as_of, customer_id=row["customer_id"], assumptions=assumptions
        )
        st.caption(
            f":material/arrow_upward: {tier_sentences.lifts(ways, row.tier, chosen.currency)}",
            help=definitions.of("One tier up").says,
        )
    customer_parts.figures(row, chosen.currency)
    st.markdown(f"**{_('Monthly contribution')}**", help=customer_parts.months_help())
    customer_parts.months(chosen, assumptions, row, name)
