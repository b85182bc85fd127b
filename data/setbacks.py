"""What costs a company orders: complaints that were not helped, and claims on a guarantee that were not honoured.

Both act alike: of the orders that a customer would have placed in the 180 days after the latest of them,
only a share happens. How long an answer took has no part in it, nor has anything in one region.
"""

from dataclasses import dataclass

import numpy as np

from data import archetypes, names
from data.archetypes import ARCHETYPES
from data.people import People
from data.seasons import DAYS

CLAIMING = [archetype.taste == "any" for archetype in ARCHETYPES]
CLAIMS_PER_ORDER = 0.015
CLAIM_AFTER = (10, 240)  # days
CLAIMS_HONOURED = 0.69


@dataclass
class Setback:
    """Per order: the day on which something about it went wrong (-1: nothing did), and the ratio of orders left."""

    day: np.ndarray
    ratio: np.ndarray


def severities(rng: np.random.Generator, size: int) -> np.ndarray:
    """How severe each complaint is, from 1 (mild) to 3, whatever the customer and the outcome."""
    return 1 + np.searchsorted(np.cumsum(archetypes.SEVERITY_SHARES)[:-1], rng.random(size))


def claims(
    rng: np.random.Generator, archetype: np.ndarray, possible: np.ndarray, day: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Day of the claim on the guarantee of each order (-1: none), and whether it was honoured."""
    claimed = possible & np.array(CLAIMING)[archetype] & (rng.random(len(day)) < CLAIMS_PER_ORDER)
    asked = day + rng.integers(*CLAIM_AFTER, len(day))
    return np.where(claimed & (asked < DAYS), asked, -1), rng.random(len(day)) < CLAIMS_HONOURED


def complained(
    people: People, customer: np.ndarray, day: np.ndarray, helped: np.ndarray, severity: np.ndarray
) -> Setback:
    """What the complaints cost."""
    return Setback(day, unless(people, customer, helped, np.array(archetypes.SEVERITY_RATIOS)[severity - 1]))


def claimed(people: People, customer: np.ndarray, day: np.ndarray, honoured: np.ndarray) -> Setback:
    """What the claims cost."""
    return Setback(day, unless(people, customer, honoured, np.full(len(day), archetypes.REFUSED_ORDER_RATIO)))


def unless(people: People, customer: np.ndarray, helped: np.ndarray, ratio: np.ndarray) -> np.ndarray:
    """The ratio of orders left: 1 for whoever was helped, and for everybody in the region without effects."""
    unmoved = people.region[customer] == names.REGIONS.index(archetypes.NO_EFFECT_REGION)
    return np.where(helped | unmoved, 1.0, ratio)


def lost_orders(rng: np.random.Generator, customer: np.ndarray, day: np.ndarray, setbacks: list[Setback]) -> np.ndarray:
    """Which orders do not happen.

    An order that does not happen causes no complaint and no claim either; as these lie after it, repeating
    the rule until nothing changes comes to an end.
    """
    chances = [rng.random(len(day)) for _ in setbacks]
    lost = np.zeros(len(day), dtype=bool)
    while True:
        again = np.zeros(len(day), dtype=bool)
        for setback, chance in zip(setbacks, chances, strict=True):
            again |= lost_after(customer, day, Setback(np.where(lost, -1, setback.day), setback.ratio), chance)
        if (again == lost).all():
            return lost
        lost = again


def lost_after(customer: np.ndarray, day: np.ndarray, setback: Setback, chance: np.ndarray) -> np.ndarray:
    """Which orders fall to the latest setback of their customer in the 180 days before; not on the same day."""
    hurt = np.flatnonzero((setback.day >= 0) & (setback.ratio < 1))
    if not len(hurt):
        return np.zeros(len(day), dtype=bool)
    opened = customer[hurt] * 4096 + setback.day[hurt]
    by_time = np.argsort(opened, kind="stable")
    opened, ratio = opened[by_time], setback.ratio[hurt][by_time]
    last = np.searchsorted(opened, customer * 4096 + day) - 1
    since = customer * 4096 + day - opened[np.maximum(last, 0)]
    remembered = (last >= 0) & (since <= archetypes.COMPLAINT_MEMORY_DAYS)
    return remembered & (chance < 1 - ratio[np.maximum(last, 0)])
