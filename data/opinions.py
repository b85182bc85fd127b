"""What do customers say when they are asked, and why do some leave?"""

import numpy as np
import pyarrow as pa

from data import columns, comments, employees, people, study, support, views
from data.answers import (
    CES,
    CSAT,
    MEASURES,
    NEVER_ASKED,
    NPS,
    SUBJECTS,
    TOUCHPOINTS,
    Answers,
    answers,
    chosen,
    joined,
    spread,
)
from data.archetypes import ARCHETYPES, GUEST, column
from data.people import ANSWERING, People
from data.purchases import Orders
from data.seasons import DAYS, YEAR_ENDS, YEAR_STARTS, day_number, year_of
from data.support import Tickets
from data.views import Views

COMMENTS = comments.TEXTS + employees.WORDINGS
OWN_VIEW_OF_FIVE = 0.25  # points of satisfaction (1..5) per point of one's own perception (1..7)
ALSO_RECOMMENDS = 0.85  # of those who answer about a touchpoint
INVITED = 0.8  # of the customers who order in a year, outside the weeks of the study
RESPONSE = 0.6  # of the invited, times the square of the kind's satisfaction
QUIET_DAYS = 30  # after an invitation nothing else is asked

REASONS = (
    "Price", "Delivery", "Product quality", "Service", "Moved away", "Competitor", "Competitor: Bazaar 24",
    "Competitor: Nordlys Living", "No longer needed",
)  # fmt: skip
REASON_SHARES = (0.24, 0.21, 0.14, 0.15, 0.08, 0.03, 0.05, 0.03, 0.07)
# Days from the last order to the answer: who is angry says so early, who no longer needs anything late.
REASON_AFTER = ((50, 150), (30, 110), (45, 140), (35, 120), (80, 210), (70, 190), (70, 190), (70, 190), (100, 240))
LATE_MORE = 0.05  # of leavers for Delivery instead of Price from the start of 2025, when a new carrier is often late


def invitations(rng: np.random.Generator, crowd: People, orders: Orders) -> np.ndarray:
    """Positions of the orders after which a mail asks for an opinion: one a customer and year, by lot.

    None from October to November, when the study is asked, and while nothing else is.
    """
    year = year_of(orders.day)
    season = day_number(2023, 10, 1) - YEAR_STARTS[0], day_number(2023, 12, 1) - YEAR_STARTS[0]
    of_year = orders.day - YEAR_STARTS[year]
    open_day = (orders.customer >= 0) & ((of_year < season[0] - 1) | (of_year >= season[1]))
    drawn = rng.permutation(np.flatnonzero(open_day & (orders.day < DAYS - 1)))
    _, first = np.unique(orders.customer[drawn] * len(YEAR_ENDS) + year[drawn], return_index=True)
    return np.sort(drawn[first[rng.random(len(first)) < INVITED]])


def invited_at(orders: Orders, invited: np.ndarray) -> np.ndarray:
    """When these invitations are sent: a day after the order."""
    return orders.second[invited] + 86400


def draw(
    rng: np.random.Generator, crowd: People, orders: Orders, tickets: Tickets, invited: np.ndarray, seen: Views
) -> Answers:
    """All answers of a chunk in order of time; the first chunk's also hold the employees'."""
    unasked = [*after_orders(rng, crowd, orders, invited, seen), after_tickets(rng, crowd, orders, tickets)]
    parts = [
        not_soon_after(joined(unasked), orders, invited),
        *after_invitations(rng, crowd, orders, invited, seen),
        *study.draw(rng, crowd, orders, seen),
    ]
    given = joined(parts)
    given = chosen(given, given.second < DAYS * 86400)
    given.comment = comments.write(rng, given, seen, comments.languages(rng, crowd))
    if crowd.first_number == 0:
        given = joined([given, employees.draw(rng, len(comments.TEXTS))])
    return chosen(given, np.argsort(given.second, kind="stable"))


def after_orders(
    rng: np.random.Generator, crowd: People, orders: Orders, invited: np.ndarray, seen: Views
) -> list[Answers]:
    """What customers answer in the app and at the till, days after an order and without an invitation."""
    asked = rng.random(len(orders.day)) < np.array(column("surveyed"))[orders.archetype] / ANSWERING
    asked &= (orders.customer >= 0) & crowd.answers[orders.customer]
    asked[invited] = False
    asked = np.flatnonzero(asked)
    second = orders.second[asked] + rng.integers(2, 12, len(asked)) * 86400
    return about_orders(rng, crowd, orders, seen, asked, second, ALSO_RECOMMENDS)


def after_invitations(
    rng: np.random.Generator, crowd: People, orders: Orders, invited: np.ndarray, seen: Views
) -> list[Answers]:
    """What those answer who follow an invitation; the pleased do so oftener."""
    satisfaction = np.array(column("satisfaction"))[orders.archetype[invited]]
    follow = rng.random(len(invited)) < RESPONSE * satisfaction**2 / ANSWERING
    follow &= crowd.answers[orders.customer[invited]]
    second = invited_at(orders, invited[follow]) + rng.integers(3600, 14 * 86400, int(follow.sum()))
    return about_orders(rng, crowd, orders, seen, invited[follow], second, 1.0)


