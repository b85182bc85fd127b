"""How each customer perceives the touchpoints, and what that makes of the wish to recommend.

Perceptions are on a scale of 1 to 7. Kinds of customers differ most in what they think of Delivery, Support and
Price; beside that every customer has views of their own, which stay. The score of 0 to 10 follows from both.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from data import seasons
from data.answers import TOUCHPOINTS
from data.archetypes import column
from data.people import People
from data.purchases import Orders
from data.seasons import day_number

# In the order of TOUCHPOINTS, as perceived in November 2025 by a customer of usual satisfaction.
PERCEIVED = np.array((4.3, 5.4, 5.7, 4.6, 5.2, 4.5, 5.9, 4.8))
BY_KIND = np.array((0.8, 0.8, 0.8, 4.5, 0.8, 4.5, 0.8, 4.5))  # per point of satisfaction (0..1) of the kind
OWN_VIEWS = 0.95  # standard deviation within a kind
# Points of the score to recommend (0..10) per point of perception. With the above they make these shares of R2
# (averaged over the orders in which the touchpoints may enter a regression; the mix of kinds moves them by .02).
RECOMMENDS = np.array((0.17, 0.30, 0.23, 0.51, 0.33, 0.71, 0.27, 0.59))
SHARES_OF_R2 = {"Delivery": 0.35, "Support": 0.25, "Price": 0.20}  # the other five share the rest
USUAL_SATISFACTION, USUAL_SCORE = 0.66, 7.2
A_POINT_OF_SATISFACTION = float(BY_KIND @ RECOMMENDS)  # of the kind (0..1), in points of the score
BY_CHANCE = 1.18  # standard deviation of what moves one answer and is no view of a touchpoint

CHECKOUT = TOUCHPOINTS.index("Checkout")
NEW_CHECKOUT_DAY = day_number(2024, 1, 1)
CHECKOUT_BEFORE, CHECKOUT_AT_ONCE = 3.9, 4.3  # perception before the new checkout and when it starts
CSAT_A_POINT = 0.35  # points of satisfaction with a touchpoint (1..5) per point of its perception

# The NPS of active customers, weighted as the pages weight it: level until 2023, a step, then a slope.
NPS_IN_2023, NPS_STEP, NPS_A_YEAR = -18.5, 3.0, 8.0
QUARTER_ENDS = np.array([day_number(year, month, 1) for year in (2023, 2024, 2025) for month in (4, 7, 10)])
QUARTER_ENDS = np.sort(np.append(QUARTER_ENDS, seasons.YEAR_ENDS))
WAVE_ANSWERS = 0.34  # share of active customers who answer in the last quarter because of the study
NORMAL = NormalDist()


@dataclass
class Views:
    """What the customers of one chunk think; a row or an entry per customer unless it says otherwise."""

    crowd: People  # whose views they are
    own: np.ndarray  # a column per touchpoint: how far the own perception lies from that of the kind
    level: np.ndarray  # an entry per quarter: points that the score to recommend lies higher for everybody

    def satisfaction(self, who: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Of the kind (0..1) that each customer is on a day."""
        return np.array(column("satisfaction"))[self.crowd.kind(who, day)]


def draw(rng: np.random.Generator, crowd: People, orders: Orders) -> Views:
    """The views of a chunk of customers."""
    own = rng.normal(0, OWN_VIEWS, (crowd.size, len(TOUCHPOINTS)))
    return Views(crowd, own, levels(crowd, orders))


def usual_score(satisfaction: np.ndarray) -> np.ndarray:
    """The score to recommend (0..10) around which those of a kind answer."""
    return USUAL_SCORE + A_POINT_OF_SATISFACTION * (satisfaction - USUAL_SATISFACTION)


