"""What the company promised to whom, when it was due, and whether it was kept.

Late deliveries change nothing about what a customer orders afterwards; claims that are not honoured do
(`data/setbacks.py`).
"""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from data import archetypes, calendars, catalogue, columns, people, setbacks, support
from data.baskets import Lines
from data.people import People
from data.purchases import STORE, Orders
from data.seasons import DAYS, day_number, year_of
from data.support import KINDS, PLACES, TOPIC_NAMES, Tickets

FIRST_DAY = day_number(2024, 7, 1)  # of promises other than guarantees, which are older than the data
DELIVERY_PROMISED = 1 / 3  # of orders that are delivered
IN_TIME = 0.77
LEADS = (2, 3, 4, 5)  # days
BUSY_WEEK = np.convolve(calendars.BUSY[calendars.EVERYWHERE], np.ones(7) / 7, "same")
LOAD = BUSY_WEEK**1.5
"""How much likelier than in a usual week a delivery is to be late, by the day of the order: when all order at once."""
DEAR_CENTS = np.median(catalogue.PRICE_CENTS)  # from here on a product is dear
GUARANTEED = 0.32  # of orders with a dear product
NEVER_ANSWERED = 0.20  # of the claims that were not honoured
CALL_BACKS, CALLED_BACK = 0.15, 0.72
REFUNDS, REFUND_DAYS, REFUNDED = 0.20, 14, 0.90
PRICES_HELD, HELD = 0.010, 0.98

KINDS_OF_PROMISE = ("delivery", "guarantee", "call back", "refund", "price")
DELIVERY, GUARANTEE, CALL_BACK, REFUND, PRICE = range(5)
TOUCHPOINT_OF_KIND = ("Delivery", "Product quality", "Support", "Support", "Price")
WORDS = (
    *[(f"At your door in {days} days", f"تا {'۰۱۲۳۴۵'[days]} روز دیگر دم در خانه") for days in LEADS],
    ("If it breaks within two years we replace it", "تا دو سال اگر خراب شد عوض می‌کنیم"),
    ("We repair or replace it for two years", "دو سال تعمیر یا تعویض با ما"),
    ("We call you back by tomorrow", "تا فردا تماس می‌گیریم"),
    ("Your money is back within 14 days", "تا ۱۴ روز پول شما برمی‌گردد"),
    ("We hold this price until the date", "این قیمت تا آن روز می‌ماند"),
)
ALL_WORDS = [text for pair in WORDS for text in pair]
FIRST_WORDS = {DELIVERY: 0, GUARANTEE: 4, CALL_BACK: 6, REFUND: 7, PRICE: 8}
NOT_KNOWN = -1


@dataclass
class Promises:
    """Promises; days since the data begin, NOT_KNOWN or after the last day: the cell stays blank."""

    customer: np.ndarray
    kind: np.ndarray
    words: np.ndarray  # position in WORDS
    made: np.ndarray
    due: np.ndarray
    asked: np.ndarray
    answered: np.ndarray
    kept: np.ndarray  # the day
    broken: np.ndarray  # the day from which it is known that the promise will not be kept
    cents: np.ndarray
    persian: np.ndarray


def promises(customer: np.ndarray, kind: int, made: np.ndarray, **given: np.ndarray | int) -> Promises:
    """Promises of one kind, in English and with blank cells unless more is given."""
    full = {"words": FIRST_WORDS[kind], "cents": NOT_KNOWN, "persian": False}
    full |= dict.fromkeys(("due", "asked", "answered", "kept", "broken"), NOT_KNOWN) | given
    full = {name: np.broadcast_to(np.asarray(value), customer.shape) for name, value in full.items()}
    return Promises(customer=customer, kind=np.full(len(customer), kind), made=made, **full)


