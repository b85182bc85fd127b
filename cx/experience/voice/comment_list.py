"""Customers with comments: those of a score, a subject or a topic, each by the latest comment that is wanted."""

from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.voice import comment_rows, comment_topics
from cx.experience.voice.edited_topics import Edit
from cx.experience.voice.masking import masked

LISTED = 300


@scoped
def comments(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None = None,
    *,
    moods: tuple[str, ...] = (),
    subjects: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    edits: tuple[Edit, ...] | None = None,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Customers with a comment in the 12 months up to a day, each by the latest that is wanted; latest first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of the tiers; None: the company default
    moods : of MOODS; none: all
    subjects : of the questions; none: all
    topics : codes of `topics`; none: all. edits : as of `topics`
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
    given = _given(store, scope, assumptions, moods, subjects, topics, edits)
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
    topics: tuple[str, ...] = (),
    edits: tuple[Edit, ...] | None = None,
) -> int:
    """Save everybody of `comments` as a segment; how many they are.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, assumptions, moods, subjects, topics, edits, region, channel, segment : as of `comments`

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, assumptions, moods, subjects, topics, edits)
    return saved_segments.save(store, name, scope.as_of, words, "voice/comment_list", **given, limit=None)


def _given(
    store: Engine,
    scope: Scope,
    assumptions: Assumptions | None,
    moods: tuple[str, ...],
    subjects: tuple[str, ...],
    topics: tuple[str, ...],
    edits: tuple[Edit, ...] | None,
) -> dict[str, Any]:
    wanted: list[str] = []
    if topics:
        places = comment_topics.found(store, scope, edits).places
        of_topics = places[places["topic"].isin(topics)]
        wanted = [f"{upload}-{line}" for upload, line in zip(of_topics["upload_id"], of_topics["line"], strict=True)]
    return {
        "said": comment_rows.said(store, scope),
        "placed": segments.placed(store, scope.as_of, assumptions),
        "moods": list(moods),
        "subjects": list(subjects),
        "of_all_topics": not topics,
        "places": wanted,
    }
