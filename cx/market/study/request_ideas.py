"""What to build: requests of customers beside the openings that they would answer."""

from datetime import date
from math import nan
from typing import Any

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.experience import requests
from cx.experience.requests import request_tables
from cx.market.study import target_group
from cx.market.study.opportunity import openings
from cx.products import stages
from cx.tables.tiers_and_stages import TIERS

COLUMNS = [
    "topic", "customers", "tier", "contribution", "subject", "opportunity", "is_opening", "category", "stage", "state",
]  # fmt: skip


def ideas(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """What customers ask for, with the subject of the study that it names.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : of contribution; None: the company default

    Returns
    -------
    One row a request, that of most customers first: topic, customers (who asked), tier (that of
    most of them; None: no order in the 12 months), contribution (of 12 months, of those
    who asked), subject (of the study, whose name stands in the topic: "Same-day delivery" names Delivery; of several
    that with the largest opportunity; None), opportunity and is_opening (as of `openings`), category (on
    which those who asked spent most), stage (of most revenue in it), state (as noted of the request).

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> _ = store.load("tickets", b"ticket_id,opened_at,customer_id,kind,topic\\n1,2025-01-03,A,request,Lids\\n")
    >>> ideas(store, date(2025, 1, 31))[["topic", "customers", "subject"]].values.tolist()
    [['Lids', 1, None]]
    """
    asked = requests.ranking(store, Scope(as_of), assumptions=assumptions)
    asked = asked[(asked["topic"] != requests.OTHERS) & (asked["customers"] > 0)]
    found = openings(store, as_of)
    where = _categories(store, as_of)
    rows = []
    for row in asked.itertuples():
        named = found[[str(subject).lower() in str(row.topic).lower() for subject in found["subject"]]]
        fits = named.iloc[0] if len(named) else None
        category, stage = where.get(str(row.topic), (None, None))
        subject = (
            (None, nan, False) if fits is None else (fits["subject"], fits["opportunity"], bool(fits["is_opening"]))
        )
        asks = (row.topic, int(row.customers), _tier(row), float(row.contribution))
        rows.append((*asks, *subject, category, stage, row.state))
    texts = dict.fromkeys(["tier", "subject", "category", "stage"], object)
    return pd.DataFrame(rows, columns=COLUMNS).astype(texts).replace({name: {nan: None} for name in texts})


def _tier(row: Any) -> str | None:
    """The tier of most of those who asked."""
    counts = {tier: int(getattr(row, tier)) for tier in TIERS}
    most = max(counts, key=counts.__getitem__)
    return most if counts[most] else None


def _categories(store: Engine, as_of: date) -> dict[str, tuple[str, str | None]]:
    """Of each topic the category on which those who asked spent most, and the stage of most revenue in it."""
    asked = request_tables.asked(store, Scope(as_of))
    found = store.read("study/asked_categories", asked=asked, since=target_group.since(as_of), as_of=as_of)
    if found.empty:
        return {}
    known = stages.current(store, as_of).dropna(subset=["category", "stage"])
    revenue = known.groupby(["category", "stage"], as_index=False)["revenue"].sum()
    largest = revenue.sort_values(["revenue", "stage"], ascending=[False, True]).drop_duplicates("category")
    stage = largest.set_index("category")["stage"].to_dict()
    return {row.topic: (row.category, stage.get(row.category)) for row in found.itertuples()}
