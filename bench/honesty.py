"""Intervals, verdicts, trends and overdue customers on data whose truth is known.

python -m bench.honesty 2000 --write
"""

import argparse
from datetime import date, timedelta

import numpy as np
import pandas as pd

import cx
from bench import sections
from cx.customers import funnel, retention
from cx.customers.segments import comparison
from cx.statistics import intervals, trends
from cx.tables.customer_measures import MEASURES

SECTION = "## Intervals and verdicts"
COVERED = {
    (1.0, 30): 0.90,
    (1.0, 100): 0.92,
    (1.0, 400): 0.93,
    (1.5, 30): 0.86,
    (1.5, 100): 0.89,
    (1.5, 400): 0.92,
}
"""(sigma, n) of lognormal money: the least share of 95% intervals that hold the true mean."""
MIXED = "mixed"
RATES = [4, 8, 12, 26, 52, MIXED]
"""Orders a year of steady buyers; MIXED: lognormal(ln 10, 0.7)."""
Row = tuple[str, str, float, bool]
"""What is measured, what is asked of it, the figure, whether it holds."""


def coverage(sigma: float, n: int, simulations: int, seed: int = 1) -> float:
    """The share of samples of lognormal money whose 95% interval of the mean holds the true one."""
    money = np.random.default_rng(seed).lognormal(0, sigma, (n, simulations))
    truth = np.exp(sigma**2 / 2)
    return float(np.mean([low <= truth <= high for _mean, low, high in intervals.means(money)]))


def like_channels(channels: int, rng: np.random.Generator) -> pd.DataFrame:
    """A funnel of channels that win and keep alike: 400 reached each, 20 % acquired, 40 % of these retained."""
    acquired = rng.binomial(400, 0.2, channels)
    steps = {"Acquire": (acquired, np.full(channels, 400)), "Retain": (rng.binomial(acquired, 0.4), acquired)}
    parts = [
        pd.DataFrame({"step": step, "group": range(channels), "people": people, "eligible": eligible})
        for step, (people, eligible) in steps.items()
    ]
    groups = pd.concat(parts, ignore_index=True)
    return groups.assign(rate=groups["people"] / groups["eligible"], low=np.nan, high=np.nan)


def false_pages(channels: int, simulations: int, seed: int = 2) -> float:
    """The share of funnel pages of like channels that call one higher or lower than the others."""
    rng = np.random.default_rng(seed)
    pages = (like_channels(channels, rng) for _page in range(simulations))
    return float(np.mean([funnel.group_verdicts(page).notna().any() for page in pages]))


def false_comparisons(simulations: int, n: int = 150, seed: int = 3) -> float:
    """The share of comparisons of two like groups that call any of the twenty measures different."""
    rng = np.random.default_rng(seed)
    pairs = ((_group(n, rng), _group(n, rng)) for _pair in range(simulations))
    return float(np.mean([comparison.side_by_side(*pair)["higher"].notna().any() for pair in pairs]))


def _group(n: int, rng: np.random.Generator) -> comparison.Measured:
    values = rng.lognormal(0, 1, (n, len(MEASURES)))
    means = {name: (mean, np.nan, np.nan) for name, mean in zip(MEASURES, values.mean(axis=0), strict=True)}
    return comparison.Measured(
        n=n,
        known=dict.fromkeys(MEASURES, n),
        means=means,
        spreads=dict(zip(MEASURES, values.std(axis=0, ddof=1), strict=True)),
        counts={name: int(rng.binomial(n, 0.3)) for name in comparison.SHARES},
    )


def false_trends(periods: int, simulations: int, carried: float = 0.5, seed: int = 4) -> float:
    """The share of level series with autocorrelation that are called a trend."""
    rng = np.random.default_rng(seed)
    shocks = rng.normal(size=(simulations, periods))
    shocks[:, 0] /= np.sqrt(1 - carried**2)
    for place in range(1, periods):
        shocks[:, place] += carried * shocks[:, place - 1]
    found = (trends.verdict(trends.trend(pd.Series(0.3 + 0.02 * series))) for series in shocks)
    return float(np.mean([verdict is not None for verdict in found]))


def overdue(rate: float | str, buyers: int, years: int = 3, seed: int = 5) -> float:
    """The share of steady Poisson buyers with a usual gap who are called overdue."""
    rng = np.random.default_rng(seed)
    rates = rng.lognormal(np.log(10), 0.7, buyers) if rate == MIXED else np.full(buyers, float(rate))
    orders = rng.poisson(rates * years)
    customers = np.repeat(np.arange(buyers), orders)
    first = date(2022, 1, 1)
    days = pd.Timestamp(first) + pd.to_timedelta(rng.integers(0, 365 * years, orders.sum()), unit="D")
    table = pd.DataFrame({"order_id": range(len(days)), "customer_id": customers, "ordered_at": days, "revenue": 10})
    store = cx.open_store(":memory:")
    store.load("orders", table.to_csv(index=False).encode())
    groups = retention.rhythms(store, first + timedelta(days=365 * years - 1)).dropna(subset="limit_days")
    return float(groups["overdue"].sum() / groups["customers"].sum())


def measured(simulations: int) -> list[Row]:
    """All figures of the table."""
    rows: list[Row] = []
    for (sigma, n), least in COVERED.items():
        share = coverage(sigma, n, simulations)
        rows.append(
            (
                f"95% interval of a mean, lognormal sigma {sigma}, n {n}: holds",
                f">= {least}",
                share,
                share >= least,
            )
        )
    for channels in (6, 12):
        share = false_pages(channels, simulations)
        rows.append(
            (
                f"funnel page of {channels} like channels, two steps: a false verdict",
                "<= 0.05",
                share,
                share <= 0.05,
            )
        )
    share = false_comparisons(simulations)
    rows.append(("two like groups, twenty measures: a false verdict", "<= 0.05", share, share <= 0.05))
    for periods in (12, 24, 36):
        share = false_trends(periods, simulations)
        rows.append(
            (
                f"level series, autocorrelation 0.5, {periods} periods: a false trend",
                "<= 0.08",
                share,
                share <= 0.08,
            )
        )
    for rate in RATES:
        share = overdue(rate, simulations)
        rows.append((f"steady buyers, orders a year {rate}: overdue", "0.04 to 0.06", share, 0.04 <= share <= 0.06))
    return rows


def table(rows: list[Row], simulations: int) -> str:
    """What stands under the heading in RESULTS.md."""
    lines = [f"| {what} | {asked} | {share:.3f} | {'yes' if holds else 'no'} |" for what, asked, share, holds in rows]
    head = ["| what | asked | measured | holds |", "|---|---|---:|---|"]
    about = (
        f"`python -m bench.honesty {simulations} --write` wrote this: {simulations:,} simulations (or buyers) a line."
    )
    return "\n".join([about, "", *head, *lines, ""])


def main() -> None:
    """Measure, print, and keep the table in RESULTS.md where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("simulations", type=int, nargs="?", default=2000)
    parser.add_argument("--write", action="store_true", help="put the table into bench/RESULTS.md")
    given = parser.parse_args()
    section = table(measured(given.simulations), given.simulations)
    print(section)
    if given.write:
        sections.write(SECTION, section)


if __name__ == "__main__":
    main()
