"""At which stage of its life does each product stand, and since when?"""

from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from cx.customers.assumption_sets import margin_or_default
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.products import monthly_sales
from cx.products.stages import fitted_model, second_opinions, standing
from cx.products.stages.standing import CURRENT, STAGES

MONTHS = [
    "product_id",
    "month",
    "revenue",
    "profit",
    "costs",
    "units",
    "purchases",
    "returns",
    "profit_known",
    "out_of_stock",
]
HISTORY = [
    "product_id",
    "month",
    "stage",
    "probability",
    "since",
    "before_data",
    "revenue",
    "profit",
    "adjusted",
]

BY_PLACE = ("region", "gross_margin", "segment", "rows", "words", "stage", "first")
BY_PRODUCT = ("product_id", *BY_PLACE)


@partial(scoped, positional=BY_PRODUCT)
def months(
    store: Engine, scope: Scope, product_id: str | None = None, gross_margin: float | None = None
) -> pd.DataFrame:
    """Sales and profit of each product by complete month, from its first cost, launch or sale on.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    product_id : the product; None: every one
    gross_margin : 0..1, for lines without a cost, where neither product nor company has a line with one; None: that of
        the company default
    region, channel, segment : only sales to its customers, without the costs that belong to a product as a whole
        (`costs`)

    Returns
    -------
    One row a product and month, in the order of product_id, then in time; empty without a complete month.

    product_id, month
    revenue, profit : money, net of returns; profit after `costs`
    costs : money that no order line carries
    units : net of returns
    purchases, returns : order lines
    profit_known : whether any order line of the product has a cost
    out_of_stock : no sale though demand was there; see `cx.products.out_of_stock`

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue,cost\\n1,2025-01-02,Tea,90,40\\n")
    >>> months(store, date(2025, 1, 31))[["product_id", "revenue", "profit", "purchases"]].values.tolist()
    [['Tea', 90.0, 50.0, 1.0]]
    """
    panel = fitted_model.money(store, scope, gross_margin)
    if panel is None:
        return pd.DataFrame(columns=MONTHS)
    rows, columns = _lived(panel, product_id)
    found = {"product_id": panel.products["product_id"].to_numpy()[rows], "month": panel.months[columns]}
    amounts = {"revenue": panel.revenue, "profit": panel.profit, "costs": panel.direct, **panel.sums}
    amounts["out_of_stock"] = panel.out_of_stock
    found |= {name: matrix[rows, columns] for name, matrix in amounts.items()}
    return pd.DataFrame(found).assign(profit_known=panel.profit_known[rows])[MONTHS]


def history(
    store: Engine, as_of: date, product_id: str | None = None, gross_margin: float | None = None
) -> pd.DataFrame:
    """The dated stages of every product as seen from as_of: one row a product and complete month.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    product_id : the product; None: every one
    gross_margin : as in `months`

    Returns
    -------
    In the order of product_id, then in time; empty without a complete month.

    product_id, month
    stage : by its name
    probability : 0..1, of this stage
    since : first month of this run of the stage
    before_data : whether that run began before the data
    revenue, profit : money, as in `months`
    adjusted : revenue without seasons

    Notes
    -----
    Rows run from a product's first cost, launch or sale. Development is what has not sold yet. The rest is found by the
    clusters and the path of `cx.products.life.stage_path`, over everybody, whatever product is asked for. Rows end with
    the last month on the shelf of what was withdrawn (`cx.products.withdrawals`), or its last sale or cost after it.

    Examples
    --------
    >>> import cx
    >>> list(history(cx.open_store(), date(2025, 1, 31)))[:4]
    ['product_id', 'month', 'stage', 'probability']
    """
    found = fitted_model.fitted(store, as_of, gross_margin)
    if found is None:
        return pd.DataFrame(columns=HISTORY)
    panel, lives = found
    rows, columns = _lived(panel, product_id, np.maximum(lives.ends, _moved_until(panel)))
    number = lives.stage[rows, columns].astype(int)
    only = np.unique(rows)
    probability = lives.probability_in(slice(None), only)[np.searchsorted(only, rows), columns]
    month = panel.months[columns]
    begins = np.concatenate([[True], (number[1:] != number[:-1]) | (rows[1:] != rows[:-1])])[: len(rows)]
    return pd.DataFrame(
        {
            "product_id": panel.products["product_id"].to_numpy()[rows],
            "month": month,
            "stage": np.array(STAGES, dtype=object)[number + 1],
            "probability": probability,
            "since": month[begins][begins.cumsum() - 1],
            "before_data": panel.older[rows] & (columns < standing.first_change(lives)[rows]),
            "revenue": panel.revenue[rows, columns],
            "profit": panel.profit[rows, columns],
            "adjusted": lives.adjusted[rows, columns],
        }
    )


