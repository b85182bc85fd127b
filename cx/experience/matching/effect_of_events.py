"""What an event does to later orders: those of its customers in 180 days beside those of matched customers."""

from collections.abc import Callable, Sequence
from datetime import date
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.contribution import resolve
from cx.customers.filters import Scope
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.experience.matching import effect_verdicts, matched_cases, resampling
from cx.experience.matching.matched_cases import OF_SPEND, Events, Matched
from cx.statistics.intervals import ENOUGH_TO_RANK

ALL = "all"
NOT_OVER = "window not over"
MOST_GROUPS = 40
OTHERS = "(others)"
COLUMNS = [
    "outcome", "group", "n", "unmatched", "orders", "expected", "ratio", "low", "high", "p_value", "lost_orders",
    "lost_margin", "check", "check_low", "check_high", "verdict",
]  # fmt: skip
Group = str | Callable[[pd.DataFrame], pd.Series]
"""What cases are grouped by: a column of theirs, or what a function says of them."""


def effect(
    store: Engine, scope: Scope, events: Events, by: Group | None, assumptions: Assumptions | None
) -> pd.DataFrame:
    """Orders in the 180 days after an event as a share of those of matched customers, by its outcome.

    Parameters
    ----------
    store, scope : the company, and the last day and whose events count
    events : what happened
    by : what is grouped besides
    assumptions : for the gross margin; None: the company default

    Returns
    -------
    As of `cx.complaints.recovery`.
    """
    cases = _cases(store, scope, events, matched_cases.real(store, events))
    counts = _counts(store, scope, events)
    cases = cases.assign(weight=_weights(cases, counts))
    found = pd.DataFrame([_row(*part) for part in _parts(cases, events, by)], columns=COLUMNS)
    found["lost_margin"] = found["lost_orders"] * _margin_of_an_order(store, scope, cases, assumptions)
    checked = check(store, scope, events).iloc[0]
    found[["check", "check_low", "check_high"]] = checked[["ratio", "low", "high"]].astype(float).tolist()
    found["verdict"] = pd.Series(effect_verdicts.judged(found), dtype=object)
    if by is None:
        over = {outcome: n for outcome, n in counts.items() if outcome != NOT_OVER}
        found["cases"] = found["outcome"].map(over | {ALL: sum(over.values())})
        found.loc[len(found), ["outcome", "n"]] = [NOT_OVER, counts.get(NOT_OVER, 0)]
    return found.astype({"n": int})


def check(store: Engine, scope: Scope, events: Events) -> pd.DataFrame:
    """The same comparison for customers who had no event: its ratio has to be 1. As of `cx.complaints.check`."""
    given = {"events": events.table, "as_of": scope.as_of, **scope.of_customers}
    return store.once("matched_check", lambda: _checked(store, scope, events), **given).copy()


def _checked(store: Engine, scope: Scope, events: Events) -> pd.DataFrame:
    cases = _cases(store, scope, events, matched_cases.pretended(store, events))
    found = pd.DataFrame([_row("check", None, cases.assign(weight=1.0))])
    found = found[["n", "unmatched", "orders", "expected", "ratio", "low", "high"]]
    return found.assign(holds=~((found["low"] > 1) | (found["high"] < 1)))


def quotient(store: Engine, scope: Scope, events: Events, by: Group | None = None) -> pd.DataFrame:
    """The ratio of the first outcome over that of the second: what sets cases apart from others drops out.

    Returns
    -------
    One row, or one a group: group, n, n_other (cases of each with matched customers), ratio, low, high, p_value (of a
    ratio of 1).
    """
    cases = _cases(store, scope, events, matched_cases.real(store, events)).query("matched > 0")
    parts = [(None, cases)] if by is None else [part[1:] for part in _parts(cases, events, by) if part[0] == ALL]
    found = [_quotient(part, events.outcomes[:2]) for _group, part in parts]
    table = pd.DataFrame(found, columns=["n", "n_other", "ratio", "low", "high", "p_value"])
    return table.assign(group=[group for group, _part in parts])


