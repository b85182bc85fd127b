"""Each company's scores in one figure, weighted by importance."""

from datetime import date
from math import nan

import pandas as pd

from cx.engine import statements
from cx.engine.connection import Engine
from cx.market.competitors import our_company, rival_gaps
from cx.market.competitors.rival_gaps import AHEAD, BEHIND
from cx.statistics import student, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

COLUMNS = ["company", "score", "attributes", "gap", "low", "high", "n", "verdict"]


def standing(store: Engine, as_of: date, ours: str | None = None, source: str | None = None) -> pd.DataFrame:
    """The mean score of each company, attributes weighted by their importance.

    Parameters
    ----------
    store, as_of, ours, source : as of `cx.competitors.gaps`

    Returns
    -------
    One row a company, the best score first.

    - score : over the attributes on which every company was scored, of which there are so many: attributes. Where
      nobody said how important they are, all weigh the same
    - gap : ours less theirs by the n respondents who scored both on all of these, with low, high (95 %, Student); NaN
      where fewer than two did, and of ours
    - verdict : whether we are "ahead" or "behind", where n is at least 30 and it holds among the rivals (Holm)

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"We,Price,6,9\\nWe,Range,8,1\\nThey,Price,8,9\\nThey,Range,3,1\\n"
    >>> _ = store.load("competitors", b"company,attribute,score,importance\\n" + lines)
    >>> standing(store, date(2025, 12, 31), "We")[["company", "score"]].values.tolist()
    [['They', 7.5], ['We', 6.2]]
    """
    ours = ours or our_company.ours(store)
    found = our_company.answers(store, as_of, source)
    importance = our_company.importance(store, found)
    table = store.keep("weights", statements.text("competitors/weights"), answers=found, importance=importance)
    weights = store.rows("select attribute, weight from query_table($weights)", weights=table)
    means = rival_gaps.scores(store, as_of, source).merge(weights, on="attribute")
    if means.empty:
        return pd.DataFrame(columns=COLUMNS)
    weighed = means.assign(weighed=means["score"] * means["weight"]).groupby("company", as_index=False)
    rows = weighed[["weighed", "weight"]].sum()
    rows = rows.assign(score=rows["weighed"] / rows["weight"], attributes=len(weights))
    pairs = store.read("competitors/standing_pairs", answers=found, weights=table, ours=ours)
    return _judged(rows.merge(pairs[["company", "gap", "spread", "n"]], on="company", how="left"))


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(n=rows["n"].fillna(0).astype(int))
    known = [student.of_mean(row.gap, row.spread, row.n) for row in rows.itertuples()]
    p_values = [
        student.p_value(found, n - 1) if n >= ENOUGH_TO_RANK else nan for found, n in zip(known, rows["n"], strict=True)
    ]
    words = {True: AHEAD, False: BEHIND, None: None}
    decided = [words[one] for one in verdicts.decided(known, p_values)]
    rows[["gap", "low", "high"]] = pd.DataFrame(known, columns=["gap", "low", "high"], dtype=float)
    rows["gap"] = rows["gap"].where(rows["n"] > 1)
    rows["verdict"] = pd.Series(decided, index=rows.index, dtype=object)
    return rows.sort_values(["score", "company"], ascending=[False, True], ignore_index=True)[COLUMNS]
