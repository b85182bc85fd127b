"""Today's profit by stage, now and in three years."""

from datetime import date

import numpy as np
import pandas as pd

from cx.engine.connection import Engine
from cx.products import stages
from cx.products.life.curves import HORIZONS
from cx.products.stages import fitted_model

YEARS = HORIZONS.index(36)
YEAR = 12
COLUMNS = ["when", "stage", "products", "profit", "share"]


def profit_by_stage(store: Engine, as_of: date, gross_margin: float | None = None) -> pd.DataFrame:
    """Where the profit of the products on sale stands now and in three years, if nothing new is launched.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the stages are known
    gross_margin : 0..1, for lines without a cost, where neither product nor company has a line with one; None: that of
        the company default

    Returns
    -------
    One row a time and sold stage, in their order; empty without a complete month or a product on sale.

    when : "now" or "then", in 36 months
    products : sold and not withdrawn, the same in every row
    profit : money of the last 12 complete months, of the products in that stage; both times sum to all of it
    share : 0..1 of all of it, below 0 for a loss; NaN where the whole is not above 0

    Notes
    -----
    The stages in three years are chances, of the curves that explain each product's sales.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue\\n1,2025-01-02,T,90\\n2,2025-01-31,T,9\\n")
    >>> found = profit_by_stage(store, date(2025, 1, 31))
    >>> found.groupby("when")["share"].sum().round(6).to_dict()
    {'now': 1.0, 'then': 1.0}
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    if found is None:
        return pd.DataFrame(columns=COLUMNS)
    panel, lives = found
    on_sale = panel.sold & (lives.ends == len(panel.months))
    if not on_sale.any():
        return pd.DataFrame(columns=COLUMNS)
    profit = panel.profit[on_sale, -YEAR:].sum(axis=1)
    chances = {
        "now": np.eye(4)[np.maximum(lives.stage[on_sale, -1].astype(int), 0)],
        "then": lives.reading.ahead[on_sale, YEARS],
    }
    rows = pd.concat(
        pd.DataFrame({"when": when, "stage": stages.STAGES[1:], "profit": profit @ chance})
        for when, chance in chances.items()
    )
    whole = profit.sum()
    share = rows["profit"] / whole if whole > 0 else np.nan
    return rows.assign(products=int(on_sale.sum()), share=share)[COLUMNS].reset_index(drop=True)
