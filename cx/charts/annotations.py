"""Annotations on a chart over time: a dashed line on the day of each, with its words at the top.

A chart function says by which field its time runs, see `cx.charts.ids.identified`; a finished specification gets the
lines here, so that no chart needs to know of them. A chart too low for words has the lines alone.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pandas as pd

from cx.charts.palette import colours

FRAME = "annotations"
LEVELS = 3
"""Words of neighbours stand on as many lines, one under the other."""
LINE = 13
LOWEST = 100
"""Pixels of height from which a chart has room for words."""
MONTH = pd.Timedelta(days=31)
_OF_A_LAYER = ("data", "mark", "encoding", "transform", "params")


def starts(first_days: pd.Series, label: Callable[[pd.Timestamp], str]) -> pd.Series:
    """The first day of each period by its name, for `rows`.

    Parameters
    ----------
    first_days : of the periods
    label : what a period's first day is called

    Examples
    --------
    >>> starts(pd.Series(pd.to_datetime(["2025-01-01"])), lambda day: f"{day:%b %Y}").to_dict()
    {'Jan 2025': Timestamp('2025-01-01 00:00:00')}
    """
    return pd.Series(first_days.to_numpy(), index=first_days.map(label).to_numpy())


def rows(
    annotations: pd.DataFrame, frames: dict[str, pd.DataFrame], field: str, starts: pd.Series | None = None
) -> pd.DataFrame:
    """The annotations within the time that a picture shows, placed on its axis.

    Parameters
    ----------
    annotations
        An answer of `cx.presenting.annotations.every`.
    frames
        The rows of the picture, by name.
    field
        The field of its time: moments, or names of periods where `starts` is given.
    starts
        The first day of each period, by its name; a day belongs to the period that began last. The last one counts as
        long as the one before it.

    Returns
    -------
    pandas.DataFrame
        field (and place, for periods), words, level (0 to LEVELS - 1: its line of text), when.
    """
    if starts is None:
        found = _at_moments(annotations, frames, field)
    else:
        found = _in_periods(annotations, frames, field, starts)
    return found.assign(
        level=[place % LEVELS for place in range(len(found))],
        when=found["happened_on"].map(lambda on: pd.Timestamp(on).date().isoformat()),
    ).drop(columns="happened_on")


def _at_moments(annotations: pd.DataFrame, frames: dict[str, pd.DataFrame], field: str) -> pd.DataFrame:
    shown = pd.concat([pd.to_datetime(frame[field]) for frame in frames.values() if field in frame])
    at = pd.to_datetime(annotations["happened_on"])
    inside = (at >= shown.min() - MONTH / 2) & (at <= shown.max() + MONTH / 2)
    return annotations.loc[inside, ["happened_on", "words"]].assign(**{field: at[inside]})


def _in_periods(
    annotations: pd.DataFrame, frames: dict[str, pd.DataFrame], field: str, starts: pd.Series
) -> pd.DataFrame:
    drawn = pd.concat([frame[[field, "place"]] for frame in frames.values() if {field, "place"} <= set(frame)])
    places = drawn.groupby(field)["place"].min()
    began = pd.to_datetime(starts[starts.index.isin(places.index)]).sort_values()
    at = pd.to_datetime(annotations["happened_on"])
    length = began.iloc[-1] - began.iloc[-2] if len(began) > 1 else MONTH
    inside = (at >= began.iloc[0]) & (at < began.iloc[-1] + length) if len(began) else at != at
    period = began.index[began.searchsorted(at[inside], side="right") - 1]
    return annotations.loc[inside, ["happened_on", "words"]].assign(
        **{field: period, "place": places.reindex(period).to_numpy()}
    )


def annotated(spec: dict[str, Any], field: str, theme: str, headroom: int = 0) -> dict[str, Any]:
    """A finished chart with lines for the rows of a frame named `annotations`, see `rows`.

    Parameters
    ----------
    spec : the chart as plain JSON values
    field, headroom : as in `cx.charts.ids.identified`
    theme : "light" or "dark"

    Returns
    -------
    The chart with further layers; the chart as it is where no layer has the field across.
    """
    across = _across(spec, field)
    if across is None:
        return spec
    ink = colours(theme)
    data, x = {"name": FRAME}, deepcopy(across)
    tip = [{"field": "when", "type": "nominal"}, {"field": "words", "type": "nominal"}]
    line = {
        "data": data,
        "mark": {"type": "rule", "color": ink["text"], "strokeDash": [2, 3], "strokeWidth": 1, "opacity": 0.7},
        "encoding": {"x": x, "tooltip": tip},
    }
    words = [
        {
            "data": data,
            "transform": [{"filter": f"datum.level == {level}"}],
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "top",
                "dx": 4,
                "dy": headroom + 2 + LINE * level,
                "fontSize": {"expr": f"height > {LOWEST} ? 10.5 : 0"},
                "fontStyle": "italic",
                "limit": 110,
                "color": ink["text"],
            },
            "encoding": {
                "x": x,
                "y": {"value": 0},
                "text": {"field": "words", "type": "nominal"},
                "tooltip": tip,
            },
        }
        for level in range(LEVELS)
    ]
    if "layer" in spec:
        return {**spec, "layer": [*spec["layer"], line, *words]}
    inner = {name: spec[name] for name in _OF_A_LAYER if name in spec}
    outer = {name: value for name, value in spec.items() if name not in inner}
    return {**outer, "layer": [inner, line, *words]}


def _across(spec: dict[str, Any], field: str) -> dict[str, Any] | None:
    """The x encoding of the time, as one of the chart's layers has it."""
    x: dict[str, Any] = spec.get("encoding", {}).get("x", {})
    if x.get("field") == field:
        return x
    return next((found for layer in spec.get("layer", []) if (found := _across(layer, field))), None)
