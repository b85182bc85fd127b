"""Ideas that the company took from its rivals, and names that it considers for a product line.

The app keeps both in tables of its own, so they stand in no file: `data.generate.truth()` gives them as "ideas" and
"names".
"""

from dataclasses import asdict, dataclass
from datetime import date

import numpy as np
import pandas as pd

from data import seasons, views

PAGE_OF_IDEAS, PAGE_OF_NAMES = "market/competitors", "market/names"


@dataclass(frozen=True)
class Idea:
    """Something that a rival does well: who, at which attribute, its state here, which measure should move.

    effect : true change of the measure from decided_on on, in its own points; None where the idea is not done
    """

    idea: str
    company: str
    attribute: str
    state: str  # idea, trying, done, dropped
    measure: str
    decided_on: date | None
    effect: float | None


def effect_of_checkout() -> float:
    """By how much satisfaction with Checkout lies higher since the new one, on average over the days since."""
    since = views.checkout(np.arange(views.NEW_CHECKOUT_DAY, seasons.DAYS))
    return round(views.CSAT_A_POINT * float(since.mean() - views.CHECKOUT_BEFORE), 3)


NEW_CHECKOUT = seasons.DATES[views.NEW_CHECKOUT_DAY]
# The second was decided so late that who answers is alike before and since.
IDEAS = (
    Idea("Checkout on one page", "Bazaar 24", "Service", "done", "csat: Checkout", NEW_CHECKOUT, effect_of_checkout()),
    Idea("Gift cards at the till", "Bazaar 24", "Range", "done", "csat: Store", date(2025, 3, 1), 0.0),
    Idea("Chosen delivery hour", "Nordlys Living", "Delivery", "trying", "csat: Delivery", date(2025, 11, 3), None),
    Idea("Price promise for a month", "Bazaar 24", "Price", "idea", "csat: Price", None, None),
    Idea("Repairs in the store", "Casa Ararat", "Guarantee", "idea", "csat: Support", None, None),
    Idea("Paper catalogue", "Casa Ararat", "Range", "dropped", "csat: Advertising", date(2023, 6, 1), None),
)


@dataclass(frozen=True)
class Candidate:
    """A name for a line of products; problem: "" where none of the tests should find one."""

    name: str
    problem: str  # clash, meaning, sayable or ""
    against: str  # the rival, the word or the languages
    why: str


CANDIDATES = (
    Candidate("Nordlis", "clash", "Nordlys Living", "sounds the same, and one letter differs"),
    Candidate("Merida", "meaning", "merda", "one letter away from a vulgar word in Italian and Portuguese"),
    Candidate("Hearthsmith", "sayable", "most languages but English", "the consonants r, th, s, m follow each other"),
    Candidate("Tamino", "", "", "short, said alike nearly everywhere, far from every rival"),
    Candidate("Nomika", "", "", "short, said alike nearly everywhere, far from every rival"),
)


def frame() -> pd.DataFrame:
    """A row per idea: idea, company, attribute, state, measure, decided_on, effect."""
    found = pd.DataFrame([asdict(idea) for idea in IDEAS])
    return found.assign(decided_on=pd.to_datetime(found["decided_on"]), effect=found["effect"].astype(float))


def names_frame() -> pd.DataFrame:
    """A row per candidate: name, problem, against, why."""
    return pd.DataFrame([asdict(candidate) for candidate in CANDIDATES])


def truth() -> list[tuple[str, float, str]]:
    """Name, value and page of what is planted."""
    rows = [(f"effect of idea: {idea.idea}", idea.effect, PAGE_OF_IDEAS) for idea in IDEAS if idea.state == "done"]
    good = sum(not candidate.problem for candidate in CANDIDATES)
    return [*rows, ("candidate names without a problem", float(good), PAGE_OF_NAMES)]
