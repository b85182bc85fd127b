"""What recency, frequency and money say, in sentences."""

import pandas as pd

from cx.customers.rfm.scores import ALIKE, UNNAMED
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, count, day, money, number, percent, short_money
from pages.shared import safe_text
from pages.shared.claims import claim


def title(groups: pd.DataFrame, currency: str) -> str:
    """The group with most revenue of the whole past."""
    people = count(groups.customers.sum(), _("customer"), _("customers"))
    if _alike(groups):
        return _("Too few customers, or too similar, to score: {customers}").format(customers=people)
    groups = groups[groups.customers > 0]
    best = groups.loc[groups.money.idxmax()]
    finding = _("{group}: {money} of revenue from {people} of customers").format(
        group=safe_text.escaped(_(best.customer_group)),
        money=percent(best.money_share),
        people=percent(best.customer_share),
    )
    if pd.isna(best.money_share):
        finding = _("No shares by group: net revenue is not above zero")
    fact = _("{customers} with {money} revenue: groups too small to compare").format(
        customers=people, money=short_money(groups.money.sum(), currency)
    )
    return claim(finding, fact, best.customers)


def _alike(groups: pd.DataFrame) -> bool:
    return (groups.customer_group == ALIKE).any()


def basis(groups: pd.DataFrame, left_out: dict[str, int], as_of) -> str:
    """Who is scored, and who is left out."""
    text = _(
        "{customers} with an order up to {day} · scores and revenue of their whole past, profit of the last 12 months"
    ).format(customers=count(groups.customers.sum(), _("customer"), _("customers")), day=day(as_of))
    out = []
    if left_out["only_returned"]:
        out.append(count(left_out["only_returned"], _("customer with returns only"), _("customers with returns only")))
    if left_out["guest_orders"]:
        out.append(count(left_out["guest_orders"], _("guest order"), _("guest orders")))
    return f"{text} · {_('excluded')}: {', '.join(out)}" if out else text


def best_score(scale: pd.DataFrame, measure: str, currency: str) -> str:
    """What the highest score of a measure that anybody has stands for, as a short text."""
    rows = scale[scale.measure == measure]
    row = rows.loc[rows.score.idxmax()]
    if measure == "recency":
        return _("≤ {n} days").format(n=number(row.highest))
    if measure == "frequency":
        return _("≥ {n} orders").format(n=number(row.lowest))
    return f"≥ {money(row.lowest, currency, 0)}"


def checked(problems: pd.DataFrame) -> str:
    """What the checker of the rules found."""
    if problems.empty:
        return _("The rules cover every combination of scores exactly once, and every group has customers.")
    parts = []
    for problem, said in (("overlap", _("Overlap")), ("gap", _("Gap"))):
        for row in problems[problems.problem == problem].itertuples():
            where = _("{n} of 125 combinations, such as {example}").format(n=number(row.cells), example=row.example)
            parts.append(f"**{said}** {f'({row.groups}) ' if row.groups else ''}{where}")
    empty = problems.groups[problems.problem == "empty group"].tolist()
    if empty:
        parts.append(f"**{_('No customers in')}** {', '.join(_(name) for name in empty)}")
    if not any(problems.problem != "empty group"):
        parts.insert(0, _("No gap and no overlap"))
    return " · ".join(parts)


def groups_title(groups: pd.DataFrame) -> str:
    """How many groups made a loss, whatever their scores."""
    if _alike(groups):
        return _("No groups: scoring takes five customers or more who differ")
    known = groups[groups.profit.notna() & (groups.customer_group != UNNAMED)]
    if known.empty:
        return _("No profit by group: nobody in a group ordered in the last 12 months")
    large = known[known.customers >= ENOUGH_TO_RANK]
    losing = large[large.profit < -0.005]
    finding = _("{n} of {all} groups of 30 customers or more made a loss in the last 12 months").format(
        n=number(len(losing)), all=number(len(large))
    )
    if losing.empty:
        finding = _("No group of 30 customers or more made a loss in the last 12 months")
    fact = _("Revenue and profit by group: too few customers to compare")
    return claim(finding, fact, large.customers.sum())


def selection(cell: dict | None, named: list[str]) -> list[str]:
    """What is picked, in words."""
    if cell:
        return [_("recency {r}, frequency {f}").format(r=cell["recency_score"], f=cell["frequency_score"])]
    return [", ".join(safe_text.escaped(_(name)) for name in named)] if named else []
