"""Pages of a list of customers: searched, sorted and cut where the rows lie."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from cx.engine import statements
from cx.engine.connection import Engine

SIZES = (50, 100)


@dataclass(frozen=True)
class Page:
    """One page of a list.

    Parameters
    ----------
    number : from 1 on
    size : rows on a page
    sort : a column of the list, unknown values last and ties by customer_id; "": as the list itself is ordered
    is_descending : of `sort`
    search : only customers whose name or id has it, whatever its case and accents; "": everybody
    """

    number: int = 1
    size: int = SIZES[0]
    sort: str = ""
    is_descending: bool = True
    search: str = ""


FIRST = Page()
Cut = int | Page | None
"""What of a list is wanted: its first rows, one page, or all of it."""
_ORDERS = {
    True: "order by struct_extract(matching, $sort) desc nulls last, customer_id",
    False: "order by struct_extract(matching, $sort) asc nulls last, customer_id",
}


def read(store: Engine, statement: str, cut: Cut, **given: Any) -> pd.DataFrame:
    """Rows of a list of customers: the first, a page or all.

    Parameters
    ----------
    store : the company
    statement : name of a statement with customer_id, name and the parameter $limit; what it says of the whole list, as
        in a window over all rows, is not changed by the search
    cut : see `Cut`
    given : the other parameters of the statement

    Returns
    -------
    As of the statement; of a page with found, how many customers match its search.
    """
    if not isinstance(cut, Page):
        return store.read(statement, **given, limit=cut)
    order = _ORDERS[cut.is_descending] if cut.sort else ""
    query = f"""
        with matching as (
            select listed.*, count(*) over () as found
            from ({statements.text(statement)}) as listed
            where contains(strip_accents(lower(concat_ws(' ', name, customer_id))), strip_accents(lower($search)))
        )
        select *
        from matching
        {order}
        limit $size offset $before
    """
    by = {"sort": cut.sort} if cut.sort else {}
    paged = {"search": cut.search.strip(), "size": cut.size, "before": (cut.number - 1) * cut.size}
    return store.rows(query, **given, **by, **paged, limit=None)
