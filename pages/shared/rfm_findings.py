"""What recency, frequency and money say, in sentences."""

import pandas as pd

from cx.rfm import ALIKE, UNNAMED
from cx.words import _, count, day, money, number, percent, short_money
from pages.shared import exports


def title(groups: pd.DataFrame, currency: str) -> str:
    """Which group brings most of the money, and which group that still bought loses it."""
    if groups.customers.sum() == 0:
        return _("Nobody ordered in this selection")
    groups = groups[groups.customers > 0]
    best = groups.loc[groups.money.idxmax()]
    if best.customer_group == ALIKE:
        return _("Too few customers, or too alike, to score: {customers}").format(
            customers=count(groups.customers.sum(), _("customer"), _("customers"))
        )
    people = percent(best.customer_share)
    if pd.isna(best.money_share):
        return _("{group} are {people} of the customers").format(group=_(best.customer_group), people=people)
    text = _("{group} bring {money} of the money with {people} of the customers").format(
        group=_(best.customer_group), money=percent(best.money_share), people=people
    )
    worst = groups.loc[groups.profit.fillna(0.0).idxmin()]
    if worst.profit < -0.005 and worst.customer_group != best.customer_group:
        text += _("; {group} lose {money}").format(
            group=_(worst.customer_group), money=short_money(-worst.profit, currency)
        )
    return text


def basis(groups: pd.DataFrame, left_out: dict[str, int], as_of) -> str:
    """Who is scored, and who is left out."""
    text = _("{customers} with an order up to {day}, scored on their whole past, whatever the period").format(
        customers=count(groups.customers.sum(), _("customer"), _("customers")), day=day(as_of)
    )
    out = []
    if left_out["only_returned"]:
        out.append(
            count(
                left_out["only_returned"], _("customer with returns only"), _("customers with returns only")
            )
        )
    if left_out["guest_orders"]:
        out.append(count(left_out["guest_orders"], _("guest order"), _("guest orders")))
    return f"{text} · {_('left out')}: {', '.join(out)}" if out else text


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
        return _("The rules hold every combination of scores exactly once, and every group has customers.")
    parts = []
    for problem, said in (("overlap", _("Overlap")), ("gap", _("Gap"))):
        for row in problems[problems.problem == problem].itertuples():
            where = _("{n} of 125 combinations, such as {example}").format(
                n=number(row.cells), example=row.example
            )
            parts.append(f"**{said}** {f'({row.groups}) ' if row.groups else ''}{where}")
    empty = problems.groups[problems.problem == "empty group"].tolist()
    if empty:
        parts.append(f"**{_('Nobody in')}** {', '.join(_(name) for name in empty)}")
    if not any(problems.problem != "empty group"):
        parts.insert(0, _("No gap and no overlap"))
    return " · ".join(parts)


def groups_title(groups: pd.DataFrame) -> str:
    """How many groups lose money, whatever their scores."""
    if (groups.customer_group == ALIKE).any():
        return _("No groups: five customers who differ are the least")
    losing = groups[(groups.profit < -0.005) & (groups.customer_group != UNNAMED)]
    if len(losing) == 0:
        return _("No group loses money")
    return _("{n} of {all} groups lose money, whatever their scores").format(
        n=number(len(losing)), all=number((groups.customers > 0).sum())
    )


def selection(cell: dict | None, named: list[str]) -> list[str]:
    """What is picked, in words."""
    if cell:
        return [_("recency {r}, frequency {f}").format(r=cell["recency_score"], f=cell["frequency_score"])]
    return [", ".join(exports.plain(_(name)) for name in named)] if named else []
