"""Comments on surveys: how many by mood and subject, and the customers behind them."""

from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.voice import spans
from cx.experience.voice.masking import masked
from cx.experience.voice.measures import MEASURES
from cx.experience.voice.spans import Asked

MOODS = ("promoter", "passive", "detractor", "satisfied", "not satisfied")
"""By the score that was given with a comment: on the NPS, then on CSAT (4 and 5) and CES (5 to 7)."""
LISTED = 300


@scoped
def comment_counts(store: Engine, scope: Scope) -> pd.DataFrame:
    """Comments of the 12 months up to a day by mood and subject.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a mood of MOODS and subject of the question (blank where it had none): mood, subject, comments, known (those
    of a known customer), customers.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> given = b"answered_at,customer_id,measure,score,comment\\n2025-01-02,A,nps,9,Good\\n2025-03-02,,nps,3,Late\\n"
    >>> _ = store.load("surveys", given)
    >>> comment_counts(store, datetime.date(2025, 12, 31))[["mood", "comments", "known"]].values.tolist()
    [['detractor', 1, 0], ['promoter', 1, 1]]
    """
    return store.read("voice/comment_counts", said=said(store, scope))


@scoped
def comments(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    moods: tuple[str, ...] = (),
    subjects: tuple[str, ...] = (),
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Customers with a comment in the 12 months up to a day, each by the latest that is wanted; latest first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of the tiers; None: the company default
    moods : of MOODS; none: all
    subjects : of the questions; none: all
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : as of `comment_counts`

    Returns
    -------
    customer_id, name, tier and contribution (of the 12 months; blank for who did not order), measure, score, comment
    (`masking.masked`), subject, answered_on, comments (of the customer), customers and comments_of_all (of all rows,
    also those beyond `limit`).

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> given = b"answered_at,customer_id,measure,score,comment\\n2025-01-09,A,nps,9,Call 0049 1512\\n"
    >>> _ = store.load("surveys", given)
    >>> comments(store, datetime.date(2025, 12, 31))[["customer_id", "comment"]].values.tolist()
    [['A', 'Call •••']]
    """
    given = _given(store, scope, assumptions, moods, subjects)
    found = listing.read(store, "voice/comment_list", limit, **given)
    return found.assign(comment=found["comment"].map(masked))


@scoped
def save_comments(
    store: Engine,
    name: str,
    words: str,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    moods: tuple[str, ...] = (),
    subjects: tuple[str, ...] = (),
) -> int:
    """Save everybody of `comments` as a segment; how many they are.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, assumptions, moods, subjects, region, channel, segment : as of `comments`

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, assumptions, moods, subjects)
    return saved_segments.save(store, name, scope.as_of, words, "voice/comment_list", **given, limit=None)


def said(store: Engine, scope: Scope) -> str:
    """Kept table: the comments of the 12 months, see `voice/said`."""
    window = spans.twelve_months(scope.as_of)
    return store.keep(
        "voice_said",
        statements.text("voice/said"),
        persons=spans.persons(store, Asked(scope, "nps", window)),
        since=window.firsts[0],
        until=scope.as_of,
        measures=list(MEASURES),
        is_of_all=not scope.is_of_some,
    )


def _given(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None,
    moods: tuple[str, ...],
    subjects: tuple[str, ...],
) -> dict[str, Any]:
    placed = segments.placed(store, scope.as_of, assumptions)
    return {"said": said(store, scope), "placed": placed, "moods": list(moods), "subjects": list(subjects)}
