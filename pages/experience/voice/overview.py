"""Voice on the overview."""

from cx.experience import voice
from cx.home import Action
from cx.text.formatting import _, count, number, percent, short_money
from pages.experience.voice import findings
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    for measure in voice.MEASURES:
        rows = answers.ask(voice.score, measure=measure, as_of=chosen.scope)
        if len(rows) and rows["n"].iloc[0]:
            row, slope = rows.iloc[0], answers.ask(voice.slope, measure=measure, as_of=chosen.scope)
            people = count(row["people"], _("person"), _("people"))
            return Finding(findings.title(measure, row, slope), _("n = {people}").format(people=people))
    return None


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Call {n} detractors").format(n=number(one.n))
    why = _(
        "They gave 6 or less when last asked and contribute {worth} a year; {share} of it is taken to stay, an"
        " assumption."
    ).format(worth=short_money(one.figures["worth"], currency), share=percent(one.figures["share"]))
    if aside := int(one.figures["aside"]):
        why += " " + _("Excluded: {customers} with an open complaint, to be answered first.").format(
            customers=count(aside, _("customer"), _("customers"))
        )
    return what, safe_text.escaped(why)


PART = Part("voice", {"nps": Measure("Net Promoter Score (NPS)", "NPS")}, _finding, _action)
