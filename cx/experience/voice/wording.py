"""Words of comments: one spelling of letters, the script they are written in, and words that say nothing."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

OTHER = "Other"
UNSPACED = ("Han", "Kana", "Thai")
"""Scripts that put no blanks between words."""
_BY_NAME = {
    "LATIN": "Latin",
    "ARABIC": "Arabic",
    "CYRILLIC": "Cyrillic",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Devanagari",
    "HANGUL": "Hangul",
    "CJK": "Han",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "THAI": "Thai",
}
_VOWEL_SIGNS = dict.fromkeys([*range(0x064B, 0x0653), 0x0670])
_PERSIAN = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": " ", "\u0640": None}) | _VOWEL_SIGNS
_LETTERS = 80
"""So many letters of a text show its script."""
_SPACES = re.compile(r"\s+")


def normalised(text: str) -> str:
    """The text in one spelling: compatible forms, Persian letters for Arabic ones, no vowel signs, small letters.

    Parameters
    ----------
    text : as a customer wrote it; half-spaces become blanks

    Examples
    --------
    >>> normalised("كيفيت عالي مي\u200cباشد"), normalised("Ｇｏｏｄ  Quality")
    ('کیفیت عالی می باشد', 'good quality')
    """
    plain = unicodedata.normalize("NFKC", text).translate(_PERSIAN)
    return _SPACES.sub(" ", plain).strip().lower()


def script(text: str) -> str:
    """The script of most letters of a text; `OTHER` without a letter of a known one.

    Examples
    --------
    >>> script("late again"), script("دیر رسید"), script("\\u5305\\u88c5"), script("12 !")
    ('Latin', 'Arabic', 'Han', 'Other')
    """
    found = Counter(_script_of(letter) for letter in text[:_LETTERS] if letter.isalpha())
    del found[""]
    return max(found, key=lambda name: (found[name], name)) if found else OTHER


@cache
def _script_of(letter: str) -> str:
    return _BY_NAME.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "")


@cache
def stop_words() -> frozenset[str]:
    """English and Persian words that say nothing of a topic, in the spelling of `normalised`."""
    files = (Path(__file__).parent / "stop_words").glob("*.txt")
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(normalised(word) for line in lines if not line.startswith("#") for word in line.split())
