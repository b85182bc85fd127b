"""Sentences of the page of one customer: who they are, and why they are in their tier, for who knows no clusters."""

import math

import pandas as pd

from cx.customers.segments.tier_model import TIERS
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, count, day, money, number, percent
from pages.shared import safe_text, tier_sentences

EVERYBODY = "Everybody"
TELLING = 1.25
"""From this ratio to the typical customer of the tier on, in either direction, a measure is worth a sentence."""
SAID = ("purchases", "revenue", "recency_days", "breadth", "cost_to_serve")
MOST = 3
BORDERLINE = 0.9
"""From this doubt on the next tier is named."""


def unknown(customer_id: str) -> str:
    """The title of the page without a customer."""
    if not customer_id:
        return _("No customer is chosen")
    return _("There is no customer with the id {id}").format(id=safe_text.escaped(customer_id))


def since_when(known: pd.Series, chosen) -> str:
    """Since when they buy, how often they did, and the revenue of all time."""
    if pd.isna(known["first_on"]):
        return _("No orders by {day}").format(day=day(chosen.as_of))
    orders = count(known["purchases"], _("order"), _("orders"))
    return _("First order {first} · last order {last} · {orders} and {money} revenue to date").format(
        first=day(known["first_on"]),
        last=day(known["last_on"]),
        orders=orders,
        money=money(known["revenue"], chosen.currency),
    )


def why_title(tier: str) -> str:
    """The heading above the reasons."""
    return _("Why {tier}").format(tier=_(tier))


def tier_rule(row: pd.Series, currency: str, assumptions) -> list[str]:
    """The rule that put the customer there, where there is one: of loss, or of limits by hand."""
    if assumptions.bands or row.tier in ("Bronze", "Tin"):
        return [tier_sentences.why(row, currency, assumptions)]
    rules = {
        "Platinum": _("Among the customers with the most profit and the most value from us."),
        "Gold": _("Profitable and close to Platinum, but lower on profit or on what they get from us."),
        "Silver": _("Profitable, but lower on profit than Gold or buying outside our core range."),
    }
    return [rules[row.tier]]


def borderline(row: pd.Series, assumptions) -> str | None:
    """That a little would make another tier of it; None where it would not."""
    if assumptions.bands or pd.isna(row.doubt) or row.doubt < BORDERLINE:
        return None
    return _("Borderline: nearly as close to {tier}.").format(tier=_(row.next_tier))


def place(row: pd.Series, currency: str) -> str:
    """Where the customer stands among all by profit."""
    rank, people = int(row["rank"]), int(row.everybody)
    profit = money(row.profit, currency)
    if people < ENOUGH_TO_RANK:
        return _("{profit} profit in 12 months; {people} in all.").format(
            profit=profit, people=count(people, _("customer"), _("customers"))
        )
    if row.profit < 0:
        return _("Number {rank} of {all} customers by profit: {profit} in 12 months, a loss.").format(
            rank=number(rank), all=number(people), profit=profit
        )
    return _("Top {share} of {all} customers by profit: {profit} in 12 months.").format(
        share=percent(max(rank / people, 0.01)), all=number(people), profit=profit
    )


def differences(standing: pd.DataFrame, tier: str, currency: str) -> list[str]:
    """In what the customer differs most from the typical customer of the same tier, at most MOST sentences."""
    found = []
    for one in standing[standing["measure"].isin(SAID)].itertuples():
        typical = getattr(one, tier)
        if not (one.value > 0 and typical > 0):
            continue
        ratio = one.value / typical
        if max(ratio, 1 / ratio) >= TELLING:
            found.append((abs(math.log(ratio)), _difference(one.measure, one.value, typical, tier, currency)))
    return [sentence for _size, sentence in sorted(found, reverse=True)[:MOST]]


