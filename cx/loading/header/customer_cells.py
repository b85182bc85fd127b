"""Columns of a file of orders that say something of the customer: name, region, contacts, address, their attributes."""

from collections.abc import Collection, Sequence

from cx.loading.header import matching
from cx.tables.contacts import CONTACTS
from cx.tables.kinds import KINDS

OWN = ("name", "region")
"""Columns of the customers' table that a header of an order may fill; others are kept under the name of the header."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CUSTOMER = _words("customer customers client clients buyer shopper member user kunde kunden cliente مشتری خریدار")
_ADDRESS = _words("billing bill shipping ship delivery to")
_PLACES = frozenset(
    {"city", "town", "postcode", "post code", "postal code", "zip", "zip code", "zipcode", "plz", "address", "street"}
    | {"stadt", "wohnort", "strasse", "adresse", "ville", "code postal", "ciudad", "direccion", "شهر", "نشانی", "آدرس"}
)
_PERSON = frozenset(
    {"first name", "last name", "surname", "gender", "birthday", "birth date", "date of birth", "vorname", "nachname"}
)
_NAMES = frozenset({"", "name", "full name", "nom", "company", "company name"})
_OF_PRODUCT_TOO = frozenset({"name", "nom", "company", "company name"})
_NOT_OF_CUSTOMER = _words(
    "order orders rating review comment comments note notes message feedback score satisfaction price paid pay discount"
    " total amount revenue sales cost profit qty quantity po reference ref invoice payment currency tax vat service rep"
    " agent support seller vendor supplier store shop branch staff employee courier warehouse app opt accepts method"
    " status returns refund campaign template open opens click clicks product item sku"
)


def places(headers: Sequence[str], taken: Collection[int]) -> dict[str, int]:
    """The columns of an orders file that are kept for its customers.

    Parameters
    ----------
    headers : of the file
    taken : positions of the columns that are read as columns of orders, 1 = first

    Returns
    -------
    What is said of the customer -> position of its cell: "name" and "region" for the columns of the customers' table,
    else the header. Of several headers for a name or a region the likelier one fills it, ties go to the earlier.

    Examples
    --------
    >>> places(["Customer ID", "Customer Name", "Customer E-Mail", "Country", "Product name", "Name"], {1})
    {'name': 2, 'region': 4, 'Customer E-Mail': 3}
    """
    found: dict[str, int] = {}
    free = {place: header for place, header in enumerate(headers, start=1) if header and place not in taken}
    for column in OWN:
        scores = {place: _likeness(header, column) for place, header in free.items() if place not in found.values()}
        best = max(scores, key=lambda place: scores[place], default=0)
        if best and scores[best]:
            found[column] = best
    for place, header in free.items():
        if place not in found.values() and is_of_customer(header):
            found[f"{header} ({place})" if header in found else header] = place
    return found


def named(headers: Sequence[str], mapping: dict[str, str]) -> list[str]:
    """The headers of an orders file that are kept for its customers, in the order of `places`.

    Parameters
    ----------
    headers, mapping : of the file

    Examples
    --------
    >>> named(["No", "Customer", "Client name", "Total"], {"order_id": "No", "customer_id": "Customer"})
    ['Client name']
    """
    if "customer_id" not in mapping:
        return []
    taken = {headers.index(header) + 1 for header in mapping.values() if header in headers}
    return [headers[place - 1] for place in places(headers, taken).values()]


def is_of_customer(header: str) -> bool:
    """Whether a header of an order speaks of the customer.

    Examples
    --------
    >>> [is_of_customer(header) for header in ("Customer group", "Shipping City", "Phone")]
    [True, True, True]
    >>> [is_of_customer(header) for header in ("Customer rating", "Store city", "Shipping", "Name")]
    [False, False, False, False]
    """
    name = matching.normalized(header)
    words = set(name.split())
    if not words or words & _NOT_OF_CUSTOMER:
        return False
    rest = _without(name, _ADDRESS | _CUSTOMER)
    return (
        bool(words & _CUSTOMER)
        or rest in _PLACES | _PERSON
        or _region(rest) > 0
        or any(looks.search(header) for looks in CONTACTS.values())
    )


def _likeness(header: str, column: str) -> int:
    """How well a header of an order names a column of its customer; 0 where a product or a shop could be meant."""
    name = matching.normalized(header)
    if set(name.split()) & _NOT_OF_CUSTOMER:
        return 0
    if column == "region":
        return _region(_without(name, _ADDRESS | _CUSTOMER))
    if name in KINDS["customers"]["name"].synonyms and name not in _OF_PRODUCT_TOO:
        return matching.SYNONYM
    rest = _without(name, _CUSTOMER)
    return matching.WITHOUT_UNITS if rest != name and rest in _NAMES else 0


def _region(name: str) -> int:
    score = matching.likeness(name, "customers", "region") if name else 0
    return score if score >= matching.WITHOUT_UNITS else 0


def _without(name: str, words: frozenset[str]) -> str:
    return " ".join(word for word in name.split() if word not in words)