def current(store: Engine, as_of: date, gross_margin: float | None = None) -> pd.DataFrame:
    """Where each product stands at the end of the last complete month: one row a product, in the order of product_id.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    gross_margin : 0..1, for lines without a cost, where neither product nor company has a line with one; None: that of
        the company default

    Returns
    -------
    product_id, name, category : category is missing where none is known
    stage : one of STAGES; None for what is listed and was never sold, without a cost or a launch ahead: not yet known
    since : first month of the stage it is in; months_in_stage; NaT and 0 where nothing happened yet
    since_before_data : whether that stage began before the data, `since` being their first month
    probability : 0..1, of the stage; NaN where there is none
    withdrawn_from : first month off the shelf (`cx.products.withdrawals`), from which on nothing is known of its demand
        and its stage stays as it was; NaT for what is on sale. It has no next_stage, moves_on nor sales_ahead.
    months_of_sales : from its first sale to its last month on the shelf
    lines_a_month : order lines a month that are no return, in its best twelve months
    thin : whether these are too few
    launched_on : as the products table says
    polli_cook, bass : the stage by the second opinions, None where they say nothing; see
        `cx.products.stages.second_opinions`
    bass_peak_on, _low, _high : month of the peak of sales by Bass with its 80 % interval, NaT where it does not
        converge
    agreement : "agree", "methods disagree", "too early to tell" (under 8 months of sales, thin, no second opinion, or
        less likely than not) or "listed, never sold"
    revenue, profit : money of the last 12 complete months
    profit_known : whether any of its order lines has a cost
    next_stage : None in Decline
    moves_on, sales_ahead, shape : see `cx.products.stages.outlook.of_products`

    Notes
    -----
    Without a complete month what has sold is in Introduction with probability 0.25: nothing is known.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue\\n1,2025-01-02,Tea,90\\n")
    >>> current(store, date(2025, 1, 15))[["product_id", "stage", "probability", "agreement"]].values.tolist()
    [['Tea', 'Introduction', 0.25, 'too early to tell']]
    """
    gross_margin = margin_or_default(store, gross_margin)
    found: pd.DataFrame = store.once(
        "stages now", lambda: standing.now(store, as_of, gross_margin), as_of=as_of, gross_margin=gross_margin
    )
    return found.copy()


@partial(scoped, positional=BY_PLACE)
def of_customers(store: Engine, scope: Scope, gross_margin: float | None = None) -> pd.DataFrame:
    """`current` with the money of some customers.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    region, channel, segment : only money of sales to customers of it; the stage stays that of everybody
    gross_margin : as in `months`

    Returns
    -------
    The rows and columns of `current`. With a filter, revenue and profit are those of the sales to these customers in
    the last 12 complete months, without costs of the product as a whole.
    """
    products = current(store, scope.as_of, gross_margin)
    if products.empty or not scope.is_of_some:
        return products
    panel = fitted_model.money(store, scope, gross_margin)
    return products if panel is None else products.assign(**standing.last_year(panel))


@partial(scoped, positional=BY_PLACE)
def ranked(
    store: Engine,
    scope: Scope,
    gross_margin: float | None = None,
    rows: int = 500,
    words: str = "",
    stage: str | None = None,
    first: str = "profit",
) -> pd.DataFrame:
    """The first `rows` products of `of_customers`: those with most profit, or most likely to move on.

    Parameters
    ----------
    store, as_of, region, channel, segment, gross_margin : as in `of_customers`
    rows : most products
    words : only products with every word in their name, number or category, whatever its case
    stage : only products in it
    first : column to order by, largest first; "moves_on" leaves out what cannot be told yet, "stake" is most profit or
        loss

    Returns
    -------
    The columns of `current`, one row a product.

    Notes
    -----
    Ties by product_id.
    """
    products = of_customers(store, scope, gross_margin=gross_margin)
    products["stake"] = products["profit"].abs()
    if stage is not None:
        products = products[products["stage"] == stage]
    if words.strip():
        text = products["name"] + " " + products["product_id"] + " " + products["category"].fillna("")
        has = [text.str.contains(word, case=False, regex=False) for word in words.split()]
        products = products[np.logical_and.reduce(has)]
    if first == "moves_on":
        told = products["agreement"] != second_opinions.TOO_EARLY
        products = products[products["moves_on"].notna() & told]
    return products.sort_values([first, "product_id"], ascending=[False, True])[CURRENT].head(rows)


@partial(scoped, positional=BY_PLACE)
def portfolio(store: Engine, scope: Scope, gross_margin: float | None = None) -> pd.DataFrame:
    """What each stage is worth: five rows in the order of STAGES.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    region, channel, segment : only money of sales to customers of it; the stages stay those of everybody
    gross_margin : as in `months`

    Returns
    -------
    stage
    products : in it
    told : of them, those whose stage can be told
    on_sale : told and not withdrawn
    revenue, profit : money of the last 12 complete months; sums to that of all products
    revenue_share, profit_share : 0..1 of the total; NaN where that is not above 0. A loss makes a share of profit below
        0.

    Notes
    -----
    What is listed and was never sold is in no row.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue\\n1,2025-01-02,Tea,90\\n2,2025-01-15,,10\\n")
    >>> portfolio(store, date(2025, 1, 31))[["stage", "products", "revenue"]].values.tolist()[-2:]
    [['Saturation', 1, 90.0], ['Decline', 0, 0.0]]
    """
    products = of_customers(store, scope, gross_margin=gross_margin)
    products["told"] = products["agreement"] != second_opinions.TOO_EARLY
    products["on_sale"] = products["told"] & products["withdrawn_from"].isna()
    grouped = products.groupby("stage").agg(
        products=("product_id", "size"),
        told=("told", "sum"),
        on_sale=("on_sale", "sum"),
        revenue=("revenue", "sum"),
        profit=("profit", "sum"),
    )
    answer = grouped.reindex(STAGES, fill_value=0).rename_axis("stage").reset_index()
    for name in ("revenue", "profit"):
        total = answer[name].sum()
        answer[f"{name}_share"] = answer[name] / total if total > 0 else np.nan
    return answer


