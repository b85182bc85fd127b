"""From monthly sales and profit of many products to their stages: the numbers only, without a store."""

from dataclasses import dataclass

import numpy as np

from cx.products.life import curve_weights, second_lives, stage_path

SEASON_FROM_MONTHS = 24
SILENT_MONTHS = 12
READING_WEIGHT = 0.85  # the rest is the path's
# Untempered the chances are too sure: neighbouring months are smoothed together, and a season that cannot be taken out
# yet reads as a rise or a fall. Chosen by bench/stage_calibration.py, on seeds that it does not report, for the current
# stage and for hindsight apart; both came out the same.
TEMPERATURE, TEMPERATURE_WITH_SEASONS = 1.2, 2.5
OVER = (0.001, 0.001, 0.003, 0.995)
USUAL_NOISE, SMALLEST_NOISE = 0.15, 0.03  # of the month's level and of the product's peak
SEASON_DOUBT, CATEGORY_DOUBT = 8.0, 40.0  # so many ratios weigh as much as what was believed before


@dataclass(frozen=True)
class Months:
    """Sales and profit of products (rows) by month (columns), as known at the end of the last month.

    Attributes
    ----------
    first_sale : month number of the first purchase; months (the number of columns) when there is none
    launch : month number of the launch, negative before the data, NaN when it lies somewhere before the data
    line_value : money of one order line, for the noise of small numbers
    category : number of its category
    key : a number of the product that does not depend on its place
    calendar : 0..11 of each column
    missing : months that say nothing of demand (out of stock, withdrawn); None: there are none. Those at the end cut
        the life: its stage stays that of the last month before
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
    which a second life began, -1 where there is one, `ends` the number of months up to the last that says something of
    demand: from there on stage and chances stay as they were."""

    stage: np.ndarray
    posterior: np.ndarray
    adjusted: np.ndarray
    reading: curve_weights.Reading
    born_again: np.ndarray
    ends: np.ndarray

    @property
    def probability(self) -> np.ndarray:
        """Chance of the stage that the path gives (products x months); 1 before the first sale, which is a fact.

        Calibrated on simulated lives.
        """
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
        seasons_known = self.stage.shape[1] >= SEASON_FROM_MONTHS
        likely = np.maximum(chance, 1e-12) ** (1 / (TEMPERATURE if seasons_known else TEMPERATURE_WITH_SEASONS))
        likely = likely / likely.sum(axis=2, keepdims=True)
        found = np.take_along_axis(likely, np.maximum(stage, 0).astype(int)[:, :, None], axis=2)[:, :, 0]
        return np.where(stage < 0, 1.0, found)


def stages(given: Months) -> Lives:
    """The stage of every product in every month since its first sale."""
    begun = np.arange(given.sales.shape[1])[None, :] >= given.first_sale[:, None]
    known = begun if given.missing is None else begun & ~given.missing
    ends = _ends(given)
    living = begun & (np.arange(given.sales.shape[1])[None, :] < ends[:, None])
    season = seasons(given, ends)[given.category][:, given.calendar]
    adjusted = np.maximum(given.sales, 0) / season
    reading, born_again = _read(given, adjusted, known)
    _say_what_is_over(reading, np.where(known, adjusted, 0), ends)
    if not begun.any():
        nothing = np.full(begun.shape, -1, dtype=np.int8)
        return Lives(nothing, np.zeros((*begun.shape, 4)), adjusted, reading, born_again, ends)
    rows = _features(given, adjusted, living, known, reading)
    product, month = np.nonzero(living)
    order = (given.key[product] * 1_000_003 + month * 7919) % 2_147_483_647
    model, names = stage_path.fit(rows, order)
    chance = np.full((*begun.shape, 4), 0.25)
    chance[product, month] = stage_path.emissions(model, names, rows)
    stage, posterior = stage_path.path(chance, living, np.full((len(begun), 4), 0.25))
    for values in (stage, posterior, reading.stage):
        _hold(values, ends)
    return Lives(stage, posterior, adjusted, reading, born_again, ends)


def _ends(given: Months) -> np.ndarray:
    """The number of months up to the last that says something of demand."""
    months = given.sales.shape[1]
    if given.missing is None:
        return np.full(len(given.sales), months)
    end: np.ndarray = months - np.where(given.missing.all(axis=1), 0, (~given.missing[:, ::-1]).argmax(axis=1))
    return end


