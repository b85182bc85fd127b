"""Cards: a figure with its name, its movement and its small curve."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.palette import TIERS, colours
from cx.words import _, money, number, percent, short_money


def tiers(table: pd.DataFrame, months: pd.DataFrame, currency: str, theme: str) -> None:
    """Five cards: share of profit, customers, the last quarter against the one before, contribution by month."""
    st.html(_edges(theme))
    with st.grid(5, min_column_width=150):
        for row in table.itertuples():
            curve = months.contribution[months.tier == row.tier].tolist()
            change = quarter_change(curve)
            share = row.profit_share
            st.container(key=f"tier-{row.tier.lower()}", height="stretch").metric(
                f"{_(row.tier)} · {number(row.customers)}",
                _share(share) if pd.notna(share) else short_money(row.profit, currency),
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


def _share(share: float) -> str:
    """A share as a percentage; with a decimal where it would otherwise read as nothing."""
    return percent(share, 1 if 0 < abs(share) < 0.005 else 0)


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


def _edges(theme: str) -> str:
    rules = (
        f".st-key-tier-{tier.lower()} [data-testid=stMetric]{{border-top:4px solid {colour}}}"
        for tier, colour in zip(TIERS, colours(theme)["tiers"], strict=True)
    )
    return f"<style>{''.join(rules)}</style>"
