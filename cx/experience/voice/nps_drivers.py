"""What moves NPS: how much of its differences the experience at each touchpoint explains."""

from math import ceil, nan

import numpy as np
import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.journey import map_versions
from cx.experience.voice import spans
from cx.experience.voice.spans import Asked
from cx.statistics.relative_importance import MOST, lmg

WAVE_DAYS, NPS_DAYS = 30, 60
"""The answers of a wave lie so many days apart at most, and the NPS so many from it."""
NEARLY_ALL = 0.8
"""A subject of fewer than this share of the people of the most asked one is of another survey."""
LEAST, PER_DRIVER = 50, 10
"""So many people are needed to show shares, and so many more for each driver."""
MOST_PEOPLE = 10_000
RESAMPLES, SEED = 300, 20240229
ROUND = 100
"""How many to ask is said in hundreds."""
COLUMNS = ["touchpoint", "r2_part", "share", "low", "high", "asked", "experienced", "n"]


@scoped
def drivers(store: Engine, scope: Scope) -> pd.DataFrame:
    """How much of the differences in NPS goes with the experience at each touchpoint: shares of R-squared (LMG).

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a touchpoint, 12 at most, the largest share first, ties by name.

    - touchpoint
    - r2_part : its part of R-squared; the parts add up to R-squared
    - share : r2_part / R-squared, 0..1; low, high : its 95 % interval over 300 resamples of people
    - asked : the mean importance that people gave it, in the unit of the study; NaN where nobody was asked
    - experienced : the mean score of the experience, in the unit of the study
    - n : people who answered about every touchpoint in one wave (within 30 days) and gave the NPS within 60 days of it

    r2_part, share, low and high are NaN under `needed` people, or where all gave the same NPS.

    Notes
    -----
    Of the 12 months up to as_of. The response is the score 0 to 10. Touchpoints are the subjects of perception that
    answers on satisfaction or the journey name, where any are named; those asked of fewer than 80 % of the people of
    the most asked one are of another survey. Of more than 10,000 people, as many by a hash of their id.
    Formula: `cx.statistics.relative_importance.lmg`. That one goes with the other does not say that it causes it.

    Examples
    --------
    >>> import cx, datetime
    >>> drivers(cx.open_store(), datetime.date(2025, 12, 31)).empty
    True
    """
    return store.once("voice_drivers", lambda: _drivers(store, scope), scope=repr(scope), map=map_versions.key(store))


def _drivers(store: Engine, scope: Scope) -> pd.DataFrame:
    window = spans.twelve_months(scope.as_of)
    days = {"since": window.firsts[0], "until": scope.as_of}
    subjects = chosen(store.read("voice/driver_subjects", **days, map=map_versions.table(store)))
    if not subjects:
        return pd.DataFrame(columns=COLUMNS)
    given = {"persons": spans.persons(store, Asked(scope, "nps", window)), "subjects": subjects, **days}
    answers = store.read("voice/drivers", **given, wave_days=WAVE_DAYS, nps_days=NPS_DAYS, most=MOST_PEOPLE)
    scores = np.array(answers["scores"].tolist(), dtype=float).reshape(-1, len(subjects))
    asked = store.read("voice/asked_importance", **given).set_index("subject")["asked"]
    found = pd.DataFrame({"touchpoint": subjects, **shares(scores, answers["nps"].to_numpy(float))})
    found["asked"] = found["touchpoint"].map(asked).astype(float)
    found["experienced"] = scores.mean(axis=0) if len(scores) else nan
    found["n"] = len(scores)
    return found.sort_values(["share", "touchpoint"], ascending=[False, True], ignore_index=True)[COLUMNS]


def chosen(found: pd.DataFrame) -> list[str]:
    """The subjects that are drivers, from the rows of `voice/driver_subjects`.

    Examples
    --------
    >>> rows = [("Price", 100, True), ("Delivery", 90, True), ("Staff", 40, True), ("joy", 95, False)]
    >>> chosen(pd.DataFrame(rows, columns=["subject", "people", "is_named"]))
    ['Price', 'Delivery']
    """
    named = found[found["is_named"]] if found["is_named"].any() else found
    together = named[named["people"] >= NEARLY_ALL * named["people"].max()]
    return [str(subject) for subject in together["subject"].head(MOST)]


