"""Answer frame -> Altair chart.

Charts hold no rows: `with_data` puts them in, so a finished chart serves any answer.
"""

from typing import Any, TypeVar, cast

import altair as alt
import pandas as pd

AnyChart = TypeVar("AnyChart", alt.Chart, alt.LayerChart)
LABEL = {"labelFontSize": 11, "titleFontSize": 11.5, "titleFontWeight": "normal"}
HOLLOW = {"cornerRadius": 3, "fillOpacity": 0, "strokeWidth": 1.2}
"""A cell of a table that shows a difference without a verdict."""


def layered(*layers: alt.Chart | alt.LayerChart, **properties: Any) -> alt.LayerChart:
    """Layers as one chart with these properties."""
    return cast(alt.LayerChart, alt.layer(*layers).properties(**properties))


def picture(*layers: alt.Chart | alt.LayerChart, **properties: Any) -> alt.LayerChart:
    """Layers as one chart as wide as its place, without a frame."""
    return cast(alt.LayerChart, layered(*layers, width="container", **properties).configure_view(stroke=None))


def with_data(chart: AnyChart, **frames: pd.DataFrame) -> AnyChart:
    """The chart with its rows, for a notebook.

    Parameters
    ----------
    chart : a finished one, which holds no rows
    **frames : one for each `alt.NamedData` of the chart, by name

    Returns
    -------
    A copy of the chart.
    """
    filled: AnyChart = chart.copy(deep=True)
    filled.datasets = {name: frame.to_dict("records") for name, frame in frames.items()}
    return filled
