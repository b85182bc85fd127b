"""Thanks to customers who gave a reason for it, half of them held out by lot, and the orders that thanks bring."""

from dataclasses import dataclass

import numpy as np

from data import archetypes, campaigns, names
from data.people import People
from data.seasons import DAYS, day_number

PAGE = "experience/recognition"
BEGINS = day_number(2024, 7, 1)
APART_DAYS = 60  # between two thanks of one customer at least
HELD_OUT = 0.5
WITHIN_DAYS = 60
UPLIFT = 0.09  # share of the treated who order within 60 days because of their first thanks
HELPED_THANKED = 0.6  # of the complaints that were helped
SOLVED_AFTER = 20  # days in which a complaint that is helped at all has long been resolved


@dataclass
class Thanks:
    """Thanks given or held out, sorted by person and day."""

    person: np.ndarray  # position in the chunk
    day: np.ndarray
    held_out: np.ndarray


def draw(
    rng: np.random.Generator,
    people: People,
    customer: np.ndarray,
    day: np.ndarray,
    complaint_day: np.ndarray,
    helped: np.ndarray,
    referrer: np.ndarray,
) -> Thanks:
    """Whom the company would thank and when; orders come sorted by customer and day."""
    complained = complaint_day >= 0
    person, when = (
        np.concatenate(parts)
        for parts in zip(
            after_help(rng, customer[complained & helped], complaint_day[complained & helped]),
            a_year_after(rng, people, customer, day),
            after_referral(rng, people, referrer),
            strict=True,
        )
    )
    fits = (when >= BEGINS) & (when < DAYS - 1)
    fits &= ~recent(person, when, customer[complained & ~helped], complaint_day[complained & ~helped], DAYS)
    fits &= ~recent(person, when, customer[complained], complaint_day[complained], SOLVED_AFTER - 1)
    person, when = spaced(person[fits], when[fits])
    return Thanks(person, when, rng.random(len(person)) < HELD_OUT)


def after_help(
    rng: np.random.Generator, customer: np.ndarray, complaint_day: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Person and day: some weeks after a complaint that was helped."""
    chosen = rng.random(len(customer)) < HELPED_THANKED
    day = complaint_day + SOLVED_AFTER + rng.integers(0, 7, len(customer))
    return customer[chosen], day[chosen]


def a_year_after(
    rng: np.random.Generator, people: People, customer: np.ndarray, day: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Person and day: within a week of a year with the company, for customers who ordered in its second half."""
    anniversary = people.first_day + 365
    after = anniversary[customer] - day
    still_here = np.bincount(customer[(after > 0) & (after <= 180)], minlength=people.size) > 0
    person = np.flatnonzero(~people.old & still_here)
    return person, anniversary[person] + rng.integers(0, 6, len(person))


def after_referral(rng: np.random.Generator, people: People, referrer: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Person and day: within a week after somebody whom they brought bought for the first time."""
    brought = np.flatnonzero(referrer >= 0)
    return referrer[brought], people.first_day[brought] + rng.integers(1, 7, len(brought))


def recent(person: np.ndarray, day: np.ndarray, of_person: np.ndarray, of_day: np.ndarray, days: int) -> np.ndarray:
    """Whether something happened to a person on the day or in the `days` before."""
    if not len(of_person):
        return np.zeros(len(person), dtype=bool)
    happened = np.sort(of_person * 4096 + of_day)
    last = happened[np.maximum(np.searchsorted(happened, person * 4096 + day, side="right") - 1, 0)]
    since = person * 4096 + day - last
    return (since >= 0) & (since <= days) & (last // 4096 == person)


def spaced(person: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each person's days in order, without those within 60 days after one that stays."""
    order = np.argsort(person * 4096 + day, kind="stable")
    person, day = person[order], day[order]
    stays, waits = np.zeros(len(person), dtype=bool), np.arange(len(person))
    while len(waits):
        first = waits[firsts(person[waits])]
        stays[first] = True
        last = np.zeros(person.max() + 1, dtype=int)
        last[person[first]] = day[first]
        waits = waits[day[waits] > last[person[waits]] + APART_DAYS]
    return person[stays], day[stays]


def firsts(person: np.ndarray) -> np.ndarray:
    """Which entries are the first of their person; entries come sorted by person."""
    return np.diff(person, prepend=-1) != 0


def not_brought(
    rng: np.random.Generator,
    people: People,
    thanks: Thanks,
    customer: np.ndarray,
    day: np.ndarray,
    free: np.ndarray,
    kept: np.ndarray,
) -> np.ndarray:
    """The orders that held-out customers do not place within 60 days, because nobody thanked them."""
    acts = firsts(thanks.person) & thanks.held_out & (thanks.day + WITHIN_DAYS < DAYS - 1)
    acts &= ~without_effect(people)[thanks.person]
    since = campaigns.from_day(people.size, thanks.person[acts], thanks.day[acts])
    alone = campaigns.sole_orders(customer, day, kept, since, WITHIN_DAYS)
    return rng.permutation(alone[free[alone]])[: round(UPLIFT * acts.sum())]


def without_effect(people: People) -> np.ndarray:
    """Who lives in the region in which thanks change nothing."""
    return people.region == names.REGIONS.index(archetypes.NO_EFFECT_REGION)


def truth() -> list[tuple[str, float, str]]:
    """Name, value and page of what is planted."""
    region = archetypes.NO_EFFECT_REGION
    return [
        ("thanks held out", HELD_OUT, PAGE),
        (f"thanks uplift outside {region}", UPLIFT, PAGE),
        (f"thanks uplift in {region}", 0.0, PAGE),
    ]
