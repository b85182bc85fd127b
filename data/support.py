"""What do customers complain about, ask and request, and how does it end?"""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from data import archetypes, columns, names, people, seasons, wordings
from data.archetypes import ARCHETYPES, column
from data.people import People
from data.purchases import Orders
from data.seasons import DAYS

KINDS = ("complaint", "question", "request", "call")
TOPICS = (
    ("Late delivery", 0.30), ("Damaged on arrival", 0.22), ("Wrong item", 0.12), ("Quality", 0.22),
    ("Billing", 0.14),
    ("Where is my order", 0.40), ("How to use", 0.25), ("Care and cleaning", 0.20), ("Invoice", 0.15),
    ("Express delivery", 0.00),  # asked by the hurried alone
    ("Change of address", 0.00),  # asked by those who move
    ("Same-day delivery", 0.46), ("Spare parts", 0.26), ("Gift wrapping", 0.11), ("Pay in instalments", 0.09),
    ("More colours", 0.08), ("Repair service", 0.00),
)  # fmt: skip
FIRST_TOPIC = (0, 5, 11, 17)
TOPIC_NAMES = [name for name, _ in TOPICS]
# What Platinum requests: the last is wanted by nobody else.
PLATINUM_REQUESTS = (0.15, 0.11, 0.07, 0.05, 0.06, 0.56)
TEAMS = ("support", "fulfilment and logistics", "finance and sales", "stores", "product and design")
TEAM_OF_TOPIC = np.array([1, 1, 1, 4, 2, 1, 0, 0, 2, 1, 1, 1, 4, 3, 2, 4, 4])
ALSO_LATE = (0.0, 0.0, 0.15)  # of the other complaints of each year: about the new carrier
PLACES = ("Phone", "Email", "Chat", "Store")
PLACES_REACHED = (0.45, 0.75, 0.92)
COST_CENTS = (1080, 600, 420)
QUICKER = (0.3, 1.3, 0.12, 0.3)  # than the kind of ticket makes expect: a first answer at each place
REQUESTS_PER_ORDER = 0.045
AT_NIGHT = 0.06
HURRIED_ASK = 0.85  # of the hurried, with their first order
WRITTEN = 0.9  # share of tickets with a text
PERSIAN = 0.8  # share of texts in Persian, where people live in Iran
REOPENED = 0.15  # of the complaints that were not helped
REOPENED_OTHERS = 0.02  # of resolved questions and requests
END = DAYS * 86400
UNANSWERED = 0.03


@dataclass
class Tickets:
    """Tickets of one chunk in order of time; seconds since the data begin, at END or later: not yet."""

    order: np.ndarray
    customer: np.ndarray  # position in the chunk; negative where nobody is known
    kind: np.ndarray
    topic: np.ndarray  # position in TOPICS; negative where it is blank
    place: np.ndarray
    opened: np.ndarray
    answered: np.ndarray
    resolved: np.ndarray
    satisfied: np.ndarray
    cents: np.ndarray
    text: np.ndarray  # position in wordings.TEXTS; negative where it is blank
    team: np.ndarray  # position in TEAMS
    severity: np.ndarray  # 0 where it is no complaint
    reopened: np.ndarray


