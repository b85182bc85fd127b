"""Consent to mails: which attribute of customers says it, a setting of the company."""

from cx.customers import attributes
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text.formatting import _

SETTING = "consent_attribute"
YES = (
    "yes", "y", "true", "t", "1", "1.0", "on", "opt in", "opt-in", "opted in", "opted-in", "subscribed", "subscribe",
    "granted", "ja", "oui", "si", "sí", "بله", "بلی", "آری",
)  # fmt: skip
"""Values of the attribute that mean consent, in lower case; all others and blanks mean none."""


def consent_attribute(store: Engine) -> str:
    """The attribute of customers that says whether they agreed to mails; "": consent is not asked.

    Parameters
    ----------
    store : the company

    Examples
    --------
    >>> import cx
    >>> consent_attribute(cx.open_store())
    ''
    """
    return store.setting(SETTING)


def set_consent_attribute(store: Engine, attribute: str) -> None:
    """Choose the attribute of customers that says whether they agreed to mails.

    Parameters
    ----------
    store : the company
    attribute : one of `cx.customers.attributes.names`; "": consent is not asked

    Raises
    ------
    CxError
        For an attribute that no customer has; nothing was kept.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("customers", b"customer_id,newsletter\\nA,yes\\n")
    >>> set_consent_attribute(store, "newsletter")
    >>> consent_attribute(store)
    'newsletter'
    """
    if attribute and attribute not in attributes.names(store):
        raise CxError(_("No customer has the attribute “{name}”.").format(name=attribute))
    store.note(SETTING, attribute)


def pointer(attribute: str) -> str | None:
    """The JSON pointer to an attribute; None for ""."""
    return "/" + attribute.replace("~", "~0").replace("/", "~1") if attribute else None
