"""Where the names of lines stand beside their ends, and those of periods beneath a chart."""

from typing import Any

import altair as alt

from cx.charts import LABEL

SHORTEST_MONTH = 28 * 24 * 3600 * 1000
"""In milliseconds, as the axis counts."""


def periods(**scale: float) -> alt.X:
    """Periods by name in the order of their place, as many named as there is room for; rows have period and place."""
    axis = alt.Axis(labelAngle=0, ticks=False, domain=False, labelOverlap=True, **LABEL)
    order = alt.EncodingSortField("place", op="min")
    return alt.X("period:N", title=None, sort=order, axis=axis, scale=alt.Scale(**scale))


def months(ticks: int, look: dict[str, Any]) -> alt.Axis:
    """The axis of a time scale, each label with its year, at most one a month; look : its colours and sizes."""
    return alt.Axis(grid=False, tickCount=ticks, tickMinStep=SHORTEST_MONTH, format="%b %Y", labelOverlap=True, **look)


def room() -> list[Any]:
    """The range of an x scale that leaves room for names on the right, less of it on a phone."""
    return [0, alt.ExprRef("width - min(135, width * 0.45)")]


def apart(heights: list[float], share: float = 0.085) -> list[float]:
    """Heights of names, each at least a line below the one above it, none below the axis.

    Parameters
    ----------
    heights : highest first
    share : the height of a line of text, of the highest

    Returns
    -------
    One height a name, in their order.

    Examples
    --------
    >>> [round(height, 2) for height in apart([1.0, 0.99, 0.2], 0.1)]
    [1.0, 0.9, 0.2]
    """
    line = max(heights[0], 1e-9) * share if heights else 0.0
    placed: list[float] = []
    for height in heights:
        placed.append(min(height, placed[-1] - line) if placed else height)
    for place in range(len(placed) - 1, -1, -1):
        floor = placed[place + 1] + line if place + 1 < len(placed) else 0.0
        placed[place] = max(placed[place], floor)
    return placed
