"""Codes of rooms: the end of a link that a phone opens."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another."""


def new() -> str:
    """A code of five letters or digits.

    Examples
    --------
    >>> len(new()), set(new()) <= set(LETTERS)
    (5, True)
    """
    return "".join(secrets.choice(LETTERS) for _letter in range(5))
