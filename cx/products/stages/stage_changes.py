"""Changes of the stages between two dates: their products and their profit."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.products import monthly_sales
from cx.products.stages import stage_table
from cx.products.stages.standing import STAGES, YEAR
from cx.statistics import changes as figures

EVERYBODY = "All"
"""The group of the rows about all stages together."""


@scoped
def changes(store: Engine, scope: Scope, before: date, gross_margin: float | None = None) -> pd.DataFrame:
    """Profit and products of each stage as of a day beside those as of an earlier one, as `cx.changes.judged` has them.

    Parameters
    ----------
    store, as_of : the company, and the later day
    before : the earlier day; its stages are those that the page showed then, its money that of the 12 complete months
        up to it
    gross_margin : as in `cx.stages.current`
    region, channel, segment : only money of sales to customers of it; the stages stay those of everybody

    Returns
    -------
    Rows of "profit" (money) and of "products", of all stages together (group "All") and of each stage. Where the data
    does not hold 12 complete months up to `before` there is no row. Both are paired by product: what is not known yet
    at a date has 0 then. More products in a stage are neither better nor worse.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2024, 12, 31)).empty
    True
    """
    if before >= scope.as_of or _months(monthly_sales.span(store, before)) < YEAR:
        return figures.judged([])
    then = scope.at(before)
    sides = [
        stage_table.of_customers(store, at, gross_margin=gross_margin).set_index("product_id")[["stage", "profit"]]
        for at in (scope, then)
    ]
    both = sides[0].add_suffix("_now").join(sides[1].add_suffix("_before"), how="outer")
    rows = [row for stage in [EVERYBODY, *STAGES] for row in _rows(both, stage)]
    return figures.judged(sorted(rows, key=lambda row: row["measure"], reverse=True))


def _rows(both: pd.DataFrame, stage: str) -> list[figures.Row]:
    """Profit and products of one stage; nothing where no product is in it at either date."""
    members, profits = [], []
    for side in ("now", "before"):
        is_in = both[f"stage_{side}"].notna() if stage == EVERYBODY else both[f"stage_{side}"] == stage
        members.append(is_in.astype(float))
        profits.append(both[f"profit_{side}"].where(is_in, 0.0).astype(float))
    sizes = int(members[0].sum()), int(members[1].sum())
    if not max(sizes):
        return []
    found = []
    for measure, unit, (now, then) in (("profit", "money", profits), ("products", "number", members)):
        squares = float(((now - then) ** 2).sum())
        good = 1 if measure == "profit" else 0
        found.append(figures.of_sum(measure, unit, now.sum(), then.sum(), squares, sizes, group=stage, good=good))
    return found


def _months(covered: monthly_sales.Span) -> int:
    """How many complete months there are."""
    if covered.first is None or covered.last is None:
        return 0
    return (covered.last.year - covered.first.year) * 12 + covered.last.month - covered.first.month + 1
