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
    """What was spent on a product that no order line carries: month, kind (development, marketing, ...), amount."""
    last = monthly_sales.span(store, as_of).last
    if last is None:
        return pd.DataFrame(columns=["month", "kind", "amount"])
    return store.read("products/costs_by_kind", product_id=product_id, last=last)


def payback(store: Engine, as_of: date, product_id: str, gross_margin: float | None = None) -> pd.DataFrame:
    """Profit of a product added up from its first cost, launch or sale on: month, profit, cumulative, paid_back.

    paid_back : True from the first month on from which the sum stayed at or above 0 after it had been below; where it
    was never below 0 there was nothing to pay back and all are False. What was spent before the data is not known.
    """
    rows = stages.months(store, as_of, product_id, gross_margin=gross_margin)[["month", "profit"]]
    total = rows["profit"].cumsum().round(4)
    below = np.flatnonzero(total.to_numpy() < 0)
    place = np.arange(len(rows))
    back = (place > below[-1]) if len(below) else np.zeros(len(rows), dtype=bool)
    return rows.assign(cumulative=total, paid_back=back).reset_index(drop=True)


@scoped
def prices(store: Engine, scope: Scope, product_id: str) -> pd.DataFrame:
    """Mean price of a unit and units sold, net of returns: month, price (NaN where no unit was sold), units."""
    rows = stages.months(store, scope, product_id)
    sold = (rows["units"] > 0) & (rows["revenue"] > 0)
    price = (rows["revenue"] / rows["units"].where(sold)).where(sold)
    return rows[["month", "units"]].assign(price=price).reset_index(drop=True)[["month", "price", "units"]]


def weeks(store: Engine, as_of: date, product_id: str) -> pd.DataFrame:
    """Whole weeks from Monday of a product since its first sale: week (its Monday), revenue, units, purchases.

    The company's first week and the last one are left out where the data or as_of cut them; a week without a sale is 0.
    """
    given = {"as_of": as_of, "product_id": product_id, "whole": product_id == ALL_SALES}
    return store.read("products/weeks", **given)


def opinions(store: Engine, as_of: date, product_id: str, gross_margin: float | None = None) -> dict[str, Any]:
    """What the second opinions stand on, for one product.

    p, q, m : Bass by nonlinear least squares on its monthly sales since the launch, seasons taken out; peak_on,
    peak_low, peak_high : month of the peak with its 95% interval (delta method). NaN and NaT where it does not
    converge; why says the reason: "" (it converges), "launch unknown", "too few months", "no bend".
    change : sales of the last twelve months against the twelve before, - 1, as Polli & Cook compare them; NaN under 15
    months; half_sd : half the standard deviation of all products' changes, beyond which they say growth or decline.
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
    if found is None:
        return answer
    panel, lives = found
    row = int(np.flatnonzero(panel.products["product_id"].to_numpy() == product_id)[0])
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
