"""Mails to many customers: newsletters and offers, who was held out of them, and what they did to orders.

The orders that a mail brings are those that its held-out customers do not place: whoever ordered once in
the 30 days, and was held out, did not. So an effect of every size fits, however regularly people order.
"""

from dataclasses import dataclass, field

import numpy as np

from data import archetypes, calendars
from data.archetypes import column
from data.people import People
from data.seasons import day_number

PAGE = "market/campaigns"
NEWSLETTERS = [(year, month) for year in (2023, 2024, 2025) for month in (2, 5, 9, 11)]
ALL = "all"  # an uplift of everybody in the audience, of whichever tier
BOUNCED = 0.003  # of the mails sent
UNSUBSCRIBED = 0.20  # of the mails sent, for somebody wholly unhappy; falls with the fourth power of happiness


@dataclass(frozen=True)
class Mail:
    """One mail; held out are shares of its audience, the uplift is in share of people who order in 30 days."""

    name: str
    day: int
    step: str  # of the customer's journey
    planned: float = 0.0  # share to hold out
    drawn: float | None = None  # share that the lot did hold out, where it went wrong
    uplift: dict[str, float] = field(default_factory=dict)  # by tier, or for ALL
    earlier: float = 0.0  # share of the treated who order in these 30 days what they would have in the next 30

    @property
    def held_out(self) -> float:
        """Share of the audience that gets no mail."""
        return self.planned if self.drawn is None else self.drawn


def newsletter(year: int, month: int) -> Mail:
    """The newsletter of a month; two of them had a control group, and one of these an effect."""
    name, day = f"Newsletter {year}-{month:02d}", day_number(year, month, 10)
    if (year, month) == (2025, 2):
        return Mail(name, day, "bond", planned=0.20, uplift={ALL: 0.04})
    return Mail(name, day, "bond", planned=0.10 if (year, month) == (2025, 5) else 0.0)


OFFERS = (
    Mail("Spring offer 2025", day_number(2025, 4, 5), "return", planned=0.40, drawn=0.30, uplift={ALL: 0.08}),
    Mail("Summer sale 2025", day_number(2025, 6, 11), "return", planned=0.25, earlier=0.10),
    Mail(
        archetypes.OFFER,
        archetypes.OFFER_DAY,
        "return",
        planned=archetypes.OFFER_HELD_OUT,
        uplift=archetypes.OFFER_UPLIFT,
    ),
)
MAILS = tuple(sorted([*(newsletter(*month) for month in NEWSLETTERS), *OFFERS], key=lambda mail: mail.day))


@dataclass
class Mailing:
    """What became of one mail in a chunk of customers; positions in the chunk."""

    mail: Mail
    treated: np.ndarray
    held_out: np.ndarray
    bounced: np.ndarray  # of the treated
    unsubscribed: np.ndarray  # of the treated


def draw(rng: np.random.Generator, people: People) -> list[Mailing]:
    """Every mail in order of time; whoever unsubscribed or could not be reached is left out of later ones."""
    unhappy = 1 - np.array(column("satisfaction"))
    reachable, mailings = np.ones(people.size, dtype=bool), []
    for mail in MAILS:
        who = np.flatnonzero(audience(mail, people) & reachable)
        apart = rng.random(len(who)) < mail.held_out
        treated, chance = who[~apart], rng.random(len(who))[~apart]
        bounced = treated[chance < BOUNCED]
        unsubscribed = treated[chance > 1 - UNSUBSCRIBED * unhappy[people.kind(treated, mail.day)] ** 4]
        reachable[bounced] = reachable[unsubscribed] = False
        mailings.append(Mailing(mail, treated, who[apart], bounced, unsubscribed))
    return mailings


def audience(mail: Mail, people: People) -> np.ndarray:
    """Whom a mail is meant for: an offer for who came more than once, a newsletter for its subscribers."""
    stays = people.last_day > mail.day - 300
    if mail in OFFERS:
        return stays & ~np.array(column("once"))[kinds_on(people, mail)] & (people.first_day < mail.day - 21)
    return stays & people.newsletter & (people.first_day < mail.day)


def kinds_on(people: People, mail: Mail) -> np.ndarray:
    """Of which kind everybody is when a mail is sent."""
    return people.kinds_on(mail.day)


