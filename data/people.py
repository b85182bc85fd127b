"""Who are the customers: of which kind, since when, through which channel, with which taste?"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import calendars, columns, names, spells
from data.archetypes import (
    ARCHETYPES,
    CHANNELS,
    COMPANY_MIX,
    GUEST,
    MAIN_CATEGORIES,
    NICHE_SHARE,
    NICHE_WEIGHTS,
    OLD_CHANNELS,
    OLD_SHARE,
    OLD_UNTRACKED_SHARE,
    RANKS,
    SLOW_SHARE,
    UNTRACKED_SHARE,
    USUAL_MIX,
    column,
)
from data.seasons import DAYS, YEAR_ENDS, YEAR_STARTS, growing, year_of

LEAST_STAY = 25
FIRST_NEW_DAY = 4
MORE_NEW = 0.15  # by how much the number of new customers grows over the three years
HURRIED_SHARE = 0.40
OLD_SEEN_WITHIN = 150  # days: the first order in the data of those who were customers before
UNTRACKED = -1
WORTH = np.array([RANKS[one.tier] for one in ARCHETYPES])
ALIKE = 4.0  # how far the better customers come by the channels that most stay by
ANSWERING = 0.48  # share of the customers who answer surveys at all
SHARES_OF_OLD, SHARES_OF_NEW = (np.array(column(field)[:GUEST]) for field in ("old", "new"))
BORN_LATER = np.array([{4: -5, 3: -3, 2: 0, 1: 2, 0: 4}[rank] for rank in WORTH])  # years, by kind
BIG_STARTS_UNTIL = 120  # days from the start of a year
SMALLER = {"platinum": "silver in company", "gold": "silver in company"}
SMALL_START = [column("name").index(SMALLER.get(one.name, one.name)) for one in ARCHETYPES]
"""The kind as which those begin who come late in a year: nobody begins as one of the best then."""


@dataclass
class People:
    """Customers of one chunk; every field has one entry (or one row) per customer."""

    first_number: int  # the number of the first of them in the whole company
    kinds: np.ndarray  # archetype in each of the three spells of their life as customers (customer x spell)
    turned: np.ndarray  # the days on which the second and the third spell begin (customer x 2)
    origin: names.Origins  # where their names are from, and where they live
    old: np.ndarray  # was a customer before the data begin
    first_day: np.ndarray  # of the first order in the data
    last_day: np.ndarray  # after it they order no more
    channel: np.ndarray  # of the first touch; UNTRACKED if none was seen
    first_touch_day: np.ndarray  # -1 if untracked
    hurried: np.ndarray  # ordered within a week of the first touch, and asks for speed
    mix: np.ndarray  # share of each category in each spell (customer x spell x category)
    newsletter: np.ndarray
    answers: np.ndarray  # to surveys; the others never do

    @property
    def size(self) -> int:
        """How many customers."""
        return len(self.kinds)

    @property
    def archetype(self) -> np.ndarray:
        """Their kinds in the last spell, by which they are judged at the end."""
        return self.kinds[:, -1]

    def kind(self, who: np.ndarray, day: np.ndarray | int) -> np.ndarray:
        """The kinds of customers on a day each, or on the same."""
        return self.kinds[who, self.spell(who, day)]

    def spell(self, who: np.ndarray, day: np.ndarray | int) -> np.ndarray:
        """In which spell of theirs (0 to 2) customers are on a day each, or on the same."""
        return (np.asarray(day)[..., None] >= self.turned[who]).sum(axis=-1)

    def kinds_on(self, day: int) -> np.ndarray:
        """The kind of everybody on a day."""
        return self.kind(np.arange(self.size), day)

    def before_a_change(self, who: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Of orders sorted by customer and day: whether the next is of a better kind (1), of a worse (-1), or neither.

        The last order of a customer stands before nothing.
        """
        worth = WORTH[self.kind(who, day)]
        same = np.append(who[1:] == who[:-1], False)
        return np.where(same, np.sign(np.append(worth[1:], 0) - worth), 0)

    @property
    def numbers(self) -> np.ndarray:
        """Their numbers in the whole company, from 1."""
        return self.first_number + np.arange(self.size) + 1

    @property
    def region(self) -> np.ndarray:
        """Where they live, position in names.REGIONS."""
        return self.origin.region


