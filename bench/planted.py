"""Planted truths of the demo company in the answers of Experience, over seeds; verdicts where nothing differs.

python -m bench.planted --seeds 5 --companies 20 --write
"""

import argparse
import tempfile
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

import cx
from bench import alike, false_alarms, planted_rows, sections
from data import demo, generate

SECTION = "## Planted truths and false alarms of Experience"
LEAST_INSIDE, MOST_CLAIMS = 0.93, 0.05
PAGE = "experience/"
NOTE = (
    "Helped complainers come out somewhat above 1: they are oftener of the kinds that order on than those matched with"
    " them, and region, last order, orders, spend and tenure do not tell all of it. So a difference under 5 % is never"
    " called an effect (`cx.complaints.recovery`)."
)


def of_seed(seed: int, folder: Path) -> pd.DataFrame:
    """The rows of `planted_rows.held` of the demo company of a seed, with the seed."""
    path = folder / f"planted_{seed}.duckdb"
    if not path.exists():
        demo.make(path, seed)
    store = cx.open_store(path)
    planted_rows.save_segments(store, generate.CUSTOMERS, seed)
    found = planted_rows.held(store, generate.truth(seed=seed))
    store.close()
    return found.assign(seed=seed)


def of_company(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the pages claim of a company in which nothing differs, and the checks of their comparisons."""
    store = alike.company(seed)
    claims, checks = false_alarms.claimed(store), false_alarms.checks(store)
    store.close()
    return claims.assign(seed=seed), checks.assign(seed=seed)


def without_answer(rows: pd.DataFrame) -> list[str]:
    """Planted truths of Experience that no answer of a page is held against."""
    planted = generate.true_planted().query("page.str.startswith(@PAGE)", local_dict={"PAGE": PAGE})
    return sorted(set(planted["name"]) - set(rows["name"]))


def truths(rows: pd.DataFrame) -> list[str]:
    """The table of truths by page, and what it comes to."""
    seeds = rows["seed"].nunique()
    head = f"| page | truth | planted | inside 95 % of {seeds} | inside 99.9 % | found |"
    lines = [head, "|---|---|---:|---:|---:|---|"]
    for (page, name), part in rows.groupby(["page", "name"], sort=False):
        found = " ".join(f"{value:.4g}" for value in part["value"])
        inside = f"{part['in_95'].sum()} | {part['in_999'].sum()}"
        lines.append(f"| {page.removeprefix(PAGE)} | {name} | {part['planted'].iloc[0]:.4g} | {inside} | {found} |")
    return lines


def summary(rows: pd.DataFrame) -> list[str]:
    """The figures that are asked for, of truths."""
    estimated, exact = rows[~rows["is_exact"]], rows[rows["is_exact"]]
    inside, outside = float(estimated["in_95"].mean()), estimated[~estimated["in_999"]]
    checks = rows[rows["name"] == planted_rows.CHECK]
    named = ", ".join(f"{name} (seed {seed})" for name, seed in zip(outside["name"], outside["seed"], strict=True))
    return [
        f"- Truths inside their 95 % interval: {inside:.1%} of {len(estimated)} (at least {LEAST_INSIDE:.0%} asked).",
        f"- Outside 99.9 %: {len(outside)}{': ' + named if named else ''} (none asked).",
        f"- Counts that are exact: {int(exact['in_95'].sum())} of {len(exact)} found as planted.",
        f"- The check of the recovery effect holds 1 in {int(checks['in_95'].sum())} of {len(checks)} seeds.",
        f"- No answer has an interval for: {', '.join(without_answer(rows))}.",
    ]


def alarms(claims: pd.DataFrame, checks: pd.DataFrame) -> list[str]:
    """What was claimed of companies in which nothing differs, by page."""
    companies = claims["seed"].nunique()
    by_page = claims.groupby(["page", "seed"])["is_made"].any()
    titles = claims[claims["claim"] == false_alarms.TITLE]
    holds = checks["low"].le(1) & checks["high"].ge(1)
    lines = [
        f"| page | {companies} companies: title claims | title or a picture claims | which |",
        "|---|---:|---:|---|",
    ]
    for page, part in claims.groupby("page", sort=False):
        made = part[part["is_made"]]
        which = ", ".join(f"{name} {n}" for name, n in made["claim"].value_counts().items())
        title = int(made["claim"].eq(false_alarms.TITLE).sum())
        lines.append(f"| {page} | {title} | {int(by_page[page].sum())} | {which} |")
    means = ", ".join(f"{name} {np.exp(np.log(part).mean()):.3f}" for name, part in checks.groupby("name")["ratio"])
    return [
        f"- Pages whose title claims a difference: {titles['is_made'].mean():.1%} of {len(titles)}"
        f" (at most {MOST_CLAIMS:.0%} asked).",
        f"- Pages on which the title or any picture does: {by_page.mean():.1%}; single claims that are made:"
        f" {claims['is_made'].mean():.1%} of {len(claims)}.",
        f"- Checks that hold 1: {int(holds.sum())} of {len(checks)} (95 % expected); mean ratio: {means}.",
        "",
        *lines,
    ]


def report(rows: pd.DataFrame, claims: pd.DataFrame, checks: pd.DataFrame) -> str:
    """What stands under the heading in RESULTS.md."""
    seeds, companies = rows["seed"].nunique(), claims["seed"].nunique()
    about = (
        f"`python -m bench.planted --seeds {seeds} --companies {companies} --write` wrote this: demo companies of"
        f" {generate.CUSTOMERS:,} customers with seeds 1 to {seeds}, loaded as files; each truth is held against the"
        " plain answer of its page. The 99.9 % interval is Wilson's for shares; of others, the 95 % interval widened as"
        " the normal law has it, of ratios in logarithms."
    )
    made = (
        f"Companies in which nothing differs (`bench/alike.py`, {alike.CUSTOMERS:,} customers, seeds 1 to {companies}):"
    )
    parts = [
        about,
        "",
        *summary(rows),
        "",
        NOTE,
        "",
        made,
        "",
        *alarms(claims, checks),
        "",
        "Truth by truth:",
        "",
        *truths(rows),
    ]
    return "\n".join([*parts, ""])


def main() -> None:
    """Measure, print, and keep the tables in RESULTS.md where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="demo companies")
    parser.add_argument("--companies", type=int, default=20, help="companies in which nothing differs")
    parser.add_argument("--folder", type=Path, help="where the demo companies are kept from one run to the next")
    parser.add_argument("--write", action="store_true", help="put the tables into bench/RESULTS.md")
    given = parser.parse_args()
    warnings.simplefilter("ignore")  # pages are asked outside a browser
    with tempfile.TemporaryDirectory() as folder:
        rows = pd.concat([of_seed(seed, given.folder or Path(folder)) for seed in range(1, given.seeds + 1)])
    companies = [of_company(seed) for seed in range(1, given.companies + 1)]
    claims, checks = (pd.concat(parts, ignore_index=True) for parts in zip(*companies, strict=True))
    section = report(rows, claims, checks)
    print(section)
    if given.write:
        sections.write(SECTION, section)


if __name__ == "__main__":
    main()
