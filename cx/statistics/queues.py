"""Waiting lines of callers: how many agents answer how many of them in time. Erlang C and Erlang A."""

from dataclasses import dataclass
from math import ceil, exp, inf

import numpy as np
from scipy.special import betainc, gammaln

UNLIKELY = 1e-14
"""States of the line that are rarer than this beside the most usual one are left out."""


@dataclass(frozen=True)
class Line:
    """What callers meet in the long run.

    in_time : share of all callers who are answered within the limit, 0..1
    waits : share who do not get an agent at once, 0..1
    wait_seconds : mean wait of all callers, those included who get an agent at once or hang up
    abandon : share who hang up before they are answered, 0..1
    queue : mean number of callers who wait
    busy : share of the agents' time in calls, 0..1
    """

    in_time: float
    waits: float
    wait_seconds: float
    abandon: float
    queue: float
    busy: float


def erlang_c(calls_per_hour: float, minutes: float, agents: float, within_seconds: float) -> Line | None:
    """A line in which everybody waits until answered: M/M/n.

    Parameters
    ----------
    calls_per_hour : callers, who come at random, more than 0
    minutes : mean length of a call with the work after it, more than 0
    agents : how many answer; a part of one counts as one
    within_seconds : the limit within which a call is to be answered, 0 or more

    Returns
    -------
    The line; None where the calls fill all agents' time or more: it then grows without end.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    Erlang (1917); Gans, Koole & Mandelbaum (2003), Manufacturing & Service Operations Management 5, 79-141, section 3.

    Examples
    --------
    >>> line = erlang_c(calls_per_hour=200, minutes=3, agents=14, within_seconds=20)
    >>> round(line.in_time, 6), round(line.waits, 6)
    (0.88835, 0.174132)
    """
    load, count = _checked(calls_per_hour, minutes, agents, within_seconds)
    if load >= count:
        return None
    logs = np.arange(count + 1) * np.log(load) - gammaln(np.arange(count + 1) + 1)
    logs[-1] -= np.log1p(-load / count)
    weights = np.exp(logs - logs.max())
    waits = float(weights[-1] / weights.sum())
    free = (count - load) / (60 * minutes)  # how many more calls the agents could take, in a second
    wait = waits / free
    return Line(
        in_time=1 - waits * exp(-free * within_seconds),
        waits=waits,
        wait_seconds=wait,
        abandon=0.0,
        queue=wait * calls_per_hour / 3600,
        busy=load / count,
    )


def erlang_a(
    calls_per_hour: float, minutes: float, agents: float, within_seconds: float, patience_minutes: float
) -> Line:
    """A line that callers leave when their patience ends: M/M/n+M, which is steady however many call.

    Parameters
    ----------
    calls_per_hour, minutes, agents, within_seconds : as in `erlang_c`
    patience_minutes : mean time after which a caller who waits hangs up, exponentially distributed, more than 0

    Returns
    -------
    The line.

    Raises
    ------
    ValueError
        If a number is out of its range.

    Notes
    -----
    Who finds k callers waiting is answered after k + 1 calls end or callers hang up, at rates r + k, ..., r times that
    of hanging up (r: calls that end in one patience). Such a sum is distributed as -log of a Beta(r, k + 1), which
    gives the share answered in time in closed form.
    Palm (1957); Mandelbaum & Zeltyn (2007), "Service engineering in action".

    Examples
    --------
    >>> line = erlang_a(calls_per_hour=48 * 60, minutes=1, agents=50, within_seconds=20, patience_minutes=2)
    >>> round(100 * line.abandon, 1), round(line.wait_seconds, 1), round(line.queue, 1), round(100 * line.busy)
    (3.1, 3.7, 3.0, 93)
    """
    load, count = _checked(calls_per_hour, minutes, agents, within_seconds)
    if not 0 < patience_minutes < inf:
        raise ValueError("The patience must be more than 0 minutes.")
    ends = count * patience_minutes / minutes  # calls that end in one patience, r
    chances = _steady(load, count, minutes / patience_minutes)
    waiting = np.arange(len(chances) - count)  # callers who wait already, of those who find all agents busy
    found_busy = chances[count:]
    queue = float(found_busy @ waiting)
    wait_seconds = 3600 * queue / calls_per_hour
    soon = 1 - betainc(ends + 1, waiting + 1, exp(-within_seconds / (60 * patience_minutes)))
    return Line(
        in_time=float(chances[:count].sum() + found_busy @ (ends / (ends + waiting + 1) * soon)),
        waits=float(found_busy.sum()),
        wait_seconds=wait_seconds,
        abandon=wait_seconds / (60 * patience_minutes),
        queue=queue,
        busy=float(chances @ np.minimum(np.arange(len(chances)), count)) / count,
    )


def _steady(load: float, agents: int, impatience: float) -> np.ndarray:
    """The chance of each number of callers in the line; leaving is as quick as the calls that end and who hangs up."""
    logs, found, present = [0.0], 0.0, 0
    while present < agents or logs[-1] > found + np.log(UNLIKELY) or present < load:
        present += 1
        leaving = min(present, agents) + max(present - agents, 0) * impatience
        logs.append(logs[-1] + float(np.log(load / leaving)))
        found = max(found, logs[-1])
    weights = np.exp(np.array(logs) - found)
    chances: np.ndarray = weights / weights.sum()
    return chances


def _checked(calls_per_hour: float, minutes: float, agents: float, within_seconds: float) -> tuple[float, int]:
    """(load in erlangs, whole agents)."""
    if not (0 < calls_per_hour < inf and 0 < minutes < inf):
        raise ValueError("Calls per hour and minutes per call must be more than 0.")
    if not (0 < agents < inf and 0 <= within_seconds < inf):
        raise ValueError("There must be an agent, and a limit of 0 seconds or more.")
    return calls_per_hour * minutes / 60, ceil(agents - 1e-9)
