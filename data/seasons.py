"""Which days are the three years, and how are moments spread over a day?"""

from datetime import date, timedelta

import numpy as np

FIRST_DATE = date(2023, 1, 1)
LAST_DATE = date(2025, 12, 31)
DAYS = (LAST_DATE - FIRST_DATE).days + 1
MONTHS = 36
YEAR_STARTS = np.array([(date(year, 1, 1) - FIRST_DATE).days for year in (2023, 2024, 2025)])
YEAR_ENDS = np.append(YEAR_STARTS[1:], DAYS)

EPOCH_DAY = (FIRST_DATE - date(1970, 1, 1)).days
DATES = [FIRST_DATE + timedelta(days=day) for day in range(DAYS)]
MONTH_OF_DAY = np.array([(day.year - 2023) * 12 + day.month - 1 for day in DATES])


def day_number(year: int, month: int, day: int) -> int:
    """Days since the company's data begin (2023-01-01 is day 0)."""
    return (date(year, month, day) - FIRST_DATE).days


def year_of(day: np.ndarray | int) -> np.ndarray:
    """Number of the year in which a day lies, 0 to 2; days outside the data are of the nearest year."""
    return np.searchsorted(YEAR_ENDS[:-1], day, side="right")


def growing(quantile: np.ndarray, by: float) -> np.ndarray:
    """Quantiles (0..1) of what is steady as those of what grows evenly, by a share of its mean from end to end."""
    start = 1 - by / 2
    return (np.sqrt(start**2 + 2 * by * quantile) - start) / by


def month_start(month: int) -> date:
    """First day of month number `month`; 0 is January 2023, negative numbers lie before the data."""
    return date(2023 + month // 12, month % 12 + 1, 1)


def opening_hours(rng: np.random.Generator, size: int, opens: float = 8.0, closes: float = 22.8) -> np.ndarray:
    """Seconds after midnight between two hours, most of them in the middle."""
    return ((opens + (rng.random(size) + rng.random(size)) * (closes - opens) / 2) * 3600).astype(np.int64)


ONLINE_HOURS = (
    1.9, 1.1, 0.6, 0.4, 0.3, 0.4, 0.8, 1.6, 2.8, 4.0, 4.9, 5.3, 5.4, 5.2, 5.1, 5.1, 5.2, 5.4, 5.8, 6.4, 7.2, 7.6, 6.4,
    3.9,
)  # fmt: skip
"""How many orders come in each hour online, from midnight on: most in the evening, few at night."""


def online_hours(rng: np.random.Generator, size: int) -> np.ndarray:
    """Seconds after midnight, at any time of day."""
    reached = np.cumsum(ONLINE_HOURS)
    hour = np.searchsorted(reached[:-1] / reached[-1], rng.random(size))
    return hour * 3600 + rng.integers(0, 3600, size)
