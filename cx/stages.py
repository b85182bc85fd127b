"""At which stage of its life does each product stand, and since when?"""

from datetime import date

import numpy as np
import pandas as pd

from cx import lifecycle, opinions, series
from cx.assumptions import GROSS_MARGIN
from cx.curves import SOLD_STAGES

STAGES = ["Development", *SOLD_STAGES]
YEAR, HALF_YEAR = 12, 6
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
]
HISTORY = ["product_id", "month", "stage", "probability", "revenue", "profit", "adjusted"]
CURRENT = [
    "product_id", "name", "category", "stage", "since", "months_in_stage", "probability", "polli_cook", "bass",
    "bass_peak_on", "bass_peak_low", "bass_peak_high", "agreement", "revenue", "profit", "profit_known",
    "months_of_sales", "launched_on", "next_stage",
]  # fmt: skip


def months(
    store,
    as_of: date,
    product_id: str | None = None,
    region: str | None = None,
    gross_margin: float = GROSS_MARGIN,
) -> pd.DataFrame:
    """Sales and profit of a product and complete month, from its first cost, launch or sale on.

    region : only sales to customers of this region, without the costs that belong to a product as a whole (`costs`)
    gross_margin : for lines without a cost, where neither product nor company has a line with one
    Returns product_id, month, revenue and profit (money, net of returns; profit after `costs`), costs, units, purchases
    and returns (lines), profit_known. Empty without a complete month.

    >>> import cx
    >>> months(cx.open_store(), date(2025, 1, 31)).empty
    True
    """
    panel = series.panel(store, as_of, gross_margin, region)
    if panel is None:
        return pd.DataFrame(columns=MONTHS)
    rows, columns = np.nonzero(_lived(panel) & _wanted(panel, product_id)[:, None])
    found = {"product_id": panel.products["product_id"].to_numpy()[rows], "month": panel.months[columns]}
    amounts = {"revenue": panel.revenue, "profit": panel.profit, "costs": panel.direct, **panel.sums}
    found |= {name: matrix[rows, columns] for name, matrix in amounts.items()}
    return pd.DataFrame(found).assign(profit_known=panel.profit_known[rows])[MONTHS]


def history(
    store, as_of: date, product_id: str | None = None, gross_margin: float = GROSS_MARGIN
) -> pd.DataFrame:
    """The dated stages of every product as seen from as_of: one row a product and complete month.

    Rows run from a product's first cost, launch or sale. Development is what has not sold yet. The rest is found by the
    clusters and the path of `cx.lifepath`, over everybody, whatever product is asked for.
    Returns product_id, month, stage, probability (0..1 of this stage), revenue, profit, adjusted (revenue without seasons).

    >>> import cx
    >>> list(history(cx.open_store(), date(2025, 1, 31)))[:4]
    ['product_id', 'month', 'stage', 'probability']
    """
    found = _model(store, as_of, gross_margin)
    if found is None:
        return pd.DataFrame(columns=HISTORY)
    panel, lives = found
    rows, columns = np.nonzero(_lived(panel) & _wanted(panel, product_id)[:, None])
    number = lives.stage[rows, columns].astype(int)
    return pd.DataFrame(
        {
            "product_id": panel.products["product_id"].to_numpy()[rows],
            "month": panel.months[columns],
            "stage": np.array(STAGES, dtype=object)[number + 1],
            "probability": lives.probability[rows, columns],
            "revenue": panel.revenue[rows, columns],
            "profit": panel.profit[rows, columns],
            "adjusted": lives.adjusted[rows, columns],
        }
    )


def current(store, as_of: date, gross_margin: float = GROSS_MARGIN) -> pd.DataFrame:
    """Where each product stands at the end of the last complete month: one row a product, in the order of product_id.

    since : first month of the stage it is in; months_in_stage; NaT and 0 where nothing happened yet
    polli_cook, bass : the stage by the second opinions, None where they say nothing; see `cx.opinions`
    bass_peak_on, _low, _high : month of the peak of sales by Bass with its 80 % interval, NaT where it does not converge
    agreement : "agree", "methods disagree" or "too early to tell"
    revenue, profit : money of the last 12 complete months; profit_known : whether its order lines have costs
    next_stage : None in Decline
    Without a complete month what has sold is in Introduction with probability 0.25: nothing is known.

    >>> import cx
    >>> current(cx.open_store(), date(2025, 1, 31)).empty
    True
    """
    found = _model(store, as_of, gross_margin)
    if found is None:
        return _unknown(store, as_of)
    panel, lives = found
    stage, last = lives.stage.astype(int), len(panel.months) - 1
    run = _run(stage, panel.start)
    year = slice(max(last + 1 - YEAR, 0), last + 1)
    age = np.maximum(last + 1 - panel.first_sale, 0)
    answer = panel.products[["product_id", "name", "category", "launched_on"]].assign(
        stage=np.array(STAGES, dtype=object)[stage[:, last] + 1],
        since=panel.months[np.clip(last + 1 - run, 0, last)].where(run > 0),
        months_in_stage=run,
        probability=lives.probability[:, last],
        revenue=panel.revenue[:, year].sum(axis=1),
        profit=panel.profit[:, year].sum(axis=1),
        profit_known=panel.profit_known,
        months_of_sales=age,
        next_stage=np.array([*STAGES[1:], None], dtype=object)[stage[:, last] + 1],
        **opinions.second(panel, lives, age),
    )
    answer["agreement"] = opinions.agreement(
        answer, (stage[:, -HALF_YEAR:, None] == np.arange(4)).any(axis=1)
    )
    return answer[CURRENT].reset_index(drop=True)


