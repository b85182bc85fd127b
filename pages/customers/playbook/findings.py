"""What the playbook comes to, in sentences."""

import pandas as pd

from cx.text.formatting import _, count, number, percent, short_money
from pages.shared.claims import claim


def title(plays: pd.DataFrame, risk: pd.DataFrame, currency: str) -> str:
    """What a year like the last one takes at the top, where that is known, and what is missing at the bottom.

    risk : the answer of cx.customers.at_risk.tiers
    """
    if plays.customers.sum() == 0:
        return _("No orders in this selection")
    rows = plays.groupby("tier")[["customers", "to_keep", "to_gain"]].sum()
    keep, short = rows.to_keep.sum(), rows.to_gain[["Bronze", "Tin"]].sum()
    shortfall = _("Bronze and Tin fall {short} short of covering their cost").format(short=short_money(short, currency))
    if keep <= 0:
        return _("Customers fall {short} short of covering their cost").format(short=short_money(short, currency))
    kept = _at_risk(risk, currency) if is_known(risk) else _contribution(rows.reindex(risk.tier), currency)
    return kept if short < 0.005 else _("{kept}; {shortfall}").format(kept=kept, shortfall=shortfall)


def is_known(risk: pd.DataFrame) -> bool:
    """Whether it is known of every tier that contributes how many of its customers a year takes."""
    return bool(risk.at_risk[risk.contribution > 0].notna().all())


def _at_risk(risk: pd.DataFrame, currency: str) -> str:
    rows = risk.set_index("tier")
    amounts = rows.at_risk.fillna(0.0)
    whole, most = amounts.sum(), amounts.idxmax()
    said = {"money": short_money(whole, currency), "tier": _(most), "share": percent(amounts[most] / (whole or 1.0))}
    fact = _("{money} contribution a year at risk").format(**said)
    if whole < 0.005:
        return fact
    found = _("{money} contribution a year at risk, {share} of it with {tier}").format(**said)
    return claim(found, fact, rows.customers_before[most])


def _contribution(rows: pd.DataFrame, currency: str) -> str:
    """Where the losses of a year are not known: whose contribution it is; rows : of the tiers worth keeping."""
    whole, most = rows.to_keep.sum(), rows.to_keep.idxmax()
    said = {"money": short_money(whole, currency), "tier": _(most), "share": percent(rows.to_keep[most] / whole)}
    fact = _("{money} contribution a year from Platinum, Gold and Silver").format(**said)
    found = _("{money} contribution a year from Platinum, Gold and Silver, {share} of it from {tier}").format(**said)
    return claim(found, fact, rows.customers[most])


def loss_rates(risk: pd.DataFrame) -> str:
    """How the contribution at risk is counted, with the loss rate of each tier."""
    if not is_known(risk):
        return _(
            "How much of it is at risk is not known: the data hold no two full years, or a tier had under 30 customers"
            " a year ago."
        )
    rates = [
        _("{tier} {share} ({lost} of {all})").format(
            tier=_(row.tier), share=percent(row.loss_rate), lost=number(row.lost), all=number(row.customers_before)
        )
        for row in risk[risk.loss_rate.notna()].itertuples()
    ]
    return _("At risk: contribution × share of customers who stopped ordering in the past year: {rates}.").format(
        rates=", ".join(rates)
    )


def what_if(table: pd.DataFrame, currency: str) -> str:
    """What the levers together add."""
    gains = table.set_index("lever").gain
    gain, after = gains.drop("Profit").sum(), gains["Profit"]
    if not gain:
        return _("Move a slider to see the effect on profit")
    now = after - gain
    text = (
        _("{gain} more customer profit a year ({share}) if the assumptions hold")
        if now > 0
        else _("{gain} more customer profit a year if the assumptions hold")
    )
    return text.format(gain=short_money(gain, currency), share=f"+{percent(gain / now, 1)}" if now > 0 else "")


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


def lost_gold(risk: pd.DataFrame) -> str:
    """How many of the Gold customers of a year ago stopped ordering, from cx.customers.at_risk.tiers."""
    gold = risk.set_index("tier").loc["Gold"]
    if pd.isna(gold.customers_before):
        return _("How many Gold customers leave in a year is not known yet: the data is younger than that.")
    return _("Of {all} Gold customers a year ago {lost} no longer order.").format(
        all=number(gold.customers_before), lost=number(gold.lost)
    )


def figures(counts: dict, currency: str) -> list[str]:
    """The money of those who are listed."""
    return [
        _("{money} contribution").format(money=short_money(counts["to_keep"], currency)),
        _("{money} upside").format(money=short_money(counts["to_gain"], currency)),
    ]


def basis(plays: pd.DataFrame, saving: float) -> str:
    """Who has a play, and what is taken for possible."""
    return _(
        "n = {customers} with one play each · money of 12 months · assumed: at most {saving} of a cost to serve can be"
        " saved"
    ).format(customers=count(plays.customers.sum(), _("customer"), _("customers")), saving=percent(saving))


def shortfall(plays: pd.DataFrame, currency: str) -> str:
    """What Bronze and Tin lose, beside the shortfall of the title; nothing where nobody is in them."""
    if not plays.loc[plays["tier"].isin(["Bronze", "Tin"]), "customers"].sum():
        return ""
    rows = plays.groupby("tier").profit.sum()
    return _(
        "Bronze and Tin lose {loss} after all fixed cost; their shortfall is measured to profit 0 (Bronze) and"
        " contribution 0 (Tin)."
    ).format(loss=short_money(-rows.reindex(["Bronze", "Tin"]).sum(), currency))


def left_out(customers: int) -> str:
    """How many customers of the list's plays are not in it, and why."""
    return _(
        "Excluded: {customers} with an open complaint. Answer it before you ask for an order or a referral."
    ).format(customers=count(customers, _("customer"), _("customers")))
