"""The pictures and tables of the study page."""

import pandas as pd
import streamlit as st

from cx.charts.market import study as charts
from cx.market import study
from cx.market.study import Group
from cx.products import categories as product_categories
from cx.text.formatting import _, count, number
from pages.market.study import findings, question
from pages.shared import answers, empty_states, list_columns, list_height, pictures, url_state

ALL = "All categories"


def square(rows: pd.DataFrame, basis: str) -> None:
    """Importance against satisfaction."""
    title = findings.title(rows)
    st.header(title)
    pictures.show(
        charts.square_chart,
        pictures.made(charts.openings, rows, study.LIMIT),
        key="study-square",
        alt=_("Share very satisfied by share that calls it very important"),
        title=title,
        basis=basis,
        note=_("Shaded: underserved, an opening"),
        table=rows,
        terms=("Opportunity score",),
    )
    st.caption(f"{basis}. " + _("Very: one of the two best scores. Shaded: opportunity over 10. The table has all."))


def bars(rows: pd.DataFrame, basis: str) -> None:
    """Opportunity by subject."""
    title = findings.openings_title(rows)
    st.header(title)
    frames = pictures.made(charts.openings, rows, study.LIMIT)
    pictures.show(
        charts.openings_chart,
        frames,
        key="study-openings",
        rows=len(frames["subjects"]),
        alt=_("Opportunity by subject, with intervals"),
        title=title,
        basis=basis,
        note=_("Line: 95% interval; dashed: the limit of an opening"),
        table=rows,
        terms=("Opportunity score",),
    )
    st.caption(
        _("Ulwick's score; lines: 95% intervals, 1,000 draws of respondents. Blue and red: over 10 for sure (Holm).")
    )


def no_study() -> None:
    """Nobody answered importance and perception."""
    st.header(_("Openings are not known yet"))
    why = _("Upload surveys of the measures importance and perception, by subject, to see what matters and is missing.")
    empty_states.needs("surveys", why)


def no_orders() -> None:
    """Without orders there is no group to look at."""
    empty_states.needs("orders", _("Upload orders to see how target groups buy, and how channels pay back."))


def group_line(of: Group, rows: pd.DataFrame) -> None:
    """The openings of the group alone."""
    sure = rows[rows["is_opening"]]
    if sure.empty:
        return
    names = ", ".join(f"{findings.escaped(row.subject)} {number(row.opportunity, 1)}" for row in sure.itertuples())
    st.markdown(
        _("Openings of {group} alone (n = {n}): {names}").format(
            group=question.named(of), n=number(sure["n"].max()), names=names
        )
    )


def attitudes(chosen, of: Group) -> None:
    """How important each subject is to the group and to the others."""
    rows = answers.ask(study.attitudes, **question.asked(chosen), group=of)
    group = question.named(of)
    if rows.empty:
        st.header(_("What {group} holds important is not known").format(group=group))
        empty_states.needs("surveys", _("Upload surveys of the measure importance, with customer numbers."))
        return
    title = findings.attitudes_title(rows, group)
    st.header(title)
    basis = findings.needed(rows)
    frames = pictures.made(charts.attitudes, rows)
    pictures.show(
        charts.attitudes_chart,
        frames,
        key="study-attitudes",
        rows=len(frames["subjects"]),
        alt=_("Importance by subject, of the group and of the others"),
        title=title,
        basis=basis,
        note=_("Dot: the group, upright: the others, line: 95% interval; grey: no verdict"),
        table=rows,
        terms=("Target group",),
    )
    st.caption(_("Dot: the group, upright: the others, line: 95% interval; grey: no verdict (Holm).") + " " + basis)


