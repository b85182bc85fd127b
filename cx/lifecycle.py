"""From monthly sales and profit of many products to their stages: the numbers only, without a store."""

from dataclasses import dataclass

import numpy as np

from cx import lifepath, recycles, shapes

SEASON_FROM_MONTHS = 24
SILENT_MONTHS = 12
READING_WEIGHT = (
    0.75  # the rest is the path's: alone it is too sure, neighbouring months being smoothed together
)
OVER = (0.01, 0.01, 0.03, 0.95)
USUAL_NOISE, SMALLEST_NOISE = 0.15, 0.03  # of the month's level and of the product's peak
SEASON_DOUBT, CATEGORY_DOUBT = 8.0, 40.0  # so many ratios weigh as much as what was believed before


@dataclass(frozen=True)
class Months:
    """Sales and profit of products (rows) by month (columns), as known at the end of the last month.

    first_sale : month number of the first purchase; months (the number of columns) when there is none
    launch : month number of the launch, negative before the data, NaN when it lies somewhere before the data
    line_value : money of one order line, for the noise of small numbers; category : number of its category
    key : a number of the product that does not depend on its place; calendar : 0..11 of each column
    missing : months that say nothing of demand (out of stock); None: there are none
    """

    sales: np.ndarray
    profit: np.ndarray
    first_sale: np.ndarray
    launch: np.ndarray
    line_value: np.ndarray
    category: np.ndarray
    key: np.ndarray
    calendar: np.ndarray
    missing: np.ndarray | None = None


