"""Attributes of customers: what uploaded files say of them, e-mail and phone among it."""

import pandas as pd

from cx.engine import statements
from cx.engine.connection import Engine
from cx.tables.contacts import CONTACTS


def names(store: Engine) -> list[str]:
    """The name of each attribute, by alphabet."""
    return store.once("customer attributes", lambda: store.read("customers/attribute_names")["name"].tolist())


def of_customer(store: Engine, customer_id: str) -> pd.DataFrame:
    """Attributes of one customer.

    Parameters
    ----------
    store, customer_id : the company, and the customer

    Returns
    -------
    One row per attribute that has a value, by alphabet: name, value.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("customers", b"customer_id,name,E-Mail\\n7,Ann,ann@example.com\\n")
    >>> of_customer(store, "7").values.tolist()
    [['E-Mail', 'ann@example.com']]
    """
    return store.read("customers/attributes", customer_id=customer_id)


def contact_names(store: Engine) -> dict[str, list[str]]:
    """The attributes that hold e-mail addresses and phone numbers.

    Returns
    -------
    Of each of CONTACTS the attributes of such a name, by alphabet.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("customers", b"customer_id,name,E-Mail\\n7,Ann,ann@example.com\\n")
    >>> contact_names(store)
    {'email': ['E-Mail'], 'phone': []}
    """
    return {way: [name for name in names(store) if looks.search(name)] for way, looks in CONTACTS.items()}


def contacts(store: Engine) -> str:
    """Kept table: customer_id, email and phone of each customer who has one; the first filled attribute counts."""
    found = contact_names(store)
    return store.keep(
        "contacts",
        statements.text("customers/contacts"),
        email=[_pointer(name) for name in found["email"]],
        phone=[_pointer(name) for name in found["phone"]],
    )


def _pointer(attribute: str) -> str:
    """The JSON pointer to an attribute."""
    return "/" + attribute.replace("~", "~0").replace("/", "~1")
