"""The team page on the overview."""

from cx.charts.market.team import capital, signed
from cx.home import Action
from cx.market import team
from cx.text.formatting import _, count
from pages.market.team import findings
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    rounds = answers.ask(team.rounds, as_of=chosen.as_of)
    if rounds.empty:
        return None
    table, pairs = (answers.ask(answer, as_of=chosen.as_of) for answer in (team.enps, team.beside_customers))
    n = count(rounds["answers"].iloc[-1], _("answer"), _("answers"))
    return Finding(findings.title(table, rounds, pairs), _("n = {answers} of employees").format(answers=n))


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Ask the team {team} what is wrong").format(team=safe_text.escaped(capital(one.subject)))
    why = _("Its eNPS is {score} (n = {n}), unhappy for certain. What it would earn is not known.").format(
        score=signed(one.figures["enps"]), n=one.n
    )
    return what, safe_text.escaped(why)


PART = Part("team", {"enps": Measure("eNPS of employees", "eNPS of employees")}, _finding, _action)
