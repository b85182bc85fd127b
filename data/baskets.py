"""What is in each order: which products, how many, at what price, and what comes back?"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import catalogue, columns, people, purchases
from data.archetypes import ARCHETYPES, COMPANY_MIX, SEVERAL, USUAL_MIX, column
from data.calendars import EVERYWHERE, SALES
from data.people import People
from data.purchases import Orders
from data.seasons import DAYS, MONTH_OF_DAY, YEAR_STARTS

COST_KNOWN = 0.97
SEASONS = (
    (1.0, 0.95, 1.05, 0.95, 0.95, 0.95, 0.95, 0.95, 1.0, 1.05, 1.1, 1.1),  # cookware
    (0.95, 0.95, 1.2, 0.95, 0.95, 0.95, 0.9, 0.9, 0.95, 1.0, 1.05, 1.25),  # tableware
    (1.05, 1.05, 1.0, 0.95, 0.95, 0.9, 0.9, 0.95, 1.0, 1.05, 1.1, 1.1),  # coffee and tea
    (1.1, 1.05, 1.05, 0.95, 0.9, 0.85, 0.85, 0.9, 1.0, 1.1, 1.15, 1.1),  # textiles
    (1.15, 1.05, 1.0, 0.9, 0.85, 0.8, 0.85, 0.9, 1.0, 1.15, 1.15, 1.2),  # lighting
    (0.75, 0.8, 1.05, 1.25, 1.35, 1.3, 1.2, 1.1, 0.95, 0.8, 0.7, 0.75),  # garden
)
"""How much each category is wanted from January to December, beside its usual share."""
OUTSIDE_SALES = 0.85  # of the kind's usual discount
ON_SALE, ON_SALE_MORE = 0.5, 1.5  # share of the lines while there is a sale; more by the kind's usual discount
MOST_OFF = 0.4
AWAY = {
    5: (4, (0.28, 0.25, 0.05, 0.0, 0.0, 0.0, 0.0, 0.0, 0.05, 0.12, 0.20, 0.28)),
    4: (5, (0.0, 0.0, 0.05, 0.10, 0.12, 0.12, 0.10, 0.08, 0.05, 0.0, 0.0, 0.0)),
}
"""Category -> what its buyers take instead, and their share from January to December: garden or lights of winter."""
FURNISHING, FURNISHING_LINES = {"broad": 0.10, "main": 0.09, "niche": 0.03, "any": 0.08}, 4  # share of orders, by the
# mix of who places them; lines beyond two, mean
GOLDEN = (5**0.5 - 1) / 2
UNITS = catalogue.PRICE_CENTS / 100
TASTES = {
    "any": tuple(np.ones(len(UNITS))),
    "small": tuple(np.where((UNITS >= 78) & (UNITS <= 112), 1.0, 1e-9)),  # others where there is none
    "cheap": tuple((UNITS / 28) ** -2.5),
}


@dataclass
class Lines:
    """Order lines of one chunk in order of time; money in cents, negative where goods came back."""

    order: np.ndarray
    second: np.ndarray
    product: np.ndarray
    quantity: np.ndarray
    revenue: np.ndarray
    cost: np.ndarray
    discount: np.ndarray
    cost_known: np.ndarray


def draw(rng: np.random.Generator, crowd: People, orders: Orders) -> Lines:
    """The lines of all orders, returns among them."""
    lines = 1 + extras(rng, orders.archetype, "extra_lines") + furnishings(rng, orders.archetype)
    order = np.repeat(np.arange(len(orders.day)), lines)
    archetype, month = orders.archetype[order], MONTH_OF_DAY[orders.day[order]]
    product = products(rng, crowd, orders.customer[order], archetype, orders.day[order])
    quantity = 1 + extras(rng, archetype, "extra_units", np.array(SEVERAL)[catalogue.CATEGORY[product]])
    full = catalogue.prices()[product, month] * quantity
    calendar = np.append(crowd.region, EVERYWHERE)[orders.customer[order]]
    share = discounts(rng, archetype, SALES[calendar, orders.day[order]])
    discount = np.rint(full * share).astype(np.int64)
    sold = Lines(
        order=order,
        second=orders.second[order],
        product=product,
        quantity=quantity,
        revenue=full - discount,
        cost=catalogue.unit_costs()[product, month] * quantity,
        discount=discount,
        cost_known=rng.random(len(order)) < COST_KNOWN,
    )
    return with_returns(rng, sold, archetype, returned_until(crowd, orders)[orders.customer[order]] * 86400)


def extras(
    rng: np.random.Generator, archetype: np.ndarray, field: str, likelier: np.ndarray | float = 1.0
) -> np.ndarray:
    """How many lines, or units, beyond the first; each is so many times likelier than the kind makes it."""
    most, chance = np.array(column(field)).T
    return rng.binomial(most.astype(int)[archetype], np.minimum(chance[archetype] * likelier, 0.97))


def furnishings(rng: np.random.Generator, archetype: np.ndarray) -> np.ndarray:
    """Further lines of the few orders with which a whole room is furnished; who buys small things never does."""
    share = [FURNISHING[one.mix] * (one.extra_lines[0] > 1) for one in ARCHETYPES]
    furnishes = rng.random(len(archetype)) < np.array(share)[archetype]
    return np.where(furnishes, 2 + rng.geometric(1 / FURNISHING_LINES, len(archetype)), 0)


def products(
    rng: np.random.Generator, crowd: People, customer: np.ndarray, archetype: np.ndarray, day: np.ndarray
) -> np.ndarray:
    """A product for each line: a category by the customer's mix, then what sells that month, by taste."""
    month = MONTH_OF_DAY[day]
    mix = np.where((customer >= 0)[:, None], crowd.mix[customer, crowd.spell(customer, day)], USUAL_MIX)
    wanted = mix * np.array(SEASONS)[:, month % 12].T
    cumulative = np.cumsum(wanted / wanted.sum(axis=1, keepdims=True), axis=1)[:, :-1]
    category = in_season(rng, (cumulative < rng.random(len(customer))[:, None]).sum(axis=1), month)
    styles = list(TASTES)
    tables = [catalogue.choice_table(TASTES[style]) for style in styles]
    shares = np.stack([shares for shares, _ in tables])
    members = tables[0][1]
    style = np.array([styles.index(archetype.taste) for archetype in ARCHETYPES])[archetype]
    pick = far_apart(rng, crowd, customer, category)
    place = (shares[style, category, month, :-1] <= pick[:, None]).sum(axis=1)
    return members[category, place]


