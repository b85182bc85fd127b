"""Which contacts do people have with the company: ads, visits, newsletters, one offer, paid service?

Most people reached never buy; of those who do, each was touched before the first order, unless they
came untracked.
"""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute

from data import archetypes, columns, seasons
from data.archetypes import CHANNELS, column
from data.people import UNTRACKED, People
from data.purchases import Orders
from data.seasons import DAYS, day_number

STEPS = ("aware", "consider", "evaluate", "buy", "use", "bond", "return", "advocate")
KINDS = ("exposed", "sent", "opened", "clicked", "visited", "served", "referred")
PLACES = (*(channel.name for channel in CHANNELS), "Website", "Email", "Phone")
VARIANTS = ("treated", "held out")
NEWSLETTERS = [(year, month) for year in (2023, 2024, 2025) for month in (2, 5, 9, 11)]
CAMPAIGNS = (
    *[f"{channel.name} {year}" for channel in CHANNELS[:2] + CHANNELS[5:] for year in (2023, 2024, 2025)],
    *[f"Newsletter {year}-{month:02d}" for year, month in NEWSLETTERS],
    archetypes.OFFER,
)
BLANK = -1


@dataclass
class Contacts:
    """Contacts: positions in the lists above, BLANK where a cell stays empty."""

    person: np.ndarray  # position in the chunk; from the chunk's size on: prospects
    second: np.ndarray
    step: np.ndarray
    place: np.ndarray
    campaign: np.ndarray
    kind: np.ndarray
    cents: np.ndarray
    variant: np.ndarray


def contacts(person: np.ndarray, second: np.ndarray, **codes: np.ndarray | int) -> Contacts:
    """Contacts of which some columns hold the same value in every row."""
    given = {"campaign": BLANK, "variant": BLANK, "cents": 0} | codes
    full = {name: np.broadcast_to(np.asarray(value, dtype=np.int64), person.shape) for name, value in given.items()}
    return Contacts(person=person, second=second, **full)


def draw(rng: np.random.Generator, people: People, orders: Orders) -> tuple[Contacts, int]:
    """All contacts of a chunk in order of time, and how many prospects are among the people."""
    person, channel, first_day = reached_people(rng, people)
    parts = [
        first_touches(rng, person, channel, first_day),
        looks(rng, people, person, channel, first_day),
        *newsletters(rng, people),
        *offer(rng, orders),
        service(rng, orders),
        recommendations(rng, people, orders),
    ]
    joined = {field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Contacts)}
    order = np.argsort(joined["second"], kind="stable")
    prospects = len(person) - int((people.channel != UNTRACKED).sum())
    return Contacts(**{name: values[order] for name, values in joined.items()}), prospects


