"""How do cohorts look side by side, and what do those say who leave? A heat table and curves of competing reasons."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import apart, room
from cx.charts.palette import colours
from cx.text.formatting import _, compact, month, number, percent, points

MOST_COHORTS = 24
MOST_AGES = 24
ROW = 25


# --- cohorts -----------------------------------------------------------------------------------------------


def cohorts(
    table: pd.DataFrame, means: pd.DataFrame, measure: str, label: Callable[[pd.Timestamp], str] = month
) -> dict[str, pd.DataFrame]:
    """The frame of the cohort table: a row above for the mean, then one row a cohort, the latest MOST_COHORTS.

    Parameters
    ----------
    table, means : the answers of `cx.retention.cohorts` and `mean_by_age`
    label : what a cohort's first day is called

    Notes
    -----
    A cell that is not known is no row: the table stays blank there. Age 0 shows how large the cohort is.
    """
    latest = table["cohort"].drop_duplicates().nlargest(MOST_COHORTS)
    shown = table[table["cohort"].isin(latest) & (table["age"] <= MOST_AGES)]
    known = shown[(shown["age"] > 0) & shown["rate"].notna()]
    cells = pd.DataFrame(
        {
            "row": known["cohort"].map(label),
            "place": known["cohort"].rank(method="dense"),
            "age": known["age"],
            "rate": known["rate"],
            "text": known["rate"].map(_short),
            "of": known["base"].map(compact),
            "interval": [points(low, high, 1) for low, high in zip(known["low"], known["high"], strict=True)],
            "who": known["customers"].map(number) if measure == "people" else known["money"].map(compact),
        }
    )
    mean = means[(means["age"] > 0) & (means["age"] <= MOST_AGES) & means["rate"].notna()]
    above = pd.DataFrame(
        {
            "row": _("Mean"),
            "place": 0.0,
            "age": mean["age"],
            "rate": mean["rate"],
            "text": mean["rate"].map(_short),
            "of": mean["base"].map(compact),
            "interval": _("n/a"),
            "who": [_("{n} cohorts").format(n=n) for n in mean["cohorts"]],
        }
    )
    order = {cohort: place for place, cohort in enumerate(sorted(latest), 1)}
    cells["place"] = known["cohort"].map(order).astype(float)
    first = shown[shown["age"] == 0]
    sizes = pd.DataFrame(
        {
            "row": first["cohort"].map(label),
            "place": first["cohort"].map(order).astype(float),
            "age": 0,
            "text": first["base"].map(compact),
        }
    )
    return {"cohorts": pd.concat([above, cells], ignore_index=True), "sizes": sizes}


@identified("retention.cohort")
def cohort_chart(theme: str = "light", rows: int = 12, ages: int = 12, unit: str = "") -> alt.LayerChart:
    """Cohorts against age, darker is more; NamedData cohorts and sizes of `cohorts`.

    Parameters
    ----------
    rows : cohorts, without the mean
    ages : the oldest
    unit : what an age is counted in
    """
    ink = colours(theme)
    cells = alt.Chart(alt.NamedData("cohorts"))
    plain = {"title": None, "ticks": False, "domain": False, "labelColor": ink["text"]}
    names = alt.Axis(labelPadding=8, labelFontSize=11.5, **plain)
    top = alt.Axis(
        orient="top",
        labelAngle=0,
        labelFontSize=11,
        labelPadding=6,
        labelColor=ink["muted"],
        title=unit,
        titleFontSize=11,
        titleColor=ink["muted"],
        titleFontWeight="normal",
        ticks=False,
        domain=False,
        labelExpr=f"datum.value == 0 ? '{_('size')}' : datum.label",
    )
    x = alt.X("age:O", axis=top, scale=alt.Scale(domain=list(range(ages + 1)), paddingInner=0.04))
    y = alt.Y(
        "row:N",
        axis=names,
        sort=alt.EncodingSortField("place", op="min"),
        scale=alt.Scale(paddingInner=0.08),
    )
    shade = alt.Color("rate:Q", legend=None, scale=alt.Scale(range=ink["heat"], interpolate="rgb", zero=True))
    tip = [
        alt.Tooltip("row:N", title=_("Cohort")),
        alt.Tooltip("age:O", title=_("Period")),
        alt.Tooltip("rate:Q", title=_("Retention"), format=".1%"),
        alt.Tooltip("who:N", title=_("Active")),
        alt.Tooltip("of:N", title=_("of")),
        alt.Tooltip("interval:N", title=_("95% interval")),
    ]
    fit = alt.ExprRef(f"clamp(width / {ages + 1} * 0.4, 0, 12)")
    block = cells.mark_rect(cornerRadius=3).encode(x=x, y=y, color=shade, tooltip=tip)
    dark = "luminance(scale('color', datum.rate)) < 0.3"
    weight = alt.ExprRef("datum.place == 0 ? 700 : 400")
    signed = alt.ExprRef(f"datum.text + (width / {ages + 1} > 42 ? '%' : '')")
    text = cells.mark_text(fontSize=fit, fontWeight=weight, text=signed).encode(
        x=x,
        y=y,
        tooltip=tip,
        color=alt.condition(
            dark if theme == "light" else f"!({dark})", alt.value(ink["paper"]), alt.value(ink["text"])
        ),
    )
    size = alt.Chart(alt.NamedData("sizes")).mark_text(fontSize=fit, color=ink["muted"])
    sizes = size.encode(x=x, y=y, text="text:N")
    return picture(block, text, sizes, height=ROW * (rows + 1) + 44)


def _short(rate: float) -> str:
    """A rate for a cell: a decimal where it is small."""
    return percent(rate, 1 if 0 < rate < 0.095 else 0).removesuffix("%")


# --- reasons -----------------------------------------------------------------------------------------------


def reasons(curves: pd.DataFrame, until: int) -> dict[str, pd.DataFrame]:
    """The frames of the reasons: `curves`, and `ends`, where each one's name stands, kept apart.

    Parameters
    ----------
    curves : the answer of `cx.retention.reasons`
    until : the last day drawn
    """
    days = sorted(curves.loc[curves["day"] <= until, "day"].unique())
    step = max(1, -(-len(days) // 200))
    kept = {*days[::step], *days[-1:]}
    drawn = curves[curves["day"].isin(kept)].copy()
    last = drawn.groupby("reason", as_index=False).last().sort_values("share", ascending=False)
    top = last["reason"].iloc[0] if len(last) else None
    start = last.assign(day=0, share=0.0, low=float("nan"), high=float("nan"), people=0)
    drawn = pd.concat([start, drawn], ignore_index=True)
    drawn = drawn.assign(
        is_top=drawn["reason"] == top,
        month=drawn["day"] / 30.4375,
        said=drawn["share"].map(lambda share: percent(share, 1)),
        interval=[points(low, high, 1) for low, high in zip(drawn["low"], drawn["high"], strict=True)],
    )
    ends = last.assign(
        is_top=last["reason"] == top,
        month=until / 30.4375,
        at=apart(last["share"].tolist()),
        text=[f"{row.reason} {percent(row.share, 1)}" for row in last.itertuples()],
    )
    columns = ["reason", "month", "share", "is_top"]
    return {"curves": drawn[[*columns, "said", "interval"]], "ends": ends[[*columns, "at", "text"]]}


@identified("retention.reasons")
def reasons_chart(theme: str = "light", height: int = 280) -> alt.LayerChart:
    """The share gone for each reason by the time since the first order; NamedData curves and ends of `reasons`."""
    ink = colours(theme)
    colour = alt.condition("datum.is_top", alt.value(ink["bad"]), alt.value(ink["muted"]))
    x = alt.X(
        "month:Q",
        title=_("Months since the first order"),
        axis=alt.Axis(grid=False, tickCount=6, domainColor=ink["grid"], ticks=False, **LABEL),
        scale=alt.Scale(nice=False, range=room()),
    )
    y = alt.Y(
        "share:Q",
        title=None,
        axis=alt.Axis(format=".1~%", gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, **LABEL),
    )
    lines = (
        alt.Chart(alt.NamedData("curves"))
        .mark_line(interpolate="step-after", strokeWidth=1.8)
        .encode(
            x=x,
            y=y,
            detail="reason:N",
            color=colour,
            tooltip=[
                alt.Tooltip("reason:N", title=_("Reason")),
                alt.Tooltip("month:Q", title=_("Months"), format=".1f"),
                alt.Tooltip("said:N", title=_("Left for this reason")),
                alt.Tooltip("interval:N", title=_("95% interval")),
            ],
        )
    )
    names = (
        alt.Chart(alt.NamedData("ends"))
        .mark_text(align="left", dx=6, fontSize=alt.ExprRef("clamp(width * 0.038, 10, 11.5)"))
        .encode(x=x, y=alt.Y("at:Q", title=None), text="text:N", color=colour)
    )
    return picture(lines, names, height=height)
