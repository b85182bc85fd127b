"""The three rules for next offers once more, in plain Python, straight from the lines of orders."""

from collections import Counter, defaultdict
from math import sqrt

import pandas as pd

Lines = pd.DataFrame
"""customer_id, product_id, category, day; no returns, nothing without a product."""


def candidates(lines: Lines, until: pd.Timestamp, retired: set[str]) -> tuple[list[str], dict[str, float], dict]:
    """Products still sold by sales, the share of each, and that inside its category."""
    recent = lines[(lines["day"] > until - pd.Timedelta(days=90)) & (lines["day"] <= until)]
    recent = recent[~recent["product_id"].isin(retired)]
    sales, category = Counter(recent["product_id"]), dict(zip(lines["product_id"], lines["category"], strict=True))
    of_category = Counter()
    for product, n in sales.items():
        of_category[category[product]] += n
    share = {product: n / sum(sales.values()) for product, n in sales.items()}
    inside = {product: n / of_category[category[product]] for product, n in sales.items()}
    return sorted(sales, key=lambda product: (-sales[product], product)), share, inside


def sells_most(had: set[str], known: tuple) -> list[str]:
    """What sells most of what the customer did not buy."""
    return [product for product in known[0] if product not in had][:3]


def own_mix(bought: Counter, category: dict[str, str], known: tuple) -> list[str]:
    """(n_category + 2 share) / (n + 2) x share inside the category, as the definition says it."""
    places, share, inside = known
    in_category, n, of = Counter(), sum(bought.values()), defaultdict(float)
    for product, times in bought.items():
        in_category[category[product]] += times
    for product in places:
        of[category[product]] += share[product]

    def score(product: str) -> float:
        kind = category[product]
        return (in_category[kind] + 2 * of[kind]) / (n + 2) * inside[product]

    fresh = [product for product in places if product not in bought]
    return sorted(fresh, key=lambda product: (-round(score(product), 12), places.index(product)))[:3]


def similarities(baskets: list[set[str]], places: list[str], nearest: int) -> dict[str, dict[str, float]]:
    """The cosine of two products over customers, shrunk by c / (c + 20), of the nearest of each."""
    buyers = {product: {who for who, basket in enumerate(baskets) if product in basket} for product in places}
    found = {}
    for one in places:
        near = {}
        for other in places:
            c = len(buyers[one] & buyers[other])
            if other != one and c:
                near[other] = c / sqrt(len(buyers[one]) * len(buyers[other])) * c / (c + 20)
        order = sorted(near, key=lambda other: (-round(near[other], 12), places.index(other)))
        found[one] = {other: near[other] for other in order[:nearest]}
    return found


def together(had: set[str], places: list[str], near: dict[str, dict[str, float]]) -> list[str]:
    """The largest sums of similarities to what the customer bought; what sells most after them."""
    score = {product: sum(near[own].get(product, 0) for own in had if own in near) for product in places}
    fresh = [product for product in places if product not in had]
    return sorted(fresh, key=lambda product: (-round(score[product], 12), places.index(product)))[:3]
