"""Who is thanked in time by reason, what thanks change, and thanks by month."""

from collections.abc import Callable

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.experience import dot_rows
from cx.charts.ids import identified
from cx.charts.labels import periods
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points

NARROW = 220
"""Pixels under which a share is written without its number of customers."""

# --- thanked in time ---------------------------------------------------------------------------------------


def reasons(table: pd.DataFrame, name: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frame of the reasons: one row a reason, that with most customers first.

    Parameters
    ----------
    table : the answer of `cx.recognition.in_time` by reason
    name : what a reason is called
    """
    known = table.sort_values(["n", "group"], ascending=[False, True]).reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "label": [dot_rows.label(place, name(code)) for place, code in enumerate(known["group"])],
            "n": known["n"],
            "thanked": known["thanked"],
            "of": [number(n) for n in known["n"]],
            "share": [percent(share) for share in known["share"]],
            "interval": [points(low, high) for low, high in zip(known["low"], known["high"], strict=True)],
            "tone": known["verdict"].fillna("none"),
            "order": range(len(known)),
        }
    )
    return {"reasons": rows}


@identified("recognition.in_time")
def reasons_chart(theme: str = "light", rows: int = 5, row: int = 40) -> alt.LayerChart:
    """Reasons for thanks, the stronger part thanked in time; red and green: a verdict. NamedData reasons."""
    ink = colours(theme)
    scale = alt.Scale(domain=["higher", "lower", "none"], range=[ink["good"], ink["bad"], ink["ink"]])
    base = alt.Chart(alt.NamedData("reasons")).encode(
        y=dot_rows.names(ink),
        tooltip=[
            alt.Tooltip("n:Q", title=_("Reasons for thanks"), format=","),
            alt.Tooltip("thanked:Q", title=_("Thanked within 30 days"), format=","),
            alt.Tooltip("share:N", title=_("Share")),
            alt.Tooltip("interval:N", title=_("95% CI")),
        ],
    )
    x = alt.Scale(range=[0, alt.ExprRef("width - 95")], nice=False, zero=True)
    bar = base.mark_bar(height=18, cornerRadius=2)
    right = {"align": "right", "fontSize": 12.5, "fontWeight": "bold"}
    return picture(
        bar.encode(x=alt.X("n:Q", title=None, axis=None, scale=x), color=alt.value(ink["track"])),
        bar.encode(
            x=alt.X("thanked:Q", title=None, axis=None, scale=x), color=alt.Color("tone:N", scale=scale, legend=None)
        ),
        base.mark_text(align="left", dx=6, fontSize=11.5, color=ink["muted"]).encode(
            x=alt.X("n:Q", title=None, axis=None, scale=x), text="of:N"
        ),
        base.mark_text(**right).encode(
            x=alt.value(alt.ExprRef("width")),
            text="share:N",
            color=alt.condition("datum.tone === 'lower'", alt.value(ink["bad"]), alt.value(ink["text"])),
        ),
        height=row * rows,
        padding={"top": 5, "left": 5, "right": 5, "bottom": 5},
    )


# --- effect ------------------------------------------------------------------------------------------------


def effect(table: pd.DataFrame, name: Callable[[str, str], str]) -> dict[str, pd.DataFrame]:
    """The frame of the effect: two rows a measure, thanked and held out.

    Parameters
    ----------
    table : the answer of `cx.recognition.effect`, with thanked_low, thanked_high, held_out_low, held_out_high
    name : what the row of a measure and of "thanked" or "held out" is called
    """
    rows: list[dict[str, object]] = []
    for one in table.to_dict("records"):
        for who, of in (("thanked", "thanked"), ("held out", "held_out")):
            did, n = int(one[of]), int(one[f"{of}_n"])
            low, high = one[f"{of}_low"], one[f"{of}_high"]
            rows.append(
                {
                    "label": dot_rows.label(len(rows), name(one["measure"], who), is_whole=who == "thanked"),
                    "order": len(rows),
                    "share": one[f"{of}_rate"],
                    "low": low,
                    "high": high,
                    "n": n,
                    "text": _("{share} of {n}").format(share=percent(did / n), n=number(n)),
                    "short": percent(did / n),
                    "interval": points(low, high),
                    "tone": who if isinstance(one["verdict"], str) else "none",
                }
            )
    return {"effect": pd.DataFrame(rows)}


@identified("recognition.effect")
def effect_chart(theme: str = "light", rows: int = 2, row: int = 36) -> alt.LayerChart:
    """Shares of those thanked and of those held out, with intervals; hollow: no verdict. NamedData effect."""
    ink = colours(theme)
    tones = {"thanked": ink["good"], "held out": ink["muted"], "none": ink["muted"]}
    base = alt.Chart(alt.NamedData("effect")).encode(
        y=dot_rows.names(ink),
        tooltip=[
            alt.Tooltip("share:Q", title=_("Share"), format=".1%"),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("n:Q", title=_("Customers"), format=","),
        ],
    )
    end = f"width - (width < {NARROW} ? 34 : 88)"
    texts = [
        base.mark_text(align="left", dx=8, fontSize=11.5, color=ink["text"], opacity=alt.ExprRef(where)).encode(
            x=alt.value(alt.ExprRef(end)), text=field
        )
        for field, where in (("text:N", f"width < {NARROW} ? 0 : 1"), ("short:N", f"width < {NARROW} ? 1 : 0"))
    ]
    return picture(
        *dot_rows.dots(base, dot_rows.share("share", ink, end=end), tones, ink),
        *texts,
        height=row * rows + 24,
        padding={"right": 5, "left": 5, "top": 5, "bottom": 5},
    )


# --- by month ----------------------------------------------------------------------------------------------


def months(given: pd.DataFrame, name: Callable[[pd.Timestamp], str]) -> dict[str, pd.DataFrame]:
    """The frame of the months.

    Parameters
    ----------
    given : one row a month: month, thanked, held_out, share (of its reasons thanked in time; NaN: not known yet)
    name : what a month is called by its first day
    """
    rows = given.reset_index(drop=True)
    return {
        "months": pd.DataFrame(
            {
                "place": range(len(rows)),
                "period": [name(first) for first in rows["month"]],
                "thanked": rows["thanked"],
                "held_out": rows["held_out"],
                "both": rows["thanked"] + rows["held_out"],
                "text": [percent(share) if pd.notna(share) else "" for share in rows["share"]],
            }
        )
    }


@identified("recognition.by_month", over_time="period")
def months_chart(theme: str = "light", height: int = 190) -> alt.LayerChart:
    """Customers thanked by month, paler those held out, above the share thanked in time. NamedData months."""
    ink = colours(theme)
    y = alt.Axis(gridColor=ink["grid"], domain=False, ticks=False, tickCount=4, labelColor=ink["muted"], **LABEL)
    base = alt.Chart(alt.NamedData("months")).encode(
        x=periods(paddingInner=0.25),
        tooltip=[
            alt.Tooltip("period:N", title=_("Month")),
            alt.Tooltip("thanked:Q", title=_("Thanked"), format=","),
            alt.Tooltip("held_out:Q", title=_("Held out"), format=","),
            alt.Tooltip("text:N", title=_("Thanked in time")),
        ],
    )
    size = alt.ExprRef("clamp(bandwidth('x') / 2.8, 0, 11.5)")
    return picture(
        base.mark_bar(cornerRadius=2, color=ink["track"]).encode(y=alt.Y("both:Q", title=None, axis=y)),
        base.mark_bar(cornerRadius=2, color=ink["good"]).encode(y=alt.Y("thanked:Q", title=None)),
        base.mark_text(dy=-7, fontSize=size, color=ink["text"]).encode(y=alt.Y("both:Q", title=None), text="text:N"),
        height=height,
        padding={"top": 14, "left": 5, "right": 5, "bottom": 5},
    )
