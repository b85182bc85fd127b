"""Which days of the three years are busy, and how are moments spread over them?"""

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

MONTH_BUSYNESS = (0.92, 0.98, 1.00, 0.88, 0.90, 0.92, 0.88, 0.90, 0.95, 1.00, 1.08, 1.05)
WEEKDAY_BUSYNESS = (0.94, 0.92, 0.96, 1.06, 1.14, 1.18, 0.80)


def day_number(year: int, month: int, day: int) -> int:
    """Days since the company's data begin (2023-01-01 is day 0)."""
    return (date(year, month, day) - FIRST_DATE).days


def month_start(month: int) -> date:
    """First day of month number `month`; 0 is January 2023, negative numbers lie before the data."""
    return date(2023 + month // 12, month % 12 + 1, 1)


def busyness(day: date) -> float:
    """How busy a day is: month, weekday, and the feasts for which people furnish and give."""
    weight = MONTH_BUSYNESS[day.month - 1] * WEEKDAY_BUSYNESS[day.weekday()]
    if day.month == 3:
        # Homes are made new before Nowruz (20 March); the feast itself is quiet.
        weight *= 1.75 if day.day < 20 else 0.55
    if day.month == 11 and day.day >= 22:
        weight *= 1.7  # Black Friday
    if day.month == 12 and 12 <= day.day <= 20:
        weight *= 1.6  # Yalda
    return weight


BUSY_UNTIL = np.concatenate([[0.0], np.cumsum([busyness(day) for day in DATES])])
MONTH_SHARES = np.bincount(MONTH_OF_DAY, np.diff(BUSY_UNTIL)) / (BUSY_UNTIL[-1] / MONTHS)  # 1 is a usual month
YEAR_BUSYNESS = BUSY_UNTIL[YEAR_ENDS] - BUSY_UNTIL[YEAR_STARTS]


CAMPAIGNS = {
    (2023, 10): 1.3, (2023, 12): 1.2, (2024, 3): 1.2, (2024, 9): 1.3, (2024, 12): 1.2, (2025, 3): 1.3, (2025, 10): 1.3,
    (2025, 12): 1.2,
}  # fmt: skip
"""Months of campaigns that win new customers, with how many times as many as without."""
JOINED_UNTIL = np.concatenate(
    [[0.0], np.cumsum([busyness(day) * CAMPAIGNS.get((day.year, day.month), 1.0) for day in DATES])]
)


def sale(day: date) -> float:
    """How large discounts are beside those of a usual day: after New Year, before Nowruz, on Black Friday."""
    if day.month == 11 and day.day >= 22:
        return 2.4
    if day.month == 3 and 5 <= day.day < 20:
        return 1.6
    return 1.4 if day.month == 1 and 3 <= day.day <= 25 else 0.82


SALES = np.array([sale(day) for day in DATES])


def days_between(
    first: np.ndarray, end: np.ndarray, quantile: np.ndarray, until: np.ndarray = BUSY_UNTIL
) -> np.ndarray:
    """The day at each quantile (0..1) of the busyness between `first` (included) and `end` (left out).

    until : busyness summed up to each day
    """
    target = until[first] + quantile * (until[end] - until[first])
    day = np.searchsorted(until, target, side="right") - 1
    return np.clip(day, first, np.maximum(end - 1, first))


def busy_share(first: np.ndarray, end: np.ndarray, year: int) -> np.ndarray:
    """The part of a year's busyness that lies between two days, 0 where they are the wrong way round."""
    return np.maximum(BUSY_UNTIL[end] - BUSY_UNTIL[first], 0) / YEAR_BUSYNESS[year]


def opening_hours(rng: np.random.Generator, size: int) -> np.ndarray:
    """Seconds after midnight between 8:00 and 23:00, most of them in the afternoon."""
    return (8 * 3600 + (rng.random(size) + rng.random(size)) * 7.4 * 3600).astype(np.int64)
