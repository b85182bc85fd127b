"""Whale curve, scatter of customers, and a customer's months."""

import altair as alt
import numpy as np
import pandas as pd

from cx.charts import LABEL
from cx.charts.palette import TIERS, colours
from cx.words import MINUS, _, percent

MONEY = "(datum.value < 0 ? '−' : '') + '{currency}' + replace(format(abs(datum.value), '~s'), 'G', 'B')"


def tier_colour(theme: str) -> alt.Color:
    """Colour of a tier by its name, whichever tiers are there."""
    return alt.Color("tier:N", scale=alt.Scale(domain=TIERS, range=colours(theme)["tiers"]), legend=None)


# --- whale curve -------------------------------------------------------------------------------------------


def whale_frames(curve: pd.DataFrame, mix: pd.DataFrame, by_share: bool = True) -> dict[str, pd.DataFrame]:
    """What the whale chart draws: `curve`, its `areas` by tier, and the `labels` with their text.

    curve, mix : answers of cx.segments.whale_curve and tier_mix; by_share : heights as shares of the final profit,
    else as money (a company at a loss has no 100 %)
    Under the curve the height is divided by the tiers that stand in each slice.
    """
    height = curve.profit_share if by_share else curve.profit
    line = pd.DataFrame({"x": curve.customer_share, "height": height.astype(float), "tier": curve.tier})
    counts = mix.pivot_table(index="slice", columns="tier", values="customers", fill_value=0).reindex(
        columns=TIERS, fill_value=0
    )
    shares = counts.div(counts.sum(axis=1), axis=0)
    smooth = (
        shares.rolling(5, center=True, min_periods=1).mean().to_numpy()
        if len(shares) > 20
        else shares.to_numpy()
    )
    middle = (counts.sum(axis=1).cumsum() - counts.sum(axis=1) / 2) / counts.to_numpy().sum()
    at = np.concatenate([[0], middle.to_numpy(), [1]])
    smooth = np.vstack([smooth[:1], smooth, smooth[-1:]])
    top = np.interp(at, np.concatenate([[0], line.x]), np.concatenate([[0], line.height]))
    upper = np.cumsum(smooth[:, ::-1], axis=1)[:, ::-1] * top[:, None]
    lower = upper - smooth * top[:, None]
    areas = pd.DataFrame(
        {
            "x": np.repeat(at, len(TIERS)),
            "low": lower.ravel(),
            "high": upper.ravel(),
            "tier": np.tile(TIERS, len(at)),
            "order": np.tile(range(len(TIERS)), len(at)),
        }
    )
    start = pd.DataFrame({"x": [0.0], "height": [0.0], "tier": line.tier.iloc[:1].to_numpy()})
    return {
        "curve": pd.concat([start, line], ignore_index=True),
        "areas": areas,
        "names": _tier_names(areas),
        "labels": _whale_labels(curve, line, by_share),
    }


def _tier_names(areas: pd.DataFrame) -> pd.DataFrame:
    """Each tier's name in the middle of its thickest part, where that is thick enough to hold it."""
    rows = []
    for tier, area in areas.assign(thick=areas.high - areas.low).groupby("tier"):
        wide = area[area.thick > 0.3 * area.thick.max()]
        if len(wide) / len(area) > 0.08 and area.thick.max() > 0.12 * areas.high.max():
            at = (area.x - (wide.x * wide.thick).sum() / wide.thick.sum()).abs().idxmin()
            rows.append({"x": area.x[at], "height": (area.low[at] + area.high[at]) / 2, "text": _(tier)})
    return pd.DataFrame(rows, columns=["x", "height", "text"])


def _whale_labels(curve: pd.DataFrame, line: pd.DataFrame, by_share: bool) -> pd.DataFrame:
    peaks = curve.index[curve.peak]
    if not by_share or len(peaks) == 0:
        return pd.DataFrame(columns=["x", "height", "text", "final", "loss"])
    at = peaks[0]
    peak = float(line.height[at])
    lost = _(" and ").join(_(tier) for tier in ("Bronze", "Tin") if (curve.tier[at + 1 :] == tier).any())
    loss = f"{MINUS}{percent(peak - 1)} {_('lost on')} {lost}" if peak - 1 >= 0.005 else ""
    return pd.DataFrame(
        {
            "x": [float(line.x[at])],
            "height": [peak],
            "text": [f"{_('Peak')}: {percent(peak)}"],
            "final": [1.0],
            "loss": [loss],
        }
    )


