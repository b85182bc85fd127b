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
        "Answer complaint": _("Answer complaint first"),
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
        "invitation": _("Survey invitation"),
        "survey": _("Survey answer"),
        "ticket": _("Ticket"),
        "call": _("Call"),
        "promise": _("Promise"),
        "thanks": _("Thanks"),
        "goodbye": _("Goodbye"),
    }[code]


def event_state(event: str, state: str | None) -> str:
    """The state of something that happened to a customer, by its codes in `cx.customers.profile.events`; "" for none.

    >>> event_state("promise", "late"), event_state("invitation", "responded"), event_state("order", None)
    ('late or not kept', 'answered', '')
    """
    return {
        ("promise", "kept"): _("kept"),
        ("promise", "late"): _("late or not kept"),
        ("promise", "open"): _("open"),
        ("invitation", "responded"): _("answered"),
        ("invitation", "not responded"): _("no answer"),
        ("call", "unanswered"): _("not answered"),
        ("ticket", "open"): _("open, not answered"),
        ("ticket", "answered"): _("open, answered"),
        ("ticket", "reopened"): _("open again"),
        ("ticket", "resolved"): _("resolved"),
        ("ticket", "satisfied"): _("resolved, satisfied"),
        ("ticket", "not satisfied"): _("resolved, not satisfied"),
    }.get((event, state or ""), "")
