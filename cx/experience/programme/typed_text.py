"""Texts that people type, from phones of strangers too: one line, without characters that nobody sees."""

import unicodedata

from cx.errors import CxError
from cx.text.formatting import _

JOINERS = "\u200c\u200d"
"""The two invisible characters that words are written with: Persian and emoji need them."""


def tidy(text: str, name: str, most: int, is_needed: bool = False) -> str | None:
    """One line of text as it is kept.

    Parameters
    ----------
    text : as typed
    name : what it is called in the sentence about it
    most : characters it may have
    is_needed : whether it may not be blank

    Returns
    -------
    Without control characters, turns of direction and line breaks; None for a blank one.

    Raises
    ------
    CxError
        When it is too long, or blank where it is needed.

    Examples
    --------
    >>> tidy("  two\\n lines\\x00\\u202e ", "A proposal", 20)
    'two lines'
    """
    seen = "".join(letter if _is_seen(letter) else " " for letter in text)
    line = " ".join(unicodedata.normalize("NFC", seen).split())
    if is_needed and not line.strip(JOINERS):
        raise CxError(_("{name} needs 1 to {most} characters.").format(name=name, most=most))
    if len(line) > most:
        raise CxError(_("{name} has at most {most} characters, not {n}.").format(name=name, most=most, n=len(line)))
    return line or None


def _is_seen(letter: str) -> bool:
    """Whether it belongs to words: all but control, format, private and unassigned characters."""
    return letter in JOINERS or not unicodedata.category(letter).startswith("C")
