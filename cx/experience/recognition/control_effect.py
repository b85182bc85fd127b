"""What thanks change: those who were thanked beside those held out at random."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import nan

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.contribution import resolve
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.recognition import kept_tables
from cx.experience.recognition.due_list import week
from cx.experience.recognition.reason_settings import Reason
from cx.statistics import intervals, verdicts

WINDOW_DAYS = 60
"""An order within so many days after the thanks counts."""
MEASURES = {"order": ("ordered", "people"), "nps": ("promoters", "nps_answers"), "csat": ("satisfied", "csat_answers")}
COLUMNS = [
    "measure", "thanked_n", "thanked", "thanked_rate", "thanked_low", "thanked_high", "held_out_n", "held_out",
    "held_out_rate", "held_out_low", "held_out_high", "difference", "low", "high", "verdict", "more", "margin", "spent",
]  # fmt: skip


@scoped
def effect(store: Engine, scope: Scope, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """What customers did after thanks, beside those held out: an order within 60 days, and the next answer.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of the gross margin; None: the company default
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a measure, "order", "nps" (the next NPS answer is 9 or 10) and "csat" (the next CSAT answer is 4 or 5), as
    far as both groups have any; empty without held-out customers whose 60 days are over.

    - thanked_n, thanked, thanked_rate (0..1): people, those of them who did, and their share, with its 95 % Wilson
      interval thanked_low, thanked_high; held_out_n, held_out, held_out_rate, held_out_low, held_out_high: of those
      held out
    - difference (-1..1) with its 95 % Newcombe interval low, high; verdict : "higher", "lower" or None: too few to
      tell, or no difference
    - of "order" only: more (customers with an order more than without thanks: difference x thanked_n), margin (the
      gross margin of what such a customer ordered in the 60 days, times more), spent (what the thanks cost, as
      recorded)

    Notes
    -----
    Only the first row of a person counts, thanks or held out, and only once its 60 days are over. Orders of the same
    day do not count. Orders are judged first; answers get a verdict (Holm) only where orders have one, so that all
    three together are wrong in at most 5 % of companies in which thanks change nothing.
    Maurer, Hothorn & Lehmacher (1995), Multiple comparisons in drug clinical trials: a-priori ordered hypotheses.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> orders = b"order_id,customer_id,ordered_at,revenue\\n1,B,2025-01-02,90\\n2,A,2025-02-09,90\\n"
    >>> _ = store.load("orders", orders)
    >>> rows = b"person_id,occurred_at,kind,variant\\nA,2025-02-01,thanked,treated\\nB,2025-02-01,thanked,held out\\n"
    >>> _ = store.load("touchpoints", rows)
    >>> effect(store, date(2025, 4, 30))[["measure", "thanked_rate", "held_out_rate", "more"]].values.tolist()
    [['order', 1.0, 0.0, 1.0]]
    """
    given = {"thanks": kept_tables.thanks(store), "as_of": scope.as_of, "window_days": WINDOW_DAYS}
    groups = store.read("recognition/effect", **given, **scope.of_customers).set_index("is_held_out")
    if {True, False} - set(groups.index):
        return pd.DataFrame(columns=COLUMNS)
    thanked, held_out = groups.loc[False], groups.loc[True]
    rows = [
        _row(measure, [int(group[name]) for group in (thanked, held_out) for name in names])
        for measure, names in MEASURES.items()
        if thanked[names[1]] and held_out[names[1]]
    ]
    found = pd.DataFrame(rows).assign(more=nan, margin=nan, spent=nan)
    found["verdict"] = pd.Series(_verdicts(found), dtype=object)
    margin = resolve(store, scope.as_of, assumptions).gross_margin
    each = margin * groups["revenue"].sum() / groups["ordered"].sum() if groups["ordered"].sum() else 0.0
    more = float(found["difference"].iloc[0] * found["thanked_n"].iloc[0])
    found.loc[0, ["more", "margin", "spent"]] = [more, more * each, float(thanked["cost"])]
    return found[COLUMNS]


def _verdicts(found: pd.DataFrame) -> list[str | None]:
    """Orders alone, then the answers, as far as orders differ."""
    pairs = found[["thanked", "thanked_n", "held_out", "held_out_n"]].astype(int).itertuples(index=False, name=None)
    orders, *answers = list(pairs)
    first = verdicts.of_shares([orders])[0]
    others = [None] * len(answers) if first is None else verdicts.of_shares(answers)
    names = {True: "higher", False: "lower", None: None}
    return [names[one] for one in (first, *others)]


def _row(measure: str, counts: Sequence[int]) -> dict[str, object]:
    thanked, thanked_n, held_out, held_out_n = counts
    difference, low, high = intervals.difference(thanked, thanked_n, held_out, held_out_n)
    return {
        "measure": measure,
        **_share("thanked", thanked, thanked_n),
        **_share("held_out", held_out, held_out_n),
        "difference": difference,
        "low": low,
        "high": high,
    }


def _share(who: str, did: int, n: int) -> dict[str, object]:
    rate, low, high = intervals.wilson(did, n)
    return {who: did, f"{who}_n": n, f"{who}_rate": rate, f"{who}_low": low, f"{who}_high": high}


@scoped
def effect_from(store: Engine, scope: Scope) -> date | None:
    """The day on which the 60 days of the first held-out customer are over.

    Parameters
    ----------
    store, as_of, region, channel, segment : as of `effect`; who was held out after as_of is not known

    Returns
    -------
    None where nobody was held out.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,kind,variant\\nB,2025-02-01,thanked,held out\\n")
    >>> effect_from(store, date(2025, 2, 10))
    datetime.date(2025, 4, 2)
    """
    given = {"thanks": kept_tables.thanks(store), "as_of": scope.as_of, **scope.of_customers}
    first = store.read("recognition/first_held_out", **given)["day"].iloc[0]
    return None if pd.isna(first) else pd.Timestamp(first).date() + timedelta(days=WINDOW_DAYS)


@scoped
def worth(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, reasons: Sequence[Reason] | None = None
) -> float | None:
    """The gross margin that thanking everybody due this week brings within 60 days.

    Parameters
    ----------
    store, as_of, assumptions, reasons, region, channel, segment : as of `cx.recognition.due`

    Returns
    -------
    Margin of `effect` for each customer thanked, times those due; None unless the verdict on orders is "higher".

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> worth(store, date(2025, 1, 31)) is None
    True
    """
    found = effect(store, scope, assumptions)
    if found.empty or found["verdict"].iloc[0] != "higher":
        return None
    each = float(found["margin"].iloc[0] / found["thanked_n"].iloc[0])
    return each * int(week(store, scope, assumptions, reasons=reasons)["due"].iloc[0])
