"""The pictures of a funnel of one's own: the ribbon, how long it takes, who leaves, groups beside steps, month by month."""

import pandas as pd
import streamlit as st

from cx import funnel, funnel_time, trends
from cx.charts import funnel as drawn
from cx.charts import funnel_groups
from cx.charts import funnel_steps as charts
from cx.intervals import ENOUGH_TO_RANK
from cx.words import _, month, number, percent, short_money
from pages.shared import answers, exports, own_steps, pictures

TERMS = ("Steps of your own", "Still open")


def said(names: pd.Series) -> pd.Series:
    """Steps as the reader calls them."""
    return names.map(own_steps.called)


def basis(answer: pd.DataFrame, given: dict) -> str:
    """How many entered, within how long and in which order they were looked for."""
    order = {way: name for name, way in own_steps.ORDERS.items()}[given["order"]]
    counted = _("people") if given["count"] == "people" else _("attempts")
    return _("n = {n} {counted} whose {days} days have passed · steps {order}").format(
        n=number(answer["people"].iloc[0]), counted=counted, days=given["within_days"], order=_(order).lower()
    )


# --- the ribbon --------------------------------------------------------------------------------------------


def title(answer: pd.DataFrame, days: pd.DataFrame, given: dict) -> str:
    """How many got to the end, and how long half of them took."""
    last = answer[~answer["optional"]].iloc[-1]
    entered = int(answer["people"].iloc[0])
    if not entered:
        if not answer["still_open"].iloc[0]:
            return _("Nobody took the first step in this period")
        return _("Nobody's {n} days have passed yet: choose a shorter window or a longer period").format(
            n=given["within_days"]
        )
    rows = funnel.quantiles(days[days["step"] == last["step"]])
    if entered < ENOUGH_TO_RANK:
        return _("{n} of {all} get to {step}: too few for a share").format(
            n=number(last["people"]), all=number(entered), step=exports.plain(own_steps.called(last["step"]))
        )
    share = percent(last["people"] / entered, 1 if 0 < last["people"] / entered < 0.095 else 0)
    step = exports.plain(own_steps.called(last["step"]))
    if rows.empty:
        return _("{share} get to {step}").format(share=share, step=step)
    return _("{share} get to {step}, half of them by day {median}").format(
        share=share, step=step, median=number(rows["median"].iloc[0])
    )


def ribbon(answer: pd.DataFrame, days: pd.DataFrame, given: dict) -> None:
    """The funnel, each step with its median day."""
    medians = funnel.quantiles(days).set_index("step")["median"]
    notes = {
        row.step: _("may be left out")
        if row.optional
        else (_("median day {n}").format(n=number(medians[row.step])) if row.step in medians else "")
        for row in answer.itertuples()
    }
    bars = answer.assign(still_open=0, already_customers=0)
    names = {step: (own_steps.called(step), note) for step, note in notes.items()}
    worst = funnel.worst_step(answer[~answer["optional"]])
    pictures.show(
        drawn.ribbon_chart, drawn.ribbon(bars, names, worst), key="own-ribbon", bars=len(bars), height=330,
        headers=False, alt=_("The funnel of your own steps"), title=title(answer, days, given),
        basis=basis(answer, given), table=answer.assign(step=said(answer["step"])), terms=TERMS,
    )  # fmt: skip
    st.caption(
        _(
            "Only entries whose window has run out; {n} more are still open. At one moment a touchpoint comes before an order."
        ).format(n=number(answer["still_open"].iloc[0]))
    )


# --- how long ----------------------------------------------------------------------------------------------


def waits(days: pd.DataFrame, answer: pd.DataFrame, given: dict, by: str | None) -> None:
    """The days to each step; told apart, the days to the last one by group."""
    last = answer.loc[~answer["optional"], "step"].iloc[-1]
    lines = days[days["step"] == last] if by else days
    counted = funnel.quantiles(lines)
    if counted.empty:
        st.caption(_("Nobody got beyond the first step, so there are no days to count."))
        return
    column = "group" if by else "step"
    named = {"group": lambda names: names, "step": said}[column]
    frames = charts.waits(
        lines.assign(**{column: named(lines[column])}), column, counted.assign(**{column: named(counted[column])})
    )  # fmt: skip
    heading = _waits_title(counted, own_steps.called(last), by)
    st.subheader(heading)
    pictures.show(
        charts.waits_chart, frames, key="own-waits", series=tuple(frames["halves"]["series"]), alt=_("Days to each step"),
        title=heading, basis=basis(answer, given), table=lines.assign(step=said(lines["step"])), terms=TERMS,
    )  # fmt: skip
    st.caption(_("Only people who got there: how long it takes, not how many do. Dots: half of them."))


