"""Masking of what comments must not show: mail addresses, links and long numbers."""

import re

MASK = "•••"
_MAIL = r"[^\s@<>()]+@[^\s@<>()]+\.\w+(?:[.-]\w+)*"
_LINK = r"(?:https?://|www\.)\S+"
_NUMBER = r"\+?\d(?:[\s().\-/]{0,2}\d){6,}|\d{5,}"
_ANY = re.compile(f"{_LINK}|{_MAIL}|{_NUMBER}", re.IGNORECASE)


def masked(text: str) -> str:
    """The text with every mail address, link and run of 5 or more digits, of any script, replaced.

    Parameters
    ----------
    text : as a customer wrote it; 7 digits or more are a number though blanks, dots, dashes, slashes or brackets lie
        between them

    Examples
    --------
    >>> masked("call me: 0912 345 67 89, or a.b@shop.example; order 4711 was late")
    'call me: •••, or •••; order 4711 was late'
    >>> masked("see https://shop.example/o?id=1")
    'see •••'
    """
    return _ANY.sub(MASK, text)