def draw(rng: np.random.Generator, crowd: People, orders: Orders) -> Tickets:
    """Complaints as the orders have them, questions and requests by lot, in order of time.

    How long the first answer takes depends on the kind of ticket alone, so it tells nothing about what follows.
    """
    hurried = first_orders_of_hurried(rng, crowd, orders)
    order, kind, opened = reasons_to_write(rng, orders, hurried)
    size = len(order)
    wait = np.exp(rng.normal(np.log(np.array([5.0, 3.0, 14.0])[kind]), 0.9)) * 3600
    helped = np.where(kind == 0, orders.helped[order], rng.random(size) < 0.8)
    ignored = ~helped & (rng.random(size) < UNANSWERED / 0.35)
    topic = topics(rng, kind, platinum(orders.archetype[order]))
    topic[(kind == KINDS.index("question")) & hurried[order]] = TOPIC_NAMES.index("Express delivery")
    topic[(kind == KINDS.index("question")) & orders.moved[order]] = TOPIC_NAMES.index("Change of address")
    also_late = rng.random(size) < np.array(ALSO_LATE)[seasons.year_of(opened // 86400)]
    topic[(kind == KINDS.index("complaint")) & also_late] = TOPIC_NAMES.index("Late delivery")
    place = np.searchsorted(PLACES_REACHED, rng.random(size))
    written = (opened % 86400 < 8 * 3600) & ((place == PLACES.index("Phone")) | (place == PLACES.index("Store")))
    place[written] = PLACES.index("Email")
    wait = wait * np.array(QUICKER)[place]
    answered = np.where(ignored, END, opened + wait.astype(np.int64))
    work = np.exp(rng.normal(np.log(np.where(kind == 1, 4.0, 30.0) * np.where(helped, 1.0, 2.2)), 0.8)) * 3600
    # What left the customer unhelped was often never brought to an end at all.
    never = ignored | (~helped & (rng.random(size) < 0.35))
    resolved = np.where(never, END, answered + work.astype(np.int64))
    text = wordings.draw(rng, TOPIC_NAMES, topic, writes_persian(rng, crowd, orders.customer[order]))
    asked_in_store = (kind == 1) & (place == PLACES.index("Store"))
    return Tickets(
        order=order,
        customer=orders.customer[order],
        kind=kind,
        topic=topic,
        place=place,
        opened=opened,
        answered=answered,
        resolved=resolved,
        satisfied=helped,
        cents=np.rint(np.array(COST_CENTS)[kind] * rng.uniform(0.8, 1.2, size)).astype(np.int64),
        text=np.where(rng.random(size) < WRITTEN, text, -1),
        team=np.where(asked_in_store, TEAMS.index("stores"), TEAM_OF_TOPIC[topic]),
        severity=np.where(kind == 0, orders.severity[order], 0),
        reopened=reopenings(rng, kind, helped, resolved),
    )


def platinum(archetype: np.ndarray) -> np.ndarray:
    """Whether each archetype number is one of the Platinum tier."""
    return np.array([one.tier == "platinum" for one in ARCHETYPES])[archetype]


def writes_persian(rng: np.random.Generator, crowd: People, customer: np.ndarray) -> np.ndarray:
    """Whether each customer writes, and is written to, in Persian; guests (negative) are not."""
    at_home = crowd.region[customer] == names.REGIONS.index("Iran")
    return at_home & (customer >= 0) & (rng.random(len(customer)) < PERSIAN)


def reopenings(rng: np.random.Generator, kind: np.ndarray, helped: np.ndarray, resolved: np.ndarray) -> np.ndarray:
    """When a ticket was opened once more, one to fourteen days after its end; never a complaint that was helped."""
    share = np.where(kind == 0, np.where(helped, 0.0, REOPENED), REOPENED_OTHERS)
    again = (rng.random(len(kind)) < share) & (resolved < END)
    return np.where(again, resolved + rng.integers(86400, 14 * 86400, len(kind)), END)


def first_orders_of_hurried(rng: np.random.Generator, crowd: People, orders: Orders) -> np.ndarray:
    """Orders with which their customer asks for speed (bool): the first of most of the hurried."""
    first = np.zeros(len(orders.customer), dtype=bool)
    known = np.flatnonzero(orders.customer >= 0)
    _, place = np.unique(orders.customer[known], return_index=True)
    first[known[place]] = True
    asks = crowd.hurried[orders.customer] & (orders.customer >= 0)
    return first & asks & (rng.random(len(first)) < HURRIED_ASK)


def reasons_to_write(
    rng: np.random.Generator, orders: Orders, hurried: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The order each ticket is about, its kind, and when it was opened; `hurried` orders and moves bring a question."""
    asked = np.array(column("questions"))[orders.archetype]
    complained = np.flatnonzero(orders.complaint_day >= 0)
    questioned = np.flatnonzero(((rng.random(len(asked)) < asked) & (orders.customer >= 0)) | hurried | orders.moved)
    requested = np.flatnonzero((rng.random(len(asked)) < REQUESTS_PER_ORDER) & (asked > 0))
    order = np.concatenate([complained, questioned, requested])
    kind = np.repeat([0, 1, 2], [len(complained), len(questioned), len(requested)])
    day = orders.day[order] + rng.integers(1, 6, len(order))
    day[: len(complained)] = orders.complaint_day[complained]
    second = seasons.opening_hours(rng, len(order))
    second[rng.random(len(order)) < AT_NIGHT] -= 8 * 3600  # written, not called in
    opened = day * 86400 + np.maximum(second, 0)
    by_time = np.argsort(opened, kind="stable")
    by_time = by_time[opened[by_time] < END]
    return order[by_time], kind[by_time], opened[by_time]


def topics(rng: np.random.Generator, kind: np.ndarray, of_platinum: np.ndarray) -> np.ndarray:
    """Position in TOPICS, among those of the ticket's kind; Platinum's requests are others than everybody's."""
    pick, topic = rng.random(len(kind)), np.zeros(len(kind), dtype=int)
    for number in range(len(FIRST_TOPIC) - 1):
        first, end = FIRST_TOPIC[number], FIRST_TOPIC[number + 1]
        reached = np.cumsum([share for _, share in TOPICS[first:end]])[:-1]
        mine = kind == number
        topic[mine] = first + np.searchsorted(reached, pick[mine])
    special = (kind == KINDS.index("request")) & of_platinum
    topic[special] = FIRST_TOPIC[2] + np.searchsorted(np.cumsum(PLATINUM_REQUESTS)[:-1], pick[special])
    return topic


def joined(*parts: Tickets) -> Tickets:
    """Tickets and calls together, in order of time."""
    every = {field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Tickets)}
    by_time = np.argsort(every["opened"], kind="stable")
    return Tickets(**{name: values[by_time] for name, values in every.items()})


def table(tickets: Tickets, crowd: People, first_ticket: int, widths: tuple[int, int]) -> pa.Table:
    """The tickets table; whether the customer was satisfied is known once a ticket is resolved, of a call never."""
    ended = tickets.resolved < END
    asked = ended & (tickets.kind != KINDS.index("call"))
    return columns.table(
        "tickets",
        ticket_id=columns.ids("T", first_ticket + np.arange(len(tickets.kind)) + 1, widths[1]),
        opened_at=columns.moments(tickets.opened),
        customer_id=people.customer_ids(crowd, tickets.customer, widths[0]),
        kind=columns.labels(tickets.kind, KINDS),
        topic=columns.labels(tickets.topic, TOPIC_NAMES),
        channel=columns.labels(tickets.place, PLACES),
        answered_at=columns.moments(tickets.answered, tickets.answered < END),
        resolved_at=columns.moments(tickets.resolved, ended),
        satisfied=columns.labels(np.where(asked, ~tickets.satisfied, -1), ("yes", "no")),
        cost=columns.money(tickets.cents),
        text=columns.labels(tickets.text, wordings.TEXTS),
        team=columns.labels(tickets.team, TEAMS),
        severity=columns.whole(tickets.severity, tickets.severity > 0),
        reopened_at=columns.moments(tickets.reopened, tickets.reopened < END),
    )


def truth() -> list[tuple[str, float, str]]:
    """What is planted in the tickets: name, value, page."""
    page = "experience/complaints"
    severity = [
        (f"unhelped order ratio: severity {number}", ratio, page)
        for number, ratio in enumerate(archetypes.SEVERITY_RATIOS, start=1)
    ]
    requests = [
        (
            f"share of requests: {TOPICS[FIRST_TOPIC[2] + place][0]}",
            TOPICS[FIRST_TOPIC[2] + place][1],
            "experience/requests",
        )
        for place in (0, 1)
    ]
    return [
        *severity,
        ("helped order ratio", 1.0, page),
        ("unhelped order ratio", archetypes.UNHELPED_ORDER_RATIO, page),
        (f"unhelped order ratio: {archetypes.NO_EFFECT_REGION}", 1.0, page),
        ("order ratio of slow against quick answers", 1.0, page),
        *requests,
        ("share of Platinum's requests: Repair service", PLATINUM_REQUESTS[-1], "experience/requests"),
        ("share of others' requests: Repair service", TOPICS[-1][1], "experience/requests"),
    ]