def act(
    rng: np.random.Generator,
    people: People,
    mailings: list[Mailing],
    customer: np.ndarray,
    day: np.ndarray,
    free: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Which orders are kept and their days, once every mail has acted; only `free` orders move or do not happen."""
    kept, day = np.ones(len(day), dtype=bool), day.copy()
    for mailing in mailings:
        kept[not_brought(rng, people, mailing, customer, day, free, kept)] = False
        if mailing.mail.earlier:
            moved = come_earlier(rng, people, mailing, customer, day, free, kept)
            first = np.full(len(moved), mailing.mail.day + 1)
            end = first + archetypes.OFFER_DAYS - 1
            region = people.region[customer[moved]]
            day[moved] = calendars.days_between(region, first, end, rng.random(len(moved)))
    return kept, day


def not_brought(
    rng: np.random.Generator,
    people: People,
    mailing: Mailing,
    customer: np.ndarray,
    day: np.ndarray,
    free: np.ndarray,
    kept: np.ndarray,
) -> np.ndarray:
    """The orders that held-out customers do not place, because the mail did not bring them."""
    tier = np.array(column("tier"))[kinds_on(people, mailing.mail)]
    forgone = [np.zeros(0, dtype=int)]
    for name, uplift in mailing.mail.uplift.items():
        group = mailing.held_out if name == ALL else mailing.held_out[tier[mailing.held_out] == name]
        since = from_day(people.size, group, mailing.mail.day)
        alone = sole_orders(customer, day, kept, since, archetypes.OFFER_DAYS)
        forgone.append(rng.permutation(alone[free[alone]])[: round(uplift * len(group))])
    return np.concatenate(forgone)


def come_earlier(
    rng: np.random.Generator,
    people: People,
    mailing: Mailing,
    customer: np.ndarray,
    day: np.ndarray,
    free: np.ndarray,
    kept: np.ndarray,
) -> np.ndarray:
    """The orders that treated customers place sooner: they had none in the 30 days, and some in the next 30."""
    first, end = mailing.mail.day, mailing.mail.day + archetypes.OFFER_DAYS
    anyway = customer[kept & (day >= first) & (day <= end + 1)]
    waits = from_day(people.size, np.setdiff1d(mailing.treated, anyway), end + 1) >= 0
    soon = np.flatnonzero(kept & waits[customer] & (day > end + 1) & (day < end + archetypes.OFFER_DAYS))
    _, first = np.unique(customer[soon], return_index=True)
    soon = soon[first]
    return rng.permutation(soon[free[soon]])[: round(mailing.mail.earlier * len(mailing.treated))]


def from_day(size: int, members: np.ndarray, day: np.ndarray | int) -> np.ndarray:
    """A day for each customer of a chunk: that of the members, -1 for all others."""
    since = np.full(size, -1)
    since[members] = day
    return since


def sole_orders(customer: np.ndarray, day: np.ndarray, kept: np.ndarray, since: np.ndarray, days: int) -> np.ndarray:
    """Orders that are their customer's only one from day `since` (-1: nobody asks) to `days` later.

    Orders of the two outermost days are never among them, so that it does not matter where a window ends.
    """
    after = day - since[customer]
    inside = kept & (since[customer] >= 0) & (after >= 0) & (after <= days)
    count = np.bincount(customer[inside], minlength=len(since))
    return np.flatnonzero(inside & (count[customer] == 1) & (after > 0) & (after < days))


def uplift_of(mail: Mail, people: People) -> tuple[float, int]:
    """The sum of the true uplifts over a mail's audience in a chunk, and its size."""
    mine = audience(mail, people)
    by_kind = np.array([mail.uplift.get(tier, mail.uplift.get(ALL, 0.0)) for tier in column("tier")])
    return float(by_kind[kinds_on(people, mail)[mine]].sum()), int(mine.sum())


def truth() -> list[tuple[str, float, str]]:
    """Name, value and page of what is planted."""
    rows = [("bounced per mail", BOUNCED, PAGE)]
    for mail in MAILS:
        if mail.planned:
            rows += [
                (f"planned held out: {mail.name}", mail.planned, PAGE),
                (f"drawn held out: {mail.name}", mail.held_out, PAGE),
            ]
        if mail.earlier:
            rows += [
                (f"orders only earlier: {mail.name}", mail.earlier, PAGE),
                (f"more orders in 60 days: {mail.name}", 0.0, PAGE),
            ]
        elif mail.planned:
            uplift = mail.uplift or {ALL: 0.0}
            rows += [(f"uplift: {mail.name}, {tier}", value, PAGE) for tier, value in uplift.items()]
    return rows