def far_apart(rng: np.random.Generator, crowd: People, customer: np.ndarray, category: np.ndarray) -> np.ndarray:
    """Where in a category each line picks (0..1): nobody buys soon again what they own.

    Each step of a customer through a category is of the golden ratio, so that picks come back to a place as late as
    they can; as they begin anywhere, all customers together pick evenly.
    """
    size = len(catalogue.CATEGORIES)
    begin = rng.random((crowd.size + 1, size))
    path = customer * size + category
    order = np.argsort(path, kind="stable")
    first = np.diff(path[order], prepend=path.min(initial=0) - 1) != 0
    step = np.arange(len(path)) - np.maximum.accumulate(np.where(first, np.arange(len(path)), 0))
    steps = np.empty(len(path), dtype=int)
    steps[order] = step
    return (begin[customer, category] + steps * GOLDEN) % 1


def in_season(rng: np.random.Generator, category: np.ndarray, month: np.ndarray) -> np.ndarray:
    """The categories, but for lines out of their season: another of which this is the season."""
    instead, away = np.arange(len(SEASONS)), np.zeros((len(SEASONS), 12))
    for number, (other, shares) in AWAY.items():
        instead[number], away[number] = other, shares
    return np.where(rng.random(len(category)) < away[category, month % 12], instead[category], category)


def category_seasons() -> np.ndarray:
    """How much each category is bought from January to December, as all buy (category x month, mean 1)."""
    wanted = np.array(COMPANY_MIX)[:, None] * np.array(SEASONS)
    bought = wanted / wanted.sum(axis=0)
    for number, (other, shares) in AWAY.items():
        moved = wanted[number] / wanted.sum(axis=0) * shares
        bought[number] -= moved
        bought[other] += moved
    return bought / bought.mean(axis=1, keepdims=True)


def discounts(rng: np.random.Generator, archetype: np.ndarray, sales: np.ndarray) -> np.ndarray:
    """Share taken off a line: half of them have one around twice the kind's usual, and goods on sale that of `sales`.

    The more a kind looks for discounts, the more of what it buys is on sale.
    """
    usual = np.array(column("discount"))[archetype]
    own = np.where(rng.random(len(usual)) < 0.5, 0.0, OUTSIDE_SALES * usual * rng.uniform(1.6, 2.4, len(usual)))
    on_sale = rng.random(len(usual)) < ON_SALE + ON_SALE_MORE * usual
    return np.minimum(np.maximum(own, sales * on_sale), MOST_OFF)


def returned_until(crowd: People, orders: Orders) -> np.ndarray:
    """The day before which each customer's goods come back; the last entry is the guests', whom position -1 finds.

    Who did not order in the last year leaves no line in it: a return alone is no year with the company.
    """
    end = np.full(crowd.size + 1, YEAR_STARTS[2])
    end[orders.customer[orders.day >= YEAR_STARTS[2]]] = DAYS
    end[-1] = DAYS
    return end


def with_returns(rng: np.random.Generator, sold: Lines, archetype: np.ndarray, end: np.ndarray) -> Lines:
    """The lines, and a negative line some days later for each that came back before `end`, in order of time."""
    later = sold.second + rng.integers(4, 18, len(archetype)) * 86400 + rng.integers(-7200, 7200, len(archetype))
    back = (rng.random(len(archetype)) < np.array(column("returns"))[archetype]) & (later < end)
    back = np.flatnonzero(back)
    second = np.append(sold.second, later[back])
    order = np.argsort(second, kind="stable")
    signed = {
        field: np.append(getattr(sold, field), -getattr(sold, field)[back])[order]
        for field in ("quantity", "revenue", "cost", "discount")
    }
    same = {
        field: np.append(getattr(sold, field), getattr(sold, field)[back])[order]
        for field in ("order", "product", "cost_known")
    }
    return Lines(second=second[order], **signed, **same)


def table(lines: Lines, orders: Orders, crowd: People, first_order: int, widths: tuple[int, int]) -> pa.Table:
    """The orders table; `widths` are the digits of customer and order numbers."""
    return columns.table(
        "orders",
        order_id=columns.ids("O", first_order + lines.order + 1, widths[1]),
        customer_id=people.customer_ids(crowd, orders.customer[lines.order], widths[0]),
        ordered_at=columns.moments(lines.second),
        product_id=catalogue.product_ids(lines.product),
        quantity=columns.whole(lines.quantity),
        revenue=columns.money(lines.revenue),
        cost=columns.money(lines.cost, lines.cost_known),
        discount=columns.money(lines.discount),
        channel=columns.labels(orders.channel[lines.order], purchases.SALES_CHANNELS),
    )
