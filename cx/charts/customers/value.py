"""Customer value: by tier, and how right earlier forecasts were."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.labels import apart
from cx.charts.palette import TIERS, colours
from cx.text.formatting import _, day, number, percent, short_money, with_sign

NO_TIER = "No order in 12 months"
MODEL, PLAIN, CAME = "Model", "Last year again", "What came"


def tiers(by_tier: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frame of the tiers: one row each, with its bar, interval and text.

    Parameters
    ----------
    by_tier : the answer of cx.value.by_tier
    """
    rows = by_tier[["tier", "value", "low", "high"]].assign(
        name=[f"{_(row.tier or NO_TIER)} · {number(row.customers)}" for row in by_tier.itertuples()],
        text=[short_money(value, currency) for value in by_tier["value"]],
        interval=[
            _("{low} to {high}").format(low=short_money(row.low, currency), high=short_money(row.high, currency))
            for row in by_tier.itertuples()
        ],
        end=by_tier[["value", "high"]].max(axis=1).clip(lower=0.0),
        order=range(len(by_tier)),
    )
    return {"tier_values": rows}


@identified("value.tiers")
def tiers_chart(theme: str = "light", rows: int = 6, row: int = 40) -> alt.LayerChart:
    """Expected contribution of each tier with its interval. NamedData tier_values of `tiers`."""
    ink = colours(theme)
    axis = alt.Axis(title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12.5, labelLimit=190)
    base = alt.Chart(alt.NamedData("tier_values")).encode(
        alt.Y("name:N", sort=alt.EncodingSortField("order", op="min"), scale=alt.Scale(paddingInner=0.4), axis=axis),
        tooltip=[
            alt.Tooltip("name:N", title=_("Tier")),
            alt.Tooltip("text:N", title=_("Value")),
            alt.Tooltip("interval:N", title=_("95% interval")),
        ],
    )
    scale = alt.Scale(nice=False, padding=0, range=[0, alt.ExprRef("width - 70")])
    shades = alt.Scale(domain=[*TIERS, ""], range=[*ink["tiers"], ink["track"]])
    bars = base.mark_bar(cornerRadius=3).encode(
        alt.X("value:Q", axis=None, scale=scale), alt.Color("tier:N", scale=shades, legend=None)
    )
    lines = base.mark_rule(strokeWidth=1.6, color=ink["text"]).encode(
        alt.X("low:Q", axis=None, scale=scale), alt.X2("high")
    )
    texts = base.mark_text(align="left", dx=8, fontWeight=600, fontSize=12.5, color=ink["text"])
    said = texts.encode(alt.X("end:Q", axis=None, scale=scale), alt.Text("text:N"))
    return picture(bars, lines, said, height=row * rows)


