"""Which tiers of customers buy products while they are in each stage?"""

from datetime import date

import numpy as np
import pandas as pd

from cx import segments, stage_model, stages
from cx.assumptions import GROSS_MARGIN, Assumptions
from cx.metals import TIERS
from cx.series import ALL_SALES

YEAR = 12
OTHERS = ["No tier", "Guests"]
COLUMNS = ["stage", "tier", "customers", "revenue", "share"]


def tiers(
    store,
    as_of: date,
    assumptions: Assumptions | None = None,
    region: str | None = None,
    segment: str | None = None,
) -> pd.DataFrame:
    """Who bought in each stage, over the last 12 complete months: a row a stage that sold and a tier that bought.

    stage : that of the product in the month of the purchase; tier : that of the customer at as_of, "No tier" (did not
    order in the window of the tiers), "Guests" (no customer number; customers is 0)
    customers : distinct ones; revenue : net of returns, sums to that of all products; share : of the stage's revenue,
    NaN where that is not above 0. In the order of the stages and tiers. region, segment : only customers of it.
    """
    given = assumptions or Assumptions()
    margin = GROSS_MARGIN if given.gross_margin is None else given.gross_margin
    found = stage_model.fitted(store, as_of, margin)
    if found is None:
        return pd.DataFrame(columns=COLUMNS)
    panel, lives = found
    rows, number, since, until = runs(lives.stage[:, -YEAR:].astype(int), panel.months[-YEAR:])
    ids = panel.products["product_id"].to_numpy(dtype=object)[rows]
    answer = store.read(
        "stage_buyers", products=ids.tolist(), stages=np.array(stages.STAGES)[number + 1].tolist(),
        since=since, until=until, whole=bool(len(ids)) and panel.products["product_id"].iloc[0] == ALL_SALES,
        placed=segments.placed(store, as_of, given), region=region, segment=segment,
    )  # fmt: skip
    whole = answer.groupby("stage")["revenue"].transform("sum")
    answer["share"] = (answer["revenue"] / whole).where(whole > 0)
    places = {name: place for place, name in enumerate([*stages.STAGES, *TIERS, *OTHERS])}
    order = answer.assign(a=answer["stage"].map(places), b=answer["tier"].map(places)).sort_values(["a", "b"])
    return order[COLUMNS].reset_index(drop=True)


def runs(
    stage: np.ndarray, months: pd.DatetimeIndex
) -> tuple[np.ndarray, np.ndarray, list[date], list[date]]:
    """Unbroken runs of a sold stage: row, stage number, first day, first day after.

    stage : rows x months, -1 where not sold yet

    >>> month = pd.date_range("2024-01-01", periods=3, freq="MS")
    >>> runs(np.array([[-1, 0, 0], [1, 1, 2]]), month)[1].tolist()
    [0, 1, 2]
    """
    begins = np.concatenate([np.ones((len(stage), 1), bool), stage[:, 1:] != stage[:, :-1]], axis=1)
    ends = np.concatenate([begins[:, 1:], np.ones((len(stage), 1), bool)], axis=1)
    (row, first), (_row, last) = np.nonzero(begins & (stage >= 0)), np.nonzero(ends & (stage >= 0))
    days = [month.date() for month in months]
    after = [*days[1:], (months[-1] + pd.DateOffset(months=1)).date()]
    return row, stage[row, first], [days[place] for place in first], [after[place] for place in last]
