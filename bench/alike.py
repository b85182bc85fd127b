"""Made companies in which nothing differs and nothing has an effect: whatever a page claims of one is a false alarm.

Customers order at a pace of their own that never changes. What they are asked, promised, complain of and are thanked
for is drawn without a look at who they are, when it is or how it ends; only the views of one person stay alike.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

import cx

FIRST, AS_OF = date(2023, 1, 1), date(2025, 12, 31)
DAYS = (AS_OF - FIRST).days + 1
CUSTOMERS = 1500
CHANNELS = ["Website", "App", "Store"]
REGIONS = ["North", "South", "West"]
TOUCHPOINTS = ["Website", "Store", "Price", "Delivery", "Quality", "Support"]
STEPS = ["consider", "evaluate", "evaluate", "use", "use", "use"]
PS = ["place", "place", "price", "place", "product", "people"]
SUBJECTS = [*TOUCHPOINTS, "basic", "symbolic", "experiential"]
TOPICS = ["One", "Two", "Three", "Four", "Five"]
REQUESTS = ["Lids", "Colours", "Spare parts", "Repair", "Gift wrapping"]
PROMISES = ["delivery", "call back", "refund", "guarantee"]
WORDS = [
    "amber", "basket", "candle", "drawer", "ember", "fabric", "garden", "hammer", "island", "jacket", "kettle",
    "ladder", "mirror", "needle", "orange", "pillow", "quartz", "ribbon", "saddle", "table", "umbrella", "velvet",
    "window", "yellow",
]  # fmt: skip
HELPED, KEPT = 0.6, 0.75
ANSWERING = 0.5


@dataclass(frozen=True)
class Crowd:
    """The random numbers of a company, and the orders that all else hangs on.

    Attributes
    ----------
    rng : what is drawn next
    customer, day : of each order, sorted by both
    views : of each customer on each subject, 0 in the mean
    """

    rng: np.random.Generator
    customer: np.ndarray
    day: np.ndarray
    views: np.ndarray

    @property
    def size(self) -> int:
        """How many customers."""
        return len(self.views)

    def picked(self, names: list[str], n: int) -> np.ndarray:
        """So many of these names, each as likely as another."""
        return np.array(names)[self.rng.integers(0, len(names), n)]

    def some(self, share: float) -> np.ndarray:
        """Positions of a share of the orders."""
        return np.flatnonzero(self.rng.random(len(self.day)) < share)


def crowd(seed: int, customers: int = CUSTOMERS) -> Crowd:
    """Customers who order from the first day to the last, six times a year in the mean."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(3, 2, customers) * DAYS / 365)
    customer, day = np.repeat(np.arange(customers), counts), rng.integers(0, DAYS, counts.sum())
    order = np.lexsort((day, customer))
    return Crowd(rng, customer[order], day[order], rng.normal(0, 1, (customers, len(SUBJECTS))))


def moments(day: np.ndarray, hour: np.ndarray | float = 12.0) -> pd.Series:
    """Days and hours as texts; blank from the day after the last on."""
    found = pd.Series(pd.Timestamp(FIRST) + pd.to_timedelta(day, unit="D") + pd.to_timedelta(hour, unit="h"))
    return found.dt.strftime("%Y-%m-%d %H:%M:%S").where(found < pd.Timestamp(AS_OF) + pd.Timedelta(days=1))


def ids(customer: np.ndarray) -> list[str]:
    """Customers by their number."""
    return [f"C{number:05d}" for number in customer]


def orders(made: Crowd) -> pd.DataFrame:
    """Orders of whatever value in whatever channel."""
    n = len(made.day)
    return pd.DataFrame(
        {
            "order_id": np.arange(n),
            "customer_id": ids(made.customer),
            "ordered_at": moments(made.day, made.rng.uniform(8, 20, n)),
            "revenue": made.rng.lognormal(4, 0.6, n).round(2),
            "channel": made.picked(CHANNELS, n),
        }
    )


