"""What do customers complain about, ask and request, and how does it end?"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import columns, people
from data.archetypes import column
from data.people import People
from data.purchases import Orders
from data.seasons import DAYS

KINDS = ("complaint", "question", "request")
TOPICS = (
    ("Late delivery", 0.30), ("Damaged on arrival", 0.22), ("Wrong item", 0.12), ("Quality", 0.22),
    ("Billing", 0.14),
    ("Where is my order", 0.40), ("How to use", 0.25), ("Care and cleaning", 0.20), ("Invoice", 0.15),
    ("Spare parts", 0.26), ("Gift wrapping", 0.20), ("Pay in instalments", 0.18), ("More colours", 0.14),
    ("Same-day delivery", 0.13), ("Repair service", 0.09),
)  # fmt: skip
FIRST_TOPIC = (0, 5, 9, 15)
PLACES = ("Phone", "Email", "Chat", "Store")
PLACES_REACHED = (0.45, 0.75, 0.92)
COST_CENTS = (900, 500, 350)
REQUESTS_PER_ORDER = 0.012
END = DAYS * 86400
UNANSWERED = 0.03


@dataclass
class Tickets:
    """Tickets of one chunk in order of time; seconds since the data begin, at END or later: not yet."""

    order: np.ndarray
    kind: np.ndarray
    topic: np.ndarray
    place: np.ndarray
    opened: np.ndarray
    answered: np.ndarray
    resolved: np.ndarray
    satisfied: np.ndarray
    cents: np.ndarray


def draw(rng: np.random.Generator, orders: Orders) -> Tickets:
    """Complaints as the orders have them, questions and requests by lot, in order of time."""
    order, kind, opened = reasons_to_write(rng, orders)
    size = len(order)
    wait = np.exp(rng.normal(np.log(np.array([5.0, 3.0, 14.0])[kind]), 0.9)) * 3600
    helped = np.where(kind == 0, orders.helped[order], rng.random(size) < 0.8)
    ignored = ~helped & (rng.random(size) < UNANSWERED / 0.35)
    answered = np.where(ignored, END, opened + wait.astype(np.int64))
    work = np.exp(rng.normal(np.log(np.where(kind == 1, 4.0, 30.0) * np.where(helped, 1.0, 2.2)), 0.8)) * 3600
    # What left the customer unhelped was often never brought to an end at all.
    never = ignored | (~helped & (rng.random(size) < 0.35))
    resolved = np.where(never, END, answered + work.astype(np.int64))
    return Tickets(
        order=order,
        kind=kind,
        topic=topics(rng, kind),
        place=np.searchsorted(PLACES_REACHED, rng.random(size)),
        opened=opened,
        answered=answered,
        resolved=resolved,
        satisfied=helped,
        cents=np.rint(np.array(COST_CENTS)[kind] * rng.uniform(0.8, 1.2, size)).astype(np.int64),
    )


def reasons_to_write(rng: np.random.Generator, orders: Orders) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The order each ticket is about, its kind, and when it was opened."""
    asked = np.array(column("questions"))[orders.archetype]
    complained = np.flatnonzero(orders.complaint_day >= 0)
    questioned = np.flatnonzero((rng.random(len(asked)) < asked) & (orders.customer >= 0))
    requested = np.flatnonzero((rng.random(len(asked)) < REQUESTS_PER_ORDER) & (asked > 0))
    order = np.concatenate([complained, questioned, requested])
    kind = np.repeat([0, 1, 2], [len(complained), len(questioned), len(requested)])
    day = orders.day[order] + rng.integers(1, 6, len(order))
    day[: len(complained)] = orders.complaint_day[complained]
    opened = day * 86400 + (rng.random(len(order)) ** 0.7 * 86399).astype(np.int64)
    by_time = np.argsort(opened, kind="stable")
    by_time = by_time[opened[by_time] < END]
    return order[by_time], kind[by_time], opened[by_time]


def topics(rng: np.random.Generator, kind: np.ndarray) -> np.ndarray:
    """Position in TOPICS, among those of the ticket's kind."""
    pick, topic = rng.random(len(kind)), np.zeros(len(kind), dtype=int)
    for number in range(len(KINDS)):
        first, end = FIRST_TOPIC[number], FIRST_TOPIC[number + 1]
        reached = np.cumsum([share for _, share in TOPICS[first:end]])[:-1]
        mine = kind == number
        topic[mine] = first + np.searchsorted(reached, pick[mine])
    return topic


def table(tickets: Tickets, orders: Orders, crowd: People, first_ticket: int, widths: tuple[int, int]) -> pa.Table:
    """The tickets table; whether the customer was satisfied is known only once a ticket is resolved."""
    size = len(tickets.order)
    known = tickets.resolved < END
    return columns.table(
        "tickets",
        ticket_id=columns.ids("T", first_ticket + np.arange(size) + 1, widths[1]),
        opened_at=columns.moments(tickets.opened),
        customer_id=people.customer_ids(crowd, orders.customer[tickets.order], widths[0]),
        kind=columns.labels(tickets.kind, KINDS),
        topic=columns.labels(tickets.topic, [name for name, _ in TOPICS]),
        channel=columns.labels(tickets.place, PLACES),
        answered_at=columns.moments(tickets.answered, tickets.answered < END),
        resolved_at=columns.moments(tickets.resolved, known),
        satisfied=columns.labels(np.where(known, ~tickets.satisfied, -1), ("yes", "no")),
        cost=columns.money(tickets.cents),
        text=columns.blanks(columns.TEXT, size),
        team=columns.blanks(columns.TEXT, size),
        severity=columns.blanks(columns.WHOLE, size),
        reopened_at=columns.blanks(columns.MOMENT, size),
    )
