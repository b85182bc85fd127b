"""Reasons why a customer is listed, as a column of a file: the play, how long overdue, and what the tier rests on."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from cx.tables.screen_names import screen_name
from cx.text.formatting import _, count, day, money

Reason = Callable[[Any, str], str]
"""The reason of a row (fields by name) with the company's currency."""


def column(
    rows: pd.DataFrame, figures: pd.DataFrame, currency: str, reason: Reason | None, by_hand: bool = False
) -> list[str]:
    """The reason of each row: that of the list, then that of the tier.

    rows, figures : of the same customers; figures as of `cx.customers.list_facts`; by_hand : whether tiers are
        custom thresholds
    """
    of_tiers = (tier(row, currency, by_hand) for row in figures.itertuples(index=False))
    if reason is None:
        return list(of_tiers)
    of_list = (reason(row, currency) for row in rows.itertuples(index=False))
    return [" ".join(filter(None, both)) for both in zip(of_list, of_tiers, strict=True)]


def tier(row: Any, currency: str, by_hand: bool = False) -> str:
    """What the tier rests on; "" for who is in none.

    >>> from collections import namedtuple
    >>> row = namedtuple("Row", "tier profit contribution fixed_cost_share")
    >>> tier(row("Bronze", -20.0, 30.0, 50.0), "$")
    'Bronze: $30.00 contribution does not cover the $50.00 share of fixed cost.'
    """
    if not isinstance(row.tier, str):
        return ""
    given = {
        "tier": _(row.tier),
        "profit": money(row.profit, currency),
        "contribution": money(row.contribution, currency),
        "share": money(row.fixed_cost_share, currency),
    }
    if by_hand:
        return _("{tier} by custom thresholds: {profit} profit in 12 months.").format(**given)
    texts = {
        "Tin": _("Tin: costs more to serve than it earns, {contribution} contribution."),
        "Bronze": _("Bronze: {contribution} contribution does not cover the {share} share of fixed cost."),
    }
    return texts.get(row.tier, _("{tier}: {profit} profit in 12 months.")).format(**given)


def play(row: Any, currency: str) -> str:
    """Of the playbook: the open complaint, if there is one, else the play; and the money at stake."""
    if pd.notna(row.complaint_on):
        about = row.complaint_about if isinstance(row.complaint_about, str) else _("n/a")
        said = _("Answer the complaint about {topic} of {day} first; then {play}.")
        return said.format(topic=about, day=day(row.complaint_on), play=screen_name(row.play))
    text = _("{play}: {keep} contribution a year.") if row.to_keep > 0 else _("{play}.")
    if row.to_gain > 0:
        text = _("{play}: {gain} upside.")
        if row.to_keep > 0:
            text = _("{play}: {keep} contribution a year, {gain} upside.")
    return text.format(play=screen_name(row.play), keep=money(row.to_keep, currency), gain=money(row.to_gain, currency))


def overdue(row: Any, _currency: str) -> str:
    """Of the overdue customers: how long they did not order, and what is usual for them."""
    return _("No order for {silent}; overdue after {limit}.").format(
        silent=count(row.silent_days, _("day"), _("days")), limit=count(row.limit_days, _("day"), _("days"))
    )
