"""Which teams a round hides, so that nobody's answer can be worked out."""

import pandas as pd

FEWEST = 5
"""A team's score, and that of the teams that are hidden together, is of so many answers at least."""
FEWEST_FOR_COMMENTS = 10
"""Comments are shown of so many answers at least."""
ENOUGH_TEAMS = 10
"""Teams beside something else: fewer are a reason to ask, not a proof."""


def is_hidden(teams: pd.DataFrame) -> pd.Series:
    """Whether a team of one round is hidden.

    Parameters
    ----------
    teams : one row a team of the round: team, n (its answers)

    Returns
    -------
    True under FEWEST answers. Where one team alone is hidden, or those hidden have under FEWEST answers together, the
    smallest of the others is hidden too (ties by name): the company's total less the teams shown is never of one team.

    Examples
    --------
    >>> is_hidden(pd.DataFrame({"team": ["a", "b", "c"], "n": [4, 6, 9]})).tolist()
    [True, True, False]
    """
    hidden: pd.Series = teams["n"] < FEWEST
    if _is_told_apart(teams, hidden) and not hidden.all():
        smallest = teams[~hidden].sort_values(["n", "team"]).index[0]
        hidden = hidden | (teams.index == smallest)
    return hidden


def is_total_shown(teams: pd.DataFrame) -> bool:
    """Whether the total of one round may be shown beside the teams that are not hidden.

    Parameters
    ----------
    teams : as of `is_hidden`

    Examples
    --------
    >>> is_total_shown(pd.DataFrame({"team": ["a"], "n": [4]}))
    False
    """
    return not _is_told_apart(teams, is_hidden(teams))


def _is_told_apart(teams: pd.DataFrame, hidden: pd.Series) -> bool:
    """Whether the hidden teams are one alone, or have too few answers together."""
    return bool(hidden.any() and (hidden.sum() == 1 or teams.loc[hidden, "n"].sum() < FEWEST))
