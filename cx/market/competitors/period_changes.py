"""Changes of our scores and of customers lost to competitors between two periods."""

from datetime import date
from math import nan

import pandas as pd

from cx.engine.connection import Engine
from cx.market.competitors import lost_customers, our_company
from cx.statistics import changes as figures
from cx.statistics import periods

LEFT_FOR, SCORE = "left_for", "our_score"


def changes(
    store: Engine, as_of: date, before: date, ours: str | None = None, source: str | None = None
) -> pd.DataFrame:
    """Our scores and the customers lost in the 12 months up to a day, beside those up to an earlier one.

    Parameters
    ----------
    store, as_of, ours, source : as of `cx.competitors.gaps`
    before : the last day of the other 12 months

    Returns
    -------
    As of `cx.changes.judged`: "left_for" (of the customers who said why they left, those who named a competitor), then
    "our_score" of each attribute (group) that has a dated score in the period. Scores without a date are left out.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2024, 12, 31)).empty
    True
    """
    row = left_changed(store, as_of, before, ours)
    return figures.judged([*([row] if row else []), *_scores(store, as_of, before, ours, source)])


def left_changed(store: Engine, as_of: date, before: date, ours: str | None = None) -> figures.Row | None:
    """Of the customers who said why they left, those who named a competitor, as the row "left_for" of `changes`.

    Parameters
    ----------
    store, as_of, before, ours : as of `changes`

    Returns
    -------
    A row before it gets a verdict; None where nobody said why in the period.

    Examples
    --------
    >>> import cx
    >>> left_changed(cx.open_store(), date(2025, 12, 31), date(2024, 12, 31)) is None
    True
    """
    now, then = (
        (int(lost_customers.left_for(store, day, ours)["customers"].sum()), lost_customers.leavers(store, day))
        for day in (as_of, before)
    )
    if not now[1]:
        return None
    return figures.of_share(LEFT_FOR, now, then, good=-1, overlaps=_overlaps(as_of, before))


def _scores(store: Engine, as_of: date, before: date, ours: str | None, source: str | None) -> list[figures.Row]:
    now, then = (_moments(store, day, ours or our_company.ours(store), source) for day in (as_of, before))
    nobody, overlaps = (nan, nan, 0), _overlaps(as_of, before)
    return [
        figures.of_mean(SCORE, own, then.get(attribute, nobody), overlaps=overlaps)
        | {"group": attribute, "unit": "score"}
        for attribute, own in now.items()
    ]


def _moments(store: Engine, as_of: date, ours: str | None, source: str | None) -> dict[str, figures.Moments]:
    """Mean, spread and number of our dated scores, by attribute."""
    found = store.read("competitors/our_scores", answers=our_company.answers(store, as_of, source), ours=ours)
    return {row.attribute: (float(row.score), float(row.spread), int(row.n)) for row in found.itertuples()}


def _overlaps(as_of: date, before: date) -> bool:
    return before >= periods.first_day(as_of, our_company.MONTHS)
