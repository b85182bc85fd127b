"""Competitors on the overview."""

from cx.home import Action
from cx.market import competitors
from cx.market.competitors.overview import SEPARATOR
from cx.text.formatting import _, number
from pages.market.competitors import findings, question
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    own = question.ours() if question.any_scores() else None
    if own is None:
        return None
    gaps = answers.ask(competitors.gaps, as_of=chosen.as_of, ours=own, source=None)
    return None if gaps.empty else Finding(findings.title(gaps), findings.people(gaps))


def _action(one: Action, currency: str) -> tuple[str, str]:
    company, attribute = (safe_text.escaped(part) for part in one.subject.split(SEPARATOR))
    what = _("Learn from {company}: {attribute}").format(company=company, attribute=attribute)
    why = _("{n} respondents score it {theirs} there, us {ours}. What more it would earn is not known.").format(
        n=number(one.n), theirs=number(one.figures["theirs"], 1), ours=number(one.figures["ours"], 1)
    )
    return what, why


PART = Part(
    "competitors",
    {"left_for": Measure("Left for a competitor", "customers who left for a competitor")},
    _finding,
    _action,
)
