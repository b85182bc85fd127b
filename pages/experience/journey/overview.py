"""The journey on the overview."""

from cx.charts.experience.journey_scores import score
from cx.experience import journey
from cx.home import Action
from cx.text.formatting import _, count, percent, short_money
from pages.experience.journey import findings, question
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    table = answers.ask(journey.map, **question.valued(chosen))
    if table.empty:
        return None
    asked = int(max(table["gap_n"].max(), table["csat_n"].max()))
    basis = _("n = {people} at the touchpoint with most answers").format(people=count(asked, _("person"), _("people")))
    return Finding(findings.title(table), basis)


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Keep the promise at {touchpoint}").format(touchpoint=safe_text.escaped(one.subject))
    promised = {"promised": score(one.figures["promise"]), "experienced": score(one.figures["felt"])}
    why = _("Promised {promised}, experienced {experienced}: it ranks first for certain.").format(**promised)
    if one.money is not None:
        why += " " + _(
            "{customers} not satisfied with it contribute {worth} a year; {share} of it is taken to stay, an"
            " assumption."
        ).format(
            customers=count(one.n, _("customer"), _("customers")),
            worth=short_money(one.figures["worth"], currency),
            share=percent(one.figures["share"]),
        )
    return what, safe_text.escaped(why)


PART = Part(
    "journey",
    {"promise_gap": Measure("Experienced minus promised, all touchpoints", "promises kept at touchpoints")},
    _finding,
    _action,
)
