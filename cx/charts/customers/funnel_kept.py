"""Kept against lost: what each step of a funnel keeps of those who could take it."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.customers.funnel import division, position, rate_text, size
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, points


def kept(steps: pd.DataFrame, labels: list[str], worst: str | None = None) -> dict[str, pd.DataFrame]:
    """The frame of kept against lost: one row for each step that has a rate; its division is the label's second line.

    Parameters
    ----------
    steps : rows of `cx.funnel.lifecycle` and `cx.funnel.untracked`, in the order to draw
    labels : one for each of them; a row without a denominator (NaN in every answer) is Reach and is left out
    """
    rows = []
    for label, row in zip(labels, steps.to_dict("records"), strict=True):
        known = row["rate"] == row["rate"]
        lost = rate_text(1 - row["rate"], 1 - row["high"], 1 - row["low"]) if known else ""
        unknown = _("window not over yet") if row["still_open"] else _("n/a")
        rows.append(
            {
                "label": f"{label}\n{division(row, ' ')}" if known else label,
                "rate": row["rate"] if known else 0.0,
                "low": row["low"],
                "high": row["high"],
                "text": rate_text(row["rate"], row["low"], row["high"]) if known else unknown,
                "lost": _("{share} left").format(share=lost) if known else "",
                "lost_number": lost,
                "is_worst": bool(row["step"] == worst and row.get("is_tracked", True)),
                "is_inside": known and row["high"] > 0.6,
                "after": row["high"] if known else 0.0,
                "tip": division(row, " ") if known else unknown,
                "interval": points(row["low"], row["high"], 1),
            }
        )
    return {"kept": pd.DataFrame(rows)}


@identified("funnel.kept")
def kept_chart(theme: str = "light", rows: int = 3, height: int = 250) -> alt.LayerChart:
    """What each step keeps, against what it loses; the whisker is the 95% interval. NamedData kept of `kept`."""
    ink = colours(theme)
    look = {"ticks": False, "domain": False, "labelPadding": 10, "labelFontSize": 12, "labelLimit": 190}
    label = alt.Axis(title=None, labelColor=ink["text"], labelExpr="split(datum.label, '\\n')", **look)
    base = alt.Chart(alt.NamedData("kept")).encode(
        y=alt.Y("label:N", sort=None, axis=label, scale=alt.Scale(paddingInner=0.3)),
        tooltip=[
            alt.Tooltip("label:N", title=_("Step")),
            alt.Tooltip("tip:N", title=_("People")),
            alt.Tooltip("interval:N", title=_("95% interval")),
        ],
    )
    thick = min(36, round(height / max(rows, 1) * 0.42))
    x = alt.X("rate:Q", scale=alt.Scale(domain=[0, 1.2], nice=False), axis=None)
    red = alt.condition("datum.is_worst", alt.value(ink["bad"]), alt.value(ink["ink"]))
    bar = base.mark_bar(height=thick, cornerRadius=4)
    whole = {"x": alt.XDatum(0, axis=None), "x2": alt.datum(1), "color": alt.value(ink["track"])}
    layers = [bar.encode(**whole), bar.encode(x=x, color=red), *_whiskers(base, ink), *_kept_texts(base, ink)]
    return picture(*layers, height=height)


def _whiskers(base: alt.Chart, ink: dict[str, Any]) -> list[alt.Chart]:
    """The interval, on a pale bed so that it is seen on the bar too."""
    bed = base.mark_rule(strokeWidth=5, opacity=0.85, color=ink["paper"])
    line = base.mark_rule(strokeWidth=1.6, color=ink["text"])
    return [rule.encode(x=position("low:Q"), x2="high:Q") for rule in (bed, line)]


def _kept_texts(base: alt.Chart, ink: dict[str, Any]) -> list[alt.Chart]:
    big = {"fontWeight": 700, "fontSize": size(0.026, 14, 20), "align": "left"}
    after = base.transform_filter("!datum.is_inside").mark_text(dx=9, color=ink["text"], **big)
    inside = base.transform_filter("datum.is_inside").mark_text(dx=10, color=ink["paper"], **big)
    word = alt.ExprRef("width < 260 ? datum.lost_number : datum.lost")
    small = {"fontSize": size(0.02, 10.5, 14), "align": "left", "dx": 8}
    return [
        after.encode(x=position("after:Q"), text="text:N"),
        inside.encode(x=alt.XDatum(0, axis=None), text="text:N"),
        base.mark_text(color=ink["muted"], text=word, **small).encode(x=alt.XDatum(1, axis=None)),
    ]