def draw(rng: np.random.Generator, size: int, first_number: int) -> People:
    """Draw `size` customers; their first kinds come in fixed shares, in random order."""
    start, old = starts(rng, size)
    origin = names.origins(rng, size).matched(rng.spawn(1)[0], WORTH[start])
    first_day = first_days(rng, start, old, origin.region)
    start = np.where(~old & late_in_year(first_day), np.array(SMALL_START)[start], start)
    kinds, turned = spells.draw(rng, start, first_day)
    hurried = (rng.random(size) < HURRIED_SHARE) & ~old
    lag = touch_lags(rng, first_day, hurried)
    tracked = (rng.random(size) >= np.where(old, OLD_UNTRACKED_SHARE, UNTRACKED_SHARE)) & (first_day > 2)
    channel = np.full(size, UNTRACKED)
    channel[tracked & ~old] = channels(rng, start[tracked & ~old])
    channel[tracked & old] = old_channels(rng.spawn(1)[0], int((tracked & old).sum()))
    return People(
        first_number=first_number,
        kinds=kinds,
        turned=turned,
        origin=origin,
        old=old,
        first_day=first_day,
        last_day=last_days(rng, kinds, turned, old, first_day),
        channel=channel,
        first_touch_day=np.where(tracked, first_day - lag, -1),
        hurried=hurried & tracked,
        mix=mixes(rng, kinds),
        newsletter=rng.random(size) < np.array(column("newsletter"))[kinds[:, -1]],
        answers=rng.random(size) < ANSWERING,
    )


