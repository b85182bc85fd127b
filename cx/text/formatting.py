"""How a person reads it: language, numbers, money, shares and dates."""

import gettext
import math
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeGuard

MINUS = "\u2212"
EXACT = 1e-9  # what sums of shares are off by
UNKNOWN = "n/a"
SUREST = 0.95  # on simulated lives what was said to be surer was not
_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("cx", Path(__file__).parent / "locale", [language], fallback=True)


def speak(language: str) -> None:
    """Choose the language of `_` for what runs in this thread from here on."""
    _language.set(language)


def _(text: str) -> str:
    """The text in the chosen language; English text is its own key."""
    return _catalogue(_language.get()).gettext(text)


def number(value: float | None, decimals: int = 0) -> str:
    """A count or a quantity with thousands marks.

    Parameters
    ----------
    value : "n/a" where it is not known
    decimals : so many

    Examples
    --------
    >>> number(1234567), number(-2.5, 1), number(-0.2), number(float("nan"))
    ('1,234,567', '−2.5', '0', 'n/a')
    """
    if not _is_known(value):
        return UNKNOWN
    return _signed(value, "", f"{abs(value):,.{decimals}f}")


def compact(value: float | None) -> str:
    """A number short enough for a label, at three significant digits.

    Examples
    --------
    >>> compact(1_360_000), compact(39_134), compact(999), compact(-1_500)
    ('1.36M', '39.1k', '999', '−1.5k')
    """
    if not _is_known(value):
        return UNKNOWN
    for size, mark in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size * 0.9995:
            return f"{value / size:.3g}{mark}".replace("-", MINUS)
    return f"{value:.3g}".replace("-", MINUS)


def tally(value: float | None) -> str:
    """A count in a cell: whole where it has room, else as `compact`.

    Examples
    --------
    >>> tally(1_439), tally(39_134), tally(float("nan"))
    ('1,439', '39.1k', 'n/a')
    """
    return number(value) if not _is_known(value) or abs(value) < 9_999.5 else compact(value)


def money(value: float | None, currency: str = "", decimals: int | None = None) -> str:
    """Money in full; the currency mark stands before the digits and after the minus.

    Parameters
    ----------
    value : in the company's currency; "n/a" where it is not known
    currency : its mark
    decimals : None shows cents below 100 only

    Examples
    --------
    >>> money(-1234.5, "$"), money(12.345, "$"), money(None)
    ('−$1,234', '$12.35', 'n/a')
    """
    if not _is_known(value):
        return UNKNOWN
    if decimals is None:
        decimals = 2 if 0 < abs(value) < 100 else 0
    return _signed(value, currency, number(abs(value), decimals))


def short_money(value: float | None, currency: str = "") -> str:
    """Money short enough for a label; less than half a cent is none.

    Parameters
    ----------
    value : in the company's currency; "n/a" where it is not known
    currency : its mark

    Examples
    --------
    >>> short_money(5_513_000, "$"), short_money(-250_000, "€"), short_money(-1.8e-14, "$")
    ('$5.51M', '−€250k', '$0')
    """
    if not _is_known(value):
        return UNKNOWN
    return _signed(value, currency, compact(abs(value) if abs(value) >= 0.005 else 0.0))


def percent(share: float | None, decimals: int = 0) -> str:
    """A share of 1 as a percentage; with a decimal where some would else read as none, or nearly all as all.

    Parameters
    ----------
    share : 0..1, or a change of it; "n/a" where it is not known
    decimals : at least so many

    Examples
    --------
    >>> percent(0.054), percent(-0.25), percent(float("nan")), percent(0.054, 1), percent(0.004), percent(232 / 233)
    ('5%', '−25%', 'n/a', '5.4%', '0.4%', '99.6%')
    >>> percent(0.00007), percent(0.99996), percent(1.0), percent(0.0)
    ('<0.1%', '>99.9%', '100%', '0%')
    """
    if not _is_known(share):
        return UNKNOWN
    if decimals < 2 and EXACT < share < 0.0005:
        return f"<{number(0.1, 1)}%"
    if decimals < 2 and 0.9995 < share < 1 - EXACT:
        return f">{number(99.9, 1)}%"
    nearly = min(abs(share), abs(1 - abs(share)))
    return f"{number(share * 100, max(decimals, 1 if 0.0005 <= nearly < 0.005 else 0))}%"


