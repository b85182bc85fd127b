"""Change of the value of all customers between two days, where both were tested."""

from datetime import date
from math import exp, log, sqrt

import pandas as pd
from scipy.special import stdtr, stdtrit

from cx.customers import contribution
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, on_day, scoped
from cx.customers.value import back_testing, customer_values
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.statistics import changes as figures
from cx.statistics import periods
from cx.statistics.intervals import ENOUGH_TO_RANK


@scoped
def changes(store: Engine, scope: Scope, before: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """The value over 12 months as of two days, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the later day
    before : the earlier day
    assumptions : None: the company default
    region, channel, segment : only customers of it

    Returns
    -------
    One row, "value"; none where one of the two was not tested (`cx.value.LEAST_TESTS` back-tests).

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> changes(store, date(2025, 1, 31), date(2024, 1, 31)).empty
    True
    """
    return figures.judged(rows(store, scope, on_day(store, scope, before), assumptions))


def rows(store: Engine, scope: Scope, then: Scope, assumptions: Assumptions | None = None) -> list[figures.Row]:
    """As of `changes`, before the row gets its verdict.

    Parameters
    ----------
    store, scope, then : the company, and the two days
    assumptions : None: the company default
    """
    if not all(len(back_testing.origins(store, at.as_of)) >= back_testing.LEAST for at in (scope, then)):
        return []
    if not coverage.ordered(store, then.as_of)["orders"]:
        return []
    now, before = (customer_values.total(store, at, assumptions) for at in (scope, then))
    if now.empty or before.empty or now["low"].isna().any() or before["low"].isna().any():
        return []
    overlaps = then.as_of >= periods.first_day(scope.as_of, contribution.WINDOW_MONTHS)
    return [_row(now.iloc[0], before.iloc[0]) | {"overlaps": overlaps}]


def _row(now: pd.Series, before: pd.Series) -> figures.Row:
    """The row of two tested totals.

    The logarithm of their ratio has the errors of two forecasts, each with the spread of its back-tests.
    """
    sizes = int(now["customers"]), int(before["customers"])
    row = figures.of_sum("value", "money", float(now["value"]), float(before["value"]), 0.0, sizes)
    if min(now["value"], before["value"]) <= 0 or min(sizes) < ENOUGH_TO_RANK:
        return row
    freedom = min(now["tests"], before["tests"]) - 1
    error = sqrt(sum(at["spread"] ** 2 * (1 + 1 / at["tests"]) for at in (now, before)))
    ratio, reach = log(now["value"] / before["value"]), float(stdtrit(freedom, 0.975)) * error
    low, high = (float(before["value"]) * (exp(ratio + side * reach) - 1) for side in (-1, 1))
    p_value = 2 * float(stdtr(freedom, -abs(ratio) / error)) if error > 0 else 1.0
    return row | {"low": low, "high": high, "p_value": p_value}
