"""Changes of the touchpoints between two periods."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, on_day, scoped
from cx.engine.connection import Engine
from cx.experience.journey import figures, meetings, study
from cx.statistics import changes as judging

SCORE = "score"
"""The unit of a gap: points of the study's scale."""


@scoped
def changes(
    store: Engine, scope: Scope, since: date, before: tuple[date, date], *, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The gap or the satisfaction of each touchpoint beside those of another period, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day of the period; figures are of the 12 months up to it
    since : first day of the period
    before : first and last day of the other period; its figures are of the 12 months up to its last day
    rows : another map than the one in force; it is the same map at both times
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    First "promise_gap": the mean over people of experienced less promised at all touchpoints they know, where there was
    a study. Then a row a touchpoint (`group`) that was asked about in the period: "gap" (experienced - promised) where
    there was a study, else "csat" (share of 4 and 5 of 5).

    Notes
    -----
    The interval of a change takes the answers of both periods as independent, though some people answer in both.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    now, then = meetings.asked(store, scope, rows), meetings.asked(store, on_day(store, scope, before[1]), rows)
    gaps = [study.moments(store, each) for each in (now, then)]
    votes = [figures.vote_counts(store, each) for each in (now, then)]
    overlaps = before[1] >= since
    found = [of_all(store, scope, on_day(store, scope, before[1]), overlaps, rows)] if gaps[0]["gap_n"].any() else []
    for place, name in now.touchpoints["touchpoint"].items():
        if _known(gaps[0], place, "gap_n"):
            row = judging.of_mean("gap", _moments(gaps[0], place), _moments(gaps[1], place), overlaps=overlaps)
            found.append(row | {"group": name, "unit": SCORE})
        elif _known(votes[0], place, "n"):
            shares = _share(votes[0], place), _share(votes[1], place)
            found.append(judging.of_share("csat", shares[0], shares[1], str(name), overlaps=overlaps))
    return judging.judged(found)


def of_all(store: Engine, scope: Scope, then: Scope, overlaps: bool, rows: pd.DataFrame | None = None) -> judging.Row:
    """The row of the gap at all touchpoints for `cx.changes.judged`: each person's mean, one vote a person.

    Parameters
    ----------
    store : the company
    scope, then : the day of the period and that of the other one, and whose answers
    overlaps : whether the periods share days
    rows : another map than the one in force
    """
    pair = [
        store.read("journey/gap_of_people", study=study.answers(store, meetings.asked(store, at, rows))).iloc[0]
        for at in (scope, then)
    ]
    now, before = ((float(each["gap"]), float(each["gap_spread"]), int(each["gap_n"])) for each in pair)
    return judging.of_mean("promise_gap", now, before, overlaps=overlaps) | {"unit": SCORE}


def _known(table: pd.DataFrame, place: object, n: str) -> bool:
    return place in table.index and bool(table.at[place, n])


def _moments(table: pd.DataFrame, place: object) -> judging.Moments:
    if not _known(table, place, "gap_n"):
        return float("nan"), float("nan"), 0
    row = table.loc[place]
    return float(row["gap"]), float(row["gap_spread"]), int(row["gap_n"])


def _share(table: pd.DataFrame, place: object) -> tuple[int, int]:
    return (int(table.at[place, "satisfied"]), int(table.at[place, "n"])) if _known(table, place, "n") else (0, 0)
