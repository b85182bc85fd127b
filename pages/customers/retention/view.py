"""The parts of the retention page: what is asked, the pictures and the lists."""

from datetime import date

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts import annotations
from cx.charts.customers import customer_flow as customer_flow_charts
from cx.charts.customers import retention as retention_charts
from cx.customers import retention
from cx.statistics import trends
from cx.text.formatting import _, day, month, number
from pages.customers.retention import findings
from pages.shared import (
    downloads,
    pictures,
    url_state,
)

PERIODS = {"Month": "month", "Quarter": "quarter", "30 days": "30 days"}
ACTIVE = {"On": "on", "On or after": "on or after"}
MEASURES = {"People": "people", "Money": "money"}
MOST_BARS = 24
DAYS = {"month": 31, "quarter": 92, "30 days": 30}


def controls() -> tuple[str, str, str]:
    """Period, way of being active and measure, kept in the address."""
    asked = (
        (_("Period"), PERIODS, "cohort_period", "Month"),
        (_("Active"), ACTIVE, "active", "On"),
        (_("Measured in"), MEASURES, "measure", "People"),
    )
    chosen = []
    for label, options, key, default in asked:
        url_state.restore(key, list(options), default)
        name = st.segmented_control(
            label, list(options), key=key, required=True, label_visibility="collapsed", format_func=_
        )
        url_state.hold(key, name, default)
        chosen.append(options[name])
    return chosen[0], chosen[1], chosen[2]


