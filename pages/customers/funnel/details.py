"""The parts of the funnel page that open: time to convert, trend, acquisition cost."""

import pandas as pd
import streamlit as st

from cx.charts import annotations
from cx.charts.customers import funnel_steps
from cx.charts.customers import funnel_time as funnel_time_charts
from cx.customers import funnel
from cx.customers.funnel import time_and_cost
from cx.customers.funnel.step_walk import is_of_customers
from cx.statistics import survival
from cx.text.formatting import _, month, number, percent
from pages.customers.funnel import comparison, custom_pictures, findings, leavers
from pages.shared import answers, pictures, python_code, safe_text
from pages.shared.claims import claim

SHOWN_DAYS = 365


def show(asked: dict, groups: pd.DataFrame, by: str, name: str | None, chosen) -> None:
    """The parts, each read only when it is opened: this one, and the drop-offs."""
    _more(asked, groups, by, name, chosen.currency)
    leavers.show(chosen, asked, by, name)


def _more(asked: dict, groups: pd.DataFrame, by: str, name: str | None, currency: str) -> None:
    part = st.expander(
        _("Time to convert · Trend · Acquisition cost (CAC) · Cost per retained customer"),
        key="funnel_more",
        on_change="rerun",
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
            comparison.before(asked)
            comparison.costs(asked, currency)


# --- how long ----------------------------------------------------------------------------------------------


def _step() -> str:
    return st.segmented_control(
        _("Step"),
        funnel.STEPS[1:],
        default="Acquire",
        key="ever_step",
        required=True,
        format_func=_,
        label_visibility="collapsed",
    )


def _ever(step: str, asked: dict, groups: pd.DataFrame, by: str, name: str | None) -> None:
    """The share that ever orders, as a curve over the days since the first touch."""
    given = {key: asked[key] for key in ("scope", "entered_from")}
    whole = _of_step(answers.ask(time_and_cost.ever, **given), step)
    if whole.empty:
        is_unknown = step == "Acquire" and is_of_customers(None, asked["scope"])
        st.caption(findings.of_customers_note() if is_unknown else _("No one has taken this step yet."))
        return
    every = _of_step(answers.ask(time_and_cost.ever, breakdown=by, **given), step)
    largest = groups[groups["step"] == "Reach"].nlargest(funnel_time_charts.MOST_GROUPS, "people")["group"]
    shown = every[every["group"].isin([*largest, *([name] if name else [])])]
    window = asked["acquire_within_days" if step == "Acquire" else "retain_within_days"]
    until = min(int(whole["day"].max()), max(SHOWN_DAYS, window))
    one = every[every["group"] == name] if name else whole
    heading = _ever_title(one, step, until, name)
    st.header(heading)
    pictures.show(
        funnel_time_charts.ever_chart,
        funnel_time_charts.ever(whole, shown, name, until),
        key="ever",
        window=window,
        alt=_("Share that has ordered by each day"),
        title=heading,
        basis=_("n = {n} people").format(n=number(one["at_risk"].max() if len(one) else 0)),
        table=python_code.joined(pd.concat([whole.assign(group=_("Everybody")), shown]), whole, every),
        terms=("Ever ordered", step),
    )
    st.caption(
        _(
            "Kaplan–Meier estimate: people who have not ordered yet are censored, so the curve needs no window. "
            "Dashed: the window of the rates above. Already customers are excluded."
        )
    )


def _of_step(curves: pd.DataFrame, step: str) -> pd.DataFrame:
    return curves[curves["step"] == step].reset_index(drop=True)


def _ever_title(curve: pd.DataFrame, step: str, until: int, name: str | None) -> str:
    """How many in the end, and by when half of them."""
    if curve.empty:
        return _("{name}: no one yet").format(name=safe_text.escaped(name or ""))
    share = survival.at(curve, until)
    half = survival.median_day(curve, share / 2)
    said = (
        _("{share} order within {days} days of the first touch, half of them by day {half}")
        if step == "Acquire"
        else _("{share} order again within {days} days of the first order, half of them by day {half}")
    ).format(share=percent(share, 1 if share < 0.095 else 0), days=number(until), half=number(half))
    n = curve["at_risk"].max()
    said = claim(said, _("Not enough data yet on time to convert: n = {n}").format(n=number(n)), n)
    return said if name is None else _("{group} · {finding}").format(group=safe_text.escaped(name), finding=said)


def _by_month(step: str, asked: dict) -> None:
    """The rate of the step by month of the first touch."""
    rows = answers.ask(time_and_cost.by_month, **asked)
    rows = rows[rows["step"] == step].reset_index(drop=True)
    if len(rows) < 2 or rows["rate"].isna().all():
        return
    heading = custom_pictures.months_title(rows, _(step))
    st.header(heading)
    pictures.show(
        funnel_steps.trend_chart,
        funnel_steps.trend(rows, month),
        key="lifecycle-months",
        alt=_("The rate by month of the first touch"),
        title=heading,
        basis=_("n = {n} people of {months} months").format(n=number(rows["eligible"].sum()), months=len(rows)),
        table=rows,
        terms=(step, "Window not over yet"),
        starts=annotations.starts(rows["entered"], month),
    )
    st.caption(_("By month of the first touch. Grey: window not over yet."))
