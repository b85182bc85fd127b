"""The list of the promises page: overdue promises, or what was clicked."""

import pandas as pd
import streamlit as st

from cx.customers.listing import FIRST
from cx.experience import promises
from cx.statistics import periods
from cx.text.formatting import _, count
from pages.experience.promises import findings, view, writing
from pages.shared import answers, assumptions_drawer, customer_list, list_columns, list_height, safe_text, url_state

WHEN = {"Overdue": "overdue", "Due within 7 days": promises.SOON}
OF_STEP = {"due": promises.DUE, "answered": promises.DUE, "honoured": ("kept",)}


def draw(chosen, gaps: pd.DataFrame, kept: pd.DataFrame, picked: tuple[str, str] | None) -> None:
    """The promises of what is clicked, else those to keep now; a gap: the customers behind it."""
    if not view.has_orders():
        st.header(_("Upload orders to see whose promises are overdue"))
        return
    asked = {"as_of": chosen.scope, "assumptions": assumptions_drawer.chosen()}
    heading = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        view.box(gaps, kept, picked)
        states = _states() if picked is None else ()
    if picked and picked[0] == "gap":
        heading.header(_("Customers behind the gap at {subject}").format(subject=safe_text.escaped(picked[1])))
        _people(chosen, {**asked, "subject": picked[1]}, picked)
        return
    given = {**asked, **_selection(chosen, picked, states)}
    first = answers.ask(promises.due, **given, limit=FIRST)
    heading.header(view.heading_of(picked) or findings.list_title(first[first["state"] == "overdue"], chosen.currency))
    _promises(chosen, given, first, picked)


def _states() -> tuple[str, ...]:
    """Overdue promises, those due soon, or both."""
    url_state.restore_picks("when", list(WHEN))
    of = st.pills(
        _("When"), list(WHEN), selection_mode="multi", key="when", label_visibility="collapsed", format_func=_
    )
    url_state.hold_picks("when", of)
    return tuple(WHEN[name] for name in of) or ("overdue",)


def _selection(chosen, picked: tuple[str, str] | None, states: tuple[str, ...]) -> dict:
    """What of the promises is asked for."""
    if picked is None:
        return {"states": states}
    since = periods.first_day(chosen.as_of, 12)
    if picked[0] == "kind":
        return {"states": promises.MISSED, "kind": picked[1], "since": since}
    step = picked[1]
    return {"states": OF_STEP[step], "kind": "guarantee", "since": since, "only_answered": step == "answered"}


def _promises(chosen, given: dict, first: pd.DataFrame, picked: tuple[str, str] | None) -> None:
    there = first.iloc[0] if len(first) else {"promises": 0, "customers": 0}
    if there["promises"] and not there["customers"]:
        _of_nobody(first)
        return
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(promises.due, **given, limit=page)),
        int(there["customers"]),
        [count(int(there["promises"]), _("promise"), _("promises"))],
        [_("most contribution first")],
        _columns(chosen.currency),
        "promises",
        save=lambda name, words: promises.save_due(answers.store(), name, words, **given),
        clear=view.clear if picked else None,
        reason=lambda row, _currency: f"{row.words}: {row.standing}",
        unsorted=("standing",),
    )
    if picked is None:
        writing.mark_box(chosen, answers.ask(promises.due, **given, limit=writing.OFFERED))


def _of_nobody(rows: pd.DataFrame) -> None:
    """Promises without a known customer are no list of customers."""
    st.caption(_("None of these promises names its customer."))
    shown = _as_shown(rows)[["promise_id", "kind", "words", "made_on", "due_on", "standing"]]
    st.dataframe(
        shown,
        column_config=_columns(""),
        hide_index=True,
        height=list_height.whole_rows(len(rows)),
        key="promises_of_nobody",
    )


def _people(chosen, given: dict, picked: tuple[str, str]) -> None:
    first = answers.ask(promises.gap_people, **given, limit=FIRST)
    there = first.iloc[0] if len(first) else {"customers": 0, "fell_short": 0}
    customer_list.show(
        chosen,
        lambda page: answers.ask(promises.gap_people, **given, limit=page),
        int(there["customers"]),
        [_("{n} experienced less than promised").format(n=int(there["fell_short"]))],
        [view.heading_of(picked)],
        _people_columns(chosen.currency),
        "promise_gap",
        save=lambda name, words: promises.save_gap_people(answers.store(), name, words, **given),
        clear=view.clear,
    )


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        kind=rows["kind"].map(findings.kind), standing=[findings.state(row) for row in rows.itertuples()]
    )


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "kind": list_columns.text(_("Kind")),
        "words": list_columns.text(_("Promise")),
        "made_on": list_columns.day(_("Made")),
        "due_on": list_columns.day(_("Due")),
        "standing": list_columns.text(_("State")),
        "team": list_columns.text(_("Team")),
        "amount": list_columns.money(_("Amount"), currency),
        "region": list_columns.region(),
        "promise_id": list_columns.text(_("Promise ID")),
    }


def _people_columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "promise": list_columns.whole(_("Promised")),
        "expectation": list_columns.whole(_("Expected")),
        "experienced": list_columns.whole(_("Experienced")),
        "gap": list_columns.whole(_("Gap")),
        "answered_on": list_columns.day(_("Answered")),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "region": list_columns.region(),
    }
