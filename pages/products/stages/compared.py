"""The stages beside those of the date that the page is compared with."""

from cx.products import stages
from cx.text.formatting import _
from pages.products.stages import portfolio
from pages.shared import assumptions_drawer
from pages.shared import changes as change_picture


def changes(chosen) -> None:
    """Profit and products of each stage, then and now."""
    if chosen.compared:
        margin = assumptions_drawer.gross_margin()
        asked = {"as_of": chosen.scope, "before": chosen.compared.until, "gross_margin": margin}
        change_picture.draw(chosen, change_picture.Subject(stages.changes, asked, _name, portfolio.TERMS))


def _name(measure: str, stage: str) -> str:
    if stage == stages.EVERYBODY:
        return _("Product profit") if measure == "profit" else _("Products")
    text = _("{stage} profit") if measure == "profit" else _("{stage} products")
    return text.format(stage=_(stage))
