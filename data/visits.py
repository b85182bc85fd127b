"""Which visits to the website are recorded: those of people who are known, to look around or to compare."""

from dataclasses import dataclass

import numpy as np

from data.people import People
from data.purchases import WEBSITE, Orders
from data.seasons import DAYS

CUSTOMERS_LOOK, CUSTOMERS_COMPARE = 0.8, 0.65  # shares before the first order; the latter of those who look
PROSPECTS_LOOK, PROSPECTS_COMPARE = (0.05, 0.42, 0.42, 0.42, 0.42, 0.30), 0.25  # who never buy, by channel
SIGNED_IN = 0.85  # further visits that are recorded, to orders on the website
LOOKED_BEFORE = 25  # days from such a visit to the order it leads to at last; few lead to one at once
COMPARED_WITHIN = 2  # days before the order


@dataclass
class Visits:
    """Visits: person as in contacts, seconds since the data begin, and whether they compare rather than look."""

    person: np.ndarray
    second: np.ndarray
    compares: np.ndarray


def before_buying(
    rng: np.random.Generator, people: People, person: np.ndarray, channel: np.ndarray, first_day: np.ndarray
) -> Visits:
    """Visits after the first touch, and before the first order of those who order."""
    buys = person < people.size
    looked = rng.random(len(person)) < np.where(buys, CUSTOMERS_LOOK, np.array(PROSPECTS_LOOK)[channel])
    compared = looked & (rng.random(len(person)) < np.where(buys, CUSTOMERS_COMPARE, PROSPECTS_COMPARE))
    who = np.concatenate([np.flatnonzero(looked), np.flatnonzero(compared)])
    compares = np.repeat([False, True], [looked.sum(), compared.sum()])
    ordered = people.first_day[np.minimum(person, people.size - 1)]
    room = np.where(buys, ordered - first_day, np.minimum(30, DAYS - 1 - first_day))[who]
    later = (rng.random(len(who)) * 0.5 + 0.5 * compares) * np.maximum(room - 1, 0)
    # Before 8:00, so that even on the day of the order it comes first, and looking comes before comparing.
    night = rng.integers(0, 3 * 3600, len(who)) + compares * 4 * 3600
    second = (first_day[who] + 1 + later.astype(int)) * 86400 + night
    inside = second < DAYS * 86400
    return Visits(person[who][inside], second[inside], compares[inside])


def of_customers(rng: np.random.Generator, people: People, orders: Orders) -> Visits:
    """Further visits of those who buy on the website and are signed in: few of them end with an order."""
    known = orders.customer >= 0
    first = np.full(people.size, DAYS)
    np.minimum.at(first, orders.customer[known], orders.day[known])
    online = np.flatnonzero(known & (orders.channel == WEBSITE))
    online = online[rng.random(len(online)) < SIGNED_IN]
    before = rng.exponential(LOOKED_BEFORE, len(online)).astype(int)
    second = orders.second[online] - before * 86400 - rng.integers(60, 2400, len(online))
    later = second // 86400 > first[orders.customer[online]]  # or untracked customers would be tracked
    return Visits(orders.customer[online][later], second[later], before[later] <= COMPARED_WITHIN)
