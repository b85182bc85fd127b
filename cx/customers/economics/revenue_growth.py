"""Growth of kept customers, split exactly: more items, dearer items, new categories, price and discount."""

from math import floor, log10, nan
from typing import Any

import numpy as np
import pandas as pd

from cx.customers import contribution
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import intervals

PARTS = ("orders", "dearer items", "new categories", "price and discount")
UPSELL = ("dearer items", "new categories")
CENT = 0.01


@scoped
def growth(store: Engine, scope: Scope) -> pd.DataFrame:
    """Change of revenue of the customers who ordered in both the last 12 months and the 12 months before.

    Parameters
    ----------
    store, as_of : the company, and the last day
    region, channel, segment : only customers of it

    Returns
    -------
    One row a part, in the order of PARTS: part, change (in the company's currency, in cents). The changes add up to the
    change of revenue, to the cent. NaN where nobody ordered in both, or the first 12 months have no net pieces.

    orders : more or fewer pieces at the mean price of the first window
    dearer items : other products, at the prices of the first window
    new categories : what was bought in categories that the customer had never bought before
    price and discount : the same products at other prices

    Notes
    -----
    A price p is that of the first window, over everybody; with Q pieces, V their value at p and R revenue of windows 1
    and 2: orders (Q2old - Q1) V1/Q1; dearer items V2old - Q2old V1/Q1; new categories V2new; price and discount
    (R2 - V2) - (R1 - V1). A line without a quantity is one piece, a return is negative; where a product was not sold in
    the first window its price is that of the second. A line of no known category is of none that is new.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> lines = b"1,A,2024-01-01,lamp,1,10\\n2,A,2025-05-02,lamp,2,18\\n3,A,2025-06-02,desk,1,40\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,product_id,quantity,revenue\\n" + lines)
    >>> _ = store.load("products", b"product_id,category\\nlamp,Light\\ndesk,Desks\\n")
    >>> growth(store, datetime.date(2025, 12, 31)).values.tolist()
    [['orders', 10.0], ['dearer items', 0.0], ['new categories', 40.0], ['price and discount', -2.0]]
    """
    found = _sums(store, scope)
    return pd.DataFrame({"part": PARTS, "change": split(found)})


@scoped
def upsell(store: Engine, scope: Scope) -> pd.DataFrame:
    """The customers whose growth is split, with their revenue and how many tried a new category.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `growth`

    Returns
    -------
    One row.

    customers : who ordered in both windows; 0 too where the data do not reach back 24 months
    revenue_before, revenue_after : net revenue of theirs in each window
    upsell : of its change dearer items and new categories, NaN where `growth` is
    could_try, tried : of the customers who had a category left that they had never bought, who bought one
    rate, low, high : tried / could_try (0..1) with its 95 % Wilson interval

    Examples
    --------
    >>> import cx, datetime
    >>> upsell(cx.open_store(), datetime.date(2025, 12, 31))[["customers", "could_try", "rate"]].values.tolist()
    [[0.0, 0.0, nan]]
    """
    found = _sums(store, scope)
    rate, low, high = intervals.wilson(int(found["tried"]), int(found["could_try"]))
    by_part = dict(zip(PARTS, split(found), strict=True))
    row = {
        "customers": int(found["customers"]),
        "revenue_before": found["revenue_before"],
        "revenue_after": found["revenue_after"],
        "upsell": sum(by_part[part] for part in UPSELL),
        "could_try": int(found["could_try"]),
        "tried": int(found["tried"]),
    }
    return pd.DataFrame([row | {"rate": rate, "low": low, "high": high}])


def split(sums: dict[str, float]) -> list[float]:
    """The parts of a change of revenue, which add up to it to the cent.

    Parameters
    ----------
    sums : revenue_before, revenue_after; pieces_before, pieces_known (of categories bought before); value_before,
        value_known, value_new: pieces at the prices of the first window

    Returns
    -------
    In the order of PARTS; NaN where pieces_before is not above 0.

    Examples
    --------
    >>> sums = {"revenue_before": 10, "revenue_after": 58, "pieces_before": 1, "pieces_known": 2, "value_before": 10}
    >>> split(sums | {"value_known": 20, "value_new": 40})
    [10.0, 0.0, 40.0, -2.0]
    """
    if not sums["pieces_before"] > 0:
        return [nan] * len(PARTS)
    mean_price = sums["value_before"] / sums["pieces_before"]
    more = (sums["pieces_known"] - sums["pieces_before"]) * mean_price
    dearer = sums["value_known"] - sums["pieces_known"] * mean_price
    change = sums["revenue_after"] - sums["revenue_before"]
    return rounded([more, dearer, sums["value_new"], change - more - dearer - sums["value_new"]], CENT)


def rounded(parts: list[float], unit: float) -> list[float]:
    """Parts of a sum in whole units that add up to the sum in whole units: the largest part takes the rounding.

    Parameters
    ----------
    parts : of a sum
    unit : such as 1000, or 0.01

    Examples
    --------
    >>> rounded([553_400.0, 172_300.0, 134_400.0, -59_200.0], 1000.0)
    [554000.0, 172000.0, 134000.0, -59000.0]
    """
    units = np.round(np.asarray(parts, dtype=float) / unit)
    units[int(np.argmax(np.abs(units)))] += round(sum(parts) / unit) - units.sum()
    return [round(float(count) * unit, 2) for count in units]


def shown_unit(largest: float) -> float:
    """The unit in which parts are shown: a thousandth of the largest figure beside them, as a power of ten.

    Examples
    --------
    >>> shown_unit(2_770_000.0), shown_unit(812.5), shown_unit(0.0)
    (1000.0, 0.1, 0.01)
    """
    return max(CENT, 10.0 ** (floor(log10(abs(largest))) - 3)) if largest else CENT


def _sums(store: Engine, scope: Scope) -> dict[str, Any]:
    """What the parts are made of, once for both answers."""
    given = {"as_of": scope.as_of, **scope.of_customers}
    return store.once("growth", lambda: _read(store, scope), **given)


def _read(store: Engine, scope: Scope) -> dict[str, Any]:
    earlier = contribution.window_before(store, scope.as_of)
    if earlier is None:
        unknown = ("revenue_before", "revenue_after", "pieces_before")
        return {"customers": 0, "could_try": 0, "tried": 0} | dict.fromkeys(unknown, nan)
    span = contribution.window(store, scope.as_of)
    days: dict[str, Any] = {"before": earlier.since, "since": span.since, "until": span.until}
    kept = store.keep("kept_customers", statements.text("economics/kept_customers"), **days, **scope.of_customers)
    return dict(store.read("economics/growth", kept=kept, **days).iloc[0])