def tickets(made: Crowd) -> pd.DataFrame:
    """Complaints, questions and requests about orders, in any hour; how they end is drawn."""
    order = made.some(0.14)
    n, rng = len(order), made.rng
    kind = made.picked(["complaint", "question", "request"], n)
    opened = made.day[order] + rng.integers(1, 9, n) + rng.random(n)
    answered = opened + rng.lognormal(-1.5, 0.8, n)
    topic = np.where(
        kind == "request", made.picked(REQUESTS, n), np.char.add(kind, " ").astype(object) + made.picked(TOPICS, n)
    )
    found = pd.DataFrame(
        {
            "ticket_id": np.arange(n),
            "opened_at": moments(opened, 0),
            "customer_id": ids(made.customer[order]),
            "kind": kind,
            "topic": topic,
            "channel": made.picked(["Phone", "Email", "Chat"], n),
            "answered_at": moments(answered, 0),
            "resolved_at": moments(answered + rng.lognormal(0, 0.8, n), 0),
            "satisfied": np.where(rng.random(n) < HELPED, "yes", "no"),
            "severity": rng.integers(1, 4, n),
        }
    )
    found["satisfied"] = found["satisfied"].where(found["resolved_at"].notna())
    return found[found["opened_at"].notna()]


def whole(centre: np.ndarray, least: int, most: int) -> np.ndarray:
    """Whole scores on a scale."""
    scores: np.ndarray = np.clip(np.rint(centre), least, most).astype(int)
    return scores


def answers(
    made: Crowd, customer: np.ndarray, day: np.ndarray, measure: str, score: np.ndarray, subject: object = None
) -> pd.DataFrame:
    """Answers to one question."""
    return pd.DataFrame(
        {
            "answered_at": moments(day, made.rng.uniform(8, 20, len(day))),
            "customer_id": ids(customer),
            "measure": measure,
            "subject": subject,
            "score": score,
        }
    )


def recommends(made: Crowd, customer: np.ndarray) -> np.ndarray:
    """NPS answers: each touchpoint weighs the same."""
    views = made.views[customer, : len(TOUCHPOINTS)].sum(axis=1)
    return whole(7.4 + 0.4 * views + made.rng.normal(0, 1.2, len(customer)), 0, 10)


def everyday(made: Crowd) -> list[pd.DataFrame]:
    """Answers on any day of some of the customers, whoever they are, of each as likely as of another."""
    rng = made.rng
    who = np.flatnonzero(rng.random(made.size) < ANSWERING)
    customer = rng.choice(who, 4 * made.size)
    day, subject = rng.integers(0, DAYS, len(customer)), rng.integers(0, len(TOUCHPOINTS), len(customer))
    liked = 3.7 + 0.5 * made.views[customer, subject] + rng.normal(0, 0.7, len(customer))
    said = np.char.add(np.char.add(made.picked(WORDS, len(customer)), " "), made.picked(WORDS, len(customer)))
    nps = answers(made, customer, day, "nps", recommends(made, customer))
    nps["comment"] = pd.Series(said).where(rng.random(len(customer)) < 0.1)
    ease = whole(5 + rng.normal(0, 1.2, len(customer)), 1, 7)
    return [
        nps,
        answers(made, customer, day, "csat", whole(liked, 1, 5), np.array(TOUCHPOINTS)[subject]),
        answers(made, customer, day, "ces", ease),
    ]


def study(made: Crowd, last: date, people: int) -> list[pd.DataFrame]:
    """What some customers, drawn by lot, were promised, expect and hold important, and how they perceive it."""
    rng, parts = made.rng, []
    who = np.sort(rng.permutation(made.size)[:people])
    day = (last - FIRST).days - rng.integers(0, 15, people)
    for number, name in enumerate(SUBJECTS):
        for measure, centre in (("promise", 4), ("expectation", 4), ("importance", 5)):
            parts.append(answers(made, who, day, measure, whole(centre + rng.normal(0, 1, people), 1, 7), name))
        perceived = whole(4 + made.views[who, number], 1, 7)
        parts.append(answers(made, who, day, "perception", perceived, name))
    return [*parts, answers(made, who, day, "nps", recommends(made, who))]


