"""The company's own market study: the views of touchpoints, what matters, and what customers would like (Kano).

In November 2025 a quarter of the customers answers how they perceive every touchpoint and whether they recommend the
company; some of these also answer the study: what they were promised, expected and hold important. A smaller study
ran a year before. Days later some of its respondents are asked about requests.
"""

from dataclasses import dataclass

import numpy as np

from data import views
from data.answers import (
    EXPECTATION,
    IMPORTANCE,
    INTENTION,
    JUDGED,
    KANO_WITH,
    KANO_WITHOUT,
    NPS,
    PERCEPTION,
    PROMISE,
    REQUESTS,
    SUBJECTS,
    TOUCHPOINTS,
    Answers,
    answers,
    spread,
)
from data.archetypes import column
from data.people import UNTRACKED, People
from data.purchases import Orders
from data.seasons import day_number, opening_hours
from data.views import USUAL_SATISFACTION, Views

WAVE_DAY, EARLIER_DAY = day_number(2025, 11, 5), day_number(2024, 11, 5)
DAYS_LONG = 20
WAVE_SHARE = 0.188  # of all customers; of those who ordered in the year before, the frequent and pleased oftenest
STUDY_SHARE, EARLIER_SHARE = 0.094, 0.039
KANO_SHARE = 0.0355  # of all customers, for each request
QUICK_DAYS = 7  # who orders so soon after the first touch counts as impatient
BY_CHANCE = 0.8

# On a scale of 1 to 7, in the order of JUDGED: what advertising promises runs ahead at Delivery and Support.
EXPECTED = np.array((
    4.2, 5.2, 5.0, 5.3, 5.1, 5.6, 5.8, 5.5, 5.4, 4.1, 4.6, 5.2, 4.9, 4.7, 4.5, 3.8, 4.8, 5.3, 4.4, 5.0, 4.9, 4.9, 5.2,
))  # fmt: skip
PROMISED = np.array((
    4.6, 5.4, 5.1, 5.2, 5.3, 6.3, 6.0, 6.2, 5.6, 4.9, 5.2, 5.3, 5.4, 5.0, 4.6, 4.2, 5.2, 5.7, 4.9, 5.1, 5.3, 5.0, 5.7,
))  # fmt: skip
PERCEIVED = np.concatenate((views.PERCEIVED, (
    5.5, 4.4, 4.5, 5.1, 5.0, 5.2, 4.8, 4.0, 5.2, 5.4, 4.0, 4.5, 4.8, 5.1, 4.7,
)))  # fmt: skip
IMPORTANT = np.array((
    3.1, 5.0, 4.4, 5.5, 4.8, 6.2, 6.5, 5.8, 6.3, 3.9, 4.6, 6.0, 4.7, 4.5, 4.4, 3.1, 4.9, 5.6, 4.3, 5.9, 4.8, 4.3, 4.6,
))  # fmt: skip
INTENDED = 5.2  # likely to buy again
BY_SATISFACTION = 2.0  # points of perception of other subjects than touchpoints, per point of satisfaction


@dataclass(frozen=True)
class Wish:
    """What a group of customers holds more important than the others do, and perceives as worse."""

    group: str
    subject: str
    importance: float
    perception: float


WISHES = (
    Wish("Silver", "range", 1.8, -1.6),
    Wish("impatient", "delivery speed", 1.5, -0.6),
    Wish("need-based", "Price", 0.8, 0.0),
)
GROUPS = {
    "Silver": "customers whose true tier is Silver",
    "impatient": f"first order within {QUICK_DAYS} days of the first touch",
    "need-based": "customers who buy in one category only",
}

