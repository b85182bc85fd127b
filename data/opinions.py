"""What do customers and employees say when they are asked, and why do some leave?"""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from data import columns, people, support
from data.archetypes import column
from data.people import People
from data.purchases import Orders
from data.seasons import DAYS, day_number, opening_hours
from data.support import Tickets

MEASURES = ("nps", "csat", "ces", "expectation", "promise", "perception", "importance", "employee")
TOUCHPOINTS = (
    "Advertising",
    "Website",
    "Store",
    "Price",
    "Checkout",
    "Delivery",
    "Product quality",
    "Support",
)
NEEDS = ("basic", "symbolic", "experiential")
FEELINGS = ("rational", "emotional", "sensory", "physical", "spiritual")
DRIVERS = ("environment", "staff", "incentives", "pricing", "technology")
TEAMS = (
    "design and development", "product management", "engineering and IT", "support", "finance and accounting",
    "sales", "advertising", "marketing", "public relations", "stores", "e-commerce",
    "fulfilment and logistics", "human resources", "training", "management",
)  # fmt: skip
SUBJECTS = TOUCHPOINTS + NEEDS + FEELINGS + DRIVERS + TEAMS
ASKED = len(TOUCHPOINTS + NEEDS + FEELINGS + DRIVERS)

# On a scale of 1 to 7, for each touchpoint: what advertising promises runs ahead at Delivery and Support.
EXPECTATION = (
    4.2,
    5.2,
    5.0,
    5.3,
    5.1,
    5.6,
    5.8,
    5.5,
    5.4,
    4.1,
    4.6,
    5.2,
    4.9,
    4.7,
    4.5,
    3.8,
    4.8,
    5.3,
    4.4,
    5.0,
    4.9,
)
PROMISE = (
    4.6,
    5.4,
    5.1,
    5.2,
    5.3,
    6.3,
    6.0,
    6.2,
    5.6,
    4.9,
    5.2,
    5.3,
    5.4,
    5.0,
    4.6,
    4.2,
    5.2,
    5.7,
    4.9,
    5.1,
    5.3,
)
PERCEPTION = (
    4.3,
    5.4,
    5.7,
    4.6,
    5.2,
    4.5,
    5.9,
    4.8,
    5.5,
    4.4,
    4.5,
    5.1,
    5.0,
    5.2,
    4.8,
    4.0,
    5.2,
    5.4,
    4.0,
    4.5,
    4.8,
)
IMPORTANCE = (
    3.1,
    5.0,
    4.4,
    5.9,
    4.8,
    6.2,
    6.5,
    5.8,
    6.3,
    3.9,
    4.6,
    6.0,
    4.7,
    4.5,
    4.4,
    3.1,
    4.9,
    5.6,
    4.3,
    5.9,
    4.8,
)
TEAM_SIZES = (9, 6, 12, 14, 7, 10, 5, 8, 3, 22, 11, 18, 5, 4, 6)
TEAM_MOODS = (7.9, 7.4, 7.6, 6.2, 7.3, 7.2, 7.5, 7.8, 7.0, 7.4, 7.7, 6.1, 7.9, 8.1, 8.3)
PRAISE = (
    "Lovely things",
    "عالی بود، ممنون",
    "Livraison rapide",
    "Всё отлично",
    "很好",
    "شكرا جزيلا",
    "Πολύ καλό",
)
BLAME = ("Arrived late", "دیر رسید", "Zu teuer", "Никто не ответил", "Parcel was damaged", "بسته‌بندی بد بود")
COMMENTS = PRAISE + BLAME
REASONS = ("Price", "Delivery", "Product quality", "Service", "Moved away", "Competitor", "No longer needed")
REASON_SHARES = (0.24, 0.21, 0.14, 0.15, 0.08, 0.11, 0.07)


@dataclass
class Answers:
    """Answers; positions in the lists above, -1 where a cell stays blank."""

    customer: np.ndarray
    second: np.ndarray
    measure: np.ndarray
    subject: np.ndarray
    score: np.ndarray
    comment: np.ndarray


def answers(customer: np.ndarray, second: np.ndarray, measure: int, score: np.ndarray, **codes: np.ndarray) -> Answers:
    """Answers to one question, without subject or comment unless given."""
    full = {"measure": measure, "subject": -1, "comment": -1} | codes
    full = {name: np.broadcast_to(np.asarray(value), customer.shape) for name, value in full.items()}
    return Answers(customer=customer, second=second, score=score, **full)


def draw(rng: np.random.Generator, crowd: People, orders: Orders, tickets: Tickets) -> Answers:
    """All answers of a chunk in order of time; the first chunk's also hold the employees'."""
    parts = [*after_orders(rng, crowd, orders), after_tickets(rng, orders, tickets), *gap_study(rng, crowd)]
    if crowd.first_number == 0:
        parts.append(employees(rng))
    joined = {field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Answers)}
    order = np.argsort(joined["second"], kind="stable")
    order = order[joined["second"][order] < DAYS * 86400]
    return Answers(**{name: values[order] for name, values in joined.items()})


def spread(rng: np.random.Generator, centre: np.ndarray, deviation: float, least: int, most: int) -> np.ndarray:
    """Whole scores around a centre, inside the scale."""
    return np.clip(np.rint(rng.normal(centre, deviation)), least, most).astype(np.int64)


