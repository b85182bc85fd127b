"""Scores that 200 respondents gave this company and its rivals, and what is true of them.

One row of the competitors table is one respondent's score (1..10) of one company on one attribute. Everybody scores
this company; customers leave out the rivals they do not know. The number of respondents does not grow with the company.
"""

import math

import numpy as np
import pyarrow as pa

from data import columns
from data.company import NAME
from data.dirt import OUTSIDE_CHUNKS
from data.seasons import day_number

LEAST, MOST = 1, 10
STATUSES = {NAME: "registered", "Nordlys Living": "registered", "Bazaar 24": "disputed", "Casa Ararat": "pending"}
COMPANIES = tuple(STATUSES)
ATTRIBUTES = ("Price", "Product quality", "Delivery", "Service", "Range", "Guarantee")
IMPORTANCE = (9.1, 9.4, 8.9, 7.0, 6.1, 8.5)
# Centres of the scores. Nordlys Living delivers better, Bazaar 24 is cheaper; no rival's quality is clearly better; at
# Guarantee, which is important, every rival is weak.
SCORES = (
    (6.0, 8.7, 6.0, 7.0, 7.0, 6.2),
    (4.0, 8.7, 8.3, 7.0, 6.0, 4.9),
    (8.9, 5.0, 7.0, 4.0, 8.4, 3.8),
    (7.0, 7.0, 5.0, 7.3, 5.0, 4.6),
)
KNOWN = (1.0, 0.85, 0.80, 0.60)  # share of the customers asked who know the company well enough
LENIENCY, NOISE = 0.6, 1.1  # deviation between respondents, and of one respondent's scores
IMPORTANCE_NOISE = 1.0

SOURCES = {"customers": 150, "staff": 30, "mystery": 20}
RESPONDENTS = sum(SOURCES.values())
WAVES = (day_number(2025, 2, 10), day_number(2025, 6, 9), day_number(2025, 10, 6))
WAVE_DAYS = 14

PAGE = "market/competitors"


def table(seed: int) -> pa.Table:
    """The competitors table, in order of day and respondent."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(OUTSIDE_CHUNKS, 100)))
    source = np.repeat(np.arange(len(SOURCES)), list(SOURCES.values()))
    source = source[rng.permutation(RESPONDENTS)]
    day = np.sort(np.array(WAVES)[rng.integers(0, len(WAVES), RESPONDENTS)] + rng.integers(0, WAVE_DAYS, RESPONDENTS))
    importance = _whole(rng.normal(IMPORTANCE, IMPORTANCE_NOISE, (RESPONDENTS, len(ATTRIBUTES))))
    shape = RESPONDENTS, len(COMPANIES), len(ATTRIBUTES)
    lenient = rng.normal(0, LENIENCY, (RESPONDENTS, 1, 1))
    score = _whole(np.array(SCORES) + lenient + rng.normal(0, NOISE, shape))
    asked = (source[:, None] != 0) | (rng.random(shape[:2]) < np.array(KNOWN))
    who, company, attribute = np.nonzero(np.broadcast_to(asked[:, :, None], shape))
    return columns.table(
        "competitors",
        company=columns.labels(company, COMPANIES),
        attribute=columns.labels(attribute, ATTRIBUTES),
        score=columns.whole(score[who, company, attribute]),
        importance=columns.whole(importance[who, attribute]),
        name_status=columns.labels(company, tuple(STATUSES.values())),
        scored_on=columns.days(day[who]),
        scored_by=columns.ids("K", who + 1, 3),
        source=columns.labels(source[who], tuple(SOURCES)),
    )


def _whole(values: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(values), LEAST, MOST).astype(np.int64)


def expected(centre: float, deviation: float) -> float:
    """Mean of a normal score once it is a whole number inside the scale."""
    below = [0.5 * (1 + math.erf((cut + 0.5 - centre) / deviation / math.sqrt(2))) for cut in range(LEAST, MOST)]
    return MOST - sum(below)


def mean_scores() -> np.ndarray:
    """True mean score by company and attribute."""
    deviation = math.hypot(LENIENCY, NOISE)
    return np.array([[expected(centre, deviation) for centre in scores] for scores in SCORES])


def truth() -> list[tuple[str, float, str]]:
    """Name, value and page of what is planted: gaps are our mean score minus theirs."""
    means = mean_scores()
    gaps = means[0] - means[1:]
    rows = [
        (f"gap to {company}: {attribute}", gap, PAGE)
        for company, of_company in zip(COMPANIES[1:], gaps, strict=True)
        for attribute, gap in zip(ATTRIBUTES, of_company, strict=True)
    ]
    for number, attribute in enumerate(ATTRIBUTES):
        rows.append((f"mean gap to rivals: {attribute}", gaps[:, number].mean(), PAGE))
        rows.append((f"importance: {attribute}", expected(IMPORTANCE[number], IMPORTANCE_NOISE), PAGE))
    rows.append(("best rival's score: Guarantee", means[1:, ATTRIBUTES.index("Guarantee")].max(), PAGE))
    return [(name, round(float(value), 4), page) for name, value, page in rows]
