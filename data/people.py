"""Who are the customers: of which kind, since when, through which channel, with which taste?"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import calendars, columns, names
from data.archetypes import (
    ARCHETYPES,
    CHANNELS,
    COMPANY_MIX,
    GUEST,
    MAIN_CATEGORIES,
    NICHE_CATEGORIES,
    NICHE_SHARE,
    OLD_CHANNELS,
    OLD_UNTRACKED_SHARE,
    SLOW_SHARE,
    UNTRACKED_SHARE,
    USUAL_MIX,
    column,
)
from data.seasons import DAYS, day_number

LAST_DAY_OF_LEAVERS = day_number(2024, 12, 29)
LEAST_STAY = 25
HURRIED_SHARE = 0.24
OLD_SEEN_WITHIN = 120  # days: the first order in the data of those who were customers before
UNTRACKED = -1
NAMED = np.arange(GUEST)


@dataclass
class People:
    """Customers of one chunk; every field has one entry (or one row) per customer."""

    first_number: int  # the number of the first of them in the whole company
    archetype: np.ndarray
    origin: names.Origins  # where their names are from, and where they live
    old: np.ndarray  # was a customer before the data begin
    first_day: np.ndarray  # of the first order in the data
    last_day: np.ndarray  # after it they order no more
    channel: np.ndarray  # of the first touch; UNTRACKED if none was seen
    first_touch_day: np.ndarray  # -1 if untracked
    hurried: np.ndarray  # ordered within a week of the first touch, and asks for speed
    mix: np.ndarray  # share of each category
    newsletter: np.ndarray

    @property
    def size(self) -> int:
        """How many customers."""
        return len(self.archetype)

    @property
    def numbers(self) -> np.ndarray:
        """Their numbers in the whole company, from 1."""
        return self.first_number + np.arange(self.size) + 1

    @property
    def region(self) -> np.ndarray:
        """Where they live, position in names.REGIONS."""
        return self.origin.region


def draw(rng: np.random.Generator, size: int, first_number: int) -> People:
    """Draw `size` customers; their kinds come in fixed shares, in random order."""
    archetype = rng.permutation(np.repeat(NAMED, quotas(size)))
    old = rng.random(size) < np.array(column("since_before"))[archetype]
    origin = names.origins(rng, size).drawn_to(rng.spawn(1)[0], np.array(column("at_home"))[archetype])
    first_day = first_days(rng, archetype, old, origin.region)
    once = np.array(column("once"))[archetype]
    hurried = (rng.random(size) < HURRIED_SHARE) & ~old
    lag = touch_lags(rng, first_day, hurried)
    tracked = (rng.random(size) >= np.where(old, OLD_UNTRACKED_SHARE, UNTRACKED_SHARE)) & (first_day > 2)
    channel = np.full(size, UNTRACKED)
    channel[tracked & ~old] = channels(rng, ~once[tracked & ~old])
    channel[tracked & old] = old_channels(rng.spawn(1)[0], int((tracked & old).sum()))
    return People(
        first_number=first_number,
        archetype=archetype,
        origin=origin,
        old=old,
        first_day=first_day,
        last_day=last_days(rng, archetype, first_day),
        channel=channel,
        first_touch_day=np.where(tracked, first_day - lag, -1),
        hurried=hurried & tracked,
        mix=mixes(rng, archetype),
        newsletter=rng.random(size) < np.array(column("newsletter"))[archetype],
    )


def quotas(size: int) -> np.ndarray:
    """How many of each kind among `size` customers: the shares, rounded so that they add up."""
    ends = np.round(np.cumsum([archetype.share for archetype in ARCHETYPES[:GUEST]]) * size)
    ends[-1] = size
    return np.diff(ends, prepend=0).astype(int)


def first_days(rng: np.random.Generator, archetype: np.ndarray, old: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Day of each customer's first order in the data, busier days being likelier; the old wait for it by their pace."""
    first, last = np.zeros_like(archetype), np.full_like(archetype, OLD_SEEN_WITHIN)
    pick = rng.random(len(archetype))
    for number in NAMED:
        windows = ARCHETYPES[number].joined
        reached = np.cumsum([weight for weight, _, _ in windows])
        place = np.minimum(np.searchsorted(reached, pick), len(windows) - 1)
        mine = (archetype == number) & ~old
        first[mine] = np.array([start for _, start, _ in windows])[place[mine]]
        last[mine] = np.array([end for _, _, end in windows])[place[mine]]
    pick = rng.random(len(archetype))
    expected = np.array(column("orders_a_year"))[archetype, 0] * OLD_SEEN_WITHIN / 365
    soon = -np.log1p(pick * np.expm1(-expected)) / np.maximum(expected, 1)
    return calendars.days_between(region, first, last + 1, np.where(old, soon, pick), calendars.JOINED_UNTIL)


