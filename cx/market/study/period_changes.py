"""Changes of how many are satisfied with what matters most, between two studies."""

from datetime import date

import pandas as pd

from cx.engine.connection import Engine
from cx.market.study import target_group
from cx.market.study.opportunity import openings
from cx.statistics import changes as figures

SATISFIED = "satisfied"
NAMED = 8
"""So many subjects, those of the largest opportunity now, are compared."""


def changes(store: Engine, as_of: date, before: date) -> pd.DataFrame:
    """The share very satisfied in the study of the 12 months up to a day, beside that up to an earlier one.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    before : the last day of the other 12 months

    Returns
    -------
    As of `cx.changes.judged`: a row "satisfied" of each of the 8 subjects (group) of the largest opportunity. Who
    answered both times counts as two people, which makes the interval rather too wide.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2024, 12, 31)).empty
    True
    """
    return figures.judged(satisfied(store, as_of, before)[:NAMED])


def satisfied(store: Engine, as_of: date, before: date) -> list[figures.Row]:
    """The rows of `changes` before they get a verdict, of every subject, that of the largest opportunity first.

    Parameters
    ----------
    store, as_of, before : as of `changes`

    Examples
    --------
    >>> import cx
    >>> satisfied(cx.open_store(), date(2025, 12, 31), date(2024, 12, 31))
    []
    """
    now, then = (
        {str(row.subject): (round(float(row.satisfaction) * row.n), int(row.n)) for row in found.itertuples()}
        for found in (openings(store, as_of), openings(store, before))
    )
    overlaps = before >= target_group.since(as_of)
    return [
        figures.of_share(SATISFIED, counts, then.get(subject, (0, 0)), subject, overlaps=overlaps)
        for subject, counts in now.items()
    ]
