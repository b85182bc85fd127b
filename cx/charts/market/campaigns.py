"""What a campaign changed: shares of both arms, and the difference by group."""

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.experience import dot_rows
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.text.formatting import _, number, percent, points, with_sign


def arms(sent: tuple[int, int], held_out: tuple[int, int], intervals: list[tuple[float, float]]) -> pd.DataFrame:
    """The rows of both arms: (bought, people) of each, and the 95 % interval of each share."""
    names = ((_("Mailed"), sent, "higher"), (_("Held out"), held_out, "other"))
    rows = [
        {
            "label": dot_rows.label(place, name),
            "order": place,
            "share": bought / n,
            "low": low,
            "high": high,
            "tone": tone,
            "text": _("{share} of {n}").format(share=percent(bought / n), n=number(n)),
            "interval": points(low, high),
        }
        for place, ((name, (bought, n), tone), (low, high)) in enumerate(zip(names, intervals, strict=True))
    ]
    return pd.DataFrame(rows)


def groups(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the groups, that with most people mailed first.

    Parameters
    ----------
    table : rows of `cx.campaigns.uplift` of one measure, "bought"
    """
    ordered = table.sort_values("sent", ascending=False).reset_index(drop=True)
    return pd.DataFrame(
        {
            "label": [dot_rows.label(place, name) for place, name in enumerate(ordered["group"])],
            "order": ordered.index,
            "share": ordered["difference"],
            "low": ordered["low"],
            "high": ordered["high"],
            "tone": ordered["verdict"].fillna("none"),
            "text": [
                _("{difference} of {n}").format(
                    difference=with_sign(row.difference, number(100 * abs(row.difference), 1)), n=number(row.sent)
                )
                for row in ordered.itertuples()
            ],
            "interval": [points(row.low, row.high, 1) for row in ordered.itertuples()],
        }
    )


@identified("campaigns.dots")
def dots_chart(theme: str = "light", rows: int = 2, row: int = 40, with_zero: bool = False) -> alt.LayerChart:
    """Dots with their intervals; hollow: no verdict. NamedData dots; with_zero : a line where nothing changes."""
    ink = colours(theme)
    tones = {"higher": ink["good"], "lower": ink["bad"], "other": ink["muted"], "none": ink["muted"]}
    base = alt.Chart(alt.NamedData("dots")).encode(
        y=dot_rows.names(ink),
        tooltip=[
            alt.Tooltip("share:Q", title=_("Share"), format=".1%"),
            alt.Tooltip("interval:N", title=_("95% CI")),
            alt.Tooltip("text:N", title=_("People")),
        ],
    )
    end = "width - 96"
    x = dot_rows.share("share", ink, end=end)
    zero = base.mark_rule(color=ink["muted"], strokeDash=[3, 3]).encode(x=alt.datum(0, type="quantitative"))
    text = base.mark_text(align="left", dx=8, fontSize=11.5, color=ink["text"]).encode(
        x=alt.value(alt.ExprRef(end)), text="text:N"
    )
    return picture(
        *([zero] if with_zero else []),
        *dot_rows.dots(base, x, tones, ink),
        text,
        height=row * rows + 24,
        padding={"right": 5, "left": 5, "top": 5, "bottom": 5},
    )
