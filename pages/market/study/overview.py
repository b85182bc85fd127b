"""The study on the overview."""

from cx.home import Action
from cx.market import study
from cx.text.formatting import _, number, percent
from pages.market.study import findings
from pages.shared import answers, safe_text
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    rows = answers.ask(study.openings, as_of=chosen.as_of)
    return None if rows.empty else Finding(findings.title(rows), findings.basis(rows, chosen))


def _action(one: Action, currency: str) -> tuple[str, str]:
    what = _("Close the opening: {subject}").format(subject=safe_text.escaped(one.subject))
    why = _(
        "Of {n} who answered, {important} call it very important and {satisfied} are very satisfied. What closing it"
        " would earn is not known."
    ).format(
        n=number(one.n), important=percent(one.figures["importance"]), satisfied=percent(one.figures["satisfaction"])
    )
    return what, why


PART = Part(
    "study",
    {"satisfied": Measure("Satisfied with the widest opening", "satisfied with the widest opening")},
    _finding,
    _action,
)
