"""Kano classes of requests, from two answers a person: if it were there, and if it were not."""

from collections.abc import Mapping

from scipy.special import bdtr

ANSWERS = ("like", "expect", "neutral", "can live with", "dislike")
"""What the scores 1 to 5 of either question mean."""
NAMES = {
    "A": "attractive",
    "O": "one-dimensional",
    "M": "must-be",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}
CLASSES = tuple("AOMI")
"""Of these one may be what a request is; R and Q are answers turned round or against each other."""
TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
"""Row: the score if it were there; column: the score if it were not."""
LEAST = 30
"""Pairs of answers under which no class is named."""
ALPHA = 0.05


def answered(there: int, missing: int) -> str:
    """The letter of one person's two answers.

    Parameters
    ----------
    there, missing : the scores, 1 to 5, if it were there and if it were not

    Returns
    -------
    A letter of `NAMES`.

    Raises
    ------
    ValueError
        If a score is not 1 to 5.

    Notes
    -----
    Kano, Seraku, Takahashi & Tsuji (1984), Journal of the Japanese Society for Quality Control 14(2), 39-48. Of the 25
    pairs 3 are A, 1 is O, 3 are M, 9 are I, 7 are R and 2 are Q.

    Examples
    --------
    >>> answered(1, 5), answered(2, 5), answered(1, 3)
    ('O', 'M', 'A')
    """
    if there not in range(1, 6) or missing not in range(1, 6):
        raise ValueError("An answer to a Kano question is 1 to 5.")
    return TABLE[int(there) - 1][int(missing) - 1]


def better_and_worse(counts: Mapping[str, int]) -> tuple[float | None, float | None]:
    """How much having it pleases, and how much missing it displeases.

    Parameters
    ----------
    counts : people by letter; a letter that is not there counts as 0

    Returns
    -------
    (better 0..1, worse -1..0); None where nobody answered A, O, M or I.

    Notes
    -----
    Berger et al. (1993), Center for Quality Management Journal 2(4), 3-36.

    Examples
    --------
    >>> better_and_worse({"A": 5, "O": 3, "M": 1, "I": 1, "R": 4})
    (0.8, -0.4)
    """
    attractive, one_dimensional, must_be, indifferent = (counts.get(letter, 0) for letter in CLASSES)
    n = attractive + one_dimensional + must_be + indifferent
    if not n:
        return None, None
    return (attractive + one_dimensional) / n, -(one_dimensional + must_be) / n


def kind(counts: Mapping[str, int]) -> str | None:
    """The class of a request, where enough people were asked and one class is ahead of the next for certain.

    Parameters
    ----------
    counts : people by letter

    Returns
    -------
    A, O, M or I; None under `LEAST` pairs of answers (those of Q, which contradict themselves, are none), and where
    the two-sided binomial test between the first and the second does not tell them apart at `ALPHA`.

    Examples
    --------
    >>> kind({"A": 25, "O": 9, "I": 2}), kind({"A": 18, "O": 16}), kind({"A": 20})
    ('A', None, None)
    """
    if sum(people for letter, people in counts.items() if letter != "Q") < LEAST:
        return None
    ranked = sorted(CLASSES, key=lambda letter: -counts.get(letter, 0))
    first, second = (counts.get(letter, 0) for letter in ranked[:2])
    if first == second or 2 * bdtr(second, first + second, 0.5) >= ALPHA:
        return None
    return ranked[0]
