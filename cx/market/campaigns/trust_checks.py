"""Whether the test of a campaign can be trusted: five checks, each with what was found."""

from datetime import timedelta
from math import nan

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.market.campaigns import differences
from cx.market.campaigns.mailed_arms import DAYS, arms
from cx.market.campaigns.planned_shares import planned_share
from cx.statistics import verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK

HALVES = 4_000
CHECKS = ("split", "comparable", "window", "false_alarms", "later_orders")
PASSES, FAILS, UNKNOWN = "passes", "fails", "cannot check"
BROKEN_UNDER = 0.001
ALIKE_UNDER = 0.1
MOST_ALARMS = 0.06


@scoped
def trust(
    store: Engine,
    scope: Scope,
    campaign: str,
    assumptions: Assumptions | None = None,
    *,
    days: int = DAYS,
    planned: float | None = None,
) -> pd.DataFrame:
    """Five checks of the test of a campaign.

    Parameters
    ----------
    store, as_of, campaign, assumptions, days, region, channel, segment : as of `cx.campaigns.uplift`
    planned : the share that was to be held out; None: what is stated in the store

    Returns
    -------
    One row a check; empty where an arm has nobody. check, verdict ("passes", "fails" or "cannot check"), value, low,
    high, expected:

    - split : value is the share held out, expected the planned one, low the p-value of the exact binomial test; it
      fails under .001: do not read the test
    - comparable : value is the larger standardised difference of orders and revenue in the 180 days before; it fails
      from .1 on
    - window : value is 1 when the days are over
    - false_alarms : share of 4,000 seeded random halves of the held-out that the same test calls different; 5 % is
      right, fewer is cautious, and it fails above 6 %
    - later_orders : difference in orders of a person in the `days` after the window, with its 95 % interval; it fails
      below 0 (bought only earlier), and cannot be checked before these days are over

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-02-03,90\\n")
    >>> mails = b"A,2025-02-01,Spring,sent,treated\\nB,2025-02-01,Spring,,held out\\n"
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,campaign,kind,variant\\n" + mails)
    >>> trust(store, date(2025, 4, 30), "Spring").set_index("check")["verdict"].to_dict()["window"]
    'passes'
    """
    found = arms(store, scope, days, assumptions, campaign).set_index("is_held_out")
    if {True, False} - set(found.index):
        return pd.DataFrame(columns=["check", "verdict", "value", "low", "high", "expected"])
    last = pd.Timestamp(found["last_day"].max()).date()
    numbers = found.drop(columns=["campaign", "group", "sent_on", "last_day"]).astype(float)
    sent, out = numbers.loc[False], numbers.loc[True]
    share = planned_share(store, campaign) if planned is None else planned
    is_over, is_later_over = (last + timedelta(days=times * days) <= scope.as_of for times in (1, 2))
    return pd.DataFrame(
        [
            _split(int(sent["n"]), int(out["n"]), share),
            _comparable(sent, out),
            _row("window", PASSES if is_over else FAILS, float(is_over)),
            _alarms(int(out["bought"]), int(out["n"]), is_over),
            _later(sent, out, is_later_over),
        ]
    )


def _row(
    check: str, verdict: str, value: float, low: float = nan, high: float = nan, expected: float = nan
) -> dict[str, object]:
    return {"check": check, "verdict": verdict, "value": value, "low": low, "high": high, "expected": expected}


def _split(sent: int, held_out: int, planned: float | None) -> dict[str, object]:
    share = held_out / (sent + held_out)
    if planned is None:
        return _row("split", UNKNOWN, share)
    p_value = float(binomtest(held_out, sent + held_out, planned).pvalue)
    return _row("split", FAILS if p_value < BROKEN_UNDER else PASSES, share, p_value, expected=planned)


def _comparable(sent: differences.Arm, out: differences.Arm) -> dict[str, object]:
    if min(sent["n"], out["n"]) < ENOUGH_TO_RANK:
        return _row("comparable", UNKNOWN, nan, expected=ALIKE_UNDER)
    gaps = [differences.standardised(sent, out, measure) for measure in ("orders_before", "revenue_before")]
    largest = max(gaps, key=abs)
    return _row("comparable", PASSES if abs(largest) < ALIKE_UNDER else FAILS, largest, expected=ALIKE_UNDER)


def _alarms(bought: int, n: int, is_over: bool) -> dict[str, object]:
    share = false_alarms(bought, n) if is_over else nan
    if np.isnan(share):
        return _row("false_alarms", UNKNOWN, nan, expected=0.05)
    return _row("false_alarms", PASSES if share <= MOST_ALARMS else FAILS, share, expected=0.05)


def false_alarms(bought: int, n: int, halves: int = HALVES, seed: int = 20240229) -> float:
    """How often the test of two shares calls two random halves of the same people different.

    Parameters
    ----------
    bought, n : people held out, and those of them who bought
    halves, seed : how many splits are drawn, and where the draws begin

    Returns
    -------
    0..1; NaN where a half has fewer than ENOUGH_TO_RANK people. Where few bought or few did not, the counts are so
    coarse that it is below 5 %.

    Notes
    -----
    The buyers in a random half are hypergeometric, so no person need be drawn.

    Examples
    --------
    >>> 0.04 < false_alarms(400, 800) < 0.06
    True
    """
    half = n // 2
    if half < ENOUGH_TO_RANK:
        return nan
    drawn = np.random.default_rng(seed).hypergeometric(bought, n - bought, half, halves)
    counts, times = np.unique(drawn, return_counts=True)
    alarms = [verdicts.of_shares([(int(k), half, bought - int(k), n - half)])[0] is not None for k in counts]
    return float(times[np.array(alarms, dtype=bool)].sum() / halves)


def _later(sent: differences.Arm, out: differences.Arm, is_over: bool) -> dict[str, object]:
    if not is_over or min(sent["n"], out["n"]) < ENOUGH_TO_RANK:
        return _row("later_orders", UNKNOWN, nan)
    change = differences.of_mean(sent, out, "orders_later")
    verdict = FAILS if change["high"] < 0 else PASSES
    return _row("later_orders", verdict, change["difference"], change["low"], change["high"])
