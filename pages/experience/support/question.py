"""What the support page asks, for its answers and for the overview."""

from datetime import date

from cx.engine import coverage
from cx.experience import support
from cx.text.formatting import _
from pages.shared import answers
from pages.shared.changes import Subject

MEASURES = {
    "never_answered": "Never answered",
    "unresolved": "Unresolved after a week",
    "helped": "Helped",
    "unanswered": "Unanswered calls",
}


def any_tickets() -> bool:
    """Whether the company has a ticket or a call at all."""
    return bool(answers.ask(coverage.tables).set_index("kind").at["tickets", "rows"])


def asked(chosen) -> dict:
    """The tickets of the page, as the answers of `cx.support` take them: those opened in the period."""
    return {"as_of": chosen.scope, "opened_from": chosen.since or date.min}


def compared(chosen, clock) -> Subject:
    """What the page compares with another period."""
    before = chosen.compared.span if chosen.compared else None
    return Subject(
        support.changes,
        {"as_of": chosen.scope, "since": chosen.since, "before": before, "clock": clock},
        lambda measure, _group: _(MEASURES[measure]),
        ("Never answered", "Share helped", "Unanswered calls"),
    )
