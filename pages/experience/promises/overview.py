"""Promises on the overview."""

from cx.experience import promises
from cx.home import Action
from cx.text.formatting import _, count, percent, short_money
from pages.experience.promises import findings
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    gaps, kept = (answers.ask(one, as_of=chosen.scope) for one in (promises.gaps, promises.kept))
    if gaps.empty and kept.empty:
        return None
    parts = []
    if len(gaps):
        people = count(int(gaps["gap_n"].max()), _("person"), _("people"))
        parts.append(_("{people} in the study").format(people=people))
    if len(kept):
        parts.append(_("{promises} due").format(promises=count(int(kept["due"].sum()), _("promise"), _("promises"))))
    return Finding(findings.title(gaps, kept), _("n = {people}").format(people=", ".join(parts)))


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Keep {promises}").format(promises=count(one.n, _("overdue promise"), _("overdue promises")))
    people = count(one.figures["people"], _("customer"), _("customers"))
    why = _("{customers} wait for what was promised.").format(customers=people)
    if one.money is not None:
        why = _(
            "{customers} wait for what was promised and contribute {worth} a year; {share} of it is taken to stay, an"
            " assumption."
        ).format(
            customers=people,
            worth=short_money(one.figures["worth"], currency),
            share=percent(one.figures["share"]),
        )
    if aside := int(one.figures["aside"]):
        why += " " + _("Excluded: {customers} with an open complaint, to be answered first.").format(
            customers=count(aside, _("customer"), _("customers"))
        )
    return what, safe_text.escaped(why)


PART = Part("promises", {"promises_kept": Measure("Promises kept in time", "promises kept in time")}, _finding, _action)