def starts(rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The kind as which each of `size` customers begins, and whether that was before the data begin."""
    shares = np.concatenate([OLD_SHARE * SHARES_OF_OLD, (1 - OLD_SHARE) * SHARES_OF_NEW])
    drawn = rng.permutation(np.repeat(np.arange(2 * GUEST), quotas(shares, size)))
    return drawn % GUEST, drawn < GUEST


def quotas(shares: np.ndarray, size: int) -> np.ndarray:
    """How many of each among `size`: the shares, rounded so that they add up."""
    ends = np.round(np.cumsum(shares) * size)
    ends[-1] = size
    return np.diff(ends, prepend=0).astype(int)


def late_in_year(day: np.ndarray) -> np.ndarray:
    """Whether a day lies so late in its year that who comes then has no time left to be one of the best in it."""
    return day - YEAR_STARTS[year_of(day)] >= BIG_STARTS_UNTIL


def first_days(rng: np.random.Generator, start: np.ndarray, old: np.ndarray, region: np.ndarray) -> np.ndarray:
    """Day of each customer's first order in the data, busier days being likelier; the old wait for it by their pace."""
    first = np.where(old, 0, FIRST_NEW_DAY)
    end = np.where(old, OLD_SEEN_WITHIN + 1, DAYS - 1)
    pick = rng.random(len(start))
    expected = np.array(column("orders_a_year"))[start] * OLD_SEEN_WITHIN / 365
    soon = -np.log1p(pick * np.expm1(-expected)) / np.maximum(expected, 1)
    quantile = np.where(old, soon, growing(pick, MORE_NEW))
    return calendars.days_between(region, first, end, quantile, calendars.JOINED_UNTIL)


def last_days(
    rng: np.random.Generator, kinds: np.ndarray, turned: np.ndarray, old: np.ndarray, first_day: np.ndarray
) -> np.ndarray:
    """The day after which a customer orders no more: soon after the first order, or late in one of the years."""
    size, last = len(first_day), np.full(len(first_day), DAYS - 1)
    stay = LEAST_STAY + rng.exponential(1, size) * np.array(column("stay"))[kinds[:, 0]]
    for start, end in zip(YEAR_STARTS, YEAR_ENDS, strict=True):
        new = ~old & (first_day >= start)
        kind = kinds[np.arange(size), (turned <= (start + end) // 2).sum(axis=1)]
        chance = np.where(new, *(np.array(column(field))[kind] for field in ("leaving_soon", "leaving")))
        here = (first_day < end) & (last == DAYS - 1)
        leaves = here & (spells.even(rng, 4 * kind + 2 * new + here) < chance)
        late = start + (end - start) * np.cbrt(rng.random(size))
        day = np.where(new, first_day + stay, np.maximum(late, first_day + LEAST_STAY))
        last = np.where(leaves, np.minimum(day.astype(int), DAYS - 1), last)
    return np.where(np.array(column("once"))[kinds[:, 0]], first_day, last)


def touch_lags(rng: np.random.Generator, first_day: np.ndarray, hurried: np.ndarray) -> np.ndarray:
    """Days from the first touch to the first order: mostly weeks, for a few more than 90 days, few for the hurried."""
    size = len(first_day)
    quick = 1 + np.minimum(rng.exponential(17, size), 84).astype(int)
    slow = (rng.random(size) < SLOW_SHARE) & (first_day > 160)
    lag = np.where(slow, rng.integers(95, 150, size), quick)
    lag = np.where(hurried, rng.integers(1, 7, size), lag)
    return np.minimum(lag, np.maximum(first_day, 1))  # nothing was seen before the data begin


def channels(rng: np.random.Generator, kind: np.ndarray) -> np.ndarray:
    """Channel of the first touch, by Bayes from each channel's rates: who came by it, given that they stayed.

    Drawn in even steps rather than one by one: a channel that wins 3 in 100 shows every winner
    thousand times over in the number of people reached. Of those who stay, the better ones come oftener by the
    channels that most stay by, as friends bring their like.
    """
    stays = ~np.array(column("once"))[kind]
    reached, acquired, retained = (
        np.array([getattr(channel, field) for channel in CHANNELS]) for field in ("reached", "acquired", "retained")
    )
    chosen = np.zeros(len(stays), dtype=int)
    for group, weights in ((stays, retained), (~stays, 1 - retained)):
        size = int(group.sum())
        steps = (np.arange(size) + rng.random(size)) / max(size, 1)
        share = np.cumsum(reached * acquired * weights)
        drawn = np.searchsorted(share[:-1] / share[-1], steps)
        by_channel = np.argsort(retained[drawn] * ALIKE + rng.normal(size=size))
        by_worth = np.argsort(WORTH[kind[group]] + rng.normal(size=size))
        chosen[np.flatnonzero(group)[by_worth]] = drawn[by_channel]
    return chosen


def old_channels(rng: np.random.Generator, size: int) -> np.ndarray:
    """Channel of the first touch in the data of customers from before it."""
    shares = [OLD_CHANNELS.get(channel.name, 0.0) for channel in CHANNELS]
    return np.searchsorted(np.cumsum(shares)[:-1], rng.random(size), side="right")


def mixes(rng: np.random.Generator, kinds: np.ndarray) -> np.ndarray:
    """Share of each category in what a customer buys in each spell: tastes of their own, wide or narrow by kind."""
    size, categories = len(kinds), len(COMPANY_MIX)
    broad = of_one(rng.standard_gamma(np.array(COMPANY_MIX) * 150.0, (size, categories)))
    rank = rng.random((size, categories)).argsort(axis=1).argsort(axis=1)
    main = rng.standard_gamma(np.array(USUAL_MIX) * 60.0, (size, categories))
    main = of_one(main * np.where(rank >= MAIN_CATEGORIES, 0.12, 1.0))
    usual = of_one(rng.standard_gamma(np.array(USUAL_MIX) * 6.0, (size, categories)))
    alone = np.eye(categories)[rng.choice(categories, size, p=NICHE_WEIGHTS)]
    by_style = {"broad": broad, "main": main, "any": usual, "niche": NICHE_SHARE * alone + (1 - NICHE_SHARE) * usual}
    style = np.array([list(by_style).index(name) for name in column("mix")])[kinds]
    return np.stack(list(by_style.values()), axis=1)[np.arange(size)[:, None], style]


def of_one(parts: np.ndarray) -> np.ndarray:
    """Parts as shares of their row."""
    return parts / parts.sum(axis=1, keepdims=True)


def customer_ids(people: People, members: np.ndarray, width: int) -> pa.Array:
    """Texts like C00017 for positions within the chunk; a negative position (a guest) is blank."""
    return columns.ids("C", people.first_number + members + 1, width, members >= 0)


def birth_years(rng: np.random.Generator, people: People) -> np.ndarray:
    """When customers were born: the better ones are somewhat older, and nobody is very old or a child."""
    return np.clip(np.round(1945 + rng.beta(2.6, 2.2, people.size) * 61 + BORN_LATER[people.archetype]), 1940, 2006)


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
        birth_year=columns.whole(birth_years(rng, people)),
        newsletter=columns.labels(~people.newsletter, ("yes", "no")),
    )
