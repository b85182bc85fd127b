"""What does the company spend beyond its orders?"""

import numpy as np
import pyarrow as pa

from data import baskets, calendars, catalogue, columns, seasons
from data.seasons import MONTHS

NAME = "Simorgh Home"
USUAL_CUSTOMERS = 5000  # the amounts below are for so many customers

RENT_AND_WAGES = 40_800  # a month in January 2023
RAISED = 0.042  # each January
STEPS = {"2024-03": 600}  # a second showroom in Tehran
# Monthly amounts in January 2023 and in December 2025.
SERVICE_TEAM = (6_900, 8_600)
ADVERTISING = {
    "Display ads": (115, 165),
    "Search": (4_300, 5_500),
    "Social": (2_200, 3_100),
    "Marketplace": (2_100, 2_600),
    "Store": (2_700, 3_400),
    "Referral": (1_000, 1_700),
}
"""What is spent on each place of a first touch: ads, fees, leaflets and evenings in the showroom, gifts to friends."""

DEVELOPMENT_A_MONTH = 500
LAUNCH_COST = 250  # a month of Introduction, and beside it ratios:
COST_RATIOS = (0, 0.42, 0.015, 0.015, 0.01)  # marketing to the month's planned margin, by stage
TOOLING = 0.80  # development to the month's planned margin in Introduction: moulds, samples, first batches
TAPER, TAPER_MONTHS = 0.68, 1.3  # of that once Introduction ends, and how long until a third of it is left

Row = tuple[int, float, str, int, str]  # month, amount, kind, product number or -1, channel or ""


def costs(customers: int) -> pa.Table:
    """The costs table: months of rent, service, advertising, and each product's development and marketing."""
    rows = sorted(running_costs() + product_costs(), key=lambda row: row[0])
    month, amount, kind, product, channel = zip(*rows, strict=True)
    product = np.array(product)
    cents = np.rint(np.array(amount) * 100 * customers / USUAL_CUSTOMERS).astype(np.int64)
    starts = [(seasons.month_start(number) - seasons.FIRST_DATE).days for number in month]
    return columns.table(
        "costs",
        month=columns.days(np.array(starts)),
        amount=columns.money(cents),
        kind=columns.texts(list(kind)),
        product_id=columns.ids("P", product + 1, 3, product >= 0),
        channel=columns.texts([name or None for name in channel]),
    )


def running_costs() -> list[Row]:
    """What is spent each month whatever is sold."""
    rows = []
    for month in range(MONTHS):
        grown = month / (MONTHS - 1)
        rows.append((month, rent_and_wages(month), "fixed", -1, ""))
        rows.append((month, _between(SERVICE_TEAM, grown), "service", -1, ""))
        rows += [(month, _between(range_, grown), "marketing", -1, place) for place, range_ in ADVERTISING.items()]
    return rows


def rent_and_wages(month: int) -> float:
    """What rooms and people cost in a month: raised each January, and by what was opened since."""
    opened = sum(amount for since, amount in STEPS.items() if catalogue.launch_month(since) <= month)
    return (RENT_AND_WAGES + opened) * (1 + RAISED) ** (month // 12)


def product_costs() -> list[Row]:
    """Development up to the end of Introduction, and marketing, which is less and less of the margin later."""
    stage = catalogue.stages()
    margin = (catalogue.prices() - catalogue.unit_costs()) / 100 * catalogue.planned_units()
    introduced = catalogue.ages() - (catalogue.PEAK_AGE - catalogue.BEND)[:, None]  # months since then
    tapering = TAPER * np.exp(-np.maximum(introduced, 0) / TAPER_MONTHS) * (stage > 1)
    ratio = np.array(COST_RATIOS)[stage] + COST_RATIOS[1] * tapering
    season = baskets.category_seasons()[catalogue.CATEGORY][:, np.arange(MONTHS) % 12]
    planned = margin * calendars.MONTH_SHARES * season
    spent = {
        "development": DEVELOPMENT_A_MONTH * (stage == 0) + TOOLING * planned * ((stage == 1) + 0.2 * tapering),
        "marketing": ratio * planned + LAUNCH_COST * (stage == 1),
    }
    return [
        (month, amount[product, month], kind, product, "")
        for kind, amount in spent.items()
        for product, month in np.argwhere(amount > 0).tolist()
    ]


def _between(range_: tuple[float, float], part: float) -> float:
    return range_[0] + (range_[1] - range_[0]) * part
