"""Letters of a name as sounds: what is said, and in which letters it is written."""

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

VOWELS = "aeiou"
_TOKEN = re.compile(r"sch|tch|sh|ch|th|ph|kh|gh|zh|ck|ng(?![aeiouy])|qu|[a-z]")
_SAID = {"sch": "sh", "tch": "ch", "ph": "f", "ck": "k", "qu": "k", "q": "k", "x": "k", "w": "v"}
_UNVOWELLED = ("ARABIC", "HEBREW", "SYRIAC")
"""Scripts that write no short vowels: how a name is said cannot be read off."""


@dataclass(frozen=True)
class Sound:
    """One sound of a word.

    Attributes
    ----------
    said : "a", "th", "ng" ...; written : its letters; is_vowel, is_doubled : a vowel; a consonant that is written twice
    """

    said: str
    written: str
    is_vowel: bool
    is_doubled: bool = False


def latin(name: str) -> str:
    """A name in the letters a to z, in lower case; words stay apart.

    Examples
    --------
    >>> latin("Café Süß"), latin("زرین"), latin("7-Up!")
    ('cafe suss', 'zryn', 'up')
    """
    return " ".join(re.sub(r"[^a-z]", "", word.lower()) for word in anyascii(name).split()).strip()


def is_latin(name: str) -> bool:
    """Whether every letter of a name is a Latin one.

    Examples
    --------
    >>> is_latin("Café 24"), is_latin("زرین")
    (True, False)
    """
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())


def is_unvowelled(name: str) -> bool:
    """Whether a name is written without its short vowels.

    Examples
    --------
    >>> is_unvowelled("زرین"), is_unvowelled("Zarrin")
    (True, False)
    """
    return any(unicodedata.name(letter, "").startswith(_UNVOWELLED) for letter in name)


def sounds(word: str) -> list[Sound]:
    """The sounds of a word of `latin`, by rules that hold about alike in most languages.

    Parameters
    ----------
    word : letters a to z

    Examples
    --------
    >>> [sound.said for sound in sounds("strength")], [sound.said for sound in sounds("zarrin")]
    (['s', 't', 'r', 'e', 'ng', 'th'], ['z', 'a', 'r', 'i', 'n'])
    """
    found: list[Sound] = []
    for match in _TOKEN.finditer(word):
        written, follows = match.group(), word[match.end() : match.end() + 1]
        is_vowel = written in VOWELS or (written == "y" and follows not in tuple(VOWELS))
        said = _said(written, follows, is_vowel)
        if not is_vowel and found and found[-1].said == said and not found[-1].is_vowel:
            found[-1] = Sound(said, found[-1].written + written, False, is_doubled=True)
        else:
            found.append(Sound(said, written, is_vowel))
    return found


def _said(written: str, follows: str, is_vowel: bool) -> str:
    if written == "c":
        return "s" if follows in ("e", "i", "y") else "k"
    return "i" if written == "y" and is_vowel else _SAID.get(written, written)
