"""How is each category spread over the stages, and where do today's products stand in three years?"""

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.products import stages
from cx.products.life.curves import HORIZONS
from cx.products.monthly_sales import Panel
from cx.products.stages import fitted_model, second_opinions

YEARS = HORIZONS.index(36)
QUARTER, YEAR = 3, 12
SHOWN = 7
LONGEST_SPARK = 36


@partial(scoped, positional=("region", "gross_margin", "segment"))
def mix(store: Engine, scope: Scope, gross_margin: float | None = None) -> pd.DataFrame:
    """Where the products of each category stand: a row a category and stage that has products.

    category (None: none is known), stage, products, revenue and profit (last 12 complete months), past_profit and
    past_revenue (of the category's products in Saturation and Decline), past_share (of the category's profit; of its
    revenue where profit is not above 0; NaN without either), largest revenue first, then in the order of the stages.
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


def outlook(store: Engine, as_of: date, gross_margin: float | None = None) -> dict[str, Any]:
    """Where the products on sale today stand in three years if each follows its curve and nothing new is launched.

    Returns products (sold and not withdrawn), past_now and past_then (share of today's yearly profit that stands, and
    then will stand, on products in Saturation or Decline, by the chance of each curve), decline_now, decline_then,
    sales_then (sales a month then against now), all NaN where profit or revenue is not above 0 or no month is complete.
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    names = ("past_now", "past_then", "decline_now", "decline_then", "sales_then")
    if found is None:
        return {"products": 0} | dict.fromkeys(names, np.nan)
    panel, lives = found
    on_sale = panel.sold & (lives.ends == len(panel.months))
    profit = panel.profit[on_sale, -YEAR:].sum(axis=1)
    recent = lives.adjusted[on_sale, -QUARTER:].mean(axis=1)
    now = np.eye(4)[np.maximum(lives.stage[on_sale, -1].astype(int), 0)]
    then = lives.reading.ahead[on_sale, YEARS]
    whole, sales = profit.sum(), recent.sum()

    def share(chance: np.ndarray) -> float:
        return float((profit * chance).sum() / whole) if whole > 0 else np.nan

    change = np.exp(lives.reading.change_ahead[on_sale, YEARS])
    return {
        "products": int(on_sale.sum()),
        "past_now": share(now[:, 2:].sum(axis=1)),
        "past_then": share(then[:, 2:].sum(axis=1)),
        "decline_now": share(now[:, 3]),
        "decline_then": share(then[:, 3]),
        "sales_then": float((recent * change).sum() / sales) if sales > 0 else np.nan,
    }


def category_months(
    store: Engine, as_of: date, category: str | None, gross_margin: float | None = None
) -> pd.DataFrame:
    """Sales and profit of a category by month, split by the stage its products were in: month, stage, revenue, profit.

    category : None for products without one. Months and stages as `cx.stages.history` sees them; every month has every
    stage, 0 where nothing stood there.
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
    """The products of a category one after another: month, product_id (None: all others), name, born, revenue.

    The SHOWN products with most revenue in all, in the order in which they first sold; the rest as one, first. born is
    the month of the launch, NaT where it lies in the dark before the data. Revenue adds up to that of the category.
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

    products (listed or sold), sold, never_sold (listed, no sale, no cost, no launch ahead), too_early (sold), thin
    (of these, too few lines a month), withdrawn, told_share (of the revenue of the last 12 complete months, on products
    whose stage can be told; NaN without revenue), months (complete ones), no_profit (sold products none of whose order
    lines has a cost), changing (told products that stand in a later stage six months on with at least an even chance).
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
    """Revenue of the last 36 complete months of some products, by product_id, from each one's first sale on."""
    panel = fitted_model.money(store, scope, gross_margin)
    if panel is None:
        return {}
    rows = pd.Index(panel.products["product_id"]).get_indexer(list(product_ids))
    begin = np.maximum(panel.first_sale, len(panel.months) - LONGEST_SPARK)
    return {
        product: panel.revenue[row, begin[row] :].round().tolist()
        for product, row in zip(product_ids, rows, strict=True)
    }