def habits(chosen, of: Group) -> None:
    """How and when the group buys."""
    rows = answers.ask(study.habits, **question.asked(chosen), group=of)
    group = question.named(of)
    own = rows[rows["n"] > 0]
    if own.empty:
        st.header(_("Nobody of {group} ordered in the 12 months").format(group=group))
        return
    title = findings.habits_title(rows, group)
    st.header(title)
    times = answers.ask(study.times, **question.asked(chosen), group=of)
    basis = _("n = {orders} of {customers} in the 12 months").format(
        orders=count(times["orders"].sum(), _("order"), _("orders")),
        customers=count(rows["n"].max(), _("customer"), _("customers")),
    )
    pictures.show(
        charts.times_chart,
        pictures.made(charts.times, times),
        key="study-times",
        rows=times["hour"].nunique(),
        alt=_("Share of the group's orders by weekday and hour"),
        title=title,
        basis=basis,
        note=_("Percent of the group's orders"),
        table=times,
        terms=("Target group",),
    )
    st.caption(_("Percent of the group's orders by weekday and hour. {basis}.").format(basis=basis))
    shown = pd.DataFrame([findings.habit(row, chosen.currency) for row in rows.itertuples()])
    st.dataframe(
        shown,
        column_config={
            "habit": list_columns.text(_("Habit")),
            "group": list_columns.text(group),
            "others": list_columns.text(_("Others")),
            "difference": list_columns.text(_("Difference")),
            "verdict": list_columns.text(_("Certain"), help=_("95% interval, Holm over all rows")),
        },
        hide_index=True,
        height=list_height.whole_rows(len(shown)),
        key="study-habits",
    )


def launch(chosen) -> None:
    """Channels by cost to win and pay-back."""
    heading = st.container()
    offered = [ALL, *_categories(chosen)]
    url_state.restore("study_category", offered, ALL)
    picked = st.selectbox(
        _("Category"), offered, key="study_category", label_visibility="collapsed", width=240, format_func=_
    )
    url_state.hold("study_category", picked, ALL)
    category = None if picked == ALL else picked
    rows = answers.ask(study.launch, **question.asked(chosen), category=category)
    heading.header(findings.launch_title(rows, chosen.currency))
    if rows.empty:
        empty_states.needs("touchpoints", _("Upload touchpoints with channels: how customers of a year ago were won."))
        return
    st.dataframe(
        rows.assign(months=[findings.months(row) for row in rows.itertuples()]),
        column_order=["channel", "won", "cost", "first_year", "low", "high", "n", "months", "sum_of_year"],
        column_config={
            "channel": list_columns.text(_("Channel")),
            "won": list_columns.whole(_("Won")),
            "cost": list_columns.money(_("Cost to win"), chosen.currency),
            "first_year": list_columns.money(_("First year"), chosen.currency),
            "low": list_columns.money(_("Low"), chosen.currency),
            "high": list_columns.money(_("High"), chosen.currency),
            "n": list_columns.whole(_("n")),
            "months": list_columns.text(_("Pays back")),
            "sum_of_year": list_columns.money(_("Sum of a year"), chosen.currency),
        },
        hide_index=True,
        height=list_height.whole_rows(len(rows)),
        key="study-launch",
    )
    st.caption(
        _("Won and cost: this year. First year: n customers won one to two years ago, less cost of goods and orders.")
    )


def _categories(chosen) -> list[str]:
    found = answers.ask(product_categories.mix, as_of=chosen.as_of)
    return sorted(found["category"].dropna().unique().tolist())


def ideas(chosen) -> None:
    """Requests beside the openings that they would answer."""
    rows = answers.ask(study.ideas, **question.asked(chosen))
    if rows.empty:
        st.header(_("What to build is not known yet"))
        empty_states.needs("tickets", _("Upload tickets of kind request, with their topic, to see what to build."))
        return
    st.header(findings.ideas_title(rows))
    st.dataframe(
        rows.assign(subject=[_fits(row) for row in rows.itertuples()]),
        column_order=["topic", "customers", "tier", "contribution", "subject", "category", "stage"],
        column_config={
            "topic": list_columns.text(_("Asked for")),
            "customers": list_columns.whole(_("Customers")),
            "tier": list_columns.text(_("Most are")),
            "contribution": list_columns.money(_("Contribution"), chosen.currency, help=_("Of those who asked")),
            "subject": list_columns.text(_("Opening")),
            "category": list_columns.text(_("Buy most of")),
            "stage": list_columns.text(_("Stage of it")),
        },
        hide_index=True,
        height=list_height.whole_rows(len(rows)),
        key="study-ideas",
    )
    st.caption(_("A request fits a subject that it names. Contribution: of those who asked, in 12 months."))


def _fits(row) -> str:
    if row.subject is None:
        return ""
    sure = _("{subject} · {n}") if row.is_opening else _("{subject} · {n}, not certain")
    return sure.format(subject=row.subject, n=number(row.opportunity, 1))