def about_orders(
    rng: np.random.Generator,
    crowd: People,
    orders: Orders,
    seen: Views,
    about: np.ndarray,
    second: np.ndarray,
    also_recommends: float,
) -> list[Answers]:
    """Satisfaction with one touchpoint and, from some, the wish to recommend, about these orders."""
    who, day = orders.customer[about], np.minimum(second // 86400, DAYS - 1)
    occasion = rng.normal(0, 0.06, len(who)) - 0.2 * ((orders.complaint_day[about] >= 0) & ~orders.helped[about])
    subject = rng.integers(1, len(TOUCHPOINTS), len(about))
    perceived = np.where(subject == views.CHECKOUT, views.checkout(day), views.PERCEIVED[subject])
    better = (perceived - 5) * views.CSAT_A_POINT + OWN_VIEW_OF_FIVE * seen.own[who, subject]
    centre = 1 + 4 * (seen.satisfaction(who, day) + occasion) + better
    csat = answers(who, second, CSAT, spread(rng, centre, 0.38, 1, 5), subject=subject)
    also = rng.random(len(about)) < also_recommends
    centre = views.recommends(seen, who, day) + views.A_POINT_OF_SATISFACTION * occasion
    score = spread(rng, centre[also], np.sqrt(views.BY_CHANCE**2 - (views.A_POINT_OF_SATISFACTION * 0.06) ** 2), 0, 10)
    return [csat, answers(who[also], second[also] + 60, NPS, score)]


def not_soon_after(given: Answers, orders: Orders, invited: np.ndarray) -> Answers:
    """The answers without those of customers who were invited in the days before."""
    scale = 2 * DAYS * 86400
    sent = np.sort(orders.customer[invited] * scale + invited_at(orders, invited))
    if not len(sent):
        return given
    place = given.customer * scale + given.second
    last = np.searchsorted(sent, place, side="right") - 1
    since = place - sent[np.maximum(last, 0)]
    return chosen(given, (last < 0) | (since > (QUIET_DAYS + 1) * 86400))


def after_tickets(rng: np.random.Generator, crowd: People, orders: Orders, tickets: Tickets) -> Answers:
    """How easy it was (1..7) to get an answer: of a third of those whose ticket was resolved."""
    answered = crowd.answers[orders.customer[tickets.order]] & (rng.random(len(tickets.order)) < 0.33 / ANSWERING)
    done = np.flatnonzero((tickets.resolved < support.END) & answered)
    wait_days = (tickets.resolved[done] - tickets.opened[done]) / 86400
    centre = 5.9 - 0.35 * np.minimum(wait_days, 6) - 1.2 * ~tickets.satisfied[done]
    subject = np.full(len(done), TOUCHPOINTS.index("Support"))
    second = tickets.resolved[done] + 86400
    return answers(orders.customer[tickets.order[done]], second, CES, spread(rng, centre, 0.9, 1, 7), subject=subject)


def table(given: Answers, crowd: People, width: int) -> pa.Table:
    """The surveys table."""
    return columns.table(
        "surveys",
        answered_at=columns.moments(given.second),
        customer_id=people.customer_ids(crowd, given.customer, width),
        measure=columns.labels(given.measure, MEASURES),
        subject=columns.labels(given.subject, SUBJECTS),
        score=columns.whole(given.score),
        comment=columns.labels(given.comment, COMMENTS),
    )


def churn_reasons(rng: np.random.Generator, crowd: People, orders: Orders, width: int) -> pa.Table:
    """Why a quarter of those who left say they did, one to eight months after their last order."""
    who = np.flatnonzero((crowd.last_day < DAYS - 1) & (rng.random(crowd.size) < 0.25))
    known = orders.customer >= 0
    last = np.zeros(crowd.size, dtype=int)
    np.maximum.at(last, orders.customer[known], orders.day[known])
    reason = np.searchsorted(np.cumsum(REASON_SHARES)[:-1], rng.random(len(who)))
    late = (last[who] >= YEAR_STARTS[-1]) & (reason == REASONS.index("Price"))
    late &= rng.random(len(who)) < LATE_MORE / REASON_SHARES[0]
    reason = np.where(late, REASONS.index("Delivery"), reason)
    left = last[who] + rng.integers(*np.array(REASON_AFTER)[reason].T)
    by_time = np.argsort(left, kind="stable")
    by_time = by_time[left[by_time] < DAYS]
    return columns.table(
        "churn_reasons",
        customer_id=people.customer_ids(crowd, who[by_time], width),
        left_on=columns.days(left[by_time]),
        reason=columns.labels(reason[by_time], REASONS),
    )


def truth() -> list[tuple[str, float, str]]:
    """What is planted in the answers: name, value, page."""
    page = "experience/voice"
    shares = dict(zip(REASONS, REASON_SHARES, strict=True))
    rows = [(f"share of R2 of NPS: {name}", share, page) for name, share in views.SHARES_OF_R2.items()]
    rows += [
        ("customers who answer all touchpoints and NPS in one wave", study.WAVE_SHARE, page),
        ("weighted NPS: points a year", views.NPS_A_YEAR, page),
        ("weighted NPS of 2025", -5.0, page),
        ("plain less weighted NPS of 2025: at least", 15.0, page),
        (f"answers about a touchpoint nobody asks about: {NEVER_ASKED}", 0.0, "experience/journey"),
    ]
    for archetype in ARCHETYPES[:GUEST]:
        rate = RESPONSE * archetype.satisfaction**2
        rows.append((f"response to invitations: {archetype.name}", rate, page))
    named = [(f"share of leavers: {name}", shares[name], "market/competitors") for name in REASONS if ": " in name]
    return [*rows, *named, *comments.truth(), *study.truth()]
