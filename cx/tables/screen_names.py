"""Names on screen of codes that are stored or stand in addresses, where the two differ."""

from cx.text.formatting import _


def screen_name(code: str) -> str:
    """The name of a play, a move between tiers, a tier or a lifecycle shape, as a page shows it.

    Parameters
    ----------
    code : as an answer of `cx.playbook`, `cx.movement` or `cx.stages` says it

    Examples
    --------
    >>> screen_name("Ally"), screen_name("Came back"), screen_name("Gold")
    ('Partner', 'Reactivated', 'Gold')
    """
    return {
        "Ally": _("Partner"),
        "Turn": _("Turn around"),
        "Release": _("Let go"),
        "Came back": _("Reactivated"),
        "still open": _("not clear yet"),
        "rise not seen": _("growth before the data"),
        "Up inside": _("Same tier, more profit"),
        "Down inside": _("Same tier, less profit"),
    }.get(code) or _(code)


def event_name(code: str) -> str:
    """The name of something that happened to a customer, by its code in `cx.customers.profile.events`.

    >>> event_name("touchpoint")
    'Contact'
    """
    return {
        "order": _("Order"),
        "return": _("Return"),
        "touchpoint": _("Contact"),
        "survey": _("Survey answer"),
        "ticket": _("Ticket"),
        "call": _("Call"),
        "promise": _("Promise"),
        "thanks": _("Thanks"),
        "goodbye": _("Goodbye"),
    }[code]
