"""Changes of several figures between two periods, each with its interval and a verdict where there is one."""

from collections.abc import Sequence
from math import exp, isnan, log, nan, sqrt
from statistics import NormalDist
from typing import Any

import pandas as pd

from cx.statistics import intervals, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

COLUMNS = ["measure", "group", "unit", "before", "now", "change", "low", "high", "n_before", "n", "verdict"]
BETTER, WORSE, HIGHER, LOWER = "better", "worse", "higher", "lower"
NO_CHANGE, TOO_FEW = "no clear change", "too few to tell"
NO_EARLIER_DATA, OVERLAP = "no earlier data", "periods overlap"
SURE = (BETTER, WORSE, HIGHER, LOWER)
"""The verdicts that say that something changed."""
_WORDS = {(1, True): BETTER, (1, False): WORSE, (-1, True): WORSE, (-1, False): BETTER}
Z = NormalDist().inv_cdf(0.975)
Row = dict[str, Any]
"""One figure, before `judged` gives it a verdict."""
Count = tuple[int, int]
"""Events, and in how many days, or of how many orders, they were counted."""
Moments = tuple[float, float, int]


def of_share(
    measure: str, now: tuple[int, int], before: tuple[int, int], group: str = "", good: int = 1, overlaps: bool = False
) -> Row:
    """The change of a share between two groups of people.

    Parameters
    ----------
    measure : its code
    now, before : how many did it, of how many
    group : whose share it is, "" for everybody
    good : 1 where higher is better, -1 where lower is, 0 where neither is
    overlaps : whether the same people can be in both, so that no test of two groups holds

    Returns
    -------
    A row for `judged`.

    before, now : 0..1, NaN of nobody
    change : the difference, -1..1, with Newcombe's 95 % interval; NaN where one side is of nobody
    """
    found = _row(measure, group, "share", now[0] / now[1] if now[1] else nan, now[1], before[1], good)
    if not min(now[1], before[1]):
        return found
    change, low, high = intervals.difference(*now, *before)
    p_value = verdicts.share_p(*now, *before) if _enough(now[1], before[1]) else nan
    interval = {"change": change, "low": low, "high": high, "p_value": p_value}
    return found | interval | {"before": before[0] / before[1], "overlaps": overlaps}


def of_count(
    measure: str, now: Count, before: Count | None, group: str = "", good: int = 1, overlaps: bool = False
) -> Row:
    """The change of a number of events, as counts of Poisson.

    Parameters
    ----------
    measure : its code
    now, before : how many, in how many days; before is None where it is not known
    group, good, overlaps : as in `of_share`

    Returns
    -------
    A row for `judged`.

    change : the ratio of what happened a day, less 1, with its 95 % interval by logarithms; NaN where one side is 0

    Examples
    --------
    >>> judged([of_count("reached", (150, 30), (100, 30))])[["change", "verdict"]].values.tolist()
    [[0.5, 'better']]
    """
    found = _row(measure, group, "count", now[0], now[0], before[0] if before else 0, good)
    if before is None:
        return found
    found |= {"before": before[0], "overlaps": overlaps}
    if not min(now[0], before[0]):
        return found
    ratio, error = now[0] / now[1] / (before[0] / before[1]), sqrt(1 / now[0] + 1 / before[0])
    return found | {
        "change": ratio - 1,
        "low": exp(log(ratio) - Z * error) - 1,
        "high": exp(log(ratio) + Z * error) - 1,
        "p_value": verdicts.rate_p(*now, *before) if _enough(now[0], before[0]) else nan,
    }


def of_rate(measure: str, now: Count, before: Count | None, good: int = 1, overlaps: bool = False) -> Row:
    """The change of the events in 100 of something, as counts of Poisson.

    Parameters
    ----------
    measure : its code
    now, before : events, and what they are counted per, above 0 now; before is None where it is not known
    good, overlaps : as in `of_share`

    Returns
    -------
    A row for `judged`.

    before, now : per 100
    change : the difference, per 100, with its 95 % interval

    Examples
    --------
    >>> judged([of_rate("complaints", (20, 1000), (50, 1000), good=-1)])[["change", "verdict"]].values.tolist()
    [[-3.0, 'better']]
    """
    found = _row(measure, "", "per 100", 100 * now[0] / now[1], now[1], before[1] if before else 0, good)
    if before is None or not before[1]:
        return found
    rate, error = 100 * before[0] / before[1], 100 * sqrt(now[0] / now[1] ** 2 + before[0] / before[1] ** 2)
    change = found["now"] - rate
    p_value = verdicts.rate_p(*now, *before) if _enough(now[1], before[1], now[0] + before[0]) else nan
    interval = {"change": change, "low": change - Z * error, "high": change + Z * error, "p_value": p_value}
    return found | interval | {"before": rate, "overlaps": overlaps}


