"""What the movement between tiers comes to, in sentences."""

import pandas as pd

from cx.words import _, count, day, number, short_money

TOLD = {
    "Up a tier": "moves up a tier brought",
    "Down a tier": "moves down a tier took",
    "Up inside": "customers who grew inside their tier brought",
    "Down inside": "customers who shrank inside their tier took",
    "New": "new customers brought",
    "Came back": "customers who came back brought",
    "Lost": "lost customers took",
}
TOLD_OTHERWISE = {
    "Up a tier": "moves up a tier cost",
    "Down a tier": "moves down a tier brought",
    "New": "new customers cost",
    "Came back": "customers who came back cost",
    "Lost": "losing unprofitable customers brought",
}
GAINS = ("Up a tier", "Up inside", "New", "Came back")


def title(directions: pd.DataFrame, currency: str) -> str:
    """By how much profit moved, and which movement did most of it."""
    total = directions.change.sum()
    if directions.customers.sum() == 0:
        return _("Nobody is in a tier at either date")
    if directions.change.abs().max() < 0.005:
        return _("Nobody's profit moved")
    if abs(total) < 0.005:
        text = _("Profit came out the same")
    else:
        way = _("Profit rose by {money}") if total > 0 else _("Profit fell by {money}")
        text = way.format(money=short_money(abs(total), currency))
    most = directions.loc[directions.change.abs().idxmax()]
    return f"{text}: {_told(most, currency)}"


def _told(row: pd.Series, currency: str) -> str:
    as_expected = (row.change >= 0) == (row.direction in GAINS)
    words = TOLD if as_expected else {**TOLD, **TOLD_OTHERWISE}
    return f"{_(words[row.direction])} {short_money(abs(row.change), currency)}"


def basis(directions: pd.DataFrame, as_of, before, months: int) -> str:
    """Who is compared, from when to when, placed by what."""
    rows = directions.set_index("direction").customers
    earlier = rows.sum() - rows["New"] - rows["Came back"]
    text = _("{earlier} on {before}, {later} on {as_of}, placed by one model").format(
        earlier=count(earlier, _("customer"), _("customers")),
        before=day(before),
        later=number(rows.sum() - rows["Lost"]),
        as_of=day(as_of),
    )
    if months < 12:
        text += " · " + _(
            "the data holds only {n} of the 12 months up to the earlier date, so its profits are smaller"
        ).format(n=months)
    return text


def moves_title(flows: pd.DataFrame) -> str:
    """How many stayed in their tier, of those who were in one and still order."""
    stayed = flows.customers[flows.tier_before == flows.tier_after].sum()
    there = flows.customers[
        ~flows.tier_before.isin(["New", "Came back"]) & (flows.tier_after != "Lost")
    ].sum()
    if there == 0:
        return _("Nobody ordered before both dates")
    return _("{stayed} of {there} stayed in their tier").format(stayed=number(stayed), there=number(there))


def reading(by: str) -> str:
    """How to read the table of moves."""
    if by == "customers":
        return _(
            "Rows: tier before; columns: tier now. Shaded by share of the row. Click a cell to list them."
        )
    return _("Rows: tier before; columns: tier now. Change of profit, losses red. Click a cell to list them.")


def selection(move: dict | None, towards: list[str]) -> list[str]:
    """What is picked, in words."""
    if move:
        return [f"{_(move['tier_before'])} → {_(move['tier_after'])}"]
    return [", ".join(_(way) for way in towards) or _("everybody, largest change first")]
