"""Facts of listed customers for a file: their tier with its figures, and what was uploaded of them."""

import json
from collections.abc import Sequence
from datetime import date

import pandas as pd

from cx.customers import segments
from cx.customers.assumptions import Assumptions
from cx.engine.connection import Engine

FIGURES = ["tier", "profit", "contribution", "fixed_cost_share"]


def facts(
    store: Engine, as_of: date, customer_ids: Sequence[str], assumptions: Assumptions | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Facts of listed customers for a file.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    customer_ids : whom they are about
    assumptions : None: the company default

    Returns
    -------
    (figures, uploaded), two frames with a row for each of the ids, in their order: tier, profit, contribution and
    fixed_cost_share of the 12 months up to as_of, blank for who did not order in them; and the uploaded attributes,
    such as an e-mail address or a phone number, in alphabetical order.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> _ = store.load("customers", b"customer_id,phone\\nA,0170 123\\n")
    >>> figures, uploaded = facts(store, date(2025, 1, 31), ["B", "A"])
    >>> figures.tier.tolist(), uploaded.phone.tolist()
    (['Tin', 'Gold'], [None, '0170 123'])
    """
    placed = segments.placed(store, as_of, assumptions)
    found = store.read("customers/list_facts", placed=placed, customer_ids=list(customer_ids))
    texts = [json.loads(text) if isinstance(text, str) else {} for text in found.attributes]
    names = sorted({name for values in texts for name in values})
    columns = {name: pd.Series([values.get(name) or None for values in texts], dtype=object) for name in names}
    return found[FIGURES], pd.DataFrame(columns, index=found.index)
