"""Gaps between our scores and those of each rival, by attribute."""

from datetime import date
from math import nan
from typing import Any

import pandas as pd

from cx.engine.connection import Engine
from cx.market.competitors import our_company
from cx.statistics import intervals, student, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

COLUMNS = [
    "attribute", "company", "importance", "ours", "theirs", "gap", "low", "high", "n", "is_paired", "verdict",
]  # fmt: skip
AHEAD, BEHIND = "ahead", "behind"


def scores(store: Engine, as_of: date, source: str | None = None) -> pd.DataFrame:
    """The mean score of each company on each attribute, in the 12 months up to a day.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts; scores without a date count on every day
    source : only respondents of it (customers, staff, mystery); None: all

    Returns
    -------
    One row a company and attribute, the most important attribute first: company, attribute, score, low, high (95 %,
    Student; NaN of a single judgement), n (respondents, the latest score of each), importance (mean; NaN where nobody
    said it).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("competitors", b"company,attribute,score\\nWe,Price,6\\nThey,Price,8\\n")
    >>> scores(store, date(2025, 12, 31))[["company", "score", "n"]].values.tolist()
    [['They', 8.0, 1], ['We', 6.0, 1]]
    """
    found = _means(store, as_of, source)
    ends = [student.of_mean(row.score, row.spread, row.n)[1:] for row in found.itertuples()]
    found[["low", "high"]] = pd.DataFrame(ends, columns=["low", "high"], dtype=float)
    return found[["company", "attribute", "score", "low", "high", "n", "importance"]]


def _means(store: Engine, as_of: date, source: str | None) -> pd.DataFrame:
    found = our_company.answers(store, as_of, source)
    return store.read("competitors/scores", answers=found, importance=our_company.importance(store, found))


def gaps(store: Engine, as_of: date, ours: str | None = None, source: str | None = None) -> pd.DataFrame:
    """Our score less that of each rival, by attribute.

    Parameters
    ----------
    store, as_of, source : as of `scores`
    ours : which company is ours; None: the one that was chosen

    Returns
    -------
    One row an attribute and rival that were scored for both, the most important attribute first, in it the best rival.

    - importance : mean; NaN where nobody said it
    - ours, theirs, gap (ours less theirs), n : by the respondents who scored both (is_paired), where at least two did;
      else by all of each side, and n is that of the smaller
    - low, high : 95 %, Student of the pairs or Welch; NaN where one side is a single judgement
    - verdict : "ahead" or "behind" where n is at least 30 and it holds among all rows (Holm), else None

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("competitors", b"company,attribute,score\\nWe,Price,6\\nThey,Price,8\\n")
    >>> gaps(store, date(2025, 12, 31), "We")[["company", "gap", "low", "n", "verdict"]].values.tolist()
    [['They', -2.0, nan, 1, None]]
    """
    ours = ours or our_company.ours(store)
    means = _means(store, as_of, source)
    own = means[means["company"] == ours].set_index("attribute")
    if own.empty:
        return pd.DataFrame(columns=COLUMNS)
    pairs = store.read("competitors/pairs", answers=our_company.answers(store, as_of, source), ours=ours)
    paired = {(row.attribute, row.company): row for row in pairs[pairs["n"] > 1].itertuples()}
    rows, p_values = [], []
    for rival in means[(means["company"] != ours) & means["attribute"].isin(own.index)].itertuples():
        pair = paired.get((rival.attribute, rival.company))
        row, p_value = _independent(own.loc[rival.attribute], rival) if pair is None else _paired(pair)
        rows.append({"attribute": rival.attribute, "company": rival.company, "importance": rival.importance} | row)
        p_values.append(p_value if row["n"] >= ENOUGH_TO_RANK else nan)
    return _judged(pd.DataFrame(rows, columns=COLUMNS), p_values)


def _paired(pair: Any) -> tuple[dict[str, Any], float]:
    """A row by the respondents who scored both, and its p-value."""
    found = student.of_mean(pair.ours - pair.theirs, pair.spread, pair.n)
    row = dict(zip(("gap", "low", "high"), found, strict=True))
    known = {"ours": pair.ours, "theirs": pair.theirs, "n": int(pair.n), "is_paired": True}
    return row | known, student.p_value(found, pair.n - 1)


def _independent(own: pd.Series, rival: Any) -> tuple[dict[str, Any], float]:
    """A row by all respondents of each side, and its p-value."""
    moments = own["score"], own["spread"], int(own["n"]), rival.score, rival.spread, int(rival.n)
    row = dict(zip(("gap", "low", "high"), intervals.mean_difference(*moments), strict=True))
    known = {"ours": own["score"], "theirs": rival.score, "n": int(min(own["n"], rival.n)), "is_paired": False}
    return row | known, verdicts.mean_p(*moments)


def _judged(table: pd.DataFrame, p_values: list[float]) -> pd.DataFrame:
    ends = zip(table["gap"], table["low"], table["high"], strict=True)
    decided = verdicts.decided([(float(gap), float(low), float(high)) for gap, low, high in ends], p_values)
    words = {True: AHEAD, False: BEHIND, None: None}
    found = table.assign(verdict=pd.Series([words[one] for one in decided], index=table.index, dtype=object))
    order = ["importance", "attribute", "gap", "company"]
    return found.sort_values(order, ascending=[False, True, True, True], ignore_index=True)


def best_rivals(found: pd.DataFrame) -> pd.DataFrame:
    """Of each attribute the rival with the best score against ours: the first row of each; found : of `gaps`."""
    return found.drop_duplicates("attribute").reset_index(drop=True)


def important(found: pd.DataFrame) -> pd.Series:
    """Whether the importance of a row's attribute lies above the mean of the attributes; found : of `gaps`."""
    return found["importance"] > found.drop_duplicates("attribute")["importance"].mean()


def losses(found: pd.DataFrame) -> pd.DataFrame:
    """The attributes of more than mean importance at which the best rival is surely better, the largest gap first.

    Parameters
    ----------
    found : of `gaps`

    Examples
    --------
    >>> rows = [("Price", 9, -3.0, "behind"), ("Range", 5, -4.0, "behind"), ("Service", 8, 1.0, None)]
    >>> found = pd.DataFrame(rows, columns=["attribute", "importance", "gap", "verdict"])
    >>> losses(found)["attribute"].tolist()
    ['Price']
    """
    best = best_rivals(found)
    return best[important(best) & (best["verdict"] == BEHIND)].sort_values("gap", ignore_index=True)
