"""eNPS of each team that is shown: the latest round, the rounds before it, and whether it is unhappy for certain."""

from datetime import date
from math import nan

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience import teams
from cx.statistics import intervals, student, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK, ESTIMATE_LOW_HIGH

FEWEST_ROUNDS = 3
COLUMNS = [
    "team", "n", "enps", "low", "high", "history", "answers", "usual", "usual_low", "usual_high", "basis", "verdict",
]  # fmt: skip


def enps(store: Engine, as_of: date | None = None) -> pd.DataFrame:
    """Would employees recommend working here: the score of each team that is shown, in the latest round.

    Parameters
    ----------
    store, as_of : the company, and the last day; None: the last one in the data. It chooses whole rounds: of quarters
        that are over by then. Filters of customers do not act

    Returns
    -------
    One row a team, the unhappiest first, ties by name.

    - team : as it is written; n : answers of the latest round
    - enps : promoters (9 and 10) less detractors (0 to 6) in percent, -100..100, with its 95 % adjusted Wald interval
      low, high
    - history : the scores of the last `teams.ROUNDS` rounds of the company, earliest first; NaN where it was hidden
    - answers : of the rounds in history together; usual, usual_low, usual_high : the mean of these scores with
      Student's 95 % interval, from three rounds on
    - basis : "rounds" where the verdict rests on usual, else "round"
    - verdict : True happy (above 0), False unhappy (below 0), None not for certain

    Notes
    -----
    Rounds and what is hidden: `cx.experience.teams`. The verdict rests on usual where the team has ENOUGH_TO_RANK
    answers and FEWEST_ROUNDS rounds that differ, as one round of a small team is nearly all chance (Student's t); else
    on the latest round (exact sign test, as the Wald interval alone calls too many small teams unhappy). The interval
    leaves out 0 too. The teams are one family of `cx.verdicts` (Holm).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"".join(b"2025-02-0%d,employee,Stores,%d\\n" % (day, 2 + day) for day in range(1, 8))
    >>> _ = store.load("surveys", b"answered_at,measure,subject,score\\n" + lines)
    >>> enps(store, date(2025, 3, 31))[["team", "n", "enps", "verdict"]].round(1).values.tolist()
    [['Stores', 7, -42.9, None]]
    """
    known = teams.rounds(store, as_of or coverage.last_date(store) or date.min)
    quarters = sorted(known["quarter"].unique())[-teams.ROUNDS :]
    shown = known[known["quarter"].isin(quarters) & ~known["is_hidden"]]
    rows = [_row(part, quarters) for _team, part in shown.groupby("team") if part["quarter"].max() == quarters[-1]]
    found = pd.DataFrame(rows, columns=[*COLUMNS[:-1], "p"])
    found["verdict"] = pd.Series(verdicts.decided(_decisive(found), found["p"].astype(float).tolist()), dtype=object)
    return found[COLUMNS].sort_values(["enps", "team"], ignore_index=True)


def _decisive(found: pd.DataFrame) -> list[ESTIMATE_LOW_HIGH]:
    """The interval of each team that its verdict rests on."""
    usual, latest = ("usual", "usual_low", "usual_high"), ("enps", "low", "high")
    rows = [(row, usual if row["basis"] == "rounds" else latest) for row in found.to_dict("records")]
    return [(float(row[score]), float(row[low]), float(row[high])) for row, (score, low, high) in rows]


def _row(rounds: pd.DataFrame, quarters: list[pd.Timestamp]) -> list[object]:
    """A team: its columns, and the p-value of its score being 0."""
    last = rounds.iloc[-1]
    counts = int(last["promoters"]), int(last["n"] - last["promoters"] - last["detractors"]), int(last["detractors"])
    scores = 100 * (rounds["promoters"] - rounds["detractors"]) / rounds["n"]
    history = tuple(pd.Series(scores.to_numpy(), index=rounds["quarter"]).reindex(quarters))
    answers, several = int(rounds["n"].sum()), len(rounds) >= FEWEST_ROUNDS
    usual = student.of_mean(float(scores.mean()), float(scores.std()), len(scores)) if several else (nan, nan, nan)
    p_value = student.p_value(usual, len(scores) - 1) if answers >= ENOUGH_TO_RANK else nan
    rests_on_rounds = not np.isnan(p_value)
    return [
        last["name"], int(last["n"]), *intervals.nps(*counts), history, answers, *usual,
        "rounds" if rests_on_rounds else "round", p_value if rests_on_rounds else _sign_p(counts[0], counts[2]),
    ]  # fmt: skip


def _sign_p(promoters: int, detractors: int) -> float:
    """The two-sided p-value of a score being 0: as many promoters as detractors, exactly."""
    told = promoters + detractors
    return float(binomtest(promoters, told).pvalue) if told else nan
