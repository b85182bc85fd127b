"""Intervals of single customers: draws of what the fitted models hold possible.

The parameters of the models are taken as known.
"""

import numpy as np
import pandas as pd

from cx.customers.value import purchase_model, value_tables
from cx.customers.value.purchase_model import Cells, Fit
from cx.customers.value.value_tables import Horizon, Model

DRAWS = 2000
SEED = 20240229
ENDS = (0.025, 0.975)


def drawn_purchases(fit: Fit, of: Cells, weeks: float, draws: int = DRAWS) -> np.ndarray:
    """Draws of the purchases to come of a customer of each cell.

    Parameters
    ----------
    fit : of `fit_bg_nbd`
    of : the cells
    weeks : up to so much time from now
    draws : how many of each

    Returns
    -------
    One row per cell. The draws of a cell are the same whichever others are asked for.

    Notes
    -----
    Exact: still there with the posterior chance; rate Gamma(r + x, alpha + T); chance to leave Beta(a, b + x);
    purchases = min(Poisson(rate x weeks), Geometric(chance) counted from 1).
    """
    r, alpha, a, b = (fit.params[name] for name in ("r", "alpha", "a", "b"))
    there = purchase_model.alive(fit, of)
    answer = np.empty((len(there), draws))
    for row, (x, last, age) in enumerate(zip(of.repeats, of.last, of.age, strict=True)):
        chance = np.random.default_rng((SEED, int(x), int(last), int(age)))
        rate = chance.gamma(r + x, 1 / (alpha + age), draws)
        leaving = np.maximum(chance.beta(a, b + x, draws), 1e-9)
        bought = np.minimum(chance.poisson(rate * weeks), chance.geometric(leaving))
        answer[row] = np.where(chance.random(draws) < there[row], bought, 0)
    return answer


def of_values(rows: pd.DataFrame, model: Model, horizon: Horizon) -> pd.DataFrame:
    """95 % intervals of the value of customers.

    Parameters
    ----------
    rows : repeats, last_week, age_weeks, purchases, expected_purchases, discounted_purchases and
        contribution_a_purchase of each
    model, horizon : what their values come from

    Returns
    -------
    low, high with the index of `rows`: of draws of the purchases to come, each with a margin drawn from what
    credibility leaves open of the customer's mean, and a spread of each purchase; discounted as the value is.
    """
    money = model.money
    cells = rows.drop_duplicates(["repeats", "last_week", "age_weeks"])
    keys = list(zip(cells["repeats"], cells["last_week"], cells["age_weeks"], strict=True))
    drawn = drawn_purchases(model.purchases, value_tables.as_cells(cells), horizon.weeks) if len(cells) else None
    place = {key: row for row, key in enumerate(keys)}
    noise = np.random.default_rng(SEED).standard_normal((2, DRAWS))
    ends = []
    for row in rows.itertuples():
        purchases = drawn[place[row.repeats, row.last_week, row.age_weeks]]  # type: ignore[index]
        unsure = money.within / (row.purchases + money.k)
        margin = row.contribution_a_purchase + np.sqrt(unsure) * noise[0]
        worth = purchases * margin + np.sqrt(purchases * money.within) * noise[1]
        ends.append(np.quantile(worth, ENDS) * row.discounted_purchases / max(row.expected_purchases, 1e-12))
    return pd.DataFrame(ends, columns=["low", "high"], index=rows.index, dtype=float)
