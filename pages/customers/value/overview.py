"""Value on the overview."""

from cx.customers import value
from cx.home import Action
from cx.text.formatting import _, count, percent, short_money
from pages.customers.value import findings, question
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    total = answers.ask(value.total, **question.asked(chosen), **question.USUAL)
    if total.empty:
        return None
    row = total.iloc[0]
    title = findings.title(row, value.HORIZONS[0], chosen.currency)
    n = count(row["customers"], _("customer"), _("customers"))
    basis = _("n = {n}; {tests}").format(n=n, tests=findings.known_tests(row))
    return Finding(safe_text.escaped(title), safe_text.escaped(basis))


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Call {customers} who are going quiet").format(customers=count(one.n, _("customer"), _("customers")))
    why = _(
        "They are overdue and contribute {money} a year that may stop; {share} of it is taken to stay,"
        " an assumption. {tier} and customers with an open complaint excluded."
    ).format(
        money=short_money(one.figures["at_risk"], currency), share=percent(one.figures["share"]), tier=_(one.subject)
    )
    return what, safe_text.escaped(why)


PART = Part(
    "value",
    {
        "value": Measure("Value of customers, 12 months", "value of customers"),
        "cost_to_win": Measure("Cost to win a customer", "cost to win a customer"),
    },
    _finding,
    _action,
)
