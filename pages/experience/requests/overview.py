"""Requests on the overview."""

from cx.experience import requests
from cx.home import Action
from cx.text.formatting import _, count, number, short_money
from pages.experience.requests import findings, question
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    totals = answers.ask(requests.totals, as_of=chosen.scope)
    if question.missing() or not totals["tickets"]:
        return None
    basis = _("n = {customers}").format(customers=count(totals["customers"], _("customer"), _("customers")))
    return Finding(findings.title(question.ranked(chosen), totals), basis)


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Decide on the request: {topic}").format(topic=question.named(one.subject))
    why = _(
        "{n} customers ask for it, more than for anything else; they contribute {worth} a year. What it would add is"
        " not known."
    ).format(n=number(one.n), worth=short_money(one.figures["worth"], currency))
    return what, safe_text.escaped(why)


PART = Part("requests", {"asked": Measure("Customers who asked for something", "customers who ask")}, _finding, _action)
