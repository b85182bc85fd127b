"""Measures of the voice of customers: which answers count for, and which against."""

from dataclasses import dataclass

NO_SCORE = -1
"""Below every scale: no answer counts against."""


@dataclass(frozen=True)
class Measure:
    """How the answers to a question become one figure.

    Attributes
    ----------
    good : lowest score that counts for
    bad : highest score that counts against
    scale : what the share of good votes, less that of bad ones, is multiplied with
    has_votes_by_subject : whether a person has a vote on each subject, not one in all
    """

    good: int
    bad: int
    scale: float
    has_votes_by_subject: bool


MEASURES = {
    "nps": Measure(good=9, bad=6, scale=100.0, has_votes_by_subject=False),
    "csat": Measure(good=4, bad=NO_SCORE, scale=1.0, has_votes_by_subject=True),
    "ces": Measure(good=5, bad=NO_SCORE, scale=1.0, has_votes_by_subject=False),
}
"""NPS: 9 and 10 less 0 to 6, -100..100; CSAT: the share of 4 and 5 of 5; CES: the share of 5 to 7 of 7, 7 is easy."""


def known(measure: str) -> Measure:
    """The measure of that name.

    Raises
    ------
    ValueError
        For another name.

    Examples
    --------
    >>> known("nps").good
    9
    """
    if measure not in MEASURES:
        raise ValueError(f"measure is one of {', '.join(MEASURES)}, not {measure!r}")
    return MEASURES[measure]
