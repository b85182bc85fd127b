"""Opening hours: the weekdays and hours in which the clock of a wait runs."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from cx.engine.connection import Engine
from cx.text.formatting import _

WEEKDAYS = (1, 2, 3, 4, 5, 6, 7)
"""Monday to Sunday, as in ISO 8601."""
HOUR = 3600
SETTING = "opening_hours"


@dataclass(frozen=True)
class OpeningHours:
    """The hours in which somebody answers; as given, calendar hours: every hour of every day.

    Parameters
    ----------
    days : weekdays, 1 is Monday and 7 is Sunday
    opens, closes : whole hours of these days, 0 to 24; `closes` is the first hour after the last

    Raises
    ------
    ValueError
        Without a day, for a day that is no weekday, and for hours that do not follow each other.

    Examples
    --------
    >>> shop = OpeningHours((1, 2, 3, 4, 5), 9, 17)
    >>> shop.covers(5, 16), shop.covers(5, 17), shop.covers(6, 10), shop.is_calendar
    (True, False, False, False)
    """

    days: tuple[int, ...] = WEEKDAYS
    opens: int = 0
    closes: int = 24

    def __post_init__(self) -> None:
        if not self.days or not set(self.days) <= set(WEEKDAYS):
            raise ValueError(_("Opening hours need at least one weekday, from 1 (Monday) to 7 (Sunday)."))
        if not 0 <= self.opens < self.closes <= 24:
            raise ValueError(_("Opening hours begin before they end, between 0 and 24."))

    @property
    def is_calendar(self) -> bool:
        """Whether the clock never stops."""
        return (set(self.days), self.opens, self.closes) == (set(WEEKDAYS), 0, 24)

    def covers(self, weekday: int, hour: int) -> bool:
        """Whether an hour of a weekday lies within."""
        return weekday in self.days and self.opens <= hour < self.closes

    @property
    def clock(self) -> dict[str, Any]:
        """The parameters of a statement: `opens` and `length` of an open day in seconds, and by weekday whether it
        `is_open` (1 or 0) and how many open days of its week lie `before` it; `week` is how many a week has.
        """
        is_open = [int(day in self.days) for day in WEEKDAYS]
        return {
            "opens": self.opens * HOUR,
            "length": (self.closes - self.opens) * HOUR,
            "is_open": is_open,
            "before": [sum(is_open[:place]) for place in range(len(is_open))],
            "week": sum(is_open),
        }


CALENDAR = OpeningHours()


def company_hours(store: Engine) -> OpeningHours:
    """The opening hours that were kept for the company; calendar hours where none were.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> keep_hours(store, OpeningHours((1, 2, 3, 4, 5), 9, 17))
    >>> company_hours(store)
    OpeningHours(days=(1, 2, 3, 4, 5), opens=9, closes=17)
    """
    text = store.setting(SETTING)
    if not text:
        return CALENDAR
    given = json.loads(text)
    return OpeningHours(tuple(given["days"]), given["opens"], given["closes"])


def keep_hours(store: Engine, hours: OpeningHours) -> None:
    """Keep opening hours in the store, for everybody who opens it; every answer is asked with the hours it is about.

    Parameters
    ----------
    store : the company
    hours : they replace those that were there; CALENDAR: the clock always runs

    Raises
    ------
    StoreError
        When the disk is full.
    """
    store.note(SETTING, json.dumps(asdict(hours)))
