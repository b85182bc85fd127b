"""Programme on the overview."""

from cx.experience import programme
from cx.home import Action
from cx.text.formatting import _, count, number
from pages.experience.programme import findings
from pages.shared import answers
from pages.shared.overview_part import Finding, Measure, Part


def _finding(chosen) -> Finding | None:
    rows = answers.ask(programme.stages, as_of=chosen.scope)
    asked = int(rows.loc[rows["unit"] == "gap", "n"].max())
    if not asked:
        return None
    return Finding(findings.title(rows), _("n = {people}").format(people=count(asked, _("person"), _("people"))))


def _action(one: Action, _currency: str) -> tuple[str, str]:
    what = _("Keep the promise, or promise less: {item}").format(item=_(findings.ITEMS[one.subject]).lower())
    why = _(
        "{people} were promised {promised} and experience {felt} on average: no other need, offer or feeling falls as"
        " short."
    ).format(
        people=count(one.n, _("person"), _("people")),
        promised=number(one.figures["promised"], 1),
        felt=number(one.figures["felt"], 1),
    )
    return what, why


PART = Part(
    "programme", {"advocates": Measure("Customers who recommend or bring others", "advocates")}, _finding, _action
)
