"""How does each product go through its life, month by month?

Sales follow Bass (1969): the share of the market that has bought after t months is
F(t) = (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t), its peak is at T* = ln(q/p)/(p+q), and the curve bends
at T* -/+ ln(2+sqrt 3)/(p+q): there Introduction ends and Decline begins.
"""

from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from data import columns, seasons
from data.assortment import PRODUCTS
from data.seasons import MONTHS

CATEGORIES = ("Cookware", "Tableware", "Coffee and tea", "Textiles", "Lighting", "Garden")
STAGES = ("Development", "Introduction", "Growth", "Saturation", "Decline")
NO_STAGE = -1
DEVELOPMENT_MONTHS = 6
RETIRED_BELOW = 0.12  # of the peak: nobody keeps a product on the shelf for less
NEVER = 10_000

WITHDRAWN = {"سماور زغالی تبریز": "2025-07", "青花瓷碗": "2025-10", "Чашка «Гжель»": "2025-03"}
"""Product -> the first month in which it is no longer sold, although people still wanted it."""
RELAUNCHED = {"Çaydanlık Boğaziçi": "2024-07", "Lâle kahvaltı seti": "2025-01"}
"""Product -> the month in which a new model begins a second life."""
SECOND_LIFE = 0.6  # of the market of the first
INFLATION = 0.015
"""Prices rise by so much each January, with the prices of the country."""
COSTS_ROSE = (0.0, 0.045, -0.015)
"""So much did what goods cost rise each January: copper and freight were dear in 2024."""

NAMES = [row[0] for row in PRODUCTS]
CATEGORY = np.array([CATEGORIES.index(row[1]) for row in PRODUCTS])
PRICE_CENTS = np.array([row[2] * 100 for row in PRODUCTS])
COST_SHARE = np.array([row[3] for row in PRODUCTS])


def launch_month(text: str) -> int:
    """Months since January 2023; NEVER when the launch is not yet decided."""
    return (int(text[:4]) - 2023) * 12 + int(text[5:7]) - 1 if text else NEVER


LAUNCH = np.array([launch_month(row[4]) for row in PRODUCTS])
INNOVATION = np.array([row[5] for row in PRODUCTS])
IMITATION = np.array([row[6] for row in PRODUCTS])
MARKET = np.array([row[7] for row in PRODUCTS], dtype=float)
SPEED = INNOVATION + IMITATION
PEAK_AGE = np.log(IMITATION / INNOVATION) / SPEED
BEND = np.log(2 + np.sqrt(3)) / SPEED


LEFT_SHELF = np.array([launch_month(WITHDRAWN.get(row[0], "")) for row in PRODUCTS])
RELAUNCH = np.array([launch_month(RELAUNCHED.get(row[0], "")) for row in PRODUCTS])


def adopted(age: np.ndarray) -> np.ndarray:
    """Share of each product's market that has bought at an age in months; 0 before the launch."""
    decay = np.exp(-SPEED[:, None] * np.maximum(age, 0))
    return (1 - decay) / (1 + (IMITATION / INNOVATION)[:, None] * decay)


def life(launch: np.ndarray) -> np.ndarray:
    """Units of one life per 5,000 customers (product x month), 0 before its launch and once nobody keeps it."""
    age = np.arange(MONTHS + 1)[None, :] - launch[:, None]
    units = np.diff(adopted(age), axis=1) * MARKET[:, None]
    peak = MARKET * SPEED**2 / (4 * IMITATION)
    fading = (units < RETIRED_BELOW * peak[:, None]) & (age[:, :-1] > (PEAK_AGE + BEND)[:, None])
    return np.where(fading, 0.0, units)


@cache
def planned_units() -> np.ndarray:
    """Units per 5,000 customers: a row per product, a column per month, 0 before launch and once retired."""
    month = np.arange(MONTHS)[None, :]
    units = np.where(month < RELAUNCH[:, None], life(LAUNCH), SECOND_LIFE * life(RELAUNCH))
    return np.where(month < LEFT_SHELF[:, None], units, 0.0)


@cache
def ages() -> np.ndarray:
    """Months since the launch, or since the relaunch, in mid-month (product x month); negative before the launch."""
    month = np.arange(MONTHS)[None, :]
    return month + 0.5 - np.where(month < RELAUNCH[:, None], LAUNCH[:, None], RELAUNCH[:, None])


