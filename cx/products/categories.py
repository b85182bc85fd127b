"""How each category is spread over the stages, and its products one after another."""

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.products import stages
from cx.products.monthly_sales import Panel
from cx.products.stages import fitted_model, second_opinions

SHOWN = 7
LONGEST_SPARK = 36


@partial(scoped, positional=("region", "gross_margin", "segment"))
def mix(store: Engine, scope: Scope, gross_margin: float | None = None) -> pd.DataFrame:
    """How the products of each category are spread over the stages.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the stages are known
    region, channel, segment : only money of sales to customers of it, without the costs of a product as a whole; the
        stages stay those of everybody
    gross_margin : 0..1, for lines without a cost, where neither product nor company has a line with one; None: that of
        the company default

    Returns
    -------
    One row a category and stage that has products; what is listed and was never sold is in no row.

    category : missing where none is known
    stage, products
    revenue, profit : money of the last 12 complete months
    past_profit, past_revenue : of the category's products in Saturation and Decline
    past_share : 0..1 of the category's profit, of its revenue where profit is not above 0; NaN without either

    Notes
    -----
    The category with most revenue comes first, ties by name; within it in the order of the stages.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue\\n1,2025-01-02,Tea,7\\n2,2025-01-15,Cup,3\\n")
    >>> mix(store, date(2025, 1, 31))[["stage", "products", "revenue", "past_share"]].values.tolist()
    [['Saturation', 2, 10.0, 1.0]]
    """
    products = stages.of_customers(store, scope, gross_margin=gross_margin)
    products = products[products["stage"].notna()]
    money = products.groupby(["category", "stage"], dropna=False).agg(
        products=("product_id", "size"), revenue=("revenue", "sum"), profit=("profit", "sum")
    )
    answer = money.reset_index()
    answer["order"] = answer["stage"].map(stages.STAGES.index)
    past = answer["stage"].isin(["Saturation", "Decline"])
    whole = answer.groupby("category", dropna=False)[["revenue", "profit"]].transform("sum")
    for name in ("revenue", "profit"):
        answer[f"past_{name}"] = (answer[name] * past).groupby(answer["category"], dropna=False).transform("sum")
    by_profit = (answer["past_profit"] / whole["profit"]).where(whole["profit"] > 0)
    by_revenue = (answer["past_revenue"] / whole["revenue"]).where(whole["revenue"] > 0)
    answer["past_share"] = by_profit.fillna(by_revenue)
    answer["size"] = whole["revenue"]
    answer["name"] = answer["category"].astype(object).fillna("")
    answer = answer.sort_values(["size", "name", "order"], ascending=[False, True, True])
    return answer.drop(columns=["size", "name", "order"]).reset_index(drop=True)


def category_months(
    store: Engine, as_of: date, category: str | None, gross_margin: float | None = None
) -> pd.DataFrame:
    """Sales and profit of a category by month, split by the stage its products were in.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the stages are known
    category : None for products without one
    gross_margin : as in `mix`

    Returns
    -------
    One row a stage and month: month, stage, revenue and profit (money). Every month has every stage, 0 where nothing
    stood there; in the order of the stages, then in time. Empty without a complete month.

    Notes
    -----
    Months and stages are those that `cx.stages.history` sees.
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    if found is None:
        return pd.DataFrame(columns=["month", "stage", "revenue", "profit"])
    panel, lives = found
    rows = _of_category(panel, category)
    return pd.concat(
        pd.DataFrame(
            {
                "month": panel.months,
                "stage": stage,
                "revenue": (panel.revenue[rows] * (lives.stage[rows] == number - 1)).sum(axis=0),
                "profit": (panel.profit[rows] * (lives.stage[rows] == number - 1)).sum(axis=0),
            }
        )
        for number, stage in enumerate(stages.STAGES)
    ).reset_index(drop=True)


def generations(store: Engine, as_of: date, category: str | None, gross_margin: float | None = None) -> pd.DataFrame:
    """Revenue of the products of a category one after another.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the money is known
    category : None for products without one
    gross_margin : as in `mix`

    Returns
    -------
    One row a product and complete month.

    month
    product_id, name : None for all products beyond the SHOWN ones, together
    born : month of the launch, NaT where it lies in the dark before the data
    revenue : money; adds up to that of the category

    Notes
    -----
    The SHOWN products with most revenue in all come in the order of their launch, those of unknown launch before them,
    ties by product_id; all others come first, as one.
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    columns = ["month", "product_id", "name", "born", "revenue"]
    if found is None:
        return pd.DataFrame(columns=columns)
    panel = found[0]
    rows = np.flatnonzero(_of_category(panel, category) & panel.sold)
    shown = rows[np.argsort(-panel.revenue[rows].sum(axis=1), kind="stable")][:SHOWN]
    shown = shown[np.lexsort((shown, np.nan_to_num(panel.launch[shown], nan=-np.inf)))]
    parts = [_generation(panel, row) for row in shown]
    others = panel.revenue[np.setdiff1d(rows, shown)].sum(axis=0)
    if len(rows) > len(shown):
        rest = {"month": panel.months, "product_id": None, "name": None, "born": pd.NaT, "revenue": others}
        parts.insert(0, pd.DataFrame(rest))
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _generation(panel: Panel, row: int) -> pd.DataFrame:
    product, launch = panel.products.iloc[row], panel.launch[row]
    born = pd.NaT if np.isnan(launch) else panel.months[0] + pd.DateOffset(months=int(launch))
    return pd.DataFrame(
        {
            "month": panel.months,
            "product_id": product["product_id"],
            "name": product["name"],
            "born": born,
            "revenue": panel.revenue[row],
        }
    )


