"""Ribbons of gross profit: from the channel, through the tier, to the stage of the product."""

import altair as alt
import numpy as np
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.labels import apart
from cx.charts.palette import STAGES, TIERS, colours
from cx.text.formatting import _, short_money

GUESTS = "Guests"
NO_TOUCHPOINT = "No touchpoint"
OTHERS = "Other channels"
CHANNELS = 7
"""So many channels have a bar of their own; the others are one."""
SIDES = ("channel", "tier", "stage")
BAR = 0.022
"""Width of a bar, of the way from the channels to the stages."""
GAP = 0.02
"""Room between two bars of a side, as a share of all money."""
LINE = 0.052
"""Least distance of two names, as a share of the height."""
STEPS = 16
HEAD = -0.06
"""Where the heads stand, above the bars."""
MARGIN = "max(86, width * 0.16)"
"""Room for the names at either side."""
NARROW = "width < 520 ? datum.short : datum.text"
"""On a phone a name stands without its sum."""


def frames(flow: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frames of the flow: ribbons, bars, labels, heads.

    Parameters
    ----------
    flow : the answer of `cx.home.money_flow`

    Notes
    -----
    A ribbon is as thick as its gross profit; where returns and cost leave none, there is none. A bar is as high as the
    thicker of its sides; its name says the sum, losses included.
    """
    cells = _named(flow)
    sums = {side: cells.groupby(side)["gross_profit"].sum() for side in SIDES}
    order = {side: _order(side, sums[side]) for side in SIDES}
    pairs = [_pairs(cells, *SIDES[place : place + 2]) for place in (0, 1)]
    total = max((pair["high"].sum() for pair in pairs), default=0.0) or 1.0
    bars = pd.concat([_bars(side, place, order[side], pairs, total) for place, side in enumerate(SIDES)])
    ribbons = [_ribbons(pair, place, bars, total, currency) for place, pair in enumerate(pairs)]
    bars["text"] = [
        f"{_(row.name_of)} {short_money(sums[row.side][row.name_of], currency)}" for row in bars.itertuples()
    ]
    bars["short"] = bars["name_of"].map(_)
    return {
        "ribbons": pd.concat(ribbons, ignore_index=True),
        "bars": bars[["side", "name_of", "tone", "x", "x2", "low", "high", "text", "short"]],
        "labels": pd.concat([_labels(bars[bars["side"] == side]) for side in SIDES], ignore_index=True),
        "heads": pd.DataFrame({"text": [_("Channel"), _("Tier"), _("Product stage")], "x": [0.0, 0.5, 1.0], "y": HEAD}),
    }


def _named(flow: pd.DataFrame) -> pd.DataFrame:
    """Every cell with a channel: guests are a channel of their own, small channels are one."""
    channel = flow["channel"].where(flow["tier"] != GUESTS, GUESTS).fillna(NO_TOUCHPOINT)
    sums = flow.groupby(channel)["gross_profit"].sum().drop([GUESTS, NO_TOUCHPOINT], errors="ignore")
    small = sums.sort_values(ascending=False).index[CHANNELS:] if len(sums) > CHANNELS + 1 else []
    cells = flow.assign(channel=channel.where(~channel.isin(small), OTHERS))
    return cells.groupby(list(SIDES), as_index=False)[["gross_profit", "revenue"]].sum()


def _order(side: str, sums: pd.Series) -> list[str]:
    """The bars of a side from the top: tiers and stages in their order, channels by money, what is no channel last."""
    last = [OTHERS, NO_TOUCHPOINT, GUESTS]
    if side == "channel":
        named = sums.drop(last, errors="ignore").sort_values(ascending=False, kind="stable").index
        return [*named, *(name for name in last if name in sums.index)]
    fixed = [*TIERS, GUESTS] if side == "tier" else list(STAGES)
    return [*(name for name in fixed if name in sums.index), *(name for name in sums.index if name not in fixed)]


def _pairs(cells: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """The money between two sides; high : how thick its ribbon is. Its colour is that of the tier."""
    pair = cells.groupby([start, end], as_index=False)["gross_profit"].sum()
    return pair.assign(start=pair[start], end=pair[end], tone=pair["tier"], high=pair["gross_profit"].clip(lower=0))


def _bars(side: str, place: int, order: list[str], pairs: list[pd.DataFrame], total: float) -> pd.DataFrame:
    sides = [pairs[0].groupby("start"), pairs[0].groupby("end"), pairs[1].groupby("start"), pairs[1].groupby("end")]
    touching = {0: sides[:1], 1: sides[1:3], 2: sides[3:]}[place]
    heights = (
        pd.concat([group["high"].sum() for group in touching], axis=1).max(axis=1).reindex(order).fillna(0) / total
    )
    low = heights.cumsum() - heights + GAP * np.arange(len(order))
    x = place * (1 - BAR) / 2
    tone = order if side != "channel" else "channel"
    return pd.DataFrame(
        {"side": side, "name_of": order, "tone": tone, "x": x, "x2": x + BAR, "low": low, "high": low + heights}
    ).reset_index(drop=True)


def _ribbons(pair: pd.DataFrame, place: int, bars: pd.DataFrame, total: float, currency: str) -> pd.DataFrame:
    """Each ribbon from the bar at its start to the one at its end, both filled from the top in the order of bars."""
    starts, ends = (
        bars[bars["side"] == side].reset_index(drop=True).assign(place=lambda rows: rows.index).set_index("name_of")
        for side in SIDES[place : place + 2]
    )
    rows = pair[pair["high"] > 0].assign(
        a=pair["start"].map(starts["place"]), b=pair["end"].map(ends["place"]), height=pair["high"] / total
    )
    rows = rows.sort_values(["a", "b"])
    rows["left"] = rows["start"].map(starts["low"]) + rows.groupby("a")["height"].cumsum() - rows["height"]
    rows = rows.sort_values(["b", "a"])
    rows["right"] = rows["end"].map(ends["low"]) + rows.groupby("b")["height"].cumsum() - rows["height"]
    along = np.linspace(0, 1, STEPS)
    ease = along**2 * (3 - 2 * along)
    x = place * (1 - BAR) / 2 + BAR + along * ((1 - BAR) / 2 - BAR)
    made = [
        pd.DataFrame(
            {
                "x": x,
                "low": row.left + (row.right - row.left) * ease,
                "high": row.left + (row.right - row.left) * ease + row.height,
                "tone": row.tone,
                "ribbon": f"{place} {row.start} {row.end}",
                "way": f"{_(row.start)} → {_(row.end)}",
                "money": short_money(row.gross_profit, currency),
            }
        )
        for row in rows.itertuples()
    ]
    columns = ["x", "low", "high", "tone", "ribbon", "way", "money"]
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=columns)


def _labels(bars: pd.DataFrame) -> pd.DataFrame:
    """Where the names stand: beside their bars, none on another."""
    middles = ((bars["low"] + bars["high"]) / 2).tolist()
    top = max(1.0, *middles) + LINE if middles else 1.0
    heights = apart([top - middle for middle in middles], LINE / top)
    return bars[["side", "text", "short", "x", "x2"]].assign(y=[top - height for height in heights])


@identified("home.money_flow")
def chart(theme: str = "light", height: int = 430) -> alt.LayerChart:
    """Channels on the left, tiers in the middle, stages on the right; NamedData ribbons, bars, labels, heads of
    `frames`."""
    ink = colours(theme)
    shades = alt.Scale(
        domain=[*TIERS, GUESTS, *STAGES, "No product", "No stage", "channel"],
        range=[*ink["tiers"], ink["muted"], *ink["stages"], ink["muted"], ink["muted"], ink["muted"]],
    )
    room = [alt.ExprRef(MARGIN), alt.ExprRef(f"width - {MARGIN}")]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, range=room))
    y = alt.Scale(domain=[1.2, -0.08], nice=False)
    tone = alt.Color("tone:N", scale=shades, legend=None)
    tooltip = [alt.Tooltip("way:N", title=_("Flow")), alt.Tooltip("money:N", title=_("Gross profit"))]
    ribbons = (
        alt.Chart(alt.NamedData("ribbons"))
        .mark_area(fillOpacity=0.42)
        .encode(
            x,
            alt.Y("low:Q", axis=None, scale=y, stack=None),
            alt.Y2("high"),
            tone,
            detail="ribbon:N",
            tooltip=tooltip,
        )
    )
    bars = (
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(cornerRadius=1.5)
        .encode(
            x,
            alt.X2("x2"),
            alt.Y("low:Q", axis=None, scale=y),
            alt.Y2("high"),
            tone,
            tooltip=[alt.Tooltip("text:N", title=_("Gross profit"))],
        )
    )
    layers: list[alt.Chart] = [ribbons, bars]
    for side in SIDES:
        edge, align, dx = ("x2", "left", 8) if side == "stage" else ("x", "right", -8)
        names = alt.Chart(alt.NamedData("labels")).transform_filter(alt.datum.side == side)
        text = {"align": align, "dx": dx, "fontSize": 11.5, "limit": 170, "text": alt.ExprRef(NARROW)}
        where = {"x": alt.X(f"{edge}:Q", axis=None), "y": alt.Y("y:Q", axis=None, scale=y)}
        halo = names.mark_text(**text, stroke=ink["paper"], strokeWidth=3.5, strokeOpacity=0.8).encode(**where)
        layers += [halo, names.mark_text(**text, fontWeight=600, color=ink["text"]).encode(**where)]
    heads = alt.Chart(alt.NamedData("heads")).mark_text(fontSize=11.5, color=ink["muted"])
    layers.append(heads.encode(alt.X("x:Q", axis=None), alt.Y("y:Q", axis=None, scale=y), alt.Text("text:N")))
    return picture(*layers, height=height)
