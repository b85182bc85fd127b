"""The three rules for next offers, held against what customers bought later."""

import json
from datetime import date
from math import nan, sqrt
from statistics import NormalDist

import pandas as pd

from cx.engine.connection import Engine
from cx.market.offers import rule_tables
from cx.market.offers.rule_tables import OFFERS, OWN_MIX, RULES, SELLS_MOST, TOGETHER
from cx.statistics import intervals, periods, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK, ESTIMATE_LOW_HIGH

CHANCE = "chance"
_Z = NormalDist().inv_cdf(0.975)


def rules(store: Engine, as_of: date, offers: int = OFFERS) -> pd.DataFrame:
    """How often each rule for next offers would have hit, on the company's own past.

    The rules see what was known six months before as_of. A hit is a customer who bought one of the offered products in
    the six months after that day: each offer is new to the customer and was still sold.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    offers : to each customer, 1 to 3

    Returns
    -------
    One row a rule, the simplest first, and one of chance: rule ("sells_most", "own_mix", "together", "chance"), hits, n
    (customers who bought something that was new to them), rate (0..1) with its 95 % Wilson interval low, high; ahead
    (of "sells_most", in the same customers) with its 95 % interval ahead_low, ahead_high; is_better (its difference
    lies above 0 by Holm over the two rules), is_used (the largest of those that are better, of equal ones the simpler;
    without any "sells_most"). Of chance: as many products drawn from those that could be offered. No rows where nothing
    is sold by product.

    Raises
    ------
    ValueError
        For other numbers of offers.

    Notes
    -----
    "sells_most": most purchases in the last 90 days. "own_mix": (purchases in the category + 2 share of the category) /
    (purchases + 2) times the product's share inside the category. "together": sum of its similarities to what the
    customer bought, the cosine of how many customers bought both, shrunk by c / (c + 20) at c customers. Candidates are
    products with a purchase in the last 90 days, not retired, at most 20 a category. At most 40,000 customers are
    tested, chosen by a hash.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-01-03,P1,9\\n2,B,2025-04-03,P2,9\\n3,A,2025-09-03,P2,9\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,product_id,revenue\\n" + lines)
    >>> found = rules(store, date(2025, 10, 31))
    >>> found[["rule", "hits", "n", "is_used"]].values.tolist()[0]
    ['sells_most', 1.0, 1, True]
    """
    periods.checked(as_of=as_of)
    checked(offers)
    text = store.keep_text("offers_rules", lambda: _as_text(_rules(store, as_of, offers)), as_of=as_of, offers=offers)
    return pd.DataFrame(json.loads(text))


def checked(offers: int) -> None:
    """Refuse a number of offers that no rule makes."""
    if offers not in range(1, OFFERS + 1):
        raise ValueError(f"{offers!r} is no number of offers from 1 to {OFFERS}.")


def used(found: pd.DataFrame) -> str:
    """The rule that is used, of the answer of `rules`; "" where there is none."""
    return next(iter(found.loc[found["is_used"], "rule"]), "")


def _as_text(found: pd.DataFrame) -> str:
    return json.dumps(found.to_dict("list"))


def _rules(store: Engine, as_of: date, offers: int) -> pd.DataFrame:
    past = rule_tables.past(store, as_of)
    tables = {rule: rule_tables.by_rule(store, rule, as_of, past) for rule in RULES}
    found = store.read(
        "offers/tested",
        **tables,
        bought=rule_tables.bought(store, as_of),
        before=rule_tables.before(store, as_of),
        candidates=past.candidates,
        testers=past.everyone,
        offers=offers,
    ).iloc[0]
    some = store.value("select count(*) from query_table($sold)", sold=rule_tables.candidates(store, as_of))
    return _judged(found) if some else _judged(found).iloc[:0]


def _judged(found: pd.Series) -> pd.DataFrame:
    n = int(found["n"])
    rates = [(rule, int(found[rule]), *intervals.wilson(int(found[rule]), n)) for rule in RULES]
    rows = pd.DataFrame(
        [*rates, (CHANCE, nan, found["chance"], nan, nan)], columns=["rule", "hits", "rate", "low", "high"]
    )
    rows.insert(2, "n", n)
    ahead = {rule: _ahead(int(found[f"{rule}_more"]), int(found[f"{rule}_fewer"]), n) for rule in (OWN_MIX, TOGETHER)}
    parts = pd.DataFrame([ahead.get(rule, (nan, nan, nan)) for rule in rows["rule"]])
    rows[["ahead", "ahead_low", "ahead_high"]] = parts.to_numpy()
    better = _better(ahead, n)
    rows["is_better"] = rows["rule"].isin(better)
    hits = rows.set_index("rule")["hits"]
    rows["is_used"] = rows["rule"] == max(better or [SELLS_MOST], key=lambda rule: hits[rule])
    return rows


def _ahead(more: int, fewer: int, n: int) -> ESTIMATE_LOW_HIGH:
    """How many more of the same customers a rule hits, as a share with its interval of paired differences."""
    if n < 2:
        return nan, nan, nan
    mean, reach = (more - fewer) / n, _Z * _error(more, fewer, n)
    return mean, mean - reach, mean + reach


def _error(more: int, fewer: int, n: int) -> float:
    """Standard error of the mean of n differences, of which `more` are 1, `fewer` are -1 and the others 0."""
    return sqrt((more + fewer - (more - fewer) ** 2 / n) / (n - 1) / n)


def _better(ahead: dict[str, ESTIMATE_LOW_HIGH], n: int) -> list[str]:
    """The rules whose difference lies above 0, the simpler first."""
    if n < ENOUGH_TO_RANK:
        return []
    verdict = verdicts.decided(list(ahead.values()), [_p(*one) for one in ahead.values()])
    return [rule for rule, is_higher in zip(ahead, verdict, strict=True) if is_higher]


def _p(mean: float, low: float, high: float) -> float:
    """The p-value of a mean difference being 0, two-sided, from its interval."""
    if high == low:
        return 0.0 if mean else 1.0
    return 2 * NormalDist().cdf(-abs(mean) * 2 * _Z / (high - low))
