"""What comes next for each product: how soon its stage changes, what the next one is like, and where all this leads."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cx.engine.connection import Engine
from cx.products import monthly_sales
from cx.products.life.classify import Lives
from cx.products.life.curves import FAMILIES, HORIZONS, SOLD_STAGES
from cx.products.stages import fitted_model
from cx.products.stages.second_opinions import FEWEST_MONTHS

SOON, YEARS = HORIZONS.index(6), HORIZONS.index(36)
DECLINE = SOLD_STAGES.index("Decline")
LIKELY = 0.5
CLASSIC, PLATEAU, FAD, RECYCLE = "classic", "plateau", "fad", "recycle"
UNSEEN, OPEN, CUT = "rise not seen", "still open", "withdrawn"
PLATEAU_MONTHS = 12
AROUND = 3


def of_products(panel: monthly_sales.Panel, lives: Lives) -> dict[str, np.ndarray]:
    """Columns moves_on, sales_ahead and shape of `cx.stages.current`.

    Returns
    -------
    moves_on : chance that the product stands in a later stage six months on, by the curves that explain its sales so
        far; NaN in Decline, before the first sale and for what was withdrawn
    sales_ahead : sales of that month without seasons against those now (1: as much), the geometric mean over the
        curves; NaN before the first sale and for what was withdrawn
    shape : "recycle" (rose again after a deep fall), "fad" (between its bends lie at most 6 months, now in Decline),
        "plateau" (a lasting level is likelier than a hump and it has held for 12 months), "classic" (in Decline after a
        rise that was seen), "rise not seen" (in Decline since before the data), "still open" otherwise and under 8
        months, "withdrawn" where that was withdrawn before its shape could be seen
    """
    stage = lives.stage[:, -1].astype(int)
    later = np.arange(4)[None, :] > stage[:, None]
    moves = (lives.reading.ahead[:, SOON] * later).sum(axis=1)
    on_sale = lives.ends == len(panel.months)
    seen = panel.sold & on_sale
    shape = np.where(lives.ends - panel.first_sale >= FEWEST_MONTHS, _shape(lives), OPEN)
    return {
        "moves_on": np.where(seen & (stage < DECLINE), moves, np.nan),
        "sales_ahead": np.where(seen, np.exp(lives.reading.change_ahead[:, SOON]), np.nan),
        "shape": np.where((shape == OPEN) & ~on_sale, CUT, shape),
    }


def _shape(lives: Lives) -> np.ndarray:
    now = lives.stage[:, -1].astype(int)
    family = {name: lives.reading.family[:, number] for number, name in enumerate(FAMILIES)}
    held = family["rise"] + family["flat"] + family["plateau"]
    rose = np.isin(lives.stage, [0, 1]).any(axis=1)
    year = np.maximum(lives.ends[:, None] - np.arange(1, PLATEAU_MONTHS + 1)[None, :], 0)
    level = (np.take_along_axis(lives.stage, year, axis=1) == SOLD_STAGES.index("Saturation")).all(axis=1)
    return np.select(
        [
            lives.born_again >= 0,
            (lives.reading.fast > LIKELY) & (now == DECLINE) & rose,
            (held > LIKELY) & level & (lives.stage.shape[1] >= PLATEAU_MONTHS),
            now == DECLINE,
        ],
        [RECYCLE, FAD, PLATEAU, np.where(rose, CLASSIC, UNSEEN)],
        OPEN,
    )


def precedents(store: Engine, as_of: date, gross_margin: float | None = None) -> pd.DataFrame:
    """What this company's own products went through, stage by stage.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the stages are known
    gross_margin : as in `cx.stages.current`

    Returns
    -------
    One row a sold stage but Decline, in their order.

    stage, next_stage
    n : products that were seen to enter the stage and to go on to the next one; several passes of one product count
        each
    months, months_low, months_high : median and quartiles of how long they stayed
    sales, profit : median of a month in the next stage against a month of the last quarter in this one (1: as much),
        seasons taken out of the sales; NaN where nothing stood before

    Notes
    -----
    NaN where n is 0. Months after a product was withdrawn count for nothing.
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    passes = [] if found is None else [_passes(*found, number) for number in range(DECLINE)]
    return pd.DataFrame([_summary(number, passes[number] if passes else np.zeros((0, 3))) for number in range(DECLINE)])


def _passes(panel: monthly_sales.Panel, lives: Lives, number: int) -> np.ndarray:
    """Months in the stage, and sales and profit of the next one against its end: a row a pass."""
    stage = np.where(np.arange(lives.stage.shape[1])[None, :] < lives.ends[:, None], lives.stage, -1)
    ends = (stage[:, :-1] == number) & (stage[:, 1:] == number + 1)
    rows, last = np.nonzero(ends)
    answer = []
    for row, at in zip(rows, last, strict=True):
        before = stage[row, : at + 1] == number
        begin = at + 1 - (len(before) if before.all() else int((~before[::-1]).argmax()))
        following = stage[row, at + 1 :] == number + 1
        end = at + 1 + (len(following) if following.all() else int((~following).argmax()))
        if begin == 0 or end - at <= AROUND:
            continue  # its beginning lies in the dark before the data, or the next stage has hardly begun
        here, then = slice(max(begin, at + 1 - AROUND), at + 1), slice(at + 1, end)
        answer.append([at + 1 - begin, _ratio(lives.adjusted[row], here, then), _ratio(panel.profit[row], here, then)])
    return np.array(answer).reshape(-1, 3)


def _ratio(values: np.ndarray, here: slice, then: slice) -> float:
    before = values[here].mean()
    return values[then].mean() / before if before > 0 else np.nan


def _summary(number: int, passes: np.ndarray) -> dict[str, Any]:
    def middle(column: int, share: float = 0.5) -> float:
        known = passes[np.isfinite(passes[:, column]), column]
        return float(np.quantile(known, share)) if len(known) else np.nan

    return {
        "stage": SOLD_STAGES[number],
        "next_stage": SOLD_STAGES[number + 1],
        "n": len(passes),
        "months": middle(0),
        "months_low": middle(0, 0.25),
        "months_high": middle(0, 0.75),
        "sales": middle(1),
        "profit": middle(2),
    }
