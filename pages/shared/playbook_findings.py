"""What the playbook comes to, in sentences."""

import pandas as pd

from cx.words import _, count, number, percent, short_money


def title(plays: pd.DataFrame, currency: str) -> str:
    """What there is to keep at the top, and to gain at the bottom."""
    if plays.customers.sum() == 0:
        return _("Nobody ordered in this selection")
    rows = plays.groupby("tier")[["to_keep", "to_gain"]].sum()
    keep, lost = rows.to_keep.sum(), rows.to_gain[["Bronze", "Tin"]].sum()
    best = rows.to_keep.reindex(["Platinum", "Gold", "Silver"]).fillna(0.0)
    if keep <= 0:
        return _("{money} a year is missing for everybody to cover their cost").format(
            money=short_money(lost, currency)
        )
    text = _("{money} a year is to keep, {share} of it with {tier}").format(
        money=short_money(keep, currency), share=percent(best.max() / keep), tier=_(best.idxmax())
    )
    if lost < 0.005:
        return text
    return text + _("; Bronze and Tin miss {money}").format(money=short_money(lost, currency))


def what_if(table: pd.DataFrame, currency: str) -> str:
    """What the levers together bring."""
    gains = table.set_index("lever").gain
    gain, after = gains.drop("Profit").sum(), gains["Profit"]
    if not gain:
        return _("Move a slider: what would it bring?")
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
    """How many of the Gold customers of a year ago stopped ordering: what there is to keep."""
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
        _("{money} to keep").format(money=short_money(counts["to_keep"], currency)),
        _("{money} to gain").format(money=short_money(counts["to_gain"], currency)),
    ]


def basis(plays: pd.DataFrame, saving: float) -> str:
    """Who has a play, and what is taken for possible."""
    return _(
        "{customers} with one play each · money of 12 months · at most {saving} of a cost to serve can be saved"
    ).format(customers=count(plays.customers.sum(), _("customer"), _("customers")), saving=percent(saving))
