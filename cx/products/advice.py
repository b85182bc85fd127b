"""The numbers of one product that its stage asks for: launch cost, acceptance, defence, harvest."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cx.engine.connection import Engine
from cx.products import product as product_detail
from cx.products import stages
from cx.products.life.classify import Lives
from cx.products.monthly_sales import ALL_SALES, Panel
from cx.products.stages import fitted_model
from cx.statistics import intervals

WITHIN_DAYS = 90
QUARTER, YEAR = 3, 12


def figures(store: Engine, as_of: date, product_id: str, gross_margin: float | None = None) -> dict[str, Any]:
    """The numbers of one product that the playbook of the stages speaks of.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month the money is known
    product_id : a product that is listed or was sold
    gross_margin : 0..1, for lines without a cost, where neither product nor company has a line with one; None: that of
        the company default

    Returns
    -------
    spent : costs that no order line carries, in all
    balance : profit so far, after them
    paid_back_on : month from which on the balance stayed at or above 0 after it had been below; NaT where it does not
    revenue, profit, costs : a month, mean of the last three
    revenue_before : a month, mean of the three months before those
    revenue_first : a month, mean of the first three from the first sale on, where the launch was seen
    price, price_first : of a unit, in the same months as revenue and revenue_first; NaN where no unit was sold, net
    share, share_before : 0..1 of its category's revenue, in the last twelve months and in the twelve before
    customers : who bought it; eligible : those of them whose first 90 days with it have passed
    again : 0..1, the share of eligible who bought it again on another day within 90 days; low, high : its 95 % Wilson
        interval
    rest : profit of the next twelve months if sales follow their curves and profit falls with them; NaN for what was
        withdrawn
    is_alone : whether no other product had revenue in the last twelve months

    Notes
    -----
    Money is in the company's currency and of complete months. NaN and NaT where a thing is not known, such as the whole
    product. Of one that sold from the first month of the data on, costs of earlier months are left out.
    """
    rows = stages.months(store, as_of, product_id, gross_margin=gross_margin)
    answer = _months(rows) | _acceptance(store, as_of, product_id)
    way = product_detail.payback(store, as_of, product_id, gross_margin)
    back = way[way["paid_back"].astype(bool)]["month"]
    answer |= {"spent": float(rows["costs"].sum()), "balance": float(rows["profit"].sum())}
    answer |= {"paid_back_on": back.iloc[0] if len(back) else pd.NaT}
    found = fitted_model.fitted(store, as_of, gross_margin)
    nothing = {
        "share": np.nan,
        "share_before": np.nan,
        "rest": np.nan,
        "revenue_first": np.nan,
        "price_first": np.nan,
        "is_alone": False,
    }
    if found is None or product_id not in set(found[0].products["product_id"]):
        return answer | nothing
    return answer | nothing | _placed(*found, rows, product_id)


def _months(rows: pd.DataFrame) -> dict[str, Any]:
    last, before = rows.tail(QUARTER), rows.iloc[:-QUARTER].tail(QUARTER)
    return {
        "revenue": _mean(last["revenue"]),
        "profit": _mean(last["profit"]),
        "costs": _mean(last["costs"]),
        "revenue_before": _mean(before["revenue"]),
        "price": _price(last),
    }


def _mean(values: pd.Series) -> float:
    return float(values.mean()) if len(values) else np.nan


def _price(rows: pd.DataFrame) -> float:
    return float(rows["revenue"].sum() / rows["units"].sum()) if rows["units"].sum() > 0 else np.nan


def _acceptance(store: Engine, as_of: date, product_id: str) -> dict[str, Any]:
    given = {"product_id": product_id, "whole": product_id == ALL_SALES}
    row = store.read("products/repeat", as_of=as_of, within=WITHIN_DAYS, **given).iloc[0]
    eligible, again = int(row["eligible"]), int(row["again"])
    rate, low, high = intervals.wilson(again, eligible)
    return {"customers": int(row["customers"]), "eligible": eligible, "again": rate, "low": low, "high": high}


def _placed(panel: Panel, lives: Lives, rows: pd.DataFrame, product_id: str) -> dict[str, Any]:
    """What needs the other products or the curves."""
    place = panel.products["product_id"].tolist().index(product_id)
    category = panel.products["category"]
    mates = (
        (category == category.iloc[place]).to_numpy()
        if pd.notna(category.iloc[place])
        else np.zeros(len(category), bool)
    )
    answer: dict[str, Any] = {"is_alone": not (np.delete(panel.revenue[:, -YEAR:], place, axis=0) > 0).any()}
    for name, months in (("share", slice(-YEAR, None)), ("share_before", slice(-2 * YEAR, -YEAR))):
        whole = panel.revenue[mates, months].sum()
        known = whole > 0 and panel.revenue.shape[1] >= (YEAR if name == "share" else 2 * YEAR)
        answer[name] = float(panel.revenue[place, months].sum() / whole) if known else np.nan
    if np.isfinite(panel.launch[place]) and panel.launch[place] >= 0:
        first = (
            rows[rows["month"] >= panel.months[panel.first_sale[place]]].head(QUARTER)
            if panel.sold[place]
            else rows.head(0)
        )
        answer |= {"revenue_first": _mean(first["revenue"]), "price_first": _price(first)}
    if panel.sold[place] and lives.ends[place] == len(panel.months):
        pace = np.exp(lives.reading.change_ahead[place][2] / YEAR)
        answer["rest"] = float(max(rows["profit"].tail(QUARTER).mean(), 0) * (pace ** np.arange(1, YEAR + 1)).sum())
    return answer
