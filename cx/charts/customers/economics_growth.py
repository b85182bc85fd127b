"""Growth of kept customers: bars that begin where the one before ends, from the revenue before to that now."""

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.customers.movement import signed
from cx.charts.ids import identified
from cx.charts.palette import colours

MORE, UPSELL, LESS, WHOLE = "more", "upsell", "less", "whole"


def steps(
    parts: pd.DataFrame, names: list[str], is_upsell: list[bool], whole: str, currency: str
) -> dict[str, pd.DataFrame]:
    """The frame of the bridge: a bar for each part, then one for all of them, each with the step after it.

    Parameters
    ----------
    parts : part, change, in the order in which they are added; the changes are rounded as they are shown
    names : what each part is called
    is_upsell : whether it is upsell
    whole : what all of them together are called

    Examples
    --------
    >>> parts = pd.DataFrame({"part": ["orders", "dearer items"], "change": [-20.0, 50.0]})
    >>> steps(parts, ["Fewer items", "Dearer items"], [False, True], "Growth", "$")["steps"][
    ...     ["low", "high", "tone", "text"]].values.tolist()
    [[0.0, -20.0, 'less', '−$20'], [-20.0, 30.0, 'upsell', '+$50'], [0.0, 30.0, 'whole', '+$30']]
    """
    ends = parts["change"].cumsum()
    total = float(ends.iloc[-1])
    rows = pd.DataFrame(
        {
            "step": [*names, whole],
            "low": [0.0, *ends.iloc[:-1], 0.0],
            "high": [*ends, total],
            "tone": [
                *(
                    LESS if change < 0 else UPSELL if upsell else MORE
                    for change, upsell in zip(parts["change"], is_upsell, strict=True)
                ),
                WHOLE,
            ],
            "text": [signed(change, currency) for change in [*parts["change"], total]],
        }
    )
    rows["order"], rows["end"] = range(len(rows)), rows[["low", "high"]].max(axis=1)
    rows["next"] = [*rows["step"].iloc[1:], None]
    return {"steps": rows}


@identified("economics.growth")
def growth_chart(theme: str = "light", row: int = 46, rows: int = 5) -> alt.LayerChart:
    """What each part adds to the revenue of kept customers. NamedData steps of `steps`."""
    ink = colours(theme)
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelLimit=150, labelPadding=8
    )
    y = alt.Y("step:N", sort=alt.EncodingSortField("order", op="min"), scale=alt.Scale(paddingInner=0.36), axis=axis)
    scale = alt.Scale(nice=False, zero=True, range=[0, alt.ExprRef("width - 64")])
    base = alt.Chart(alt.NamedData("steps")).encode(y)
    tones = alt.Scale(domain=[MORE, UPSELL, LESS, WHOLE], range=[ink["steps"][2], ink["good"], ink["bad"], ink["ink"]])
    bars = base.mark_bar(cornerRadius=2).encode(
        alt.X("low:Q", axis=None, scale=scale), alt.X2("high"), alt.Color("tone:N", scale=tones, legend=None)
    )
    joins = base.transform_filter("isValid(datum.next)").mark_rule(strokeDash=[3, 3], color=ink["muted"])
    texts = base.mark_text(align="left", dx=7, fontWeight=600, fontSize=12.5, color=ink["text"]).encode(
        alt.X("end:Q", axis=None, scale=scale), alt.Text("text:N")
    )
    start = base.transform_filter(f"datum.tone == '{WHOLE}'").mark_rule(color=ink["muted"])
    return picture(
        start.encode(alt.X("low:Q", axis=None, scale=scale), y=alt.value(0), y2=alt.value(alt.ExprRef("height"))),
        joins.encode(alt.X("high:Q", axis=None, scale=scale), alt.Y2("next")),
        bars,
        texts,
        height=row * rows,
    )