def of_mean(measure: str, now: Moments, before: Moments, good: int = 1, overlaps: bool = False) -> Row:
    """The change of a mean of answers.

    Parameters
    ----------
    measure : its code
    now, before : mean, sample standard deviation and number of answers
    good, overlaps : as in `of_share`

    Returns
    -------
    A row for `judged`.

    before, now : in the unit of the answers
    change : the difference, with its 95 % interval by Welch; NaN without an earlier answer

    Examples
    --------
    >>> judged([of_mean("nps", (20.0, 60.0, 400), (5.0, 60.0, 400))])[["change", "verdict"]].values.tolist()
    [[15.0, 'better']]
    """
    found = _row(measure, "", "points", now[0], now[2], before[2], good)
    if not before[2]:
        return found
    change, low, high = intervals.mean_difference(*now, *before)
    p_value = verdicts.mean_p(*now, *before) if _enough(now[2], before[2]) else nan
    interval = {"change": change, "low": low, "high": high, "p_value": p_value}
    return found | interval | {"before": before[0], "overlaps": overlaps}


def of_sum(
    measure: str, unit: str, now: float, before: float, squares: float, sizes: tuple[int, int], group: str = "",
    good: int = 1,
) -> Row:  # fmt: skip
    """The change of a sum over members, each of whom is known at both times.

    Parameters
    ----------
    measure : its code
    unit : "money" or "number"
    now, before : the sums
    squares : the squares of the members' changes, summed
    sizes : how many members it is of, now and before
    group, good : as in `of_share`

    Returns
    -------
    A row for `judged`.

    change : the difference, with its 95 % interval

    Notes
    -----
    Each member's change is an independent draw, so that the variance of the sum is the sum of squares.

    Examples
    --------
    >>> judged([of_sum("profit", "money", 900.0, 500.0, 10_000.0, (80, 75))])[["change", "verdict"]].values.tolist()
    [[400.0, 'better']]
    """
    change, error = now - before, sqrt(squares)
    p_value = 2 * NormalDist().cdf(-abs(change) / error) if error > 0 and _enough(*sizes) else nan
    interval = {"low": change - Z * error, "high": change + Z * error, "p_value": p_value}
    return _row(measure, group, unit, now, *sizes, good) | {"before": before, "change": change, **interval}


def judged(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows with a verdict each; they are one family of `cx.verdicts`.

    Parameters
    ----------
    rows : of `of_share`, `of_count`, `of_rate`, `of_mean` and `of_sum`: all that one page shows

    Returns
    -------
    One row each, in their order.

    measure, group : as given
    unit : "share", "count", "number", "money", "per 100", "points" or "score" (points of a scale)
    before, now, change, low, high : the change with its 95 % interval
    n_before, n : what each is of
    verdict : "better", "worse", "higher", "lower", "no clear change" (the interval holds 0, or the difference is not
        beyond chance among all rows), "too few to tell" (under ENOUGH_TO_RANK on a side), "periods overlap" or "no
        earlier data"

    Examples
    --------
    >>> sold, kept, won = ("sold", (56, 70), (48, 80)), ("kept", (30, 70), (30, 80)), ("won", (6, 10), (1, 9))
    >>> judged([of_share(*sold), of_share(*kept), of_share(*won)]).verdict.tolist()
    ['better', 'no clear change', 'too few to tell']
    """
    p_values = [nan if row["overlaps"] else row["p_value"] for row in rows]
    decided = verdicts.decided([(row["change"], row["low"], row["high"]) for row in rows], p_values)
    table = pd.DataFrame(
        [row | {"verdict": _verdict(row, higher)} for row, higher in zip(rows, decided, strict=True)], columns=COLUMNS
    )
    return table.astype(dict.fromkeys(COLUMNS[3:10], float))


def _verdict(row: Row, higher: bool | None) -> str:
    if isnan(row["before"]) or isnan(row["now"]):
        return NO_EARLIER_DATA
    if row["overlaps"]:
        return OVERLAP
    if isnan(row["p_value"]):
        return TOO_FEW
    if higher is None:
        return NO_CHANGE
    return _WORDS.get((row["good"], higher), HIGHER if higher else LOWER)


def _row(measure: str, group: str, unit: str, now: float, n: int, n_before: int, good: int) -> Row:
    known = {"measure": measure, "group": group, "unit": unit, "now": now, "n": n, "n_before": n_before, "good": good}
    return known | {"before": nan, "change": nan, "low": nan, "high": nan, "p_value": nan, "overlaps": False}


def _enough(*groups: int) -> bool:
    return min(groups) >= ENOUGH_TO_RANK
