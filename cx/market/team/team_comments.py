"""Comments of employees in the latest round: none can be traced to who wrote it."""

from datetime import date

import pandas as pd

from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience import teams
from cx.experience.voice.masking import masked

COLUMNS = ["team", "n", "comment"]


def comments(store: Engine, as_of: date | None = None) -> pd.DataFrame:
    """What employees wrote in the latest round, without date, score or author.

    Parameters
    ----------
    store, as_of : as of `cx.team.enps`

    Returns
    -------
    One row a comment: team ("" for those of the teams that have no list of their own, together), n (answers of the team
    or of these teams together), comment (mail addresses, links and long numbers masked).

    Notes
    -----
    A team that is shown has a list of its own from `teams.FEWEST_FOR_COMMENTS` answers on. The other teams have one
    list together, of two teams and as many answers at least; otherwise it is left out. The order is that of a hash of
    the words: it says nothing of who wrote or when.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"".join(b"2025-02-0%d,employee,Stores,%d,Fine\\n" % (day, 2 + day) for day in range(1, 8))
    >>> _ = store.load("surveys", b"answered_at,measure,subject,score,comment\\n" + lines)
    >>> comments(store, date(2025, 3, 31)).empty
    True
    """
    last = as_of or coverage.last_date(store) or date.min
    known = teams.latest(store, last)
    groups = _groups(known)
    if not groups:
        return pd.DataFrame(columns=COLUMNS)
    sizes = known.assign(group=known["team"].map(groups)).dropna(subset="group").groupby("group")["n"].sum()
    found = store.read("team/comments", as_of=last, days=teams.ROUND_DAYS)
    found = found.assign(group=found["team"].map(groups)).dropna(subset="group")
    found = found.assign(team=found["group"], n=found["group"].map(sizes), comment=found["comment"].map(masked))
    return found.sort_values(["team", "place"], ignore_index=True)[COLUMNS]


def _groups(known: pd.DataFrame) -> dict[str, str]:
    """In which list the comments of a team stand, by the team; teams of none are left out."""
    is_alone = ~known["is_hidden"] & (known["n"] >= teams.FEWEST_FOR_COMMENTS)
    alone, others = known[is_alone], known[~is_alone]
    groups = dict(zip(alone["team"], alone["name"], strict=True))
    if len(others) > 1 and others["n"].sum() >= teams.FEWEST_FOR_COMMENTS:
        groups |= dict.fromkeys(others["team"], "")
    return groups
