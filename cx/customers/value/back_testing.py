"""Back-tests of customer value: what earlier days would have said, beside what came."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from math import exp, log, nan, sqrt
from typing import Any

import pandas as pd
from scipy.special import stdtrit

from cx.customers import contribution, filters
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.value import value_tables
from cx.customers.value.value_tables import Horizon
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.statistics import periods

MOST = 5
"""At most so many back-tests."""
APART_MONTHS = 3
LEAST = 3
"""A range of the total needs so many."""
COLUMNS = [
    "origin", "until", "customers", "expected", "actual", "plain", "ratio", "plain_ratio", "expected_purchases",
    "purchases",
]  # fmt: skip


@dataclass(frozen=True)
class Error:
    """What back-tests say of the error of a total.

    Attributes
    ----------
    tests : how many there are (k)
    mean, spread : of the logarithms of expected / actual; nan under LEAST tests
    """

    tests: int
    mean: float = nan
    spread: float = nan

    @property
    def is_known(self) -> bool:
        """Whether there are enough back-tests for a range."""
        return self.tests >= LEAST

    @property
    def reach(self) -> float:
        """Half of the 95 % interval of the logarithm of one more ratio."""
        if not self.is_known:
            return nan
        return float(stdtrit(self.tests - 1, 0.975)) * self.spread * sqrt(1 + 1 / self.tests)

    def around(self, total: float) -> tuple[float, float]:
        """The range that what comes lies in, for what is expected; nan where it is not tested."""
        if not self.is_known:
            return nan, nan
        low, high = total / exp(self.mean + self.reach), total / exp(self.mean - self.reach)
        return min(low, high), max(low, high)


def error(tests: pd.DataFrame) -> Error:
    """The error of totals from back-tests.

    Parameters
    ----------
    tests : of `back_tests`; those with a ratio of 0 or below say nothing

    Returns
    -------
    An `Error`: the range of a total is total / exp(mean +- t(k-1) sd sqrt(1 + 1/k)) of the k log ratios.

    Examples
    --------
    >>> found = error(pd.DataFrame({"ratio": [1.143, 1.086, 0.995, 0.863, 0.822]}))
    >>> low, high = found.around(1.18)
    >>> found.tests, round(low, 2), round(high, 2)
    (5, 0.79, 1.87)
    """
    logs = [log(ratio) for ratio in tests["ratio"] if ratio > 0]
    if len(logs) < LEAST:
        return Error(len(logs))
    return Error(len(logs), float(pd.Series(logs).mean()), float(pd.Series(logs).std()))


def origins(store: Engine, as_of: date, months: int = value_tables.HORIZONS[0]) -> list[date]:
    """Days from which a forecast can be tested: each a whole horizon before as_of, with 12 months of data before it.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    months : the horizon

    Returns
    -------
    At most MOST days, APART_MONTHS months apart, the latest first.
    """
    first = coverage.first_date(store)
    if first is None:
        return []
    days = [periods.day_before(as_of, months + APART_MONTHS * back) for back in range(MOST)]
    return [day for day in days if first <= periods.first_day(day, contribution.WINDOW_MONTHS)]


@scoped
def back_tests(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, months: int = value_tables.HORIZONS[0]
) -> pd.DataFrame:
    """What was expected of all customers at earlier days, and what came.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : None: the company default
    months : 12, 24 or 36
    region, channel, segment : only customers of it; the models stay those of everybody

    Returns
    -------
    One row per origin of `origins`, the latest first: origin, until (the last day of the horizon), customers (known at
    the origin), expected and actual (their contribution over the horizon, not discounted), plain (that of the 12 months
    before, as much again each year), ratio (expected / actual), plain_ratio, expected_purchases, purchases. A ratio is
    nan where what came is not above 0.

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    Costs that the data do not say are assumed as of the origin, in what came as well.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> back_tests(store, datetime.date(2025, 1, 31)).empty
    True
    """
    rows = []
    for origin in origins(store, scope.as_of, months):
        tested = _tested(store, scope, origin, assumptions, months)
        if tested is not None:
            sums = store.read("value/tests_total", tested=tested).iloc[0]
            if sums.customers:
                rows.append({"origin": origin, "until": _until(origin, scope.as_of, months), **sums})
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if "ratio" not in name])
    came = table["actual"].where(table["actual"] > 0).astype(float)
    return table.assign(ratio=table["expected"] / came, plain_ratio=table["plain"] / came)[COLUMNS]


@scoped
def back_test(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, months: int = value_tables.HORIZONS[0]
) -> pd.DataFrame:
    """The latest back-test by tenths of the customers.

    Parameters
    ----------
    store, as_of, assumptions, months, region, channel, segment : as of `back_tests`

    Returns
    -------
    One row per tenth of the customers by what was expected of them, the least first: tenth, customers, expected,
    actual, plain: mean contribution of a customer over the horizon. No row where no origin is possible.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    columns = ["tenth", "customers", "expected", "actual", "plain"]
    days = origins(store, scope.as_of, months)
    tested = _tested(store, scope, days[0], assumptions, months) if days else None
    return pd.DataFrame(columns=columns) if tested is None else store.read("value/tests_tenths", tested=tested)


def _until(origin: date, as_of: date, months: int) -> date:
    """The last day of the horizon after an origin: the day of which it is the day so many months before."""
    later = (pd.Timestamp(origin) + pd.Timedelta(days=1) + pd.DateOffset(months=months)).date()
    until: date = (pd.Timestamp(later) - pd.Timedelta(days=1)).date()
    return min(until, as_of)


def _tested(store: Engine, scope: Scope, origin: date, assumptions: Assumptions | None, months: int) -> str | None:
    """Kept table of one back-test with the customers that are shown; None where there was no model."""
    scored = value_tables.scores(store, origin, assumptions, Horizon(months))
    if scored is None:
        return None
    until = _until(origin, scope.as_of, months)
    given: dict[str, Any] = {"origin": origin, "until": until, "scores": scored, "years": months / 12}
    given["service"] = value_tables.service(store)
    lazily = partial(value_tables.unit_money, store, origin, assumptions)
    tested = store.keep("value_test", statements.text("value/came"), lazily=lazily, **given)
    return filters.shown(store, tested, filters.on_day(store, scope, origin))
