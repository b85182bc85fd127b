"""Gaps between what was promised and what customers experienced, from the company's own study."""

from datetime import date
from math import nan
from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.journey import map_versions
from cx.experience.study import scale
from cx.statistics import intervals, periods, student, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

LISTED = 300
COLUMNS = [
    "subject", "is_touchpoint", "promise", "expectation", "experienced", "importance", "gap", "gap_low", "gap_high",
    "gap_n", "expectation_gap", "expectation_low", "expectation_high", "verdict", "change", "change_low", "change_high",
    "change_n", "change_verdict",
]  # fmt: skip


@scoped
def gaps(store: Engine, scope: Scope) -> pd.DataFrame:
    """What was promised, expected and experienced, by subject of the study.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    region, channel, segment : only answers of customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a subject with a promise or an expectation, the largest shortfall first, ties by name.

    - subject; is_touchpoint : not a need, a driver or a feeling
    - promise, expectation, experienced, importance : mean scores, on the `scale` of the study
    - gap : experienced less promised, the mean of each person's own difference, with its 95 % interval gap_low,
      gap_high; gap_n people gave both
    - expectation_gap, expectation_low, expectation_high : experienced less expected, alike
    - verdict : "short" (a gap of a twelfth of the scale or more, below 0 for certain), "ahead" (above 0 for certain) or
      None; touchpoints are one family of `cx.verdicts`, the other subjects another
    - change, change_low, change_high : gap less that of the study before, with its 95 % interval; change_n people then;
      change_verdict : "better", "worse" or None, in the same families

    Notes
    -----
    The latest score of each person in the 12 months up to as_of; the study before is that of the 12 months before
    these. Between studies on different scales there is no change. A verdict needs 30 people. Intervals are Student's,
    of changes Welch's, who takes both studies as of different people.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> rows = [f"2025-03-0{n},{who},{m},Price,{s}" for n, who in ((1, "A"), (2, "B"))
    ...     for m, s in (("promise", 5 + n), ("perception", 4))]
    >>> head = "answered_at,customer_id,measure,subject,score"
    >>> _ = store.load("surveys", "\\n".join([head, *rows]).encode())
    >>> gaps(store, date(2025, 3, 31))[["subject", "promise", "experienced", "gap", "gap_n"]].values.tolist()
    [['Price', 6.5, 4.0, -2.5, 2]]
    """
    the_map = map_versions.table(store)
    now = store.read("promises/gaps", answers=_answers(store, scope), map=the_map)
    before_on = periods.day_before(scope.as_of, 12)
    before = store.read("promises/gaps", answers=_answers(store, scope, before_on), map=the_map).set_index("subject")
    own, former = scale(store, scope.as_of), scale(store, before_on)
    found = pd.DataFrame([_with_intervals(row, before, own.top == former.top) for row in now.to_dict("records")])
    if found.empty:
        return pd.DataFrame(columns=COLUMNS)
    found["verdict"] = _families(found, "gap", "gap_n", ("ahead", "short"))
    found.loc[(found["verdict"] == "short") & (found["gap"] > -own.step), "verdict"] = None
    found["change_verdict"] = _families(found, "change", "change_n", ("better", "worse"))
    return found.sort_values(["gap", "subject"], ignore_index=True)[COLUMNS]


def _with_intervals(row: dict[str, Any], before: pd.DataFrame, is_same_scale: bool) -> dict[str, Any]:
    """A subject with the intervals of its gaps and of the change of its gap."""
    n = int(row["gap_n"])
    _gap, low, high = student.of_mean(row["gap"], row["gap_sd"], n)
    expected = student.of_mean(row["expectation_gap"], row["expectation_sd"], int(row["expectation_n"]))
    change, change_low, change_high, p_value, then = nan, nan, nan, nan, 0
    if is_same_scale and row["subject"] in before.index and n:
        was = before.loc[row["subject"]]
        then = int(was["gap_n"])
        both = (row["gap"], row["gap_sd"], n, was["gap"], was["gap_sd"], then)
        if then:
            change, change_low, change_high = intervals.mean_difference(*both)
            p_value = verdicts.mean_p(*both)
    return row | {
        "gap_low": low, "gap_high": high, "expectation_low": expected[1], "expectation_high": expected[2],
        "gap_p": verdicts.mean_p(row["gap"], row["gap_sd"], n, 0.0, 0.0, n) if n else nan,
        "change": change, "change_low": change_low, "change_high": change_high, "change_n": then, "change_p": p_value,
    }  # fmt: skip


def _families(found: pd.DataFrame, value: str, n: str, words: tuple[str, str]) -> pd.Series:
    """A verdict on each subject: touchpoints and other subjects are a family each."""
    verdict = pd.Series(None, index=found.index, dtype=object)
    for _name, part in found.groupby("is_touchpoint"):
        enough = (part[n] >= ENOUGH_TO_RANK) & (part["gap_n"] >= ENOUGH_TO_RANK)
        ends = list(part[[value, f"{value}_low", f"{value}_high"]].itertuples(index=False, name=None))
        decided = verdicts.decided(ends, part[f"{value}_p"].where(enough).tolist())
        verdict[part.index] = [None if one is None else words[0] if one else words[1] for one in decided]
    return verdict


@scoped
def gap_people(
    store: Engine,
    scope: Scope,
    subject: str,
    assumptions: Assumptions | None = None,
    *,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Customers who said what was promised and what they experienced, the largest shortfall first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    subject : of the study
    assumptions : of contribution and tier; None: the company default
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : as of `gaps`

    Returns
    -------
    One row a customer, ties by customer_id: customer_id, name, tier, promise, expectation, experienced, gap,
    answered_on, contribution (of the 12 months up to as_of), region; customers, fell_short (experienced less than was
    promised) and contribution_of_all are those of the whole list.

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-03-01,90\\n")
    >>> rows = b"2025-03-01,A,promise,Price,6\\n2025-03-01,A,perception,Price,4\\n"
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,subject,score\\n" + rows)
    >>> gap_people(store, date(2025, 3, 31), "Price")[["customer_id", "gap", "fell_short"]].values.tolist()
    [['A', -2.0, 1]]
    """
    return listing.read(store, "promises/gap_people", limit, **_people(store, scope, subject, assumptions))


@scoped
def save_gap_people(
    store: Engine, name: str, words: str, scope: Scope, subject: str, assumptions: Assumptions | None = None
) -> int:
    """Save the customers of `gap_people` as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, subject, assumptions, region, channel, segment : as of `gap_people`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _people(store, scope, subject, assumptions)
    return saved_segments.save(store, name, scope.as_of, words, "promises/gap_people", **given, limit=None)


def _people(store: Engine, scope: Scope, subject: str, assumptions: Assumptions | None) -> dict[str, Any]:
    return {
        "answers": _answers(store, scope),
        "placed": segments.placed(store, scope.as_of, assumptions),
        "subject": subject,
    }


def _answers(store: Engine, scope: Scope, until: date | None = None) -> str:
    """Kept table of the latest scores of each person and subject, of the 12 months up to a day."""
    day = until or scope.as_of
    given = {"since": periods.first_day(day, 12), "as_of": day, **scope.of_customers}
    return store.keep("study_answers", statements.text("promises/study_answers"), **given)
