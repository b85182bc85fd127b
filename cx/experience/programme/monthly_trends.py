"""Three trends month by month: how customers use what is digital, what they say, and how many of them are heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import nan

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.programme.people import whom
from cx.statistics import intervals, periods, student, verdicts
from cx.statistics import trends as regression
from cx.statistics.intervals import ENOUGH_TO_RANK, ESTIMATE_LOW_HIGH
from cx.statistics.verdicts import Verdict

MOST_MONTHS = 36
MONTHS_A_YEAR = 12
SERIES = {"usage": ("digital",), "voice": ("satisfaction", "ease"), "measurement": ("heard",)}
"""What each trend is made of, columns of `trends`."""
DIGITAL = frozenset({
    "account", "app", "apps", "chat", "chatbot", "ecommerce", "email", "mail", "mobile", "newsletter", "online",
    "portal", "shop", "site", "web", "webshop", "website", "وبسایت", "سایت", "اپ", "اپلیکیشن", "آنلاین", "چت", "ایمیل",
})  # fmt: skip
"""Words by which a channel is taken for digital until somebody says otherwise."""
NOT_OWN = frozenset({"ad", "ads", "affiliate", "affiliates", "display", "marketplace", "search", "social"})
"""Words of channels that belong to others: what happens there is no use of what is one's own."""
COLUMNS = [
    "month", "is_whole", "active", "digital", "digital_low", "digital_high", "ease", "ease_low", "ease_high",
    "ease_n", "satisfaction", "satisfaction_low", "satisfaction_high", "satisfaction_n", "heard",
]  # fmt: skip


@dataclass(frozen=True)
class Slope:
    """How much a series changes in a year, over whole months.

    Attributes
    ----------
    series : a column of `trends`
    a_year, low, high : in the series' own unit a year, with a 95 % interval; NaN under 12 months
    months : whole ones with enough people
    verdict : True: rises, False: falls, None: too few to tell; all series together are one family (Holm)
    """

    series: str
    a_year: float
    low: float
    high: float
    months: int
    verdict: Verdict


@scoped
def channels(store: Engine, scope: Scope) -> pd.DataFrame:
    """The channels that people themselves use, with a guess which are digital and the company's own.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months that count
    region, channel, segment : taken as in other answers; channels are those of everybody

    Returns
    -------
    One row a channel, most used first: channel, acts (orders, visits, clicks, contacts with staff and tickets),
    is_digital (its name has a word such as website, app, online or chat, and none such as marketplace or ads).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> orders = b"order_id,customer_id,ordered_at,revenue,channel\\n1,A,2025-01-02,9,App\\n2,A,2025-02-02,9,Store\\n"
    >>> _ = store.load("orders", orders)
    >>> channels(store, date(2025, 12, 31))[["channel", "is_digital"]].values.tolist()
    [['App', True], ['Store', False]]
    """
    found = store.read("programme/channels", since=periods.first_day(scope.as_of, MONTHS_A_YEAR), until=scope.as_of)
    return found.assign(is_digital=found["channel"].map(_is_digital).astype(bool))


@scoped
def trends(store: Engine, scope: Scope, digital: Sequence[str] | None = None) -> pd.DataFrame:
    """Usage, voice and measurement month by month.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    digital : names of the channels that are digital and the company's own; None: as `channels` guesses
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a month, from the first one with anything on, the latest MOST_MONTHS: month (its first day), is_whole
    (whether it is over).

    - active : people who ordered, visited, clicked, were served, wrote or called; digital : the share of them who did
      so by a digital channel, 0..1; NaN where nobody was active, or no channel is digital
    - ease : mean score of effort surveys, 1 to 7 (easy); satisfaction : mean score of satisfaction, 1 to 5; with
      ease_n and satisfaction_n votes, NaN without one
    - heard : customers who answered any survey
    - the 95 % interval of each as _low and _high: Wilson for digital, Student's t for the means

    Notes
    -----
    A vote is a person's latest answer in the month, for satisfaction that on each touchpoint. Votes are not weighted
    to the active customers, as those of `cx.voice` are.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> orders = b"order_id,customer_id,ordered_at,revenue,channel\\n1,A,2025-01-02,9,App\\n2,B,2025-01-05,9,Store\\n"
    >>> _ = store.load("orders", orders)
    >>> trends(store, date(2025, 1, 31))[["active", "digital", "heard"]].values.tolist()
    [[2.0, 0.5, 0.0]]
    """
    names = _digital(store, scope) if digital is None else list(digital)
    latest = pd.Period(scope.as_of, "M")
    given = {"since": (latest - MOST_MONTHS + 1).start_time.date(), "until": scope.as_of, **whom(store, scope)}
    usage = store.read("programme/usage", digital=[name.strip().lower() for name in names], **given)
    voice = store.read("programme/heard", **given)
    first = min((pd.Timestamp(rows["month"].min()) for rows in (usage, voice) if len(rows)), default=None)
    if first is None:
        return pd.DataFrame(columns=COLUMNS)
    months = pd.DataFrame({"month": pd.period_range(first, latest, freq="M").to_timestamp()})
    for rows in (usage, voice):
        months = months.merge(rows.assign(month=pd.to_datetime(rows["month"])), on="month", how="left")
    return _with_intervals(months, scope.as_of, bool(names))