def in_period(table: pd.DataFrame, since: date | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cohorts that began in the period, with their mean; all of them where fewer than two did."""
    chosen = table if since is None else table[table["cohort"] >= pd.Timestamp(since).replace(day=1)]
    shown = chosen if chosen["cohort"].nunique() > 1 else table
    means = retention.mean_by_age(shown)
    return shown, means.assign(customers=means["age"].map(retention.customers_by_age(shown)))


def name_of(period: str):
    """What a period is called by its first day."""
    if period == "quarter":
        return lambda first: f"Q{(first.month + 2) // 3} {first.year}"
    return month if period == "month" else day


def cohorts(shown: pd.DataFrame, means: pd.DataFrame, period: str, active: str, measure: str) -> None:
    """The cohort table."""
    if not (shown["age"] > 0).any():
        st.caption(_("Cohorts can be compared once a whole period after the first order is over."))
        return
    label = name_of("month" if period == "30 days" else period)
    frames = retention_charts.cohorts(shown, means, measure, label)
    units = {
        "month": _("months after the first order"),
        "quarter": _("quarters after the first order"),
        "30 days": _("periods of 30 days after the first order"),
    }
    pictures.show(
        retention_charts.cohort_chart,
        frames,
        key="cohorts",
        rows=frames["sizes"]["row"].nunique(),
        ages=int(max(frames["cohorts"]["age"].max() if len(frames["cohorts"]) else 1, 1)),
        unit=units[period],
        alt=_("Cohorts against the time since their first order"),
        title=findings.cohorts_title(shown, period, active, measure),
        basis=_("n = {n} customers").format(n=number(shown.drop_duplicates("cohort")["customers"].sum())),
        note=_("Percent of the cohort; the stronger the shade, the more; blank: the period is not over"),
        table=shown,
        terms=("Retention of a cohort", "Mean retention"),
    )
    note = _(
        "Percent; stronger colour: higher. Blank: period not over for the whole cohort. Mean: over cohorts"
        " with the period over."
    )
    every = shown["cohort"].nunique()
    if every > retention_charts.MOST_COHORTS:
        note += " " + _("The latest {n} cohorts of {all}; the table has all.").format(
            n=retention_charts.MOST_COHORTS, all=every
        )
    st.caption(note)


def flow(periods: pd.DataFrame, since: date | None, period: str) -> None:
    """New, repeat, reactivated and lapsed customers, in the whole periods of what is chosen."""
    whole = periods[periods["is_whole"]]
    rows = _since(whole, since).tail(MOST_BARS)
    if rows.empty:
        st.caption(_("The first bar is drawn when a whole period is over."))
        return
    pictures.show(
        customer_flow_charts.flow_chart,
        customer_flow_charts.flow(rows, name_of(period)),
        key="flow",
        fills=True,
        alt=_("Lifecycle flow"),
        title=findings.flow_title(periods, period),
        basis=_("n = {low} to {high} customers active in each of {periods} periods").format(
            low=number(rows["active"].min() if len(rows) else 0),
            high=number(rows["active"].max() if len(rows) else 0),
            periods=number(len(rows)),
        ),
        table=rows,
        terms=("Lifecycle flow",),
        starts=annotations.starts(rows["starts_on"], name_of(period)),
    )
    st.caption(
        _(
            "Above: customers who bought. Repeat, spending more: at least as much as the period before. Below: bought"
            " the period before, not in this one. Figures: new or reactivated, and lapsed, in the last period."
        )
        + " "
        + (_("The running period is excluded.") if len(periods) and not periods["is_whole"].iloc[-1] else "")
        + _widened(rows, since)
    )


def drawn_lapse(rates: pd.DataFrame, since: date | None) -> pd.DataFrame:
    """The periods of the lapse curve: those of what is chosen, and enough to judge a trend."""
    return _since(rates, since).tail(MOST_BARS)


def lapse(rows: pd.DataFrame, since: date | None, period: str) -> None:
    """The rate of lapse of the periods of `drawn_lapse`."""
    if rows["rate"].isna().all():
        st.caption(_("Of the customers of one whole period, lapse counts those who do not buy in the next."))
        return
    pictures.show(
        customer_flow_charts.churn_chart,
        customer_flow_charts.churn(rows, name_of(period)),
        key="churn",
        fills=True,
        formula=_("lapse = {formula}").format(formula=definitions.of("Lapse").formula),
        alt=_("Lapse by period"),
        title=findings.lapse_title(rows, period),
        basis=_("n = {n} customers active the period before, over {periods} periods").format(
            n=number(rows["active_before"].sum()), periods=number(len(rows))
        ),
        table=rows,
        terms=("Lapse",),
        starts=annotations.starts(rows["starts_on"], name_of(period)),
    )
    st.caption(
        _(
            "Of all customers who bought the period before, new or not; the page's title counts new customers only."
            " Shaded: 95% CI. Infrequent buyers lapse often and may still return: see the overdue customers."
        )
        + _widened(rows, since)
    )


def _since(rows: pd.DataFrame, since: date | None) -> pd.DataFrame:
    """The rows of the period, and at least as many as a trend needs."""
    chosen = rows if since is None else rows[rows["ends_on"] >= pd.Timestamp(since)]
    return chosen if len(chosen) >= trends.LONG_ENOUGH else rows.tail(trends.LONG_ENOUGH)


def _widened(rows: pd.DataFrame, since: date | None) -> str:
    """That more is drawn than the chosen period holds; "" where it is not."""
    if since is None or rows.empty or rows["ends_on"].min() >= pd.Timestamp(since):
        return ""
    return " " + _("The last {n} periods are shown, as the chosen period has fewer.").format(n=number(len(rows)))


def reasons(curves: pd.DataFrame) -> None:
    """Why customers leave, as competing risks."""
    if curves.empty:
        st.caption(
            _(
                "No customer in this selection has given a reason for leaving by then. Choose a later date or all"
                " customers."
            )
        )
        return
    frames = pictures.made(retention_charts.reasons, curves, int(curves["day"].max()))
    pictures.show(
        retention_charts.reasons_chart,
        frames,
        key="reasons",
        alt=_("Reasons for leaving over time"),
        title=findings.reasons_title(curves),
        basis=_("n = {n} customers, {said} of whom gave a reason for leaving").format(
            n=number(curves["at_risk"].max()), said=number(curves["people"].sum())
        ),
        table=curves,
        terms=("Reasons for leaving",),
    )
    st.caption(
        f"{definitions.of('Reasons for leaving').says} {definitions.of('Reasons for leaving').leaves_out} "
        + _("All reasons are counted, whatever the period.")
    )


def table(shown: pd.DataFrame) -> None:
    """The figures behind the cohort table, as a file."""
    downloads.csv(_("Export cohorts as CSV"), lambda: shown, "cohorts.csv")
