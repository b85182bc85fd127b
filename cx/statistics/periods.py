"""Spans of whole months that end on any day."""

from datetime import date

import numpy as np
import pandas as pd

from cx.errors import DayError
from cx.text.formatting import _

ONE_DAY = pd.Timedelta(days=1)


def checked(**days: date | tuple[date, ...] | None) -> None:
    """Refuse text and numbers where a day is asked for, before an answer compares them with dates.

    Parameters
    ----------
    days : each argument that is a day or several, under its name; None is not checked

    Raises
    ------
    DayError
        Names the argument and what it takes.

    Examples
    --------
    >>> checked(as_of=date(2025, 12, 31), since=None)
    >>> checked(as_of="2025-12-31")
    Traceback (most recent call last):
    cx.errors.DayError: as_of is a date, such as datetime.date(2025, 12, 31), not '2025-12-31'.
    """
    for name, given in days.items():
        for day in given if isinstance(given, tuple) else (given,):
            if day is not None and not isinstance(day, date):
                sentence = _("{name} is a date, such as datetime.date(2025, 12, 31), not {value}.")
                raise DayError(sentence.format(name=name, value=repr(day)))


def first_day(until: date, months: int) -> date:
    """The first day of the months that end with a day.

    Parameters
    ----------
    until : the last day of the span
    months : its length in months, at least 1

    Returns
    -------
    The day after the same day so many months earlier; from the last day of a month, the first day of the month
    after, so that the span is made of whole calendar months.

    Notes
    -----
    A day that the earlier month does not have counts as that month's last: 12 months up to 28 February 2025 begin
    on 1 March 2024, those up to 28 February 2024, a leap year, on 1 March 2023.

    Examples
    --------
    >>> first_day(date(2025, 2, 28), 12), first_day(date(2024, 2, 28), 12), first_day(date(2025, 6, 15), 3)
    (datetime.date(2024, 3, 1), datetime.date(2023, 3, 1), datetime.date(2025, 3, 16))
    """
    end, back = pd.Timestamp(until), pd.DateOffset(months=months)
    first: date = (end + ONE_DAY - back if end.is_month_end else end - back + ONE_DAY).date()
    return first


def day_before(until: date, months: int) -> date:
    """The last day of the span before the months that end with a day: the same day so many months earlier.

    Parameters
    ----------
    until : the last day of the span
    months : its length in months, at least 1

    Returns
    -------
    The day before `first_day` of the span.

    Examples
    --------
    >>> day_before(date(2025, 12, 31), 3), day_before(date(2025, 2, 28), 12)
    (datetime.date(2025, 9, 30), datetime.date(2024, 2, 29))
    """
    last: date = (pd.Timestamp(first_day(until, months)) - ONE_DAY).date()
    return last


def compared(since: date, until: date, how: str, on: date | None = None) -> tuple[date, date]:
    """The span that another one is compared with.

    Parameters
    ----------
    since, until : first and last day of the span that is looked at
    how : "period": as many months or days just before it; "year": the same days a year before; "date": as long, up to
        `on`
    on : the last day of the other span, for "date"

    Returns
    -------
    Its first and last day. A span of whole months is compared with as many months, another one with as many days.

    Raises
    ------
    ValueError
        For another way, or without a date where one is needed.

    Examples
    --------
    >>> compared(date(2025, 10, 1), date(2025, 12, 31), "period")
    (datetime.date(2025, 7, 1), datetime.date(2025, 9, 30))
    >>> compared(date(2025, 10, 1), date(2025, 12, 31), "year")
    (datetime.date(2024, 10, 1), datetime.date(2024, 12, 31))
    >>> compared(date(2025, 10, 1), date(2025, 12, 31), "date", date(2025, 6, 30))
    (datetime.date(2025, 4, 1), datetime.date(2025, 6, 30))
    """
    lasts = {"period": (pd.Timestamp(since) - ONE_DAY).date(), "year": day_before(until, 12), "date": on}
    last = lasts.get(how)
    if last is None:
        raise ValueError(f"{how!r} is no way to compare, or lacks its date")
    months = _whole_months(since, until)
    if months:
        return first_day(last, months), last
    first: date = (pd.Timestamp(last) - (pd.Timestamp(until) - pd.Timestamp(since))).date()
    return first, last


def _whole_months(since: date, until: date) -> int:
    """How many months a span is long; 0 where it is not made of whole ones."""
    after = pd.Timestamp(until) + ONE_DAY
    months = (after.year - since.year) * 12 + after.month - since.month
    return months if months > 0 and first_day(until, months) == since else 0


def month_shares(since: date, until: date) -> dict[date, float]:
    """The calendar months of a span, each by its first day, with the share of it that counts.

    Parameters
    ----------
    since, until : first and last day of the span

    Returns
    -------
    By first day, 0..1. A month counts 1, the last one by its share of days. In a span of 12 months the same month a
    year before counts the rest of that share, so that flat monthly costs are twelve months' worth on every day, 28
    February of a leap year included. In a shorter one, of data that began within the year, the first month counts
    whole: what it cost, it cost since then. Months that count 0 are not there.

    Examples
    --------
    >>> shares = month_shares(date(2024, 6, 16), date(2025, 6, 15))
    >>> len(shares), sum(shares.values()), shares[date(2024, 6, 1)]
    (13, 12.0, 0.5)
    >>> month_shares(date(2025, 5, 11), date(2025, 6, 15))
    {datetime.date(2025, 5, 1): 1.0, datetime.date(2025, 6, 1): 0.5}
    """
    last = pd.Timestamp(until)
    is_year = since == first_day(until, 12)
    months = pd.period_range(end=last, periods=13, freq="M") if is_year else pd.period_range(since, last, freq="M")
    shares = np.ones(len(months))
    shares[-1] = last.day / last.days_in_month
    if is_year:
        shares[0] = 1 - shares[-1]
    return {month.start_time.date(): float(part) for month, part in zip(months, shares, strict=True) if part > 0}
