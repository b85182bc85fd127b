"""Titles that say what was found, in one sentence each."""

import pandas as pd

from cx.charts.customers.breakdown import name_of
from cx.customers.segments import breakdown
from cx.statistics import verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.tables.customer_measures import title
from cx.text.formatting import _, count, day, number, percent, points, short_money
from pages.shared import safe_text, tier_sentences
from pages.shared.claims import claim


def tiers(table: pd.DataFrame, currency: str) -> str:
    """Who earns the profit and who gives it back, from cx.segments.tiers; of few customers the counts alone."""
    rows = table.set_index("tier")
    profit, people = rows.profit.sum(), rows.customers.sum()
    if people == 0:
        return _("No orders in this selection")
    covering = number(rows.covering.sum())
    if profit <= 0:
        return _("A loss of {money}: {n} of {all} customers cover all their cost").format(
            money=short_money(abs(profit), currency), n=covering, all=number(people)
        )
    fact = _("{n} of {all} customers cover all their cost; {money} customer profit in all").format(
        n=covering, all=number(people), money=short_money(profit, currency)
    )
    return claim(_who_earns(rows, profit, people), fact, people)


def _who_earns(rows: pd.DataFrame, profit: float, people: float) -> str:
    best = rows.loc[["Platinum", "Gold"]] if rows.customers["Platinum"] else rows.loc[["Gold"]]
    shares = {
        "people": percent(best.customers.sum() / people),
        "share": percent(best.profit.sum() / profit),
    }
    worst = rows.profit[["Bronze", "Tin"]]
    loss = worst[worst < 0]
    if loss.sum() / profit > -0.005:
        return _("{people} of customers earn {share} of customer profit").format(**shares)
    text = (
        _("{people} of customers earn {share} of customer profit; {tiers} loses {loss}")
        if len(loss) == 1
        else _("{people} of customers earn {share} of customer profit; {tiers} lose {loss}")
    )
    return text.format(
        **shares, tiers=_(" and ").join(_(tier) for tier in loss.index), loss=percent(-loss.sum() / profit)
    )


def tiers_basis(table: pd.DataFrame, span, currency: str) -> str:
    """What the tiers stand on: how many customers, whose profit, over which days, and how many cover their cost."""
    return _("n = {customers} · {profit} customer profit from {since} to {until} · {coverage}").format(
        customers=count(table.customers.sum(), _("customer"), _("customers")),
        profit=short_money(table.profit.sum(), currency),
        since=day(span.since),
        until=day(span.until),
        coverage=tier_sentences.coverage(table),
    )


def share_of_profit(share: float) -> str:
    """A tier's share of the profit of all tiers, in words."""
    return (
        _("no share: the tiers make a loss")
        if pd.isna(share)
        else _("{share} of customer profit").format(share=percent(share))
    )


def whale(curve: pd.DataFrame, customers: float) -> str:
    """How high the curve rises and where it falls back to."""
    if curve.profit_share.isna().all():
        return _("Customers make a loss overall")
    peak = curve.profit_share.max()
    found = (
        _("No customer reduces the total customer profit")
        if peak < 1.005
        else _("Customer profit peaks at {peak}, then falls back to 100%").format(peak=percent(peak))
    )
    fact = _("Cumulative profit of {customers}").format(customers=count(customers, _("customer"), _("customers")))
    return claim(found, fact, customers)


def ledger(table: pd.DataFrame, currency: str) -> str:
    """The last line of the profit and loss, of which nothing is claimed."""
    last = table.set_index("who").loc["Total"]
    return _("{profit} operating profit of {revenue} revenue").format(
        profit=short_money(last.profit, currency), revenue=short_money(last.revenue, currency)
    )


def scatter(dots: pd.DataFrame, axes: tuple[str, str] = ("revenue", "profit")) -> str:
    """Whether much of the one measure goes with much of the other; a verdict needs a correlation surely above 0."""
    across, up = (title(measure).lower() for measure in axes)
    people, together = dots.customers.sum(), _rank_correlation(dots)
    against = _("{across} against {up}").format(across=title(axes[0]), up=up)
    if pd.isna(together) or axes[0] == axes[1]:
        return against
    if abs(together) < 0.2:
        found = _("{across} and {up} are weakly related (rank correlation {rho})")
        return claim(found.format(across=title(axes[0]), up=up, rho=number(together, 2)), against, people)
    found = (
        _("More {across} goes with more {up} (rank correlation {rho})")
        if together > 0
        else _("More {across} goes with less {up} (rank correlation {rho})")
    )
    return claim(
        found.format(across=across, up=up, rho=number(together, 2)),
        against,
        people,
        verdict=verdicts.correlated(together, people),
    )