def _hold(values: np.ndarray, ends: np.ndarray) -> None:
    """Let what was so in the last month of a life that was cut stay so."""
    for row in np.flatnonzero(ends < values.shape[1]):
        values[row, ends[row] :] = values[row, ends[row] - 1]


def _read(given: Months, adjusted: np.ndarray, known: np.ndarray) -> tuple[curve_weights.Reading, np.ndarray]:
    level = stage_path.smoothed(adjusted, known.astype(float))
    weights = _weights(level, known, given.line_value)
    reading = curve_weights.read(adjusted, weights, given.launch, given.key)
    return second_lives.told_apart(reading, adjusted, weights, known, level, given.launch, given.key)


def _say_what_is_over(reading: curve_weights.Reading, sold: np.ndarray, ends: np.ndarray) -> None:
    """Months after a last sale SILENT_MONTHS back, or of what only came back: a level of nothing is no level."""
    months = sold.shape[1]
    last = np.where((sold > 0).any(axis=1), months - 1 - (sold[:, ::-1] > 0).argmax(axis=1), -1)
    is_over = (ends - 1 - last >= SILENT_MONTHS) | (last < 0)
    reading.stage[(np.arange(months)[None, :] > last[:, None]) & is_over[:, None]] = OVER


def _weights(level: np.ndarray, known: np.ndarray, line_value: np.ndarray) -> np.ndarray:
    """One over the variance of a month's noise: relative, plus that of counting few order lines."""
    peak = level.max(axis=1, keepdims=True)
    variance = (USUAL_NOISE * level) ** 2 + (SMALLEST_NOISE * peak) ** 2 + line_value[:, None] * level
    return np.where(known, 1 / np.maximum(variance, 1e-12), 0)


def _features(
    given: Months, adjusted: np.ndarray, begun: np.ndarray, told: np.ndarray, reading: curve_weights.Reading
) -> np.ndarray:
    known = told.astype(float)
    level = stage_path.smoothed(adjusted, known)
    ahead = np.maximum(level / np.maximum(reading.level, 0.05), level).max(axis=1, keepdims=True)
    profit = stage_path.smoothed(given.profit, known)
    margin = np.where(begun, given.profit, 0).sum(axis=1) / np.maximum(
        np.where(begun, given.sales, 0).sum(axis=1), 1e-9
    )
    usual = np.maximum(ahead * np.clip(margin, 0.1, 1)[:, None], 1e-9)
    half_year_ago = np.concatenate([np.repeat(profit[:, :1], 6, axis=1), profit], axis=1)[:, : profit.shape[1]]
    profits = np.stack([profit / usual, (profit - half_year_ago) / usual], axis=2)
    return stage_path.features(
        reading.stage[begun], reading.level[begun], stage_path.trend(adjusted, known)[begun], profits[begun]
    )


def seasons(given: Months, ends: np.ndarray) -> np.ndarray:
    """Seasonal index of each category: how far a calendar month lies above its year.

    Parameters
    ----------
    given : what the model reads
    ends : the number of months before each life was cut

    Returns
    -------
    Categories x 12, mean 1; all 1 with fewer than 24 months.

    Notes
    -----
    The median over products and years of sales against their own centred twelve-month mean, so that lives in
    different stages cancel out; drawn toward 1, and a category's toward the company's, where ratios are few.
    """
    categories = int(given.category.max(initial=0)) + 1
    if given.sales.shape[1] < SEASON_FROM_MONTHS:
        return np.ones((categories, 12))
    ratio = _ratios(given.sales, given.first_sale, ends)
    company = _medians(ratio, given.calendar, np.ones(12), SEASON_DOUBT)
    rows = [
        _medians(ratio[given.category == number], given.calendar, company, CATEGORY_DOUBT)
        for number in range(categories)
    ]
    return np.stack(rows)


def _ratios(sales: np.ndarray, first_sale: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Sales against the mean of the year around them; NaN where that year is not all known or is empty."""
    total = np.concatenate([np.zeros((len(sales), 1)), np.cumsum(np.maximum(sales, 0), axis=1)], axis=1)
    year = total[:, 12:] - total[:, :-12]
    middle = (year[:, 1:] + year[:, :-1]) / 24
    month = np.arange(middle.shape[1])[None, :]
    inside = (month >= first_sale[:, None]) & (month + 12 < ends[:, None])
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
    scaled: np.ndarray = index / index.mean()
    return scaled