def _waits_title(counted: pd.DataFrame, last: str, by: str | None) -> str:
    if by is None:
        row = counted.iloc[-1]
        return _("9 of 10 who get to {step} are there by day {n}").format(
            step=exports.plain(own_steps.called(row["step"])), n=number(row["slowest"])
        )
    known = counted[counted["people"] >= ENOUGH_TO_RANK].sort_values("median")
    if len(known) < 2 or known["median"].iloc[0] == known["median"].iloc[-1]:
        return _("Days to {step} by group").format(step=exports.plain(last))
    quick, slow = known.iloc[0], known.iloc[-1]
    return _("{quick}: half get to {step} by day {n}; {slow}: by day {m}").format(
        quick=exports.plain(quick["group"]), slow=exports.plain(slow["group"]), n=number(quick["median"]),
        m=number(slow["median"]), step=exports.plain(last),
    )  # fmt: skip


# --- who leaves --------------------------------------------------------------------------------------------


def lost(answer: pd.DataFrame, money: pd.DataFrame, given: dict, currency: str) -> None:
    """Who leaves before each step, and what is lost with them."""
    heading = _lost_title(money, currency)
    st.subheader(heading)
    worst = funnel.worst_step(answer[~answer["optional"]])
    named = money.assign(step=said(money["step"]))
    frames = charts.lost(named, None if worst is None else own_steps.called(worst), currency)
    pictures.show(
        charts.lost_chart, frames, key="own-lost", rows=len(frames["lost"]), alt=_("Who leaves before each step"),
        title=heading, basis=basis(answer, given), table=named, terms=(*TERMS, "Revenue lost at a step"),
    )  # fmt: skip
    st.caption(
        _("Lost: had those who left brought as much in their window as those who went on. An estimate.")
    )


def _lost_title(money: pd.DataFrame, currency: str) -> str:
    rows = money.iloc[1:]
    dear = rows[(rows["lost"] > 0) & (rows["dropped"] >= ENOUGH_TO_RANK)].nlargest(1, "lost")
    if len(dear):
        row = dear.iloc[0]
        return _("{money} are lost with the {n} who leave before {step}").format(
            money=exports.plain(short_money(row["lost"], currency)), n=number(row["dropped"]),
            step=exports.plain(own_steps.called(row["step"])),
        )  # fmt: skip
    row = rows.nlargest(1, "dropped").iloc[0]
    return _("Most leave before {step}: {n}").format(
        step=exports.plain(own_steps.called(row["step"])), n=number(row["dropped"])
    )


# --- groups and months -------------------------------------------------------------------------------------


def heat(groups: pd.DataFrame, given: dict) -> None:
    """Groups against steps."""
    named = groups.assign(step=said(groups["step"]))
    steps = named["step"].unique().tolist()
    columns = {step: f"\n{step}" if not place else f"→\n{step}" for place, step in enumerate(steps)}
    frames = funnel_groups.heat(named, columns, [])
    entered = named[named["step"] == steps[0]]
    pictures.show(
        funnel_groups.heat_chart, frames, key="own-heat", groups=frames["heat"]["group"].nunique(),
        columns=tuple(columns.values()), alt=_("Groups against steps"), title=_("Your own steps by group"),
        basis=_("n = {people} in {groups} groups").format(people=number(entered["people"].sum()), groups=number(len(entered))),
        table=named, terms=TERMS,
    )  # fmt: skip
    st.caption(
        _(
            "Shaded within each step: the stronger, the better. Outlined: no clear difference from the others. Grey: under 30; shown, not ranked."
        )
    )


def months(given: dict, answer: pd.DataFrame) -> None:
    """The share of the entries of a month that got to the last step.

    Every entry counts: people alone, each at their best, would leave to later months only those who made it then.
    """
    last = answer.loc[~answer["optional"], "step"].iloc[-1]
    every = {**given, "count": "attempts"}
    rows = funnel_time.to_the_end(answers.ask(funnel.trend, **every))
    heading = months_title(rows, own_steps.called(last))
    entries = _("n = {n} entries whose {days} days have passed").format(
        n=number(rows["eligible"].sum()), days=given["within_days"]
    )
    st.subheader(heading)
    pictures.show(
        charts.trend_chart, charts.trend(rows, month), key="own-months", alt=_("The last step by month of entry"),
        title=heading, basis=entries, table=rows, terms=(*TERMS, "Steps of your own by month of entry"),
    )  # fmt: skip
    st.caption(
        _(
            "Every entry of a month counts, a person's second too. Grey: not every window has run out, so nobody knows yet."
        )
    )


def months_title(rows: pd.DataFrame, step: str) -> str:
    """Whether the rate rises or falls from month to month of entry."""
    found, months = funnel_time.month_trend(rows)
    words = {"step": exports.plain(step), "n": number(months)}
    if pd.isna(found[0]):
        return _("{step} by month of entry: {n} months with enough people are too few for a trend").format(
            **words
        )
    return {
        True: _("{step}: rising over {n} monthly cohorts"),
        False: _("{step}: falling over {n} monthly cohorts"),
        None: _("{step}: no clear trend over {n} monthly cohorts"),
    }[trends.verdict(found)].format(**words)
