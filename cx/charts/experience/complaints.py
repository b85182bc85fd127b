"""Orders after complaints: beside those of matched customers, and as a share of them by group."""

from collections.abc import Callable, Sequence
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience import dot_rows
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points

DAYS = 180
APART = 250
"""Where the second pane begins, in days: what is between the panes is room for the names of the lines."""
PANES = ["helped", "not helped"]
MOST_GROUPS = 6
"""At most so many groups of each outcome in the picture of ratios."""
FEWEST = 10
"""Groups of fewer complaints are not drawn: their intervals would hide those of the others."""


# --- orders after a complaint ------------------------------------------------------------------------------


def paths(path: pd.DataFrame, names: dict[str, str], verdicts: dict[str, str | None]) -> dict[str, pd.DataFrame]:
    """The frames of the paths: `lines` and `lost` by place (day, from APART on in the second pane), `ends`, `heads`.

    Parameters
    ----------
    path : the answer of `cx.complaints.path`
    names : what an outcome is called
    verdicts : that of each outcome, of `cx.complaints.recovery`; where it is "less", what was lost is shaded
    """
    drawn = path[path["outcome"].isin(PANES)].reset_index(drop=True)
    start = drawn["outcome"].map({outcome: place * APART for place, outcome in enumerate(PANES)}).astype(float)
    drawn = drawn.assign(place=drawn["day"] + start, name=drawn["outcome"].map(names), is_case=drawn["who"] == "case")
    drawn["said"] = [_("these customers") if is_case else _("matched customers") for is_case in drawn["is_case"]]
    wide = drawn.pivot_table(index=["outcome", "place"], columns="who", values="orders").reset_index()
    less = [outcome for outcome, verdict in verdicts.items() if verdict == "less"]
    lost = wide[wide["outcome"].isin(less)] if len(wide) else wide
    drawn["code"] = drawn["outcome"]
    drawn["tone"] = [verdicts.get(outcome) or "none" for outcome in drawn["outcome"]]
    line = ["outcome", "place", "day", "orders", "is_case", "name", "said", "tone", "code"]
    return {
        "lines": drawn[line],
        "lost": lost.reindex(columns=["outcome", "place", "case", "matched"]),
        "ends": _ends(drawn[drawn["day"] == DAYS])[[*line, "at", "short", "text"]],
        "heads": _heads(drawn[(drawn["day"] == 0) & drawn["is_case"]])[["place", "text"]],
    }


def _ends(last: pd.DataFrame) -> pd.DataFrame:
    """Where the number of each line stands, apart from that of the other line."""
    one = last.groupby("outcome")["orders"].transform("max") * 0.07
    other = last.groupby("outcome")["orders"].transform("sum") - last["orders"]
    shift = (one - (last["orders"] - other).abs()).clip(lower=0) / 2
    is_above = (last["orders"] > other) | ((last["orders"] == other) & last["is_case"])
    short = [number(orders, 1) for orders in last["orders"]]
    text = [
        words if is_case else _("{orders} matched").format(orders=words)
        for words, is_case in zip(short, last["is_case"], strict=True)
    ]
    return last.assign(at=last["orders"] + shift.where(is_above, -shift), short=short, text=text)


def _heads(first: pd.DataFrame) -> pd.DataFrame:
    """What stands above each pane."""
    names = zip(first["name"], first["n"], strict=True)
    return first.assign(text=[_("{name} (n = {n})").format(name=name, n=number(n)) for name, n in names])


def _axes(ink: dict[str, Any]) -> tuple[alt.X, alt.Y]:
    """Days after the complaint, from 0 on in each pane, and orders."""
    axis = alt.Axis(
        values=[start + day for start in (0, APART) for day in range(0, DAYS + 1, 60)],
        labelExpr=f"datum.value >= {APART} ? datum.value - {APART} : datum.value",
        grid=False, domain=False, ticks=False, labelColor=ink["muted"], titleColor=ink["muted"], **LABEL,
    )  # fmt: skip
    scale = alt.Scale(domain=[0, APART + DAYS + 65], nice=False)
    grid = alt.Axis(gridColor=ink["grid"], domain=False, ticks=False, tickCount=5, labelColor=ink["muted"], **LABEL)
    x = alt.X("place:Q", title=_("Days after the complaint"), axis=axis, scale=scale)
    return x, alt.Y("orders:Q", title=None, axis=grid)


