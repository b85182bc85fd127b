"""What the playbook comes to, in sentences."""

import pandas as pd

from cx.text.formatting import _, count, number, percent, short_money
from pages.shared.claims import claim


def title(plays: pd.DataFrame, currency: str) -> str:
    """The contribution at risk at the top, and what is missing at the bottom."""
    if plays.customers.sum() == 0:
        return _("No orders in this selection")
    rows = plays.groupby("tier")[["customers", "to_keep", "to_gain"]].sum()
    keep, short = rows.to_keep.sum(), rows.to_gain[["Bronze", "Tin"]].sum()
    best = rows.to_keep.reindex(["Platinum", "Gold", "Silver"]).fillna(0.0).idxmax()
    said = {
        "keep": short_money(keep, currency),
        "short": short_money(short, currency),
        "tier": _(best),
        "share": percent(rows.to_keep[best] / keep if keep > 0 else float("nan")),
    }
    if keep <= 0:
        return _("Customers fall {short} short of covering their cost").format(**said)
    if short < 0.005:
        found = _("{keep} contribution a year at risk, {share} of it with {tier}")
        fact = _("{keep} contribution a year at risk")
    else:
        found = _(
            "{keep} contribution a year at risk, {share} of it with {tier}; Bronze and Tin fall {short} short of"
            " covering their cost"
        )
        fact = _("{keep} contribution a year at risk; Bronze and Tin fall {short} short of covering their cost")
    return claim(found.format(**said), fact.format(**said), rows.customers[best])


def what_if(table: pd.DataFrame, currency: str) -> str:
    """What the levers together add."""
    gains = table.set_index("lever").gain
    gain, after = gains.drop("Profit").sum(), gains["Profit"]
    if not gain:
        return _("Move a slider to see the effect on profit")
    now = after - gain
    text = _("{gain} more profit a year").format(gain=short_money(gain, currency))
    return text + (_(", {share} up").format(share=percent(gain / now, 1)) if now > 0 else "")


def over(table: pd.DataFrame) -> str:
    """How many customers the levers lift over their line."""
    rows = table.set_index("lever")
    return _(
        "{tin} of {all_tin} Tin customers would cover their own cost, {bronze} of {all_bronze} Bronze break even"
    ).format(
        tin=number(rows.over["Tin"]),
        all_tin=number(rows.customers["Tin"]),
        bronze=number(rows.over["Bronze"]),
        all_bronze=number(rows.customers["Bronze"]),
    )


def lost_gold(flows: pd.DataFrame | None) -> str:
    """How many of the Gold customers of a year ago stopped ordering: the contribution at risk."""
    if flows is None:
        return _("How many Gold customers leave in a year is not known yet: the data is younger than that.")
    gold = flows[flows.tier_before == "Gold"]
    lost, everybody = gold.customers[gold.tier_after == "Lost"].sum(), gold.customers.sum()
    return _("Of {all} Gold customers a year ago {lost} no longer order.").format(
        all=number(everybody), lost=number(lost)
    )


def figures(counts: dict, currency: str) -> list[str]:
    """The money of those who are listed."""
    return [
        _("{money} at risk").format(money=short_money(counts["to_keep"], currency)),
        _("{money} upside").format(money=short_money(counts["to_gain"], currency)),
    ]


def basis(plays: pd.DataFrame, saving: float) -> str:
    """Who has a play, and what is taken for possible."""
    return _(
        "n = {customers} with one play each · money of 12 months · cost to serve can fall by at most {saving}"
    ).format(customers=count(plays.customers.sum(), _("customer"), _("customers")), saving=percent(saving))


def measures(plays: pd.DataFrame, ledger: pd.DataFrame, currency: str) -> str:
    """How the figures of this page stand to the profit and loss: which profit is whose, which shortfall is which.

    ledger : the answer of cx.segments.profit_and_loss
    """
    rows = plays.groupby("tier").profit.sum()
    lines = ledger.set_index("who").profit
    others = lines["Total"] - rows.sum()
    text = _(
        "{profit} profit of these customers; {total} in the profit and loss, including {others} of guests and people"
        " without orders."
    )
    if abs(others) < 0.005:
        text = _("{profit} profit of these customers, as in the profit and loss.")
    text += " " + _(
        "Bronze and Tin lose {loss} after all fixed cost; their shortfall is measured to profit 0 (Bronze) and"
        " contribution 0 (Tin)."
    )
    return text.format(
        profit=short_money(rows.sum(), currency),
        total=short_money(lines["Total"], currency),
        others=short_money(others, currency),
        loss=short_money(-rows.reindex(["Bronze", "Tin"]).sum(), currency),
    )
