"""When does a customer become of another kind: on days of their own, spread over the year.

A life as a customer has three spells, each of one kind; most are of the same kind in all of them.
"""

import numpy as np

from data.archetypes import ARCHETYPES, GUEST, column

SPELLS = 3
TURNING = ((185, 500), (505, 775))  # between which days the second and the third spell of a customer begin
SETTLED_AFTER = 60  # days from the first order in which nobody becomes another kind
NAMED = np.arange(GUEST)


def draw(rng: np.random.Generator, start: np.ndarray, first_day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The kind of each customer in each spell, and the days on which the later ones begin: a change finds everybody
    on a day of their own.
    """
    size = len(start)
    kinds = np.repeat(start[:, None], SPELLS, axis=1)
    turned = np.stack([rng.integers(*days, size) for days in TURNING], axis=1)
    reached = np.cumsum(turn_shares(), axis=1)[:, :-1]
    for spell in range(1, SPELLS):
        here = np.flatnonzero(first_day + SETTLED_AFTER < turned[:, spell - 1])
        before = kinds[here, spell]
        kinds[here, spell:] = (reached[before] <= even(rng, before)[:, None]).sum(axis=1)[:, None]
    return kinds, turned


def even(rng: np.random.Generator, group: np.ndarray) -> np.ndarray:
    """A number of 0..1 for each, by lot but spread evenly over each group, so that its shares are the planned ones."""
    order = np.lexsort((rng.random(len(group)), group))
    size = np.bincount(group)
    place = np.empty(len(group))
    place[order] = np.arange(len(group)) - np.repeat(np.cumsum(size) - size, size)
    return (place + rng.random(len(group))) / size[group]


def turn_shares() -> np.ndarray:
    """Share of each kind (row) that is of each kind in the next spell."""
    kinds = column("name")[:GUEST]
    shares = np.zeros((GUEST, GUEST))
    for number in NAMED:
        for name, share in ARCHETYPES[number].turns:
            shares[number, kinds.index(name)] = share
    return shares + np.diag(1 - shares.sum(axis=1))
