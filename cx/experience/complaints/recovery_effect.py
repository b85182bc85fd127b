"""Recovery effect: orders of complainers in 180 days beside those of matched customers who did not complain."""

from datetime import date
from math import nan

import numpy as np
import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.contribution import resolve
from cx.customers.filters import Scope, scoped
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.complaints import matching, recovery_verdicts, resampling
from cx.statistics.intervals import ENOUGH_TO_RANK

OUTCOMES = ["helped", "not helped", "not asked"]
ALL = "all"
NOT_OVER = "window not over"
BY = ["spend", "severity", "topic", "channel", "answer"]
IN_ORDER = {
    "spend": ["low", "middle", "high"],
    "severity": ["1", "2", "3"],
    "answer": ["within 4 h", "4 to 12 h", "after 12 h", "never"],
}
"""Groups that have an order of their own; others come by their number of complaints."""
MOST_GROUPS = 40
OTHERS = "(others)"
COLUMNS = [
    "outcome", "group", "n", "unmatched", "orders", "expected", "ratio", "low", "high", "p_value", "lost_orders",
    "lost_margin", "check", "check_low", "check_high", "verdict",
]  # fmt: skip


@scoped
def recovery(
    store: Engine, scope: Scope, by: str | None = None, *, assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """Orders in the 180 days after a complaint as a share of those of matched customers, by the complaint's outcome.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    by : None, or one of BY: thirds of the spend in the 365 days before ("low", "middle", "high"), severity ("1" to
        "3"), topic, channel, how soon the first answer came
    assumptions : for the gross margin; None: the company default
    region, channel, segment : only complaints of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row an outcome ("helped", "not helped", "not asked", and "all" of them) and group (None without `by`, and where
    it is not known), and without `by` one row "window not over" with n, the complaints whose 180 days are not over.

    - n, unmatched : examined complaints with and without matched customers; without `by` also cases, all of them
    - orders, expected : placed in the 180 days after, by the cases and by the mean of each case's matched customers
    - ratio, low, high : orders / expected, with its 95 % bootstrap interval; p_value : of a ratio of 1
    - lost_orders, lost_margin : expected less orders, scaled up from the matched cases to all first complaints of the
      outcome, and their gross margin at what an order of the matched customers brought
    - check, check_low, check_high : the ratio of `check`
    - verdict : "as before", "less" or None; None wherever the check leaves out 1

    Raises
    ------
    ValueError
        For an unknown `by`, and in a store without orders.

    Notes
    -----
    A case is a customer's first complaint in 365 days, opened 180 days or more before as_of; its outcome is that of 30
    days after opening: helped (resolved and satisfied), not helped (not satisfied, or not resolved), not asked
    (resolved, satisfaction unknown). At most 3 matched customers: same region, no complaint in the 365 days before,
    last order day within 2 days of the case's, orders of 180 days within 1 or 20 %, tenure within 0.75 standard
    deviations, nearest in orders, ln(1 + spend of 365 days) and tenure. Of large companies 2,000 cases and 5,000
    candidates a region, by hash. The bootstrap draws case customers with their matched sets, 2,000 times.

    "Less": 30 cases, a ratio below 0.95 and the interval wholly below that of the check, of several groups also by
    Holm; "as before": 30 cases, a ratio of 0.95 to 1.05, its interval inside 0.90 to 1.10.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> days = ("2025-01-01", "2025-02-01", "2025-03-01", "2025-12-01")
    >>> lines = [f"{who}{day},{who},{day},10" for who in "AB" for day in days if (who, day) != ("A", "2025-03-01")]
    >>> _ = store.load("orders", "\\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-02-03,A,complaint\\n")
    >>> recovery(store, date(2025, 12, 1))[["outcome", "n", "orders", "expected", "ratio"]].values.tolist()
    [['not helped', 1, 0.0, 1.0, 0.0], ['all', 1, 0.0, 1.0, 0.0], ['window not over', 0, nan, nan, nan]]
    """
    if by is not None and by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    cases = _cases(store, scope, matching.real(store))
    counts = _counts(store, scope)
    cases = cases.assign(weight=_weights(cases, counts))
    found = pd.DataFrame([_row(*part) for part in _parts(cases, by)], columns=COLUMNS)
    found["lost_margin"] = found["lost_orders"] * _margin_of_an_order(store, scope, cases, assumptions)
    checked = check(store, scope).iloc[0]
    found[["check", "check_low", "check_high"]] = checked[["ratio", "low", "high"]].astype(float).tolist()
    found["verdict"] = pd.Series(recovery_verdicts.judged(found), dtype=object)
    if by is None:
        over = {outcome: n for outcome, n in counts.items() if outcome != NOT_OVER}
        found["cases"] = found["outcome"].map(over | {ALL: sum(over.values())})
        found.loc[len(found), ["outcome", "n"]] = [NOT_OVER, counts.get(NOT_OVER, 0)]
    return found.astype({"n": int})


@scoped
def check(store: Engine, scope: Scope) -> pd.DataFrame:
    """The same comparison for customers who did not complain: its ratio has to be 1.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    One row: n, unmatched, orders, expected, ratio, low, high, holds (whether the interval holds 1; True where there is
    no interval).

    Notes
    -----
    As many pretended cases as there are real ones, each another customer without a complaint in the 365 days before;
    its day is an order day plus a lag between last order and complaint of a real case. Matched as `recovery`.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> check(store, date(2025, 1, 5))[["n", "holds"]].values.tolist()
    [[0, True]]
    """
    given = {"as_of": scope.as_of, **scope.of_customers}
    return store.once("complaint_check", lambda: _checked(store, scope), **given).copy()


def _checked(store: Engine, scope: Scope) -> pd.DataFrame:
    cases = _cases(store, scope, matching.pretended(store))
    found = pd.DataFrame([_row("check", None, cases.assign(weight=1.0))])
    found = found[["n", "unmatched", "orders", "expected", "ratio", "low", "high"]]
    return found.assign(holds=~((found["low"] > 1) | (found["high"] < 1)))


@scoped
def help(store: Engine, scope: Scope) -> pd.DataFrame:
    """What helping changes: the ratio of helped complaints over that of complaints that were not helped.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    One row: n_helped, n_not_helped, ratio, low, high, p_value (of a ratio of 1). It removes what sets complainers
    apart from others, not what sets those who get help apart from those who do not.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> help(store, date(2025, 1, 5))[["n_helped", "n_not_helped"]].values.tolist()
    [[0, 0]]
    """
    cases = _cases(store, scope, matching.real(store)).query("matched > 0")
    of = [cases[cases["outcome"] == outcome] for outcome in OUTCOMES[:2]]
    sides = [_by_customer(part).add_prefix(outcome) for outcome, part in zip(OUTCOMES, of, strict=False)]
    sums = pd.concat(sides, axis=1).sort_index().fillna(0).to_numpy()
    estimate, p_value = (nan, nan, nan), nan
    if all(len(part) for part in of):
        drawn, totals = resampling.ratios(sums), sums.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            quotients = drawn[:, 0] / drawn[:, 1]
            whole = float(totals[0] / totals[1] / (totals[2] / totals[3]))
        estimate, p_value = resampling.judged(whole, np.where(np.isfinite(quotients), quotients, nan))
    row = [*(len(part) for part in of), *estimate, p_value]
    return pd.DataFrame([row], columns=["n_helped", "n_not_helped", "ratio", "low", "high", "p_value"])


@scoped
def verdict_from(store: Engine, scope: Scope) -> date | None:
    """The first day on which enough first complaints have their 180 days behind them for a verdict.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `recovery`

    Returns
    -------
    None while fewer than ENOUGH_TO_RANK first complaints were opened.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind\\nT1,2025-01-03,A,complaint\\n")
    >>> verdict_from(store, date(2025, 1, 5)) is None
    True
    """
    given = {"complaints": matching.every(store), "place": ENOUGH_TO_RANK, **scope.of_customers}
    found = store.read("complaints/verdict_from", as_of=scope.as_of, **given)
    return None if found.empty else pd.Timestamp(found["day"].iloc[0]).date()


def until(store: Engine, scope: Scope) -> date:
    """The last day whose orders are known: as_of, or where the orders end."""
    return min(scope.as_of, coverage.last_date(store) or scope.as_of)


def _cases(store: Engine, scope: Scope, of: matching.Matched) -> pd.DataFrame:
    """One row an examined case whose window is over."""
    given = {"profiles": of.profiles, "pairs": of.pairs, "complaints": matching.every(store)}
    return store.read("complaints/cases", as_of=until(store, scope), **given, **scope.of_customers)


def _counts(store: Engine, scope: Scope) -> dict[str, int]:
    """First complaints by outcome, examined or not."""
    given = {"as_of": until(store, scope), "complaints": matching.every(store)}
    found = store.read("complaints/case_counts", **given, **scope.of_customers)
    return dict(zip(found["outcome"], found["cases"].astype(int), strict=True))


def _parts(cases: pd.DataFrame, by: str | None) -> list[tuple[str, str | None, pd.DataFrame]]:
    """Outcome, group and cases of each row."""
    of_outcomes = [(name, cases[cases["outcome"] == name]) for name in OUTCOMES] + [(ALL, cases)]
    if by is None:
        return [(outcome, None, part) for outcome, part in of_outcomes if len(part)]
    groups = _few(cases[by])
    order = sorted(groups.value_counts(dropna=False).sort_index().items(), key=lambda one: _place(by, *one))
    return [
        (outcome, None if pd.isna(group) else str(group), chosen)
        for outcome, part in of_outcomes
        for group, _n in order
        if len(chosen := part[groups[part.index].isna() if pd.isna(group) else groups[part.index] == group])
    ]


def _place(by: str, group: object, n: int) -> int:
    """Where a group comes among the others: in its own order, or the largest first; unknown ones last."""
    return 10**9 if pd.isna(group) else IN_ORDER[by].index(str(group)) if by in IN_ORDER else -n


def _few(groups: pd.Series) -> pd.Series:
    """The groups, those beyond MOST_GROUPS as one."""
    counts = groups.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return groups.where(~groups.isin(counts.index[MOST_GROUPS:]), OTHERS)


def _weights(cases: pd.DataFrame, counts: dict[str, int]) -> pd.Series:
    """How many first complaints of its outcome each matched case stands for."""
    used = cases.loc[cases["matched"] > 0, "outcome"].value_counts()
    return cases["outcome"].map({outcome: counts.get(outcome, 0) / n for outcome, n in used.items()})


def _margin_of_an_order(store: Engine, scope: Scope, cases: pd.DataFrame, assumptions: Assumptions | None) -> float:
    """Gross margin of what an order of the matched customers brought."""
    expected = float(cases["expected"].sum())
    margin = resolve(store, scope.as_of, assumptions).gross_margin
    return margin * float(cases["expected_revenue"].sum()) / expected if expected > 0 else nan


def _row(outcome: str, group: str | None, part: pd.DataFrame) -> dict[str, object]:
    """What a group of cases comes to."""
    used = part[part["matched"] > 0]
    orders, expected = float(used["orders"].sum()), float(used["expected"].sum())
    estimate, p_value = (nan, nan, nan), nan
    if expected > 0:
        drawn = resampling.ratios(_by_customer(used).to_numpy())[:, 0]
        estimate, p_value = resampling.judged(orders / expected, drawn)
    lost = float(((used["expected"] - used["orders"]) * used["weight"]).sum()) if len(used) else nan
    found = [outcome, group, len(used), len(part) - len(used), orders, expected, *estimate, p_value, lost]
    return dict(zip(COLUMNS, found, strict=False))


def _by_customer(cases: pd.DataFrame) -> pd.DataFrame:
    """Orders and expected orders of each case customer."""
    return cases.groupby("customer_id")[["orders", "expected"]].sum()