# Pairs of answers if it were there / were not, by what they say together: Attractive, One-dimensional, Must-be,
# Indifferent, Reverse, Questionable.
PAIRS = {
    "A": ((1, 2), (1, 3), (1, 4)),
    "O": ((1, 5),),
    "M": ((2, 5), (3, 5), (4, 5)),
    "I": ((2, 2), (2, 3), (2, 4), (3, 2), (3, 3), (3, 4), (4, 2), (4, 3), (4, 4)),
    "R": ((2, 1), (3, 1), (4, 1), (5, 1), (5, 2), (5, 3), (5, 4)),
    "Q": ((1, 1), (5, 5)),
}
KANO = {  # share of A, O, M, I, R, Q
    "Spare parts": (0.10, 0.15, 0.54, 0.18, 0.02, 0.01),
    "Gift wrapping": (0.51, 0.12, 0.05, 0.28, 0.03, 0.01),
    "Pay in instalments": (0.47, 0.19, 0.08, 0.22, 0.03, 0.01),
    "More colours": (0.20, 0.07, 0.05, 0.62, 0.04, 0.02),
    "Same-day delivery": (0.19, 0.51, 0.14, 0.13, 0.02, 0.01),
    "Repair service": (0.25, 0.25, 0.24, 0.23, 0.02, 0.01),
}
CLASSES = {
    "Spare parts": "M",
    "Gift wrapping": "A",
    "Pay in instalments": "A",
    "More colours": "I",
    "Same-day delivery": "O",
}  # of Repair service none is clear


def draw(rng: np.random.Generator, crowd: People, orders: Orders, seen: Views) -> list[Answers]:
    """All answers of a chunk to the wave, to both studies and about requests."""
    earlier = respondents(rng, crowd, orders, EARLIER_DAY, EARLIER_SHARE)
    asked = respondents(rng, crowd, orders, WAVE_DAY, WAVE_SHARE)
    second = moments(rng, WAVE_DAY, len(asked))
    inside = np.sort(rng.permutation(len(asked))[: round(STUDY_SHARE * crowd.size)])
    return [
        *wave(rng, seen, asked, second),
        *study(rng, crowd, seen, earlier, moments(rng, EARLIER_DAY, len(earlier))),
        *study(rng, crowd, seen, asked[inside], second[inside], touchpoints=False),
        *requests(rng, crowd, asked, second),
    ]


def respondents(rng: np.random.Generator, crowd: People, orders: Orders, day: int, share: float) -> np.ndarray:
    """So many customers who ordered in the year before `day`: who buys and answers often is likelier among them."""
    recent = (orders.customer >= 0) & (orders.day < day) & (orders.day >= day - 365)
    count = np.bincount(orders.customer[recent], minlength=crowd.size)
    likely = count * crowd.answers.astype(float)
    who = np.flatnonzero(likely)
    finish = rng.exponential(1, len(who)) / likely[who]
    return np.sort(who[np.argsort(finish, kind="stable")[: round(share * crowd.size)]])


def moments(rng: np.random.Generator, day: int, size: int) -> np.ndarray:
    """When so many people begin to answer, since the data begin."""
    return (day + rng.integers(0, DAYS_LONG, size)) * 86400 + opening_hours(rng, size)


def wave(rng: np.random.Generator, seen: Views, who: np.ndarray, second: np.ndarray) -> list[Answers]:
    """How respondents perceive every touchpoint, and a minute later whether they recommend the company."""
    day = second // 86400
    parts = []
    for touchpoint in range(len(TOUCHPOINTS)):
        centre = views.perceived(seen, who, np.full(len(who), touchpoint), day)
        parts.append(answers(who, second + 5 * touchpoint, PERCEPTION, whole(centre), subject=touchpoint))
    score = spread(rng, views.recommends(seen, who, day), views.BY_CHANCE, 0, 10)
    return [*parts, answers(who, second + 60, NPS, score)]


def whole(centre: np.ndarray) -> np.ndarray:
    """Whole scores on the scale of 1 to 7."""
    return np.clip(np.rint(centre), 1, 7).astype(np.int64)


