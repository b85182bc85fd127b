"""What complaints give to the overview: the change of complaints per 100 orders, and who waits for help."""

from datetime import date

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.listing import FIRST
from cx.customers.overview_part import Action, Part
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.complaints.period_changes import complaints_changed
from cx.experience.complaints.waiting_customers import waiting
from cx.statistics import changes as figures
from cx.statistics import periods

MONTHS = 12


def _changes(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    before = periods.first_day(then.as_of, MONTHS), then.as_of
    row = _changed(store, scope, before)
    return [row] if row else []


@scoped
def _changed(store: Engine, scope: Scope, before: tuple[date, date]) -> figures.Row | None:
    return complaints_changed(store, scope, periods.first_day(scope.as_of, MONTHS), before)


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Help who waits; money : what complaints without help cost of their contribution, None without a verdict on it."""
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    listed = waiting(store, scope, assumptions, limit=FIRST)
    if listed.empty:
        return None
    first = listed.iloc[0]
    worth, at_risk = float(first["contribution_of_all"]), first["at_risk_of_all"]
    money = None if pd.isna(at_risk) else float(at_risk)
    return Action("complaints", money, int(first["customers"]), figures={"worth": worth})


PART = Part("complaints", ("complaints",), _changes, _action)