@dataclass(frozen=True)
class Lives:
    """`stage` products x months (index into SOLD_STAGES, -1 before the first sale), `posterior` products x
    months x 4, `adjusted` sales without seasons, `reading` what the library of curves says, `born_again` the month in
    which a second life began, -1 where there is one."""

    stage: np.ndarray
    posterior: np.ndarray
    adjusted: np.ndarray
    reading: shapes.Reading
    born_again: np.ndarray

    @property
    def probability(self) -> np.ndarray:
        """Chance of the stage that the path gives (products x months); 1 before the first sale, which is a fact."""
        return self.probability_in(slice(None))

    @property
    def probability_at_end(self) -> np.ndarray:
        """Chance of the stage of the last month (products)."""
        return self.probability_in(slice(-1, None))[:, 0]

    def probability_in(self, months: slice, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """`probability` of some months and products alone."""
        stage = self.stage[rows, months]
        chance = READING_WEIGHT * self.reading.stage[rows, months]
        chance = chance + (1 - READING_WEIGHT) * self.posterior[rows, months]
        found = np.take_along_axis(chance, np.maximum(stage, 0).astype(int)[:, :, None], axis=2)[:, :, 0]
        return np.where(stage < 0, 1.0, np.clip(found, 0, 1))


def stages(given: Months) -> Lives:
    """The stage of every product in every month since its first sale."""
    begun = np.arange(given.sales.shape[1])[None, :] >= given.first_sale[:, None]
    known = begun if given.missing is None else begun & ~given.missing
    season = seasons(given, begun)[given.category][:, given.calendar]
    adjusted = np.maximum(given.sales, 0) / season
    reading, born_again = _read(given, adjusted, known)
    _say_what_is_over(reading, adjusted)
    if not begun.any():
        nothing = np.full(begun.shape, -1, dtype=np.int8)
        return Lives(nothing, np.zeros((*begun.shape, 4)), adjusted, reading, born_again)
    rows = _features(given, adjusted, begun, known, reading)
    product, month = np.nonzero(begun)
    order = (given.key[product] * 1_000_003 + month * 7919) % 2_147_483_647
    model, names = lifepath.fit(rows, order)
    chance = np.full((*begun.shape, 4), 0.25)
    chance[product, month] = lifepath.emissions(model, names, rows)
    stage, posterior = lifepath.path(chance, begun, np.full((len(begun), 4), 0.25))
    return Lives(stage, posterior, adjusted, reading, born_again)


def _read(given: Months, adjusted: np.ndarray, known: np.ndarray) -> tuple[shapes.Reading, np.ndarray]:
    level = lifepath.smoothed(adjusted, known.astype(float))
    weights = _weights(level, known, given.line_value)
    reading = shapes.read(adjusted, weights, given.launch, given.key)
    return recycles.told_apart(reading, adjusted, weights, known, level, given.launch, given.key)


def _say_what_is_over(reading: shapes.Reading, adjusted: np.ndarray) -> None:
    """Months after a last sale that lies SILENT_MONTHS back, or of what only came back: a level of nothing is no level."""
    months = adjusted.shape[1]
    last = np.where((adjusted > 0).any(axis=1), months - 1 - (adjusted[:, ::-1] > 0).argmax(axis=1), -1)
    over = (np.arange(months)[None, :] > last[:, None]) & ((months - 1 - last >= SILENT_MONTHS) | (last < 0))[
        :, None
    ]
    reading.stage[over] = OVER


def _weights(level: np.ndarray, known: np.ndarray, line_value: np.ndarray) -> np.ndarray:
    """One over the variance of a month's noise: relative, plus that of counting few order lines."""
    peak = level.max(axis=1, keepdims=True)
    variance = (USUAL_NOISE * level) ** 2 + (SMALLEST_NOISE * peak) ** 2 + line_value[:, None] * level
    return np.where(known, 1 / np.maximum(variance, 1e-12), 0)


def _features(
    given: Months, adjusted: np.ndarray, begun: np.ndarray, told: np.ndarray, reading: shapes.Reading
) -> np.ndarray:
    known = told.astype(float)
    level = lifepath.smoothed(adjusted, known)
    ahead = np.maximum(level / np.maximum(reading.level, 0.05), level).max(axis=1, keepdims=True)
    profit = lifepath.smoothed(given.profit, known)
    margin = np.where(begun, given.profit, 0).sum(axis=1) / np.maximum(
        np.where(begun, given.sales, 0).sum(axis=1), 1e-9
    )
    usual = np.maximum(ahead * np.clip(margin, 0.1, 1)[:, None], 1e-9)
    half_year_ago = np.concatenate([np.repeat(profit[:, :1], 6, axis=1), profit], axis=1)[
        :, : profit.shape[1]
    ]
    profits = np.stack([profit / usual, (profit - half_year_ago) / usual], axis=2)
    return lifepath.features(
        reading.stage[begun], reading.level[begun], lifepath.trend(adjusted, known)[begun], profits[begun]
    )


def seasons(given: Months, begun: np.ndarray) -> np.ndarray:
    """Seasonal index (categories x 12, mean 1): how far a calendar month lies above its year.

    The median over products and years of sales against their own centred twelve-month mean, so that lives in
    different stages cancel out; drawn toward 1, and a category's toward the company's, where ratios are few.
    All 1 with fewer than 24 months.
    """
    categories = int(given.category.max(initial=0)) + 1
    if given.sales.shape[1] < SEASON_FROM_MONTHS:
        return np.ones((categories, 12))
    ratio = _ratios(given.sales, given.first_sale)
    company = _medians(ratio, given.calendar, np.ones(12), SEASON_DOUBT)
    rows = [
        _medians(ratio[given.category == number], given.calendar, company, CATEGORY_DOUBT)
        for number in range(categories)
    ]
    return np.stack(rows)


def _ratios(sales: np.ndarray, first_sale: np.ndarray) -> np.ndarray:
    """Sales against the mean of the year around them; NaN where that year is not all known or is empty."""
    total = np.concatenate([np.zeros((len(sales), 1)), np.cumsum(np.maximum(sales, 0), axis=1)], axis=1)
    year = total[:, 12:] - total[:, :-12]
    middle = (year[:, 1:] + year[:, :-1]) / 24
    inside = np.arange(middle.shape[1])[None, :] >= first_sale[:, None]
    ratio = np.full(sales.shape, np.nan)
    usable = inside & (middle > 0)
    ratio[:, 6:-6] = np.where(usable, sales[:, 6:-6] / np.where(middle > 0, middle, 1), np.nan)
    return ratio


def _medians(ratio: np.ndarray, calendar: np.ndarray, otherwise: np.ndarray, doubt: float) -> np.ndarray:
    index = otherwise.copy()
    for month in range(12):
        seen = ratio[:, calendar == month]
        seen = seen[np.isfinite(seen)]
        if len(seen):
            index[month] += (np.median(seen) - otherwise[month]) * len(seen) / (len(seen) + doubt)
    index = np.maximum(index, 0.05)
    return index / index.mean()
