"""When does each customer order, complain, and come back?

Most orders are spread over a year in equal steps of busyness with a random place in each, so that a
customer's rhythm is steady enough for the truth to be the truth. Causes act on it: unhelped complaints
and refused claims take orders away (`data/setbacks.py`), and so does a mail or a word of thanks that
somebody was held out of.
"""

from dataclasses import dataclass

import numpy as np

from data import archetypes, calendars, campaigns, names, recognition, referrals, seasons, setbacks
from data.archetypes import GUEST, GUEST_ORDERS, column
from data.calendars import EVERYWHERE
from data.campaigns import Mailing
from data.people import LEAST_STAY, People
from data.recognition import Thanks
from data.referrals import Referrals
from data.seasons import DAYS, YEAR_STARTS, year_of
from data.spells import SPELLS

ON_A_WHIM = 0.3  # of the orders: at any time, whatever the rhythm
COME_BACK, AWAY = 0.05, 185  # share of those who left, and for how many days at least
SPOILT = 0.45  # of the last orders before a customer becomes of a worse kind: a bad experience, helped or not
MOVED = 0.40  # of the last orders before one becomes of a better kind: a move to a new home
ONCE_MORE, ONCE_MORE_AFTER = 0.20, 150  # share of those who came once who do so again, days beyond AWAY in the mean
SOON = 1.4  # more than 1: of those who need a push to come back in time, most do early
SECOND_ORDER_WITHIN = 176  # days, for whoever comes back: inside the 180 days of the definition
ONCE = column("name").index("once")
SALES_CHANNELS = ("Website", "App", "Store", "Marketplace")
WEBSITE, APP, STORE, MARKETPLACE = range(len(SALES_CHANNELS))
ELSEWHERE = (0.55, 0.05, 0.25, 0.15)  # where orders are placed by guests, and by customers in their other place
FAITHFUL, ANYWHERE = 0.78, 0.08  # share of the orders that customers place where they usually do, and anywhere at all
TO_THE_APP = (0.12, 0.42)  # share of customers who have turned to it: at the beginning, at the end
TURNED = 0.75  # share of what they would buy on the website or in a store that they then buy in the app
KEEN_ON_THE_APP = {"Türkiye": 1.4, "Gulf and Levant": 1.3, "Iran": 0.9, "Europe": 0.9}  # beside the others
OLD_IN_STORE = {"Iran": 0.55, "Central Asia and Caucasus": 0.45}  # of those who were customers before the data begin
OLD_IN_FEW_STORES = 0.25  # the same in the other regions
SERVED_IN_STORE = 0.5  # contacts in the store per order, from which a kind of customer buys there
STORE_HOURS = 10, 21  # opens and closes


@dataclass
class Orders:
    """Orders of one chunk in order of time, and the complaints about them."""

    customer: np.ndarray  # position in the chunk; negative for guests
    archetype: np.ndarray
    day: np.ndarray
    second: np.ndarray  # since the data begin
    channel: np.ndarray
    complaint_day: np.ndarray  # -1 where there is none
    helped: np.ndarray
    severity: np.ndarray  # of the complaint, 1 (mild) to 3; of no meaning where there is none
    claim_day: np.ndarray  # of a claim on the guarantee of what was bought; -1 where there is none
    honoured: np.ndarray
    moved: np.ndarray  # whether its customer then moves to another home (bool)
    referrals: Referrals
    mailings: list[Mailing]
    thanks: Thanks


def draw(rng: np.random.Generator, people: People) -> Orders:
    """All orders of a chunk of customers, and the guests' that go with them."""
    customer, day = steady_orders(rng, people)
    of_setbacks = rng.spawn(1)[0]
    complaint_day, helped = complaints(rng, people, customer, day)
    severity = setbacks.severities(of_setbacks, len(day))
    claim_day, honoured = setbacks.claims(of_setbacks, people.kind(customer, day), settled(people, customer), day)
    causes = [
        setbacks.complained(people, customer, complaint_day, helped, severity),
        setbacks.claimed(people, customer, claim_day, honoured),
    ]
    kept = ~setbacks.lost_orders(of_setbacks, customer, day, causes)
    customer, day, complaint_day, helped = customer[kept], day[kept], complaint_day[kept], helped[kept]
    severity, claim_day, honoured = severity[kept], claim_day[kept], honoured[kept]
    of_referrals, of_mails, of_thanks = rng.spawn(3)
    told = referrals.draw(of_referrals, people, customer, day)
    mailings = campaigns.draw(of_mails, people)
    thanks = recognition.draw(of_thanks, people, customer, day, complaint_day, helped, told.referrer)
    free = (order_rank(customer) >= 2) & (complaint_day < 0) & (claim_day < 0)  # the first two decide who is retained
    kept, day = campaigns.act(of_mails, people, mailings, customer, day, free)
    kept[recognition.not_brought(of_thanks, people, thanks, customer, day, free, kept)] = False
    customer, day, complaint_day, helped = customer[kept], day[kept], complaint_day[kept], helped[kept]
    severity, claim_day, honoured = severity[kept], claim_day[kept], honoured[kept]
    moved = (people.before_a_change(customer, day) > 0) & (rng.spawn(1)[0].random(len(day)) < MOVED)
    guest_day = guest_days(rng, round(len(day) * GUEST_ORDERS / (1 - GUEST_ORDERS)))
    guests = len(guest_day)
    customer = np.append(customer, np.full(guests, -1))
    day = np.append(day, guest_day)
    complaint_day = np.append(complaint_day, np.full(guests, -1))
    helped = np.append(helped, np.zeros(guests, dtype=bool))
    severity = np.append(severity, np.ones(guests, dtype=int))
    claim_day = np.append(claim_day, np.full(guests, -1))
    honoured = np.append(honoured, np.zeros(guests, dtype=bool))
    moved = np.append(moved, np.zeros(guests, dtype=bool))
    channel = sales_channels(rng, people, customer, day)
    second = day * 86400 + hours(rng, channel)
    order = np.argsort(second, kind="stable")
    customer = customer[order]
    return Orders(
        customer=customer,
        archetype=kinds_of_orders(people, customer, day[order]),
        day=day[order],
        second=second[order],
        channel=channel[order],
        complaint_day=complaint_day[order],
        helped=helped[order],
        severity=severity[order],
        claim_day=claim_day[order],
        honoured=honoured[order],
        moved=moved[order],
        referrals=told,
        mailings=mailings,
        thanks=thanks,
    )