def whale(theme: str, by_share: bool = True, currency: str = "") -> alt.LayerChart:
    """Cumulative profit, customers from best to worst. Frames: those of `whale_frames`."""
    ink = colours(theme)
    label = {"labelExpr": MONEY.format(currency=currency)} if not by_share else {"format": "%"}
    x = alt.X(
        "x:Q",
        title=_("Share of customers, most to least profitable"),
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(
            format="%",
            grid=False,
            tickCount=5,
            domain=False,
            ticks=False,
            labelColor=ink["muted"],
            titleColor=ink["muted"],
            **LABEL,
        ),
    )
    y = alt.Y(
        "height:Q",
        title=None,
        axis=alt.Axis(
            grid=True,
            gridDash=[3, 3],
            gridColor=ink["grid"],
            domain=False,
            ticks=False,
            tickCount=6,
            labelColor=ink["muted"],
            **label,
            **LABEL,
        ),
    )
    areas = (
        alt.Chart(alt.NamedData("areas"))
        .mark_area(opacity=0.32, line=False)
        .encode(x, alt.Y("low:Q", stack=None), alt.Y2("high"), tier_colour(theme), alt.Detail("order:O"))
    )
    line = alt.Chart(alt.NamedData("curve")).mark_line(strokeWidth=2.6, color=ink["ink"]).encode(x, y)
    whole = (
        alt.Chart(alt.NamedData("labels"))
        .mark_rule(strokeDash=[4, 4], color=ink["muted"])
        .encode(alt.Y("final:Q"))
    )
    loss = (
        alt.Chart(alt.NamedData("labels"))
        .mark_rule(color=ink["bad"], strokeWidth=2, clip=True)
        .encode(alt.X(datum=1), alt.Y("height:Q"), alt.Y2("final"))
    )
    point = (
        alt.Chart(alt.NamedData("labels"))
        .mark_point(filled=True, size=60, color=ink["text"], opacity=1)
        .encode(x, y)
    )
    peak = (
        alt.Chart(alt.NamedData("labels"))
        .mark_text(dy=-12, fontWeight=600, fontSize=12.5, color=ink["text"])
        .encode(x, y, alt.Text("text:N"))
    )
    lost = (
        alt.Chart(alt.NamedData("labels"))
        .mark_text(dy=14, dx=-8, align="right", fontWeight=600, fontSize=12, color=ink["bad"])
        .encode(alt.X(datum=1), alt.Y("final:Q"), alt.Text("loss:N"))
    )
    names = (
        alt.Chart(alt.NamedData("names"))
        .mark_text(fontSize=11.5, color=ink["text"], opacity=0.8)
        .encode(x, y, alt.Text("text:N"))
    )
    return alt.layer(areas, whole, loss, line, point, peak, lost, names).properties(height=300)


# --- scatter -----------------------------------------------------------------------------------------------


def money_ticks(lowest: float, highest: float, unit: float) -> list[float]:
    """Ticks at 1 and 3 times powers of ten within the data, on both sides of 0 where it reaches there.

    >>> money_ticks(-20, 400, 1)
    [-10.0, -3.0, 0.0, 3.0, 10.0, 30.0, 100.0, 300.0]
    """
    sizes = [step * 10.0**power for power in range(-3, 13) for step in (1, 3)]
    sizes = [size for size in sizes if size > 2 * unit]
    return sorted(
        {size * sign for size in sizes for sign in (1, -1) if lowest <= size * sign <= highest} | {0.0}
    )


def scatter(theme: str, units: tuple, revenue: tuple, profit: tuple, currency: str = "") -> alt.LayerChart:
    """Dots of like customers by revenue and profit. Frame: `dots`; selection: `brush`.

    units : money below which the two axes run straight
    revenue, profit : (lowest, highest) of the axes, which stay as they are whoever is shown
    """
    ink = colours(theme)
    brush = alt.selection_interval(name="brush", encodings=["x", "y"])
    common = {
        "gridColor": ink["grid"],
        "domain": False,
        "ticks": False,
        "labelColor": ink["muted"],
        "titleColor": ink["muted"],
        "labelExpr": MONEY.format(currency=currency),
        "labelOverlap": True,
        **LABEL,
    }
    x = alt.X(
        "revenue_dot:Q",
        title=_("Revenue per customer (log scale)"),
        axis=alt.Axis(values=money_ticks(*revenue, units[0]), grid=False, **common),
        scale=alt.Scale(type="symlog", constant=units[0], domain=revenue, nice=False, padding=10),
    )
    y = alt.Y(
        "profit_dot:Q",
        title=None,
        axis=alt.Axis(values=money_ticks(*profit, units[1]), gridDash=[3, 3], **common),
        scale=alt.Scale(type="symlog", constant=units[1], domain=profit, nice=False, padding=10),
    )
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .mark_circle(stroke=ink["paper"], strokeWidth=0.6)
        .encode(
            x,
            y,
            tier_colour(theme),
            size=alt.Size("customers:Q", scale=alt.Scale(type="sqrt", range=[14, 260]), legend=None),
            opacity=alt.condition(brush, alt.value(0.92), alt.value(0.18)),
            tooltip=[
                alt.Tooltip("tier:N", title=_("Tier")),
                alt.Tooltip("customers:Q", title=_("Customers"), format=","),
                alt.Tooltip("revenue_dot:Q", title=_("Revenue, about"), format=",.0f"),
                alt.Tooltip("profit_dot:Q", title=_("Profit, about"), format=",.0f"),
            ],
        )
        .add_params(brush)
    )
    zero = (
        alt.Chart(alt.NamedData("zero"))
        .mark_rule(color=ink["muted"], strokeWidth=1)
        .encode(alt.Y("profit_dot:Q"))
    )
    return alt.layer(zero, dots).properties(height=300)


# --- one customer ------------------------------------------------------------------------------------------


def months(theme: str, currency: str = "") -> alt.Chart:
    """A customer's contribution by month. Frame: `months` of month, contribution."""
    ink = colours(theme)
    return (
        alt.Chart(alt.NamedData("months"))
        .mark_bar(size=12, cornerRadiusEnd=2)
        .encode(
            alt.X(
                "month:T",
                title=None,
                axis=alt.Axis(
                    format="%b", grid=False, domain=False, ticks=False, labelColor=ink["muted"], tickCount=6
                ),
            ),
            alt.Y(
                "contribution:Q",
                title=None,
                axis=alt.Axis(
                    gridColor=ink["grid"],
                    gridDash=[3, 3],
                    domain=False,
                    ticks=False,
                    tickCount=4,
                    labelColor=ink["muted"],
                    labelExpr=MONEY.format(currency=currency),
                ),
            ),
            color=alt.condition("datum.contribution < 0", alt.value(ink["bad"]), alt.value(ink["ink"])),
            tooltip=[
                alt.Tooltip("month:T", format="%B %Y", title=_("Month")),
                alt.Tooltip("contribution:Q", format=",.2f", title=_("Contribution")),
            ],
        )
        .properties(height=180)
    )
