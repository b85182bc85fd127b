"""What the recognition page asks, for its answers and for the overview."""

from cx.engine import coverage
from cx.experience import recognition
from cx.text.formatting import _
from pages.shared import answers, assumptions_drawer
from pages.shared.changes import Subject

MEASURES = {"in_time": "Thanked in time", "thanked": "Customers thanked"}
Reasons = tuple[recognition.Reason, ...]


def any_order() -> bool:
    """Whether the company has an order: without one there are no customers to thank."""
    return bool(answers.ask(coverage.tables).set_index("kind").at["orders", "rows"])


def asked(chosen, reasons: Reasons) -> dict:
    """The reasons of the page, as the answers of `cx.recognition` take them."""
    return {"as_of": chosen.scope, "reasons": reasons}


def listed(chosen, reasons: Reasons) -> dict:
    """As `asked`, with the assumptions of tier and contribution: what the list is asked with."""
    return {**asked(chosen, reasons), "assumptions": assumptions_drawer.chosen()}


def compared(chosen, reasons: Reasons) -> Subject:
    """What the page compares with another period."""
    before = chosen.compared.span if chosen.compared else None
    return Subject(
        recognition.changes,
        {**asked(chosen, reasons), "since": chosen.since, "before": before},
        lambda measure, _group: _(MEASURES[measure]),
        ("Thanked in time",),
    )