def shares(scores: np.ndarray, nps: np.ndarray) -> dict[str, np.ndarray]:
    """r2_part, share, low and high of each column of scores, as in `drivers`; NaN where there are too few people.

    Parameters
    ----------
    scores : one row a person, one column a driver
    nps : the response of each person
    """
    people, count = scores.shape
    unknown = np.full(count, nan)
    if people < needed(count) or np.ptp(nps) == 0:
        return dict.fromkeys(("r2_part", "share", "low", "high"), unknown)
    rows = np.column_stack([scores, nps])
    parts = lmg(np.cov(rows, rowvar=False))
    resampled = lmg(_resampled(rows - rows.mean(axis=0)))
    whole = resampled.sum(axis=1, keepdims=True)
    drawn = np.divide(resampled, whole, out=np.full_like(resampled, nan), where=whole > 0)
    low, high = np.nanquantile(drawn, [0.025, 0.975], axis=0)
    share = parts / parts.sum() if parts.sum() > 0 else unknown
    # no resampled share is below 0, so that those of a share of next to nothing can all lie above it
    return {"r2_part": parts, "share": share, "low": np.minimum(low, share), "high": np.maximum(high, share)}


def _resampled(rows: np.ndarray) -> np.ndarray:
    """The covariance matrices of resamples of the rows, from how often each row is drawn."""
    people, width = rows.shape
    draw = np.random.default_rng(SEED)
    drawn = draw.multinomial(people, np.full(people, 1 / people), size=RESAMPLES).astype(float)
    products = (rows[:, :, None] * rows[:, None, :]).reshape(people, -1)
    means = drawn @ rows / people
    matrices: np.ndarray = (drawn @ products / people).reshape(-1, width, width)
    matrices -= means[:, :, None] * means[:, None, :]
    return matrices


def needed(count: int) -> int:
    """How many people must have answered everything before shares of so many drivers are shown.

    Examples
    --------
    >>> needed(8)
    130
    """
    return LEAST + PER_DRIVER * count


def first(found: pd.DataFrame) -> str | None:
    """The touchpoint that moves NPS most for certain: its interval lies above that of the second.

    Parameters
    ----------
    found : an answer of `drivers`

    Returns
    -------
    None where no touchpoint does, or there is only one.

    Examples
    --------
    >>> rows = pd.DataFrame({"touchpoint": ["Price", "Store"], "low": [0.6, 0.2], "high": [0.8, 0.4]})
    >>> first(rows), first(rows.assign(high=[0.8, 0.7]))
    ('Price', None)
    """
    if len(found) < 2:
        return None
    return str(found["touchpoint"].iloc[0]) if found["low"].iloc[0] > found["high"].iloc[1] else None


def to_ask(found: pd.DataFrame) -> int | None:
    """How many people would have to answer everything so that the first touchpoint stands apart from the second.

    Parameters
    ----------
    found : an answer of `drivers`

    Returns
    -------
    `needed` where shares are not shown yet; otherwise in hundreds, as intervals narrow with the root of n; None where
    the first stands apart already or the two are alike.

    Examples
    --------
    >>> rows = pd.DataFrame({"touchpoint": ["a", "b"], "share": [0.6, 0.4], "low": [0.4, 0.2], "high": [0.8, 0.6]})
    >>> to_ask(rows.assign(n=200))
    800
    """
    if len(found) < 2 or first(found) is not None:
        return None
    if found["share"].isna().all():
        return needed(len(found))
    one, two = found.iloc[0], found.iloc[1]
    gap, reach = one["share"] - two["share"], one["share"] - one["low"] + two["high"] - two["share"]
    return ROUND * ceil(one["n"] * (reach / gap) ** 2 / ROUND) if gap > 0 else None


def asked_first(found: pd.DataFrame, most: int = 3) -> list[str]:
    """The touchpoints that people call most important when asked, ties by name.

    Parameters
    ----------
    found : an answer of `drivers`
    most : so many

    Examples
    --------
    >>> asked_first(pd.DataFrame({"touchpoint": ["a", "b", "c"], "asked": [5.0, nan, 6.0]}))
    ['c', 'a']
    """
    ranked = found.dropna(subset="asked").sort_values(["asked", "touchpoint"], ascending=[False, True])
    return [str(touchpoint) for touchpoint in ranked["touchpoint"].head(most)]