def adding_up(shares: Iterable[float]) -> list[float]:
    """Shares of a whole in full percents whose sum is that of the shares, by the largest remainders.

    What is unknown, and what `percent` shows with a decimal, stays as it is.

    Examples
    --------
    >>> adding_up([0.3359, 0.4781, 0.3563, -0.0597, -0.1109])
    [0.33, 0.48, 0.36, -0.06, -0.11]
    >>> adding_up([1 / 3, 1 / 3, 1 / 3]), adding_up([0.996, 0.004])
    ([0.34, 0.33, 0.33], [0.996, 0.004])
    """
    found = list(shares)
    whole = [
        place for place, share in enumerate(found) if _is_known(share) and min(abs(share), abs(1 - abs(share))) >= 0.005
    ]
    floors = {place: math.floor(100 * found[place]) for place in whole}
    missing = round(100 * sum(found[place] for place in whole)) - sum(floors.values())
    for place in sorted(whole, key=lambda place: floors[place] - 100 * found[place])[:missing]:
        floors[place] += 1
    return [floors[place] / 100 if place in floors else share for place, share in enumerate(found)]


def points(low: float, high: float, decimals: int = 0) -> str:
    """An interval of shares in percent.

    Parameters
    ----------
    low, high : 0..1; "n/a" where one is not known
    decimals : so many

    Examples
    --------
    >>> points(0.101, 0.152)
    '10–15%'
    """
    if not (_is_known(low) and _is_known(high)):
        return UNKNOWN
    return f"{number(low * 100, decimals)}–{number(high * 100, decimals)}%"


def day(value: date | None) -> str:
    """A date.

    Examples
    --------
    >>> day(date(2025, 12, 1))
    '1 Dec 2025'
    """
    return f"{value.day} {value:%b %Y}" if _is_date(value) else UNKNOWN


def sure(share: float) -> str:
    """A modelled probability, which is never printed as certain.

    Examples
    --------
    >>> sure(0.724), sure(0.95), sure(0.99), sure(0.02), sure(float("nan"))
    ('72%', '95%', '>95%', '<5%', 'n/a')
    """
    if share > SUREST:
        return f">{percent(SUREST)}"
    return f"<{percent(1 - SUREST)}" if share < 1 - SUREST else percent(share)


def month(value: date | None) -> str:
    """A month.

    Examples
    --------
    >>> month(date(2025, 12, 1))
    'Dec 2025'
    """
    return f"{value:%b %Y}" if _is_date(value) else UNKNOWN


def count(value: float, one: str, many: str) -> str:
    """A number with its noun; both nouns come translated.

    Parameters
    ----------
    value : whole
    one, many : the noun of 1, and of any other number

    Examples
    --------
    >>> count(1, "customer", "customers"), count(2100, "customer", "customers")
    ('1 customer', '2,100 customers')
    """
    return f"{number(value)} {one if value == 1 else many}"


def with_sign(change: float, size: str) -> str:
    """The size of a change with its sign; without one where it is rounded to nothing.

    >>> with_sign(0.25, percent(0.25)), with_sign(-1400, "$1.4k"), with_sign(-0.2, "0")
    ('+25%', '−$1.4k', '0')
    """
    if not any(digit in size for digit in "123456789"):
        return size
    return f"{MINUS if change < 0 else '+'}{size}"


def _signed(value: float, currency: str, digits: str) -> str:
    nothing = not any(mark in "123456789" for mark in digits)
    return f"{MINUS if value < 0 and not nothing else ''}{currency}{digits}"


def _is_known(value: float | None) -> TypeGuard[float]:
    return value is not None and not math.isnan(value)


def _is_date(value: date | None) -> TypeGuard[date]:
    return value is not None and value == value
