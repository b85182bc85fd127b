"""Scores period by period, and whether they rise or fall for certain."""

from dataclasses import dataclass
from math import nan, sqrt
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.voice import measures, scores, spans, weights
from cx.experience.voice.spans import Asked
from cx.statistics import trends
from cx.statistics.intervals import ENOUGH_TO_RANK, ESTIMATE_LOW_HIGH
from cx.statistics.verdicts import Verdict

QUARTERS_A_YEAR = 4
FIGURES = ["value", "low", "high", "raw"]
_UNKNOWN = (nan, nan, nan)


@dataclass(frozen=True)
class Slope:
    """How much a score changes in a year, over its whole quarters.

    Attributes
    ----------
    a_year, low, high : points (nps) or share (csat, ces) a year, from the votes, with a 95 % interval; NaN without two
        quarters of enough votes
    series_low, series_high : the 95 % interval of the trend of the quarterly scores; NaN under 12 quarters
    quarters : whole ones with enough votes
    votes : in them
    """

    a_year: float
    low: float
    high: float
    series_low: float
    series_high: float
    quarters: int
    votes: int

    @property
    def verdict(self) -> Verdict:
        """True: rises, False: falls, None: too few to tell. Both intervals have to leave out 0 on one side."""
        if self.low > 0 and self.series_low > 0:
            return True
        return False if self.high < 0 and self.series_high < 0 else None


@scoped
def trend(store: Engine, scope: Scope, measure: str = "nps", every: str = "quarter") -> pd.DataFrame:
    """A score period by period, each with its own votes and weights.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    measure : "nps", "csat" or "ces"
    every : "quarter" or "month" of the calendar; the latest 20 or 36 are looked at
    region, channel, segment : as of `score`

    Returns
    -------
    One row a period, from the first answer on: period (its first day), last (its last day, or as_of), is_whole (whether
    it is over), n, value, low, high, raw, is_weighted; as of `score`. A period without a vote has n 0 and no value.

    Raises
    ------
    ValueError
        For another measure or period.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> given = b"answered_at,customer_id,measure,score\\n2025-01-02,A,nps,9\\n2025-08-02,A,nps,3\\n"
    >>> _ = store.load("surveys", given)
    >>> trend(store, datetime.date(2025, 9, 30))[["n", "value"]].values.tolist()
    [[1.0, 100.0], [0.0, nan], [1.0, -100.0]]
    """
    asked = _over_time(store, scope, measure, every)
    rows = {}
    if asked is not None:
        for last, cells in spans.cells(store, asked).groupby("last"):
            rows[pd.Timestamp(last)] = scores.row("", cells, measure)
    columns = ["n", *FIGURES, "is_weighted"]
    periods = asked.spans if asked else spans.Spans((), ())
    table = pd.DataFrame({"period": pd.to_datetime(list(periods.firsts)), "last": pd.to_datetime(list(periods.lasts))})
    found = pd.DataFrame.from_dict(rows, orient="index", columns=columns).reindex(table["last"]).reset_index(drop=True)
    letter = spans.EVERY[every][0]
    ends = table["period"].dt.to_period(letter).dt.end_time.dt.normalize()
    known = found.assign(n=found["n"].fillna(0).astype(int), is_weighted=found["is_weighted"].eq(True))
    return pd.concat([table.assign(is_whole=table["last"] == ends), known], axis=1).astype(
        dict.fromkeys(FIGURES, float)
    )


def _over_time(store: Engine, scope: Scope, measure: str, every: str) -> Asked | None:
    """What `trend` asks: the periods from the first answer on; None where there is none."""
    measures.known(measure)
    spans.calendar(scope.as_of, scope.as_of, every)
    first = store.value(
        "select min(answered_at)::date from surveys where measure = $measure and answered_at < $until::date + 1",
        measure=measure,
        until=scope.as_of,
    )
    if first is None:
        return None
    return Asked(scope, measure, spans.calendar(pd.Timestamp(first).date(), scope.as_of, every))


@scoped
def slope(store: Engine, scope: Scope, measure: str = "nps") -> Slope:
    """The change of a score in a year, with the verdict.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    measure : "nps", "csat" or "ces"
    region, channel, segment : as of `score`

    Raises
    ------
    ValueError
        For another measure.

    Notes
    -----
    Weighted least squares of each person's vote of a quarter on time, with that quarter's weights and errors clustered
    by person (CR1, Student's t on clusters - 1); a quarter under 30 votes and the running one are left out. The
    quarterly series is judged by `cx.trends.trend`.

    Examples
    --------
    >>> import cx, datetime
    >>> slope(cx.open_store(), datetime.date(2025, 12, 31)).verdict is None
    True
    """
    series = trend(store, scope, measure)
    enough = series["is_whole"] & (series["n"] >= ENOUGH_TO_RANK)
    votes = int(series.loc[enough, "n"].sum())
    asked = _over_time(store, scope, measure, "quarter")
    clear = enough.sum() > 1 and asked is not None
    a_year, low, high = _clustered(store, asked, series["last"][enough]) if clear else _UNKNOWN  # type: ignore[arg-type]
    _slope, series_low, series_high = (
        part * QUARTERS_A_YEAR for part in trends.of_rates(series["value"][series["is_whole"]], series["n"])
    )
    return Slope(a_year, low, high, series_low, series_high, int(enough.sum()), votes)


def _clustered(store: Engine, asked: Asked, lasts: pd.Series) -> ESTIMATE_LOW_HIGH:
    """The slope a year over the votes of the periods that end on these days."""
    sums = store.keep(
        "voice_sums",
        statements.text("voice/sums"),
        answers=spans.answers(store, asked),
        middle=lasts.iloc[0] + (lasts.iloc[-1] - lasts.iloc[0]) / 2,
        **_weights_of(spans.cells(store, asked), set(lasts)),
    )
    found = store.read("voice/normal_equations", sums=sums).iloc[0]
    information = np.array([[found["w"], found["wt"]], [found["wt"], found["wtt"]]])
    level, slope = np.linalg.solve(information, [found["wy"], found["wty"]])
    meat = store.read("voice/clusters", sums=sums, level=float(level), slope=float(slope)).iloc[0]
    inverse = np.linalg.inv(information)
    middle = np.array([[meat["level_level"], meat["level_slope"]], [meat["level_slope"], meat["slope_slope"]]])
    people, votes = int(found["people"]), int(found["votes"])
    scale = measures.known(asked.measure).scale
    if people < ENOUGH_TO_RANK:
        return scale * float(slope), nan, nan
    small = people / (people - 1) * (votes - 1) / (votes - 2)
    error = sqrt(small * float((inverse @ middle @ inverse)[1, 1]))
    reach = float(stdtrit(people - 1, 0.975)) * error
    return scale * float(slope), scale * (float(slope) - reach), scale * (float(slope) + reach)


def _weights_of(cells: pd.DataFrame, lasts: set[pd.Timestamp]) -> dict[str, Any]:
    """What a vote weighs, by the end of its period and its cell."""
    rows = [
        (last.date(), cell, weight)
        for last, of_period in cells.groupby("last")
        if last in lasts
        for cell, weight in weights.weigh(of_period).weights.items()
        if weight > 0
    ]
    return {"lasts": [row[0] for row in rows], "cells": [row[1] for row in rows], "weights": [row[2] for row in rows]}
