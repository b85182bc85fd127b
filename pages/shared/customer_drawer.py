"""The drawer of one customer: a quick look at the tier, the figures and the history, and the way to their page.

The address names whose drawer is open, so that a link opens it, and the way back from the customer's page.
"""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers import profile
from cx.customers.segments import explanation
from cx.text.formatting import _, day
from pages.shared import address, answers, customer_parts, fragments, menu, safe_text, tier_sentences, url_state

LISTED = 40
_PREFIX = "customer-"


def open_for(chosen, assumptions, customer_id: str) -> None:
    """One customer as of the chosen date, under their name; at the end of the run where the whole page is drawn."""
    url_state.hold(url_state.DRAWER, _PREFIX + customer_id)
    if not address.is_whole_page():
        _show(chosen, assumptions, customer_id)


def of_address(chosen, assumptions) -> None:
    """The drawer that the address says is open; nothing where it is another one, or of nobody known."""
    said = url_state.asked(url_state.DRAWER) or ""
    if said.startswith(_PREFIX):
        _show(chosen, assumptions, said.removeprefix(_PREFIX))


def _show(chosen, assumptions, customer_id: str) -> None:
    known = answers.ask(profile.known, as_of=chosen.as_of, customer_id=customer_id)
    if known is None:
        url_state.drop(url_state.DRAWER)
        return
    name = safe_text.escaped(customer_parts.title_of(known))
    st.dialog(name, position="right", width="small", on_dismiss=_shut)(_draw)(chosen, assumptions, known)


def _shut() -> None:
    url_state.drop(url_state.DRAWER)


@fragments.whole
def _draw(chosen, assumptions, known: pd.Series) -> None:
    given = {"as_of": chosen.as_of, "customer_id": known["customer_id"]}
    row = answers.ask(profile.measures, **given, assumptions=assumptions)
    customer_parts.badges(known, None if row is None else row.tier)
    customer_parts.open_complaint(chosen, known["customer_id"])
    to_page = url_state.of_page(id=known["customer_id"])
    label, icon = _("Open customer page"), ":material/open_in_full:"
    st.page_link(menu.path("customer"), label=label, icon=icon, query_params=to_page)
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
