"""Complaints beside those of the period that the page is compared with."""

from cx.experience import complaints
from cx.text.formatting import _
from pages.shared import changes as change_picture

NAMES = {"complaints": "Complaints per 100 orders", "resolved": "Resolved"}


def changes(chosen) -> None:
    """Complaints per 100 orders and the share resolved, then and now."""
    if chosen.compared:
        asked = {"as_of": chosen.scope, "since": chosen.since, "before": chosen.compared.span}
        terms = ("Complaints per 100 orders", "Resolved complaint")
        subject = change_picture.Subject(complaints.changes, asked, lambda measure, _group: _(NAMES[measure]), terms)
        change_picture.draw(chosen, subject)
