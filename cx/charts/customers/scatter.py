"""Scatter of customers by any two measures: dots of like customers, with a box to drag."""

from typing import Any

import altair as alt

from cx.charts import LABEL, layered
from cx.charts.customers.whale_curve import MONEY, tier_colour
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.tables.customer_measures import COUNT, DAYS, MEASURES, SHARE, Axis, title
from cx.text.formatting import _

LABELS = {"money": MONEY, COUNT: "format(datum.value, ',')", DAYS: "format(datum.value, ',')"}
LABELS |= {SHARE: "format(datum.value, '.0%')", "score": "format(datum.value, '.1f')"}
FORMATS = {"money": ",.0f", COUNT: ",.0f", DAYS: ",.0f", SHARE: ".0%", "score": ".1f"}


def money_ticks(lowest: float, highest: float, unit: float) -> list[float]:
    """Ticks at 1 and 3 times powers of ten within the data, on both sides of 0 where it reaches there; else its ends,
    of three digits.

    Examples
    --------
    >>> money_ticks(-20, 400, 1), money_ticks(-87.0213, -44.5021, 50)
    ([-10.0, -3.0, 0.0, 3.0, 10.0, 30.0, 100.0, 300.0], [-87.0, -44.5])
    """
    sizes = [step * 10.0**power for power in range(-3, 13) for step in (1, 3)]
    sizes = [size for size in sizes if size > 2 * unit]
    signed = [0.0, *sizes, *(-size for size in sizes)]
    found = {size for size in signed if lowest <= size <= highest}
    return sorted(found if len(found) > 1 else {float(f"{end:.3g}") for end in (lowest, highest)})


def axis_title(axis: Axis) -> str:
    """The measure and, where the axis bends, that it does."""
    return f"{title(axis.measure)} {_('(log scale)')}" if axis.log else title(axis.measure)


@identified("segments.scatter")
def scatter(
    theme: str, across: Axis, up: Axis, currency: str = "", box: tuple[Any, ...] | None = None
) -> alt.LayerChart:
    """Dots of like customers by two measures. Frames: `dots` (with `on`: not faded), `zero`; selection: `brush`.

    Parameters
    ----------
    across, up : the axes, which stay as they are whoever is shown
    box : what is selected at first
    """
    ink = colours(theme)
    first = {"x": list(box[0]), "y": list(box[1])} if box else alt.Undefined
    brush = alt.selection_interval(name="brush", encodings=["x", "y"], value=first)
    x = alt.X("x_dot:Q", title=axis_title(across), axis=_axis(ink, across, currency, False), scale=_scale(across))
    y = alt.Y("y_dot:Q", title=axis_title(up), axis=_axis(ink, up, currency, True), scale=_scale(up))
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .mark_circle(stroke=ink["paper"], strokeWidth=0.6)
        .encode(
            x,
            y,
            tier_colour(theme),
            size=alt.Size("customers:Q", scale=alt.Scale(type="sqrt", range=[14, 260]), legend=None),
            opacity=alt.when(brush & alt.datum.on).then(alt.value(0.92)).otherwise(alt.value(0.14)),
            tooltip=[
                alt.Tooltip("tier:N", title=_("Tier")),
                alt.Tooltip("customers:Q", title=_("Customers"), format=","),
                *(
                    alt.Tooltip(
                        f"{name}:Q",
                        title=f"{title(axis.measure)}{_(', about')}",
                        format=FORMATS[MEASURES[axis.measure]],
                    )
                    for name, axis in (("x_dot", across), ("y_dot", up))
                ),
            ],
        )
        .add_params(brush)
    )
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(color=ink["muted"], strokeWidth=1).encode(alt.Y("y_dot:Q"))
    return layered(zero, dots, height=300)


def _scale(axis: Axis) -> alt.Scale:
    return alt.Scale(type="symlog", constant=axis.unit, domain=[axis.lowest, axis.highest], nice=False, padding=10)


def _axis(ink: dict[str, Any], axis: Axis, currency: str, grid: bool) -> alt.Axis:
    ticks = {"values": money_ticks(axis.lowest, axis.highest, axis.unit)} if axis.log else {"tickCount": 6}
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -42, "titleY": -14}
    return alt.Axis(
        **(above if grid else {}),
        gridColor=ink["grid"],
        gridDash=[3, 3],
        grid=grid,
        domain=False,
        ticks=False,
        labelColor=ink["muted"],
        titleColor=ink["muted"],
        labelExpr=LABELS[MEASURES[axis.measure]].format(currency=currency),
        labelOverlap=True,
        **ticks,
        **LABEL,
    )
