"""Kept tables of customer value: what is known of each customer, the fitted models, the scores of all customers."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cx.customers import contribution, open_complaints, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.retention import overdue_customers
from cx.customers.value import purchase_model, spend_model
from cx.customers.value.purchase_model import Cells, Fit
from cx.customers.value.spend_model import Credibility, Sums
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import periods

HORIZONS = (12, 24, 36)
"""Months that a value can be over: it is part of its name."""
DISCOUNT_RATE = 0.12
"""A year, an assumption."""
WEEKS_A_MONTH = 365.25 / 84
_CELL = ["repeats", "last_week", "age_weeks"]


@dataclass(frozen=True)
class Model:
    """What purchases to come and their money are computed from."""

    purchases: Fit
    money: Credibility


@dataclass(frozen=True)
class Horizon:
    """How far ahead a value looks.

    Attributes
    ----------
    months : of HORIZONS
    discount_rate : a year, 0 or more; 0.12 is 12 %
    """

    months: int = HORIZONS[0]
    discount_rate: float = DISCOUNT_RATE

    def __post_init__(self) -> None:
        if self.months not in HORIZONS:
            raise ValueError(f"a value is over {', '.join(map(str, HORIZONS))} months, not {self.months}")
        if not 0 <= self.discount_rate <= 1:
            raise ValueError(f"a discount rate is between 0 and 1 a year, not {self.discount_rate}")

    @property
    def weeks(self) -> float:
        """Its length in weeks."""
        return self.months * WEEKS_A_MONTH

    @property
    def ends(self) -> np.ndarray:
        """The end of each month, in weeks from now."""
        return np.arange(1, self.months + 1) * WEEKS_A_MONTH

    @property
    def factors(self) -> np.ndarray:
        """What money of each month is worth now: that of its middle."""
        found: np.ndarray = (1 + self.discount_rate) ** -((np.arange(1, self.months + 1) - 0.5) / 12)
        return found


def history(store: Engine, as_of: date, assumptions: Assumptions | None) -> str:
    """Kept table of what is known of each customer who has ordered.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : None: the company default; what is open is filled from the 12 months up to as_of

    Returns
    -------
    Name of the table, one row per customer: customer_id, purchases (days with an order), repeats (those after the
    first), last_week and age_weeks (whole weeks from the first purchase to the last one and to as_of), first_on,
    last_on, recency_days, contribution (since the first order), contribution_before (of the 12 months up to as_of),
    squares (of the contribution of purchase days, around their mean).

    Raises
    ------
    ValueError
        In a store without orders.
    """
    given: dict[str, Any] = {"as_of": as_of, "year_from": periods.first_day(as_of, contribution.WINDOW_MONTHS)}
    given |= unit_money(store, as_of, assumptions)
    return store.keep("value_history", statements.text("value/history"), service=service(store), **given)


def service(store: Engine) -> str:
    """Kept table of contacts and tickets of customers by day: customer_id, day, known_cost, contacts_without_cost,
    tickets_without_cost; it serves every date.
    """
    return store.keep("value_service", statements.text("value/service"))


def unit_money(store: Engine, as_of: date, assumptions: Assumptions | None) -> dict[str, float]:
    """The assumptions by which days are valued, as parameters: those of contribution up to as_of."""
    known = contribution.resolve(store, as_of, assumptions)
    return {
        "gross_margin": known.gross_margin,
        "cost_per_order": known.cost_per_order,
        "cost_per_contact": known.cost_per_contact,
        "cost_per_ticket": known.cost_per_ticket,
    }


def model(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> Model | None:
    """The models fitted to all customers, once for the same data.

    Parameters
    ----------
    store, as_of, assumptions : as of `history`

    Returns
    -------
    None where nobody has ordered twice: what a customer brings is not yet known.

    Raises
    ------
    ValueError
        In a store without orders.
    """
    known = history(store, as_of, assumptions)
    found = json.loads(store.keep_text("value_model", partial(_fitted, store, known), history=known))
    if found is None:
        return None
    fit = {**found["purchases"], "at_bound": tuple(found["purchases"]["at_bound"])}
    return Model(Fit(**fit), Credibility(**found["money"]))


def _fitted(store: Engine, known: str) -> str:
    sums = store.read("value/margin_sums", history=known).iloc[0]
    if not sums.customers or sums.purchases <= sums.customers:
        return "null"
    money = spend_model.from_sums(Sums(*map(float, sums)))  # type: ignore[arg-type]
    counted = store.read("value/cells", history=known)
    fit = purchase_model.fit_bg_nbd(*(counted[name].to_numpy() for name in [*_CELL, "customers"]))
    return json.dumps({"purchases": asdict(fit), "money": asdict(money)})


def scores(store: Engine, as_of: date, assumptions: Assumptions | None, horizon: Horizon) -> str | None:
    """Kept table of purchases to come and value of each customer who has ordered.

    Parameters
    ----------
    store, as_of, assumptions : as of `history`
    horizon : how far ahead

    Returns
    -------
    Name of the table, one row per customer: of `history`, and p_alive, expected_purchases, discounted_purchases,
    contribution_a_purchase, expected_contribution, value (discounted), value_variance; None where there is no model.
    """
    fitted = model(store, as_of, assumptions)
    if fitted is None:
        return None
    known = history(store, as_of, assumptions)
    given: dict[str, Any] = {
        "history": known,
        "k": min(fitted.money.k, 1e300),  # so many that nobody's own mean counts
        "mean": fitted.money.mean,
        "within": fitted.money.within,
        "between": fitted.money.between,
        "months": horizon.months,
        "discount_rate": horizon.discount_rate,
    }
    lazily = partial(_cell_scores, store, known, fitted.purchases, horizon)
    return store.keep("value_scores", statements.text("value/scores"), lazily=lazily, **given)


def _cell_scores(store: Engine, known: str, fit: Fit, horizon: Horizon) -> dict[str, Any]:
    counted = store.read("value/cells", history=known)
    of = as_cells(counted)
    ahead = purchase_model.expected(fit, of, horizon.ends)
    monthly = np.diff(ahead, axis=1, prepend=0.0)
    columns = {
        **{name: counted[name].to_numpy() for name in _CELL},
        "p_alive": purchase_model.p_alive(fit, of),
        "expected": ahead[:, -1],
        "discounted": monthly @ horizon.factors,
        "variance": purchase_model.variance(fit, of, horizon.weeks, ahead[:, -1]),
    }
    columns["p_alive"] = np.where(np.isnan(columns["p_alive"]), None, columns["p_alive"])  # not known: blank in SQL too
    return {name: values.tolist() for name, values in columns.items()}


def as_cells(rows: pd.DataFrame) -> Cells:
    """The cells of rows with repeats, last_week and age_weeks."""
    return purchase_model.cells(*(rows[name].to_numpy() for name in _CELL))


def values(store: Engine, scope: Scope, assumptions: Assumptions | None, horizon: Horizon) -> str | None:
    """Kept table of the value of everybody who has ordered, with tier and what is at risk.

    Parameters
    ----------
    store, scope : the company, and the day as of which
    assumptions, horizon : as of `scores`

    Returns
    -------
    Name of the table, None where there is no model.
    """
    scored = scores(store, scope.as_of, assumptions, horizon)
    if scored is None:
        return None
    return store.keep(
        "value",
        statements.text("value/values"),
        scores=scored,
        placed=segments.placed(store, scope.as_of, assumptions),
        overdue=overdue_customers.overdue_table(store, scope.as_of),
        complaints=open_complaints.table(store, scope.as_of),
    )
