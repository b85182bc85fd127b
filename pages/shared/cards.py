"""Cards: a figure with its name, its movement and its small curve."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.palette import TIERS, colours
from cx.words import _, money, number, percent, short_money
from pages.shared import picks


def tiers(table: pd.DataFrame, months: pd.DataFrame, chosen, picked: tuple[str, ...]) -> None:
    """Five cards: share of profit, customers, the last quarter against the one before, contribution by month.

    A click anywhere on a card picks its tier; the others fade.
    """
    currency = chosen.currency
    st.html(_edges(chosen.theme, picked))
    with st.grid(5, min_column_width=150):
        for row in table.itertuples():
            curve = months.contribution[months.tier == row.tier].tolist()
            change = quarter_change(curve)
            share = row.profit_share
            card = st.container(key=f"tier-{row.tier.lower()}", height="stretch")
            card.metric(
                f"{_(row.tier)} · {number(row.customers)}",
                percent(share) if pd.notna(share) else short_money(row.profit, currency),
                None if change is None else f"{'+' if change >= 0 else '-'}{percent(abs(change))}",
                delta_color="off",
                delta_description=_("vs prior quarter") if change is not None else None,
                help=_(definitions.of(row.tier).says)
                + f"\n\n{_('Profit')}: {money(row.profit, currency)} · {_('revenue')}: {money(row.revenue, currency)}",
                chart_data=curve or None,
                chart_type="area",
                border=True,
                height="stretch",
            )
            card.button(
                _("Pick {tier}").format(tier=_(row.tier)),
                key=f"pick-{row.tier.lower()}",
                on_click=picks.toggle,
                args=(row.tier,),
            )


def quarter_change(curve: list[float]) -> float | None:
    """The last 3 months against the 3 before; None where that is no share of a positive sum."""
    if len(curve) < 6 or sum(curve[-6:-3]) <= 0:
        return None
    return sum(curve[-3:]) / sum(curve[-6:-3]) - 1


def figures(pairs: list[tuple[str, str]]) -> None:
    """Small cards two abreast: (name, figure)."""
    with st.grid(2, min_column_width=120):
        for name, figure in pairs:
            st.metric(name, figure, border=True)


def notes(pairs: list[tuple[str, str]]) -> None:
    """Small cards three abreast: (name, what is said), one element each."""
    with st.grid(3, min_column_width=230):
        for name, said in pairs:
            with st.container(border=True, height="stretch"):
                st.markdown(f":gray[:small[{name}]]  \n{said}")


def _edges(theme: str, picked: tuple[str, ...]) -> str:
    """A tier's colour above its card, a button over the whole card, and what is not picked faded."""
    rules = [
        f".st-key-tier-{tier.lower()} [data-testid=stMetric]{{border-top:4px solid {colour}}}"
        + (
            f".st-key-tier-{tier.lower()} [data-testid=stMetric]{{opacity:.45}}"
            if picked and tier not in picked
            else ""
        )
        for tier, colour in zip(TIERS, colours(theme)["tiers"], strict=True)
    ]
    return f"<style>{COVER}{''.join(rules)}</style>"


COVER = (
    "[class*=st-key-tier-]{position:relative;gap:0}"
    "[class*=st-key-pick-]{position:absolute!important;inset:0;width:100%!important;height:100%!important;z-index:1}"
    "[class*=st-key-pick-] *{position:static;width:100%;height:100%}"
    "[class*=st-key-pick-] button{opacity:0;cursor:pointer;min-height:100%}"
    "[class*=st-key-pick-] button:focus-visible{opacity:.25}"
    "[class*=st-key-tier-] [data-testid=stMetric]:has(~*){cursor:pointer}"
    "[class*=st-key-tier-] [data-testid=stTooltipIcon]{position:relative;z-index:2}"
)
"""The button lies over the card without being seen; the question mark stays within reach."""
