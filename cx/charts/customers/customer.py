"""One customer: contribution by month, and everything that happened on one time line."""

import altair as alt
import pandas as pd

from cx.charts import LABEL, layered
from cx.charts.customers.whale_curve import MONEY
from cx.charts.ids import identified
from cx.charts.palette import colours
from cx.tables.screen_names import event_name, event_state
from cx.text.formatting import _, money

MONTHLY = {"interval": "month", "step": 1}
LANES = {
    "order": "Orders",
    "return": "Orders",
    "touchpoint": "Contacts",
    "invitation": "Surveys",
    "survey": "Surveys",
    "ticket": "Tickets",
    "call": "Calls",
    "promise": "Promises",
    "thanks": "Thanks",
    "goodbye": "Goodbye",
}
OPEN = ("open", "answered", "reopened")
"""States of tickets and promises that are not over."""


@identified("customer.months", over_time="month")
def months(theme: str, currency: str = "") -> alt.Chart:
    """A customer's contribution by month. Frame: `months` of month, contribution."""
    ink = colours(theme)
    bars: alt.Chart = (
        alt.Chart(alt.NamedData("months"))
        .mark_bar(size=12, cornerRadiusEnd=2)
        .encode(
            alt.X(
                "month:T",
                title=None,
                axis=alt.Axis(
                    format="%b", grid=False, domain=False, ticks=False, labelColor=ink["muted"], tickCount=MONTHLY
                ),
            ),
            alt.Y(
                "contribution:Q",
                title=None,
                axis=alt.Axis(
                    gridColor=ink["grid"],
                    gridDash=[3, 3],
                    domain=False,
                    ticks=False,
                    tickCount=4,
                    labelColor=ink["muted"],
                    labelExpr=MONEY.format(currency=currency),
                ),
            ),
            color=alt.condition("datum.contribution < 0", alt.value(ink["bad"]), alt.value(ink["ink"])),
            tooltip=[
                alt.Tooltip("month:T", format="%B %Y", title=_("Month")),
                alt.Tooltip("contribution:Q", format=",.2f", title=_("Contribution")),
            ],
        )
        .properties(height=180)
    )
    return bars


def timeline_frame(events: pd.DataFrame, currency: str = "") -> pd.DataFrame:
    """Rows of the time line from cx.customers.profile.events: moment, lane, what, size (of an amount), bad, is_open."""
    return pd.DataFrame(
        {
            "moment": events.moment,
            "lane": [_(LANES[event]) for event in events.event],
            "what": [
                " · ".join(
                    filter(None, (event_name(event), money(amount, currency) if amount == amount else "", what, state))
                )
                for event, amount, what, state in zip(
                    events.event, events.amount, events.what, states(events), strict=True
                )
            ],
            "size": events.amount.abs().astype(float).fillna(0.0),
            "bad": events.bad.astype(bool),
            "is_open": events.state.isin(OPEN),
        }
    )


def states(events: pd.DataFrame) -> list[str]:
    """The state of each event in words, "" where it has none."""
    codes = events.state.where(events.state.notna(), None)
    return [event_state(event, state) for event, state in zip(events.event, codes, strict=True)]


@identified("customer.timeline", over_time="moment")
def timeline(theme: str, lanes: tuple[str, ...]) -> alt.LayerChart:
    """Everything that happened to a customer. Frames: `events` of `timeline_frame`, `window` (since, until)."""
    ink = colours(theme)
    window = (
        alt.Chart(alt.NamedData("window"))
        .mark_rect(color=ink["track"], opacity=0.45)
        .encode(alt.X("since:T"), alt.X2("until"))
    )
    events = (
        alt.Chart(alt.NamedData("events"))
        .mark_circle(opacity=0.8, strokeWidth=1.5)
        .encode(
            alt.X(
                "moment:T",
                title=None,
                axis=alt.Axis(grid=False, domain=False, ticks=False, tickCount=5, labelColor=ink["muted"], **LABEL),
            ),
            alt.Y(
                "lane:N",
                title=None,
                scale=alt.Scale(domain=list(lanes)),
                axis=alt.Axis(
                    grid=True,
                    gridColor=ink["grid"],
                    domain=False,
                    ticks=False,
                    labelColor=ink["muted"],
                    **LABEL,
                ),
            ),
            size=alt.Size("size:Q", scale=alt.Scale(type="sqrt", range=[36, 260]), legend=None),
            color=alt.condition("datum.bad", alt.value(ink["bad"]), alt.value(ink["ink"])),
            stroke=alt.condition("datum.bad", alt.value(ink["bad"]), alt.value(ink["ink"])),
            fillOpacity=alt.condition("datum.is_open", alt.value(0), alt.value(1)),
            tooltip=[
                alt.Tooltip("moment:T", format="%d %b %Y", title=_("On")),
                alt.Tooltip("what:N", title=_("What")),
            ],
        )
    )
    return layered(window, events, height=34 * len(lanes) + 26)