def tenths(table: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    """The frames of a back-test: `tenths`, one row per tenth and line, and `names` at the ends of the lines.

    Parameters
    ----------
    table : the answer of cx.value.back_test
    """
    lines = {"actual": CAME, "expected": MODEL, "plain": PLAIN}
    long = table.melt(["tenth", "customers"], list(lines), "code", "money")
    long = long.assign(
        line=[_(lines[code]) for code in long["code"]],
        text=[short_money(money, currency) for money in long["money"]],
    )
    last = long[long["tenth"] == long["tenth"].max()].sort_values("money", ascending=False)
    return {"tenths": long, "names": last.assign(at=apart(last["money"].clip(lower=0.0).tolist()))}


@identified("value.tenths")
def tenths_chart(theme: str = "light", currency: str = "", height: int = 250) -> alt.LayerChart:
    """What came by tenths of expected value, beside the model and the plain rule. NamedData tenths and names."""
    ink = colours(theme)
    shades = alt.Scale(domain=["actual", "expected", "plain"], range=[ink["text"], ink["ink"], ink["muted"]])
    colour = alt.Color("code:N", scale=shades, legend=None)
    look = {"labelColor": ink["muted"], "titleColor": ink["muted"], "domain": False, "ticks": False, **LABEL}
    across = alt.Axis(grid=False, labelAngle=0, values=list(range(1, 11)), format="d", **look)
    mark = f"'{currency}' + " if currency and "'" not in currency else ""
    upright = alt.Axis(gridColor=ink["grid"], tickCount=4, labelExpr=f"{mark}format(datum.value, ',.0f')", **look)
    room = alt.Scale(domain=[1, 10], nice=False, range=[0, alt.ExprRef("width - min(110, width * 0.3)")])
    x = alt.X("tenth:Q", title=_("Tenths of customers by expected value"), axis=across, scale=room)
    y = alt.Y("money:Q", title=None, axis=upright)
    base = alt.Chart(alt.NamedData("tenths")).encode(
        x,
        y,
        colour,
        tooltip=[
            alt.Tooltip("line:N", title=_("Line")),
            alt.Tooltip("tenth:Q", title=_("Tenth")),
            alt.Tooltip("text:N", title=_("Mean contribution")),
            alt.Tooltip("customers:Q", title=_("Customers"), format=","),
        ],
    )
    whole = base.transform_filter("datum.code !== 'plain'").mark_line(strokeWidth=2.2)
    dashed = base.transform_filter("datum.code === 'plain'").mark_line(strokeWidth=1.8, strokeDash=[5, 4])
    dots = base.transform_filter("datum.code === 'actual'").mark_circle(size=42, opacity=1)
    names = alt.Chart(alt.NamedData("names")).mark_text(align="left", dx=8, fontSize=11.5, fontWeight=600)
    said = names.encode(x, alt.Y("at:Q"), colour, text="line:N")
    return picture(whole, dashed, dots, said, height=height, padding={"top": 18, "left": 5, "right": 5, "bottom": 5})


def errors(tests: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The frame of the back-tests: one row per origin and rule, the earliest first.

    Parameters
    ----------
    tests : the answer of cx.value.back_tests
    """
    rules = {"ratio": MODEL, "plain_ratio": PLAIN}
    long = tests.iloc[::-1].melt(["origin"], list(rules), "code", "ratio_found").dropna(subset="ratio_found")
    missed = long["ratio_found"] - 1
    return {
        "errors": long.assign(
            origin=[day(on) for on in long["origin"]],
            order=[list(tests["origin"])[::-1].index(on) for on in long["origin"]],
            rule=[_(rules[code]) for code in long["code"]],
            missed=missed,
            text=[with_sign(value, percent(abs(value))) for value in missed],
        )
    }


@identified("value.errors")
def errors_chart(theme: str = "light", rows: int = 5, row: int = 34) -> alt.LayerChart:
    """By how much each back-test missed: filled the model, hollow the plain rule. NamedData errors of `errors`."""
    ink = colours(theme)
    axis = alt.Axis(title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelLimit=120)
    look = {"labelColor": ink["muted"], "titleColor": ink["muted"], "domain": False, "ticks": False, **LABEL}
    below = alt.Axis(format="+.0%", gridColor=ink["grid"], tickCount=5, **look)
    x = alt.X("missed:Q", title=_("Expected above or below what came"), axis=below, scale=alt.Scale(padding=14))
    base = alt.Chart(alt.NamedData("errors")).encode(
        alt.Y("origin:N", sort=alt.EncodingSortField("order", op="min"), axis=axis),
        x,
        tooltip=[
            alt.Tooltip("origin:N", title=_("Forecast made on")),
            alt.Tooltip("rule:N", title=_("Rule")),
            alt.Tooltip("text:N", title=_("Missed by")),
        ],
    )
    zero = alt.Chart(alt.NamedData("errors")).mark_rule(color=ink["text"], strokeWidth=1).encode(x=alt.datum(0))
    model = base.transform_filter("datum.code === 'ratio'").mark_point(filled=True, size=95, opacity=1)
    plain = base.transform_filter("datum.code !== 'ratio'").mark_point(size=80, opacity=1, strokeWidth=1.8)
    return picture(
        zero, plain.encode(color=alt.value(ink["muted"])), model.encode(color=alt.value(ink["ink"])),
        height=row * rows + 24,
    )  # fmt: skip
