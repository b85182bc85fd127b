"""Requests: who asks for each, by tier, with the intervals of the ranks and what they contribute."""

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from cx.charts import LABEL, picture
from cx.charts.ids import identified
from cx.charts.palette import TIERS, colours
from cx.text.formatting import _, number, percent, short_money

ROW = 44
MOST = 12
"""Topics that are drawn, those of the best ranks."""
NO_ORDER = "No order"
PICKED = "request"
"""The selection of every picture of requests; its field is code."""
LEAD, OTHER = "lead", "other"


def code(topic: str) -> str:
    """What a click on a topic reports, and the address holds: without the comma that parts its values.

    Examples
    --------
    >>> code("Lids, large")
    'Lids; large'
    """
    return topic.replace(",", ";")


def ranking(rows: pd.DataFrame, currency: str, label: Callable[[str], str]) -> dict[str, pd.DataFrame]:
    """The frames of the ranking: `parts`, one row a topic and tier, and `topics`, one row each.

    Parameters
    ----------
    rows : an answer of `cx.requests.ranking`
    currency : the company's
    label : what a topic is called
    """
    shown = rows.head(MOST)
    topics = pd.DataFrame(
        {
            "topic": shown["topic"].map(label),
            "code": shown["topic"].map(code),
            "order": range(len(shown)),
            "customers": shown["customers"].astype(float),
            "said": shown["customers"].map(number),
            "rank": shown["rank"],
            "low": shown["rank_low"],
            "high": shown["rank_high"],
            "ranks": [span(row.rank_low, row.rank_high) for row in shown.itertuples()],
            "first": [percent(share) if pd.notna(share) else _("n/a") for share in shown["first_share"]],
            "money": [short_money(value, currency) for value in shown["contribution"]],
            "tone": [LEAD if low == 1 else OTHER for low in shown["rank_low"]],
        }
    )
    parts = [
        {**topic, "tier": _(name), "part": place, "n": row[column], "whom": number(row[column])}
        for topic, row in zip(topics.to_dict("records"), shown.to_dict("records"), strict=True)
        for place, (column, name) in enumerate([*((tier, tier) for tier in TIERS), ("no_order", NO_ORDER)])
        if row[column]
    ]
    columns = ["topic", "code", "order", "tier", "part", "n", "whom"]
    return {"topics": topics, "parts": pd.DataFrame(parts, columns=columns)}


def span(low: float, high: float) -> str:
    """Ranks from one to another.

    Examples
    --------
    >>> span(1, 1), span(2, 5)
    ('1', '2 to 5')
    """
    if pd.isna(low):
        return _("n/a")
    return number(low) if low == high else _("{low} to {high}").format(low=number(low), high=number(high))


@identified("requests.ranking")
def ranking_chart(theme: str = "light", count: int = 6, row: int = ROW) -> alt.LayerChart:
    """Customers by tier, the rank with its interval, and what they contribute; selection `request`.

    NamedData parts and topics of `ranking`, of which is_picked outlines.
    """
    ink = colours(theme)
    topics = alt.Chart(alt.NamedData("topics"))
    y = _names(ink)
    sides = [
        alt.layer(*_bars(topics, y, ink)),
        alt.layer(*_ranks(topics, y, ink), *_money(topics, y, ink), _over(topics, y, ink)),
    ]
    found: alt.LayerChart = picture(
        *sides, height=row * count + 30, padding={"top": 20, "left": 5, "right": 5, "bottom": 5}
    ).resolve_scale(x="independent", color="independent")
    return found


def _names(ink: dict[str, Any]) -> alt.Y:
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink["text"], labelFontSize=12, labelPadding=8,
        labelLimit=alt.ExprRef("width < 300 ? 90 : 160"),
    )  # fmt: skip
    return alt.Y("topic:N", sort=alt.EncodingSortField("order", op="min"), axis=axis, scale=alt.Scale(padding=0.28))


def _bars(topics: alt.Chart, y: alt.Y, ink: dict[str, Any]) -> list[alt.Chart]:
    """Bars of customers, a part for each tier, with the number at their end."""
    scale = alt.Scale(range=[0, alt.ExprRef("width < 300 ? width * 0.42 : width * 0.46")], domainMin=0, nice=False)
    axis = heading(_("customers who asked"), ink, anchor="start")
    tiers = [*TIERS, NO_ORDER]
    tone = alt.Color(
        "tier:N",
        scale=alt.Scale(domain=[_(tier) for tier in tiers], range=[*ink["tiers"], ink["track"]]),
        legend=alt.Legend(
            orient="bottom", title=None, symbolType="square", labelColor=ink["text"], offset=4,
            columns=alt.ExprRef("width < 300 ? 3 : 6"),
        ),
    )  # fmt: skip
    parts = alt.Chart(alt.NamedData("parts")).mark_bar(cornerRadius=2, stroke=ink["paper"], strokeWidth=1)
    tip = [
        alt.Tooltip("topic:N", title=_("Request")),
        alt.Tooltip("tier:N", title=_("Tier")),
        alt.Tooltip("whom:N", title=_("Customers")),
    ]
    return [
        parts.encode(
            x=alt.X("n:Q", axis=axis, scale=scale, stack="zero"),
            y=y,
            color=tone,
            order=alt.Order("part:Q"),
            tooltip=tip,
        ),
        topics.mark_text(align="left", dx=6, fontSize=12, fontWeight=600, color=ink["text"]).encode(
            x=alt.X("customers:Q", axis=axis, scale=scale), y=y, text="said:N"
        ),
    ]


