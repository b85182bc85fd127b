"""Support on the overview."""

from cx.experience import support
from cx.home import Action
from cx.text.formatting import _, count, percent, short_money
from pages.experience.support import findings, question
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    if not question.any_tickets():
        return None
    asked, clock = question.asked(chosen), support.company_hours(answers.store())
    by_kind = answers.ask(support.summary, **asked, by="kind", clock=clock)
    calls = answers.ask(support.calls, **asked, clock=clock)
    if by_kind.empty and calls.empty:
        return None
    title = findings.title(by_kind, calls, clock)
    if by_kind.empty:
        basis = _("n = {calls}").format(calls=count(calls["calls"].iloc[0], _("call"), _("calls")))
    else:
        row = findings.main_kind(by_kind)
        tickets = count(row["n"], _("ticket"), _("tickets"))
        basis = _("n = {n} of kind {kind}").format(n=tickets, kind=safe_text.escaped(row["group"]))
    return Finding(title, basis)


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Close {tickets} open for more than a week").format(tickets=count(one.n, _("ticket"), _("tickets")))
    why = _(
        "{customers} without an open complaint wait and contribute {worth} a year; {share} of it is taken to stay, an"
        " assumption."
    ).format(
        customers=count(one.figures["people"], _("customer"), _("customers")),
        worth=short_money(one.figures["worth"], currency),
        share=percent(one.figures["share"]),
    )
    return what, safe_text.escaped(why)


PART = Part(
    "support",
    {"unresolved": Measure("Tickets unresolved after a week", "tickets unresolved after a week")},
    _finding,
    _action,
)
