"""What customer value gives to the overview: the change of all value, where it was tested, and whom to call."""

from cx.customers import filters, playbook
from cx.customers.assumptions import Assumptions
from cx.customers.economics import overview as economics
from cx.customers.filters import Scope
from cx.customers.overview_part import KEPT_SHARE, Action, Part
from cx.customers.value import period_changes, value_tables
from cx.customers.value.value_tables import Horizon
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.statistics.changes import Row


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


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    return [*period_changes.rows(store, scope, then), *economics.changes(store, scope, then)]


PART = Part("value", ("value", economics.MEASURE), _changes, _action)
"""Value on the overview."""
