"""Chart ids: what a saved slide calls its chart, wherever the function that draws it lies."""

from collections.abc import Callable
from typing import Any, TypeVar

Chart = TypeVar("Chart", bound=Callable[..., Any])
_ids: dict[str, str] = {}


def identified(chart_id: str) -> Callable[[Chart], Chart]:
    """Give a chart function its id, which no other has and which never changes: saved slides hold it.

    Raises
    ------
    ValueError where another function has the id.
    """

    def mark(chart: Chart) -> Chart:
        path = f"{chart.__module__}.{chart.__qualname__}"
        if _ids.setdefault(chart_id, path) != path:
            raise ValueError(f"{chart_id} is the id of {_ids[chart_id]}, so it cannot be that of {path}")
        vars(chart)["chart_id"] = chart_id
        return chart

    return mark
