"""What does the company spend beyond its orders?"""

import numpy as np
import pyarrow as pa

from data import baskets, calendars, catalogue, columns, seasons
from data.seasons import MONTHS

NAME = "Simorgh Home"
USUAL_CUSTOMERS = 5000  # the amounts below are for so many customers

RENT_AND_WAGES = 56_500  # a month in January 2023
RAISED = 0.03  # each January
STEPS = {"2024-03": 1_000}  # a second showroom in Tehran
# Monthly amounts in January 2023 and in December 2025.
SERVICE_TEAM = (9_000, 9_900)
ADVERTISING = {
    "Display ads": (600, 700),
    "Search": (1_050, 1_400),
    "Social": (450, 640),
    "Marketplace": (900, 1_200),
}

DEVELOPMENT_A_MONTH = 500
LAUNCH_COST = 450  # a month, and beside it a ratio:
COST_RATIOS = (0, 1.03, 0.02, 0.03, 0.02)  # marketing to the month's planned margin, by stage
TAPER, TAPER_MONTHS = 0.62, 1.8  # beside it once Introduction ends, and how long until a third of it is left

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
    """Development before the launch; then marketing that eats the margin at first, and less and less of it later."""
    stage = catalogue.stages()
    margin = (catalogue.prices() - catalogue.unit_costs()) / 100 * catalogue.planned_units()
    introduced = catalogue.ages() - (catalogue.PEAK_AGE - catalogue.BEND)[:, None]  # months since then
    tapering = TAPER * np.exp(-np.maximum(introduced, 0) / TAPER_MONTHS) * (stage > 1)
    ratio = np.array(COST_RATIOS)[stage] + tapering
    season = baskets.category_seasons()[catalogue.CATEGORY][:, np.arange(MONTHS) % 12]
    marketing = ratio * margin * calendars.MONTH_SHARES * season + LAUNCH_COST * (stage == 1)
    return [
        (
            (month, DEVELOPMENT_A_MONTH, "development", product, "")
            if stage[product, month] == 0
            else (month, marketing[product, month], "marketing", product, "")
        )
        for product, month in np.argwhere((stage == 0) | (marketing > 0)).tolist()
    ]


def _between(range_: tuple[float, float], part: float) -> float:
    return range_[0] + (range_[1] - range_[0]) * part
