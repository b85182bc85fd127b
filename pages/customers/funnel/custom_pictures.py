"""The pictures of a custom funnel: the ribbon, time to convert, drop-offs, groups beside steps, month by month."""

import pandas as pd
import streamlit as st

from cx.charts import annotations
from cx.charts.customers import funnel as funnel_charts
from cx.charts.customers import funnel_groups
from cx.charts.customers import funnel_steps as funnel_steps_charts
from cx.customers import funnel
from cx.customers.funnel import time_and_cost
from cx.statistics import intervals, trends
from cx.text.formatting import _, month, number, percent
from pages.customers.funnel import custom_steps
from pages.shared import answers, pictures, safe_text
from pages.shared.claims import claim

TERMS = ("Custom funnel", "Window not over yet")


def said(names: pd.Series) -> pd.Series:
    """Steps as the reader calls them."""
    return names.map(custom_steps.called)


def basis(answer: pd.DataFrame, given: dict) -> str:
    """How many entered, within how long and in which order they were looked for."""
    order = {way: name for name, way in custom_steps.ORDERS.items()}[given["order"]]
    text = (
        _("n = {n} people whose window of {window} is over · steps: {order}")
        if given["count"] == "people"
        else _("n = {n} entries whose window of {window} is over · steps: {order}")
    )
    window = custom_steps.window_text(given["within_days"])
    return text.format(n=number(answer["people"].iloc[0]), window=window, order=_(order).lower())


def unit(given: dict) -> str:
    """What the time to convert is counted in, as one of them."""
    return {"days": _("day"), "hours": _("hour"), "minutes": _("minute")}[funnel.took_in(given["within_days"])]


# --- the ribbon --------------------------------------------------------------------------------------------


def title(answer: pd.DataFrame, days: pd.DataFrame, given: dict) -> str:
    """How many got to the end, and how long half of them took."""
    last = answer[~answer["optional"]].iloc[-1]
    entered = int(answer["people"].iloc[0])
    if not entered:
        if not answer["still_open"].iloc[0]:
            return _("No one took the first step in this period")
        return _("Not enough data yet: no window of {window} is over").format(
            window=custom_steps.window_text(given["within_days"])
        )
    rows = funnel.quantiles(days[days["step"] == last["step"]])
    reached = int(last["people"])
    words = {
        "n": number(reached),
        "all": number(entered),
        "step": safe_text.escaped(custom_steps.called(last["step"])),
        "share": funnel_charts.rate_text(*intervals.wilson(reached, entered)),
        "unit": unit(given),
    }
    fact = _("{n} of {all} get to {step}").format(**words)
    if answer["rate"].iloc[1:2].isna().any():
        return _("{n} get to {step}; no rate by region or segment").format(**words)
    share = claim(_("{n} of {all} get to {step} ({share})").format(**words), fact, entered)
    if rows.empty:
        return share
    words["median"] = number(rows["median"].iloc[0])
    half = _("{n} of {all} get to {step} ({share}), half of them by {unit} {median}").format(**words)
    return claim(half, share, entered, reached)


def ribbon(answer: pd.DataFrame, days: pd.DataFrame, given: dict) -> None:
    """The funnel, each step with its median day."""
    medians = funnel.quantiles(days).set_index("step")["median"]
    notes = {
        row.step: (
            _("optional")
            if row.optional
            else (
                _("median {unit} {n}").format(unit=unit(given), n=number(medians[row.step]))
                if row.step in medians
                else ""
            )
        )
        for row in answer.itertuples()
    }
    bars = answer.assign(already_customers=0)
    names = {step: (custom_steps.called(step), note) for step, note in notes.items()}
    worst = funnel.worst_step(answer[~answer["optional"]])
    pictures.show(
        funnel_charts.ribbon_chart,
        funnel_charts.ribbon(bars, names, worst),
        key="own-ribbon",
        bars=len(bars),
        height=330,
        headers=False,
        alt=_("The custom funnel"),
        title=title(answer, days, given),
        basis=basis(answer, given),
        table=answer.assign(step=said(answer["step"])),
        terms=TERMS,
    )
    st.caption(
        _(
            "Rates count only entries whose window is over; pale: got to the step, window not over yet. At one moment a"
            " touchpoint comes before an order."
        )
    )


# --- how long ----------------------------------------------------------------------------------------------


def waits(days: pd.DataFrame, answer: pd.DataFrame, given: dict, by: str | None) -> None:
    """The days to each step; told apart, the days to the last one by group."""
    last = answer.loc[~answer["optional"], "step"].iloc[-1]
    lines = days[days["step"] == last] if by else days
    counted = funnel.quantiles(lines)
    lines = lines.rename(columns={funnel.took_in(given["within_days"]): "days"})
    if counted.empty:
        st.caption(_("No one got beyond the first step: no time to convert."))
        return
    column = "group" if by else "step"
    named = {"group": lambda names: names, "step": said}[column]
    frames = funnel_steps_charts.waits(
        lines.assign(**{column: named(lines[column])}),
        column,
        counted.assign(**{column: named(counted[column])}),
        unit(given),
    )
    heading = _waits_title(counted, custom_steps.called(last), by, unit(given))
    axis = {
        "days": _("Days since the entry"),
        "hours": _("Hours since the entry"),
        "minutes": _("Minutes since the entry"),
    }
    st.header(heading)
    pictures.show(
        funnel_steps_charts.waits_chart,
        frames,
        key="own-waits",
        series=tuple(frames["halves"]["series"]),
        axis=axis[funnel.took_in(given["within_days"])],
        alt=_("Time to convert to each step"),
        title=heading,
        basis=basis(answer, given),
        table=lines.assign(step=said(lines["step"])),
        terms=TERMS,
    )
    st.caption(_("Time to convert of people who got there. Dots: half of them."))


