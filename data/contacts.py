"""Which contacts do people have with the company: ads, visits, mails, paid service, thanks, recommendations?

Most people reached never buy; of those who do, each was touched before the first order, unless they
came untracked.
"""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute

from data import campaigns, columns, referrals, seasons, visits
from data.archetypes import CHANNELS, column
from data.campaigns import Mailing
from data.people import UNTRACKED, People
from data.purchases import STORE, STORE_HOURS, Orders
from data.seasons import DAYS
from data.visits import Visits

STEPS = ("aware", "consider", "evaluate", "buy", "use", "bond", "return", "advocate")
KINDS = (
    "exposed", "sent", "opened", "clicked", "visited", "served", "referred", "recommended", "unsubscribed", "bounced",
    "asked", "thanked",
)  # fmt: skip
PLACES = (*(channel.name for channel in CHANNELS), "Website", "Email", "Phone")
VARIANTS = ("treated", "held out")
THANKS = ("Thanks 2024", "Thanks 2025")
THANKS_CENTS = 250
CAMPAIGNS = (
    *[f"{channel.name} {year}" for channel in CHANNELS[:2] + CHANNELS[5:] for year in (2023, 2024, 2025)],
    *[mail.name for mail in campaigns.MAILS],
    *THANKS,
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
    referrer: np.ndarray  # position in the chunk of who brought the person


def contacts(person: np.ndarray, second: np.ndarray, **codes: np.ndarray | int) -> Contacts:
    """Contacts of which some columns hold the same value in every row."""
    given = {"campaign": BLANK, "variant": BLANK, "referrer": BLANK, "cents": 0} | codes
    full = {name: np.broadcast_to(np.asarray(value, dtype=np.int64), person.shape) for name, value in given.items()}
    return Contacts(person=person, second=second, **full)


def draw(rng: np.random.Generator, people: People, orders: Orders, invitations: Contacts) -> tuple[Contacts, int]:
    """All contacts of a chunk in order of time, and how many prospects are among the people."""
    person, channel, first_day = reached_people(rng, people)
    parts = [
        first_touches(rng, person, channel, first_day, referrers(rng, people, orders, person, channel, first_day)),
        website(visits.before_buying(rng, people, person, channel, first_day)),
        website(visits.of_customers(rng, people, orders)),
        *[part for mailing in orders.mailings for part in mail(rng, people, mailing)],
        service(rng, orders),
        recommendations(orders),
        thanks(rng, orders),
        invitations,
    ]
    joined = {field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Contacts)}
    order = np.argsort(joined["second"], kind="stable")
    prospects = len(person) - int((people.channel != UNTRACKED).sum())
    return Contacts(**{name: values[order] for name, values in joined.items()}), prospects