def study(
    rng: np.random.Generator,
    crowd: People,
    seen: Views,
    who: np.ndarray,
    second: np.ndarray,
    touchpoints: bool = True,
) -> list[Answers]:
    """Expectation, promise, perception and importance of all subjects; touchpoints may have been perceived already."""
    second, day = second + 120, second // 86400
    mood = seen.satisfaction(who, day) - USUAL_SATISFACTION
    members = groups(crowd, who, day)
    parts = []
    for number, name in enumerate(JUDGED):
        at, point = second + 9 * number, number < len(TOUCHPOINTS)
        perceived = PERCEIVED[number] + BY_SATISFACTION * mood + rng.normal(0, BY_CHANCE, len(who))
        if point:
            perceived = views.perceived(seen, who, np.full(len(who), number), day)
        important = np.full(len(who), IMPORTANT[number])
        for wish in WISHES:
            if wish.subject == name:
                perceived = perceived + wish.perception * members[wish.group]
                important = important + wish.importance * members[wish.group]
        for measure, centre in ((EXPECTATION, EXPECTED[number]), (PROMISE, PROMISED[number]), (IMPORTANCE, important)):
            score = spread(rng, np.broadcast_to(centre, len(who)), BY_CHANCE, 1, 7)
            parts.append(answers(who, at + measure, measure, score, subject=number))
        if touchpoints or not point:
            parts.append(answers(who, at + PERCEPTION, PERCEPTION, whole(perceived), subject=number))
    intended = whole(INTENDED + 4 * mood + rng.normal(0, 1, len(who)))
    parts.append(answers(who, second + 300, PERCEPTION, intended, subject=SUBJECTS.index(INTENTION)))
    return parts


def groups(crowd: People, who: np.ndarray, day: np.ndarray | int) -> dict[str, np.ndarray]:
    """Which of these customers belong to each group of GROUPS on a day."""
    kind = crowd.kind(who, day)
    lag = crowd.first_day[who] - crowd.first_touch_day[who]
    return {
        "Silver": np.array(column("tier"))[kind] == "silver",
        "impatient": (crowd.channel[who] != UNTRACKED) & (lag <= QUICK_DAYS),
        "need-based": np.array(column("mix"))[kind] == "niche",
    }


def requests(rng: np.random.Generator, crowd: People, who: np.ndarray, second: np.ndarray) -> list[Answers]:
    """Two answers about each request: if it were there, and up to four days later, if it were not."""
    parts = []
    for name in REQUESTS:
        subject = SUBJECTS.index(name)
        some = rng.permutation(len(who))[: round(KANO_SHARE * crowd.size)]
        score = np.array(pairs(rng, KANO[name], len(some))).reshape(-1, 2)
        first = second[some] + rng.integers(3 * 86400, 9 * 86400, len(some))
        then = first + np.where(rng.random(len(some)) < 0.7, 20, rng.integers(86400, 4 * 86400, len(some)))
        parts.append(answers(who[some], first, KANO_WITH, score[:, 0], subject=subject))
        parts.append(answers(who[some], then, KANO_WITHOUT, score[:, 1], subject=subject))
    return parts


def pairs(rng: np.random.Generator, shares: tuple[float, ...], size: int) -> np.ndarray:
    """Pairs of answers (rows) in these shares of A, O, M, I, R, Q, each kind of pair by even chances."""
    listed = np.array([pair for found in PAIRS.values() for pair in found])
    chance = np.repeat(np.array(shares) / [len(found) for found in PAIRS.values()], [len(f) for f in PAIRS.values()])
    even = (rng.permutation(size) + rng.random(size)) / max(size, 1)
    return listed[np.searchsorted(np.cumsum(chance)[:-1], even, side="right")]


def expected_score(centre: float) -> float:
    """Mean of the whole scores around a centre, on the scale of 1 to 7."""
    normal = views.NORMAL
    return 1 + sum(1 - normal.cdf((least - 0.5 - centre) / BY_CHANCE) for least in range(2, 8))


def truth() -> list[tuple[str, float, str]]:
    """Respondents as shares of all customers, differences between groups, and Kano classes with their figures."""
    rows = [
        ("study: respondents as a share of customers", STUDY_SHARE, "market/study"),
        ("study before: respondents as a share of customers", EARLIER_SHARE, "market/study"),
    ]
    for wish in WISHES:
        usual = float(IMPORTANT[JUDGED.index(wish.subject)])
        more = expected_score(usual + wish.importance) - expected_score(usual)
        rows.append((f"importance of {wish.subject}: {wish.group} less others", more, "market/study"))
    for name, (attractive, linear, must, indifferent, *_) in KANO.items():
        known = attractive + linear + must + indifferent
        rows.append((f"Kano better: {name}", (attractive + linear) / known, "experience/requests"))
        rows.append((f"Kano worse: {name}", -(linear + must) / known, "experience/requests"))
    for name, kind in CLASSES.items():
        share = KANO[name]["AOMIRQ".index(kind)] / (1 - KANO[name][-1])
        rows.append((f"Kano class {kind}: {name}", share, "experience/requests"))
    return rows