def _quotient(cases: pd.DataFrame, outcomes: Sequence[str]) -> list[float]:
    of = [cases[cases["outcome"] == outcome] for outcome in outcomes]
    sides = [_by_customer(part).add_prefix(outcome) for outcome, part in zip(outcomes, of, strict=True)]
    sums = pd.concat(sides, axis=1).sort_index().fillna(0).to_numpy()
    estimate, p_value = (nan, nan, nan), nan
    if all(len(part) for part in of):
        drawn, totals = resampling.ratios(sums), sums.sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            quotients = drawn[:, 0] / drawn[:, 1]
            whole = float(totals[0] / totals[1] / (totals[2] / totals[3]))
        estimate, p_value = resampling.judged(whole, np.where(np.isfinite(quotients), quotients, nan))
    return [*(len(part) for part in of), *estimate, p_value]


def verdict_from(store: Engine, scope: Scope, events: Events) -> date | None:
    """The day on which ENOUGH_TO_RANK first events have their 180 days behind them; None while there are fewer."""
    given = {"events": events.table, "place": ENOUGH_TO_RANK, **scope.of_customers}
    found = store.read("matching/verdict_from", as_of=scope.as_of, **given)
    return None if found.empty else pd.Timestamp(found["day"].iloc[0]).date()


def until(store: Engine, scope: Scope) -> date:
    """The last day whose orders are known: as_of, or where the orders end."""
    return min(scope.as_of, coverage.last_date(store) or scope.as_of)


def compared(store: Engine, scope: Scope, events: Events) -> str:
    """Kept table of the cases with matched customers whose window is over, as of `matching/cases`."""
    of = matched_cases.real(store, events)
    text = f"select * from ({statements.text('matching/cases')}) as cases where matched > 0"
    given: dict[str, Any] = {"profiles": of.profiles, "pairs": of.pairs, "events": events.table}
    return store.keep("compared_cases", text, as_of=until(store, scope), **given, **scope.of_customers)


def _cases(store: Engine, scope: Scope, events: Events, of: Matched) -> pd.DataFrame:
    """One row an examined case whose window is over."""
    given = {"profiles": of.profiles, "pairs": of.pairs, "events": events.table}
    return store.read("matching/cases", as_of=until(store, scope), **given, **scope.of_customers)


def _counts(store: Engine, scope: Scope, events: Events) -> dict[str, int]:
    """First events by outcome, examined or not."""
    given = {"as_of": until(store, scope), "events": events.table}
    found = store.read("matching/case_counts", **given, **scope.of_customers)
    return dict(zip(found["outcome"], found["cases"].astype(int), strict=True))


def _parts(cases: pd.DataFrame, events: Events, by: Group | None) -> list[tuple[str, str | None, pd.DataFrame]]:
    """Outcome, group and cases of each row."""
    of_outcomes = [(name, cases[cases["outcome"] == name]) for name in events.outcomes] + [(ALL, cases)]
    if by is None:
        return [(outcome, None, part) for outcome, part in of_outcomes if len(part)]
    groups = _few(cases[by] if isinstance(by, str) else by(cases))
    in_order = {"spend": OF_SPEND, **events.in_order}.get(str(by), ())
    order = sorted(groups.value_counts(dropna=False).sort_index().items(), key=lambda one: _place(in_order, *one))
    return [
        (outcome, None if pd.isna(group) else str(group), chosen)
        for outcome, part in of_outcomes
        for group, _n in order
        if len(chosen := part[groups[part.index].isna() if pd.isna(group) else groups[part.index] == group])
    ]


def _place(in_order: Sequence[str], group: object, n: int) -> int:
    """Where a group comes among the others: in its own order, or the largest first; unknown ones last."""
    return 10**9 if pd.isna(group) else in_order.index(str(group)) if in_order else -n


def _few(groups: pd.Series) -> pd.Series:
    """The groups as texts, those beyond MOST_GROUPS as one."""
    named = groups.astype("Int64").astype("str") if pd.api.types.is_numeric_dtype(groups) else groups
    named = named.where(groups.notna())
    counts = named.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return named.where(~named.isin(counts.index[MOST_GROUPS:]), OTHERS)


def _weights(cases: pd.DataFrame, counts: dict[str, int]) -> pd.Series:
    """How many first events of its outcome each matched case stands for."""
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
