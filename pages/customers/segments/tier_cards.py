"""Cards of the metal tiers: profit, its share, its change against an earlier year, and its months."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts import annotations as annotation_marks
from cx.charts.customers import tier_months
from cx.charts.customers.movement import signed
from cx.charts.palette import TIERS, colours
from cx.customers import segments
from cx.presenting import annotations
from cx.text.formatting import MINUS, _, adding_up, day, money, number, short_money
from pages.customers.segments import findings, selection_state
from pages.shared import answers, cards, pictures, safe_text


def tiers(table: pd.DataFrame, asked: dict, chosen, picked: tuple[str, ...]) -> None:
    """Five cards of one measure, the profit of 12 months: money and share, change against the year before or what is
    compared with, months.

    asked : the question that `table` answers
    A click anywhere on a card picks its tier; the others fade.
    """
    against = chosen.compared.until if chosen.compared else None
    before = answers.ask(segments.tiers_before, **asked, before=against)
    against_words = _("vs {name}").format(name=chosen.compared.short) if chosen.compared else _("vs year before")
    months = answers.ask(segments.tier_months, **asked)
    st.html(_edges(chosen.theme, picked))
    shown = table.assign(profit_share=adding_up(table.profit_share))
    earlier = None if before is None else before.set_index("tier").profit
    happened = _happened(months, chosen)
    box, drawn = st.container(key="picture-cards-tiers"), []
    with box, st.grid(5, min_column_width=150):
        for row in shown.itertuples():
            change = None if earlier is None else row.profit - earlier[row.tier]
            card = _card(row, change, against_words, happened, chosen.currency)
            drawn.append(card)
            with st.container(key=f"tier-{row.tier.lower()}", height="stretch", border=True, gap="xxsmall"):
                _tier(card)
                _months(row, months[months.tier == row.tier], chosen.currency)
                st.button(
                    _("Select {tier}").format(tier=_(row.tier)),
                    key=f"pick-{row.tier.lower()}",
                    on_click=selection_state.toggle,
                    args=(row.tier,),
                )
    cards.tools(
        box,
        drawn,
        key="cards-tiers",
        title=findings.tiers(table, chosen.currency),
        basis=_("customer profit of 12 months · n = {n} customers").format(n=number(table.customers.sum())),
        table=table,
        terms=(*table.tier, "Customer profit"),
        shades="tiers",
    )


def _happened(months: pd.DataFrame, chosen) -> str:
    """What the lines on the months mark: a card has no room for the words."""
    there = annotations.every(answers.store())
    on = pd.to_datetime(there.happened_on)
    inside = there[(on >= months.month.min()) & (on <= pd.Timestamp(chosen.as_of))]
    return "".join(f"\n\n{day(row.happened_on)}: {safe_text.escaped(row.words)}" for row in inside.itertuples())


def _card(row, change: float | None, against: str, happened: str, currency: str) -> cards.Card:
    return cards.Card(
        name=f"{_(row.tier)} · {number(row.customers)}",
        figure=short_money(row.profit, currency),
        change="" if change is None else signed(change, currency),
        against="" if change is None else against,
        below=findings.share_of_profit(row.profit_share),
        help=f"{_(definitions.of(row.tier).says)}\n\n"
        + _("{profit} profit of 12 months, {contribution} contribution, {revenue} revenue.").format(
            profit=money(row.profit, currency),
            contribution=money(row.contribution, currency),
            revenue=money(row.revenue, currency),
        )
        + happened,
    )


def _tier(card: cards.Card) -> None:
    st.metric(
        card.name,
        card.figure,
        card.change or None,
        delta_color="off",
        delta_arrow={"+": "up", MINUS: "down"}.get(card.change[:1], "off"),
        delta_description=card.against or None,
        help=card.help,
    )
    st.caption(card.below)


def _months(row, months: pd.DataFrame, currency: str) -> None:
    if months.empty:
        return
    tier = _(row.tier)
    pictures.show(
        tier_months.bars,
        {
            "months": pd.DataFrame(
                {
                    "profit": months.profit,
                    "place": range(len(months)),
                    "label": [day(month) for month in months.month],
                    "text": [money(profit, currency) for profit in months.profit],
                    "top": months.profit.clip(lower=0),
                    "short": [short_money(profit, currency) for profit in months.profit],
                }
            )
        },
        key=f"months-{row.tier.lower()}",
        alt=_("Profit of {tier} by month").format(tier=tier),
        title=_("{tier}: {profit} profit in 12 months, {share}").format(
            tier=tier,
            profit=short_money(row.profit, currency),
            share=findings.share_of_profit(row.profit_share),
        ),
        basis=_("n = {n} customers · fixed cost spread evenly over the days").format(n=number(row.customers)),
        table=months,
        terms=(row.tier, "Customer profit"),
        starts=annotation_marks.starts(months.month, day),
        tier=row.tier,
        currency=currency,
    )


def _edges(theme: str, picked: tuple[str, ...]) -> str:
    """A tier's colour above its card, a button over the whole card, and what is not picked faded."""
    rules = [
        f".st-key-tier-{tier.lower()}{{border-top:4px solid {colour}}}"
        + (f".st-key-tier-{tier.lower()}{{opacity:.45}}" if picked and tier not in picked else "")
        for tier, colour in zip(TIERS, colours(theme)["tiers"], strict=True)
    ]
    return f"<style>{COVER}{''.join(rules)}</style>"


COVER = (
    "[class*=st-key-tier-]{position:relative}"
    "[class*=st-key-pick-]{position:absolute!important;inset:0;width:100%!important;height:100%!important;z-index:1}"
    "[class*=st-key-pick-] *{position:static;width:100%;height:100%}"
    "[class*=st-key-pick-] button{opacity:0;cursor:pointer;min-height:100%}"
    "[class*=st-key-pick-] button:focus-visible{opacity:.25}"
    "[class*=st-key-tier-] [data-testid=stTooltipIcon]{position:relative;z-index:2}"
)
"""The button lies over the card without being seen; the question mark stays within reach."""