def draw(rng: np.random.Generator, crowd: People, orders: Orders, lines: Lines, tickets: Tickets) -> Promises:
    """All promises of a chunk in order of their days."""
    parts = [
        deliveries(rng, orders, tickets),
        guarantees(rng, orders, lines),
        call_backs(rng, tickets),
        refunds(rng, orders, lines),
        prices(rng, orders, lines),
    ]
    every = {field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Promises)}
    every["persian"] = support.writes_persian(rng, crowd, every["customer"])
    by_day = np.flatnonzero(every["made"] < DAYS)
    by_day = by_day[np.argsort(every["made"][by_day], kind="stable")]
    return Promises(**{name: values[by_day] for name, values in every.items()})


def deliveries(rng: np.random.Generator, orders: Orders, tickets: Tickets) -> Promises:
    """A day of delivery, told one in three; late where customers complain of it, oftener in busy weeks and in 2025."""
    delivered = (orders.channel != STORE) & (orders.day >= FIRST_DAY)
    order = np.flatnonzero(delivered & (rng.random(len(orders.day)) < DELIVERY_PROMISED))
    complained = np.zeros(len(orders.day), dtype=bool)
    complained[tickets.order[(tickets.kind == 0) & (tickets.topic == TOPIC_NAMES.index("Late delivery"))]] = True
    told = complained[order]
    load = LOAD[orders.day[order]] * np.array(archetypes.MORE_COMPLAINTS)[year_of(orders.day[order])] * ~told
    others_late = max((1 - IN_TIME) * len(order) - told.sum(), 0) / max(load.sum(), 1)
    late = told | (rng.random(len(order)) < others_late * load)
    lead = rng.integers(0, len(LEADS), len(order))
    made, days = orders.day[order], np.array(LEADS)[lead]
    early = (rng.random(len(order)) ** 2 * days).astype(int)
    due = made + days
    kept = np.where(late, due + rng.geometric(0.4, len(order)), due - early)
    return promises(orders.customer[order], DELIVERY, made, words=lead, due=due, kept=kept)


def guarantees(rng: np.random.Generator, orders: Orders, lines: Lines) -> Promises:
    """A guarantee on the dearest product of an order: of a share of those with a dear one, and of all with a claim."""
    price = dearest(orders, lines)
    claimed = orders.claim_day >= 0
    given = claimed | ((price >= DEAR_CENTS) & (rng.random(len(price)) < GUARANTEED) & (orders.customer >= 0))
    order = np.flatnonzero(given)
    size, asked, honoured = len(order), orders.claim_day[order], orders.honoured[order]
    answered = asked + rng.integers(1, 13, size)
    ignored = (asked < 0) | (~honoured & (rng.random(size) < NEVER_ANSWERED))
    answered = np.where(ignored, NOT_KNOWN, answered)
    kept = np.where(honoured & ~ignored, answered + rng.integers(1, 15, size), NOT_KNOWN)
    return promises(
        orders.customer[order],
        GUARANTEE,
        orders.day[order],
        words=FIRST_WORDS[GUARANTEE] + rng.integers(0, 2, size),
        asked=asked,
        answered=answered,
        kept=kept,
        broken=np.where(honoured | ignored, NOT_KNOWN, answered),
        cents=price[order],
    )


def dearest(orders: Orders, lines: Lines) -> np.ndarray:
    """Price in cents of one unit of the dearest product of each order, before any discount."""
    price = np.zeros(len(orders.day), dtype=np.int64)
    bought = lines.quantity > 0
    unit = (lines.revenue + lines.discount)[bought] // lines.quantity[bought]
    np.maximum.at(price, lines.order[bought], unit)
    return price


def call_backs(rng: np.random.Generator, tickets: Tickets) -> Promises:
    """A call by the next day, promised to some of those who write in or phone."""
    place = np.isin(tickets.place, [PLACES.index("Phone"), PLACES.index("Email")])
    recent = (tickets.opened >= FIRST_DAY * 86400) & (tickets.kind < KINDS.index("request"))
    chosen = np.flatnonzero(place & recent & (rng.random(len(tickets.order)) < CALL_BACKS))
    made = tickets.opened[chosen] // 86400
    in_time = rng.random(len(chosen)) < CALLED_BACK
    kept = np.where(in_time, made + rng.integers(0, 2, len(chosen)), made + 1 + rng.geometric(0.35, len(chosen)))
    return promises(tickets.customer[chosen], CALL_BACK, made, due=made + 1, kept=kept)


