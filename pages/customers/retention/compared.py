"""Retention beside that of the cohorts of the period that the page is compared with."""

from cx.customers import retention
from cx.text.formatting import _
from pages.shared import changes as change_picture


def changes(chosen, period: str) -> None:
    """Who bought again in the periods after the first order, then and now."""
    if chosen.compared:
        asked = {"as_of": chosen.scope, "since": chosen.since, "before": chosen.compared.span, "period": period}
        names = {
            "month": _("Bought again in month {n}"),
            "quarter": _("Bought again in quarter {n}"),
            "30 days": _("Bought again in 30-day period {n}"),
        }
        subject = change_picture.Subject(
            retention.changes, asked, lambda _measure, age: names[period].format(n=age), ("Retention of a cohort",)
        )
        change_picture.draw(chosen, subject)
