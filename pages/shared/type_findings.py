"""What the customer types say, in sentences; why a customer has theirs."""

import pandas as pd

from cx.type_rules import NONE
from cx.words import _, count, number, percent
from pages.shared import claims


def title(kinds: pd.DataFrame) -> str:
    """Which type is most common, and what it brings."""
    everybody = kinds.customers.sum()
    if everybody == 0:
        return _("Nobody ordered in this selection")
    shown = kinds[kinds.kind != NONE]
    if shown.customers.sum() == 0:
        return _("No customer shows a type yet")
    most = shown.loc[shown.customers.idxmax()]
    text = _("{share} of customers are {kind}").format(share=percent(most.share), kind=_(most.kind).lower())
    if kinds.profit.sum() > 0 and most.profit > 0:
        text += _(" and bring {share} of the profit").format(share=percent(most.profit / kinds.profit.sum()))
    dearest = shown.loc[shown.profit.idxmin()]
    if dearest.profit < -0.005 and dearest.kind != most.kind:
        text += _("; the {kind} ones cost more than they bring").format(kind=_(dearest.kind).lower())
    return text


def basis(kinds: pd.DataFrame) -> str:
    """How many customers are judged, and how many show no type."""
    none = kinds.set_index("kind").customers[NONE]
    return _(
        "{customers} of the last 12 months · {none} show no type · a type never depends on the tier"
    ).format(customers=count(kinds.customers.sum(), _("customer"), _("customers")), none=number(none))


def table_title(crossed: pd.DataFrame) -> str:
    """In which tiers the most common type is most and least frequent."""
    shown = crossed[(crossed.kind != NONE) & (crossed.tier_customers >= 30)]
    if shown.empty or shown.customers.sum() == 0:
        return _("Types by tier")
    most = shown.groupby("kind").customers.sum().idxmax()
    rows = shown[shown.kind == most].sort_values("share")
    if len(rows) < 2:
        return _("Types by tier")
    low, high = rows.iloc[0], rows.iloc[-1]
    return claims.claim(
        _("{kind}: {high} of {best}, {low} of {worst}").format(
            kind=_(most),
            high=percent(high.share),
            best=_(high.tier),
            low=percent(low.share),
            worst=_(low.tier),
        ),
        _("Types by tier"),
        high.tier_customers,
        low.tier_customers,
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
        text += _(", sent {n} friends").format(n=number(row.referrals))
    if pd.notna(row.recommends):
        return text + _(", NPS {score}").format(score=number(row.recommends, 1 if row.recommends % 1 else 0))
    return text + ("" if row.referrals > 0 else _(", never asked to recommend"))


def _social(row: pd.Series) -> str:
    return _("{assisted} of {orders} orders with staff, {referred} on a friend's word").format(
        assisted=number(row.assisted_orders),
        orders=number(row.recent_orders),
        referred=number(row.referred_orders),
    )


def _need(row: pd.Series) -> str:
    return _("buys in {categories}, at {discount} off where others get {usual}").format(
        categories=count(row.categories, _("category"), _("categories")),
        discount=percent(row.discount_share, 1),
        usual=percent(row.company_discount_share, 1),
    )


def _impatient(row: pd.Series) -> str:
    text = _("ordered {days} after the first touch").format(
        days=count(row.days_to_order, _("day"), _("days"))
    )
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
