"""Where each product stands at the end of the last complete month."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cx.engine.connection import Engine
from cx.products import monthly_sales
from cx.products.life.classify import Lives
from cx.products.life.curves import SOLD_STAGES
from cx.products.stages import fitted_model, second_opinions
from cx.products.stages import outlook as stage_outlook
from cx.tables.tiers_and_stages import STAGES as STAGES

YEAR, HALF_YEAR = 12, 6
UNKNOWN: Any = None  # among texts, which the types of numpy do not foresee
CURRENT = [
    "product_id",
    "name",
    "category",
    "stage",
    "since",
    "since_before_data",
    "months_in_stage",
    "probability",
    "polli_cook",
    "bass",
    "bass_peak_on",
    "bass_peak_low",
    "bass_peak_high",
    "agreement",
    "revenue",
    "profit",
    "profit_known",
    "months_of_sales",
    "lines_a_month",
    "thin",
    "launched_on",
    "withdrawn_from",
    "next_stage",
    "moves_on",
    "sales_ahead",
    "shape",
]


def now(store: Engine, as_of: date, gross_margin: float | None) -> pd.DataFrame:
    """Compute the answer of `cx.stages.current`.

    Parameters
    ----------
    store : the company
    as_of : the day as of which
    gross_margin : for lines without a cost, where neither product nor company has a line with one

    Returns
    -------
    The columns CURRENT, one row a product, in the order of product_id.

    Examples
    --------
    >>> import cx
    >>> now(cx.open_store(), date(2025, 1, 31), 0.35).empty
    True
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    if found is None:
        return _unknown(store, as_of)
    panel, lives = found
    answer = panel.products[["product_id", "name", "category", "launched_on"]].assign(
        profit_known=panel.profit_known,
        **_stage(panel, lives),
        **last_year(panel),
        **second_opinions.second(panel, lives),
        **stage_outlook.of_products(panel, lives),
    )
    answer["agreement"] = second_opinions.agreement(answer, _lately(lives))
    return answer[CURRENT].reset_index(drop=True)


def _stage(panel: monthly_sales.Panel, lives: Lives) -> dict[str, Any]:
    """What the path says of the last month on the shelf, and since when."""
    months, stage, lines = len(panel.months), lives.stage.astype(int), _lines_a_month(panel)
    on_sale, known = lives.ends == months, panel.sold | panel.in_development
    run = np.maximum(_run(stage, panel.start) - (months - lives.ends), 0)
    names, following = np.array(STAGES, dtype=object), np.array([*STAGES[1:], None], dtype=object)
    return {
        "stage": np.where(known, names[stage[:, -1] + 1], None),
        "since": panel.months[np.clip(lives.ends - run, 0, months - 1)].where(run > 0),
        "since_before_data": panel.older & (lives.ends - run <= panel.first_sale),
        "months_in_stage": run,
        "probability": np.where(known, lives.probability_at_end, np.nan),
        "months_of_sales": np.maximum(lives.ends - panel.first_sale, 0),
        "lines_a_month": lines,
        "thin": panel.sold & (lines < second_opinions.FEWEST_LINES),
        "withdrawn_from": panel.months[np.minimum(lives.ends, months - 1)].where(~on_sale),
        "next_stage": np.where(known & on_sale, following[stage[:, -1] + 1], None),
    }


def _lines_a_month(panel: monthly_sales.Panel) -> np.ndarray:
    """Order lines a month of each product in its best twelve months."""
    lines = panel.sums["purchases"]
    total = np.cumsum(np.pad(lines, ((0, 0), (YEAR, 0))), axis=1)
    best = (total[:, YEAR:] - total[:, :-YEAR]).max(axis=1)
    lines_a_month: np.ndarray = best / np.clip(lines.shape[1] - panel.first_sale, 1, YEAR)
    return lines_a_month


def _lately(lives: Lives) -> np.ndarray:
    """Whether each product was in each sold stage in the last half year on the shelf (products x 4)."""
    columns = np.maximum(lives.ends[:, None] - np.arange(1, HALF_YEAR + 1)[None, :], 0)
    stage = np.take_along_axis(lives.stage.astype(int), columns, axis=1)
    seen: np.ndarray = (stage[:, :, None] == np.arange(len(SOLD_STAGES))).any(axis=1)
    return seen


def first_change(lives: Lives) -> np.ndarray:
    """Column in which each product first leaves its first sold stage; number of columns where it does not."""
    stage = lives.stage
    first = np.take_along_axis(stage, (stage >= 0).argmax(axis=1)[:, None], axis=1)
    changed = (stage >= 0) & (stage != first)
    place: np.ndarray = np.where(changed.any(axis=1), changed.argmax(axis=1), stage.shape[1])
    return place


def last_year(panel: monthly_sales.Panel) -> dict[str, np.ndarray]:
    """Money of the last 12 complete months: revenue and profit of each product, profit after costs of the product as a
    whole.
    """
    year = slice(max(len(panel.months) - YEAR, 0), len(panel.months))
    return {"revenue": panel.revenue[:, year].sum(axis=1), "profit": panel.profit[:, year].sum(axis=1)}


def _run(stage: np.ndarray, start: np.ndarray) -> np.ndarray:
    """How many months up to the last each product has been in its last stage."""
    back = stage[:, ::-1]
    other = back != back[:, :1]
    unbroken = np.where(other.any(axis=1), other.argmax(axis=1), stage.shape[1])
    months: np.ndarray = np.minimum(unbroken, np.maximum(stage.shape[1] - start, 0))
    return months


def _unknown(store: Engine, as_of: date) -> pd.DataFrame:
    """Products before the first complete month has ended."""
    products = monthly_sales.listed(store, as_of, monthly_sales.span(store, as_of))
    sold = products["first_sold_on"].notna().to_numpy()
    known = sold | monthly_sales.worked_on(products, pd.Timestamp(as_of) + pd.Timedelta(days=1))
    answer = products.assign(
        stage=np.where(sold, "Introduction", np.where(known, "Development", UNKNOWN)),
        since=pd.NaT,
        since_before_data=False,
        months_in_stage=0,
        lines_a_month=0.0,
        thin=False,
        withdrawn_from=pd.NaT,
        probability=np.where(sold, 0.25, np.where(known, 1.0, np.nan)),
        polli_cook=None,
        bass=None,
        bass_peak_on=pd.NaT,
        bass_peak_low=pd.NaT,
        bass_peak_high=pd.NaT,
        revenue=0.0,
        profit=0.0,
        profit_known=False,
        months_of_sales=0,
        agreement=np.select(
            [sold, known], [second_opinions.TOO_EARLY, second_opinions.AGREE], second_opinions.NEVER_SOLD
        ),
        next_stage=np.where(sold, "Growth", np.where(known, "Introduction", UNKNOWN)),
        moves_on=np.nan,
        sales_ahead=np.nan,
        shape=stage_outlook.OPEN,
    )
    return answer[CURRENT]