def last_days(rng: np.random.Generator, archetype: np.ndarray, first_day: np.ndarray) -> np.ndarray:
    """The day after which a customer orders no more; most who leave do so soon, fewer the longer they have stayed.

    Who leaves before the last year has no tier at the end of the data, of whichever kind they are.
    """
    size = len(archetype)
    once, leaving, stay = (np.array(column(field))[archetype] for field in ("once", "leaving", "stay"))
    last = first_day + LEAST_STAY + np.rint(rng.exponential(1, size) * stay).astype(int)
    has_tier = np.array(column("tier"))[archetype] != "none"
    last = np.minimum(last, np.where(has_tier, DAYS - 1, LAST_DAY_OF_LEAVERS))
    last = np.where(rng.random(size) < leaving, last, DAYS - 1)
    return np.where(once, first_day, last)


def touch_lags(rng: np.random.Generator, first_day: np.ndarray, hurried: np.ndarray) -> np.ndarray:
    """Days from the first touch to the first order: mostly weeks, for a few more than 90 days, few for the hurried."""
    size = len(first_day)
    quick = 1 + np.minimum(rng.exponential(17, size), 84).astype(int)
    slow = (rng.random(size) < SLOW_SHARE) & (first_day > 160)
    lag = np.where(slow, rng.integers(95, 150, size), quick)
    lag = np.where(hurried, rng.integers(1, 7, size), lag)
    return np.minimum(lag, np.maximum(first_day, 1))  # nothing was seen before the data begin


def channels(rng: np.random.Generator, stays: np.ndarray) -> np.ndarray:
    """Channel of the first touch, by Bayes from each channel's rates: who came by it, given that they stayed.

    Drawn in even steps rather than one by one: a channel that wins 3 in 100 shows every winner
    thirty times over in the number of people reached.
    """
    reached, acquired, retained = (
        np.array([getattr(channel, field) for channel in CHANNELS]) for field in ("reached", "acquired", "retained")
    )
    chosen = np.zeros(len(stays), dtype=int)
    for group, weights in ((stays, retained), (~stays, 1 - retained)):
        size = int(group.sum())
        steps = (np.arange(size) + rng.random(size)) / max(size, 1)
        share = np.cumsum(reached * acquired * weights)
        chosen[group] = rng.permutation(np.searchsorted(share[:-1] / share[-1], steps))
    return chosen


def old_channels(rng: np.random.Generator, size: int) -> np.ndarray:
    """Channel of the first touch in the data of customers from before it."""
    shares = [OLD_CHANNELS.get(channel.name, 0.0) for channel in CHANNELS]
    return np.searchsorted(np.cumsum(shares)[:-1], rng.random(size), side="right")


def mixes(rng: np.random.Generator, archetype: np.ndarray) -> np.ndarray:
    """Share of each category in what a customer buys."""
    size, categories = len(archetype), len(COMPANY_MIX)
    style = np.array(column("mix"))[archetype]
    steadiness = np.where(style == "broad", 150.0, np.where(style == "main", 60.0, 6.0))
    centre = np.where((style == "broad")[:, None], COMPANY_MIX, USUAL_MIX)
    mix = rng.standard_gamma(centre * steadiness[:, None])
    rank = rng.random((size, categories)).argsort(axis=1).argsort(axis=1)
    mix *= np.where((style == "main")[:, None] & (rank >= MAIN_CATEGORIES), 0.12, 1.0)
    niche = np.array(NICHE_CATEGORIES)[rng.integers(0, len(NICHE_CATEGORIES), size)]
    mix /= mix.sum(axis=1, keepdims=True)
    alone = np.eye(categories)[niche]
    return np.where((style == "niche")[:, None], NICHE_SHARE * alone + (1 - NICHE_SHARE) * mix, mix)


def customer_ids(people: People, members: np.ndarray, width: int) -> pa.Array:
    """Texts like C00017 for positions within the chunk; a negative position (a guest) is blank."""
    return columns.ids("C", people.first_number + members + 1, width, members >= 0)


def customers(rng: np.random.Generator, people: People, width: int) -> pa.Table:
    """The customers table; those who were there before the data joined in the five years before."""
    size = people.size
    joined = np.where(people.old, -rng.integers(10, 1800, size), people.first_day - rng.integers(0, 3, size))
    joined = np.where(people.old, joined, np.maximum(joined, 0))
    identity = names.draw(rng, people.origin)
    return columns.table(
        "customers",
        customer_id=customer_ids(people, np.arange(size), width),
        name=identity.names,
        joined_on=columns.days(joined),
        region=identity.regions,
        city=identity.cities,
        birth_year=columns.whole(1945 + np.round(rng.beta(2.6, 2.2, size) * 61)),
        newsletter=columns.labels(~people.newsletter, ("yes", "no")),
    )
