"""One product closely: its costs and when they came back, its price and units, its weeks, and what Bass fits to it."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.products import monthly_sales, stages
from cx.products.monthly_sales import ALL_SALES
from cx.products.stages import bass, fitted_model, polli_cook
from cx.products.stages.second_opinions import FEWEST_MONTHS


def costs(store: Engine, as_of: date, product_id: str) -> pd.DataFrame:
    """What was spent on a product that no order line carries.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    product_id : the product

    Returns
    -------
    One row a month and kind of cost, in this order: month, kind (development, marketing, ...), amount (money). Empty
    without a complete month.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue\\n1,2025-01-02,Tea,90\\n")
    >>> _ = store.load("costs", b"month,kind,product_id,amount\\n2025-01-01,marketing,Tea,30\\n")
    >>> costs(store, date(2025, 1, 31), "Tea")[["kind", "amount"]].values.tolist()
    [['marketing', 30.0]]
    """
    last = monthly_sales.span(store, as_of).last
    if last is None:
        return pd.DataFrame(columns=["month", "kind", "amount"])
    return store.read("products/costs_by_kind", product_id=product_id, last=last)


def payback(store: Engine, as_of: date, product_id: str, gross_margin: float | None = None) -> pd.DataFrame:
    """Profit of a product added up from its first cost, launch or sale on.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    product_id : the product
    gross_margin : 0..1, for lines without a cost, where neither product nor company has a line with one; None: that of
        the company default

    Returns
    -------
    One row a month: month, profit (money, after costs that no order line carries), cumulative, paid_back.

    paid_back : True from the first month on from which the sum stayed at or above 0 after it had been below; where it
        was never below 0 there was nothing to pay back and all are False

    Notes
    -----
    What was spent before the data is not known; of a product that sold from their first month on, costs of earlier
    months are left out.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"1,2025-01-02,Cup,10,5\\n2,2025-02-02,Tea,90,40\\n"
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue,cost\\n" + lines)
    >>> _ = store.load("costs", b"month,kind,product_id,amount\\n2025-01-01,marketing,Tea,30\\n")
    >>> payback(store, date(2025, 2, 28), "Tea")[["cumulative", "paid_back"]].values.tolist()
    [[-30.0, False], [20.0, True]]
    """
    rows = stages.months(store, as_of, product_id, gross_margin=gross_margin)[["month", "profit"]]
    total = rows["profit"].cumsum().round(4)
    below = np.flatnonzero(total.to_numpy() < 0)
    place = np.arange(len(rows))
    back = (place > below[-1]) if len(below) else np.zeros(len(rows), dtype=bool)
    return rows.assign(cumulative=total, paid_back=back).reset_index(drop=True)


@scoped
def prices(store: Engine, scope: Scope, product_id: str) -> pd.DataFrame:
    """Mean price of a unit of a product, and units sold, by month.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    product_id : the product
    region, channel, segment : only sales to customers of it

    Returns
    -------
    One row a month from the product's first cost, launch or sale on.

    month
    price : money a unit, net of returns; NaN where no unit or no money is left after them
    units : net of returns

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue,quantity\\n1,2025-01-02,Tea,90,3\\n")
    >>> prices(store, date(2025, 1, 31), "Tea")[["price", "units"]].values.tolist()
    [[30.0, 3.0]]
    """
    rows = stages.months(store, scope, product_id)
    sold = (rows["units"] > 0) & (rows["revenue"] > 0)
    price = (rows["revenue"] / rows["units"].where(sold)).where(sold)
    return rows[["month", "units"]].assign(price=price).reset_index(drop=True)[["month", "price", "units"]]


def weeks(store: Engine, as_of: date, product_id: str) -> pd.DataFrame:
    """Sales of a product by whole week, from Monday on, since its first sale.

    Parameters
    ----------
    store, as_of : the company, and the last day that is known
    product_id : the product

    Returns
    -------
    One row a week, 0 in one without a sale: week (its Monday), revenue and units (net of returns), purchases (order
    lines that are no return).

    Notes
    -----
    The company's first week and the last one are left out where the data or as_of cut them.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue,quantity\\n1,2025-01-06,Tea,90,3\\n")
    >>> weeks(store, date(2025, 1, 20), "Tea")[["revenue", "units", "purchases"]].values.tolist()
    [[90.0, 3.0, 1.0], [0.0, 0.0, 0.0]]
    """
    given = {"as_of": as_of, "product_id": product_id, "whole": product_id == ALL_SALES}
    return store.read("products/weeks", **given)


def opinions(store: Engine, as_of: date, product_id: str, gross_margin: float | None = None) -> dict[str, Any]:
    """What the second opinions stand on, for one product.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    product_id : a product that is listed or was sold
    gross_margin : as in `payback`

    Returns
    -------
    p, q, m : Bass by nonlinear least squares on its monthly sales since the launch, seasons taken out; m in the
        company's currency
    peak_on, peak_low, peak_high : month of the peak with its 95 % interval (delta method)
    why : why it does not converge: "" (it does), "launch unknown", "too few months" or "no bend"
    change : sales of the last twelve months against the twelve before, - 1, as Polli & Cook compare them; NaN under 15
        months
    half_sd : half the standard deviation of all products' changes, beyond which they say growth or decline

    Notes
    -----
    NaN and NaT where Bass does not converge, and for a product that is not known.
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    nothing = {
        "p": np.nan,
        "q": np.nan,
        "m": np.nan,
        "peak_on": pd.NaT,
        "peak_low": pd.NaT,
        "peak_high": pd.NaT,
    }
    answer = nothing | {"why": "too few months", "change": np.nan, "half_sd": np.nan}
    if found is None or product_id not in set(found[0].products["product_id"]):
        return answer
    panel, lives = found
    row = panel.products["product_id"].tolist().index(product_id)
    changes = polli_cook.yearly_change(np.maximum(panel.revenue, 0), panel.first_sale, lives.ends)
    seen = changes[np.isfinite(changes)]
    half = polli_cook.HALF * seen.std() if len(seen) > 1 else np.nan
    answer |= {"change": float(changes[row, lives.ends[row] - 1]), "half_sd": float(half)}
    launch = panel.launch[row]
    if np.isnan(launch) or launch < 0:
        return answer | {"why": "launch unknown"}
    return answer | _diffusion(
        lives.adjusted[row, int(launch) : lives.ends[row]],
        panel.months[0] + pd.DateOffset(months=int(launch)),
    )


def _diffusion(sales: np.ndarray, launched: pd.Timestamp) -> dict[str, Any]:
    if len(sales) < FEWEST_MONTHS:
        return {"why": "too few months"}
    fitted = bass.fit(sales, "nls")
    if np.isnan(fitted.p):
        return {"why": "no bend"}
    at = [launched + pd.DateOffset(months=int(np.clip(month, -600, 1200))) for month in bass.peak(sales)]
    return {**fitted._asdict(), "peak_on": at[0], "peak_low": at[1], "peak_high": at[2], "why": ""}
