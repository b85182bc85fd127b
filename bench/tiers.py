"""Whether tiers stand still when nothing changes: steady buyers and the demo, a fortnight apart.

python -m bench.tiers 12          # so many steady companies of 600 customers
python -m bench.tiers 12 --write  # and the table in bench/RESULTS.md
"""

import argparse
import tempfile
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

import cx
from bench import sections
from cx.customers import movement, segments
from data import demo

SECTION = "## Tiers that stand still"
LAST = date(2025, 12, 31)
YEARS = 3
KEPT, REFITTED, ALONE = "accepted once", "a new fit accepted each fortnight", "each date fitted alone"


def steady_company(seed: int, customers: int = 600) -> cx.Store:
    """Poisson buyers of three years: yearly rate lognormal(ln 10, .7), basket lognormal(ln 80, .6), all else equal."""
    chance = np.random.default_rng(seed)
    orders = chance.poisson(chance.lognormal(np.log(10), 0.7, customers) * YEARS)
    rows = pd.DataFrame({"customer_id": np.repeat([f"c{i:04d}" for i in range(customers)], orders)})
    days = chance.integers(0, 365 * YEARS, len(rows))
    rows["ordered_at"] = (pd.Timestamp(LAST) - pd.to_timedelta(days, unit="D")).strftime("%Y-%m-%d")
    rows["revenue"] = chance.lognormal(np.log(80), 0.6, len(rows)).round(2)
    rows["order_id"] = [f"o{i}" for i in range(len(rows))]
    store = cx.open_store(":memory:")
    store.load("orders", rows.to_csv(index=False).encode())
    return store


def fortnights(count: int) -> list[date]:
    """So many fortnights up to the last date, one day more than there are."""
    return [LAST - timedelta(days=14 * back) for back in range(count, -1, -1)]


def as_placed(store: cx.Store, days: list[date], way: str) -> list[float]:
    """Share of the customers in a tier at both ends of each fortnight whose tier is another one at its end."""
    shares, before = [], None
    for place, day in enumerate(days):
        if way == REFITTED or (way == KEPT and place == 0):
            segments.keep_model(store, day)
        tiers = segments.customers(store, day).set_index("customer_id").tier
        if before is not None:
            both = pd.concat([before, tiers], axis=1, join="inner")
            shares.append(float((both.iloc[:, 0] != both.iloc[:, 1]).mean()))
        before = tiers
    return shares


def counted(store: cx.Store, days: list[date]) -> list[float]:
    """Share of the customers in a tier at both ends of each fortnight whom Movement counts as up or down."""
    shares = []
    for before, day in pairwise(days):
        people = movement.directions(store, day, before).set_index("direction").customers
        there = people.drop(["New", "Came back", "Lost"]).sum()
        shares.append(float(people[["Up a tier", "Down a tier"]].sum() / there))
    return shares


def _lines(companies: int) -> list[tuple[str, str, float, bool]]:
    days, found = fortnights(7), {}
    for seed in range(companies):
        for way in (KEPT, REFITTED, ALONE):
            with_models = steady_company(seed)
            found.setdefault(way, []).extend(as_placed(with_models, days, way))
            if way == KEPT:
                found.setdefault("moves", []).extend(counted(with_models, days))
            with_models.close()
    kept, refitted, alone, moves = (np.array(found[way]) for way in (KEPT, REFITTED, ALONE, "moves"))
    year = fortnights(26)
    with tempfile.TemporaryDirectory() as folder:
        demo.make(Path(folder) / "demo.duckdb")
        store = cx.open_store(Path(folder) / "demo.duckdb")
        demo_alone = np.array(as_placed(store, year, ALONE))
        demo_kept = np.array(as_placed(store, year, KEPT))
        store.close()
    return [
        ("steady buyers, moves counted by Movement, mean", "<= 0.05", moves.mean(), moves.mean() <= 0.05),
        (f"steady buyers, tiers as placed, {KEPT}, mean", "<= 0.07", kept.mean(), kept.mean() <= 0.07),
        (
            f"steady buyers, tiers as placed, {REFITTED}, median",
            "<= 0.10",
            np.median(refitted),
            np.median(refitted) <= 0.1,
        ),
        (f"steady buyers, tiers as placed, {REFITTED}, most", "<= 0.25", refitted.max(), refitted.max() <= 0.25),
        (f"steady buyers, tiers as placed, {ALONE}, median", "<= 0.10", np.median(alone), np.median(alone) <= 0.1),
        (f"steady buyers, tiers as placed, {ALONE}, most", "<= 0.25", alone.max(), alone.max() <= 0.25),
        (f"demo, each fortnight of its last year, {KEPT}, most", "<= 0.08", demo_kept.max(), demo_kept.max() <= 0.08),
        (
            f"demo, each fortnight of its last year, {ALONE}, most",
            "<= 0.08",
            demo_alone.max(),
            demo_alone.max() <= 0.08,
        ),
    ]


def main() -> None:
    """Measure, print the table, and with --write keep it in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("companies", type=int, nargs="?", default=12)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    head = ["| what | asked | measured | holds |", "|---|---|---:|---|"]
    lines = [
        f"| {what} | {asked} | {value:.3f} | {'yes' if holds else 'no'} |"
        for what, asked, value, holds in _lines(given.companies)
    ]
    about = (
        f"`python -m bench.tiers {given.companies}`: share of customers in another tier a fortnight later;"
        f" {given.companies} companies of 600 steady buyers, seven fortnights each."
    )
    text = "\n".join([about, "", *head, *lines, ""])
    print(text)
    if given.write:
        sections.write(SECTION, text)


if __name__ == "__main__":
    main()
