"""Reasons of next offers, in words."""

from typing import Any

import pandas as pd

from cx.market.offers.rule_tables import OFFERS
from cx.text.formatting import _, number


def with_reasons(rows: pd.DataFrame, offers: int = OFFERS) -> pd.DataFrame:
    """The rows with why each product is offered, in the place of what the reasons are made of.

    Parameters
    ----------
    rows : of the kept table of offers side by side
    offers : the first so many keep their columns
    """
    made = rows.copy()
    for end in _endings(OFFERS):
        made[f"because{end}"] = pd.Series([_because(row, end) for row in rows.to_dict("records")], dtype=object)
        of = ["because", "product_id", "product", "category"] if end not in _endings(offers) else []
        made = made.drop(columns=[f"{name}{end}" for name in [*of, "of_category", "with_product"]])
    return made


def _endings(offers: int) -> list[str]:
    """What the names of the columns of each offer end with: nothing, "_2", "_3"."""
    return [f"_{nth}" if nth > 1 else "" for nth in range(1, offers + 1)]


def _because(row: dict[str, Any], end: str) -> str | None:
    """Why one offer is made; None where there is none.

    >>> row = {"product": "Lamp", "category": "Lighting", "of_category": 6, "purchases": 9, "with_product": None}
    >>> _because(row, "")
    '6 of 9 purchases are Lighting'
    """
    if pd.isna(row[f"product{end}"]):
        return None
    of, category, other = (row[f"{name}{end}"] for name in ("of_category", "category", "with_product"))
    if isinstance(other, str):
        return _("Often bought with {product}").format(product=other)
    if pd.isna(of) or not of or not isinstance(category, str):
        return _("Sells most at present")
    return _share(int(of), int(row["purchases"]), category)


def _share(of: int, purchases: int, category: str) -> str:
    if of == purchases:
        sentence = _("The only purchase is {category}") if of == 1 else _("All {n} purchases are {category}")
    else:
        sentence = _("1 of {n} purchases is {category}") if of == 1 else _("{of} of {n} purchases are {category}")
    return sentence.format(of=number(of), n=number(purchases), category=category)
