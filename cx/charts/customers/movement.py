"""Who moved between the tiers: ribbons from one date to the other."""

import altair as alt
import numpy as np
import pandas as pd

from cx.charts import picture
from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, number, short_money, with_sign

OUTSIDE = ["New", "Came back", "Lost"]
BAR = 0.03
"""Width of a tier's bar at either side, of the way between the two dates."""
GAP = 0.022
"""Room between two tiers, as a share of the taller side."""
LABEL_ROOM = 0.1
"""Least distance of two labels, as a share of the taller side."""
STEPS = 18
NARROW = "width < 330 ? substring(datum.label, 0, 1) : datum.label"
"""On a phone a column is named by its first letter."""


# --- flow --------------------------------------------------------------------------------------------------


def flow(flows: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frames of the flow of customers: ribbons, bars, labels.

    Parameters
    ----------
    flows : the answer of `cx.movement.flows`
    """
    cells = flows[flows.customers > 0]
    left = _stack(cells, "tier_before", list(dict.fromkeys(flows.tier_before)))
    right = _stack(cells, "tier_after", list(dict.fromkeys(flows.tier_after)))
    tallest = max(left.high.max() if len(left) else 0, right.high.max() if len(right) else 0, 1e-9)
    people = {side: flows.groupby(side).customers.sum() for side in ("tier_before", "tier_after")}
    return {
        "ribbons": _ribbons(cells, left, right, tallest, currency),
        "bars": pd.concat([_bars(left, "tier_before", 0.0, tallest), _bars(right, "tier_after", 1.0 - BAR, tallest)]),
        "labels": pd.concat(
            [
                _labels(left, "tier_before", 0.0, tallest, people),
                _labels(right, "tier_after", 1.0, tallest, people),
            ]
        ),
    }


def _stack(cells: pd.DataFrame, side: str, order: list[str]) -> pd.DataFrame:
    """Where each cell stands on its side, tier by tier from the top, a gap between tiers."""
    gap = GAP * cells.customers.sum()
    rows = cells.assign(place=cells[side].map(order.index)).sort_values("place", kind="stable")
    rank = rows.place.rank(method="dense") - 1
    top = rows.customers.cumsum() - rows.customers + gap * rank
    return rows.assign(low=top, high=top + rows.customers)


def _ribbons(
    cells: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame, tallest: float, currency: str
) -> pd.DataFrame:
    along = np.linspace(0, 1, STEPS)
    ease = along**2 * (3 - 2 * along)
    made = []
    for at, cell in cells.iterrows():
        low = left.low[at] + (right.low[at] - left.low[at]) * ease
        high = left.high[at] + (right.high[at] - left.high[at]) * ease
        outside = cell.tier_before in OUTSIDE
        made.append(
            pd.DataFrame(
                {
                    "x": BAR + (1 - 2 * BAR) * along,
                    "low": low / tallest,
                    "high": high / tallest,
                    "tier": cell.tier_after if outside else cell.tier_before,
                    "tier_before": cell.tier_before,
                    "tier_after": cell.tier_after,
                    "strength": 0.24 if cell.tier_before == cell.tier_after else 0.66,
                    "way": f"{screen_name(cell.tier_before)} → {screen_name(cell.tier_after)}",
                    "people": number(cell.customers),
                    "change": signed(cell.change, currency),
                }
            )
        )
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=RIBBON)


RIBBON = [
    "x",
    "low",
    "high",
    "tier",
    "tier_before",
    "tier_after",
    "strength",
    "way",
    "people",
    "change",
]


def _bars(stacked: pd.DataFrame, side: str, x: float, tallest: float) -> pd.DataFrame:
    ends = stacked.groupby(side, sort=False).agg(low=("low", "min"), high=("high", "max")) / tallest
    return ends.rename_axis("tier").reset_index().assign(x=x, x2=x + BAR)


def _labels(stacked: pd.DataFrame, side: str, x: float, tallest: float, people: dict[str, pd.Series]) -> pd.DataFrame:
    ends = stacked.groupby(side, sort=False).agg(low=("low", "min"), high=("high", "max")) / tallest
    return pd.DataFrame(
        {
            "tier": [screen_name(tier) for tier in ends.index],
            "text": [number(people[side][tier]) for tier in ends.index],
            "x": x,
            "y": _apart(((ends.low + ends.high) / 2).tolist()),
            "is_left": x == 0.0,
            "is_first": [place == 0 for place in range(len(ends))],
        }
    )


def _apart(wanted: list[float]) -> list[float]:
    """Places in the same order, at least LABEL_ROOM apart, pushed down where they would touch, then up from the end.

    >>> [round(place, 3) for place in _apart([0.1, 0.11, 0.5])]
    [0.1, 0.2, 0.5]
    """
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + LABEL_ROOM) if places else place)
    limit = 1 + GAP * 3
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], limit)
        limit = places[at] - LABEL_ROOM
    return places


def signed(value: float, currency: str = "") -> str:
    """A change of money, with its sign.

    Examples
    --------
    >>> signed(1200, "$"), signed(-1200, "$"), signed(0)
    ('+$1.2k', '−$1.2k', '0')
    """
    return with_sign(value, short_money(abs(value), currency))


@identified("movement.flow")
def flow_chart(theme: str = "light", earlier: str = "", later: str = "", height: int = 430) -> alt.LayerChart:
    """Ribbons from the tiers of one date to those of another. NamedData ribbons, bars, labels; selection `move`.

    A ribbon with is_faded steps back.
    """
    ink = colours(theme)
    shades = alt.Scale(domain=[*TIERS, *OUTSIDE], range=[*ink["tiers"], *[ink["muted"]] * 3])
    move = alt.selection_point(name="move", fields=["tier_before", "tier_after"], empty=True)
    beside = [alt.ExprRef("max(86, width / 7)"), alt.ExprRef("width - max(66, width / 7)")]  # room for the names
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, range=beside))
    y = alt.Scale(domain=[1.1, -0.09], nice=False)
    ribbons = (
        alt.Chart(alt.NamedData("ribbons"))
        .mark_area(cursor="pointer", stroke=ink["paper"], strokeWidth=0.5)
        .encode(
            x,
            alt.Y("low:Q", axis=None, scale=y, stack=None),
            alt.Y2("high"),
            alt.Detail(["tier_before:N", "tier_after:N"]),
            alt.Color("tier:N", scale=shades, legend=None),
            fillOpacity=alt.FillOpacity("strength:Q", scale=None),
            opacity=alt.condition("datum.is_faded", alt.value(0.15), alt.value(1)),
            tooltip=[
                alt.Tooltip("way:N", title=_("Move")),
                alt.Tooltip("people:N", title=_("Customers")),
                alt.Tooltip("change:N", title=_("Change of profit")),
            ],
        )
        .add_params(move)
    )
    bars = (
        alt.Chart(alt.NamedData("bars"))
        .mark_rect(cornerRadius=1.5)
        .encode(
            x,
            alt.X2("x2"),
            alt.Y("low:Q", axis=None, scale=y),
            alt.Y2("high"),
            alt.Color("tier:N", scale=shades, legend=None),
        )
    )
    layers = [ribbons, bars]
    for is_left, align, dx in ((True, "right", -8), (False, "left", 8)):
        side = alt.Chart(alt.NamedData("labels")).transform_filter(alt.datum.is_left == is_left)
        at = side.encode(x, alt.Y("y:Q", axis=None, scale=y))
        name = at.mark_text(align=align, dx=dx, dy=-6, fontWeight=600, fontSize=12.5, color=ink["text"])
        figure = at.mark_text(align=align, dx=dx, dy=8, fontSize=11, color=ink["muted"])
        date = side.transform_filter("datum.is_first").mark_text(
            align="center", fontSize=12, fontWeight=600, color=ink["muted"]
        )
        layers += [
            name.encode(text="tier:N"),
            figure.encode(text="text:N"),
            date.encode(
                x=alt.XDatum(BAR / 2 if is_left else 1 - BAR / 2, axis=None),
                y=alt.YDatum(-0.06, axis=None),
                text=alt.value(earlier if is_left else later),
            ),
        ]
    return picture(*layers, height=height)
