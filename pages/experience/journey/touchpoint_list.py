"""The list of the journey page: the customers behind the touchpoint that is picked."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.customers.listing import FIRST, Page
from cx.experience import journey
from cx.text.formatting import _, count, number
from pages.experience.journey import findings, question
from pages.shared import answers, customer_list, fragments, list_columns, url_state

WHO = "met_by"
NAMES = {journey.NOT_SATISFIED: "Not satisfied", journey.MET: "Everybody who met it"}


@fragments.alone
def draw(chosen, table: pd.DataFrame, touchpoint: str) -> None:
    """Who is not satisfied with the touchpoint, or met it, the most valuable first."""
    row = table.set_index("touchpoint").loc[touchpoint]
    who = _who(bool(row["csat_n"]))
    asked = {**question.valued(chosen), "touchpoint": touchpoint, "who": who}

    def ask(page: Page | None) -> pd.DataFrame:
        return _as_shown(answers.ask(journey.people, **asked, limit=page))

    first = ask(FIRST)
    customer_list.show(
        chosen,
        ask,
        int(first["customers"].iloc[0]) if len(first) else 0,
        findings.list_figures(first, who, chosen.currency),
        [findings.list_words(touchpoint, who)],
        _columns(touchpoint, chosen.currency),
        "journey_people",
        save=lambda name, words: journey.save_people(answers.store(), name, words, **asked),
        reason=lambda row, _currency: _reason(row, touchpoint),
    )


def _who(is_asked: bool) -> str:
    """Whom the list shows; where nobody was asked how satisfied they are, everybody who met it."""
    if not is_asked:
        return journey.MET
    url_state.restore(WHO, list(journey.WHO), journey.NOT_SATISFIED)
    who = st.segmented_control(
        _("Listed"),
        list(journey.WHO),
        key=WHO,
        required=True,
        label_visibility="collapsed",
        format_func=lambda code: _(NAMES[code]),
    )
    url_state.hold(WHO, who, journey.NOT_SATISFIED)
    return who


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    scores = [_("{score} of 5").format(score=number(score)) if pd.notna(score) else None for score in rows["score"]]
    return rows.assign(said=scores, complaint=[_complaint(row) for row in rows.itertuples()])


def _complaint(row) -> str | None:
    if row.open_complaints:
        return _("{n} open").format(n=number(row.open_complaints))
    return number(row.complaints) if row.complaints else None


def _reason(row, touchpoint: str) -> str:
    if pd.isna(row.score):
        return _("Met {touchpoint} in the last 12 months.").format(touchpoint=touchpoint)
    said = _("Scored {touchpoint} {score} of 5.").format(touchpoint=touchpoint, score=number(row.score))
    if not row.open_complaints:
        return said
    return f"{said} " + _("{complaints} open.").format(
        complaints=count(row.open_complaints, _("complaint"), _("complaints"))
    )


def _columns(touchpoint: str, currency: str) -> customer_list.Shown:
    of_12_months = _("Of the last 12 months")
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "said": list_columns.text(touchpoint, help=definitions.of("Satisfied with a touchpoint").says),
        "answered_on": list_columns.day(_("Answered")),
        "comment": list_columns.text(_("Comment"), width="medium"),
        "complaint": list_columns.text(_("Complaints"), help=_("About the topics of this touchpoint, in 12 months")),
        "contribution": list_columns.money(_("Contribution"), currency, help=of_12_months),
        "months": list_columns.whole(_("Months with us")),
        "region": list_columns.region(),
    }
