"""How often teams that are neither happy nor unhappy get a verdict: by their rounds, and by one round alone.

python -m bench.teams 2000 --write
"""

import argparse

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from bench import sections
from cx.statistics import intervals, student, verdicts

SECTION = "## Verdicts on teams"
TEAMS, ROUNDS = 8, 6
SHARES = {"most neither": (0.25, 0.5, 0.25), "divided": (0.4, 0.2, 0.4)}
"""Promoters, passives and detractors of a team whose score is 0 in truth."""
LIMIT = 0.06
"""The share of pages with a false verdict that a simulation may show where 5 % are allowed."""


def by_rounds(answers: np.ndarray) -> float:
    """The share of pages with a false verdict by Student's t of the rounds; answers: page, team, round, kind."""
    scores = 100 * (answers[..., 0] - answers[..., 2]) / answers.sum(axis=-1)
    means, spreads = scores.mean(axis=-1), scores.std(axis=-1, ddof=1)
    found = [
        verdicts.holm([student.p_value(student.of_mean(*team, ROUNDS), ROUNDS - 1) for team in zip(*page, strict=True)])
        for page in zip(means.tolist(), spreads.tolist(), strict=True)
    ]
    return float(np.mean([any(page) for page in found]))


def by_round(answers: np.ndarray) -> float:
    """The same by the exact sign test of the last round, where the adjusted Wald interval leaves out 0 too."""
    found = []
    for page in answers[:, :, -1].tolist():
        scores = [intervals.nps(*team) for team in page]
        p_values = [binomtest(up, up + down).pvalue if up + down else 1.0 for up, _passive, down in page]
        found.append(any(verdict is not None for verdict in verdicts.decided(scores, p_values)))
    return float(np.mean(found))


def measured(simulations: int) -> pd.DataFrame:
    """A row a size of teams and shares: what is measured, and the share of pages with a false verdict."""
    draw, rows = np.random.default_rng(3), []
    for size in (5, 7, 13, 20):
        for name, shares in SHARES.items():
            answers = draw.multinomial(size, shares, (simulations, TEAMS, ROUNDS))
            rows.append((f"{TEAMS} teams of {size}, {name}: by {ROUNDS} rounds", by_rounds(answers)))
            rows.append((f"{TEAMS} teams of {size}, {name}: by one round", by_round(answers)))
    return pd.DataFrame(rows, columns=["what", "share"])


def main() -> None:
    """Measure, print, and keep the table in RESULTS.md where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("simulations", type=int, nargs="?", default=2000)
    parser.add_argument("--write", action="store_true", help="put the table into bench/RESULTS.md")
    given = parser.parse_args()
    rows = measured(given.simulations)
    lines = [
        f"| {row.what} | <= 0.05 | {row.share:.3f} | {'yes' if row.share <= LIMIT else 'no'} |"
        for row in rows.itertuples()
    ]
    about = (
        f"`python -m bench.teams {given.simulations} --write` wrote this: pages with a verdict though every score is 0."
    )
    section = "\n".join([about, "", "| what | asked | measured | holds |", "|---|---|---:|---|", *lines, ""])
    print(section)
    if given.write:
        sections.write(SECTION, section)


if __name__ == "__main__":
    main()