def reached_people(rng: np.random.Generator, people: People) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Person, channel and day of every first touch: the tracked customers', and those who never buy.

    Each channel gets so many of the latter that its rate of acquisition within 90 days is the true one.
    """
    tracked = np.flatnonzero(people.channel != UNTRACKED)
    persons, channels, days = [tracked], [people.channel[tracked]], [people.first_touch_day[tracked]]
    begun = people.size
    for number, channel in enumerate(CHANNELS):
        came = tracked[people.channel[tracked] == number]
        in_time = people.first_day[came] - people.first_touch_day[came] <= 90
        never = max(round(in_time.sum() / channel.acquired) - len(came), 0) if len(came) else 0
        like = people.first_touch_day[came[rng.integers(0, len(came), never)]] if never else np.zeros(0, dtype=int)
        persons.append(begun + np.arange(never))
        channels.append(np.full(never, number))
        days.append(np.clip(like + rng.integers(-25, 26, never), 0, DAYS - 1))
        begun += never
    return np.concatenate(persons), np.concatenate(channels), np.concatenate(days)


def first_touches(rng: np.random.Generator, person: np.ndarray, channel: np.ndarray, day: np.ndarray) -> Contacts:
    """The first contact of everybody who was reached."""
    kind = np.array([KINDS.index(one.kind) for one in CHANNELS])
    cents = np.array([one.touch_cents for one in CHANNELS])
    year = np.searchsorted(seasons.YEAR_STARTS, day, side="right") - 1
    advertised = {0: 0, 1: 3, 5: 6}  # the channels with a campaign each year, and its place in the list
    campaign = np.array([advertised.get(number, -9) for number in range(len(CHANNELS))])[channel] + year
    return contacts(
        person,
        day * 86400 + seasons.opening_hours(rng, len(day)),
        step=STEPS.index("aware"),
        place=channel,
        campaign=np.maximum(campaign, BLANK),
        kind=kind[channel],
        cents=cents[channel],
    )


def looks(
    rng: np.random.Generator, people: People, person: np.ndarray, channel: np.ndarray, first_day: np.ndarray
) -> Contacts:
    """Visits to the website after the first touch, and before the first order of those who order."""
    buys = person < people.size
    looked = rng.random(len(person)) < np.where(buys, 0.8, 0.12 + 0.3 * (channel != 0))
    evaluated = looked & (rng.random(len(person)) < np.where(buys, 0.65, 0.25))
    who = np.concatenate([np.flatnonzero(looked), np.flatnonzero(evaluated)])
    step = np.repeat([STEPS.index("consider"), STEPS.index("evaluate")], [looked.sum(), evaluated.sum()])
    ordered = people.first_day[np.minimum(person, people.size - 1)]
    room = np.where(buys, ordered - first_day, np.minimum(30, DAYS - 1 - first_day))[who]
    later = (rng.random(len(who)) * 0.5 + 0.5 * (step == STEPS.index("evaluate"))) * np.maximum(room - 1, 0)
    # Before 8:00, so that even on the day of the order it comes first, and looking comes before comparing.
    night = rng.integers(0, 3 * 3600, len(who)) + (step == STEPS.index("evaluate")) * 4 * 3600
    second = (first_day[who] + 1 + later.astype(int)) * 86400 + night
    inside = second < DAYS * 86400
    return contacts(
        person[who][inside],
        second[inside],
        step=step[inside],
        place=PLACES.index("Website"),
        kind=KINDS.index("visited"),
    )


def newsletters(rng: np.random.Generator, people: People) -> list[Contacts]:
    """Four newsletters a year to the subscribers among those who are customers by then."""
    parts = []
    for year, month in NEWSLETTERS:
        day = day_number(year, month, 10)
        reader = np.flatnonzero(people.newsletter & (people.first_day < day) & (people.last_day > day - 300))
        campaign = CAMPAIGNS.index(f"Newsletter {year}-{month:02d}")
        keen = np.array(column("satisfaction"))[people.archetype[reader]]
        parts += mailing(rng, reader, day, campaign, 0.10 + 0.45 * keen, "bond")
    return parts


def mailing(
    rng: np.random.Generator,
    reader: np.ndarray,
    day: int,
    campaign: int,
    opens: np.ndarray,
    step: str,
    **codes: int,
) -> list[Contacts]:
    """A mail that is sent, opened by some, and clicked by a quarter of these."""
    shared = {"step": STEPS.index(step), "place": PLACES.index("Email"), "campaign": campaign} | codes
    sent = np.full(len(reader), day * 86400 + 9 * 3600)
    opened = rng.random(len(reader)) < opens
    clicked = opened & (rng.random(len(reader)) < 0.25)
    delay = rng.integers(600, 40 * 3600, len(reader))
    return [
        contacts(reader, sent, kind=KINDS.index("sent"), cents=1, **shared),
        contacts(reader[opened], (sent + delay)[opened], kind=KINDS.index("opened"), **shared),
        contacts(reader[clicked], (sent + delay)[clicked] + 90, kind=KINDS.index("clicked"), **shared),
    ]


def offer(rng: np.random.Generator, orders: Orders) -> list[Contacts]:
    """The offer, sent to some and by lot not to others; the latter have a row without a kind of contact."""
    campaign, day = CAMPAIGNS.index(archetypes.OFFER), archetypes.OFFER_DAY
    opens = np.full(len(orders.treated), 0.45)
    mails = mailing(rng, orders.treated, day, campaign, opens, "return", variant=VARIANTS.index("treated"))
    not_sent = contacts(
        orders.held_out,
        np.full(len(orders.held_out), day * 86400 + 9 * 3600),
        step=STEPS.index("return"),
        place=PLACES.index("Email"),
        kind=BLANK,
        campaign=campaign,
        variant=VARIANTS.index("held out"),
    )
    return [*mails, not_sent]


def service(rng: np.random.Generator, orders: Orders) -> Contacts:
    """Paid help with an order: at the counter, or on the phone some days later."""
    known = np.flatnonzero(orders.customer >= 0)
    kind = orders.archetype[known]
    served = known[rng.random(len(known)) < np.array(column("contacts"))[kind]]
    in_store = rng.random(len(served)) < 0.4
    at_once = orders.second[served] + 300  # never before it: that would make an untracked customer tracked
    later = orders.second[served] + rng.integers(1, 6, len(served)) * 86400 + 1200
    in_store |= later >= DAYS * 86400
    cents = np.array(column("contact_cents"))[orders.archetype[served]]
    return contacts(
        orders.customer[served],
        np.where(in_store, at_once, later),
        step=np.where(in_store, STEPS.index("buy"), STEPS.index("use")),
        place=np.where(in_store, PLACES.index("Store"), PLACES.index("Phone")),
        kind=KINDS.index("served"),
        cents=np.rint(cents * rng.uniform(0.8, 1.2, len(served))).astype(np.int64),
    )


def recommendations(rng: np.random.Generator, people: People, orders: Orders) -> Contacts:
    """Customers who tell others, after an order; it costs a small reward."""
    keen = np.array(column("satisfaction"))[orders.archetype] ** 6 * 0.12
    tells = np.flatnonzero((rng.random(len(orders.day)) < keen) & (orders.customer >= 0))
    second = orders.second[tells] + rng.integers(2, 15, len(tells)) * 86400
    inside = second < DAYS * 86400
    return contacts(
        orders.customer[tells][inside],
        second[inside],
        step=STEPS.index("advocate"),
        place=PLACES.index("Referral"),
        kind=KINDS.index("referred"),
        cents=50,
    )


def person_ids(people: People, person: np.ndarray, first_prospect: int, widths: tuple[int, int]) -> pa.Array:
    """A customer's id for those who buy, a text like X0001234 for those who do not."""
    buys = person < people.size
    customer = columns.ids("C", people.first_number + person + 1, widths[0])
    prospect = columns.ids("X", first_prospect + person - people.size + 1, widths[1])
    return compute.if_else(pa.array(buys), customer, prospect)


def table(all_contacts: Contacts, people: People, first_prospect: int, widths: tuple[int, int]) -> pa.Table:
    """The touchpoints table; `widths` are the digits of customer and prospect numbers."""
    return columns.table(
        "touchpoints",
        person_id=person_ids(people, all_contacts.person, first_prospect, widths),
        occurred_at=columns.moments(all_contacts.second),
        step=columns.labels(all_contacts.step, STEPS),
        channel=columns.labels(all_contacts.place, PLACES),
        campaign=columns.labels(all_contacts.campaign, CAMPAIGNS),
        kind=columns.labels(all_contacts.kind, KINDS),
        cost=columns.money(all_contacts.cents),
        variant=columns.labels(all_contacts.variant, VARIANTS),
        referrer_id=columns.blanks(columns.TEXT, len(all_contacts.second)),
    )