def refunds(rng: np.random.Generator, orders: Orders, lines: Lines) -> Promises:
    """The money of goods that came back, promised within two weeks."""
    returned = (lines.quantity < 0) & (lines.second >= FIRST_DAY * 86400)
    chosen = np.flatnonzero(returned & (rng.random(len(lines.order)) < REFUNDS))
    made = lines.second[chosen] // 86400
    in_time = rng.random(len(chosen)) < REFUNDED
    days = np.where(
        in_time, rng.integers(2, REFUND_DAYS + 1, len(chosen)), REFUND_DAYS + rng.geometric(0.15, len(chosen))
    )
    cents = -lines.revenue[chosen]
    customer = orders.customer[lines.order[chosen]]
    return promises(customer, REFUND, made, due=made + REFUND_DAYS, kept=made + days, cents=cents)


def prices(rng: np.random.Generator, orders: Orders, lines: Lines) -> Promises:
    """A price that holds for some weeks, given with an order; whether it did is marked on the day."""
    recent = (orders.day >= FIRST_DAY) & (orders.customer >= 0)
    order = np.flatnonzero(recent & (rng.random(len(orders.day)) < PRICES_HELD))
    due = orders.day[order] + 7 * rng.integers(2, 7, len(order))
    held = rng.random(len(order)) < HELD
    kept, broken = np.where(held, due, NOT_KNOWN), np.where(held, NOT_KNOWN, due)
    cents = dearest(orders, lines)[order]
    return promises(orders.customer[order], PRICE, orders.day[order], due=due, kept=kept, broken=broken, cents=cents)


def table(given: Promises, crowd: People, first_promise: int, widths: tuple[int, int]) -> pa.Table:
    """The promises table; what the last day does not know yet stays blank. `widths`: digits of customer, promise."""
    kept, due = past(given.kept), given.due
    in_time = kept & ((due == NOT_KNOWN) | (given.kept <= due))
    flag = np.select([in_time, kept | past(given.broken)], [0, 1], -1)
    return columns.table(
        "promises",
        promise_id=columns.ids("V", first_promise + np.arange(len(given.made)) + 1, widths[1]),
        made_on=columns.days(given.made),
        customer_id=people.customer_ids(crowd, given.customer, widths[0]),
        touchpoint=columns.labels(given.kind, TOUCHPOINT_OF_KIND),
        kind=columns.labels(given.kind, KINDS_OF_PROMISE),
        words=columns.labels(given.words * 2 + given.persian, ALL_WORDS),
        due_on=columns.days(due, due != NOT_KNOWN),
        asked_on=columns.days(given.asked, past(given.asked)),
        answered_on=columns.days(given.answered, past(given.answered)),
        kept_on=columns.days(given.kept, kept),
        kept=columns.labels(flag, ("yes", "no")),
        amount=columns.money(given.cents, given.cents != NOT_KNOWN),
    )


def past(day: np.ndarray) -> np.ndarray:
    """Whether a day is known and not after the last day of the data."""
    return (day != NOT_KNOWN) & (day < DAYS)


def truth() -> list[tuple[str, float, str]]:
    """What is planted in the promises: name, value, page."""
    page = "experience/promises"
    return [
        ("promises kept in time: delivery", IN_TIME, page),
        ("promises kept in time: call back", CALLED_BACK, page),
        ("promises kept in time: refund", REFUNDED, page),
        ("promises kept in time: price", HELD, page),
        ("guarantee claims honoured", setbacks.CLAIMS_HONOURED, page),
        ("order ratio after a claim not honoured", archetypes.REFUSED_ORDER_RATIO, page),
        (f"order ratio after a claim not honoured: {archetypes.NO_EFFECT_REGION}", 1.0, page),
        ("order ratio of late against punctual delivery", 1.0, page),
    ]