def _waits_title(counted: pd.DataFrame, last: str, by: str | None, unit: str) -> str:
    """How long people take; groups are compared in no title, as medians have no verdict."""
    if by is not None:
        return _("Time to {step} by group").format(step=safe_text.escaped(last))
    row = counted.iloc[-1]
    step = safe_text.escaped(custom_steps.called(row["step"]))
    return claim(
        _("90% of those who get to {step} are there by {unit} {n}").format(
            step=step, unit=unit, n=number(row["slowest"])
        ),
        _("Time to {step}: n = {n}").format(step=step, n=number(row["people"])),
        row["people"],
    )


# --- drop-offs ---------------------------------------------------------------------------------------------


def lost(answer: pd.DataFrame, money: pd.DataFrame, given: dict, currency: str) -> None:
    """Who leaves before each step, and what is lost with them."""
    worst = funnel.worst_step(answer[~answer["optional"]])
    heading = _lost_title(money, worst)
    st.header(heading)
    named = money.assign(step=said(money["step"]))
    frames = funnel_steps_charts.lost(named, None if worst is None else custom_steps.called(worst), currency)
    pictures.show(
        funnel_steps_charts.lost_chart,
        frames,
        key="own-lost",
        rows=len(frames["lost"]),
        alt=_("Who leaves before each step"),
        title=heading,
        basis=basis(answer, given),
        table=named,
        terms=(*TERMS, "Revenue lost at a step"),
    )
    st.caption(_("Revenue lost: at most, if all who left had gone on and spent as much in their window as the others."))


def _lost_title(money: pd.DataFrame, worst: str | None) -> str:
    """The step that surely loses most; revenue lost is an estimate and stands in the picture alone."""
    rows = money.iloc[1:]
    if worst is None:
        return _("Drop-offs by step: {n} in all").format(n=number(rows["dropped"].sum()))
    row = money.set_index("step").loc[worst]
    entered = row["dropped"] + row["people"]
    words = {
        "step": safe_text.escaped(custom_steps.called(worst)),
        "n": number(row["dropped"]),
        "all": number(entered),
        "share": percent(row["dropped"] / entered),
    }
    return claim(
        _("Biggest drop-off: {share} leave before {step}").format(**words),
        _("{n} of {all} leave before {step}").format(**words),
        entered,
    )


# --- groups and months -------------------------------------------------------------------------------------


def heat(groups: pd.DataFrame, given: dict) -> None:
    """Conversion by group and step."""
    named = groups.assign(step=said(groups["step"]))
    steps = named["step"].unique().tolist()
    columns = {step: f"\n{step}" if not place else f"→\n{step}" for place, step in enumerate(steps)}
    frames = funnel_groups.heat(named, columns, [])
    entered = named[named["step"] == steps[0]]
    pictures.show(
        funnel_groups.heat_chart,
        frames,
        key="own-heat",
        groups=frames["heat"]["group"].nunique(),
        columns=tuple(columns.values()),
        alt=_("Conversion by group and step"),
        title=_("Custom funnel by group"),
        basis=_("n = {people} in {groups} groups").format(
            people=number(entered["people"].sum()), groups=number(len(entered))
        ),
        table=named,
        terms=TERMS,
    )
    st.caption(
        _(
            "Stronger colour: higher within the step. Outlined: no clear difference from the others. Grey: under 30"
            " people or no rate; shown, not ranked."
        )
    )


def months(given: dict, answer: pd.DataFrame) -> None:
    """The share of the entries of a month that got to the last step.

    Every entry counts: people alone, each at their best, would leave to later months only those who made it then.
    """
    last = answer.loc[~answer["optional"], "step"].iloc[-1]
    every = {**given, "count": "attempts"}
    rows = time_and_cost.to_the_end(answers.ask(funnel.trend, **every))
    heading = months_title(rows, custom_steps.called(last))
    if rows["rate"].isna().all():
        return
    entries = _("n = {n} entries whose window of {window} is over").format(
        n=number(rows["eligible"].sum()), window=custom_steps.window_text(given["within_days"])
    )
    st.header(heading)
    pictures.show(
        funnel_steps_charts.trend_chart,
        funnel_steps_charts.trend(rows, month),
        key="own-months",
        alt=_("The last step by month of entry"),
        title=heading,
        basis=entries,
        table=rows,
        terms=(*TERMS, "Custom funnel by month of entry"),
        starts=annotations.starts(rows["entered"], month),
    )
    st.caption(_("Every entry of a month counts, a person's second too. Grey: window not over yet."))


def months_title(rows: pd.DataFrame, step: str) -> str:
    """Whether the rate rises or falls from month to month of entry."""
    found, months = time_and_cost.month_trend(rows)
    words = {"step": safe_text.escaped(step), "n": number(months)}
    if pd.isna(found[0]):
        return _("{step}: not enough data yet for a trend").format(**words)
    return {
        True: _("{step}: rising over {n} monthly cohorts"),
        False: _("{step}: falling over {n} monthly cohorts"),
        None: _("{step}: no clear trend over {n} monthly cohorts"),
    }[trends.verdict(found)].format(**words)
