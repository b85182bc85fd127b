"""Answers to surveys: what is asked, about what, and the record that every kind of survey fills."""

from dataclasses import dataclass, fields

import numpy as np

MEASURES = (
    "nps", "csat", "ces", "expectation", "promise", "perception", "importance", "employee", "kano_with", "kano_without",
)  # fmt: skip
NPS, CSAT, CES, EXPECTATION, PROMISE, PERCEPTION, IMPORTANCE, EMPLOYEE, KANO_WITH, KANO_WITHOUT = range(len(MEASURES))

TOUCHPOINTS = (
    "Advertising",
    "Website",
    "Store",
    "Price",
    "Checkout",
    "Delivery",
    "Product quality",
    "Support",
)
NEVER_ASKED = "Packaging"  # a touchpoint of the journey map that no survey asks about
NEEDS = ("basic", "symbolic", "experiential")
FEELINGS = ("rational", "emotional", "sensory", "physical", "spiritual")
DRIVERS = ("environment", "staff", "incentives", "pricing", "technology")
ATTRIBUTES = ("range", "delivery speed")
INTENTION = "intention"  # to buy again; only how likely it is, as a perception
TEAMS = (
    "product and design", "e-commerce and IT", "support", "finance and sales", "marketing", "stores",
    "fulfilment and logistics", "people and management",
)  # fmt: skip
REQUESTS = (
    "Spare parts", "Gift wrapping", "Pay in instalments", "More colours", "Same-day delivery", "Repair service",
)  # fmt: skip
JUDGED = TOUCHPOINTS + NEEDS + FEELINGS + DRIVERS + ATTRIBUTES
SUBJECTS = (*JUDGED, INTENTION, *TEAMS, *REQUESTS)


@dataclass
class Answers:
    """Answers; positions in the lists above, -1 where a cell stays blank."""

    customer: np.ndarray  # position in the chunk
    second: np.ndarray  # since the data begin
    measure: np.ndarray
    subject: np.ndarray
    score: np.ndarray
    comment: np.ndarray


def answers(customer: np.ndarray, second: np.ndarray, measure: int, score: np.ndarray, **codes: np.ndarray) -> Answers:
    """Answers to one question, without subject or comment unless given."""
    full = {"measure": measure, "subject": -1, "comment": -1} | codes
    full = {name: np.broadcast_to(np.asarray(value), customer.shape) for name, value in full.items()}
    return Answers(customer=customer, second=second, score=score, **full)


def joined(parts: list[Answers]) -> Answers:
    """The answers of all parts, one after the other."""
    return Answers(**{one.name: np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Answers)})


def chosen(given: Answers, which: np.ndarray) -> Answers:
    """The answers at these positions, or for which a mask is true."""
    return Answers(**{one.name: getattr(given, one.name)[which] for one in fields(Answers)})


def spread(rng: np.random.Generator, centre: np.ndarray, deviation: float, least: int, most: int) -> np.ndarray:
    """Whole scores around a centre, inside the scale."""
    return np.clip(np.rint(rng.normal(centre, deviation)), least, most).astype(np.int64)
