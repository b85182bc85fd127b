"""What complaints give to the overview: the change of complaints per 100 orders, and who waits for help."""

from datetime import timedelta

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.listing import FIRST
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.complaints.rates import last_year
from cx.experience.complaints.waiting_customers import waiting
from cx.experience.overview_part import Action, Part
from cx.statistics import changes as figures
from cx.statistics import periods

MONTHS = 12
GAP_DAYS = 31
"""A table that begins so many days after a period still covers it."""


def _changes(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    if not _covers(store, scope, "tickets"):
        return []
    now, earlier = (_counted(store, at) for at in (scope, then))
    if not now[1]:
        return []
    before = earlier if _covers(store, then, "tickets", "orders") else None
    overlaps = then.as_of >= periods.first_day(scope.as_of, MONTHS)
    return [figures.of_rate("complaints", now, before, good=-1, overlaps=overlaps)]


def _counted(store: Engine, scope: Scope) -> tuple[int, int]:
    """Complaints and orders of the 12 months."""
    row = last_year(store, scope).set_index("period").loc["now"]
    return int(row["complaints"]), int(row["orders"])


def _covers(store: Engine, scope: Scope, *kinds: str) -> bool:
    """Whether these tables reach back over the 12 months."""
    begins = coverage.tables(store).set_index("kind")["first_on"]
    latest = pd.Timestamp(periods.first_day(scope.as_of, MONTHS) + timedelta(days=GAP_DAYS))
    return all(pd.notna(begins[kind]) and pd.Timestamp(begins[kind]) <= latest for kind in kinds)


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
