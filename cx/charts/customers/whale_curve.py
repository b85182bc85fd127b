"""Whale curve: cumulative profit of customers from best to worst."""

import altair as alt
import numpy as np
import pandas as pd

from cx.charts import LABEL, layered
from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.text.formatting import MINUS, _, percent

HALF_A_NAME = 0.06
"""Half the width of a tier's name as a share of the picture."""
MONEY = "(datum.value < 0 ? '−' : '') + '{currency}' + replace(format(abs(datum.value), '~s'), 'G', 'B')"


def tier_colour(theme: str) -> alt.Color:
    """Colour of a tier by its name, whichever tiers are there."""
    return alt.Color("tier:N", scale=alt.Scale(domain=TIERS, range=colours(theme)["tiers"]), legend=None)


# --- whale curve -------------------------------------------------------------------------------------------


def whale_frames(
    curve: pd.DataFrame, mix: pd.DataFrame, by_share: bool = True, picked: tuple[str, ...] = ()
) -> dict[str, pd.DataFrame]:
    """What the whale chart draws: `curve`, its `areas` by tier, and the `labels` with their text.

    Parameters
    ----------
    curve, mix : answers of cx.segments.whale_curve and tier_mix
    by_share : heights as shares of the final profit, else as money (a company at a loss has no 100 %)
    picked : tiers that stand out, none means all

    Notes
    -----
    Under the curve the height is divided by the tiers that stand in each slice.
    """
    height = curve.profit_share if by_share else curve.profit
    line = pd.DataFrame({"x": curve.customer_share, "height": height.astype(float), "tier": curve.tier})
    counts = mix.pivot_table(index="slice", columns="tier", values="customers", fill_value=0).reindex(
        columns=TIERS, fill_value=0
    )
    shares = counts.div(counts.sum(axis=1), axis=0)
    smooth = shares.rolling(5, center=True, min_periods=1).mean().to_numpy() if len(shares) > 20 else shares.to_numpy()
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
            "on": np.tile([not picked or tier in picked for tier in TIERS], len(at)),
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
    """Each tier's name in the middle of its thickest part, where that is thick enough to hold it.

    At the left edge, where a name would cross the axis and the curve, it is above the curve.
    """
    rows, highest = [], areas.high.max()
    for tier, area in areas.assign(thick=areas.high - areas.low).groupby("tier"):
        wide = area[area.thick > 0.3 * area.thick.max()]
        if len(wide) / len(area) > 0.08 and area.thick.max() > 0.12 * highest:
            at = (area.x - (wide.x * wide.thick).sum() / wide.thick.sum()).abs().idxmin()
            x, height = area.x[at], (area.low[at] + area.high[at]) / 2
            if x < HALF_A_NAME:
                x, height = HALF_A_NAME, areas.high[areas.x <= 2 * HALF_A_NAME].max() + 0.05 * highest
            rows.append({"x": x, "height": height, "text": _(tier)})
    return pd.DataFrame(rows, columns=["x", "height", "text"])


def _whale_labels(curve: pd.DataFrame, line: pd.DataFrame, by_share: bool) -> pd.DataFrame:
    peaks = curve.index[curve.peak]
    if not by_share or len(peaks) == 0:
        return pd.DataFrame(columns=["x", "height", "text", "final", "loss"])
    at = peaks[0]
    peak = float(line.height[at])
    lost = _(" and ").join(_(tier) for tier in ("Bronze", "Tin") if (curve.tier[at + 1 :] == tier).any())
    loss = f"{MINUS}{percent(peak - 1)} {_('on')} {lost}" if peak - 1 >= 0.005 else ""
    return pd.DataFrame(
        {
            "x": [float(line.x[at])],
            "height": [peak],
            "text": [f"{_('Peak')}: {percent(peak)}"],
            "final": [1.0],
            "loss": [loss],
        }
    )


@identified("segments.whale")
def whale(theme: str, by_share: bool = True, currency: str = "") -> alt.LayerChart:
    """Cumulative profit, customers from best to worst. Frames: those of `whale_frames`; selection: `area`, a tier."""
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
        scale=alt.Scale(range=[alt.ExprRef("height"), 18]),  # the peak's name fits above it
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
        .mark_area(line=False)
        .encode(
            x,
            alt.Y("low:Q", stack=None),
            alt.Y2("high"),
            tier_colour(theme),
            alt.Detail("order:O"),
            opacity=alt.condition("datum.on", alt.value(0.32), alt.value(0.07)),
        )
        .add_params(alt.selection_point(name="area", fields=["tier"], toggle=False))
    )
    line = alt.Chart(alt.NamedData("curve")).mark_line(strokeWidth=2.6, color=ink["ink"]).encode(x, y)
    whole = alt.Chart(alt.NamedData("labels")).mark_rule(strokeDash=[4, 4], color=ink["muted"]).encode(alt.Y("final:Q"))
    loss = (
        alt.Chart(alt.NamedData("labels"))
        .mark_rule(color=ink["bad"], strokeWidth=2, clip=True)
        .encode(alt.X(datum=1), alt.Y("height:Q"), alt.Y2("final"))
    )
    point = (
        alt.Chart(alt.NamedData("labels")).mark_point(filled=True, size=60, color=ink["text"], opacity=1).encode(x, y)
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
    return layered(areas, whole, loss, line, point, peak, lost, names, height=300)
