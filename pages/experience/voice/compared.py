"""Scores beside those of the period that the page is compared with."""

from cx.experience import voice
from cx.text.formatting import _
from pages.shared import changes as change_picture

NAMES = {
    "nps": "NPS",
    "csat": "Satisfied",
    "ces": "Made it easy",
    "heard": "Customers heard",
}


def changes(chosen) -> None:
    """The scores and the share of customers heard, then and now."""
    if chosen.compared:
        asked = {"as_of": chosen.scope, "since": chosen.since, "before": chosen.compared.span}
        terms = ("NPS", "Weighted score", "Customers heard")
        subject = change_picture.Subject(voice.changes, asked, lambda measure, _group: _(NAMES[measure]), terms)
        change_picture.draw(chosen, subject)
