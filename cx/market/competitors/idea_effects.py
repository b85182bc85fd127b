"""What moved since an idea was decided."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import nan

import pandas as pd

from cx.engine.connection import Engine
from cx.market.competitors.idea_book import Idea, ideas
from cx.statistics import changes as figures

COLUMNS = ["idea", "days", "before", "now", "change", "low", "high", "n_before", "n", "verdict"]


def effects(store: Engine, as_of: date, asked: Sequence[Idea] | None = None) -> pd.DataFrame:
    """The change of each idea's measure since the day it was decided, against as long a time before.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    asked : the ideas; None: all that are written down

    Returns
    -------
    One row an idea with a measure that was decided by then, in their order.

    - idea; days : since it was decided, and before
    - before, now, change, low, high : mean score and its change, 95 % (Welch). A person counts once in each time, by
      the mean of their answers; n_before, n : people
    - verdict : as of `cx.changes.judged`, all rows being one family

    Notes
    -----
    A change is no proof: what else changed on that day counts too. Answers of one person in both times count as
    independent, which makes the interval rather too wide.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = b"2025-01-01,A,csat,3\\n2025-01-01,B,csat,3\\n2025-01-03,A,csat,5\\n2025-01-03,B,csat,4\\n"
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,score\\n" + rows)
    >>> asked = [Idea("Cards", measure="csat", decided_on=date(2025, 1, 3))]
    >>> effects(store, date(2025, 1, 4), asked)[["idea", "days", "change", "n", "verdict"]].values.tolist()
    [['Cards', 2, 1.5, 2.0, 'too few to tell']]
    """
    known = [
        one for one in (ideas(store) if asked is None else asked)
        if one.measure and one.decided_on is not None and one.decided_on <= as_of
    ]  # fmt: skip
    found = figures.judged([_row(store, as_of, one) for one in known]).rename(columns={"group": "idea"})
    return found.assign(days=[_days(one, as_of) for one in known])[COLUMNS]


def _days(one: Idea, as_of: date) -> int:
    return (as_of - one.decided_on).days + 1 if one.decided_on else 0


def _row(store: Engine, as_of: date, one: Idea) -> figures.Row:
    measure, _colon, subject = (one.measure or "").partition(": ")
    decided_on = one.decided_on or as_of
    found = store.read(
        "competitors/idea_effect",
        measure=measure,
        subject=subject,
        since=decided_on - timedelta(days=_days(one, as_of)),
        decided_on=decided_on,
        as_of=as_of,
    )
    sides = {bool(row.is_since): (float(row.score), float(row.spread), int(row.n)) for row in found.itertuples()}
    nobody = nan, nan, 0
    row = figures.of_mean("effect", sides.get(True, nobody), sides.get(False, nobody))
    return row | {"group": one.idea}
