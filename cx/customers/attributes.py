"""Attributes of customers: the further columns of an uploaded customers table, e-mail and phone among them."""

import re

import pandas as pd

from cx.engine import statements
from cx.engine.connection import Engine

CONTACTS = {
    "email": re.compile(r"e-?mail|correo|courriel|ایمیل", re.IGNORECASE),
    "phone": re.compile(r"phone|mobile|handy|telef|\bt[ée]l\b|\bcell|تلفن|موبایل", re.IGNORECASE),
}
"""A way to reach a customer -> what the name of an attribute with it looks like."""


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


def contact_names(store: Engine) -> dict[str, str | None]:
    """The attributes that hold an e-mail address and a phone number.

    Returns
    -------
    Of each of CONTACTS the first attribute of such a name, by alphabet; None where there is none.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("customers", b"customer_id,name,E-Mail\\n7,Ann,ann@example.com\\n")
    >>> contact_names(store)
    {'email': 'E-Mail', 'phone': None}
    """
    return {way: next((name for name in names(store) if looks.search(name)), None) for way, looks in CONTACTS.items()}


def contacts(store: Engine) -> str:
    """Kept table: customer_id, email and phone of each customer who has one of them."""
    found = contact_names(store)
    return store.keep(
        "contacts",
        statements.text("customers/contacts"),
        email=_pointer(found["email"]),
        phone=_pointer(found["phone"]),
    )


def _pointer(attribute: str | None) -> str | None:
    """The JSON pointer to an attribute."""
    return None if attribute is None else "/" + attribute.replace("~", "~0").replace("/", "~1")
