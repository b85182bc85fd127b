"""What changed at the touchpoint of an adopted proposal."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import nan

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.journey import map_versions
from cx.experience.programme import proposal_book
from cx.experience.programme.people import whom
from cx.statistics import changes as figures

WINDOW_DAYS = 180
"""So long before the answer, and from its day on, answers about the touchpoint count."""
TOO_EARLY, NO_TOUCHPOINT = "too early", "no touchpoint"
COLUMNS = ["proposal_id", "before", "after", "change", "low", "high", "n_before", "n_after", "verdict", "known_on"]
Adopted = tuple[int, str | None, date]
"""Number, touchpoint and day of the answer of an adopted proposal."""


def adopted(store: Engine) -> tuple[Adopted, ...]:
    """The adopted proposals.

    Parameters
    ----------
    store : the company

    Returns
    -------
    (number, touchpoint or None, day of the answer) of each, the latest first.
    """
    rows = proposal_book.proposals(store)
    found = rows[rows["state"] == "adopted"]
    return tuple(
        (
            int(row.proposal_id),
            None if pd.isna(row.touchpoint) else row.touchpoint,
            pd.Timestamp(row.answered_on).date(),
        )
        for row in found.itertuples()
    )


@scoped
def effects(store: Engine, scope: Scope, of: Sequence[Adopted] | None = None) -> pd.DataFrame:
    """How satisfaction with the touchpoint of each adopted proposal changed.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    of : as of `adopted`; None: all adopted proposals
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a proposal: proposal_id, before and after (share of satisfied votes, 0..1, in the WINDOW_DAYS before the
    day of the answer, and from it on), change with its 95 % interval low, high, n_before, n_after (votes), verdict
    ("better", "worse", "no clear change", "too few to tell", "no earlier data", "too early": the window after it is
    not over at as_of, or "no touchpoint"), known_on (the first day of a verdict). Too early and without a touchpoint
    nothing is known: NaN.

    Notes
    -----
    A vote is a person's latest answer about the touchpoint on each side, satisfied from 4 of 5 on. Interval: Newcombe,
    for different people; who answers on both sides makes it wider than it need be. All verdicts are one family (Holm).
    Whatever else changed at that time is part of the change.

    Examples
    --------
    >>> import cx
    >>> effects(cx.open_store(), date(2025, 12, 31)).empty
    True
    """
    given = adopted(store) if of is None else tuple(of)
    known = [one for one in given if one[1] is not None and known_on(one[2]) <= scope.as_of]
    counted = _counted(store, scope, known)
    judged = figures.judged(
        [
            figures.of_share(
                str(row.proposal_id), (row.satisfied_after, row.n_after), (row.satisfied_before, row.n_before)
            )
            for row in counted.itertuples()
        ]
    )
    found = judged.rename(columns={"now": "after", "n": "n_after"}).assign(proposal_id=judged["measure"].astype(int))
    rows = pd.concat([found, pd.DataFrame([_unknown(one) for one in given if one not in known])], ignore_index=True)
    days = {number: known_on(day) for number, _touchpoint, day in given}
    order = {number: place for place, number in enumerate(days)}
    rows = rows.assign(known_on=rows["proposal_id"].map(days)) if len(rows) else rows
    rows = rows.reindex(columns=COLUMNS)
    return rows.sort_values("proposal_id", key=lambda column: column.map(order), ignore_index=True)


def known_on(answered_on: date) -> date:
    """The first as-of date on which the effect of a proposal that was answered on a day is known.

    Examples
    --------
    >>> known_on(date(2025, 1, 1))
    datetime.date(2025, 6, 29)
    """
    return answered_on + timedelta(days=WINDOW_DAYS - 1)


def _counted(store: Engine, scope: Scope, known: Sequence[Adopted]) -> pd.DataFrame:
    """Votes before and after; see `programme/effects`."""
    numbers, touchpoints, days = zip(*known, strict=True) if known else ((), (), ())
    found = store.read(
        "programme/effects",
        numbers=list(numbers),
        touchpoints=list(touchpoints),
        days_of=list(days),
        window=WINDOW_DAYS,
        as_of=scope.as_of,
        map=map_versions.table(store),
        **whom(store, scope),
    )
    return found.astype(int)


def _unknown(one: Adopted) -> dict[str, object]:
    verdict = NO_TOUCHPOINT if one[1] is None else TOO_EARLY
    blank = dict.fromkeys(["before", "after", "change", "low", "high", "n_before", "n_after"], nan)
    return {"proposal_id": one[0], "verdict": verdict} | blank