@cache
def stages() -> np.ndarray:
    """Number of the stage in mid-month (product x month); NO_STAGE outside the product's life."""
    age = ages()
    stage = np.select(
        [age < (PEAK_AGE - BEND)[:, None], age < PEAK_AGE[:, None], age < (PEAK_AGE + BEND)[:, None]],
        [1, 2, 3],
        4,
    )
    stage = np.where(age < 0, 0, stage)
    begun = age >= -DEVELOPMENT_MONTHS
    # What is planned for later, or not yet dated, is already being worked on at the end of the data.
    begun |= (LAUNCH >= MONTHS)[:, None] & (np.arange(MONTHS) >= MONTHS - DEVELOPMENT_MONTHS)[None, :]
    alive = (planned_units() > 0) | (stage == 0)
    return np.where(begun & alive, stage, NO_STAGE)


@cache
def price_level() -> np.ndarray:
    """What money buys in each month, beside January 2023."""
    return (1 + INFLATION) ** (np.arange(MONTHS) // 12)


@cache
def prices() -> np.ndarray:
    """Unit price in cents (product x month): cut through Saturation, and more in Decline; raised each January."""
    ripeness = np.clip((ages() - PEAK_AGE[:, None]) / (4 * BEND[:, None]), 0, 1)
    return np.round(PRICE_CENTS[:, None] * (1 - 0.2 * ripeness) * price_level() / 10).astype(np.int64) * 10


@cache
def unit_costs() -> np.ndarray:
    """What a unit costs in cents (product x month): cheaper to make with the years of a life, dearer since 2024."""
    cost_level = np.cumprod(1 + np.array(COSTS_ROSE))[np.arange(MONTHS) // 12]
    learned = np.clip(ages() / (PEAK_AGE + BEND)[:, None], 0, 1)
    return np.round((PRICE_CENTS * COST_SHARE)[:, None] * (1 - 0.05 * learned) * cost_level).astype(np.int64)


@cache
def choice_table(weights: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray]:
    """For drawing a product of a category in a month, by its sales and a taste (`weights`, one per product).

    Returns the cumulative shares (category x month x place) and the product at each place.
    """
    wanted = planned_units() * np.array(weights)[:, None]
    found = [np.flatnonzero(category == CATEGORY) for category in range(len(CATEGORIES))]
    members = np.zeros((len(found), max(map(len, found))), dtype=int)
    units = np.zeros((*members.shape, MONTHS))  # places beyond the last product of a category are never drawn
    for category, products in enumerate(found):
        members[category, : len(products)], units[category, : len(products)] = products, wanted[products]
    cumulative = np.cumsum(units.transpose(0, 2, 1), axis=2)
    return cumulative / cumulative[:, :, -1:], members


def retired_months() -> np.ndarray:
    """The first month without the product on sale; NEVER if it is still sold or not yet launched."""
    sold = planned_units() > 0
    after = MONTHS - np.argmax(sold[:, ::-1], axis=1)
    return np.where(sold.any(axis=1) & (after < MONTHS), after, NEVER)


def product_ids(numbers: np.ndarray) -> pa.Array:
    """Texts like P017, counted from 1."""
    return columns.ids("P", np.asarray(numbers) + 1, 3)


def products() -> pa.Table:
    """The products table; a launch lies in the future, or is blank, while a product is being developed."""
    launched, retired = LAUNCH != NEVER, retired_months()
    launch_days = [_day(month) if known else 0 for month, known in zip(LAUNCH, launched, strict=True)]
    retire_days = [_day(month) - 1 if month != NEVER else 0 for month in retired]
    return columns.table(
        "products",
        product_id=product_ids(np.arange(len(PRODUCTS))),
        name=columns.texts([row[0] for row in PRODUCTS]),
        category=columns.texts([row[1] for row in PRODUCTS]),
        launched_on=columns.days(np.array(launch_days), launched),
        retired_on=columns.days(np.array(retire_days), retired != NEVER),
    )


def _day(month: int) -> int:
    return (seasons.month_start(int(month)) - seasons.FIRST_DATE).days


def true_stages() -> pd.DataFrame:
    """A row per product and month of its life: product_id, month (its first day), stage."""
    stage = stages()
    product, month = np.nonzero(stage != NO_STAGE)
    return pd.DataFrame(
        {
            "product_id": product_ids(product).to_pandas(),
            "month": pd.to_datetime([seasons.month_start(int(number)) for number in month]),
            "stage": np.array(STAGES)[stage[product, month]],
        }
    )