@partial(scoped, positional=BY_PLACE)
def stage_months(store: Engine, scope: Scope, gross_margin: float | None = None) -> pd.DataFrame:
    """What the products now in each stage sold and cost in each month.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    region, channel, segment : only sales to customers of it, without costs
    gross_margin : as in `months`

    Returns
    -------
    One row a stage and complete month, in the order of STAGES, then in time: stage, month, revenue (money, net of
    returns), costs (money that no order line carries). 0 for a stage without products; empty without a complete month.
    """
    panel = fitted_model.money(store, scope, gross_margin)
    if panel is None:
        return pd.DataFrame(columns=["stage", "month", "revenue", "costs"])
    now = current(store, scope.as_of, gross_margin)["stage"].to_numpy()
    return pd.concat(
        pd.DataFrame(
            {
                "stage": stage,
                "month": panel.months,
                "revenue": panel.revenue[now == stage].sum(axis=0),
                "costs": panel.direct[now == stage].sum(axis=0),
            }
        )
        for stage in STAGES
    ).reset_index(drop=True)


def as_known_then(store: Engine, as_of: date, months_back: int = 12, gross_margin: float | None = None) -> pd.DataFrame:
    """The stage that each of the last months' own data gave: what stood on the page at the end of each month.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    months_back : how many months
    gross_margin : as in `months`

    Returns
    -------
    One row a month and product known by then, in time, then in the order of product_id: product_id, month, stage,
    probability, since, before_data, as in `current`. Empty without a complete month.

    Notes
    -----
    `history` is the hindsight of as_of; this is not.
    """
    covered = monthly_sales.span(store, as_of)
    if covered.last is None:
        return pd.DataFrame(columns=HISTORY[:6])
    until = pd.Timestamp(covered.last) + pd.offsets.MonthEnd(0)
    ends = pd.date_range(end=until, periods=months_back, freq="ME")
    parts = [current(store, end.date(), gross_margin).assign(month=end.replace(day=1)) for end in ends]
    every = pd.concat(parts, ignore_index=True).rename(columns={"since_before_data": "before_data"})
    return every[HISTORY[:6]]


def left_out(store: Engine, as_of: date) -> dict[str, Any]:
    """What the figures of the stages rest on.

    Parameters
    ----------
    store, as_of : the company, and the last day that is known

    Returns
    -------
    first, last : first and last complete month; None: there is none
    first_left_out, last_left_out : whether a month was cut off at either end
    has_products : whether any order line names a product
    lines, revenue : order lines of these months that name no product, and their money, net of returns
    share : of the revenue of these months; 0 without revenue

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,ordered_at,product_id,revenue\\n1,2025-01-02,Tea,90\\n2,2025-01-05,,10\\n")
    >>> {name: left_out(store, date(2025, 1, 31))[name] for name in ("lines", "revenue", "share")}
    {'lines': 1, 'revenue': 10.0, 'share': 0.1}
    """
    covered = monthly_sales.span(store, as_of)
    answer = {
        name: getattr(covered, name) for name in ("first", "last", "first_left_out", "last_left_out", "has_products")
    }
    if covered.last is None:
        return answer | {"lines": 0, "revenue": 0.0, "share": 0.0}
    row = store.read("stages/left_out", first=covered.first, last=covered.last).iloc[0]
    share = row.revenue / row.total_revenue if row.total_revenue else 0.0
    return answer | {"lines": int(row.lines), "revenue": float(row.revenue), "share": float(share)}


# --- pieces --------------------------------------------------------------------------------------------------


def _lived(
    panel: monthly_sales.Panel, product_id: str | None, until: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the months that count, of all products or of one; until : the number of months of each."""
    ids = panel.products["product_id"].to_numpy()
    rows = np.arange(len(ids)) if product_id is None else np.flatnonzero(ids == product_id)
    month = np.arange(len(panel.months))[None, :]
    counts = month >= panel.start[rows, None]
    row, column = np.nonzero(counts if until is None else counts & (month < until[rows, None]))
    return rows[row], column


def _moved_until(panel: monthly_sales.Panel) -> np.ndarray:
    """The number of months up to each product's last money."""
    moved = (panel.revenue != 0) | (panel.direct != 0)
    return np.where(moved.any(axis=1), len(panel.months) - moved[:, ::-1].argmax(axis=1), 0)
