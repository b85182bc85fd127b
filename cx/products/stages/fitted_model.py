"""The stages of all products, computed once for the same data, date and margin, for every answer that reads them."""

from dataclasses import fields, replace
from datetime import date

import numpy as np

from cx.customers.assumption_sets import margin_or_default
from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.products import monthly_sales
from cx.products.life import classify as life_stages
from cx.products.life import curve_weights


def fitted(
    store: Engine, as_of: date, gross_margin: float | None
) -> tuple[monthly_sales.Panel, life_stages.Lives] | None:
    """The panel of all products and their lives, computed once for the same data, day and margin.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    gross_margin : 0..1, for lines without a cost, where neither product nor company has a line with one; None: that of
        the company default

    Returns
    -------
    Both with one row a product, in the order of product_id; None without a complete month. What has not sold by as_of
    is not modelled: its stage is -1 throughout.
    """
    gross_margin = margin_or_default(store, gross_margin)

    def compute() -> tuple[monthly_sales.Panel, life_stages.Lives] | None:
        panel = monthly_sales.panel(store, as_of, gross_margin)
        return None if panel is None else (panel, _lives(panel))

    found: tuple[monthly_sales.Panel, life_stages.Lives] | None = store.once(
        "stages", compute, as_of=as_of, gross_margin=gross_margin
    )
    return found


def money(store: Engine, scope: Scope, gross_margin: float | None) -> monthly_sales.Panel | None:
    """The panel whose money is that of some customers, of everybody where the scope names none.

    Parameters
    ----------
    store, scope : the company; the day, and a region, a channel or a saved segment
    gross_margin : as in `fitted`

    Returns
    -------
    None without a complete month. Of some customers it has no costs that belong to a product as a whole.
    """
    gross_margin = margin_or_default(store, gross_margin)
    if not scope.is_of_some:
        found = fitted(store, scope.as_of, gross_margin)
        return None if found is None else found[0]
    of_some = replace(scope, since=None)
    panel: monthly_sales.Panel | None = store.once(
        "stage money",
        lambda: monthly_sales.panel(store, of_some, gross_margin),
        scope=of_some,
        gross_margin=gross_margin,
    )
    return panel


def _lives(panel: monthly_sales.Panel) -> life_stages.Lives:
    given, sold = panel.for_model(), panel.sold
    if sold.all() or not sold.any():
        return life_stages.stages(given)
    picked = {field.name: getattr(given, field.name) for field in fields(given)}
    names = [name for name, values in picked.items() if values is not None and name != "calendar"]
    found = life_stages.stages(replace(given, **{name: picked[name][sold] for name in names}))
    reading = curve_weights.Reading(
        *(_among(getattr(found.reading, field.name), sold) for field in fields(found.reading))
    )
    return life_stages.Lives(
        stage=_among(found.stage, sold, -1),
        posterior=_among(found.posterior, sold),
        adjusted=_among(found.adjusted, sold),
        reading=reading,
        born_again=_among(found.born_again, sold, -1),
        ends=_among(found.ends, sold, len(panel.months)),
    )


def _among(values: np.ndarray, sold: np.ndarray, otherwise: float = 0) -> np.ndarray:
    """The rows of what sold among those of all products."""
    answer = np.full((len(sold), *values.shape[1:]), otherwise, dtype=values.dtype)
    answer[sold] = values
    return answer