def after_orders(rng: np.random.Generator, crowd: People, orders: Orders) -> list[Answers]:
    """Satisfaction with one touchpoint and, from two in five, the wish to recommend, days after an order."""
    asked = rng.random(len(orders.day)) < np.array(column("surveyed"))[orders.archetype]
    asked = np.flatnonzero(asked & (orders.customer >= 0))
    who = orders.customer[asked]
    mood = np.array(column("satisfaction"))[crowd.archetype[who]] + rng.normal(0, 0.06, len(who))
    mood -= 0.2 * ((orders.complaint_day[asked] >= 0) & ~orders.helped[asked])
    second = orders.second[asked] + rng.integers(2, 12, len(asked)) * 86400
    subject = rng.integers(1, len(TOUCHPOINTS), len(asked))
    better = (np.array(PERCEPTION)[subject] - 5) * 0.35
    csat = answers(who, second, 1, spread(rng, 1 + 4 * mood + better, 0.45, 1, 5), subject=subject)
    also = rng.random(len(asked)) < 0.4
    score = spread(rng, 10.3 * mood[also] + 0.4, 0.9, 0, 10)
    nps = answers(who[also], second[also] + 60, 0, score, comment=comments(rng, score))
    return [csat, nps]


def comments(rng: np.random.Generator, score: np.ndarray) -> np.ndarray:
    """A remark from one in eight of those who are very pleased or displeased."""
    good = rng.integers(0, len(PRAISE), len(score))
    bad = len(PRAISE) + rng.integers(0, len(BLAME), len(score))
    says = rng.random(len(score)) < 0.12
    return np.where(says & (score >= 9), good, np.where(says & (score <= 6), bad, -1))


def after_tickets(rng: np.random.Generator, orders: Orders, tickets: Tickets) -> Answers:
    """How easy it was (1..7) to get an answer: asked of a third of those whose ticket was resolved."""
    done = np.flatnonzero((tickets.resolved < support.END) & (rng.random(len(tickets.order)) < 0.33))
    wait_days = (tickets.resolved[done] - tickets.opened[done]) / 86400
    centre = 5.9 - 0.35 * np.minimum(wait_days, 6) - 1.2 * ~tickets.satisfied[done]
    subject = np.full(len(done), TOUCHPOINTS.index("Support"))
    second = tickets.resolved[done] + 86400
    return answers(orders.customer[tickets.order[done]], second, 2, spread(rng, centre, 0.9, 1, 7), subject=subject)


def gap_study(rng: np.random.Generator, crowd: People) -> list[Answers]:
    """One customer in twenty-five answers, about everything they can judge, in November 2024 or 2025."""
    who = np.flatnonzero(rng.random(crowd.size) < 0.04)
    day = np.where(rng.random(len(who)) < 0.5, day_number(2024, 11, 5), day_number(2025, 11, 5))
    who, day = who[crowd.first_day[who] < day], day[crowd.first_day[who] < day]
    mood = np.array(column("satisfaction"))[crowd.archetype[who]] - 0.66
    second = (day + rng.integers(0, 20, len(who))) * 86400 + opening_hours(rng, len(who))
    parts = []
    for measure, centres in ((3, EXPECTATION), (4, PROMISE), (5, PERCEPTION), (6, IMPORTANCE)):
        centre = np.array(centres)[None, :] + (measure == 5) * 2.0 * mood[:, None]
        score = spread(rng, centre, 0.8, 1, 7)
        times = np.repeat(second, ASKED) + np.tile(np.arange(ASKED) * 9, len(who)) + measure * 2
        subject = np.tile(np.arange(ASKED), len(who))
        parts.append(answers(np.repeat(who, ASKED), times, measure, score.ravel(), subject=subject))
    return parts


def employees(rng: np.random.Generator) -> Answers:
    """Would you recommend us as an employer (0..10): each team twice a year, some members not answering."""
    rounds = [(year, month) for year in (2023, 2024, 2025) for month in (5, 11)]
    team = np.repeat(np.arange(len(TEAMS)), TEAM_SIZES)
    parts = []
    for year, month in rounds:
        here = team[rng.random(len(team)) < 0.85]
        score = spread(rng, np.array(TEAM_MOODS)[here] + 0.1 * (year - 2024), 1.5, 0, 10)
        second = (day_number(year, month, 12) + rng.integers(0, 9, len(here))) * 86400 + opening_hours(rng, len(here))
        subject = ASKED + here
        parts.append(answers(np.full(len(here), -1), second, 7, score, subject=subject))
    return Answers(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Answers)})


def table(given: Answers, crowd: People, width: int) -> pa.Table:
    """The surveys table."""
    return columns.table(
        "surveys",
        answered_at=columns.moments(given.second),
        customer_id=people.customer_ids(crowd, given.customer, width),
        measure=columns.labels(given.measure, MEASURES),
        subject=columns.labels(given.subject, SUBJECTS),
        score=columns.whole(given.score),
        comment=columns.labels(given.comment, COMMENTS),
    )


def churn_reasons(rng: np.random.Generator, crowd: People, orders: Orders, width: int) -> pa.Table:
    """Why a quarter of those who left say they did, two to five months after their last order."""
    leaves = np.array(column("tier"))[crowd.archetype] == "none"
    who = np.flatnonzero(leaves & (rng.random(crowd.size) < 0.25))
    known = orders.customer >= 0
    last = np.zeros(crowd.size, dtype=int)
    np.maximum.at(last, orders.customer[known], orders.day[known])
    left = last[who] + rng.integers(60, 150, len(who))
    reason = np.searchsorted(np.cumsum(REASON_SHARES)[:-1], rng.random(len(who)))
    by_time = np.argsort(left, kind="stable")
    by_time = by_time[left[by_time] < DAYS]
    return columns.table(
        "churn_reasons",
        customer_id=people.customer_ids(crowd, who[by_time], width),
        left_on=columns.days(left[by_time]),
        reason=columns.labels(reason[by_time], REASONS),
    )
