"""How alike two names are, to the eye and to the ear."""

from dataclasses import dataclass

from metaphone import doublemetaphone
from rapidfuzz.distance import DamerauLevenshtein

from cx.market.names.spelled_sounds import latin

CLASH, CLASH_BY_SOUND = 0.85, 0.75
"""Names so alike clash; those that sound the same, from the second on."""


@dataclass(frozen=True)
class Likeness:
    """Two names beside each other, by their whole or their first words, whichever are more alike.

    Attributes
    ----------
    similarity : 1 less the share of letters to change (insert, leave out, replace, swap), 0..1
    is_same_sound : whether a double metaphone code of both is one
    slips : letters to change
    """

    similarity: float
    is_same_sound: bool
    slips: int

    @property
    def is_clash(self) -> bool:
        return self.similarity >= CLASH or (self.is_same_sound and self.similarity >= CLASH_BY_SOUND)


def likeness(name: str, other: str) -> Likeness:
    """How alike two names are; letters of other scripts are written in Latin ones.

    Parameters
    ----------
    name, other : in any script; one without a letter is like nothing

    Notes
    -----
    Damerau-Levenshtein distance (rapidfuzz) and double metaphone (Philips 2000) of the Latin letters.

    Examples
    --------
    >>> found = likeness("Nordlis", "Nordlys Living")
    >>> round(found.similarity, 2), found.is_same_sound, found.slips, found.is_clash
    (0.86, True, 1, True)
    """
    own, others = latin(name), latin(other)
    if not own or not others:
        return Likeness(0.0, False, max(len(own), len(others)))
    pairs = {(own.replace(" ", ""), others.replace(" ", "")), (own.split()[0], others.split()[0])}
    found = [_of_pair(*pair) for pair in sorted(pairs)]
    return max(found, key=lambda one: (one.is_clash, one.similarity, one.is_same_sound))


def _of_pair(own: str, other: str) -> Likeness:
    codes = set(doublemetaphone(own)) & set(doublemetaphone(other)) - {""}
    similarity = DamerauLevenshtein.normalized_similarity(own, other)
    return Likeness(float(similarity), bool(codes), int(DamerauLevenshtein.distance(own, other)))
