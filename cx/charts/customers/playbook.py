"""The money at stake by play, and what three changes of service do to the profit."""

import altair as alt
import pandas as pd

from cx.charts import picture
from cx.charts.customers.movement import signed
from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, number, short_money


def stakes(plays: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frame of the stakes: one row per play and kind of money, contribution first.

    Parameters
    ----------
    plays : the answer of cx.playbook.plays
    """
    rows = []
    for order, play in enumerate(plays.itertuples()):
        for part, amount in (("keep", play.to_keep), ("gain", play.to_gain)):
            rows.append(
                {
                    "play": f"{screen_name(play.play)} · {number(play.customers)}",
                    "tier": play.tier,
                    "part": part,
                    "said": _("contribution") if part == "keep" else _("upside"),
                    "amount": max(amount, 0.0),
                    "money": short_money(amount, currency),
                    "end": max(play.to_keep, 0.0) + max(play.to_gain, 0.0),
                    "text": _text(play.to_keep, play.to_gain, currency) if play.customers else "–",
                    "order": order,
                    "is_last": part == "gain",
                }
            )
    return {"stakes": pd.DataFrame(rows)}


def _text(keep: float, gain: float, currency: str) -> str:
    """Both kinds of money apart: their sum would be of nothing."""
    parts = [short_money(amount, currency) for amount in (keep, gain) if amount >= 0.005]
    return " + ".join(parts) or short_money(0, currency)


@identified("playbook.stakes")
def stakes_chart(theme: str = "light", row: int = 42, plays: int = 7) -> alt.LayerChart:
    """One bar per play: solid is contribution, pale is upside. NamedData stakes."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("stakes")).encode(
        alt.Y(
            "play:N",
            sort=alt.EncodingSortField("order", op="min"),
            scale=alt.Scale(paddingInner=0.34),
            axis=alt.Axis(
                title=None,
                ticks=False,
                domain=False,
                labelColor=ink["text"],
                labelFontSize=12.5,
                labelLimit=180,
            ),
        )
    )
    scale = alt.Scale(nice=False, padding=0, range=[0, alt.ExprRef("width - 105")])  # the figures stand beside the bars
    bars = base.mark_bar(cornerRadius=2, stroke=ink["paper"], strokeWidth=1).encode(
        alt.X("amount:Q", axis=None, stack="zero", scale=scale),
        alt.Color("tier:N", scale=alt.Scale(domain=TIERS, range=ink["tiers"]), legend=None),
        alt.Order("part:N", sort="descending"),
        opacity=alt.condition("datum.part === 'keep'", alt.value(1), alt.value(0.42)),
        tooltip=[
            alt.Tooltip("play:N", title=_("Play")),
            alt.Tooltip("said:N", title=_("Money")),
            alt.Tooltip("money:N", title=_("A year")),
        ],
    )
    texts = base.transform_filter("datum.is_last").mark_text(
        align="left", dx=8, fontWeight=600, fontSize=12.5, color=ink["text"]
    )
    return picture(bars, texts.encode(x=alt.X("end:Q", axis=None, scale=scale), text="text:N"), height=row * plays)


def steps(what_if: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frame of the steps from the profit now to the profit after: from, to and text of each.

    Parameters
    ----------
    what_if : the answer of cx.playbook.what_if
    """
    gains = what_if.set_index("lever").gain
    after = gains["Profit"]
    now = after - gains.drop("Profit").sum()
    rows = [{"step": _("Profit now"), "tier": "", "low": 0.0, "high": now, "text": short_money(now, currency)}]
    level = now
    for tier, gain in gains.drop("Profit").items():
        text = signed(gain, currency) if gain else "–"
        rows.append({"step": _(tier), "tier": tier, "low": level, "high": level + gain, "text": text})
        level += gain
    rows.append(
        {
            "step": _("Profit after"),
            "tier": "",
            "low": 0.0,
            "high": after,
            "text": short_money(after, currency),
        }
    )
    table = pd.DataFrame(rows).assign(order=range(len(rows)))
    return {"steps": table.assign(top=table[["low", "high"]].max(axis=1))}


@identified("playbook.what_if")
def steps_chart(theme: str = "light", height: int = 230) -> alt.LayerChart:
    """From the profit now to the profit after, lever by lever. NamedData steps."""
    ink = colours(theme)
    base = alt.Chart(alt.NamedData("steps")).encode(
        alt.X(
            "step:N",
            sort=alt.EncodingSortField("order", op="min"),
            scale=alt.Scale(paddingInner=0.3),
            axis=alt.Axis(
                title=None, labelAngle=0, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12
            ),
        )
    )
    shades = alt.Scale(domain=["", *TIERS], range=[ink["ink"], *ink["tiers"]])
    bars = base.mark_bar(cornerRadius=3).encode(
        alt.Y("low:Q", axis=None, scale=alt.Scale(nice=False)),
        alt.Y2("high"),
        alt.Color("tier:N", scale=shades, legend=None),
    )
    texts = base.mark_text(baseline="bottom", dy=-5, fontWeight=600, fontSize=13, color=ink["text"]).encode(
        alt.Y("top:Q", axis=None), alt.Text("text:N")
    )
    return picture(bars, texts, height=height, padding={"top": 18, "left": 5, "right": 5, "bottom": 5})
