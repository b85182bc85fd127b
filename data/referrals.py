"""Customers who recommend the company to others, and whom they bring."""

from dataclasses import dataclass

import numpy as np

from data.archetypes import CHANNELS, column
from data.people import People
from data.seasons import DAYS, opening_hours

PAGE = "customers/value"
CHANNEL = [channel.name for channel in CHANNELS].index("Referral")
REMEMBERED_DAYS = 30  # who comes by a recommendation, comes within so many days of it
REFERRED_A_YEAR = 0.06  # referred new customers to active customers, in the long run
WORTH_MORE = 220.0  # contribution of the first 365 days, referred minus others: others come once, these stay


@dataclass
class Referrals:
    """Who recommended the company when, in order of time, and who brought each customer; positions in the chunk."""

    teller: np.ndarray
    second: np.ndarray  # since the data begin
    old: np.ndarray  # who were customers before the data begin
    referrer: np.ndarray  # a customer each; -1: came by another channel, or nobody can have brought them


def draw(rng: np.random.Generator, people: People, customer: np.ndarray, day: np.ndarray) -> Referrals:
    """Recommendations some days after an order, and by which of them each referred customer came."""
    keen = np.array(column("satisfaction"))[people.kind(customer, day)] ** 3 * 0.12
    tells = np.flatnonzero(rng.random(len(day)) < keen)
    second = (day[tells] + rng.integers(2, 15, len(tells))) * 86400 + opening_hours(rng, len(tells))
    order = np.argsort(second, kind="stable")
    order = order[second[order] < DAYS * 86400]
    nobody = np.full(people.size, -1)
    told = Referrals(customer[tells][order], second[order], np.flatnonzero(people.old), nobody)
    referred = np.flatnonzero(people.channel == CHANNEL)
    told.referrer[referred] = brought_by(rng, told, people.first_touch_day[referred])
    return told


def brought_by(rng: np.random.Generator, told: Referrals, day: np.ndarray) -> np.ndarray:
    """Who brought somebody that came on each day: one who recommended in the 30 days before.

    In the first weeks, before anybody recommends, it is one of those who were customers before the data begin.
    """
    first = np.searchsorted(told.second, (day - REMEMBERED_DAYS) * 86400)
    end = np.searchsorted(told.second, day * 86400)
    pick, any_old = rng.random(len(day)), rng.random(len(day))
    place = first + (pick * (end - first)).astype(int)
    old = np.append(told.old, -1)[(any_old * len(told.old)).astype(int)]
    return np.where(end > first, np.append(told.teller, -1)[place], old)


def truth() -> list[tuple[str, float, str]]:
    """Name, value and page of what is planted."""
    return [
        ("referred new customers per active customer", REFERRED_A_YEAR, PAGE),
        ("first-year contribution, referred minus others", WORTH_MORE, PAGE),
    ]
