"""The list behind a picture of the complaints page: a click picks whose complaints it shows."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from cx.customers.listing import FIRST
from cx.experience import complaints
from cx.text.formatting import _, count
from pages.experience.complaints import findings
from pages.shared import (
    answers,
    assumptions_drawer,
    customer_list,
    list_columns,
    mark_choice,
    page_links,
    safe_text,
    url_state,
)
from pages.shared.page_links import Link

CLICKED = "complaints_of"
PICTURES = ("paths", "ratios", "shares", "rate")


@dataclass(frozen=True)
class Mark:
    """What a click picks: the complaints, and what they are called."""

    of: complaints.Complaints
    words: str


class Marks:
    """Every mark of the pictures by its code in the address: the picture, then the code that the picture reports."""

    def __init__(self, ratios_by: str, shares_by: str, quarters: pd.DataFrame, chosen) -> None:
        """ratios_by, shares_by : what the two pictures are broken down by; quarters : as of `cx.complaints.rate`"""
        self.by_code: dict[str, Mark] = {}
        for outcome in ("helped", "not helped"):
            compared = complaints.Complaints(outcome=outcome, is_compared=True)
            for picture in ("paths", "ratios"):
                self._add(picture, outcome, compared, _(findings.OUTCOMES[outcome]))
        for outcome in ("helped", "not helped"):
            for group in self._groups(ratios_by, chosen):
                of = complaints.Complaints(outcome=outcome, by=ratios_by, group=group, is_compared=True)
                name = f"{_(findings.OUTCOMES[outcome])} · {findings.group(group, ratios_by)}"
                self._add("ratios", f"{outcome}/{group}", of, name)
        for group in answers.ask(complaints.outcomes, as_of=chosen.scope, by=shares_by)["group"]:
            known = None if pd.isna(group) else str(group)
            of = complaints.Complaints(by=shares_by, group=known, is_due=True)
            self._add("shares", known or "", of, findings.group(known, shares_by))
        for first in pd.to_datetime(quarters["period"]):
            of = complaints.Complaints(since=first.date(), until=_last_day(first))
            self._add("rate", first.date().isoformat(), of, findings.quarter(first))

    @staticmethod
    def _groups(by: str, chosen) -> list[str]:
        """The groups that complaints can be of, known without matching anybody, which takes long."""
        if by == "spend":
            return ["low", "middle", "high"]
        groups = answers.ask(complaints.outcomes, as_of=chosen.scope, by=by)["group"]
        return [str(group) for group in groups.dropna()]

    def _add(self, picture: str, code: str, of: complaints.Complaints, words: str) -> None:
        self.by_code[self.code(picture, code)] = Mark(of, words)

    @staticmethod
    def code(picture: str, code: str) -> str:
        """The code in the address, without the comma that parts its values."""
        return f"{picture}:{code}".replace(",", ";")

    def clicked(self) -> str | None:
        """The code of what is picked now; None where nothing is."""
        fields = {"code": list(self.by_code)}
        found = url_state.clicked(CLICKED, fields, dict.fromkeys(PICTURES, "code"))
        return found["code"] if found and found["code"] in self.by_code else None

    def in_frame(self, picture: str, rows: pd.DataFrame, code: str | None) -> pd.DataFrame:
        """The rows of a picture with the codes of the address, the picked one marked."""
        codes = [self.code(picture, one) for one in rows["code"]]
        picked = {"code": code} if code else None
        return url_state.marked(rows.assign(code=codes), picked)


def _last_day(first: pd.Timestamp) -> date:
    return (first + pd.offsets.QuarterEnd(0)).date()


def draw(chosen, marks: Marks, code: str | None) -> None:
    """The box of all marks, and the customers of the one that is picked."""
    offered = {mark.words: {"code": one} for one, mark in marks.by_code.items() if not one.startswith("ratios:")}
    if code and code.startswith("ratios:"):
        offered[marks.by_code[code].words] = {"code": code}
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(_("Customers behind a picture") if code is None else _heading(marks.by_code[code]))
        mark_choice.box(CLICKED, offered, {"code": code} if code else None, *PICTURES)
    if code is None:
        st.caption(_("Click a row, a line or a bar of a picture, or choose it here."))
        return
    _list(chosen, marks.by_code[code])
    _links(marks.by_code[code].of)


def _links(of: complaints.Complaints) -> None:
    """Where more is said of the complaints that are picked."""
    topic = of.group if of.by == "topic" else None
    waits = {"topic": f"complaint/{topic}".replace(",", ";")} if topic else {"kinds": "complaint"}
    page_links.row(
        Link("support", _("How long they wait"), waits),
        Link("voice", _("What detractors write"), {"voice_moods": "detractor"}),
        Link("promises", _("Whether promises are kept")),
    )


def _heading(mark: Mark) -> str:
    if mark.of.is_compared:
        return _("Compared with matched customers: {name}").format(name=safe_text.escaped(mark.words))
    return _("Complaints: {name}").format(name=safe_text.escaped(mark.words))


def _list(chosen, mark: Mark) -> None:
    assumptions = assumptions_drawer.chosen()
    given = {"as_of": chosen.scope, "assumptions": assumptions, "of": mark.of}
    first = answers.ask(complaints.complainers, **given, limit=FIRST)
    found = first.iloc[0] if len(first) else pd.Series({"customers": 0, "complaints_of_all": 0})
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(complaints.complainers, **given, limit=page)),
        int(found["customers"]),
        [count(found["complaints_of_all"], _("complaint"), _("complaints"))],
        [safe_text.escaped(mark.words)],
        _columns(chosen.currency),
        "complainers",
        save=lambda name, words: complaints.save_complainers(
            answers.store(), name, words, as_of=chosen.scope, assumptions=assumptions, of=mark.of
        ),
        clear=lambda: url_state.click(CLICKED, None, *PICTURES),
        reason=_reason,
    )


def _reason(row, _currency: str) -> str:
    return _("Complaint about {topic}: {outcome}.").format(
        topic=row.topic if isinstance(row.topic, str) else _("n/a"), outcome=row.outcome.lower()
    )


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(outcome=[_(findings.OUTCOMES[outcome]) for outcome in rows["outcome"]])


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "topic": list_columns.text(_("About")),
        "channel": list_columns.text(_("Channel")),
        "opened_on": list_columns.day(_("Opened")),
        "outcome": list_columns.text(_("Outcome")),
        "orders": list_columns.whole(_("Orders in 180 days")),
        "expected": st.column_config.NumberColumn(_("Matched customers' orders"), format="%.1f"),
        "contribution": list_columns.money(_("Contribution"), currency, help=_("Of the last 12 months")),
        "complaints": list_columns.whole(_("Complaints")),
        "region": list_columns.region(),
    }
