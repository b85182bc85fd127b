"""Changes of the scores, and of the share of customers who answer, between two periods."""

from datetime import date
from math import nan

import pandas as pd

from cx.customers.filters import Scope, on_day, scoped
from cx.engine.connection import Engine
from cx.experience.voice.measures import MEASURES
from cx.experience.voice.scores import score
from cx.statistics import changes as figures

UNITS = {"nps": "points", "csat": "share", "ces": "share"}


@scoped
def changes(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> pd.DataFrame:
    """The scores of a period beside those of another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day of the period
    since : its first day
    before : first and last day of the other period
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    A row a measure with votes in the period: "nps" (points), "csat" and "ces" (shares), as of `score`, then "heard":
    of the customers active in the 12 months to the end of each period, the share that gave the NPS in it.

    Notes
    -----
    The interval of a change takes the votes of both periods as independent, though some people vote in both.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    rows = [row for measure in MEASURES if (row := changed(store, scope, measure, since, before))]
    if rows and rows[0]["measure"] == "nps":
        now, then = _both(store, scope, "nps", since, before)
        rows.append(figures.of_share("heard", _heard(now), _heard(then), overlaps=before[1] >= since))
    return figures.judged(rows)


def changed(store: Engine, scope: Scope, measure: str, since: date, before: tuple[date, date]) -> figures.Row | None:
    """The row of one measure for `cx.changes.judged`, None without a vote in the period; parameters as of `changes`."""
    now, then = (_figure(found) for found in _both(store, scope, measure, since, before))
    if not now[1]:
        return None
    squares = now[2] ** 2 + then[2] ** 2
    row = figures.of_sum(measure, UNITS[measure], now[0], then[0], squares, (now[1], then[1]))
    return row | {"overlaps": before[1] >= since}


def _both(
    store: Engine, scope: Scope, measure: str, since: date, before: tuple[date, date]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    now = score(store, scope, measure, since=since)
    return now, score(store, on_day(store, scope, before[1]), measure, since=before[0])


def _figure(found: pd.DataFrame) -> tuple[float, int, float]:
    """The score, its votes and its standard error; NaN without a vote."""
    if found.empty or not found["n"].iloc[0]:
        return nan, 0, nan
    row = found.iloc[0]
    return float(row["value"]), int(row["n"]), float(row["high"] - row["low"]) / 2 / figures.Z


def _heard(found: pd.DataFrame) -> tuple[int, int]:
    if found.empty or not found["active"].iloc[0]:
        return 0, 0
    row = found.iloc[0]
    return round(row["rate_answered"] * row["active"]), int(row["active"])
