"""Layout of the map of the journey: where its rows lie, in pixels of the picture's own height."""

from dataclasses import dataclass
from textwrap import wrap

LETTERS = 11
"""A name is broken after so many letters; the letters are as large as that many fit into a column."""
SMALL_LETTERS = 13
"""The same of small letters."""


@dataclass(frozen=True)
class Lane:
    """One row of cells."""

    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Layout:
    """Rows from top to bottom, in pixels from the top.

    Attributes
    ----------
    lanes : by what is shown in them
    """

    loop: float
    journeys: float
    chevrons: Lane
    names: float
    plot: Lane
    lanes: dict[str, Lane]
    height: float


HEIGHTS = {
    "csat": 36,
    "wait_hours": 24,
    "complaints_per_100": 24,
    "cost_per_contact": 24,
    "at_stake": 32,
    "team": 52,
    "enps": 24,
}
"""Lanes in their order."""
SPACE, LOW_PLOT, HIGH_PLOT = 5, 56, 200


def layout(has_study: bool, shown: list[str]) -> Layout:
    """The rows of a map.

    Parameters
    ----------
    has_study : whether anybody was asked what they experienced: else the plot of it is low
    shown : lanes in use, of HEIGHTS, in that order

    Examples
    --------
    >>> layout(False, ["csat", "enps"]).height < layout(True, list(HEIGHTS)).height
    True
    """
    plot = Lane(140, 140 + (HIGH_PLOT if has_study else LOW_PLOT))
    lanes, top = {}, plot.bottom + 18
    for name in shown:
        lanes[name] = Lane(top, top + HEIGHTS[name])
        top += HEIGHTS[name] + SPACE
    return Layout(loop=14, journeys=48, chevrons=Lane(52, 88), names=126, plot=plot, lanes=lanes, height=top + 2)


def broken(name: str, lines: int, letters: int = LETTERS) -> str:
    """A name in at most so many lines; what is left of it ends in an ellipsis.

    Parameters
    ----------
    name : of one word or more
    lines, letters : how many lines, of how many letters; a longer word stands whole

    Examples
    --------
    >>> broken("fulfilment and logistics", 3).splitlines()
    ['fulfilment', 'and', 'logistics']
    >>> broken("Product quality of everything", 2).splitlines()
    ['Product', 'quality of…']
    """
    parts = wrap(name, letters, break_long_words=False) or [""]
    return "\n".join([*parts[: lines - 1], parts[lines - 1] + "…"] if len(parts) > lines else parts)
