"""Openings: subjects that matter to many and satisfy few, by Ulwick's opportunity score."""

from datetime import date
from statistics import NormalDist

import numpy as np
import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.engine.connection import Engine
from cx.experience import study
from cx.market.study import target_group
from cx.market.study.target_group import Group
from cx.statistics import verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

DRAWS, SEED = 1_000, 20240229
LIMIT = 10.0
"""Opportunity above which a subject is an opening."""
COLUMNS = ["subject", "n", "importance", "satisfaction", "opportunity", "low", "high", "is_opening"]


def openings(
    store: Engine, as_of: date, group: Group | None = None, assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """What matters to customers and does not satisfy them, in the study of the 12 months up to a day.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    group : only people of it, such as ("tier", "Silver"); None: all who answered
    assumptions : of the tiers; None: the company default

    Returns
    -------
    One row a subject, the largest opportunity first.

    - n : people with an importance and a perception of it, the latest of each
    - importance, satisfaction : the share (0..1) that gave one of the two best scores (6 and 7 of 7)
    - opportunity : 10 × (importance + max(importance − satisfaction, 0)), 0..20
    - low, high : 95 %, of 1,000 seeded draws of the respondents
    - is_opening : n is at least 30, and opportunity lies above 10 for sure among all subjects (Holm, 2.5 % one-sided)

    Raises
    ------
    ValueError
        For a group by something else; for a group in a store without orders.

    Notes
    -----
    Ulwick (2002), Harvard Business Review 80(1), 91-97.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = b"2025-03-01,A,importance,Price,7\\n2025-03-01,A,perception,Price,2\\n"
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,subject,score\\n" + rows)
    >>> openings(store, date(2025, 3, 31))[["subject", "n", "opportunity", "is_opening"]].values.tolist()
    [['Price', 1, 20.0, False]]
    """
    judged = target_group.judged(store, as_of)
    cells = store.read(
        "study/cells",
        judged=judged,
        is_of_all=group is None,
        members=target_group.members(store, as_of, group, assumptions) if group else judged,
        top=study.scale(store, as_of).top - 1,
    )
    if cells.empty:
        return pd.DataFrame(columns=COLUMNS)
    counts = cells[["content", "important", "satisfied", "neither"]].to_numpy(dtype=float)
    n = counts.sum(axis=1)
    importance, satisfaction, opportunity = _score(counts, n)
    chance = np.random.default_rng(SEED)
    drawn = chance.multinomial(n.astype(int), counts / n[:, None], size=(DRAWS, len(n)))
    draws = _score(drawn, n)[2]
    low, high = np.quantile(draws, [0.025, 0.975], axis=0)
    found = cells[["subject"]].assign(
        n=n.astype(int), importance=importance, satisfaction=satisfaction, opportunity=opportunity, low=low, high=high
    )
    found["is_opening"] = _above(found, draws.std(axis=0, ddof=1))
    order = ["opportunity", "subject"]
    return found.sort_values(order, ascending=[False, True], ignore_index=True)[COLUMNS]


def _score(counts: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Importance, satisfaction and opportunity of cells whose last axis is content, important, satisfied, neither."""
    importance = (counts[..., 0] + counts[..., 1]) / n
    satisfaction = (counts[..., 0] + counts[..., 2]) / n
    return importance, satisfaction, 10 * (importance + np.maximum(importance - satisfaction, 0))


def _above(found: pd.DataFrame, errors: np.ndarray) -> list[bool]:
    """Whether each opportunity lies above LIMIT for sure, one-sided, all subjects being one family."""
    p_values = [
        NormalDist().cdf(-(row.opportunity - LIMIT) / error) if row.n >= ENOUGH_TO_RANK and error > 0 else np.nan
        for row, error in zip(found.itertuples(), errors, strict=True)
    ]
    rejected = verdicts.holm(p_values, alpha=0.025)
    return [bool(is_sure and low > LIMIT) for is_sure, low in zip(rejected, found["low"], strict=True)]
