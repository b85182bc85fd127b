"""Changes of the measures of changed behaviour between two periods."""

from datetime import date

import pandas as pd

from cx.customers import funnel
from cx.customers.filters import Scope, scoped
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
    now, then = (_counted(store, scope.at(until), first) for first, until in ((since, scope.as_of), before))
    overlaps = before[1] >= since
    found = [
        figures.of_share(measure, now[measure], then[measure], overlaps=overlaps) for measure in now if now[measure][1]
    ]
    recommend = voice.changed(store, scope, "nps", since, before)
    return found if recommend is None else [*found, recommend | {"measure": "recommend"}]


@scoped
def _counted(store: Engine, scope: Scope, since: date) -> dict[str, tuple[int, int]]:
    """(of those, how many) of each share; (0, 0) where the files know no such contacts."""
    found = store.read("programme/word_of_mouth", since=since, as_of=scope.as_of, **whom(store, scope)).iloc[0]
    steps = funnel.lifecycle(store, scope, entered_from=since, entered_to=scope.as_of).set_index("step")
    retained = steps.loc["Retain"]
    return {
        "brought": (int(found["brought"]), int(found["reached"])) if found["has_referred"] else (0, 0),
        "repurchase": (int(retained["people"]), int(retained["eligible"])),
        "advocates": (int(found["advocates"]), int(found["active"])) if found["has_told"] else (0, 0),
    }