def _of_category(panel: Panel, category: str | None) -> np.ndarray:
    named = panel.products["category"]
    inside: np.ndarray = (named.isna() if category is None else named == category).to_numpy()
    return inside


def counts(store: Engine, as_of: date, gross_margin: float | None = None) -> dict[str, Any]:
    """How much of the catalogue the stages speak of.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the stages are known
    gross_margin : as in `mix`

    Returns
    -------
    products : listed or sold
    sold, withdrawn
    never_sold : listed, no sale, no cost, no launch ahead
    too_early : sold, and the stage cannot be told yet
    thin : of these, too few lines a month
    told_share : 0..1 of the revenue of the last 12 complete months, on products whose stage can be told; NaN without
        revenue
    months : complete ones
    no_profit : sold products none of whose order lines has a cost
    changing : told products that stand in a later stage six months on with at least an even chance
    """
    products = stages.current(store, as_of, gross_margin)
    early = products["agreement"] == second_opinions.TOO_EARLY
    sold = products["stage"].isin(stages.STAGES[1:])
    revenue = products["revenue"].clip(lower=0)
    covered = stages.left_out(store, as_of)
    known = covered["last"] is not None
    return {
        "products": len(products),
        "sold": int(sold.sum()),
        "too_early": int(early.sum()),
        "thin": int(products["thin"].sum()),
        "withdrawn": int(products["withdrawn_from"].notna().sum()),
        "never_sold": int((products["agreement"] == second_opinions.NEVER_SOLD).sum()),
        "told_share": float(revenue[~early].sum() / revenue.sum()) if revenue.sum() > 0 else np.nan,
        "months": len(pd.date_range(covered["first"], covered["last"], freq="MS")) if known else 0,
        "no_profit": int((sold & ~products["profit_known"].astype(bool) & (products["months_of_sales"] > 0)).sum()),
        "changing": int(((products["moves_on"] >= 0.5) & ~early).sum()),
    }


@partial(scoped, positional=("product_ids", "region", "gross_margin", "segment"))
def sparks(
    store: Engine, scope: Scope, product_ids: tuple[str, ...], gross_margin: float | None = None
) -> dict[str, list[float]]:
    """Revenue of some products in the last 36 complete months, for a small line beside each.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the money is known
    product_ids : products that are listed or were sold
    region, channel, segment : only sales to customers of it
    gross_margin : as in `mix`

    Returns
    -------
    By product_id, one number a month, in whole units of the company's currency, from each product's first sale on; {}
    without a complete month. A product that is not known is left out.
    """
    panel = fitted_model.money(store, scope, gross_margin)
    if panel is None:
        return {}
    rows = pd.Index(panel.products["product_id"]).get_indexer(list(product_ids))
    begin = np.maximum(panel.first_sale, len(panel.months) - LONGEST_SPARK)
    return {
        product: panel.revenue[row, begin[row] :].round().tolist()
        for product, row in zip(product_ids, rows, strict=True)
        if row >= 0
    }
