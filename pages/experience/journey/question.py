"""What the journey page asks, for its answers and for the overview."""

from cx.experience import journey
from cx.text.formatting import _
from pages.shared import assumptions_drawer
from pages.shared.changes import Subject

MEASURES = {
    "promise_gap": "All touchpoints: experienced minus promised",
    "gap": "{touchpoint}: experienced minus promised",
    "csat": "{touchpoint}: satisfied",
}


def asked(chosen) -> dict:
    """The map as the answers of `cx.journey` take it."""
    return {"as_of": chosen.scope}


def valued(chosen) -> dict:
    """The same with the assumptions of contribution."""
    return {**asked(chosen), "assumptions": assumptions_drawer.chosen()}


def compared(chosen) -> Subject:
    """What the page compares with another period."""
    before = chosen.compared.span if chosen.compared else None
    return Subject(
        journey.changes,
        {**asked(chosen), "since": chosen.since, "before": before},
        lambda measure, group: _(MEASURES[measure]).format(touchpoint=group),
        ("Promise gap", "Satisfied with a touchpoint"),
    )
