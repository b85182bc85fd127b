"""Changes of retention between the cohorts of two periods."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.customers.retention import cohort_table
from cx.engine.connection import Engine
from cx.statistics import changes as figures

AGES = (1, 2, 3, 6, 12)
"""The periods after the first order that are compared."""


@scoped
def changes(store: Engine, scope: Scope, since: date, before: tuple[date, date], period: str = "month") -> pd.DataFrame:
    """Retention of the cohorts of a period beside those of another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only customers of this region, channel of the first touch, saved segment; None: all
    since : cohorts from its month on, up to as_of, are those of the period
    before : first and last day of the other period; a cohort of both counts in the later one
    period : of `cx.retention.cohorts`

    Returns
    -------
    A row an age of AGES that is known of the period's cohorts: the share of customers who bought in that period after
    their first order, of the cohorts of which the whole of it has gone by at as_of. `group` is the age.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    table = cohort_table.cohorts(store, scope, period)
    table = table[table["rate"].notna()]
    begins = pd.Timestamp(since).replace(day=1)
    first, last = (pd.Timestamp(day) for day in before)
    is_now = table["cohort"] >= begins
    is_before = ~is_now & table["cohort"].between(first.replace(day=1), last)
    rows = []
    for age in AGES:
        now, then = (_counted(table[side & (table["age"] == age)]) for side in (is_now, is_before))
        if now[1]:
            rows.append(figures.of_share("retention", now, then, group=str(age)))
    return figures.judged(rows)


def _counted(cells: pd.DataFrame) -> tuple[int, int]:
    """Customers active in these cells and those of their cohorts."""
    return int(cells["customers"].sum()), int(cells["base"].sum())
