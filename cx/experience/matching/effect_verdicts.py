"""Verdicts on an effect on later orders: as before, or less."""

from typing import Any

import pandas as pd

from cx.statistics import verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

AS_BEFORE, LESS = "as before", "less"
SMALLEST = 0.05
"""A smaller difference is never called an effect: what sets the cases apart is not all known."""


def judged(found: pd.DataFrame) -> list[str | None]:
    """A verdict on each row: the groups of an outcome are one family."""
    certain = found.groupby("outcome")["p_value"].transform(lambda values: verdicts.holm(values.tolist()))
    return [_verdict(row, bool(is_certain)) for row, is_certain in zip(found.itertuples(), certain, strict=True)]


def _verdict(row: Any, is_certain: bool) -> str | None:
    if row.n < ENOUGH_TO_RANK or row.check_low > 1 or row.check_high < 1:
        return None
    if is_certain and row.ratio < 1 - SMALLEST and row.high < (1 if pd.isna(row.check_low) else row.check_low):
        return LESS
    is_near = abs(row.ratio - 1) <= SMALLEST + 1e-9 and row.low >= 0.90 and row.high <= 1.10
    return AS_BEFORE if is_near else None
