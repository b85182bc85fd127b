"""What the movement between tiers comes to, in sentences."""

import pandas as pd

from cx.charts.customers import movement as movement_charts
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, count, day, number, short_money
from pages.shared.claims import claim

CARDS = {
    "Up a tier": ["Up a tier"],
    "Down a tier": ["Down a tier"],
    "Same tier": ["Up inside", "Down inside", "Unchanged"],
    "Borderline": ["Borderline", "Reclassified"],
    "New": ["New"],
    "Came back": ["Came back"],
    "Lost": ["Lost"],
}
"""The directions that stand on one card."""
COUNTED = ["customers", "profit_before", "change"]
GAINS = {
    "Up a tier": "{profit}: moves up a tier added {money}",
    "Down a tier": "{profit}: moves down a tier added {money}",
    "Same tier": "{profit}: customers who stayed in their tier added {money}",
    "Borderline": "{profit}: borderline customers added {money}",
    "New": "{profit}: new customers added {money}",
    "Came back": "{profit}: reactivated customers added {money}",
    "Lost": "{profit}: losing unprofitable customers added {money}",
}
LOSSES = {
    "Up a tier": "{profit}: moves up a tier cost {money}",
    "Down a tier": "{profit}: moves down a tier cost {money}",
    "Same tier": "{profit}: customers who stayed in their tier cost {money}",
    "Borderline": "{profit}: borderline customers cost {money}",
    "New": "{profit}: new customers cost {money}",
    "Came back": "{profit}: reactivated customers cost {money}",
    "Lost": "{profit}: lost customers cost {money}",
}


def title(directions: pd.DataFrame, currency: str, before, months: int) -> str:
    """By how much profit moved, and which movement did most of that; no change where the earlier year is not known
    whole.
    """
    total = directions.change.sum()
    if directions.customers.sum() == 0:
        return _("Nobody is in a tier at either date")
    if months < 12:
        return _("Not enough data yet: {known} of the 12 up to {before}").format(
            known=count(months, _("month is known"), _("months are known")), before=day(before)
        )
    if directions.change.abs().max() < 0.005:
        return _("Nobody's profit changed")
    if abs(total) < 0.005:
        text = _("Customer profit stayed the same")
    else:
        way = _("Customer profit rose by {money}") if total > 0 else _("Customer profit fell by {money}")
        text = way.format(money=short_money(abs(total), currency))
    cards = by_card(directions)
    led = cards.change * (1 if total >= 0 else -1) if abs(total) >= 0.005 else cards.change.abs()
    most = cards.loc[led.idxmax()]
    told = GAINS if most.change >= 0 else LOSSES
    cause = _(told[most.name]).format(profit=text, money=short_money(abs(most.change), currency))
    return claim(cause, text, most.customers)


def by_card(directions: pd.DataFrame) -> pd.DataFrame:
    """Customers and change of profit of each card of CARDS, its name as the index."""
    card_of = {direction: card for card, told in CARDS.items() for direction in told}
    return directions.groupby(directions.direction.map(card_of))[COUNTED].sum().reindex(list(CARDS))


def basis(directions: pd.DataFrame, as_of, before, months: int, models: tuple) -> str:
    """Who is compared, from when to when, placed by which models."""
    rows = directions.set_index("direction").customers
    earlier = rows.sum() - rows["New"] - rows["Came back"]
    given = {
        "earlier": count(earlier, _("customer"), _("customers")),
        "before": day(before),
        "later": number(rows.sum() - rows["Lost"]),
        "as_of": day(as_of),
        "model": day(models[1]),
        "old": day(models[0]),
    }
    text = (
        _("{earlier} on {before}, {later} on {as_of}, both placed by the model of {model}")
        if models[0] == models[1]
        else _("{earlier} on {before} by the model of {old}, {later} on {as_of} by that of {model}")
    ).format(**given)
    if months < 12:
        text += " · " + _(
            "the profits of the earlier date are of {n} months, so they cannot be compared with those of 12"
        ).format(n=number(months))
    return text


def moves_title(flows: pd.DataFrame) -> str:
    """How many stayed in their tier, of all who were in one: the rows of the table count the lost too."""
    stayed = flows.customers[flows.tier_before == flows.tier_after].sum()
    before = flows.customers[~flows.tier_before.isin(["New", "Came back"])].sum()
    if before == 0:
        return _("Nobody ordered before both dates")
    return _("{stayed} of {before} stayed in their tier").format(stayed=number(stayed), before=number(before))


def flow_title(flows: pd.DataFrame) -> str:
    """How many customers came to the tiers and how many were lost."""
    come = flows.customers[flows.tier_before.isin(["New", "Came back"])].sum()
    return _("{come} new or reactivated, {lost} lost").format(
        come=count(come, _("customer"), _("customers")), lost=number(flows.customers[flows.tier_after == "Lost"].sum())
    )


def bridge_title(directions: pd.DataFrame, currency: str) -> str:
    """From which customer profit to which: counted, not claimed."""
    return _("Customer profit: {before} before, {after} now").format(
        before=short_money(directions.profit_before.sum(), currency),
        after=short_money(directions.profit_after.sum(), currency),
    )


def money_title(flows: pd.DataFrame, currency: str) -> str:
    """How much profit the moves added and how much they took."""
    fact = _("Change of customer profit by move")
    found = _("Moves that add profit: {gain}; moves that cost profit: {loss}").format(
        gain=movement_charts.signed(flows.change[flows.change > 0].sum(), currency),
        loss=movement_charts.signed(flows.change[flows.change < 0].sum(), currency),
    )
    return claim(found, fact, flows.customers.sum())


def reading(by: str) -> str:
    """How to read the table of moves."""
    if by == "customers":
        return _(
            "Rows: tier before; columns: tier now. Shaded by share of the row; outlined: no clear difference from the"
            " other rows. Click a cell to list them."
        )
    return _(
        "Rows: tier before; columns: tier now. Change of customer profit with the number of customers, losses red."
        " Click a cell to list them."
    )


def selection(move: dict | None, towards: list[str]) -> list[str]:
    """What is picked, in words."""
    if move:
        return [f"{screen_name(move['tier_before'])} → {screen_name(move['tier_after'])}"]
    return [", ".join(screen_name(way) for way in towards) or _("all customers, largest change first")]
