"""How categories spread over the stages, who buys in each stage, and generations one after another."""

import altair as alt
import numpy as np
import pandas as pd

from cx.charts import LABEL, labels, picture
from cx.charts.ids import identified
from cx.charts.palette import STAGES, TIERS, colours
from cx.text.formatting import _, count, month, percent, short_money

ROW = 34
HEAD = 24
"""Pixels between the legend and the bars, where the figures at the right have a head."""
NAMED_FROM = 0.06  # of the whole row: a narrower piece has no room for its share
ABOVE = 56
"""Pixels for the legend, which the height of a picture includes."""
MOST_ROWS = 12
OTHERS = ["No tier", "Guests"]
PALE = ["Gold", "Silver", *OTHERS, "Development"]
EDGE = 0.15  # names stay off the ends, where they would be cut
MONEY = "(datum.value < 0 ? '−' : '') + '{currency}' + replace(format(abs(datum.value), '~s'), 'G', 'B')"


def mix(table: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """Bars of `shares_chart`: the stages of each category by their share of its revenue (without any: of its products).

    Parameters
    ----------
    table : an answer of cx.products.categories.mix; the MOST_ROWS categories with most revenue
    """
    rows = table.assign(row=table["category"].astype(object).fillna(_("No category")))
    rows = rows[rows["row"].isin(rows["row"].drop_duplicates().head(MOST_ROWS))]
    sold = rows["revenue"].clip(lower=0)
    size = sold.where(sold.groupby(rows["row"]).transform("sum") > 0, rows["products"])
    said = rows["products"].map(lambda n: count(n, _("product"), _("products")))
    return _pieces(
        rows.assign(size=size, kind=rows["stage"], said=said),
        currency,
        rows.groupby("row")["past_share"].first(),
    )


def buyers(table: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """Bars of `shares_chart`: the tiers that bought in each stage. table : an answer of cx.products.buyers.tiers"""
    rows = table.assign(row=table["stage"].map(_), size=table["revenue"].clip(lower=0), kind=table["tier"])
    people = rows["customers"].map(lambda n: count(n, _("customer"), _("customers")))
    best = rows[rows["kind"].isin(TIERS[:2])].groupby("row")["share"].sum()
    return _pieces(rows.assign(said=people.where(rows["kind"] != "Guests", "")), currency, best)


def ahead(table: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """Bars of `shares_chart`: today's profit by stage, now and in three years.

    Parameters
    ----------
    table : an answer of cx.products.years_ahead.profit_by_stage; a stage that makes a loss has no bar
    """
    when = {"now": _("Now"), "then": _("In 3 years")}
    rows = table.assign(row=table["when"].map(when), size=table["profit"].clip(lower=0), kind=table["stage"], said="")
    frames = _pieces(rows.assign(revenue=rows["profit"]), currency, pd.Series(dtype=float))
    said = table["share"].map(percent)
    bars = frames["bars"].assign(share=said.to_numpy())
    bars["label"] = bars["share"].where(bars["label"] != "", "")
    return {"bars": bars, "rows": frames["rows"].assign(beside="")}


def _pieces(rows: pd.DataFrame, currency: str, beside: pd.Series) -> dict[str, pd.DataFrame]:
    whole = rows.groupby("row")["size"].transform("sum")
    share = (rows["size"] / whole.where(whole > 0)).fillna(0)
    end = share.groupby(rows["row"], sort=False).cumsum()
    order = {name: place for place, name in enumerate(rows["row"].drop_duplicates())}
    bars = pd.DataFrame(
        {
            "row": rows["row"],
            "place": rows["row"].map(order).astype(int),
            "kind": rows["kind"],
            "name": rows["kind"].map(_),
            "x": end - share,
            "x2": end,
            "middle": end - share / 2,
            "said": rows["said"],
            "pale": rows["kind"].isin(PALE),
            "share": share.map(percent),
            "label": share.map(percent).where(share >= NAMED_FROM, ""),
            "money": [short_money(value, currency) for value in rows["revenue"]],
        }
    )
    names = pd.DataFrame({"row": list(order), "place": list(order.values())})
    names["beside"] = [percent(beside.get(name, np.nan)) for name in order]
    return {"bars": bars, "rows": names}


@identified("stages.buyers")
def shares_chart(
    theme: str = "light", rows: int = 6, kinds: str = "stages", beside: str = "", of: str = "revenue"
) -> alt.LayerChart:
    """Bars of shares, a row each; a figure stands at the right. Frames: those of `mix`, `buyers` or `ahead`.

    Parameters
    ----------
    kinds : "stages" or "tiers", what the colours mean
    beside : the head of the figures at the right; "" where there are none
    of : "revenue" or "profit", what the shares are of
    """
    ink = colours(theme)
    domain, shades = (
        (STAGES, ink["stages"])
        if kinds == "stages"
        else ([*TIERS, *OTHERS], [*ink["tiers"], ink["track"], ink["grid"]])
    )
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0.3))
    shade = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=domain, range=shades),
        legend=alt.Legend(
            orient="top",
            title=None,
            labelColor=ink["text"],
            symbolType="square",
            offset=HEAD if beside else 6,
            columns=alt.ExprRef("width < 420 ? 3 : 7"),
        ),
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.24, 1.12], nice=False))
    bars = alt.Chart(alt.NamedData("bars"))
    tips = {
        "row": _("Row"),
        "name": _("Part"),
        "share": _("Share of profit") if of == "profit" else _("Share of revenue"),
        "money": _("Profit") if of == "profit" else _("Revenue"),
    }
    if of == "revenue":
        tips["said"] = _("Count")
    names = alt.Chart(alt.NamedData("rows"))
    words = {"fontSize": alt.ExprRef("width < 420 ? 10 : 12"), "color": ink["text"], "baseline": "middle"}
    has_room = "(datum.x2 - datum.x) * width > 36"
    return picture(
        bars.mark_bar(cornerRadius=2).encode(
            x,
            alt.X2("x2"),
            y,
            shade,
            tooltip=[alt.Tooltip(f"{column}:N", title=title) for column, title in tips.items()],
        ),
        bars.mark_text(fontSize=11, fontWeight=600, baseline="middle").encode(
            alt.X("middle:Q"),
            y,
            text="label:N",
            opacity=alt.condition(has_room, alt.value(1), alt.value(0)),
            color=alt.condition(
                "datum.pale", alt.value("#16202C"), alt.value("#FFFFFF" if theme == "light" else "#0F1720")
            ),
        ),
        names.mark_text(align="right", dx=-8, limit=alt.ExprRef("width * 0.17"), **words).encode(
            x=alt.datum(0), y=y, text="row:N"
        ),
        names.mark_text(align="left", dx=8, fontWeight=600, **words).encode(x=alt.datum(1), y=y, text="beside:N"),
        names.transform_filter("datum.place === 0")
        .mark_text(text=beside, align="right", baseline="bottom", dy=-6, fontSize=11.5, color=ink["muted"])
        .encode(x=alt.datum(1.12), y=alt.value(0)),
        height=ROW * rows + ABOVE + (HEAD if beside else 0),
    )