def wishes(made: Crowd, people: int = 200) -> list[pd.DataFrame]:
    """Pairs of answers about each request, drawn from the same ones for all."""
    parts = []
    for name in REQUESTS:
        who = made.rng.permutation(made.size)[:people]
        day = np.full(people, DAYS - 60)
        for measure in ("kano_with", "kano_without"):
            parts.append(answers(made, who, day, measure, made.rng.integers(1, 6, people), name))
    return parts


def employees(made: Crowd, each: int = 40) -> pd.DataFrame:
    """What the teams say of the company, all alike; nobody is named."""
    team = np.repeat([f"team {name}" for name in TOUCHPOINTS], each)
    score = whole(7.4 + made.rng.normal(0, 1.8, len(team)), 0, 10)
    found = answers(made, np.zeros(len(team), dtype=int), np.full(len(team), DAYS - 40), "employee", score, team)
    return found.assign(customer_id=None)


def promises(made: Crowd) -> pd.DataFrame:
    """Promises of each kind with any order; of each kind as many are kept."""
    order = made.some(0.4)
    n, rng = len(order), made.rng
    kind, day = made.picked(PROMISES, n), made.day[order]
    due = day + rng.integers(2, 20, n)
    is_claim, is_kept = kind == "guarantee", rng.random(n) < KEPT
    kept = np.where(is_kept, due, np.where(is_claim, DAYS, due + rng.integers(1, 6, n)))
    asked = np.where(is_claim, due, DAYS)
    return pd.DataFrame(
        {
            "promise_id": np.arange(n),
            "made_on": moments(day, 0).str[:10],
            "customer_id": ids(made.customer[order]),
            "touchpoint": "Delivery",
            "kind": kind,
            "due_on": (pd.Timestamp(FIRST) + pd.to_timedelta(due, unit="D")).strftime("%Y-%m-%d"),
            "asked_on": moments(asked, 0).str[:10],
            "kept_on": moments(np.where(is_claim & is_kept, kept + 5, kept), 0).str[:10],
        }
    ).assign(due_on=lambda rows: rows["due_on"].where(rows["kind"] != "guarantee"))


def thanks(made: Crowd) -> pd.DataFrame:
    """Thanks on any day to anybody, half of them held out by lot."""
    n = made.size // 2
    held_out = made.rng.random(n) < 0.5
    return pd.DataFrame(
        {
            "person_id": ids(made.rng.permutation(made.size)[:n]),
            "occurred_at": moments(made.rng.integers(200, DAYS, n), 12),
            "kind": "thanked",
            "channel": "Phone",
            "variant": np.where(held_out, "held out", "treated"),
            "cost": np.where(held_out, 0, 2),
        }
    )


def journey() -> pd.DataFrame:
    """A map whose touchpoints are all asked about."""
    return pd.DataFrame(
        {
            "touchpoint": TOUCHPOINTS,
            "step": STEPS,
            "position": np.arange(1, len(TOUCHPOINTS) + 1),
            "p": PS,
            "team": [f"team {name}" for name in TOUCHPOINTS],
            "met_by": [f"orders:{name}" for name in (*CHANNELS, *CHANNELS)],
            "asked_as": TOUCHPOINTS,
        }
    )


def tables(seed: int, customers: int = CUSTOMERS) -> dict[str, pd.DataFrame]:
    """The tables of a company, by kind."""
    made = crowd(seed, customers)
    surveys = [
        *everyday(made),
        *study(made, date(2024, 11, 25), customers // 10),
        *study(made, date(2025, 11, 25), customers // 5),
        *wishes(made),
        employees(made),
    ]
    people = pd.DataFrame({"customer_id": ids(np.arange(customers)), "region": made.picked(REGIONS, customers)})
    return {
        "orders": orders(made),
        "customers": people.assign(joined_on="2022-06-30"),
        "tickets": tickets(made),
        "surveys": pd.concat(surveys, ignore_index=True),
        "promises": promises(made),
        "touchpoints": thanks(made),
        "journey": journey(),
    }


def company(seed: int, customers: int = CUSTOMERS) -> cx.Store:
    """A company in memory, loaded as a person loads files."""
    store = cx.open_store(":memory:")
    for kind, table in tables(seed, customers).items():
        store.load(kind, table.to_csv(index=False).encode())
    return store