def kinds_of_orders(people: People, customer: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The kind of customer whose basket each order is: who comes back buys as those who come once."""
    kind = np.where(customer < 0, GUEST, people.kind(customer, day))
    came_back = (customer >= 0) & (day > people.last_day[customer] + AWAY)
    return np.where(came_back, ONCE, kind)


def steady_orders(rng: np.random.Generator, people: People) -> tuple[np.ndarray, np.ndarray]:
    """Customer and day of each order, sorted by both; who comes back does so in time."""
    counts, first, end = spell_counts(rng, people)
    per_segment = counts.ravel()
    segment = np.repeat(np.arange(per_segment.size), per_segment)
    place = np.arange(len(segment)) - np.repeat(np.cumsum(per_segment) - per_segment, per_segment)
    steady = (place + rng.random(len(segment))) / per_segment[segment]
    quantile = np.where(rng.random(len(segment)) < ON_A_WHIM, rng.random(len(segment)), steady)
    region = people.region[segment // SPELLS]
    day = calendars.days_between(region, first.ravel()[segment], end.ravel()[segment], quantile)
    returns_once_more = counts.sum(axis=1) == 0
    returns_once_more &= ~np.array(column("once"))[people.archetype]
    alone = np.flatnonzero(returns_once_more & (people.last_day - people.first_day >= LEAST_STAY))
    customer = np.concatenate([np.arange(people.size), segment // SPELLS, alone])
    day = np.concatenate([people.first_day, day, people.first_day[alone] + SECOND_ORDER_WITHIN + 1])
    back, back_day = who_come_back(rng, people)
    customer, day = np.concatenate([customer, back]), np.concatenate([day, back_day])
    order = np.argsort(customer * 4096 + day, kind="stable")
    customer, day = customer[order], day[order]
    second = np.flatnonzero(order_rank(customer) == 1)
    late = second[day[second] - day[second - 1] > SECOND_ORDER_WITHIN]
    late = late[day[late] <= people.last_day[customer[late]] + AWAY]
    stays = people.last_day[customer[late]]
    limit = np.minimum(SECOND_ORDER_WITHIN - 1, np.where(stays == DAYS - 1, DAYS, stays - day[late - 1]))
    day[late] = day[late - 1] + 1 + (rng.random(len(late)) ** SOON * limit).astype(int)
    return customer[day < DAYS], day[day < DAYS]


def who_come_back(rng: np.random.Generator, people: People) -> tuple[np.ndarray, np.ndarray]:
    """Customer and day of one small order: in the last year of a few who had left well before it, and at any time, but
    late, of some who came once.
    """
    once = np.array(column("once"))[people.archetype]
    gone = ~once & (people.last_day < YEAR_STARTS[2] - AWAY)
    back = np.flatnonzero(gone & (rng.random(people.size) < COME_BACK))
    late = np.flatnonzero(once & (rng.random(people.size) < ONCE_MORE))
    day = people.first_day[late] + AWAY + rng.exponential(ONCE_MORE_AFTER, len(late)).astype(int) + 1
    late, day = late[day < DAYS - 20], day[day < DAYS - 20]
    last_year = rng.integers(YEAR_STARTS[2] + 15, DAYS - 20, len(back))
    return np.concatenate([back, late]), np.concatenate([last_year, day])


def spell_counts(rng: np.random.Generator, people: People) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Orders after the first in each spell (customer x spell), and the days between which they lie."""
    kinds, size = people.kinds, people.size
    begins = np.column_stack([np.zeros(size, dtype=int), people.turned])
    ends = np.column_stack([people.turned, np.full(size, DAYS)])
    first = np.maximum(people.first_day[:, None] + 1, begins)
    end = np.maximum(np.minimum(people.last_day[:, None] + 1, ends), first)
    end = np.minimum(end, DAYS)
    first = np.minimum(first, end)
    years = calendars.busy_years(people.region[:, None], first, end)
    noise = rng.uniform(-1, 1, first.shape) * np.array(column("spread"))[kinds]
    usual = np.array(column("orders_a_year"))[kinds] * pace(rng, kinds)
    counts = np.rint(usual * years + noise * np.sqrt(years))
    least = np.array(column("least_orders"))[people.archetype] - (people.first_day >= YEAR_STARTS[2])
    counts[:, -1] = np.maximum(counts[:, -1], least)
    return np.where(years > 0, np.maximum(counts, 0), 0).astype(int), first, end


def pace(rng: np.random.Generator, kinds: np.ndarray) -> np.ndarray:
    """How many times as many orders as usual for the kind each customer places, as eager every year; 1 in the mean."""
    variety = np.array(column("variety"))[kinds]
    return np.exp(variety * rng.normal(size=len(kinds))[:, None] - variety**2 / 2)


def order_rank(customer: np.ndarray) -> np.ndarray:
    """0 for each customer's first order, 1 for the second and so on; orders come sorted by customer."""
    starts = np.flatnonzero(np.diff(customer, prepend=-9))
    return np.arange(len(customer)) - np.repeat(starts, np.diff(starts, append=len(customer)))


def complaints(
    rng: np.random.Generator, people: People, customer: np.ndarray, day: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Day of the complaint about each order (-1: none), and whether it was resolved to satisfaction."""
    archetype = people.kind(customer, day)
    chance = np.array(column("complaints"))[archetype] * np.array(archetypes.MORE_COMPLAINTS)[year_of(day)]
    chance = np.where(people.before_a_change(customer, day) < 0, np.maximum(chance, SPOILT), chance)
    complains = (rng.random(len(day)) < chance) & settled(people, customer)
    opened = day + rng.integers(2, 12, len(day))
    helped = rng.random(len(day)) < np.array(column("helped"))[archetype]
    return np.where(complains & (opened < DAYS - 1), opened, -1), helped


def settled(people: People, customer: np.ndarray) -> np.ndarray:
    """Orders about which a customer may complain or claim: not the first, unless they will never return.

    So no complaint touches the second order, which decides whether a customer counts as retained.
    """
    return (order_rank(customer) >= 1) | np.array(column("once"))[people.archetype[customer]]


def guest_days(rng: np.random.Generator, size: int) -> np.ndarray:
    """Days of guests' orders; they grow by half over the three years, as the company does."""
    quantile = seasons.growing(rng.random(size), 0.4)
    return calendars.days_between(EVERYWHERE, np.zeros(size, dtype=int), np.full(size, DAYS), quantile)


def sales_channels(rng: np.random.Generator, people: People, customer: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Where each order is placed: most stay where they began or have one other place; more and more turn to the app.

    Who is served in the store does not turn to it.
    """
    reached = np.cumsum(ELSEWHERE)[:-1]
    usual, other = usual_channels(rng, people), np.searchsorted(reached, rng.random(people.size))
    anywhere = np.searchsorted(reached, rng.random(len(customer)))
    pick = rng.random(len(customer))
    channel = np.where(pick < FAITHFUL, usual[customer], other[customer])
    channel = np.where((customer < 0) | (pick > 1 - ANYWHERE), anywhere, channel)
    keen = np.array([KEEN_ON_THE_APP.get(region, 1.0) for region in names.REGIONS])[people.region]
    turns = np.append(rng.random(people.size) / keen + served_in_store(people), 0.5)[customer]
    turned = (turns < np.interp(day, (0, DAYS - 1), TO_THE_APP)) & (rng.random(len(customer)) < TURNED)
    return np.where(turned & (channel != MARKETPLACE), APP, channel)


def served_in_store(people: People) -> np.ndarray:
    """Whose kind is mostly served at the counter (bool)."""
    return (np.array(column("in_store")) * np.array(column("contacts")) > SERVED_IN_STORE)[people.archetype]


def usual_channels(rng: np.random.Generator, people: People) -> np.ndarray:
    """Where each customer mostly buys: in the store who came by it or is served there, and some of the oldest."""
    by_channel = {"Store": STORE, "Marketplace": MARKETPLACE}
    usual = [*(by_channel.get(channel.name, WEBSITE) for channel in archetypes.CHANNELS), WEBSITE]
    stores = np.array([OLD_IN_STORE.get(region, OLD_IN_FEW_STORES) for region in names.REGIONS])[people.region]
    from_the_store = people.old & (rng.random(people.size) < stores)
    return np.where(
        served_in_store(people) | from_the_store, STORE, np.array(usual)[people.channel]
    )  # the last: the untracked


def hours(rng: np.random.Generator, channel: np.ndarray) -> np.ndarray:
    """Seconds after midnight of each order: at any hour online, while it is open in the store."""
    size = len(channel)
    in_store = seasons.opening_hours(rng, size, *STORE_HOURS)
    return np.where(channel == STORE, in_store, seasons.online_hours(rng, size))
