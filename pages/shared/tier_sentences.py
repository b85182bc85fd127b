"""Sentences about tiers that several pages say: why a tier, what would lift a customer, how sure it is."""

import pandas as pd

from cx.charts.customers.breakdown import said
from cx.customers.segments.tier_model import TIERS
from cx.statistics.clusters import STABLE
from cx.tables.customer_measures import title
from cx.text.formatting import _, count, money, number, percent, short_money
from pages.shared.claims import claim


def coverage(table: pd.DataFrame) -> str:
    """The share of customers that covers fixed and variable cost, beside the source's rule of thumb."""
    covering, people = table.covering.sum(), table.customers.sum()
    share = covering / people
    text = (
        _("{share} of customers cover all their cost, below the rule of thumb of two thirds to three quarters")
        if share < 2 / 3
        else (
            _("{share} of customers cover all their cost, above the rule of thumb of two thirds to three quarters")
            if share > 3 / 4
            else _(
                "{share} of customers cover all their cost, within the rule of thumb of two thirds to three quarters"
            )
        )
    )
    fact = _("{n} of {all} customers cover all their cost").format(n=number(covering), all=number(people))
    return claim(text.format(share=percent(share)), fact, people)


def profits(ledger: pd.DataFrame, currency: str) -> str:
    """How customer profit stands to the operating profit, from cx.segments.profit_and_loss."""
    lines = ledger.set_index("who").profit
    total, of_tiers = lines["Total"], lines.reindex(TIERS).sum()
    text = (
        _("Customer profit equals operating profit: no guests, no cost of people without orders.")
        if abs(total - of_tiers) < 0.005
        else _(
            "{customers} customer profit and {others} outside the tiers (guests, people without orders) make {total}"
            " operating profit."
        )
    )
    return text.format(
        customers=short_money(of_tiers, currency),
        others=short_money(total - of_tiers, currency),
        total=short_money(total, currency),
    )


def quality(model) -> str:
    """How clear and how stable the clusters are, in one line."""
    if model.customers == 0:
        return _("No customer is profitable: nothing to cluster.")
    if model.limits:
        return _(
            "No number of clusters is stable (two halves of the customers agree to {rand}): limits on profit and value "
            "to the customer are used instead"
        ).format(rand=number(model.stability, 2))
    if pd.isna(model.silhouette):
        return _("Too few different customers to cluster: all profitable ones are Gold.")
    text = _(_structure(model.silhouette)).format(n=len(model.centres), silhouette=number(model.silhouette, 2))
    if pd.isna(model.stability):
        return text + _("; too few customers to judge stability")
    stable = _("stable") if model.stability >= STABLE else _("only fairly stable")
    return text + _("; {stable}: two halves of the customers agree to {rand} (adjusted Rand)").format(
        stable=stable, rand=number(model.stability, 2)
    )


def _structure(silhouette: float) -> str:
    """What a silhouette says of the clusters, in the words of its authors (Kaufman & Rousseeuw, 1990, table 4)."""
    if silhouette > 0.7:
        return "{n} clusters with a strong structure (silhouette {silhouette})"
    if silhouette > 0.5:
        return "{n} clusters with a reasonable structure (silhouette {silhouette})"
    if silhouette > 0.25:
        return "{n} clusters with a weak structure, which could be artificial (silhouette {silhouette})"
    return "{n} clusters without a substantial structure (silhouette {silhouette})"


def borderline(table: pd.DataFrame) -> str:
    """How many of the profitable customers stand almost as close to another tier."""
    rows = table.set_index("tier").loc[["Platinum", "Gold", "Silver"]]
    people = rows.customers.sum()
    return _("{n} of {all} profitable customers are borderline between two tiers").format(
        n=number((rows.borderline_share * rows.customers).sum()), all=number(people)
    )


def key_dependence(counts: dict[str, int]) -> str:
    """How many customers' tier depends on the key that spreads the fixed cost, from cx.sensitivity.keys."""
    people = counts["customers"]
    if counts["depend"] == 0:
        return _("No customer's tier depends on how fixed cost is allocated")
    return _(
        "The tier of {n} of {all} customers depends on how fixed cost is allocated; {sign} switch between profit and"
        " loss"
    ).format(n=number(counts["depend"]), all=number(people), sign=number(counts["sign"]))


def why(row: pd.Series, currency: str, assumptions) -> str:
    """One plain sentence: why this customer is in this tier."""
    if assumptions.bands:
        return _by_hand(row, currency, assumptions)
    if row.tier == "Tin":
        return _(
            "Tin: {revenue} revenue, {contribution} contribution after goods and service: costs more to serve than it"
            " earns."
        ).format(revenue=money(row.revenue, currency), contribution=money(row.contribution, currency))
    if row.tier == "Bronze":
        return _("Bronze: {contribution} contribution, less than the {share} share of fixed cost.").format(
            contribution=money(row.contribution, currency), share=money(row.fixed_cost_share, currency)
        )
    place = percent(max(row["rank"] / row.everybody, 0.01))
    sentences = {
        "Platinum": _(
            "Platinum: top {place} by profit ({profit}); among the customers with the highest profit and value to them"
        ),
        "Gold": _("Gold: top {place} by profit ({profit}); similar customers score below Platinum on profit and value"),
        "Silver": _(
            "Silver: top {place} by profit ({profit}); similar customers buy outside our core range or score lower on"
            " profit and value"
        ),
    }
    text = sentences[row.tier].format(profit=money(row.profit, currency), place=place)
    if pd.notna(row.doubt) and row.doubt >= 0.9:
        return text + _(", but borderline to {tier}.").format(tier=_(row.next_tier))
    return text + "."


