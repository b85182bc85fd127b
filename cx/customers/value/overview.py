"""What customer value gives to the overview: the change of all value, where it was tested, and whom to call."""

from math import exp, log, sqrt

from scipy.special import stdtr, stdtrit

from cx.customers import filters, playbook
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import KEPT_SHARE, Action, Part
from cx.customers.value import back_testing, customer_values, value_tables
from cx.customers.value.value_tables import Horizon
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.statistics import changes as figures


def _changes(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    """The value over 12 months now and then; only where both were tested.

    The logarithm of their ratio has the errors of two forecasts, each with the spread of the back-tests.
    """
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return []
    if not all(len(back_testing.origins(store, at.as_of)) >= back_testing.LEAST for at in (scope, then)):
        return []
    now, before = (customer_values.total(store, at) for at in (scope, then))
    if now.empty or before.empty or now.low.isna().any() or before.low.isna().any():
        return []
    return [change(now.iloc[0].to_dict(), before.iloc[0].to_dict())]


def change(now: dict[str, float], before: dict[str, float]) -> figures.Row:
    """The row of the overview for two tested totals.

    Parameters
    ----------
    now, before : value, customers, tests and spread of each, as of `cx.value.total`

    Returns
    -------
    A row for `cx.changes.judged`. low, high: Student's interval of the log ratio, as money; no p-value where a total
    is not above 0.
    """
    sizes = int(now["customers"]), int(before["customers"])
    row = figures.of_sum("value", "money", now["value"], before["value"], 0.0, sizes)
    if min(now["value"], before["value"]) <= 0:
        return row
    freedom = min(now["tests"], before["tests"]) - 1
    error = sqrt(sum(at["spread"] ** 2 * (1 + 1 / at["tests"]) for at in (now, before)))
    ratio, reach = log(now["value"] / before["value"]), float(stdtrit(freedom, 0.975)) * error
    ends = [before["value"] * (exp(ratio + side * reach) - 1) for side in (-1, 1)]
    p_value = 2 * float(stdtr(freedom, -abs(ratio) / error)) if error > 0 else 0.0
    return row | {"low": ends[0], "high": ends[1], "p_value": p_value}


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Call those who ordered often and are silent for longer than usual.

    The tier with most contribution is left out: it is the playbook's own action.

    money : KEPT_SHARE of what is at risk with the others
    """
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    table = value_tables.values(store, scope, assumptions, Horizon())
    if table is None:
        return None
    kept = playbook.plays(store, scope, assumptions).groupby("tier").to_keep.sum()
    of_playbook = str(kept.idxmax())
    shown = filters.shown(store, table, scope)
    found = store.read("value/at_risk_total", values=shown, left_out=of_playbook).iloc[0]
    if not found["customers"]:
        return None
    said = {"at_risk": float(found["at_risk"]), "share": KEPT_SHARE}
    return Action("value", KEPT_SHARE * said["at_risk"], int(found["customers"]), of_playbook, said)


PART = Part("value", ("value",), _changes, _action)
"""Value on the overview."""
