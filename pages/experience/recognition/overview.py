"""Recognition on the overview."""

from cx.experience import recognition
from cx.experience.recognition.control_effect import WINDOW_DAYS
from cx.home import Action
from cx.text.formatting import _, count, number, short_money
from pages.experience.recognition import findings, question
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    if not question.any_order():
        return None
    week = answers.ask(recognition.week, **question.listed(chosen, recognition.reasons(answers.store())))
    customers = int(week["customers"].iloc[0])
    if not customers:
        return None
    basis = _("n = {customers} with a reason").format(customers=count(customers, _("customer"), _("customers")))
    return Finding(findings.title(week), basis)


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Thank {customers} this week").format(customers=count(one.n, _("customer"), _("customers")))
    given = {"worth": short_money(one.figures["worth"], currency), "days": number(WINDOW_DAYS)}
    why = _("They contribute {worth} a year. Whether thanks bring orders is not certain yet.")
    if one.money is not None:
        given["money"] = short_money(one.money, currency)
        why = _(
            "They contribute {worth} a year. Customers who were thanked order more than those held out: {money} gross"
            " margin within {days} days."
        )
    said = why.format(**given)
    if aside := int(one.figures["aside"]):
        said += " " + _("Excluded: {customers} with an open complaint, to be answered first.").format(
            customers=count(aside, _("customer"), _("customers"))
        )
    return what, safe_text.escaped(said)


PART = Part(
    "recognition",
    {"thanked_in_time": Measure("Reasons thanked within 30 days", "thanks in time")},
    _finding,
    _action,
)
