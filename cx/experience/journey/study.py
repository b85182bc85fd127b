"""Study of the touchpoints: promised, expected and experienced scores, and the differences of each person's own."""

from math import nan

import numpy as np
import pandas as pd

from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.journey import journey_map
from cx.experience.journey.meetings import Asked
from cx.experience.study import scale
from cx.statistics import student, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

SCORES = ("promise", "expectation", "experienced", "importance")
COLUMNS = [
    *SCORES, "study_n", "gap", "gap_low", "gap_high", "gap_n",
    "expectation_gap", "expectation_low", "expectation_high", "verdict", "is_short",
]  # fmt: skip


def answers(store: Engine, asked: Asked) -> str:
    """Kept table of the latest scores of each person on each touchpoint: place, person, and SCORES."""
    return store.keep(
        "journey_study",
        statements.text("journey/study"),
        **asked.days,
        **asked.scope.of_customers,
        **journey_map.asked_as(asked.touchpoints),
    )


def gaps(store: Engine, asked: Asked) -> pd.DataFrame:
    """Mean scores and gaps by the place of a touchpoint: COLUMNS.

    verdict: True above 0, False below it, None neither for certain; is_short: below it by a step of the scale or more.
    """
    found = moments(store, asked)
    of_promise = [student.of_mean(*row) for row in found[["gap", "gap_spread", "gap_n"]].to_numpy()]
    expected = ["expectation_gap", "expectation_spread", "expectation_n"]
    of_expectation = [student.of_mean(*row) for row in found[expected].to_numpy()]
    found["gap_low"], found["gap_high"] = ([row[end] for row in of_promise] for end in (1, 2))
    found["expectation_low"], found["expectation_high"] = ([row[end] for row in of_expectation] for end in (1, 2))
    p_values = [
        student.p_value(row, n - 1) if n >= ENOUGH_TO_RANK else nan
        for row, n in zip(of_promise, found["gap_n"], strict=True)
    ]
    found["verdict"] = pd.Series(verdicts.decided(of_promise, p_values), index=found.index, dtype=object)
    is_below = found["verdict"].map(lambda verdict: verdict is False).astype(bool)
    found["is_short"] = is_below & (found["gap"] <= -scale(store, asked.scope.as_of).step)
    return found[COLUMNS]


def moments(store: Engine, asked: Asked) -> pd.DataFrame:
    """Mean scores, and mean, spread and number of the gaps, by the place of a touchpoint."""
    return store.read("journey/gaps", study=answers(store, asked)).set_index("place")


def resampled(store: Engine, asked: Asked, resamples: int, draws: int, seed: int) -> tuple[pd.Index, np.ndarray]:
    """Importance x shortfall of each touchpoint in resamples of the people.

    Parameters
    ----------
    store, asked : the company, and what is asked
    resamples, seed : how many, and where their draws begin
    draws : people are drawn one by one while there are at most so many, else in so many groups by hash

    Returns
    -------
    Places of the touchpoints with a gap and an importance; one row a resample, one column a place.
    """
    sums = store.read("journey/gap_sums", study=answers(store, asked), draws=draws)
    wide = sums.pivot(index="draw", columns="place", values=["gaps", "gap_sum", "importances", "importance_sum"])
    wide = wide.fillna(0.0)
    totals = wide.sum()
    places = totals["gaps"].index[(totals["gaps"] > 0) & (totals["importances"] > 0)]
    size = len(wide)
    counts = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), resamples) if size else None
    if counts is None or not len(places):
        return places, np.empty((resamples, 0))
    drawn = {name: counts @ wide[name][places].to_numpy(dtype=float) for name in totals.index.levels[0]}
    with np.errstate(invalid="ignore", divide="ignore"):
        gap = drawn["gap_sum"] / drawn["gaps"]
        importance = drawn["importance_sum"] / drawn["importances"]
    return places, np.nan_to_num(importance * np.maximum(-gap, 0))