def slopes(found: pd.DataFrame) -> list[Slope]:
    """The change a year of each series, with verdicts that share the error.

    Parameters
    ----------
    found : an answer of `trends`

    Returns
    -------
    A Slope for digital, satisfaction, ease and heard.

    Notes
    -----
    `cx.trends.trend` over whole months; a share or a mean of fewer than 30 people counts as unknown. Its p-value is
    that of the interval: Student's t with months / 3 - 1 degrees of freedom.

    Examples
    --------
    >>> import cx
    >>> [slope.verdict for slope in slopes(trends(cx.open_store(), date(2025, 12, 31)))]
    [None, None, None, None]
    """
    sizes = {"digital": "active", "satisfaction": "satisfaction_n", "ease": "ease_n", "heard": None}
    whole = found[found["is_whole"].astype(bool)]
    fitted: list[ESTIMATE_LOW_HIGH] = []
    months = []
    for series, size in sizes.items():
        values = whole[series].astype(float)
        known = values.where(whole[size] >= ENOUGH_TO_RANK) if size else values
        slope, low, high = regression.trend(known)
        fitted.append((MONTHS_A_YEAR * slope, MONTHS_A_YEAR * low, MONTHS_A_YEAR * high))
        months.append(int(known.notna().sum()))
    judged = verdicts.decided(fitted, [_p(one, n) for one, n in zip(fitted, months, strict=True)])
    return [Slope(*parts) for parts in zip(sizes, *zip(*fitted, strict=True), months, judged, strict=True)]


def _p(found: ESTIMATE_LOW_HIGH, months: int) -> float:
    """The p-value that belongs to the interval of a trend."""
    return 1.0 if found[1] == found[2] else student.p_value(found, months / 3 - 1)


def _digital(store: Engine, scope: Scope) -> list[str]:
    found = channels(store, scope)
    names: list[str] = found.loc[found["is_digital"], "channel"].tolist()
    return names


def _is_digital(channel: str) -> bool:
    """Whether its name says that it is digital and the company's own.

    >>> _is_digital("Online shop"), _is_digital("Online marketplace"), _is_digital("Store")
    (True, False, False)
    """
    words = set(re.findall(r"\w+", channel.lower().replace("-", "").replace("\u200c", "")))
    return bool(words & DIGITAL) and not words & NOT_OWN


def _with_intervals(months: pd.DataFrame, as_of: date, has_digital: bool) -> pd.DataFrame:
    counts = months[["active", "digital", "heard", "ease_n", "satisfaction_n"]].fillna(0)
    months = months.assign(**counts)
    shares = [
        intervals.wilson(int(row.digital), int(row.active)) if has_digital else (nan, nan, nan)
        for row in months.itertuples()
    ]
    months[["digital", "digital_low", "digital_high"]] = pd.DataFrame(shares, index=months.index, dtype=float)
    for name in ("ease", "satisfaction"):
        ends = [
            student.of_mean(*row)[1:]
            for row in months[[name, f"{name}_spread", f"{name}_n"]].itertuples(index=False, name=None)
        ]
        months[[f"{name}_low", f"{name}_high"]] = pd.DataFrame(ends, index=months.index, dtype=float)
    ended = months["month"] + pd.offsets.MonthEnd(0)
    found = months.assign(is_whole=ended <= pd.Timestamp(as_of))[COLUMNS]
    return found.astype(dict.fromkeys(COLUMNS[2:], float))
