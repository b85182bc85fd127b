"""What the funnel page tells when asked: how long it takes, whether it gets better, what it costs."""

import pandas as pd
import streamlit as st

from cx import funnel, funnel_time, survival
from cx.charts import funnel_steps
from cx.charts import funnel_time as drawn
from cx.intervals import ENOUGH_TO_RANK
from cx.words import _, month, number, percent
from pages.shared import answers, exports, funnel_beside, leavers, own_pictures, pictures

SHOWN_DAYS = 365


def show(asked: dict, groups: pd.DataFrame, by: str, name: str | None, chosen) -> None:
    """The parts, each read only when it is opened: this one, and the list of who got lost."""
    _told(asked, groups, by, name, chosen.currency)
    leavers.show(chosen, asked, by, name)


def _told(asked: dict, groups: pd.DataFrame, by: str, name: str | None, currency: str) -> None:
    part = st.expander(
        _("How long it takes, whether it gets better, what it costs"), key="funnel_more", on_change="rerun"
    )
    if not part.open:
        return
    with part:
        left, right = st.columns(2)
        with left:
            step = _step()
            _ever(step, asked, groups, by, name)
            _by_month(step, asked)
        with right:
            funnel_beside.before(asked)
            funnel_beside.costs(asked, currency)


# --- how long ----------------------------------------------------------------------------------------------


def _step() -> str:
    return st.segmented_control(
        _("Step"), funnel.STEPS[1:], default="Acquire", key="ever_step", required=True, format_func=_,
        label_visibility="collapsed",
    )  # fmt: skip


def _ever(step: str, asked: dict, groups: pd.DataFrame, by: str, name: str | None) -> None:
    """The share that ever orders, as a curve over the days since the first touch."""
    given = {key: asked[key] for key in ("as_of", "entered_from", "region", "segment")}
    whole = _of_step(answers.ask(funnel_time.ever, **given), step)
    if whole.empty:
        st.caption(_("Nobody has taken this step yet."))
        return
    every = _of_step(answers.ask(funnel_time.ever, breakdown=by, **given), step)
    largest = groups[groups["step"] == "Reach"].nlargest(drawn.MOST_GROUPS, "people")["group"]
    shown = every[every["group"].isin([*largest, *([name] if name else [])])]
    window = asked["acquire_within_days" if step == "Acquire" else "retain_within_days"]
    until = min(int(whole["day"].max()), max(SHOWN_DAYS, window))
    one = every[every["group"] == name] if name else whole
    heading = _ever_title(one, step, until, name)
    st.subheader(heading)
    pictures.show(
        drawn.ever_chart, drawn.ever(whole, shown, name, until), key="ever", window=window,
        alt=_("Share that has ordered by each day"), title=heading,
        basis=_("n = {n} people").format(n=number(one["at_risk"].max() if len(one) else 0)),
        table=pd.concat([whole.assign(group=_("Everybody")), shown]), terms=("Ever ordered", step),
    )  # fmt: skip
    st.caption(
        _(
            "Kaplan–Meier: who has not ordered yet still waits and is not lost, so the curve needs no window. "
            "Dashed: the window of the rates above. Customers before the first touch are left out."
        )
    )


def _of_step(curves: pd.DataFrame, step: str) -> pd.DataFrame:
    return curves[curves["step"] == step].reset_index(drop=True)


def _ever_title(curve: pd.DataFrame, step: str, until: int, name: str | None) -> str:
    """How many in the end, and by when half of them."""
    if curve.empty:
        return _("Nobody of {name} yet").format(name=exports.plain(name or ""))
    if curve["at_risk"].max() < ENOUGH_TO_RANK:
        return _("Too few people to say how long it takes: {n}").format(n=number(curve["at_risk"].max()))
    share = survival.at(curve, until)
    half = survival.median_day(curve, share / 2)
    said = (
        _("{share} order within {days} days of the first touch, half of them by day {half}")
        if step == "Acquire"
        else _("{share} order again within {days} days of the first order, half of them by day {half}")
    ).format(share=percent(share, 1 if share < 0.095 else 0), days=number(until), half=number(half))
    return said if name is None else f"{exports.plain(name)}: {said}"


def _by_month(step: str, asked: dict) -> None:
    """The rate of the step by month of the first touch."""
    rows = answers.ask(funnel_time.by_month, **asked)
    rows = rows[rows["step"] == step].reset_index(drop=True)
    if len(rows) < 2:
        return
    heading = own_pictures.months_title(rows, _(step))
    st.subheader(heading)
    pictures.show(
        funnel_steps.trend_chart, funnel_steps.trend(rows, month), key="lifecycle-months",
        alt=_("The rate by month of the first touch"), title=heading,
        basis=_("n = {n} people of {months} months").format(n=number(rows["eligible"].sum()), months=len(rows)),
        table=rows, terms=(step, "Still open"),
    )  # fmt: skip
    st.caption(_("By month of the first touch. Grey: not every window has run out, so nobody knows yet."))