# --- stacked months ------------------------------------------------------------------------------------------


def by_stage(table: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """Areas of `stacked_chart`: a category's sales by the stage its products were in (of `category_months`)."""
    rows = table.assign(kind=table["stage"], name=table["stage"].map(_))
    return _stacked(rows[rows.groupby("stage")["revenue"].transform("sum") > 0], currency)


def generations(table: pd.DataFrame, currency: str = "") -> dict[str, pd.DataFrame]:
    """Areas of `stacked_chart`: products one after another, the oldest at the bottom (of `generations`)."""
    kind = (
        table["product_id"]
        .astype(object)
        .fillna("")
        .map(
            {
                key: str(place)
                for place, key in enumerate(table["product_id"].astype(object).fillna("").drop_duplicates())
            }
        )
    )
    return _stacked(table.assign(kind=kind, name=table["name"].astype(object).fillna(_("All others"))), currency)


def _stacked(rows: pd.DataFrame, currency: str) -> dict[str, pd.DataFrame]:
    amount = rows["revenue"].clip(lower=0)
    high = amount.groupby(rows["month"], sort=False).cumsum()
    areas = pd.DataFrame(
        {
            "at": rows["month"] + pd.Timedelta(days=14),
            "kind": rows["kind"],
            "name": rows["name"],
            "low": high - amount,
            "high": high,
            "when": rows["month"].map(month),
            "money": [short_money(value, currency) for value in rows["revenue"]],
        }
    ).reset_index(drop=True)
    return {"areas": areas, "names": _named(areas)}


def _named(areas: pd.DataFrame) -> pd.DataFrame:
    """The name of each area where it is thickest, off the ends; "" where it is nowhere thick enough."""
    if areas.empty:
        return areas.assign(y=0.0, text="")[["at", "y", "text"]]
    first, last = areas["at"].min(), areas["at"].max()
    inside = areas["at"].between(first + EDGE * (last - first), last - EDGE * (last - first))
    rows = areas[inside] if inside.any() else areas
    names = rows.loc[(rows["high"] - rows["low"]).groupby(rows["kind"], sort=False).idxmax()]
    thick = (names["high"] - names["low"]) > 0.06 * areas["high"].max()
    return names.assign(y=(names["low"] + names["high"]) / 2, text=names["name"].where(thick, ""))[["at", "y", "text"]]


@identified("stages.stacked", over_time="at")
def stacked_chart(
    theme: str = "light", kinds: str = "stages", height: int = 280, currency: str = "", many: int = 8
) -> alt.LayerChart:
    """Sales by month, one on the other. Frames: those of `by_stage` or `generations`.

    Parameters
    ----------
    kinds : "stages", or "generations": from pale for the oldest to deep for the newest of `many`
    """
    ink = colours(theme)
    domain, shades = STAGES, ink["stages"]
    if kinds != "stages":
        domain = [str(place) for place in range(many)]
        shades = [_blend(ink["heat"], place / max(many - 1, 1)) for place in range(many)]
    quiet = {
        "domain": False,
        "ticks": False,
        "labelColor": ink["muted"],
        "labelFontSize": LABEL["labelFontSize"],
    }
    up = alt.Axis(
        tickCount=4,
        labelExpr=MONEY.format(currency=currency.replace("'", "")),
        gridDash=[3, 3],
        gridColor=ink["grid"],
        **quiet,
    )
    x = alt.X(
        "at:T",
        title=None,
        scale=alt.Scale(nice=False),
        axis=labels.months(6, quiet),
    )
    shade = alt.Color("kind:N", scale=alt.Scale(domain=domain, range=shades), legend=None)
    tips = [
        alt.Tooltip("name:N", title=_("Part")),
        alt.Tooltip("when:N", title=_("Month")),
        alt.Tooltip("money:N", title=_("Sales")),
    ]
    areas = alt.Chart(alt.NamedData("areas"))
    names = alt.Chart(alt.NamedData("names")).encode(alt.X("at:T"), alt.Y("y:Q"), text="text:N")
    said = {"fontSize": 11, "fontWeight": 600, "baseline": "middle", "limit": 130}
    return picture(
        areas.mark_area(stroke=ink["paper"], strokeWidth=0.8, opacity=0.9).encode(
            x, alt.Y("low:Q", title=None, axis=up, stack=None), alt.Y2("high"), shade
        ),
        areas.mark_rule(opacity=0, strokeWidth=14).encode(x, alt.Y("low:Q"), alt.Y2("high"), tooltip=tips),
        names.mark_text(color=ink["paper"], stroke=ink["paper"], strokeWidth=3, opacity=0.8, **said),
        names.mark_text(color=ink["text"], **said),
        height=height,
    )


def _blend(ramp: list[str], share: float) -> str:
    """The colour at a share (0..1) of the way along a ramp."""
    place = share * (len(ramp) - 1)
    low = min(int(place), len(ramp) - 2)
    ends = [[int(ramp[at][digit : digit + 2], 16) for digit in (1, 3, 5)] for at in (low, low + 1)]
    mixed = [round(a + (b - a) * (place - low)) for a, b in zip(*ends, strict=True)]
    return "#" + "".join(f"{part:02X}" for part in mixed)