def checkout(day: np.ndarray) -> np.ndarray:
    """Perception of Checkout: a new one at the start of 2024, and better since."""
    days = [NEW_CHECKOUT_DAY - 1, NEW_CHECKOUT_DAY, day_number(2025, 11, 5)]
    return np.interp(day, days, [CHECKOUT_BEFORE, CHECKOUT_AT_ONCE, PERCEIVED[CHECKOUT]])


def perceived(views: Views, who: np.ndarray, touchpoint: np.ndarray, day: np.ndarray) -> np.ndarray:
    """How customers perceive a touchpoint on a day (1..7, not rounded)."""
    now = np.where(touchpoint == CHECKOUT, checkout(day), PERCEIVED[touchpoint])
    kind = BY_KIND[touchpoint] * (views.satisfaction(who, day) - USUAL_SATISFACTION)
    return now + kind + views.own[who, touchpoint]


def recommends(views: Views, who: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The score to recommend on a day (0..10, not rounded), but for chance."""
    quarter = np.searchsorted(QUARTER_ENDS[:-1], day, side="right")
    usual = usual_score(views.satisfaction(who, day))
    return usual + views.own[who] @ RECOMMENDS + views.level[quarter]


def planned_nps(day: np.ndarray) -> np.ndarray:
    """The weighted NPS that a day is planned to have."""
    since = (day - NEW_CHECKOUT_DAY) / 365.25
    return NPS_IN_2023 + np.where(since >= 0, NPS_STEP + NPS_A_YEAR * since, 0)


def levels(crowd: People, orders: Orders) -> np.ndarray:
    """The level of each quarter, such that those who are likely to answer, weighted, have the planned NPS.

    What the new checkout does not explain of it makes up for who joined and who left meanwhile.
    """
    known = orders.customer >= 0
    customer, day = orders.customer[known], orders.day[known]
    found = np.zeros(len(QUARTER_ENDS))
    for quarter, end in enumerate(QUARTER_ENDS):
        year, quarter_of_year = (
            np.bincount(customer[(day >= end - days) & (day < end)], minlength=crowd.size) for days in (365, 91)
        )
        kind = crowd.kinds_on(end - 1)
        chance = np.array(column("surveyed"))[kind] * quarter_of_year
        chance += WAVE_ANSWERS * (quarter == len(QUARTER_ENDS) - 1)
        weight = np.bincount(kind, answering_weights(year, chance))
        kinds = np.flatnonzero(weight)
        score = usual_score(np.array(column("satisfaction"))[kinds])
        found[quarter] = level(score, weight[kinds], float(planned_nps(np.array(end - 45))))
    return found


def answering_weights(orders: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """What each customer weighs in a weighted score, given the orders of a year and the chance to answer.

    Customers are weighted by fifths of their numbers of orders, so that each fifth counts by its people.
    """
    active = orders > 0
    if not active.any():
        return np.zeros(len(orders))
    cell = np.searchsorted(np.unique(np.quantile(orders[active], (0.2, 0.4, 0.6, 0.8))), orders)
    people = np.bincount(cell, active)
    answering = np.bincount(cell, chance * active)
    return np.where(answering > 0, people / np.maximum(answering, 1e-9), 0)[cell] * chance * active


def level(score: np.ndarray, weight: np.ndarray, nps: float) -> float:
    """By how much these usual scores move for their NPS to be this one, found by halving."""
    lowest, highest = -2.5, 2.5
    for _ in range(20 * bool(len(score))):
        middle = (lowest + highest) / 2
        if np.average(expected_votes(score + middle), weights=weight) * 100 < nps:
            lowest = middle
        else:
            highest = middle
    return (lowest + highest) / 2


def expected_votes(centre: np.ndarray) -> np.ndarray:
    """Promoters less detractors among many who answer around a score, -1..1."""
    deviation = np.sqrt(BY_CHANCE**2 + OWN_VIEWS**2 * (RECOMMENDS**2).sum())
    return np.array([NORMAL.cdf((at - 8.5) / deviation) - NORMAL.cdf((6.5 - at) / deviation) for at in centre])
