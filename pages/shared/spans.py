"""The period that a page shows and the one it is compared with: what is offered, its days, and its words."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cx.statistics import periods
from cx.text.formatting import _, day

PERIOD = "12 months"
MONTHS = {"3 months": 3, "6 months": 6, "12 months": 12, "24 months": 24}
THIS_MONTH, YEAR_TO_DATE, ALL_TIME, FROM = "This month", "Year to date", "All time", "From a date"
PERIODS = [THIS_MONTH, *MONTHS, YEAR_TO_DATE, ALL_TIME, FROM]
NOTHING, BEFORE, YEAR, ON = "Nothing", "Period before", "Year before", "A date"
COMPARISONS = [NOTHING, BEFORE, YEAR, ON]
_WAYS = {BEFORE: "period", YEAR: "year", ON: "date"}


@dataclass(frozen=True)
class Compared:
    """The days that the figures are compared with, from `since` to `until`; their name, on a card in short."""

    since: date
    until: date
    words: str
    short: str

    @property
    def span(self) -> tuple[date, date]:
        """First and last day, as answers take them."""
        return self.since, self.until


def first_day(period: str, as_of: date, chosen: date) -> date | None:
    """The first day of a period that ends with as_of, None for all time.

    Parameters
    ----------
    chosen : the first day of FROM; one after as_of counts as that day

    >>> first_day("3 months", date(2025, 12, 31), date(2025, 3, 1)), first_day(FROM, date(2025, 1, 2), date(2025, 3, 1))
    (datetime.date(2025, 10, 1), datetime.date(2025, 1, 2))
    """
    firsts = {THIS_MONTH: as_of.replace(day=1), YEAR_TO_DATE: as_of.replace(month=1, day=1), FROM: min(chosen, as_of)}
    if period in firsts:
        return firsts[period]
    return periods.first_day(as_of, MONTHS[period]) if period in MONTHS else None


def last_quarter(as_of: date) -> date:
    """The last day of the last calendar quarter that is over at as_of.

    >>> last_quarter(date(2025, 12, 31)), last_quarter(date(2025, 12, 30))
    (datetime.date(2025, 12, 31), datetime.date(2025, 9, 30))
    """
    quarter = pd.Timestamp(as_of).to_period("Q")
    last = quarter if quarter.end_time.date() <= as_of else quarter - 1
    return last.end_time.date()


def words(period: str, since: date | None) -> str:
    """The period in words, for captions."""
    if since is None:
        return _("all time")
    if period in MONTHS:
        return _("last {n} months").format(n=MONTHS[period])
    named = {THIS_MONTH: _("current month"), YEAR_TO_DATE: _("year to date")}
    return named.get(period) or _("time since {day}").format(day=day(since))


def compared(how: str, since: date | None, as_of: date, chosen: date) -> Compared | None:
    """What the period is compared with; None for nothing, for all time, and for a date that is not before as_of.

    Parameters
    ----------
    chosen : the last day of ON
    """
    if how not in _WAYS or since is None or (how == ON and chosen >= as_of):
        return None
    first, last = periods.compared(since, as_of, _WAYS[how], chosen)
    names = {BEFORE: _("the period before"), YEAR: _("the year before"), ON: _("the period up to {day}")}
    shorter = {BEFORE: _("period before"), YEAR: _("year before"), ON: day(last)}
    return Compared(first, last, names[how].format(day=day(last)), shorter[how])
