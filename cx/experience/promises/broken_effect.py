"""What a broken promise or a claim that is not honoured does to later orders, beside matched customers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from cx.customers import type_rules
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience import matching
from cx.experience.promises.promise_states import known_kind
from cx.statistics import verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

OUTCOMES = ["kept", "broken"]
BY = ["spend", "type", "touchpoint"]


@scoped
def effect(
    store: Engine, scope: Scope, kind: str, by: str | None = None, *, assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """Orders in the 180 days after a promise was due as a share of those of matched customers, kept or broken.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    kind : of promise, as of `kept`
    by : None, or one of BY: thirds of the spend in the 365 days before ("low", "middle", "high"), customer type,
        touchpoint
    assumptions : for the gross margin; None: the company default
    region, channel, segment : only promises to customers of this region, channel of the first touch, saved segment

    Returns
    -------
    As of `cx.complaints.recovery`, with the outcomes "kept" and "broken": of a guarantee, whether its claim was
    honoured.

    Raises
    ------
    ValueError
        For an unknown kind or `by`, and in a store without orders.

    Notes
    -----
    A case is a customer's first promise of the kind in 365 days, on the day it was due (a claim: on the day it was
    made, so that late answers gain no time). Matched customers had none of the kind in the 365 days before; all else
    is as of `cx.complaints.recovery`. A type is that of the last end of a half-year before the case, so that what
    followed has no part in it. Types differ from their matched customers in more than promises: their verdict is
    "less" or None, and says that the broken promises of a type were followed by fewer orders than its kept ones.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> days = ("2025-01-01", "2025-02-01", "2025-03-01", "2025-12-01")
    >>> lines = [f"{who}{day},{who},{day},10" for who in "AB" for day in days if (who, day) != ("A", "2025-03-01")]
    >>> _ = store.load("orders", "\\n".join(["order_id,customer_id,ordered_at,revenue", *lines]).encode())
    >>> rows = b"P1,2025-02-01,A,delivery,2025-02-03,2025-02-09\\n"
    >>> _ = store.load("promises", b"promise_id,made_on,customer_id,kind,due_on,kept_on\\n" + rows)
    >>> effect(store, date(2025, 12, 1), "delivery")[["outcome", "n", "orders", "expected"]].values.tolist()
    [['broken', 1, 0.0, 1.0], ['all', 1, 0.0, 1.0], ['window not over', 0, nan, nan]]
    """
    if by is not None and by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    events = _events(store, kind)
    if by != "type":
        return matching.effect(store, scope, events, by, assumptions)
    types = _types(store)
    found = matching.effect(store, scope, events, types, assumptions)
    return found.assign(verdict=_beside_kept(store, scope, events, types, found))


def _beside_kept(
    store: Engine, scope: Scope, events: matching.Events, types: matching.Group, found: pd.DataFrame
) -> pd.Series:
    """A verdict on the broken promises of each type: "less" than after kept ones of the type, by Holm."""
    turned = replace(events, outcomes=events.outcomes[::-1])
    beside = matching.quotient(store, scope, turned, types)
    enough = beside[["n", "n_other"]].min(axis=1) >= ENOUGH_TO_RANK
    certain = pd.Series(verdicts.holm(beside["p_value"].where(enough).tolist()), index=beside.index, dtype=bool)
    less = beside["group"][certain & (beside["high"] < 1) & (beside["ratio"] < 1 - matching.SMALLEST)]
    holds = bool(matching.check(store, scope, events)["holds"].iloc[0])
    are = (found["outcome"] == "broken") & found["group"].isin(less) & holds
    return pd.Series([matching.LESS if is_less else None for is_less in are], index=found.index, dtype=object)


@scoped
def effect_check(store: Engine, scope: Scope, kind: str) -> pd.DataFrame:
    """The same comparison for customers without such a promise: its ratio has to be 1.

    Parameters
    ----------
    store, as_of, kind, region, channel, segment : as of `effect`

    Returns
    -------
    As of `cx.complaints.check`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> effect_check(store, date(2025, 1, 5), "refund")[["n", "holds"]].values.tolist()
    [[0, True]]
    """
    return matching.check(store, scope, _events(store, kind))


@scoped
def effect_balance(store: Engine, scope: Scope, kind: str) -> pd.DataFrame:
    """How alike the customers of promises and those matched with them were before.

    Parameters
    ----------
    store, as_of, kind, region, channel, segment : as of `effect`

    Returns
    -------
    As of `cx.complaints.balance`.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> effect_balance(store, date(2025, 1, 5), "refund").empty
    True
    """
    return matching.balance(store, scope, _events(store, kind))


@scoped
def verdict_from(store: Engine, scope: Scope, kind: str) -> date | None:
    """The first day on which enough promises have their 180 days behind them for a verdict.

    Parameters
    ----------
    store, as_of, kind, region, channel, segment : as of `effect`

    Returns
    -------
    None while fewer than 30 first promises of the kind were due.

    Examples
    --------
    >>> import cx
    >>> verdict_from(cx.open_store(), date(2025, 1, 5), "refund") is None
    True
    """
    return matching.verdict_from(store, scope, _events(store, kind))


def kinds_with_effect(store: Engine, as_of: date) -> pd.DataFrame:
    """The kinds of promise that were broken long enough ago to know what followed.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts

    Returns
    -------
    One row a kind: kind, broken (to known customers, 180 days or more before as_of), most first, ties by name.

    Examples
    --------
    >>> import cx
    >>> kinds_with_effect(cx.open_store(), date(2025, 1, 5)).empty
    True
    """
    return store.read("promises/effect_kinds", as_of=as_of)


def _events(store: Engine, kind: str) -> matching.Events:
    table = store.keep("promise_events", statements.text("promises/events"), kind=known_kind(kind))
    return matching.Events(table, OUTCOMES)


def _types(store: Engine) -> Callable[[pd.DataFrame], pd.Series]:
    """The type of the customer of each case at the last end of a half-year before it; None where it is not known."""

    def of(cases: pd.DataFrame) -> pd.Series:
        ends = cases["day"].map(_half_year_before)
        found = pd.Series(None, index=cases.index, dtype=object)
        for end, part in cases.groupby(ends):
            types = store.rows(
                "select customer_id, kind from query_table($typed) where list_contains($customers, customer_id)",
                typed=type_rules.typed(store, end),
                customers=part["customer_id"].tolist(),
            )
            found[part.index] = part["customer_id"].map(types.set_index("customer_id")["kind"])
        return found

    return of


def _half_year_before(day: pd.Timestamp) -> date:
    """The last end of a half-year before a day.

    >>> _half_year_before(pd.Timestamp("2025-06-30")), _half_year_before(pd.Timestamp("2025-07-01"))
    (datetime.date(2024, 12, 31), datetime.date(2025, 6, 30))
    """
    return date(day.year, 6, 30) if day.month > 6 else date(day.year - 1, 12, 31)