def _difference(measure: str, value: float, typical: float, tier: str, currency: str) -> str:
    named = {"tier": _(tier), "value": said(measure, value, currency), "typical": said(measure, typical, currency)}
    ratio = {"times": number(value / typical, 1), "share": percent(value / typical)}
    is_more = value > typical
    words = {
        "purchases": (
            _("Orders {times} times as often as the typical {tier} customer: {value}, not {typical}."),
            _("Orders less often than the typical {tier} customer: {value}, not {typical}."),
        ),
        "revenue": (
            _("Spends {times} times as much as the typical {tier} customer: {value}, not {typical}."),
            _("Spends {share} of what the typical {tier} customer does: {value}, not {typical}."),
        ),
        "recency_days": (
            _("Has not ordered for {value}; the typical {tier} customer ordered {typical} ago."),
            _("Ordered {value} ago; the typical {tier} customer ordered {typical} ago."),
        ),
        "breadth": (
            _("Buys from more categories than the typical {tier} customer: {value}, not {typical}."),
            _("Buys from fewer categories than the typical {tier} customer: {value}, not {typical}."),
        ),
        "cost_to_serve": (
            _("Costs {times} times as much to serve as the typical {tier} customer: {value}, not {typical}."),
            _("Costs {share} of what the typical {tier} customer costs to serve: {value}, not {typical}."),
        ),
    }
    return words[measure][0 if is_more else 1].format(**named, **ratio)


def next_tier(standing: pd.DataFrame, tier: str, currency: str) -> str | None:
    """What the typical customer of the next tier up is like; None for the highest tier and one without customers."""
    higher = TIERS[: TIERS.index(tier)]
    by_measure = standing.set_index("measure")
    above = next((one for one in reversed(higher) if pd.notna(by_measure.at["profit", one])), None)
    if above is None:
        return None
    typical = by_measure[above]
    return _("For comparison, the typical {tier} customer: {profit} profit, {orders}, last order {days} ago.").format(
        tier=_(above),
        profit=said("profit", typical["profit"], currency),
        orders=said("purchases", typical["purchases"], currency),
        days=said("recency_days", typical["recency_days"], currency),
    )


def said(measure: str, value: float, currency: str) -> str:
    """A value of a measure with its unit."""
    if pd.isna(value):
        return _("n/a")
    if measure in ("profit", "revenue", "cost_to_serve"):
        return money(value, currency)
    if measure == "satisfaction":
        return percent(value)
    units = {
        "purchases": (_("order"), _("orders")),
        "recency_days": (_("day"), _("days")),
        "breadth": (_("category"), _("categories")),
    }
    return count(round(value), *units[measure])


def place_among_all(measure: str, better: float) -> str:
    """The place among all customers by one measure; of a cost the highest and the lowest, as less of it is better.

    better : the share of customers who are better by it

    >>> place_among_all("profit", 0.114), place_among_all("profit", 0.7), place_among_all("cost_to_serve", 0.99)
    ('top 12%', 'lower 30%', 'highest 1%')
    """
    is_ahead = better < 0.5
    up_to = max(math.ceil((better if is_ahead else 1 - better) * 100 - 1e-9), 1)
    if measure == "cost_to_serve":
        text = _("lowest {share}") if is_ahead else _("highest {share}")
    else:
        text = _("top {share}") if is_ahead else _("lower {share}")
    return text.format(share=percent(up_to / 100))


def mix_title(mix: pd.DataFrame) -> str:
    """What is bought most."""
    if mix.empty or not mix["revenue"].iloc[0] > 0:
        return _("Product mix")
    first, second = mix.iloc[0], mix.iloc[1] if len(mix) > 1 else None
    said = {"label": safe_text.escaped(first["label"]), "share": percent(first["share"])}
    if second is not None and percent(second["share"]) == said["share"]:
        said["other"] = safe_text.escaped(second["label"])
        return _("{label} and {other} are {share} each of what they buy").format(**said)
    return _("{label} is {share} of what they buy").format(**said)
