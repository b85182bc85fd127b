"""Chart ids: what a saved slide calls its chart, wherever the function that draws it lies."""

from collections.abc import Callable
from typing import Any, TypeVar

Chart = TypeVar("Chart", bound=Callable[..., Any])
_ids: dict[str, str] = {}


def identified(chart_id: str, over_time: str | None = None, headroom: int = 0) -> Callable[[Chart], Chart]:
    """Give a chart function its id, which no other has and which never changes: saved slides hold it.

    Parameters
    ----------
    chart_id : as "question.picture"
    over_time : the field of its x axis, where that is time: annotations are drawn on it
    headroom : pixels at the top that the chart writes on itself: annotations are written under them

    Returns
    -------
    A decorator, which gives the function chart_id, over_time and headroom as attributes.

    Raises
    ------
    ValueError
        Where another function has the id.
    """

    def mark(chart: Chart) -> Chart:
        path = f"{chart.__module__}.{chart.__qualname__}"
        if _ids.setdefault(chart_id, path) != path:
            raise ValueError(f"{chart_id} is the id of {_ids[chart_id]}, so it cannot be that of {path}")
        vars(chart).update(chart_id=chart_id, over_time=over_time, headroom=headroom)
        return chart

    return mark