def _by_hand(row: pd.Series, currency: str, assumptions) -> str:
    measure = assumptions.bands_by
    low, high = next(band[1:] for band in assumptions.bands if band[0] == row.tier)
    return _("{tier} by custom thresholds: {rule}; this customer has {value}.").format(
        tier=_(row.tier),
        rule=rule(((measure, low, high),), currency).lower(),
        value=said(measure, row[measure], currency),
    )


def lifts(ways: pd.DataFrame, tier: str, currency: str) -> str:
    """What would move a customer one tier up, from cx.why.lifts."""
    if tier == "Platinum":
        return _("Highest tier: keep the relationship.")
    if ways.empty:
        return _("No single change lifts this customer a tier; several are needed.")
    first = ways.iloc[0]
    if tier == "Tin":
        return _(
            "Moves to Bronze with {money} more contribution a year: a larger basket, a better margin or cheaper"
            " service."
        ).format(money=money(first.needed - first.now, currency))
    if tier == "Bronze":
        return _("Profitable with {money} more a year; would then be nearest to {to}.").format(
            money=money(first.needed - first.now, currency), to=_(first.to)
        )
    said_ways = [_way(way, currency) for way in ways.head(3).itertuples()]
    return _("Moves to {to} with any one of: {ways}.").format(to=_(first.to), ways="; ".join(said_ways))


def _way(way, currency: str) -> str:
    """One measure that lifts a customer, as what has to change."""
    if way.measure == "profit":
        return _("{money} more profit").format(money=money(way.needed - way.now, currency))
    if way.measure == "purchases":
        more = way.needed - way.now
        return count(more, _("more order"), _("more orders"))
    if way.measure == "recency_days":
        return _("an order in the last {days}").format(days=count(max(way.needed, 1), _("day"), _("days")))
    if way.measure == "value_to_customer":
        return _("{points} higher value to the customer (satisfaction, breadth, service)").format(
            points=number(way.needed - way.now, 1)
        )
    return _("a product mix closer to our core range")


def rule(bounds: tuple, currency: str) -> str:
    """The bounds of a rule of cx.why.rules in words."""
    if not bounds:
        return _("everybody")
    parts = []
    for measure, low, high in bounds:
        if low == float("-inf") and high == float("inf"):
            continue
        name = _("Change of profit") if measure == "profit_change" else title(measure)
        kind = "profit" if measure == "profit_change" else measure
        low_text, high_text = said(kind, low, currency), said(kind, high, currency)
        parts.append(
            f"{name} {low_text} – {high_text}"
            if low > float("-inf") and high < float("inf")
            else f"{name} > {low_text}"
            if low > float("-inf")
            else f"{name} ≤ {high_text}"
        )
    return " · ".join(parts)


def assumptions(table: pd.DataFrame, at_margins: pd.DataFrame | None, currency: str) -> str | None:
    """What is assumed rather than recorded, from cx.contribution.assumed; None when nothing is.

    at_margins : what the finding would be under a lower and a higher margin, from cx.sensitivity.at_margins; None
        where the margin is recorded
    """
    assumed = table[table.source == "assumed"].set_index("name")
    says = {
        "gross_margin": lambda row: _("{share} gross margin").format(share=percent(row.value)),
        "cost_per_order": (
            lambda row: _("{money} ({share}) to serve an order").format(
                money=money(row.value, currency, 2), share=percent(row.basis)
            )
        ),
        "fixed_cost_a_year": lambda row: _("{share} of revenue as fixed cost").format(share=percent(row.basis)),
    }
    parts = [say(assumed.loc[name]) for name, say in says.items() if name in assumed.index]
    if not parts:
        return None
    text = _("Assumes {what}.").format(what=", ".join(parts))
    return text if at_margins is None else f"{text} {_range(at_margins)}"


def _range(at_margins: pd.DataFrame) -> str:
    low, high = at_margins.iloc[0], at_margins.iloc[-1]
    people = int(low.customers)
    fact = _("{low} of {all} customers cover their cost at {low_margin} margin, {high} at {high_margin}.").format(
        low=number(low.covering),
        high=number(high.covering),
        all=number(people),
        low_margin=percent(low.gross_margin),
        high_margin=percent(high.gross_margin),
    )
    claimed = _("{low} of customers cover their cost at {low_margin} margin, {high} at {high_margin}.").format(
        low=percent(low.covering / max(people, 1)),
        high=percent(high.covering / max(people, 1)),
        low_margin=percent(low.gross_margin),
        high_margin=percent(high.gross_margin),
    )
    return claim(claimed, fact, people)
