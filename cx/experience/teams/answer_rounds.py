"""Rounds of the employees' survey: closed calendar quarters, so that no two dates tell a single answer apart."""

from datetime import date

import pandas as pd

from cx.engine.connection import Engine
from cx.experience.teams.hiding import is_hidden

ROUND_DAYS = 30
"""Answers of a round lie at most so many days before the last of them."""
ROUNDS = 6
"""The history of a team is of so many rounds at most."""


def rounds(store: Engine, as_of: date) -> pd.DataFrame:
    """The answers of each team in each round.

    Parameters
    ----------
    store, as_of : the company, and the last day; rounds of quarters that end later are not known

    Returns
    -------
    One row a round and team, earliest round first: quarter (its first day), team (in lower case), name (as it is
    written), n, promoters (9 and 10), detractors (0 to 6), is_hidden (see `hiding.is_hidden`, in its round).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"".join(b"2025-02-0%d,employee,Stores,9\\n" % day for day in range(1, 6))
    >>> _ = store.load("surveys", b"answered_at,measure,subject,score\\n" + lines)
    >>> rounds(store, date(2025, 3, 31))[["team", "n", "promoters", "is_hidden"]].values.tolist()
    [['stores', 5, 5, False]]
    >>> rounds(store, date(2025, 3, 30)).empty
    True
    """
    found = store.read("teams/rounds", as_of=as_of, days=ROUND_DAYS)
    hidden = [is_hidden(part) for _quarter, part in found.groupby("quarter")]
    return found.assign(is_hidden=pd.concat(hidden).astype(bool) if hidden else pd.Series(dtype=bool))


def latest(store: Engine, as_of: date) -> pd.DataFrame:
    """The rows of `rounds` of the latest round; none where nobody answered.

    Parameters
    ----------
    store, as_of : as of `rounds`
    """
    found = rounds(store, as_of)
    return found[found["quarter"] == found["quarter"].max()].reset_index(drop=True)