def _rank_correlation(dots: pd.DataFrame) -> float:
    """Spearman's correlation of customers, each standing at the centre of the dot they are in."""
    if dots.empty:
        return float("nan")
    ranks = []
    for side in ("x_dot", "y_dot"):
        there = dots.groupby(side).customers.sum()
        ranks.append(dots[side].map(there.cumsum() - there / 2))
    weights = dots.customers / dots.customers.sum()
    x, y = (rank - (rank * weights).sum() for rank in ranks)
    spread = ((x * x * weights).sum() * (y * y * weights).sum()) ** 0.5
    return float((x * y * weights).sum() / spread) if spread > 0 else float("nan")


def mix(table: pd.DataFrame, attribute: str, of_segment: str | None = None) -> str:
    """Which group has the clearest surplus or lack of Platinum and Gold, from cx.customers.segments.breakdown.tiers.

    of_segment : the saved segment whose members stand beside everybody else, None for any other attribute
    """
    standing_out = breakdown.standing_out(table)
    sizes = table.groupby("group").n.first().drop(breakdown.UNKNOWN, errors="ignore")
    if not of_segment and (sizes >= ENOUGH_TO_RANK).sum() < 2:
        return _("Tier mix by {attribute}").format(attribute=attribute)
    if standing_out is None and of_segment:
        return _("Members of “{segment}” and all others: no clear difference in Platinum and Gold").format(
            segment=safe_text.escaped(of_segment)
        )
    if standing_out is None:
        return _("No {attribute} has clearly more or less Platinum and Gold than the others").format(
            attribute=attribute
        )
    group, share, others, higher = standing_out
    text = (
        _("{group} has more Platinum and Gold than the others: {share} against {others}")
        if higher
        else _("{group} has less Platinum and Gold than the others: {share} against {others}")
    )
    return text.format(group=safe_text.escaped(group), share=percent(share), others=percent(others))


def mix_order(table: pd.DataFrame, attribute: str, partial: list[str]) -> str:
    """In which order the groups stand, and which are not compared; partial : the years of newcomers among them."""
    said = [
        _(
            "Share of each group's customers, with the number of customers, in order of {attribute}. Right: Platinum"
            " and Gold."
        )
        if breakdown.is_ordinal(table)
        else _("Share of each group's customers, with the number of customers. Right: Platinum and Gold, most first."),
    ]
    if (table.n < ENOUGH_TO_RANK).any():
        said.append(_("Pale: under 30, shown but not ranked."))
    if breakdown.UNKNOWN in set(table.group):
        said.append(_("Last: customers without a value."))
    there = [year for year in partial if year in set(table.group)]
    if there and table.group.nunique() > 1:
        said.append(
            _("First order in {years}: customers for less than the whole 12 months, so not compared.").format(
                years=_(" or ").join(there)
            )
        )
    return " ".join(said).format(attribute=attribute)


def comparison(table: pd.DataFrame, one: str) -> str:
    """On which measures two groups differ the most, from the table of cx.comparing."""
    told = table[table.higher.notna() & table.effect.notna()]
    if told.empty:
        return _("Too few to tell, or no clear difference")
    top = told.loc[told.effect.abs().sort_values(ascending=False).index[:2]]
    parts = [
        (_("{measure} higher") if row.higher else _("{measure} lower")).format(measure=name_of(row.measure).lower())
        for row in top.itertuples()
    ]
    return _("{one}: {differences}; {n} of {all} measures differ").format(
        one=safe_text.escaped(one), differences=_(" and ").join(parts), n=len(told), all=len(table)
    )


def interval(low: float, high: float) -> str:
    """A confidence interval in words."""
    return _("95% CI: {points}").format(points=points(low, high))
