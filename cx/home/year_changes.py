"""What changed against the 12 months before, measure by measure, with a verdict where there is one."""

from datetime import date, timedelta
from math import exp, isnan, log, nan, sqrt
from statistics import NormalDist
from typing import Any

import pandas as pd

from cx.customers import contribution, movement, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.funnel import lifecycle_rates, time_and_cost
from cx.customers.segments.tier_model import TIERS
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.home.next_actions import year_before
from cx.statistics import intervals, periods, verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

VERDICTS = {True: "better", False: "worse", None: "too few to tell"}
NO_EARLIER_DATA = "no earlier data"
LOWER_IS_BETTER = {"complaints"}
RUN_UP_DAYS = 180
"""So long touchpoints are recorded before a period whose first touches are counted: before, everybody looks new."""
GAP_DAYS = 31
"""A table that begins so many days after a period still covers it."""
COLUMNS = ["measure", "page", "before", "now", "change", "low", "high", "n_before", "n", "verdict"]
Z = NormalDist().inv_cdf(0.975)


@scoped
def changes(store: Engine, scope: Scope, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """One row per measure that the data can show, of the 12 months up to as_of beside the 12 months before.

    Returns
    -------
    measure : "profit" (of all customers in a tier, money), "acquired" and "retained" (shares of `cx.funnel`), "reached"
        (people first touched), "stayed" (of the customers of a year ago, the share that ordered since), "complaints"
        (per 100 orders), "nps" (-100..100)
    page : whose number it is, None for one that no page shows yet
    change : now - before, for reached the ratio - 1; low, high : its 95 % interval; NaN where before is not known
    n, n_before : what each is of: customers, people, orders or answers
    verdict : "better", "worse", "too few to tell" or "no earlier data"

    Notes
    -----
    Acquired and retained have the verdict of `cx.funnel_time.before`. The others are one family of `cx.verdicts`; each
    needs ENOUGH_TO_RANK on both sides. Profit: each customer's change is an independent draw, so that the variance of
    the sum is the sum of squares. Reached and complaints: counts of Poisson.

    Examples
    --------
    >>> import cx, datetime
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n")
    >>> changes(store, datetime.date(2025, 1, 31))[["measure", "verdict"]].values.tolist()
    [['profit', 'no earlier data']]
    """
    own = [
        _profit(store, scope, assumptions),
        _reached(store, scope),
        _stayed(store, scope, assumptions),
        *_service(store, scope),
    ]
    rows = [row for row in own if row is not None]
    judged = verdicts.decided(
        [(row["change"], row["low"], row["high"]) for row in rows], [row.pop("p_value") for row in rows]
    )
    for row, higher in zip(rows, judged, strict=True):
        row["verdict"] = NO_EARLIER_DATA if isnan(row["before"]) else _verdict(row["measure"], higher)
    table = pd.DataFrame([*rows[:1], *_rates(store, scope), *rows[1:]], columns=COLUMNS)
    return table.astype(dict.fromkeys(COLUMNS[2:9], float))


def _verdict(measure: str, higher: bool | None) -> str:
    return VERDICTS[None if higher is None else higher != (measure in LOWER_IS_BETTER)]


def _row(measure: str, page: str | None, now: float, n: float, **found: Any) -> dict[str, Any]:
    unknown = {"before": nan, "change": nan, "low": nan, "high": nan, "n_before": 0, "p_value": nan}
    return {"measure": measure, "page": page, "now": now, "n": n, **unknown, **found}


def _enough(*groups: float) -> bool:
    return min(groups) >= ENOUGH_TO_RANK


# --- one measure each --------------------------------------------------------------------------------------


def _profit(store: Engine, scope: Scope, assumptions: Assumptions | None) -> dict[str, Any] | None:
    now = segments.tiers(store, scope, assumptions)
    if now.customers.sum() == 0:
        return None
    row = _row("profit", "segments", now.profit.sum(), now.customers.sum())
    then = segments.tiers_a_year_before(store, scope, assumptions)
    if then is None or then.customers.sum() == 0:
        return row
    before = periods.day_before(scope.as_of, contribution.WINDOW_MONTHS)
    spread = store.read(
        "home/profit_change",
        later=segments.placed(store, scope.as_of, assumptions),
        earlier=segments.placed(store, before, assumptions),
        **scope.of_customers,
    ).squares.iat[0]
    change, error = now.profit.sum() - then.profit.sum(), sqrt(spread)
    enough = _enough(now.customers.sum(), then.customers.sum())
    return row | {
        "before": then.profit.sum(),
        "n_before": then.customers.sum(),
        "change": change,
        "low": change - Z * error,
        "high": change + Z * error,
        "p_value": 2 * NormalDist().cdf(-abs(change) / error) if enough and error > 0 else nan,
    }


def _rates(store: Engine, scope: Scope) -> list[dict[str, Any]]:
    """What the Funnel page says of this period beside the one before."""
    since = periods.first_day(scope.as_of, contribution.WINDOW_MONTHS)
    names = {"Acquire": "acquired", "Retain": "retained"}
    found = []
    for step in time_and_cost.before(store, scope, since).itertuples():
        if not step.eligible:
            continue
        counts = (int(step.people), int(step.eligible), int(step.people_before), int(step.eligible_before))
        change, low, high = intervals.difference(*counts)
        higher = {"higher": True, "lower": False}.get(step.verdict)
        known = step.eligible_before > 0
        rates = {"before": step.rate_before, "change": change, "low": low, "high": high, "n_before": counts[3]}
        row = _row(names[step.step], "funnel", step.rate, step.eligible, **rates)
        found.append(row | {"verdict": _verdict(row["measure"], higher) if known else NO_EARLIER_DATA})
    return found


def _reached(store: Engine, scope: Scope) -> dict[str, Any] | None:
    """People first touched; of a region or a segment only customers are known, so that it says nothing."""
    since = periods.first_day(scope.as_of, contribution.WINDOW_MONTHS)
    days = (scope.as_of - since).days + 1
    then = since - timedelta(days=days)
    begins = _begins(store, "touchpoints")
    if scope.is_of_some or begins is None or begins > since:
        return None
    reach = lifecycle_rates.lifecycle(store, scope, entered_from=since).people.iat[0]
    row = _row("reached", "funnel", reach, reach)
    if begins > then - timedelta(days=RUN_UP_DAYS):
        return row
    earlier = {"entered_from": then, "entered_to": since - timedelta(days=1)}
    was = lifecycle_rates.lifecycle(store, scope, **earlier).people.iat[0]
    return row | _ratio(int(reach), days, int(was), days) | {"before": was, "n_before": was}


def _ratio(events: int, exposure: float, other: int, other_exposure: float) -> dict[str, float]:
    """The ratio of two rates of counted events - 1, with its interval by logarithms."""
    if min(events, other) == 0:
        return {}
    ratio, error = events / exposure / (other / other_exposure), sqrt(1 / events + 1 / other)
    p_value = verdicts.rate_p(events, exposure, other, other_exposure)
    return {
        "change": ratio - 1,
        "low": exp(log(ratio) - Z * error) - 1,
        "high": exp(log(ratio) + Z * error) - 1,
        "p_value": p_value if _enough(events, other) else nan,
    }


def _stayed(store: Engine, scope: Scope, assumptions: Assumptions | None) -> dict[str, Any] | None:
    now = _kept(store, scope, assumptions)
    if now is None:
        return None
    row = _row("stayed", "movement", now[0] / now[1], now[1])
    before = Scope(
        periods.day_before(scope.as_of, contribution.WINDOW_MONTHS), region=scope.region, segment=scope.segment
    )
    then = _kept(store, before, assumptions)
    if then is None:
        return row
    change, low, high = intervals.difference(*now, *then)
    return row | {
        "before": then[0] / then[1],
        "n_before": then[1],
        "change": change,
        "low": low,
        "high": high,
        "p_value": verdicts.share_p(*now, *then) if _enough(now[1], then[1]) else nan,
    }


def _kept(store: Engine, scope: Scope, assumptions: Assumptions | None) -> tuple[int, int] | None:
    """Of the customers of a year before, how many ordered since; None where that year is not known or had nobody."""
    before = year_before(store, scope.as_of)
    if before is None:
        return None
    flows = movement.flows(store, scope, before, assumptions)
    there = flows[flows.tier_before.isin(TIERS)]
    everybody = int(there.customers.sum())
    lost = int(there.loc[there.tier_after == "Lost", "customers"].sum())
    return (everybody - lost, everybody) if everybody else None


def _service(store: Engine, scope: Scope) -> list[dict[str, Any] | None]:
    """Complaints per 100 orders and the NPS."""
    before = periods.day_before(scope.as_of, contribution.WINDOW_MONTHS)
    now, then = (_counted(store, scope, until) for until in (scope.as_of, before))
    return [_complaints(store, scope, now, then), _nps(now, then)]


def _counted(store: Engine, scope: Scope, until: date) -> dict[str, int]:
    found = store.read(
        "home/service",
        since=periods.first_day(until, contribution.WINDOW_MONTHS),
        until=until,
        everybody=not scope.is_of_some,
        **scope.of_customers,
    )
    return {str(name): int(value) for name, value in found.iloc[0].items()}


def _complaints(store: Engine, scope: Scope, now: dict[str, int], then: dict[str, int]) -> dict[str, Any] | None:
    begins = _begins(store, "tickets")
    since = periods.first_day(scope.as_of, contribution.WINDOW_MONTHS)
    if begins is None or begins > since + timedelta(days=GAP_DAYS) or not now["orders"]:
        return None
    row = _row("complaints", None, 100 * now["complaints"] / now["orders"], now["orders"])
    earlier = periods.first_day(since - timedelta(days=1), contribution.WINDOW_MONTHS)
    covered = max(begins, _begins(store, "orders") or begins) <= earlier + timedelta(days=GAP_DAYS)
    if not covered or not then["orders"]:
        return row
    rate = 100 * then["complaints"] / then["orders"]
    error = 100 * sqrt(now["complaints"] / now["orders"] ** 2 + then["complaints"] / then["orders"] ** 2)
    change = row["now"] - rate
    p_value = verdicts.rate_p(now["complaints"], now["orders"], then["complaints"], then["orders"])
    enough = _enough(now["orders"], then["orders"], now["complaints"] + then["complaints"])
    return row | {
        "before": rate,
        "n_before": then["orders"],
        "change": change,
        "low": change - Z * error,
        "high": change + Z * error,
        "p_value": p_value if enough else nan,
    }


def _nps(now: dict[str, int], then: dict[str, int]) -> dict[str, Any] | None:
    (mean, spread, n), (other_mean, other_spread, other_n) = (_score(counts) for counts in (now, then))
    if not n:
        return None
    row = _row("nps", None, mean, n)
    if not other_n:
        return row
    change, low, high = intervals.mean_difference(mean, spread, n, other_mean, other_spread, other_n)
    p_value = verdicts.mean_p(mean, spread, n, other_mean, other_spread, other_n)
    return row | {
        "before": other_mean,
        "n_before": other_n,
        "change": change,
        "low": low,
        "high": high,
        "p_value": p_value if _enough(n, other_n) else nan,
    }


def _score(counts: dict[str, int]) -> tuple[float, float, int]:
    """Mean and sample standard deviation of answers worth 100, 0 and -100, and how many they are."""
    up, down = counts["promoters"], counts["detractors"]
    n = up + down + counts["passives"]
    mean = 100 * (up - down) / n if n else nan
    spread = sqrt((1e4 * (up + down) - n * mean**2) / (n - 1)) if n > 1 else nan
    return mean, spread, n


def _begins(store: Engine, kind: str) -> date | None:
    """The first day of a table."""
    first = coverage.tables(store).set_index("kind").at[kind, "first_on"]
    return None if pd.isna(first) else pd.Timestamp(first).date()
