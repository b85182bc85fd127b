"""Changes of the measures of changed behaviour between two periods."""

from datetime import date

import pandas as pd

from cx.customers import funnel
from cx.customers.filters import Scope, on_day, scoped
from cx.engine.connection import Engine
from cx.experience import voice
from cx.experience.programme.people import whom
from cx.statistics import changes as figures


@scoped
def changes(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> pd.DataFrame:
    """What customers do in a period beside another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day of the period
    since : its first day
    before : first and last day of the other period
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    A row each, where the period has any: "brought" (share of the people first reached whom a customer brought),
    "repurchase" (share of the new customers who order again within 180 days), "recommend" (NPS, in points) and
    "advocates" (share of the customers who ordered that brought or told somebody); as of `stages`.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    return figures.judged(rows(store, scope, since, before))


def rows(store: Engine, scope: Scope, since: date, before: tuple[date, date]) -> list[figures.Row]:
    """The rows of `changes` before their verdicts, for another family of them; parameters as of `changes`."""
    now, then = (_counted(store, on_day(store, scope, until), first) for first, until in ((since, scope.as_of), before))
    overlaps = before[1] >= since
    found = [
        figures.of_share(measure, now[measure], then[measure], overlaps=overlaps) for measure in now if now[measure][1]
    ]
    recommend = voice.changed(store, scope, "nps", since, before)
    return found if recommend is None else [*found, recommend | {"measure": "recommend"}]


def advocates(store: Engine, scope: Scope, since: date, then: Scope, since_then: date) -> figures.Row | None:
    """The row of advocates alone, None where the files know none.

    since, since_then : first days of the periods that end with the days of `scope` and `then`
    """
    now, earlier = (_told(_word_of_mouth(store, at, first)) for at, first in ((scope, since), (then, since_then)))
    return figures.of_share("advocates", now, earlier, overlaps=then.as_of >= since) if now[1] else None


@scoped
def _counted(store: Engine, scope: Scope, since: date) -> dict[str, tuple[int, int]]:
    """(of those, how many) of each share; (0, 0) where the files know no such contacts."""
    found = _word_of_mouth(store, scope, since)
    steps = funnel.lifecycle(store, scope, entered_from=since, entered_to=scope.as_of).set_index("step")
    retained = steps.loc["Retain"]
    return {
        "brought": (int(found["brought"]), int(found["reached"])) if found["has_referred"] else (0, 0),
        "repurchase": (int(retained["people"]), int(retained["eligible"])),
        "advocates": _told(found),
    }


def _told(found: pd.Series) -> tuple[int, int]:
    return (int(found["advocates"]), int(found["active"])) if found["has_told"] else (0, 0)


@scoped
def _word_of_mouth(store: Engine, scope: Scope, since: date) -> pd.Series:
    """The one row of `programme/word_of_mouth`."""
    return store.read("programme/word_of_mouth", since=since, as_of=scope.as_of, **whom(store, scope)).iloc[0]
