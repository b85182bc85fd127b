"""The gate for titles: a finding may be claimed only where its groups are large enough and its verdict holds."""

from cx.statistics.intervals import ENOUGH_TO_RANK


def claim(finding: str, fact: str, *groups: float, verdict: bool | None = True) -> str:
    """The finding where it may be claimed, else the fact that takes its place.

    Parameters
    ----------
    finding : the sentence that compares, ranks or generalises
    fact : what is true all the same: the counts with their n, or that there is not enough data yet
    groups : the size of each group that the finding speaks about
    verdict : whether the difference or ranking is one (None or False: too few to tell); True for a mere count

    Returns
    -------
    `finding` when every group has at least ENOUGH_TO_RANK and the verdict holds, else `fact`.

    >>> claim("29% buy again", "1 of 1 bought again", 1)
    '1 of 1 bought again'
    >>> claim("29% buy again", "12 of 41 bought again", 41)
    '29% buy again'
    """
    return finding if verdict and min(groups) >= ENOUGH_TO_RANK else fact
