"""The pictures of the recognition page: thanked in time, effect, thanks by month."""

import pandas as pd
import streamlit as st

from cx.charts import annotations
from cx.charts.experience import recognition as charts
from cx.experience import recognition
from cx.text.formatting import _, month, number, percent, short_money
from pages.experience.recognition import findings, question
from pages.shared import answers, empty_states, pictures, python_code


def nothing(heading) -> None:
    """There is no order, so nobody to thank: why, and the way out."""
    heading.title(_("No orders yet"))
    empty_states.needs("orders", _("Orders: upload them to see which customers deserve thanks."))


def in_time(found: pd.DataFrame) -> None:
    """How many were thanked within 30 days, by reason."""
    title = findings.in_time_title(found)
    st.header(title)
    thanked, n = findings.in_time_counts(found)
    if not n:
        st.caption(_("A reason counts here once its 30 days are over."))
        return
    pictures.show(
        charts.reasons_chart,
        charts.reasons(found, findings.reason),
        key="thanked_in_time",
        rows=len(found),
        alt=_("Reasons for thanks, and how many were followed by thanks within 30 days"),
        title=title,
        basis=_("n = {n} reasons in 12 months, {share} thanked in time").format(
            n=number(n), share=percent(thanked / n)
        ),
        note=_("Bar: reasons for thanks; stronger: thanked within 30 days; red and green: a verdict"),
        table=found,
        terms=("Thanked in time", "Reason for thanks"),
    )
    st.caption(
        _(
            "Bar: reasons of 12 months; stronger: thanked within 30 days. Red, green: differs from all others together."
            " Without those held out, and without Platinum."
        )
    )


def effect(chosen, found: pd.DataFrame) -> None:
    """Those thanked beside those held out."""
    title = findings.effect_title(found)
    st.header(title)
    if found.empty:
        st.markdown(findings.no_effect(answers.ask(recognition.effect_from, as_of=chosen.scope)))
        return
    row = found.iloc[0]
    frames = charts.effect(found, _row_name)
    pictures.show(
        charts.effect_chart,
        frames,
        key="thanks_effect",
        rows=len(frames["effect"]),
        alt=_("What customers did after thanks, beside those held out"),
        title=title,
        basis=_("n = {thanked} thanked, {held_out} held out at random").format(
            thanked=number(row["thanked_n"]), held_out=number(row["held_out_n"])
        ),
        note=_("Line: 95% interval; hollow: no verdict"),
        table=found,
        terms=("Effect of thanks", "Held out"),
    )
    figure, interval = findings.in_points(row)
    said = [_("Orders: {difference} (95%: {interval}).").format(difference=figure, interval=interval)]
    if isinstance(row["verdict"], str):
        said.append(
            _("{more} customers with an order more, {margin} gross profit, for {spent} spent.").format(
                more=number(row["more"]),
                margin=short_money(row["margin"], chosen.currency),
                spent=short_money(row["spent"], chosen.currency),
            )
        )
    said.append(_("First thanks of each customer whose 60 days are over. Hollow: no verdict."))
    st.caption(" ".join(said))


def _row_name(measure: str, who: str) -> str:
    return _(findings.MEASURES[measure]) if who == "thanked" else _("held out")


def months(chosen, reasons: question.Reasons) -> None:
    """Thanks by month, with the share of each month's reasons that were thanked in time."""
    given = answers.ask(recognition.by_month, as_of=chosen.scope)
    shares = answers.ask(recognition.in_time, **question.asked(chosen, reasons), by="month")
    joined = _joined(given, shares)
    title = findings.months_title(joined)
    st.header(title)
    if not joined[["thanked", "held_out"]].to_numpy().sum():
        why = _("Touchpoints of kind thanked: upload them, or mark customers of the list above as thanked.")
        empty_states.needs("touchpoints", why)
        return
    pictures.show(
        charts.months_chart,
        charts.months(joined, month),
        key="thanks_by_month",
        alt=_("Customers thanked by month"),
        title=title,
        basis=_("n = {n} customers thanked").format(n=number(joined["thanked"].sum())),
        note=_("Stronger: thanked; pale: held out; above: share of the month's reasons thanked within 30 days"),
        table=python_code.joined(joined, given, shares),
        terms=("Thanked in time", "Held out"),
        starts=annotations.starts(joined["month"], month),
    )
    st.caption(
        _(
            "Green: thanked; pale: held out. Above: share of the month's reasons thanked within 30 days, blank until"
            " these are over."
        )
    )


def _joined(given: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """One row a month, from the first to the last that has any."""
    left = given.assign(month=pd.to_datetime(given["month"]))
    right = pd.DataFrame({"month": pd.to_datetime(shares["group"]), "share": shares["share"], "reasons": shares["n"]})
    both = left.merge(right, on="month", how="outer").sort_values("month")
    if len(both):
        every = pd.date_range(both["month"].min(), both["month"].max(), freq="MS")
        both = both.set_index("month").reindex(every).rename_axis("month").reset_index()
    return both.fillna({"thanked": 0, "held_out": 0, "cost": 0.0})
