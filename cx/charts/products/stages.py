"""The life of a product: its sales and profit by month over the dated bands of its stages."""

from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, labels, picture
from cx.charts.ids import identified
from cx.charts.palette import STAGES, colours
from cx.text.formatting import _, money, month, sure

ROOM_FOR_LABELS = "width - 64"  # pixels at the right of the last month, for the names of the lines
NAMED_FROM_SHARE = 0.07
FLOOR = 0.25  # how far below zero a small picture reaches, of the best month
MONEY = "(datum.value < 0 ? '−' : '') + '{currency}' + replace(format(abs(datum.value), '~s'), 'G', 'B')"
MONTH, MIDDLE = pd.DateOffset(months=1), pd.Timedelta(days=14)


def bands(history: pd.DataFrame) -> pd.DataFrame:
    """Unbroken runs of a stage: product_id, stage, start, end (first day after the run), since (in words), before_data.

    Parameters
    ----------
    history : an answer of cx.stages.history, in the order of product and month

    Notes
    -----
    In the order of time. A run may have begun before its start, the first month given. A stage of "", one that cannot
    be told, has no band.
    """
    begins = (history["stage"] != history["stage"].shift()) | (history["product_id"] != history["product_id"].shift())
    runs = history.groupby(begins.cumsum(), sort=False).agg(
        product_id=("product_id", "first"),
        stage=("stage", "first"),
        start=("month", "first"),
        end=("month", "last"),
        since=("since", "first"),
        before_data=("before_data", "first"),
    )
    since = runs["since"].map(month).mask(runs["before_data"].astype(bool), _("before the data"))
    return runs.assign(end=runs["end"] + MONTH, since=since)[runs["stage"] != ""].reset_index(drop=True)


def life(
    history: pd.DataFrame, sold: pd.DataFrame, peak: pd.Timestamp | None = None, currency: str = ""
) -> dict[str, pd.DataFrame]:
    """What the chart of one product draws: `months`, `bands`, `ends` (labels of the lines) and `peak`.

    Parameters
    ----------
    history, sold : answers of cx.stages.history and months for one product, of the months to draw
    peak : month of the peak by Bass, drawn where it lies inside the months
    """
    rows = sold[["month", "revenue", "profit"]].merge(
        history[["month", "adjusted", "stage", "probability"]], on="month", how="inner"
    )
    rows = rows.assign(
        at=rows["month"] + MIDDLE,
        loss=rows["profit"].clip(upper=0),
        zero=0.0,
        when=rows["month"].map(month),
        stage_name=[_(stage) if stage else "" for stage in rows["stage"]],
        sure=rows["probability"].map(sure),
        sales_text=[money(value, currency) for value in rows["revenue"]],
        profit_text=[money(value, currency) for value in rows["profit"]],
    ).drop(columns=["month", "probability"])
    runs = bands(history)
    whole = (runs["end"].max() - runs["start"].min()) / pd.Timedelta(days=1)
    share = (runs["end"] - runs["start"]) / pd.Timedelta(days=1) / whole
    runs = runs.assign(middle=runs["start"] + (runs["end"] - runs["start"]) / 2)
    runs = runs.assign(
        name=runs["stage"].map(_).where(share >= NAMED_FROM_SHARE, ""),
        since=runs["since"].where(share >= NAMED_FROM_SHARE, ""),
    )
    inside = peak is not None and pd.notna(peak) and rows["at"].min() <= peak + MIDDLE <= rows["at"].max()
    top = pd.DataFrame(
        {
            "at": [peak + MIDDLE] if inside else [],
            "text": [_("Peak by Bass")] if inside else [],
        }
    )
    return {"months": rows, "bands": runs, "ends": _ends(rows), "peak": top}


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    """The names of the lines beside their last point, kept apart."""
    last = rows.iloc[-1]
    low, high = min(rows["profit"].min(), 0), max(rows["revenue"].max(), rows["profit"].max(), 1e-9)
    apart = 0.07 * (high - low)
    sales, profit = float(last["revenue"]), float(last["profit"])
    if abs(sales - profit) < apart:
        middle, sign = (sales + profit) / 2, 1 if sales >= profit else -1
        sales, profit = middle + sign * apart / 2, middle - sign * apart / 2
    roof = high + 0.16 * (high - low)  # room for the names of the bands
    return pd.DataFrame(
        {
            "at": last["at"],
            "y": [sales, profit],
            "roof": roof,
            "text": [_("Sales"), _("Profit")],
            "line": ["sales", "profit"],
        }
    )