def _ranks(topics: alt.Chart, y: alt.Y, ink: dict[str, Any]) -> list[alt.Chart]:
    """Ranks with their intervals."""
    scale = alt.Scale(
        range=[
            alt.ExprRef("width < 300 ? width * 0.64 : width * 0.59"),
            alt.ExprRef("width < 300 ? width - 10 : width * 0.84"),
        ],
        domainMin=1,
        nice=False,
        zero=False,
        padding=6,
    )
    axis = alt.Axis(
        orient="bottom", title=None, tickMinStep=1, format="d", grid=True, gridColor=ink["grid"], domain=False,
        ticks=False, labelColor=ink["muted"], **LABEL,
    )  # fmt: skip
    tone = alt.Color("tone:N", legend=None, scale=alt.Scale(domain=[LEAD, OTHER], range=[ink["ink"], ink["muted"]]))
    known = topics.transform_filter("isValid(datum.rank)")
    line = known.mark_rule(strokeWidth=5, strokeCap="round", opacity=0.35)
    return [
        line.encode(x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q", y=y, color=tone),
        known.mark_point(filled=True, size=90, opacity=1).encode(
            x=alt.X("rank:Q", axis=axis, scale=scale), y=y, color=tone
        ),
    ]


def _money(topics: alt.Chart, y: alt.Y, ink: dict[str, Any]) -> list[alt.Chart]:
    """What those who asked contribute, where there is room; above it and above the ranks what they are."""
    wide, at_end = alt.ExprRef("width < 300 ? 0 : 1"), alt.value(alt.ExprRef("width"))
    first = topics.transform_filter("datum.order === 0")
    head = {"fontSize": 11.5, "color": ink["muted"], "dy": -19}
    return [
        topics.mark_text(align="right", fontSize=12, color=ink["text"], opacity=wide).encode(
            x=at_end, y=y, text="money:N"
        ),
        first.mark_text(align="right", opacity=wide, **head).encode(
            x=at_end, y=alt.value(0), text=alt.value(_("contribution"))
        ),
        first.mark_text(align="left", **head).encode(
            x=alt.value(alt.ExprRef("width < 300 ? width * 0.62 : width * 0.58")),
            y=alt.value(0),
            text=alt.value(_("rank, 95%")),
        ),
    ]


def _over(topics: alt.Chart, y: alt.Y, ink: dict[str, Any]) -> alt.Chart:
    """What takes the clicks on whole rows, and outlines the one that is picked."""
    tip = [
        alt.Tooltip("topic:N", title=_("Request")),
        alt.Tooltip("said:N", title=_("Customers")),
        alt.Tooltip("ranks:N", title=_("Rank, 95% interval")),
        alt.Tooltip("first:N", title=_("First in so many resamples")),
        alt.Tooltip("money:N", title=_("Contribution")),
    ]
    return clickable(topics, y, ink).encode(tooltip=tip)


def clickable(rows: alt.Chart, y: alt.Y, ink: dict[str, Any]) -> alt.Chart:
    """Rectangles over whole rows that report a click on them; the row that is picked is outlined."""
    outlined = alt.condition("datum.is_picked", alt.value(1), alt.value(0))
    over = rows.mark_rect(fillOpacity=0.001, cursor="pointer", cornerRadius=3, stroke=ink["ink"], strokeWidth=1.5)
    found: alt.Chart = over.encode(
        x=alt.value(0),
        x2=alt.value(alt.ExprRef("width")),
        y=y,
        color=alt.value(ink["paper"]),
        strokeOpacity=outlined,
    ).add_params(alt.selection_point(name=PICKED, fields=["code"], empty=True))
    return found


def heading(title: str, ink: dict[str, Any], anchor: str = "start") -> alt.Axis:
    """An axis that is only a title above its part of the picture."""
    return alt.Axis(
        orient="top", title=title, titleAlign="left", titleAnchor=anchor, titleX=0, titleColor=ink["muted"],
        labels=False, ticks=False, domain=False, grid=False, **LABEL,
    )  # fmt: skip
