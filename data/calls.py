"""Calls to the company: a queue with one agent, whose callers wait in turn and leave when their patience ends.

Every chunk has a phone line of its own. Who calls outside the opening hours rings until patience ends.
"""

import numpy as np

from data.purchases import Orders
from data.seasons import DAYS, FIRST_DATE, day_number
from data.support import END, FIRST_TOPIC, KINDS, PLACES, TEAMS, TOPICS, Tickets

FIRST_DAY = day_number(2024, 7, 1)
CALLS_PER_ORDER = 0.33  # before those on days on which fewer people call are left out
OPENS, CLOSES = 9, 18  # hours, Monday to Saturday
WEEKDAYS = (1.0, 0.64, 0.58, 0.58, 0.55, 0.45)  # Monday to Saturday
HOURS = (0.10, 0.19, 0.18, 0.10, 0.08, 0.09, 0.10, 0.09, 0.07)
OUTSIDE = 0.05  # of all callers: in the evening or on a Sunday
AGENTS = 1
PATIENCE = 120  # seconds, mean
HANDLING = 300  # seconds, mean
UNKNOWN = 0.30  # of the callers whose number is that of no customer; guests come on top
CENTS_A_MINUTE = 20


def draw(rng: np.random.Generator, orders: Orders) -> Tickets:
    """The calls of a chunk as tickets, in order of time; an abandoned one ended and was never answered."""
    order, opened, inside = arrivals(rng, orders)
    size = len(order)
    patience, handling = rng.exponential(PATIENCE, size), rng.exponential(HANDLING, size)
    wait = np.where(inside, waits(opened, inside, patience, handling), np.inf)
    abandoned = wait > patience
    answered = np.where(abandoned, END, opened + np.rint(np.where(abandoned, 0, wait)).astype(np.int64))
    ended = np.where(
        abandoned, opened + np.rint(patience).astype(np.int64), answered + np.rint(handling).astype(np.int64)
    )
    known = (rng.random(size) >= UNKNOWN) & (orders.customer[order] >= 0)
    questions = np.array([share for _, share in TOPICS[FIRST_TOPIC[1] : FIRST_TOPIC[2]]])
    topic = FIRST_TOPIC[1] + np.searchsorted(np.cumsum(questions)[:-1], rng.random(size))
    return Tickets(
        order=order,
        customer=np.where(known, orders.customer[order], -1),
        kind=np.full(size, KINDS.index("call")),
        topic=np.where(abandoned, -1, topic),
        place=np.full(size, PLACES.index("Phone")),
        opened=opened,
        answered=answered,
        resolved=ended,
        satisfied=np.zeros(size, dtype=bool),
        cents=np.where(abandoned, 0, np.rint(handling / 60 * CENTS_A_MINUTE)).astype(np.int64),
        text=np.full(size, -1),
        team=np.full(size, TEAMS.index("support")),
        severity=np.zeros(size, dtype=int),
        reopened=np.full(size, END),
    )


def arrivals(rng: np.random.Generator, orders: Orders) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The order each call follows, when it came, and whether the line was open then."""
    order = np.flatnonzero(rng.random(len(orders.day)) < CALLS_PER_ORDER)
    day = orders.day[order] + rng.integers(1, 15, len(order))
    weekday = (day + FIRST_DATE.weekday()) % 7
    inside = (rng.random(len(order)) >= OUTSIDE) & (weekday < 6)
    comes = rng.random(len(order)) < np.array([*WEEKDAYS, OUTSIDE])[weekday]
    hour = OPENS + np.searchsorted(np.cumsum(HOURS)[:-1], rng.random(len(order)))
    evening = CLOSES + rng.integers(0, 4, len(order))
    hour = np.where(inside | (weekday == 6), hour, evening)
    opened = day * 86400 + hour * 3600 + rng.integers(0, 3600, len(order))
    comes &= (day >= FIRST_DAY) & (day < DAYS - 1)
    chosen = np.flatnonzero(comes)
    chosen = chosen[np.argsort(opened[chosen], kind="stable")]
    return order[chosen], opened[chosen], inside[chosen]


def waits(opened: np.ndarray, inside: np.ndarray, patience: np.ndarray, handling: np.ndarray) -> np.ndarray:
    """Seconds until an agent is free for each call inside the hours, were it patient enough: first come, first served.

    The days are simulated side by side, the calls of a day one after the other. Who leaves before an
    agent is free takes none of their time.
    """
    wait = np.zeros(len(opened))
    calls = np.flatnonzero(inside)
    day, row = np.unique(opened[calls] // 86400, return_inverse=True)
    place = np.arange(len(calls)) - np.searchsorted(row, row)
    free = np.zeros((len(day), AGENTS))
    for turn in range(place.max(initial=-1) + 1):
        call = calls[place == turn]
        line = row[place == turn]
        agent = free[line].argmin(axis=1)
        wait[call] = np.maximum(free[line, agent] - opened[call], 0)
        served = wait[call] <= patience[call]
        free[line[served], agent[served]] = (opened[call] + wait[call] + handling[call])[served]
    return wait


def truth() -> list[tuple[str, float, str]]:
    """What is planted in the calls: name, value, page."""
    return [
        ("calls: mean patience (minutes)", PATIENCE / 60, "experience/support"),
        ("calls: mean handling time (minutes)", HANDLING / 60, "experience/support"),
        ("calls: agents at a time", AGENTS, "experience/support"),
        ("calls: opens (hour)", OPENS, "experience/support"),
        ("calls: closes (hour)", CLOSES, "experience/support"),
    ]