@identified("stages.life", over_time="at", headroom=36)
def life_chart(theme: str = "light", height: int = 340, currency: str = "") -> alt.LayerChart:
    """Monthly sales and profit of one product over its stages. Frames: those of `life`."""
    ink = colours(theme)
    quiet = {
        "domain": False,
        "ticks": False,
        "labelColor": ink["muted"],
        "labelFontSize": LABEL["labelFontSize"],
    }
    scale = alt.Scale(nice=False, range=[0, alt.ExprRef(ROOM_FOR_LABELS)])
    x = alt.X("at:T", title=None, scale=scale, axis=labels.months(8, quiet))
    money_of = MONEY.format(currency=currency.replace("'", ""))
    up = alt.Axis(tickCount=5, labelExpr=money_of, gridDash=[3, 3], gridColor=ink["grid"], **quiet)
    y = alt.Y("revenue:Q", title=None, axis=up, scale=alt.Scale(padding=6))
    layers = [*_grounds(ink, theme, x), *_lines(ink, x, y), *_words(ink, x)]
    return picture(*layers, height=height)


def _lines(ink: dict[str, Any], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    months = alt.Chart(alt.NamedData("months")).encode(x)
    tips = {
        "when": _("Month"),
        "sales_text": _("Sales"),
        "profit_text": _("Profit"),
        "stage_name": _("Stage"),
    }
    tooltip = [alt.Tooltip(f"{column}:N", title=title) for column, title in tips.items()]
    tooltip.append(alt.Tooltip("sure:N", title=_("Probability")))
    zero = alt.Y2("zero")
    return [
        months.mark_area(color=ink["ink"], opacity=0.14).encode(alt.Y("revenue:Q", stack=None), zero),
        months.mark_area(color=ink["bad"], opacity=0.32).encode(alt.Y("loss:Q", stack=None), zero),
        months.mark_line(color=ink["muted"], strokeWidth=1.2, strokeDash=[2, 3]).encode(alt.Y("adjusted:Q")),
        months.mark_line(color=ink["good"], strokeWidth=2).encode(alt.Y("profit:Q", stack=None)),
        months.mark_line(color=ink["ink"], strokeWidth=2.6).encode(y),
        months.mark_rule(opacity=0, strokeWidth=14).encode(tooltip=tooltip),
    ]


def _grounds(ink: dict[str, Any], theme: str, x: alt.X) -> list[alt.Chart]:
    shade = alt.Color("stage:N", scale=alt.Scale(domain=STAGES, range=ink["stages"]), legend=None)
    ground = alt.Chart(alt.NamedData("bands")).mark_rect(opacity=0.15 if theme == "light" else 0.2)
    zero = alt.Chart(alt.NamedData("ends")).mark_rule(color=ink["muted"], strokeWidth=0.8, opacity=0.6)
    return [
        ground.encode(alt.X("start:T", title=None), alt.X2("end"), color=shade),
        zero.encode(y=alt.datum(0)),
    ]


def _words(ink: dict[str, Any], x: alt.X) -> list[alt.Chart]:
    band = alt.Chart(alt.NamedData("bands")).encode(alt.X("middle:T"))
    size = alt.ExprRef("clamp(width * 0.015, 9, 13)")
    name = band.mark_text(baseline="top", dy=6, fontWeight=600, fontSize=size, color=ink["text"]).encode(
        y=alt.value(0), text="name:N"
    )
    since = band.mark_text(baseline="top", dy=23, fontSize=10.5, color=ink["muted"]).encode(
        y=alt.value(0), text="since:N"
    )
    ends = alt.Chart(alt.NamedData("ends"))
    line = ends.transform_calculate(ink=f"datum.line == 'sales' ? '{ink['ink']}' : '{ink['good']}'").mark_text(
        align="left", dx=8, fontWeight=600, fontSize=12
    )
    room = ends.mark_point(opacity=0).encode(x, alt.Y("roof:Q"))
    top = alt.Chart(alt.NamedData("peak"))
    rule = top.mark_rule(color=ink["text"], strokeDash=[4, 4], strokeWidth=1).encode(x)
    said = top.mark_text(align="left", dx=5, dy=-8, baseline="bottom", fontSize=10.5, color=ink["text"])
    colour = alt.Color("ink:N", scale=None)
    return [
        name,
        since,
        room,
        rule,
        said.encode(x, y=alt.value("height"), text="text:N"),
        line.encode(x, alt.Y("y:Q"), text="text:N", color=colour),
    ]


# --- small multiples ---------------------------------------------------------------------------------------


def many(history: pd.DataFrame, products: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What the small pictures draw: `points`, `bands` and `names`, a panel a product in the order of `products`.

    Parameters
    ----------
    history : an answer of cx.stages.history
    products : rows of cx.stages.current

    Notes
    -----
    Each panel runs from the first to the last of all months drawn, and up to the product's own best month.
    """
    rows = history[history["product_id"].isin(products["product_id"])]
    panel = {product: number for number, product in enumerate(products["product_id"])}
    first, last = rows["month"].min(), rows["month"].max() + MONTH
    span = (last - first) / pd.Timedelta(days=1) if len(rows) else 1.0
    best = rows.groupby("product_id")["revenue"].transform("max").clip(lower=1e-9)
    points = pd.DataFrame(
        {
            "panel": rows["product_id"].map(panel),
            "t": (rows["month"] - first) / pd.Timedelta(days=1) / span + 0.5 / max(span / 30.4, 1),
            "sales": (rows["revenue"] / best).clip(lower=0),
            "profit": (rows["profit"] / best).clip(-FLOOR, 1),
        }
    )
    runs = bands(rows)
    strips = pd.DataFrame(
        {
            "panel": runs["product_id"].map(panel),
            "stage": runs["stage"],
            "stage_name": runs["stage"].map(_),
            "t": (runs["start"] - first) / pd.Timedelta(days=1) / span,
            "t2": (runs["end"] - first) / pd.Timedelta(days=1) / span,
            "since": runs["since"],
        }
    )
    names = products.assign(
        panel=range(len(products)),
        stage_name=products["stage"].map(_),
        since=products["since"].map(month).mask(products["since_before_data"].astype(bool), _("before the data")),
    )
    return {
        "points": points.astype({"panel": int}),
        "bands": strips.astype({"panel": int}),
        "names": names[["panel", "product_id", "name", "stage", "stage_name", "since"]],
    }


@identified("stages.lives")
def many_chart(theme: str = "light", panels: int = 10, height: int = 420, least: int = 165) -> alt.LayerChart:
    """Small pictures of products, as many abreast as the width has room for. Frames: those of `many`.

    Parameters
    ----------
    panels : how many there are
    least : the narrowest a panel may be, in pixels
    """
    ink = colours(theme)
    columns = f"clamp(floor(width / {least}), 2, 5)"
    lines = f"ceil({max(panels, 1)} / {columns})"
    left, wide = f"(datum.panel % {columns}) * width / {columns}", f"(width / {columns} - 14)"
    top, tall = f"floor(datum.panel / {columns}) * height / {lines} + 20", f"(height / {lines} - 32)"
    across = {"px": f"{left} + datum.t * {wide}", "px2": f"{left} + datum.t2 * {wide}"}
    up = {f"{name}_y": f"{top} + (1 - datum.{name}) * {tall} / {1 + FLOOR}" for name in ("sales", "profit")}
    strips = _placed("bands", across | {"top": top, "base": f"{top} + {tall}"})
    points = _placed("points", {"px": across["px"]} | up)
    names = _placed("names", {"px": left, "top": top})
    layers = _small(ink, strips, points, names, alt.ExprRef(f"width / {columns} - 16"))
    return picture(*layers, height=height)


def _small(
    ink: dict[str, Any], strips: alt.Chart, points: alt.Chart, names: alt.Chart, limit: alt.ExprRef
) -> list[alt.Chart]:
    x = alt.X("px:Q", scale=None, axis=None)
    y = {name: alt.Y(f"{name}:Q", scale=None, axis=None, stack=None) for name in ("sales_y", "profit_y", "top")}
    shade = alt.Color("stage:N", scale=alt.Scale(domain=STAGES, range=ink["stages"]), legend=None)
    tips = [alt.Tooltip("stage_name:N", title=_("Stage")), alt.Tooltip("since:N", title=_("since"))]
    said = {
        "align": "left",
        "baseline": "bottom",
        "dy": -3,
        "fontSize": 11,
        "fontWeight": 600,
        "limit": limit,
    }
    return [
        strips.mark_rect(opacity=0.22).encode(x, alt.X2("px2"), y["top"], alt.Y2("base"), color=shade, tooltip=tips),
        points.mark_line(strokeWidth=1.2, color=ink["good"]).encode(x, y["profit_y"], detail="panel:N"),
        points.mark_line(strokeWidth=1.8, color=ink["ink"]).encode(x, y["sales_y"], detail="panel:N"),
        names.mark_text(color=ink["text"], **said).encode(x, y["top"], text="name:N"),
    ]


def _placed(name: str, places: dict[str, str]) -> alt.Chart:
    """The rows with their pixels; the arrangement is the browser's, which alone knows the width."""
    chart = alt.Chart(alt.NamedData(name))
    for column, expression in places.items():
        chart = chart.transform_calculate(**{column: expression})
    return chart
