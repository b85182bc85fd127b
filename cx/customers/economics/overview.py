"""What economics gives to the overview with the page on value: the change of what a customer costs to win."""

from math import nan, sqrt

from cx.customers import contribution
from cx.customers.economics import cost_sides
from cx.customers.filters import Scope
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.statistics import changes as figures
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.statistics.verdicts import rate_p

MEASURE = "cost_to_win"


def changes(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    """The change of the cost to win between the 12 months up to two days.

    Parameters
    ----------
    store, scope, then : the company, the later and the earlier day

    Returns
    -------
    One row for `cx.changes.judged`, in the company's currency, lower is better. None of a region, channel or segment,
    as costs name none, nor where a side of it is not known.

    Notes
    -----
    Customers are won by chance, money is not: both years are rates of Poisson, customers by money.
    """
    if scope.is_of_some or not all(_is_whole(store, at) for at in (scope, then)):
        return []
    (won, spend), (won_before, spend_before) = (_won(store, at) for at in (scope, then))
    if not (won and won_before):
        return []
    now, before = spend / won, spend_before / won_before
    error = figures.Z * sqrt(now**2 / won + before**2 / won_before)
    is_enough = min(won, won_before) >= ENOUGH_TO_RANK
    return [
        {
            "measure": MEASURE, "group": "", "unit": "money", "good": -1, "before": before, "now": now,
            "change": now - before, "low": now - before - error, "high": now - before + error,
            "n": won, "n_before": won_before,
            "p_value": rate_p(won, spend, won_before, spend_before) if is_enough else nan,
            "overlaps": then.as_of >= contribution.window(store, scope.as_of).since,
        }
    ]  # fmt: skip


def _is_whole(store: Engine, at: Scope) -> bool:
    """Whether the data hold all 12 months up to a day."""
    return coverage.first_date(store) is not None and contribution.window(store, at.as_of).share == 1


def _won(store: Engine, at: Scope) -> tuple[int, float]:
    """Customers won in the 12 months, and what was spent to win them; nobody where that is not known."""
    win = cost_sides.keep_and_win(store, at.as_of).iloc[0]
    return (int(win["people"]), float(win["spend"])) if win["spend"] > 0 else (0, 0.0)
