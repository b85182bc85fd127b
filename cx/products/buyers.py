"""Which tiers of customers buy products while they are in each stage?"""

from datetime import date

import numpy as np
import pandas as pd

from cx.customers import segments
from cx.customers.assumption_sets import given_or_default
from cx.customers.assumptions import GROSS_MARGIN, Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.segments.tier_model import TIERS
from cx.engine.connection import Engine
from cx.products import stages
from cx.products.monthly_sales import ALL_SALES
from cx.products.stages import fitted_model
from cx.statistics import verdicts

YEAR = 12
OTHERS = ["No tier", "Guests"]
COLUMNS = ["stage", "tier", "customers", "revenue", "share"]


@scoped
def tiers(store: Engine, scope: Scope, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Which tiers of customers buy products while they are in each stage?

    Parameters
    ----------
    store, as_of : the company, and the day as of which; the answer is of the last 12 complete months
    assumptions : those of the tiers; None: the company default
    region, channel, segment : only customers of it, which leaves out guests

    Returns
    -------
    One row a stage that sold and a tier that bought, in the order of the stages and tiers; empty without a complete
    month.

    stage : that of the product in the month of the purchase
    tier : that of the customer at as_of; "No tier" (did not order in the window of the tiers) and "Guests" (no customer
        number) come last
    customers : distinct ones, 0 for guests; who buys in several stages counts in each
    revenue : money, net of returns; sums to that of all products (of these customers)
    share : 0..1 of the stage's revenue, NaN where that is not above 0

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,product_id,revenue\\n1,A,2025-01-02,Tea,90\\n")
    >>> tiers(store, date(2025, 1, 31))[["stage", "tier", "customers", "revenue"]].values.tolist()
    [['Saturation', 'Gold', 1, 90.0]]
    """
    given = given_or_default(store, assumptions)
    margin = GROSS_MARGIN if given.gross_margin is None else given.gross_margin
    found = fitted_model.fitted(store, scope.as_of, margin)
    if found is None:
        return pd.DataFrame(columns=COLUMNS)
    panel, lives = found
    rows, number, since, until = runs(lives.stage[:, -YEAR:].astype(int), panel.months[-YEAR:])
    ids = panel.products["product_id"].to_numpy(dtype=object)[rows]
    answer = store.read(
        "products/buyers",
        products=ids.tolist(),
        stages=np.array(stages.STAGES)[number + 1].tolist(),
        since=since,
        until=until,
        whole=bool(len(ids)) and panel.products["product_id"].iloc[0] == ALL_SALES,
        placed=segments.placed(store, scope.as_of, given),
        **scope.of_customers,
    )
    whole = answer.groupby("stage")["revenue"].transform("sum")
    answer["share"] = (answer["revenue"] / whole).where(whole > 0)
    places = {name: place for place, name in enumerate([*stages.STAGES, *TIERS, *OTHERS])}
    order = answer.assign(a=answer["stage"].map(places), b=answer["tier"].map(places)).sort_values(["a", "b"])
    return order[COLUMNS].reset_index(drop=True)


def best_tiers(table: pd.DataFrame) -> pd.DataFrame:
    """How much Platinum and Gold buy in each stage, with a verdict against the other stages.

    Parameters
    ----------
    table : the answer of `tiers`

    Returns
    -------
    One row a stage with a customer in a tier, the stage as its index, in alphabetical order.

    customers : in a tier
    best : of them in Platinum or Gold
    share : 0..1, of Platinum and Gold in the stage's revenue
    higher : whether the share of best among customers is higher (True) or lower (False) than in the other stages
        together, None where there are too few to tell. The stages are one family (`cx.verdicts`).

    Examples
    --------
    >>> table = pd.DataFrame({"stage": ["Growth", "Growth", "Decline", "Decline"], "tier": ["Gold", "Tin"] * 2,
    ...     "customers": [80, 20, 40, 60], "revenue": [900.0, 100.0, 300.0, 700.0], "share": [0.9, 0.1, 0.3, 0.7]})
    >>> best_tiers(table)[["customers", "best", "share", "higher"]].values.tolist()
    [[100, 40, 0.3, False], [100, 80, 0.9, True]]
    """
    named = table[table["tier"].isin(TIERS)]
    best = named[named["tier"].isin(["Platinum", "Gold"])]
    rows = pd.DataFrame(
        {
            "customers": named.groupby("stage")["customers"].sum(),
            "best": best.groupby("stage")["customers"].sum(),
            "share": best.groupby("stage")["share"].sum(),
        }
    ).fillna(0)
    pairs = verdicts.against_the_rest(list(rows[["best", "customers"]].astype(int).itertuples(index=False, name=None)))
    return rows.assign(higher=pd.Series(verdicts.of_shares(pairs), index=rows.index, dtype=object))


def runs(stage: np.ndarray, months: pd.DatetimeIndex) -> tuple[np.ndarray, np.ndarray, list[date], list[date]]:
    """Unbroken runs of a sold stage.

    Parameters
    ----------
    stage : products x months, the number of the stage in each month, -1 where it has not sold yet
    months : first day of each month

    Returns
    -------
    row, stage number, first day and first day after, of each run; by product, then in time.

    Examples
    --------
    >>> month = pd.date_range("2024-01-01", periods=3, freq="MS")
    >>> runs(np.array([[-1, 0, 0], [1, 1, 2]]), month)[1].tolist()
    [0, 1, 2]
    """
    begins = np.concatenate([np.ones((len(stage), 1), bool), stage[:, 1:] != stage[:, :-1]], axis=1)
    ends = np.concatenate([begins[:, 1:], np.ones((len(stage), 1), bool)], axis=1)
    (row, first), (_row, last) = np.nonzero(begins & (stage >= 0)), np.nonzero(ends & (stage >= 0))
    days = [month.date() for month in months]
    after = [*days[1:], (months[-1] + pd.DateOffset(months=1)).date()]
    return row, stage[row, first], [days[place] for place in first], [after[place] for place in last]
