"""Staffing: what callers meet with so many people on the phone, and how many are needed. No store, no assumption
but those given.
"""

from bisect import bisect_left
from collections.abc import Iterable
from math import ceil, nan

import pandas as pd

from cx.statistics import queues

AROUND, COARSE = 4, 15
COLUMNS = ["agents", "model", "in_time", "wait_seconds", "abandon", "busy"]


def staff(
    calls_per_hour: float, minutes: float, patience_minutes: float, agents: Iterable[float], within_seconds: float
) -> pd.DataFrame:
    """What callers meet with each number of people on the phone, if callers hang up (Erlang A) or never do (Erlang C).

    Parameters
    ----------
    calls_per_hour : callers, who come at random, more than 0
    minutes : mean length of a call with the work after it, more than 0
    patience_minutes : mean time after which a caller who waits hangs up, more than 0
    agents : numbers of people on the phone; a part of one counts as one
    within_seconds : the limit within which a call is to be answered

    Returns
    -------
    One row a number of agents and model, A before C: agents (whole), model ("A" or "C"), in_time (answered within the
    limit / all calls), wait_seconds (mean of all calls, those who leave included), abandon (share who hang up), busy
    (share of the agents' time in calls). Model C has no steady state where the calls fill all agents' time: NaN.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    Formulas and sources: `cx.statistics.queues`. Erlang C is the cautious bound of Erlang A: in it callers wait longer,
    as nobody hangs up.

    Examples
    --------
    >>> staff(200, 3, 2, [14], within_seconds=20).round(4).values.tolist()
    [[14, 'A', 0.9327, 2.7407, 0.0228, 0.698], [14, 'C', 0.8884, 7.8359, 0.0, 0.7143]]
    """
    counts = [ceil(number - 1e-9) for number in agents]
    rows = [row for count in counts for row in _rows(calls_per_hour, minutes, patience_minutes, count, within_seconds)]
    return pd.DataFrame(rows, columns=COLUMNS)


def needed(
    calls_per_hour: float, minutes: float, patience_minutes: float, within_seconds: float, aim: float = 0.8
) -> int:
    """The fewest people with whom at least the aimed share of calls is answered within the limit (Erlang A).

    Parameters
    ----------
    calls_per_hour, minutes, patience_minutes, within_seconds : as in `staff`
    aim : share of all calls, above 0 and below 1

    Returns
    -------
    Whole people, at least 1.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Examples
    --------
    >>> needed(42, 4, 2, within_seconds=60), needed(42, 4, 2, within_seconds=60, aim=0.95)
    (4, 6)
    """
    if not 0 < aim < 1:
        raise ValueError("The aim is a share of the calls, above 0 and below 1.")
    most = 1
    while _in_time(calls_per_hour, minutes, patience_minutes, most, within_seconds) < aim:
        most *= 2
    numbers = range(1, most + 1)
    return numbers[
        bisect_left(
            numbers, aim, key=lambda count: _in_time(calls_per_hour, minutes, patience_minutes, count, within_seconds)
        )
    ]


def around(needed: int) -> list[int]:
    """Numbers of people to compare with the one that is needed: AROUND steps on each side, in coarser steps for many.

    Parameters
    ----------
    needed : the answer of `needed`

    Returns
    -------
    In ascending order, from 1 up.

    Examples
    --------
    >>> around(2), around(60)
    ([1, 2, 3, 4, 5, 6], [44, 48, 52, 56, 60, 64, 68, 72, 76])
    """
    step = max(1, needed // COARSE)
    return [number for number in range(needed - AROUND * step, needed + AROUND * step + 1, step) if number > 0]


def _in_time(calls_per_hour: float, minutes: float, patience: float, agents: int, within_seconds: float) -> float:
    return queues.erlang_a(calls_per_hour, minutes, agents, within_seconds, patience).in_time


def _rows(
    calls_per_hour: float, minutes: float, patience: float, agents: int, within_seconds: float
) -> list[tuple[int, str, float, float, float, float]]:
    patient = queues.erlang_c(calls_per_hour, minutes, agents, within_seconds)
    lines = {"A": queues.erlang_a(calls_per_hour, minutes, agents, within_seconds, patience), "C": patient}
    return [
        (agents, model, line.in_time, line.wait_seconds, line.abandon, line.busy)
        if line
        else (agents, model, nan, nan, nan, nan)
        for model, line in lines.items()
    ]
