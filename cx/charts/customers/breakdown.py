"""Tiers of each group as bars of 100 %, and two groups side by side as differences with intervals."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, layered
from cx.charts.customers.whale_curve import tier_colour
from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.tables.customer_measures import MEASURES, title
from cx.text.formatting import UNKNOWN, _, money, number, percent

INSIDE = 0.055
"""Narrower parts of a bar carry no number."""
FARTHEST = 3
"""Differences of more standard deviations are drawn at the edge, as a triangle that points beyond it."""


# --- tier mix ----------------------------------------------------------------------------------------------


def mix_frames(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What `mix` draws, from cx.mix.tiers: `parts` with their ends and number, in the order of the rows."""
    end = table.groupby("group", sort=False).share.cumsum()
    parts = table.assign(
        label=[f"{group} · {number(n)}" for group, n in zip(table.group, table.n, strict=True)],
        start=end - table.share,
        end=end,
        middle=end - table.share / 2,
        text=[percent(share) if share >= INSIDE else "" for share in table.share],
        enough=table.n >= 30,
        sure=[f"{percent(low)}–{percent(high)}" for low, high in zip(table.low, table.high, strict=True)],
    )
    columns = ["label", "tier", "start", "end", "middle", "text", "enough", "customers", "share", "sure"]
    return {"parts": parts[columns].reset_index(drop=True)}


@identified("segments.breakdown")
def mix(theme: str, groups: int) -> alt.LayerChart:
    """Tiers of each group, in the order of the rows, beside them Platinum and Gold. Frame: `parts` of `mix_frames`."""
    ink = colours(theme)
    y = alt.Y(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            domain=False,
            ticks=False,
            labelColor=ink["text"],
            labelExpr="split(datum.label, ' · ')",
            labelOffset=-6,
            labelOverlap=False,
            labelLineHeight=13,
            labelLimit=170,
            labelPadding=8,
            labelFontSize=12,
        ),
    )
    room = [0, alt.ExprRef("width - 42")]  # for the figures beside the bars
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 1], range=room), axis=None)
    bars = (
        alt.Chart(alt.NamedData("parts"))
        .mark_bar(stroke=ink["paper"], strokeWidth=1.5, height=alt.RelativeBandSize(0.72))
        .encode(
            x,
            alt.X2("end"),
            y,
            tier_colour(theme).legend(
                orient="top",
                title=None,
                symbolType="square",
                labelColor=ink["text"],
                columns=alt.ExprRef("width < 300 ? 3 : 5"),
            ),
            opacity=alt.condition("datum.enough", alt.value(0.95), alt.value(0.4)),
            tooltip=[
                alt.Tooltip("label:N", title=_("Group")),
                alt.Tooltip("tier:N", title=_("Tier")),
                alt.Tooltip("customers:Q", title=_("Customers"), format=","),
                alt.Tooltip("share:Q", title=_("Share"), format=".1%"),
                alt.Tooltip("sure:N", title=_("95% CI")),
            ],
        )
    )
    light = alt.Scale(domain=TIERS, range=_on_fill(theme))
    numbers = (
        alt.Chart(alt.NamedData("parts"))
        .mark_text(fontSize=11.5, fontWeight=600)
        .encode(
            alt.X("middle:Q"),
            y,
            alt.Text("text:N"),
            color=alt.condition("!datum.enough", alt.value(ink["text"]), alt.Color("tier:N", scale=light, legend=None)),
            opacity=alt.condition("(datum.end - datum.start) * width > 26", alt.value(1), alt.value(0)),
        )
    )
    best = (
        alt.Chart(alt.NamedData("parts"))
        .transform_filter(alt.FieldOneOfPredicate("tier", TIERS[:2]))
        .transform_aggregate(best="sum(share)", groupby=["label"])
        .mark_text(align="left", dx=8, fontSize=12, fontWeight=700, color=ink["text"])
        .encode(alt.X(datum=1), y, alt.Text("best:Q", format=".0%"))
    )
    chart: alt.LayerChart = layered(bars, numbers, best, height=40 * groups + 74).resolve_scale(color="independent")
    return chart


def _on_fill(theme: str) -> list[str]:
    """Text colours that can be read on the five fills."""
    dark, pale = "#16202C", "#FFFFFF"
    return [dark, dark, dark, dark, dark] if theme == "dark" else [pale, dark, dark, pale, pale]


