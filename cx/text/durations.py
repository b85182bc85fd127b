"""Durations as a person reads them."""

from cx.text.formatting import UNKNOWN, _, number

HOUR, TWO_DAYS, DAY = 1, 48, 24


def duration(hours: float, is_calendar: bool = True) -> str:
    """A wait in minutes, hours or days, whichever reads best.

    Parameters
    ----------
    hours : 0 or more; "n/a" where it is not known
    is_calendar : False for hours that are counted within opening hours alone: these make no days

    Examples
    --------
    >>> duration(0.25), duration(4.12), duration(20.3), duration(55), duration(55, is_calendar=False)
    ('15 min', '4.1 h', '20 h', '2.3 days', '55 h')
    >>> duration(float("nan")), duration(0), duration(240)
    ('n/a', '0 min', '10 days')
    """
    if hours != hours:
        return UNKNOWN
    if hours < HOUR:
        return _("{n} min").format(n=number(60 * hours))
    if is_calendar and hours >= TWO_DAYS:
        return _("{n} days").format(n=_short(hours / DAY))
    return _("{n} h").format(n=_short(hours))


def _short(value: float) -> str:
    """A decimal where it says something."""
    return number(value, 1 if value < 9.95 and round(value, 1) % 1 else 0)
