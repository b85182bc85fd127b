"""The tiers beside those of the date that the page is compared with."""

from cx.customers import segments
from cx.text.formatting import _
from pages.shared import changes as change_picture


def changes(chosen, asked: dict) -> None:
    """Profit and customers of each tier, then and now; asked : what the tiers of the page are asked with."""
    if chosen.compared:
        given = {**asked, "before": chosen.compared.until}
        terms = ("Customer profit", *segments.TIERS)
        change_picture.draw(chosen, change_picture.Subject(segments.changes, given, _name, terms))


def _name(measure: str, tier: str) -> str:
    if tier == segments.EVERYBODY:
        return _("Customer profit") if measure == "profit" else _("Customers")
    text = _("{tier} profit") if measure == "profit" else _("{tier} customers")
    return text.format(tier=_(tier))