def portfolio(
    store, as_of: date, region: str | None = None, gross_margin: float = GROSS_MARGIN
) -> pd.DataFrame:
    """What each stage is worth: five rows in the order of STAGES.

    stage, products, revenue and profit (money of the last 12 complete months; sums to that of all products),
    revenue_share and profit_share (of the total; NaN where that is not above 0). region limits the money, not the stage.
    """
    products = current(store, as_of, gross_margin)
    if region is not None and len(products):
        products = products.drop(columns=["revenue", "profit"]).merge(
            last_year(months(store, as_of, region=region, gross_margin=gross_margin)),
            on="product_id",
            how="left",
        )
    grouped = products.groupby("stage").agg(
        products=("product_id", "size"), revenue=("revenue", "sum"), profit=("profit", "sum")
    )
    answer = grouped.reindex(STAGES, fill_value=0).rename_axis("stage").reset_index()
    for name in ("revenue", "profit"):
        total = answer[name].sum()
        answer[f"{name}_share"] = answer[name] / total if total > 0 else np.nan
    return answer


def last_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Revenue and profit a product of the last twelve months in `rows` (an answer of `months`)."""
    last = rows["month"].max()
    recent = rows[rows["month"] > last - pd.DateOffset(months=YEAR)] if len(rows) else rows
    return recent.groupby("product_id", as_index=False)[["revenue", "profit"]].sum()


def as_known_then(
    store, as_of: date, months_back: int = 12, gross_margin: float = GROSS_MARGIN
) -> pd.DataFrame:
    """The stage that each of the last months' own data gave: product_id, month, stage, probability.

    `history` is the hindsight of as_of; this is what stood on the page at the end of each month.
    """
    covered = series.span(store, as_of)
    if covered.last is None:
        return pd.DataFrame(columns=HISTORY[:4])
    ends = pd.date_range(
        end=pd.Timestamp(covered.last) + pd.offsets.MonthEnd(0), periods=months_back, freq="ME"
    )
    parts = [current(store, end.date(), gross_margin).assign(month=end.replace(day=1)) for end in ends]
    return pd.concat(parts, ignore_index=True)[HISTORY[:4]]


def left_out(store, as_of: date) -> dict:
    """What the figures rest on: first and last month (None: no complete month), whether a month was cut off at
    either end (first_left_out, last_left_out), has_products, and lines, revenue and share of revenue without a product."""
    covered = series.span(store, as_of)
    answer = {
        name: getattr(covered, name)
        for name in ("first", "last", "first_left_out", "last_left_out", "has_products")
    }
    if covered.last is None:
        return answer | {"lines": 0, "revenue": 0.0, "share": 0.0}
    row = store.read("product_left_out", first=covered.first, last=covered.last).iloc[0]
    share = row.revenue / row.total_revenue if row.total_revenue else 0.0
    return answer | {"lines": int(row.lines), "revenue": float(row.revenue), "share": float(share)}


# --- the model -----------------------------------------------------------------------------------------------


def _model(store, as_of: date, gross_margin: float) -> tuple[series.Panel, lifecycle.Lives] | None:
    """The stages of all products, computed once for the same data, date and margin."""

    def compute() -> tuple[series.Panel, lifecycle.Lives] | None:
        panel = series.panel(store, as_of, gross_margin)
        return None if panel is None else (panel, lifecycle.stages(panel.for_model()))

    return store.once("stages", compute, as_of=as_of, gross_margin=gross_margin)


def _wanted(panel: series.Panel, product_id: str | None) -> np.ndarray:
    if product_id is None:
        return np.ones(len(panel.products), dtype=bool)
    return (panel.products["product_id"] == product_id).to_numpy()


def _lived(panel: series.Panel) -> np.ndarray:
    return np.arange(len(panel.months))[None, :] >= panel.start[:, None]


def _run(stage: np.ndarray, start: np.ndarray) -> np.ndarray:
    """How many months up to the last each product has been in its last stage."""
    back = stage[:, ::-1]
    other = back != back[:, :1]
    unbroken = np.where(other.any(axis=1), other.argmax(axis=1), stage.shape[1])
    return np.minimum(unbroken, np.maximum(stage.shape[1] - start, 0))


def _unknown(store, as_of: date) -> pd.DataFrame:
    """Products before the first complete month has ended."""
    products = series.listed(store, as_of, series.span(store, as_of))
    sold = products["first_sold_on"].notna().to_numpy()
    answer = products.assign(
        stage=np.where(sold, "Introduction", "Development"), since=pd.NaT, months_in_stage=0,
        probability=np.where(sold, 0.25, 1.0), polli_cook=None, bass=None, bass_peak_on=pd.NaT, bass_peak_low=pd.NaT,
        bass_peak_high=pd.NaT, agreement=np.where(sold, opinions.TOO_EARLY, opinions.AGREE), revenue=0.0, profit=0.0,
        profit_known=False, months_of_sales=0, next_stage=np.where(sold, "Growth", "Introduction"),
    )  # fmt: skip
    return answer[CURRENT]