@identified("complaints.paths")
def paths_chart(theme: str = "light", height: int = 320) -> alt.LayerChart:
    """Orders per complaint by the days after it: cases solid, matched customers dashed. NamedData of `paths`.

    A click picks the outcome whose line is nearest: selection `code`.
    """
    ink = colours(theme)
    x, y = _axes(ink)
    tones = {"as before": ink["good"], "less": ink["bad"], "none": ink["ink"]}
    colour = alt.condition(
        "!datum.is_case",
        alt.value(ink["muted"]),
        alt.Color("tone:N", scale=alt.Scale(domain=list(tones), range=list(tones.values())), legend=None),
    )
    lost = alt.Chart(alt.NamedData("lost")).mark_area(color=ink["bad"], opacity=0.2)
    lines = alt.Chart(alt.NamedData("lines")).encode(x=x, y=y, detail="outcome:N", color=colour)
    tip = [
        alt.Tooltip("name:N", title=_("Complaint")),
        alt.Tooltip("said:N", title=_("Orders of")),
        alt.Tooltip("day:Q", title=_("Days after")),
        alt.Tooltip("orders:Q", title=_("Orders per complaint"), format=".2f"),
    ]
    nearest = alt.selection_point(name="code", fields=["code"], nearest=True, empty=True)
    clicks = alt.Chart(alt.NamedData("lines")).mark_point(opacity=0, size=1).encode(x=x, y=y, tooltip=tip)
    text = alt.ExprRef("width < 560 ? datum.short : datum.text")
    ends = alt.Chart(alt.NamedData("ends")).mark_text(align="left", dx=5, fontSize=11.5, text=text)
    heads = alt.Chart(alt.NamedData("heads")).mark_text(
        align="left", fontSize=alt.ExprRef("clamp(width / 48, 9.5, 12)"), fontWeight=600, color=ink["text"]
    )
    return picture(
        lost.encode(x=x, y=alt.Y("case:Q", title=None), y2="matched:Q", detail="outcome:N"),
        lines.transform_filter("!datum.is_case").mark_line(strokeDash=[4, 3], strokeWidth=1.6),
        lines.transform_filter("datum.is_case").mark_line(strokeWidth=2.6),
        ends.encode(x=x, y=alt.Y("at:Q", title=None), color=colour),
        heads.encode(x=x, y=alt.value(-10), text="text:N"),
        clicks.add_params(nearest),
        height=height,
        padding={"top": 24, "left": 5, "right": 5, "bottom": 5},
    )


# --- ratios ------------------------------------------------------------------------------------------------


def ratios(
    whole: pd.DataFrame,
    groups: pd.DataFrame,
    check: pd.DataFrame,
    name: Callable[[str, str | None], str],
    outcomes: Sequence[str] = PANES,
) -> dict[str, pd.DataFrame]:
    """The frames of the ratios: `rows`, one an outcome, a group of it and the check, and `band`, the check's interval.

    A row's code is what a click picks: its outcome, with the group after a slash; that of the check is "".

    Parameters
    ----------
    whole, groups : the answers of `cx.complaints.recovery`, without and with groups
    check : the answer of `cx.complaints.check`
    name : what the row of an outcome, and of a group of it, is called
    outcomes : those that are drawn, in order
    """
    most = groups.groupby("group", dropna=False)["n"].sum().nlargest(MOST_GROUPS).index
    parts = []
    for outcome in outcomes:
        parts.append(whole[whole["outcome"] == outcome].assign(group=None, is_whole=True))
        of = groups[(groups["outcome"] == outcome) & groups["group"].isin(most) & (groups["n"] >= FEWEST)]
        parts.append(of.assign(is_whole=False))
    parts.append(check.assign(outcome="check", group=None, is_whole=True, verdict=None))
    rows = pd.concat([part for part in parts if len(part)], ignore_index=True)
    rows = rows[rows["ratio"].notna()].reset_index(drop=True)
    named = [(row, name(row.outcome if row.is_whole else "", row.group)) for row in rows.itertuples()]
    rows = rows.assign(
        label=[dot_rows.label(place, text, row.is_whole) for place, (row, text) in enumerate(named)],
        text=rows["ratio"].map(percent),
        interval=[points(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)],
        tone=rows["verdict"].where(rows["outcome"] != "check", "check").fillna("none"),
        order=range(len(rows)),
        code=[_code(row.outcome, None if row.is_whole else row.group) for row in rows.itertuples()],
    )
    band = check[["low", "high"]].dropna()
    columns = ["label", "ratio", "low", "high", "n", "text", "interval", "tone", "is_whole", "order", "code"]
    return {"rows": rows[columns], "band": band}


def _code(outcome: str, group: str | None) -> str:
    """What a click on a row picks."""
    if outcome == "check":
        return ""
    return outcome if group is None else f"{outcome}/{group}"


@identified("complaints.ratios")
def ratios_chart(theme: str = "light", rows: int = 9, row: int = 27, cases: str = "") -> alt.LayerChart:
    """Orders as a share of those of matched customers, with intervals; hollow: no verdict. NamedData of `ratios`.

    cases : what is counted, where these are no complaints
    is_picked outlines a row; selection `code`.
    """
    ink = colours(theme)
    x = dot_rows.share("ratio", ink, _("Orders as a share of those of matched customers"))
    tones = {"as before": ink["good"], "less": ink["bad"], "none": ink["ink"], "check": ink["muted"]}
    tip = [
        alt.Tooltip("text:N", title=_("Orders as a share")),
        alt.Tooltip("interval:N", title=_("95% CI")),
        alt.Tooltip("n:Q", title=cases or _("Complaints"), format=","),
    ]
    band = alt.Chart(alt.NamedData("band"))
    base = alt.Chart(alt.NamedData("rows")).encode(y=dot_rows.names(ink), tooltip=tip)
    weight = alt.ExprRef("datum.is_whole ? 700 : 400")
    texts = base.mark_text(align="left", dx=8, fontSize=11.5, fontWeight=weight, color=ink["text"])
    return picture(
        band.mark_rect(color=ink["muted"], opacity=0.14).encode(x=alt.X("low:Q", title=None), x2="high:Q"),
        band.mark_rule(color=ink["muted"], strokeDash=[3, 3]).encode(x=alt.XDatum(1.0)),
        *dot_rows.dots(base, x, tones, ink),
        texts.encode(x=alt.value(alt.ExprRef("width")), text="text:N"),
        dot_rows.clicks(base, ink),
        height=row * rows + 30,
        padding={"right": 46, "left": 5, "top": 5, "bottom": 5},
    )
