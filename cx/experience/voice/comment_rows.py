"""Comments on surveys: which there are, and how many by mood and subject."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.voice import spans
from cx.experience.voice.measures import MEASURES
from cx.experience.voice.spans import Asked

MOODS = ("promoter", "passive", "detractor", "satisfied", "not satisfied")
"""By the score that was given with a comment: on the NPS, then on CSAT (4 and 5) and CES (5 to 7)."""


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


def said(store: Engine, scope: Scope, since: date | None = None) -> str:
    """Kept table: the comments from a day on, None: of the 12 months; see `voice/said`."""
    window = spans.twelve_months(scope.as_of, since)
    return store.keep(
        "voice_said",
        statements.text("voice/said"),
        persons=spans.persons(store, Asked(scope, "nps", window)),
        since=window.firsts[0],
        until=scope.as_of,
        measures=list(MEASURES),
        is_of_all=not scope.is_of_some,
    )
