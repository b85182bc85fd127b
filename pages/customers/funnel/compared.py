"""The funnel beside that of the period that the page is compared with, for everybody and by group."""

from cx.customers import funnel
from cx.text.formatting import _
from pages.customers.funnel import view
from pages.shared import changes as change_picture


def changes(chosen, asked: dict, by: str) -> None:
    """Reach, acquire and retain, then and now; asked : what the page asks, by : its breakdown."""
    if chosen.compared and asked["entered_from"] is not None:
        given = {**asked, "before": chosen.compared.span, "breakdown": by}
        change_picture.draw(chosen, change_picture.Subject(funnel.changes, given, _name, view.TERMS))


def _name(step: str, group: str) -> str:
    names = {"Reach": _("people reached"), "Acquire": _("first orders"), "Retain": _("repeat orders")}
    if group == view.EVERYBODY:
        return names[step].capitalize()
    return _("{group}: {step}").format(group=group, step=names[step])
