"""What the customer types say, in sentences; why a customer has theirs."""

import pandas as pd

from cx.customers.type_rules import NONE
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, count, number, percent
from pages.shared.claims import claim


def title(kinds: pd.DataFrame) -> str:
    """The most common type with its share of customers and of profit, and the type at the largest loss."""
    everybody, shown = kinds.customers.sum(), kinds[kinds.kind != NONE]
    if shown.customers.sum() == 0:
        return _("No customer has a type yet")
    most = shown.loc[shown.customers.idxmax()]
    fact = _("{n} of {all} customers are {kind}").format(
        n=number(most.customers), all=number(everybody), kind=_(most.kind).lower()
    )
    if kinds.profit.sum() > 0 and most.profit > 0:
        finding = _("{share} of customers are {kind} and earn {profit} of customer profit").format(
            share=percent(most.share),
            kind=_(most.kind).lower(),
            profit=percent(most.profit / kinds.profit.sum()),
        )
    else:
        finding = _("{share} of customers are {kind}").format(share=percent(most.share), kind=_(most.kind).lower())
    said = claim(finding, fact, everybody)
    loss = _loss(shown[shown.kind != most.kind])
    return f"{said}; {loss}" if loss and said == finding else said


def _loss(others: pd.DataFrame) -> str:
    """The type with the largest loss, "" where no type makes one beyond chance."""
    losing = others[others.earns.eq(False) & (others.customers >= ENOUGH_TO_RANK)]
    if losing.empty:
        return ""
    worst = losing.loc[losing.profit.idxmin()]
    return _("{kind} customers cost more than they earn").format(kind=_(worst.kind).lower())


def basis(kinds: pd.DataFrame) -> str:
    """How many customers are judged, and how many show no type."""
    none = kinds.set_index("kind").customers[NONE]
    return _("{customers} of the last 12 months · {none} without a type · tiers have no part in types").format(
        customers=count(kinds.customers.sum(), _("customer"), _("customers")), none=number(none)
    )


def table_title(crossed: pd.DataFrame) -> str:
    """In which tiers the most common type is most and least frequent."""
    fact = _("Types by tier")
    shown = crossed[(crossed.kind != NONE) & (crossed.tier_customers >= ENOUGH_TO_RANK)]
    if shown.customers.sum() == 0:
        return fact
    most = shown.groupby("kind").customers.sum().idxmax()
    rows = shown[shown.kind == most].sort_values("share")
    low, high = rows.iloc[0], rows.iloc[-1]
    finding = _("{kind}: {high} of {best}, {low} of {worst}").format(
        kind=_(most), high=percent(high.share), best=_(high.tier), low=percent(low.share), worst=_(low.tier)
    )
    return claim(
        finding,
        fact,
        low.tier_customers,
        high.tier_customers,
        verdict=high.higher is True and low.higher is False,
    )


def evidence(row: pd.Series) -> str:
    """One sentence: what the customer's type stands on, or what comes nearest."""
    found = [
        said
        for holds, said in (
            (row.is_loyal or row.kind == NONE, _loyal),
            (row.is_social, _social),
            (row.is_need_based, _need),
            (row.is_impatient, _impatient),
        )
        if holds
    ]
    return "; ".join(said(row) for said in found)


def _loyal(row: pd.Series) -> str:
    text = _("{orders} over {months}, in {active} of {quarters} quarters").format(
        orders=count(row.order_days, _("order"), _("orders")),
        months=count(round(row.known_days / 30.44), _("month"), _("months")),
        active=number(row.active_quarters),
        quarters=number(row.quarters),
    )
    if row.referrals > 0:
        text += _(", referred {people}").format(people=count(row.referrals, _("person"), _("people")))
    if pd.notna(row.recommends):
        score = number(row.recommends, 1 if row.recommends % 1 else 0)
        return text + _(", would recommend: {score} of 10").format(score=score)
    return text + ("" if row.referrals > 0 else _(", never asked to recommend"))


def _social(row: pd.Series) -> str:
    said = {
        "assisted": number(row.assisted_orders),
        "orders": count(row.recent_orders, _("order"), _("orders")),
        "referred": number(row.referred_orders),
    }
    if not row.referred_orders:
        return _("{assisted} of {orders} with staff help").format(**said)
    if not row.assisted_orders:
        return _("{referred} of {orders} after a referral").format(**said)
    return _("{assisted} of {orders} with staff help, {referred} after a referral").format(**said)


def _need(row: pd.Series) -> str:
    return _("buys in {categories}, at {discount} off where others get {usual}").format(
        categories=count(row.categories, _("category"), _("categories")),
        discount=percent(row.discount_share, 1),
        usual=percent(row.company_discount_share, 1),
    )


def _impatient(row: pd.Series) -> str:
    text = _("ordered {days} after the first touch").format(days=count(row.days_to_order, _("day"), _("days")))
    if row.speed_signs > 0:
        text += _(", asked for speed")
    if pd.notna(row.left_after_delay_on) or pd.notna(row.left_on):
        text += _(", left after a delay")
    return text


def selection(picked: dict | None, of: list[str]) -> list[str]:
    """What is picked, in words."""
    if picked:
        return [f"{_(picked['kind'])} · {_(picked['tier'])}"]
    return [", ".join(_(kind) for kind in of)] if of else []
