"""The parts of the page of one customer."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers import profile
from cx.customers.segments import explanation
from cx.customers.segments.tier_model import TIERS
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.tables.column_names import attribute_name
from cx.tables.customer_measures import title
from cx.text.formatting import _, day, money, number
from pages.customers.customer import findings
from pages.shared import answers, cards, customer_parts, list_columns, list_height, safe_text, tier_sentences

LISTED = 10


def why(row: pd.Series | None, chosen, assumptions) -> None:
    """Why this tier in sentences, what would lift the customer, and the comparison behind it."""
    if row is None:
        st.header(_("No tier"))
        st.markdown(_("No orders in the 12 months up to {day}: no tier.").format(day=day(chosen.as_of)))
        return
    given = {"as_of": chosen.as_of, "customer_id": row["customer_id"], "assumptions": assumptions}
    standing = answers.ask(profile.standing, **given)
    st.header(findings.why_title(row.tier), help=definitions.of(row.tier).says)
    sentences = [
        *findings.tier_rule(row, chosen.currency, assumptions),
        findings.place(row, chosen.currency),
        *findings.differences(standing, row.tier, chosen.currency),
        findings.next_tier(standing, row.tier, chosen.currency),
        findings.borderline(row, assumptions),
    ]
    st.markdown("\n".join(f"- {safe_text.escaped(one)}" for one in sentences if one))
    if not assumptions.bands:
        ways = answers.ask(explanation.lifts, **given)
        st.markdown(f"**{_('What would lift them')}**", help=definitions.of("One tier up").says)
        st.markdown(f":material/arrow_upward: {tier_sentences.lifts(ways, row.tier, chosen.currency)}")
    st.markdown(f"**{_('Compared with other customers')}**")
    _comparison(standing, row.tier, chosen.currency, is_ranked=row.everybody >= ENOUGH_TO_RANK)


def _comparison(standing: pd.DataFrame, tier: str, currency: str, is_ranked: bool) -> None:
    """is_ranked : whether there are enough customers for a place among them."""
    at = TIERS.index(tier)
    beside = [one for one in TIERS[max(at - 1, 0) : at + 1] if standing[one].notna().any()]
    rows = pd.DataFrame(
        {
            _("Measure"): [title(measure) for measure in standing["measure"]],
            _("This customer"): _said(standing, "value", currency),
            _("Among all"): [
                findings.place_among_all(measure, better)
                for measure, better in zip(standing["measure"], standing["better"], strict=True)
            ],
            **{_("Typical {tier}").format(tier=_(one)): _said(standing, one, currency) for one in reversed(beside)},
            _("Typical customer"): _said(standing, findings.EVERYBODY, currency),
        }
    )
    if not is_ranked:
        rows = rows.drop(columns=_("Among all"))
    st.dataframe(
        rows, hide_index=True, height="content", key="standing", alt=_("This customer compared with the others")
    )
    st.caption(_("Of the 12 months. Typical: the median, half have more and half less."))


def _said(standing: pd.DataFrame, column: str, currency: str) -> list[str]:
    return [
        findings.said(measure, value, currency)
        for measure, value in zip(standing["measure"], standing[column], strict=True)
    ]


def value(row: pd.Series | None, known: pd.Series, chosen) -> None:
    """What the customer is worth in the window, beside the year before; without orders in it, of all time."""
    if row is None:
        cards.figures(
            [
                (_("Revenue to date"), money(known["revenue"], chosen.currency)),
                (_("Orders to date"), number(known["purchases"])),
            ]
        )
        return
    customer_parts.figures(row, chosen.currency)
    if pd.notna(row.profit_before):
        st.caption(
            _("Profit of the 12 months before: {money}").format(
                money=safe_text.escaped(money(row.profit_before, chosen.currency))
            )
        )


def contacts(details: pd.DataFrame) -> None:
    """E-mail, phone and whatever else was uploaded of the customer; nothing where nothing was."""
    if details.empty:
        return
    with st.container(border=True):
        st.header(_("Contact and attributes"))
        lines = [
            f":gray[:small[{safe_text.escaped(attribute_name(one.name))}]]  \n{safe_text.escaped(one.value)}"
            for one in details.itertuples(index=False)
        ]
        st.markdown("\n\n".join(lines))


def mix(table: pd.DataFrame, currency: str) -> None:
    """What the customer buys, beside what everybody buys."""
    if table.empty:
        st.caption(_("The orders of these 12 months name no product."))
        return
    share = {"min_value": 0, "max_value": 100, "format": "%.0f%%", "width": 105}
    st.dataframe(
        table.assign(share=100 * table["share"], company_share=100 * table["company_share"]),
        hide_index=True,
        height=list_height.whole_rows(len(table)),
        key="product_mix",
        alt=_("Product mix of this customer"),
        column_config={
            "label": list_columns.text(_("Category")),
            "revenue": list_columns.money(_("Revenue"), currency),
            "share": st.column_config.ProgressColumn(_("Share"), **share),
            "company_share": st.column_config.ProgressColumn(
                _("All customers"), help=_("Share of the revenue of all orders"), **share
            ),
        },
    )


def history(events: pd.DataFrame, chosen, name: str) -> None:
    """The time line, and the latest events in words."""
    if events.empty:
        st.caption(_("Nothing is recorded by {day}.").format(day=day(chosen.as_of)))
        return
    customer_parts.timeline(events, chosen, name)
    customer_parts.history(events, chosen.currency, LISTED)
    if len(events) > LISTED:
        with st.expander(_("All {n} events").format(n=number(len(events)))):
            _every(events, chosen.currency)


def _every(events: pd.DataFrame, currency: str) -> None:
    st.dataframe(
        customer_parts.in_words(events).drop(columns="bad"),
        hide_index=True,
        height=list_height.whole_rows(len(events)),
        key="every_event",
        placeholder="–",
        alt=_("All events of this customer"),
        column_config={
            "moment": list_columns.day(_("Date")),
            "event": list_columns.text(_("Event")),
            "what": list_columns.text(_("What"), width="large"),
            "state": list_columns.text(_("State")),
            "amount": list_columns.money(_("Amount"), currency, 2),
        },
    )
