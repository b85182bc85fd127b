"""When do people buy, where they live: feasts, sales and weekends of each region, and how busy every day is there.

Homes are made new before Nowruz in Iran and its neighbours, before Eid in the Gulf and in Türkiye; Europe buys on
Black Friday and before Christmas. Only the shares of the days matter: each calendar adds up to 1.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data import names
from data.seasons import DATES, DAYS, MONTH_OF_DAY, MONTHS, YEAR_STARTS

Spell = tuple[str, str]  # first and last day, as month-day of every year or as year-month-day


@dataclass(frozen=True)
class Feast:
    """Days of every year on which people buy more or less, and what is then taken off the price of goods on sale."""

    spells: tuple[Spell, ...]
    busy: float
    sale: float = 0.0  # share of the price

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        text = day.isoformat()
        return any(first <= text[-len(first) :] <= last for first, last in self.spells)


@dataclass(frozen=True)
class Calendar:
    """How busy the months (January first) and weekdays (Monday first) of a region are, and its feasts."""

    months: tuple[float, ...]
    weekdays: tuple[float, ...]
    feasts: tuple[Feast, ...]


def yearly(first: str, last: str, busy: float, sale: float = 0.0) -> Feast:
    """A feast on the same days of every year."""
    return Feast(((first, last),), busy, sale)


USUAL_MONTHS = (0.92, 0.98, 1.00, 0.90, 0.91, 0.92, 0.88, 0.90, 0.95, 1.00, 1.06, 1.04)
SUMMER_AT_HOME = (0.98, 1.00, 1.00, 0.98, 0.96, 0.86, 0.82, 0.86, 0.98, 1.04, 1.06, 1.06)
CLEARANCE = yearly("01-03", "01-27", 1.0, 0.16)  # what is left of the year, in every region
BEFORE_EID = (("2023-04-06", "2023-04-20"), ("2024-03-26", "2024-04-09"), ("2025-03-15", "2025-03-29"))
EID = (("2023-04-21", "2023-04-25"), ("2024-04-10", "2024-04-14"), ("2025-03-30", "2025-04-03"))
NOWRUZ = (yearly("03-05", "03-19", 2.1, 0.23), yearly("03-01", "03-04", 1.5), yearly("03-20", "04-02", 0.45))
CALENDARS = {
    "Iran": Calendar(
        USUAL_MONTHS,
        (0.94, 0.95, 1.04, 1.20, 1.02, 0.94, 0.91),
        (CLEARANCE, *NOWRUZ, yearly("11-22", "11-30", 1.5, 0.23), yearly("12-12", "12-20", 1.7)),  # the last: Yalda
    ),
    "Gulf and Levant": Calendar(
        SUMMER_AT_HOME,
        (0.92, 0.92, 0.95, 1.02, 1.12, 1.16, 0.91),
        (CLEARANCE, Feast(BEFORE_EID, 1.7, 0.2), Feast(EID, 0.6), yearly("11-22", "11-30", 1.8, 0.23)),
    ),
    "Türkiye": Calendar(
        USUAL_MONTHS,
        (0.92, 0.92, 0.96, 1.00, 1.06, 1.18, 0.96),
        (CLEARANCE, Feast(BEFORE_EID, 1.4), Feast(EID, 0.6), yearly("11-15", "11-30", 1.6, 0.23)),
    ),
    "Europe": Calendar(
        USUAL_MONTHS,
        (0.97, 0.94, 0.96, 1.00, 1.08, 1.22, 0.83),
        (
            CLEARANCE,
            yearly("11-22", "11-30", 2.2, 0.23),
            yearly("12-01", "12-20", 1.75),
            yearly("12-24", "12-31", 0.5),
        ),
    ),
    "Central Asia and Caucasus": Calendar(
        USUAL_MONTHS,
        (0.93, 0.92, 0.95, 0.98, 1.05, 1.17, 1.00),
        (CLEARANCE, *NOWRUZ, yearly("11-22", "11-30", 1.2, 0.23), yearly("12-18", "12-30", 1.6)),
    ),
    "East and South Asia": Calendar(
        USUAL_MONTHS,
        (0.96, 0.95, 0.96, 0.98, 1.02, 1.07, 1.06),
        (yearly("01-05", "01-25", 1.4, 0.16), yearly("10-10", "10-31", 1.3), yearly("11-08", "11-12", 2.2, 0.23)),
    ),
}
EVERYWHERE = len(names.REGIONS)
"""The number of the calendar of all regions together, for guests; those before are numbered as names.REGIONS."""


def busyness(calendar: Calendar, day: date) -> float:
    """How busy a day is beside others of the same calendar."""
    weight = calendar.months[day.month - 1] * calendar.weekdays[day.weekday()]
    return weight * float(np.prod([feast.busy for feast in calendar.feasts if feast.holds(day)]))


def sale(calendar: Calendar, day: date) -> float:
    """What is taken off the price of goods on sale that day, as a share; 0 on days without a sale."""
    return max([feast.sale for feast in calendar.feasts if feast.holds(day)], default=0.0)


def with_everywhere(by_region: np.ndarray) -> np.ndarray:
    """A row per region, and one more: their mean, weighted by where customers live."""
    shares = np.bincount(names.REGION_OF, [origin.share for origin in names.ORIGINS])
    return np.vstack([by_region, shares @ by_region / shares.sum()])


def until(busy: np.ndarray) -> np.ndarray:
    """Busyness summed up to each day (calendar x day, one more day at the end), as a share of all three years."""
    summed = np.cumsum(np.pad(busy, ((0, 0), (1, 0))), axis=1)
    return summed / summed[:, -1:]


OF_REGION = [CALENDARS[region] for region in names.REGIONS]
BUSY = np.array([[busyness(calendar, day) for day in DATES] for calendar in OF_REGION])
BUSY = with_everywhere(BUSY / BUSY.mean(axis=1, keepdims=True))
SALES = with_everywhere(np.array([[sale(calendar, day) for day in DATES] for calendar in OF_REGION]))
BUSY_UNTIL = until(BUSY)
MONTH_SHARES = np.bincount(MONTH_OF_DAY, BUSY[EVERYWHERE]) / (DAYS / MONTHS)  # 1 is a usual month

CAMPAIGNS = {
    (2023, 10): 1.3, (2023, 12): 1.2, (2024, 3): 1.2, (2024, 9): 1.3, (2024, 12): 1.2, (2025, 3): 1.3, (2025, 10): 1.3,
    (2025, 12): 1.2,
}  # fmt: skip
"""Months of campaigns that win new customers, with how many times as many as without."""
JOINED_UNTIL = until(BUSY * [CAMPAIGNS.get((day.year, day.month), 1.0) for day in DATES])


def days_between(
    calendar: np.ndarray | int,
    first: np.ndarray,
    end: np.ndarray,
    quantile: np.ndarray,
    summed: np.ndarray = BUSY_UNTIL,
) -> np.ndarray:
    """The day at each quantile (0..1) of a calendar's busyness between `first` (included) and `end` (left out)."""
    target = summed[calendar, first] + quantile * (summed[calendar, end] - summed[calendar, first])
    rows = summed + 2 * np.arange(len(summed))[:, None]  # one after the other they ascend
    day = np.searchsorted(rows.ravel(), target + 2 * calendar, side="right") - 1 - calendar * (DAYS + 1)
    return np.clip(day, first, np.maximum(end - 1, first))


def busy_years(calendar: np.ndarray, first: np.ndarray, end: np.ndarray) -> np.ndarray:
    """How many usual years of busyness lie between two days, 0 where they are the wrong way round."""
    return np.maximum(BUSY_UNTIL[calendar, end] - BUSY_UNTIL[calendar, first], 0) * len(YEAR_STARTS)
