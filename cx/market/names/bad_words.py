"""Lists of offensive words, and how near a name comes to any of them; sources and licences: `word_lists/README.md`."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from cx.market.names.spelled_sounds import is_latin, is_unvowelled, latin

LISTS = Path(__file__).with_name("word_lists")
LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fil": "Filipino", "fr": "French", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "kab": "Kabyle", "ko": "Korean",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
"""Languages that have a list."""
INSIDE, NEAR = 4, 5
"""Letters from which a word of a list is looked for inside a name, and one letter away from it."""
SIGNS = 2
"""Signs from which a word in a script without spaces is looked for inside a name."""
WHOLE, WITHIN, ONE_AWAY = "whole", "inside", "one letter away"


@dataclass(frozen=True)
class Hit:
    """A word of the lists of some languages, that a name is, holds or is one letter away from (how)."""

    word: str
    languages: tuple[str, ...]
    how: str


@cache
def entries() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Word of any list -> its letters a to z, "" where they do not tell how it is said, and its languages by code."""
    found: dict[str, list[str]] = {}
    for code in LANGUAGES:
        for word in (LISTS / f"{code}.txt").read_text(encoding="utf-8").splitlines():
            found.setdefault(word, []).append(code)
    return {word: (_key(word), tuple(codes)) for word, codes in found.items()}


def _key(word: str) -> str:
    tells_nothing = is_unvowelled(word) or any(letter.isdigit() for letter in word)
    return "" if tells_nothing else latin(word).replace(" ", "")


@cache
def _long_keys() -> dict[str, str]:
    """Word -> its letters, of the words that are looked for one letter away."""
    return {word: key for word, (key, _codes) in entries().items() if len(key) >= NEAR}


@lru_cache(maxsize=500)
def hits(name: str) -> tuple[Hit, ...]:
    """The words of all lists that a name comes near to, the worst first.

    Parameters
    ----------
    name : as it is written. In Latin letters it is compared with the words of all scripts, transliterated; in another
        script with the words as they are written

    Examples
    --------
    >>> [(hit.word, hit.languages, hit.how) for hit in hits("Laputa")], hits("Tamino")
    ([('puta', ('es', 'pt'), 'inside')], ())
    """
    own = unicodedata.normalize("NFC", name).casefold()
    spelled = latin(name) if is_latin(name) else ""
    written = {own, own.replace(" ", ""), *own.split()} - {""}
    letters = {spelled.replace(" ", ""), *spelled.split()} - {""}
    found = {word: how for word, (key, _codes) in entries().items() if (how := _how(written, letters, word, key))}
    for one in letters:
        if len(one) >= NEAR:
            near = process.extract(one, _long_keys(), scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=None)
            for _letters, _distance, word in near:
                found.setdefault(word, ONE_AWAY)
    order = (WHOLE, WITHIN, ONE_AWAY)
    ordered = sorted(found.items(), key=lambda item: order.index(item[1]))
    return tuple(Hit(word, entries()[word][1], how) for word, how in ordered)


def _how(written: set[str], letters: set[str], word: str, key: str) -> str:
    """WHOLE or WITHIN where a name is a word of a list or holds it, else ""."""
    if word in written or (len(key) > 1 and key in letters):
        return WHOLE
    least = INSIDE if word[0].lower() != word[0].upper() or is_unvowelled(word) else SIGNS
    is_within = len(word) >= least and any(word in one for one in written)
    return WITHIN if is_within or (len(key) >= INSIDE and any(key in one for one in letters)) else ""
