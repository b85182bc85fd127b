"""Who are our customers to us, and we to them?"""

import streamlit as st

from cx import contribution, coverage, segments
from cx.words import _
from pages.shared import answers, cards, empty, filters, findings, lists, settings, tier_view

chosen = filters.current()
assumptions = settings.chosen()
asked = {"as_of": chosen.as_of, "assumptions": assumptions}
shown = {**asked, "since": chosen.since, "region": chosen.region, "segment": chosen.segment}
of_region = {**asked, "region": chosen.region, "segment": chosen.segment}

tiers = answers.ask(segments.tiers, **shown)
span = answers.ask(contribution.window, as_of=chosen.as_of)
st.title(findings.tiers(tiers, chosen.currency))
if tiers.customers.sum() == 0:
    empty.nothing(
        _("Nobody ordered with these filters. Choose a later date, a longer period or all regions.")
    )
    st.stop()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.caption(findings.tiers_basis(tiers, span, chosen.currency), width="content")
    settings.button(chosen)
above = st.container()  # filled below: what a filter changes most goes to the browser first

left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    dots = answers.ask(segments.dots, **shown)
    st.subheader(findings.scatter(dots))
    st.caption(_("Each dot is a group of similar customers; size = how many. Drag a box to list them."))
    brushed = tier_view.scatter(dots, chosen.currency, **asked)
with right, st.container(border=True, height="stretch"):
    curve = answers.ask(segments.whale_curve, **of_region)
    st.subheader(findings.whale(curve))
    st.caption(
        _("Cumulative profit, customers from best to worst; the shades are the tiers that stand there.")
    )
    tier_view.whale(curve, chosen.currency, **of_region)

with above:
    cards.tiers(tiers, answers.ask(segments.tier_months, **of_region), chosen.currency, chosen.theme)
lists.customers(chosen, assumptions, brushed)
if (
    ledger := st.expander(_("Profit and loss, and how sure the tiers are"), key="ledger", on_change="rerun")
).open:
    with ledger:
        tier_view.ledger(chosen, assumptions)
empty.more(tier_view.lacking(answers.ask(contribution.assumed, **asked), answers.ask(coverage.tables)))
