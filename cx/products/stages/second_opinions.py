"""What do Polli & Cook (1969) and Bass (1969) say of the stage, and do the methods agree?"""

from typing import Any

import numpy as np
import pandas as pd

from cx.products import monthly_sales
from cx.products.life.classify import Lives
from cx.products.life.curves import SOLD_STAGES
from cx.products.stages import polli_cook

AGREE, DISAGREE, TOO_EARLY, NEVER_SOLD = (
    "agree",
    "methods disagree",
    "too early to tell",
    "listed, never sold",
)
FEWEST_MONTHS = 8
FEWEST_LINES = (
    1.0  # a month of the best year: with fewer the stages of simulated lives are right in two of three months
)
CONVERGED_WITHIN = 24  # months from the low to the high end of the peak's interval
BETTER_THAN_NO_CHANGE = 3.0  # log evidence: twenty to one
UNSURE_BELOW = 0.5


def second(panel: monthly_sales.Panel, lives: Lives) -> dict[str, Any]:
    """The columns polli_cook, bass, bass_peak_on, bass_peak_low and bass_peak_high of `cx.stages.current`.

    Parameters
    ----------
    panel, lives : the answer of `cx.products.stages.fitted_model.fitted`

    Returns
    -------
    Each with one value a product: stages by their name, None where nothing is said, and months, NaT where Bass does not
    converge.

    Notes
    -----
    Bass converges when its curves explain the sales better than no change does (by 20 to 1), the 80 % interval of the
    peak is at most 24 months wide and the product has sold for 8 months. Both speak of the last month on the shelf.
    """
    names = np.array([*SOLD_STAGES, None], dtype=object)
    ruled = polli_cook.stages(panel.revenue, panel.first_sale, lives.ends)
    ruled = np.take_along_axis(ruled, lives.ends[:, None] - 1, axis=1)[:, 0]
    reading, age = lives.reading, lives.ends - panel.first_sale
    width = reading.peak[:, 2] - reading.peak[:, 1]
    converges = (reading.bass_gain > BETTER_THAN_NO_CHANGE) & (width <= CONVERGED_WITHIN) & (age >= FEWEST_MONTHS)
    answer = {"polli_cook": names[ruled], "bass": np.where(converges, names[reading.bass_stage], None)}
    for name, column in (("bass_peak_on", 0), ("bass_peak_low", 1), ("bass_peak_high", 2)):
        answer[name] = _month(panel.months[0], reading.peak[:, column], converges)
    return answer


def _month(first: pd.Timestamp, number: np.ndarray, known: np.ndarray) -> np.ndarray:
    months = np.datetime64(first, "M") + number.astype(int).astype("timedelta64[M]")
    return np.where(known, months.astype("datetime64[us]"), np.datetime64("NaT", "us"))


def agreement(products: pd.DataFrame, lately: np.ndarray) -> np.ndarray:
    """Whether the methods agree, disagree or cannot tell yet, for rows of `cx.stages.current`.

    Parameters
    ----------
    products : rows with stage, probability, polli_cook, bass, months_of_sales and thin
    lately : products x 4, whether the product was in each sold stage during the last half year

    Returns
    -------
    One of AGREE, DISAGREE, TOO_EARLY and NEVER_SOLD a row.

    Notes
    -----
    Too early: under 8 months of sales, under FEWEST_LINES order lines a month in the best year (`thin`), no second
    opinion, or the stage itself is less likely than not. A second opinion agrees when it names the same stage. Polli &
    Cook compare two years and so speak of the middle of the last one: they agree when they name a stage that the
    product was in during the last half year; a rise is a rise, Introduction or Growth. Development is a fact: agreed.
    Where there is no stage: "listed, never sold".
    """
    stage, ruled, bass = products["stage"], products["polli_cook"], products["bass"]
    rising = lately.copy()
    rising[:, :2] |= lately[:, :2].any(axis=1, keepdims=True)
    number = ruled.map({name: place for place, name in enumerate(SOLD_STAGES)}).fillna(0).to_numpy(dtype=int)
    ruled_differs = ruled.notna() & ~rising[np.arange(len(rising)), number]
    bass_differs = bass.notna() & (bass != stage)
    silent = ruled.isna() & bass.isna()
    young = (
        (products["months_of_sales"] < FEWEST_MONTHS)
        | (products["probability"] < UNSURE_BELOW)
        | silent
        | products["thin"]
    )
    said = np.where(ruled_differs | bass_differs, DISAGREE, AGREE)
    facts = [stage.isna(), stage == "Development", young]
    return np.select(facts, [NEVER_SOLD, AGREE, TOO_EARLY], said)
