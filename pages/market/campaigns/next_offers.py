"""Next offers on the campaigns page: which rule is used and why, who is mailed, the list and its control group."""

import pandas as pd
import streamlit as st

from cx.engine import coverage
from cx.market import offers
from cx.text.formatting import _
from pages.market.campaigns import mailing_exclusions, mailing_settings, offer_list, offer_rules
from pages.shared import answers, assumptions_drawer, empty_states


def draw(chosen, uplift_by_tier: pd.DataFrame | None = None) -> None:
    """The rules beside the customers left out, under them the mailing list.

    uplift_by_tier : what mails changed by tier, as `cx.offers.mailing_list` takes it
    """
    if not answers.ask(coverage.ordered, as_of=chosen.as_of)["orders"]:
        empty_states.needs("orders", _("Orders: upload them to see what to offer each customer next."))
        return
    asked = {
        "as_of": chosen.scope,
        "consent": mailing_settings.consent(),
        "uplift_by_tier": uplift_by_tier,
        "assumptions": assumptions_drawer.chosen(),
    }
    rules = answers.ask(offers.rules, as_of=chosen.as_of)
    left, right = st.columns([3, 2])
    with left.container(border=True, height="stretch"):
        mailing_exclusions.draw(chosen, asked)
    with right.container(border=True):
        offer_rules.draw(chosen, rules)
    with st.container(border=True):
        offer_list.draw(chosen, asked, rules)
