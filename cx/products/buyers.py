"""Which tiers of customers buy products while they are in each stage?"""

from datetime import date
from itertools import combinations
from statistics import NormalDist

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
COLUMNS = ["stage", "tier", "customers", "revenue", "share", "squares"]


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
    squares : sum of the squares of what each of them (each order of a guest) bought in the stage, for `best_tiers`

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
    """How much of the revenue of each stage Platinum and Gold make.

    Parameters
    ----------
    table : the answer of `tiers`

    Returns
    -------
    One row a stage with a customer in a tier, the stage as its index, in alphabetical order.

    customers : in a tier
    share : 0..1, of Platinum and Gold in the stage's revenue; NaN where that is not above 0
    error : standard error of the share, each customer (each order of a guest) being one case

    Notes
    -----
    The share is a ratio of two sums over customers, its error that of the linearised ratio (Cochran, Sampling
    Techniques, 1977, 6.3).

    Examples
    --------
    >>> table = pd.DataFrame({"stage": "Growth", "tier": ["Gold", "Tin"], "customers": [2, 2],
    ...     "revenue": [60.0, 20.0], "share": [0.75, 0.25], "squares": [1800.0, 200.0]})
    >>> best_tiers(table).round(3).values.tolist()
    [[4.0, 0.75, 0.188]]
    """
    is_best = table["tier"].isin(TIERS[:2])
    by_stage = table["stage"]
    rows = pd.DataFrame(
        {
            "customers": table["customers"].where(table["tier"].isin(TIERS), 0).groupby(by_stage).sum(),
            "share": table["share"].where(is_best, 0.0).groupby(by_stage).sum(skipna=False),
            "best": table["squares"].where(is_best, 0.0).groupby(by_stage).sum(),
            "others": table["squares"].where(~is_best, 0.0).groupby(by_stage).sum(),
            "whole": table.groupby("stage")["revenue"].sum(),
        }
    )
    spread = (1 - rows["share"]) ** 2 * rows["best"] + rows["share"] ** 2 * rows["others"]
    rows["error"] = np.sqrt(spread) / rows["whole"].where(rows["whole"] > 0)
    return rows.loc[rows["customers"] > 0, ["customers", "share", "error"]]


def highest_and_lowest(found: pd.DataFrame) -> tuple[str, str, bool]:
    """The stages in which Platinum and Gold make most and least of the revenue, and whether that is beyond chance.

    Parameters
    ----------
    found : the answer of `best_tiers`, at least one share known

    Returns
    -------
    Both stages (ties: the first by name), and the verdict on them: all pairs of stages are one family (Holm). Who buys
    in both stages moves both shares the same way, so the test rather keeps silent.

    Examples
    --------
    >>> found = pd.DataFrame({"share": [0.3, 0.6], "error": [0.02, 0.03]}, index=["Decline", "Growth"])
    >>> highest_and_lowest(found)
    ('Growth', 'Decline', True)
    """
    known = found.dropna(subset="share")
    top, bottom = known["share"].idxmax(), known["share"].idxmin()
    pairs = list(combinations(known.index, 2))
    sure = verdicts.holm([_p(known.loc[one], known.loc[other]) for one, other in pairs])
    return top, bottom, any(said and {top, bottom} == set(pair) for pair, said in zip(pairs, sure, strict=True))


def _p(one: pd.Series, other: pd.Series) -> float:
    """The p-value of two shares being one, two-sided."""
    error = float(np.hypot(one["error"], other["error"]))
    return 2 * NormalDist().cdf(-abs(one["share"] - other["share"]) / error) if error > 0 else 1.0


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
