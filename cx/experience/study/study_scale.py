"""The scale of the company's own study of promises, expectations and experience."""

from dataclasses import dataclass
from datetime import date
from math import nan

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.statistics import periods
from cx.text.formatting import _

TOPS = (5, 7, 10)
"""Scales of a study: 1 to 5, to 7 or to 10."""
SETTING = "study_scale"
STEPS = 12
"""A difference of one twelfth of the scale, half a point of 1 to 7, is worth speaking of."""


@dataclass(frozen=True)
class Scale:
    """The scale of a study, from 1 on.

    Attributes
    ----------
    top : its highest score
    is_set : whether a person said so, or it is the smallest that holds all scores
    highest : of the scores, NaN without any
    """

    top: int
    is_set: bool
    highest: float

    @property
    def step(self) -> float:
        """The smallest difference that is worth speaking of."""
        return (self.top - 1) / STEPS


def scale(store: Engine, as_of: date) -> Scale:
    """The scale of the study in the 12 months up to a day.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts

    Returns
    -------
    The one that was set, if it holds all scores, else the smallest of 1 to 5, 7 and 10 that does.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,subject,score\\n2025-03-01,A,promise,Price,6\\n")
    >>> scale(store, date(2025, 3, 31)).top
    7
    """
    found = store.read("study/scale", since=periods.first_day(as_of, 12), as_of=as_of)
    highest = float(found["highest"].iloc[0]) if found["scores"].iloc[0] else nan
    chosen = int(store.setting(SETTING) or 0)
    if chosen in TOPS and not highest > chosen:
        return Scale(chosen, True, highest)
    return Scale(next((top for top in TOPS if not highest > top), TOPS[-1]), False, highest)


def set_scale(store: Engine, top: int | None) -> None:
    """Set the scale of the studies.

    Parameters
    ----------
    store : the company
    top : the highest score of the scale, 5, 7 or 10; None: read it off the answers

    Raises
    ------
    CxError
        For another scale, and one that does not hold the scores that were given.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> set_scale(store, 10)
    >>> scale(store, date(2025, 3, 31)).top
    10
    """
    if top is not None and top not in TOPS:
        raise CxError(_("A study is on a scale of 1 to 5, 7 or 10, not {top}.").format(top=top))
    found = store.read("study/scale", since=date(1, 1, 1), as_of=date(9999, 12, 30))
    if top is not None and found["scores"].iloc[0] and found["highest"].iloc[0] > top:
        raise CxError(
            _("There are scores up to {highest}: the scale cannot end at {top}.").format(
                highest=f"{found['highest'].iloc[0]:g}", top=top
            )
        )
    store.set(SETTING, str(top or ""))
