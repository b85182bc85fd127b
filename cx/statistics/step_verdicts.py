"""Verdicts on a funnel: which groups keep more of their people, and which step keeps the fewest."""

import pandas as pd

from cx.statistics import intervals, verdicts

VERDICTS = {True: "higher", False: "lower", None: "too few to tell"}


def compare(groups: pd.DataFrame, step: str) -> pd.DataFrame:
    """Which groups keep more of their people at one step than all others together: a verdict each.

    Parameters
    ----------
    groups : the answer of `cx.funnel.lifecycle` or `cx.funnel.steps` with a breakdown
    step : one with a rate

    Returns
    -------
    One row a group, in the order of `groups`: group, people, eligible, rate, low, high, verdict, rank.

    verdict : "higher", "lower" or "too few to tell"
    rank : 1 for the highest rate, equal rates share it; NaN under 30 people

    Notes
    -----
    All groups at all steps with a rate are one family (`cx.verdicts`), because one page shows them all. A verdict needs
    30 people in the group and 30 in the others.

    Examples
    --------
    >>> import pandas as pd
    >>> groups = pd.DataFrame({"step": "Acquire", "group": ["a", "b", "c"], "people": [50, 10, 3],
    ...     "eligible": [100, 100, 4], "rate": [0.5, 0.1, 0.75], "low": 0.0, "high": 1.0})
    >>> compare(groups, "Acquire")[["group", "verdict", "rank"]]
      group          verdict  rank
    0     a           higher   1.0
    1     b            lower   2.0
    2     c  too few to tell   NaN
    """
    chosen = groups[["step", "group", "people", "eligible", "rate", "low", "high"]]
    chosen = chosen.assign(verdict=group_verdicts(groups).map(VERDICTS))
    chosen = chosen[chosen["step"] == step].drop(columns="step").reset_index(drop=True)
    enough = chosen["eligible"] >= intervals.ENOUGH_TO_RANK
    chosen["rank"] = chosen["rate"].where(enough).rank(ascending=False, method="min")
    return chosen


def group_verdicts(groups: pd.DataFrame) -> pd.Series:
    """Whether each group keeps a higher (True) or lower (False) share at each step than all others; None: no verdict.

    Parameters
    ----------
    groups : as in `compare`

    Returns
    -------
    One answer a row of `groups`, with its index; a row without a rate has none.
    """
    rated = groups[groups["rate"].notna()]
    pairs: list[tuple[int, int, int, int]] = []
    for _step, part in rated.groupby("step", sort=False):
        counts = part[["people", "eligible"]].astype(int).itertuples(index=False, name=None)
        pairs += verdicts.against_the_rest(list(counts))
    in_order = rated.groupby("step", sort=False).ngroup().sort_values(kind="stable").index
    found = pd.Series(verdicts.of_shares(pairs), index=in_order, dtype=object)
    return found.reindex(groups.index).where(lambda answers: answers.notna(), None)


def worst_step(steps: pd.DataFrame) -> str | None:
    """The step that keeps the smallest share of those who could take it.

    Parameters
    ----------
    steps : the answer of `cx.funnel.lifecycle` or `cx.funnel.steps` without a breakdown

    Returns
    -------
    Its name; None when there are too few to tell, or no step is surely the lowest.

    Notes
    -----
    The lowest rate counts only if it is below each other rate by more than chance; its comparisons with the others are
    one family (`cx.verdicts`).

    Examples
    --------
    >>> import pandas as pd
    >>> worst_step(pd.DataFrame({"step": ["Reach", "Acquire", "Retain"], "people": [900, 90, 45],
    ...     "eligible": [900, 900, 90], "rate": [float("nan"), 0.1, 0.5]}))
    'Acquire'
    """
    rated = steps[steps["rate"].notna()].sort_values("rate", kind="stable")
    if len(rated) < 2:
        return None
    lowest, *others = rated.itertuples()
    pairs = [(int(lowest.people), int(lowest.eligible), int(row.people), int(row.eligible)) for row in others]
    return lowest.step if all(verdict is False for verdict in verdicts.of_shares(pairs)) else None
