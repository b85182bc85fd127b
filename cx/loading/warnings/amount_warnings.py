"""Doubts about the unit of an order line's amounts: cost against revenue, and amounts that ignore the quantity."""

import duckdb

from cx.engine import statements
from cx.loading.rows.checks import Task
from cx.tables.kinds import TIMES_PRICE
from cx.text.formatting import _, count, number, percent

LEAST_LINES, LEAST_PRODUCTS = 5, 5
"""Fewer lines with both amounts, or fewer products sold in several quantities, prove nothing about a column."""

MOSTLY = 0.95
"""So large a share of lines or products follows a rule that the column follows it."""


def doubts(cursor: duckdb.DuckDBPyConnection, task: Task) -> list[str]:
    """Cautions about the amounts of a load of orders, whose rows are in the table: facts all the same, none is refused.

    Parameters
    ----------
    cursor, task : where and what was loaded; other kinds than orders give no caution

    Returns
    -------
    Sentences that begin with the column: cost above revenue on more than half of the lines that carry both (revenue
    above zero); an amount that is the same for every quantity of a product, as the price or the cost of one piece is.
    """
    there = {*task.cells.positions}
    if task.kind != "orders" or not {"cost", "quantity"} & there:
        return []
    found = cursor.execute(statements.text("warnings/odd_amounts"), {"upload_id": task.upload_id})
    counts = dict(zip([column[0] for column in found.description], found.fetchall()[0], strict=True))
    return [*_below_cost(counts), *_of_one_piece(counts)]


def _below_cost(counts: dict[str, int]) -> list[str]:
    """Cost above revenue on most lines; whether the quantity explains it."""
    lines, below, covered = (counts[name] for name in ("comparable", "below_cost", "covered"))
    if lines < LEAST_LINES or 2 * below <= lines:
        return []
    said = _(
        "cost: above revenue on {share} of lines ({below} of {lines}). Is one of the two in another unit, such as"
        " cents, or for another number of pieces?"
    )
    explained = _(
        "cost: above revenue on {share} of lines ({below} of {lines}), but hardly ever above revenue × quantity. Is"
        " revenue the price of one piece? Then choose {rule}."
    )
    return [
        (explained if covered >= MOSTLY * lines else said).format(
            share=percent(below / lines),
            below=number(below),
            lines=number(lines),
            rule=_(TIMES_PRICE),
        )
    ]


def _of_one_piece(counts: dict[str, int]) -> list[str]:
    """Amounts that do not change with the quantity."""
    revenue = _(
        "revenue: the same for every quantity of a product ({products}), as the price of one piece is. If it is that"
        " price, choose {rule}."
    )
    cost = _(
        "cost: the same for every quantity of a product ({products}), as the cost of one piece is. If it is that,"
        " multiply it by the quantity in the file."
    )
    return [
        said.format(products=count(alike, _("product"), _("products")), rule=_(TIMES_PRICE))
        for said, alike, several in (
            (revenue, counts["revenue_alike"], counts["revenue_several"]),
            (cost, counts["cost_alike"], counts["cost_several"]),
        )
        if alike >= LEAST_PRODUCTS and alike >= MOSTLY * several
    ]
