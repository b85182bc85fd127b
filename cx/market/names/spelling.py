"""What makes a name hard to write down when it is heard: silent and doubled letters, sounds of several spellings."""

import re
from dataclasses import dataclass

LONG = 10
"""A name of more letters is long."""
SEVERAL = 3
"""From so many places on that can be written otherwise there are several ways to write a name."""
_SILENT = re.compile(r"(?<=.)gh|^(?:kn|gn|wr|ps|pn)|mb$|(?<=s)tle$")
_OTHERWISE = {
    "ph": "f",
    "ck": "k",
    "qu": "kw",
    "x": "ks",
    "z": "s",
    "c": "k, s",
    "q": "k",
    "ae": "e",
    "oe": "o",
    "ea": "ee",
}
_OTHER_SPELLING = re.compile("|".join([*_OTHERWISE, r"(?<=[^aeiou])y"]))
_DOUBLED = re.compile(r"([a-z])\1")


@dataclass(frozen=True)
class Spelling:
    """How a name is written.

    Attributes
    ----------
    letters : how many
    silent : letters that are not heard
    otherwise : places that may as well be written otherwise, as (letters, instead)
    doubled : letters written twice
    """

    letters: int
    silent: tuple[str, ...]
    otherwise: tuple[tuple[str, str], ...]
    doubled: tuple[str, ...]

    @property
    def has_several(self) -> bool:
        return len(self.otherwise) + len(self.doubled) >= SEVERAL


def spelling(words: str) -> Spelling:
    """How a name is written.

    Parameters
    ----------
    words : as of `spelled_sounds.latin`

    Examples
    --------
    >>> spelling("zarrin")
    Spelling(letters=6, silent=(), otherwise=(('z', 's'),), doubled=('r',))
    >>> spelling("simorgh").silent
    ('gh',)
    """
    found = [(word, match.group()) for word in words.split() for match in _OTHER_SPELLING.finditer(word)]
    return Spelling(
        letters=len(words.replace(" ", "")),
        silent=tuple(match.group() for word in words.split() for match in _SILENT.finditer(word)),
        otherwise=tuple((letters, _OTHERWISE.get(letters, "i")) for _word, letters in found),
        doubled=tuple(match.group(1) for word in words.split() for match in _DOUBLED.finditer(word)),
    )