# --- two groups --------------------------------------------------------------------------------------------


def forest_frames(table: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """What `forest` draws, from the table of cx.comparing: `rows`, the largest difference first, none unknown."""
    known = table[table.effect.notna()].copy()
    known = known.assign(size=known.effect.abs()).sort_values("size", ascending=False)
    rows = pd.DataFrame(
        {
            "measure": [
                _("{measure} (rough)").format(measure=name_of(row.measure)) if row.is_rough else name_of(row.measure)
                for row in known.itertuples()
            ],
            "effect": known.effect.clip(-FARTHEST, FARTHEST),
            "low": known.effect_low.clip(-FARTHEST, FARTHEST),
            "high": known.effect_high.clip(-FARTHEST, FARTHEST),
            "shape": [
                "circle" if abs(effect) <= FARTHEST else "triangle-right" if effect > 0 else "triangle-left"
                for effect in known.effect
            ],
            "apart": [number(effect, 1) for effect in known.effect],
            "told": known.higher.notna(),
            "values": [
                f"{said(row.measure, row.mean, currency)}  |  {said(row.measure, row.other_mean, currency)}"
                for row in known.itertuples()
            ],
        }
    )
    return {"rows": rows, "zero": pd.DataFrame({"effect": [0.0]})}


def is_beyond(table: pd.DataFrame) -> bool:
    """Whether a difference lies farther out than `forest` draws."""
    return bool((table.effect.abs() > FARTHEST).any())


def name_of(measure: str) -> str:
    """The name of a measure or of a counted share."""
    return title(measure) if measure in MEASURES else _(measure.capitalize())


def said(measure: str, value: float, currency: str = "") -> str:
    """A value of a measure as a person reads it; shares of customers are those that are no measure."""
    if value != value:
        return UNKNOWN
    kind = MEASURES.get(measure, "share")
    if kind == "money":
        return money(value, currency)
    return percent(value) if kind == "share" else number(value, 2 if kind == "score" else 1)


@identified("segments.comparison")
def forest(theme: str, rows: int, names: tuple[str, str]) -> alt.LayerChart:
    """Difference of each measure in standard deviations with its interval; hollow: no verdict, triangle: farther out.

    Frames: `forest_frames`.
    """
    ink = colours(theme)
    colour = alt.condition("datum.told", alt.value(ink["ink"]), alt.value(ink["muted"]))
    y = alt.Y(
        "measure:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            domain=False,
            ticks=False,
            labelColor=ink["text"],
            labelLimit=190,
            labelPadding=8,
            labelFontSize=12,
        ),
    )
    x = alt.X(
        "effect:Q",
        title=_("← lower   ·   standard deviations   ·   higher →"),
        scale=alt.Scale(domain=[-3, 4.1], nice=False),
        axis=alt.Axis(
            gridColor=ink["grid"],
            gridDash=[3, 3],
            domain=False,
            ticks=False,
            values=list(range(-3, 4)),
            labelColor=ink["muted"],
            titleColor=ink["muted"],
            **LABEL,
        ),
    )
    base = alt.Chart(alt.NamedData("rows"))
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(color=ink["muted"]).encode(alt.X("effect:Q"))
    reach = base.mark_rule(strokeWidth=3, opacity=0.45).encode(alt.X("low:Q"), alt.X2("high"), y, color=colour)
    fill = alt.condition("datum.told", alt.value(ink["ink"]), alt.value(ink["paper"]))
    points = base.mark_point(size=80, opacity=1, strokeWidth=1.8).encode(
        x,
        y,
        shape=alt.Shape("shape:N", scale=None),
        stroke=colour,
        fill=fill,
        tooltip=[
            alt.Tooltip("measure:N", title=_("Measure")),
            alt.Tooltip("values:N", title=f"{names[0]} | {names[1]}"),
            alt.Tooltip("apart:N", title=_("Standard deviations apart")),
        ],
    )
    values = base.mark_text(align="right", fontSize=11.5, color=ink["muted"]).encode(
        alt.X(datum=4.1),
        y,
        alt.Text("values:N"),
        opacity=alt.condition("width > 520", alt.value(1), alt.value(0)),  # a phone reads them in the table
    )
    return layered(zero, reach, points, values, height=26 * rows + 50)
