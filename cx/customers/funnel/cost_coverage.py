"""What an acquisition cost holds and what it leaves out: product marketing, and channels without a recorded cost."""

from typing import NamedTuple

import pandas as pd

from cx.customers.funnel import time_and_cost


class Coverage(NamedTuple):
    """What of the marketing is in the cost of one person.

    spend : money in the cost of everybody; without_channel : part of it that names no channel
    of_products : money of marketing that names a product, not in the cost
    uncosted : channels with people and without any spend, most people first; uncosted_share : 0..1 of all people
    """

    spend: float
    without_channel: float
    of_products: float
    uncosted: tuple[str, ...]
    uncosted_share: float


def coverage(found: pd.DataFrame, step: str = "Acquire") -> Coverage:
    """What the cost of a step holds, in money and in people.

    Parameters
    ----------
    found : the answer of `cx.customers.funnel.time_and_cost.costs`
    step : "Reach", "Acquire" or "Retain"

    Returns
    -------
    A `Coverage`; its share is 0 where nobody took the step. Channels of as many people come by name.

    Examples
    --------
    >>> found = pd.DataFrame({"step": "Acquire", "group": [None, "Ads", "Store", time_and_cost.OF_PRODUCTS],
    ...     "people": [40, 30, 10, 0], "spend": [95.0, 90.0, 0.0, 20.0]})
    >>> coverage(found)
    Coverage(spend=95.0, without_channel=5.0, of_products=20.0, uncosted=('Store',), uncosted_share=0.25)
    """
    rows = found[found["step"] == step]
    whole = rows[rows["group"].isna()].iloc[0]
    is_of_products = rows["group"] == time_and_cost.OF_PRODUCTS
    channels = rows[rows["group"].notna() & ~is_of_products]
    uncosted = channels[(channels["spend"] <= 0) & (channels["people"] > 0)]
    uncosted = uncosted.sort_values(["people", "group"], ascending=[False, True])
    everybody = int(whole["people"])
    return Coverage(
        float(whole["spend"]),
        float(whole["spend"] - channels["spend"].sum()),
        float(rows.loc[is_of_products, "spend"].sum()),
        tuple(uncosted["group"]),
        float(uncosted["people"].sum() / everybody) if everybody else 0.0,
    )