def reached_people(rng: np.random.Generator, people: People) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Person, channel and day of every first touch: the tracked customers', and those who never buy.

    Each channel gets so many of the latter that its rate of acquisition within 90 days is the true one; customers
    from before the data are in no rate.
    """
    tracked = np.flatnonzero(people.channel != UNTRACKED)
    persons, channels, days = [tracked], [people.channel[tracked]], [people.first_touch_day[tracked]]
    begun, new = people.size, people.first_touch_day[tracked[~people.old[tracked]]]
    for number, channel in enumerate(CHANNELS):
        came = tracked[(people.channel[tracked] == number) & ~people.old[tracked]]
        in_time = people.first_day[came] - people.first_touch_day[came] <= 90
        never = max(round(in_time.sum() / channel.acquired) - len(came), 0) if len(came) else 0
        like = new[rng.integers(0, len(new), never)] if never else np.zeros(0, dtype=int)
        persons.append(begun + np.arange(never))
        channels.append(np.full(never, number))
        days.append(np.clip(like + rng.integers(-25, 26, never), 0, DAYS - 1))
        begun += never
    return np.concatenate(persons), np.concatenate(channels), np.concatenate(days)


def referrers(
    rng: np.random.Generator,
    people: People,
    orders: Orders,
    person: np.ndarray,
    channel: np.ndarray,
    first_day: np.ndarray,
) -> np.ndarray:
    """Who brought each person reached, BLANK for those who came by another channel."""
    found = np.append(orders.referrals.referrer, BLANK)[np.minimum(person, people.size)]
    prospects = np.flatnonzero((person >= people.size) & (channel == referrals.CHANNEL))
    found[prospects] = referrals.brought_by(rng, orders.referrals, first_day[prospects])
    return found


def first_touches(
    rng: np.random.Generator, person: np.ndarray, channel: np.ndarray, day: np.ndarray, referrer: np.ndarray
) -> Contacts:
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
        referrer=referrer,
    )


def website(visit: Visits) -> Contacts:
    """Visits to the website, to look around or to compare."""
    return contacts(
        visit.person,
        visit.second,
        step=np.where(visit.compares, STEPS.index("evaluate"), STEPS.index("consider")),
        place=PLACES.index("Website"),
        kind=KINDS.index("visited"),
    )


def mail(rng: np.random.Generator, people: People, mailing: Mailing) -> list[Contacts]:
    """A mail that is sent, opened by some, and clicked by a quarter of these; some do not want another.

    Whoever was held out by lot has a row without a kind of contact.
    """
    mail, reader = mailing.mail, mailing.treated
    campaign = CAMPAIGNS.index(mail.name)
    shared = {"step": STEPS.index(mail.step), "place": PLACES.index("Email"), "campaign": campaign}
    tried = shared | {"variant": VARIANTS.index("treated") if mail.planned else BLANK}
    keen = np.array(column("satisfaction"))[people.kind(reader, mail.day)]
    opens = 0.45 if mail in campaigns.OFFERS else 0.10 + 0.45 * keen
    opened = (rng.random(len(reader)) < opens) & ~np.isin(reader, mailing.bounced)
    clicked = opened & (rng.random(len(reader)) < 0.25)
    nine = mail.day * 86400 + 9 * 3600
    delay = rng.integers(600, 40 * 3600, people.size)
    return [
        contacts(reader, np.full(len(reader), nine), kind=KINDS.index("sent"), cents=1, **tried),
        contacts(reader[opened], nine + delay[reader[opened]], kind=KINDS.index("opened"), **tried),
        contacts(reader[clicked], nine + delay[reader[clicked]] + 90, kind=KINDS.index("clicked"), **tried),
        contacts(mailing.bounced, np.full(len(mailing.bounced), nine + 5), kind=KINDS.index("bounced"), **tried),
        contacts(
            mailing.unsubscribed,
            nine + delay[mailing.unsubscribed] + 150,
            kind=KINDS.index("unsubscribed"),
            **tried,
        ),
        contacts(
            mailing.held_out,
            np.full(len(mailing.held_out), nine),
            kind=BLANK,
            **(shared | {"variant": VARIANTS.index("held out")}),
        ),
    ]


def invitations(customer: np.ndarray, second: np.ndarray) -> Contacts:
    """Mails that ask customers for their opinion; they cost nothing."""
    inside = second < DAYS * 86400
    return contacts(
        customer[inside],
        second[inside],
        step=STEPS.index("use"),
        place=PLACES.index("Email"),
        kind=KINDS.index("asked"),
    )


def service(rng: np.random.Generator, orders: Orders) -> Contacts:
    """Paid help with an order: at the counter, at once or some days later, or on the phone."""
    known = np.flatnonzero(orders.customer >= 0)
    kind = orders.archetype[known]
    served = known[rng.random(len(known)) < np.array(column("contacts"))[kind]]
    in_store = rng.random(len(served)) < np.array(column("in_store"))[orders.archetype[served]]
    at_once = orders.second[served] + 300  # never before it: that would make an untracked customer tracked
    day = orders.day[served] + rng.integers(1, 6, len(served))
    later = day * 86400 + seasons.opening_hours(rng, len(served), *STORE_HOURS)
    buying = in_store & (orders.channel[served] == STORE)
    second = np.where(buying, at_once, later)
    cents = np.array(column("contact_cents"))[orders.archetype[served]]
    inside = np.flatnonzero(second < DAYS * 86400)
    served, second, in_store, buying = served[inside], second[inside], in_store[inside], buying[inside]
    return contacts(
        orders.customer[served],
        second,
        step=np.where(buying, STEPS.index("buy"), STEPS.index("use")),
        place=np.where(in_store, PLACES.index("Store"), PLACES.index("Phone")),
        kind=KINDS.index("served"),
        cents=np.rint(cents[inside] * rng.uniform(0.8, 1.2, len(served))).astype(np.int64),
    )


def recommendations(orders: Orders) -> Contacts:
    """Customers who tell others, after an order; it costs a small reward."""
    return contacts(
        orders.referrals.teller,
        orders.referrals.second,
        step=STEPS.index("advocate"),
        place=PLACES.index("Referral"),
        kind=KINDS.index("recommended"),
        cents=50,
    )


def thanks(rng: np.random.Generator, orders: Orders) -> Contacts:
    """Thanks by phone, in the store or by mail; who was held out has the row, at no cost."""
    given = orders.thanks
    places = np.array([PLACES.index(place) for place in ("Phone", "Store", "Email")])
    year = np.searchsorted(seasons.YEAR_STARTS, given.day, side="right") - 2
    return contacts(
        given.person,
        given.day * 86400 + seasons.opening_hours(rng, len(given.day)),
        step=STEPS.index("bond"),
        place=places[rng.integers(0, len(places), len(given.day))],
        campaign=CAMPAIGNS.index(THANKS[0]) + year,
        kind=KINDS.index("thanked"),
        cents=np.where(given.held_out, 0, THANKS_CENTS),
        variant=np.where(given.held_out, VARIANTS.index("held out"), VARIANTS.index("treated")),
    )


def person_ids(people: People, person: np.ndarray, first_prospect: int, widths: tuple[int, int]) -> pa.Array:
    """A customer's id for those who buy, a text like X0001234 for those who do not."""
    buys = person < people.size
    customer = columns.ids("C", people.first_number + person + 1, widths[0])
    prospect = columns.ids("X", first_prospect + person - people.size + 1, widths[1])
    return compute.if_else(pa.array(buys), customer, prospect)


def referrer_ids(people: People, referrer: np.ndarray, width: int) -> pa.Array:
    """The id of the customer who brought a person; blank where nobody did."""
    return columns.ids("C", people.first_number + referrer + 1, width, referrer >= 0)


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
        referrer_id=referrer_ids(people, all_contacts.referrer, widths[0]),
    )
