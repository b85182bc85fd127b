"""What recognition gives to the overview: the change of the share thanked in time, and whom to thank this week."""

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import Action, Part
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.recognition.control_effect import worth
from cx.experience.recognition.due_list import week
from cx.experience.recognition.period_changes import in_time_changed
from cx.experience.recognition.timeliness import MONTHS
from cx.statistics import periods
from cx.statistics.changes import Row


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    before = periods.first_day(then.as_of, MONTHS), then.as_of
    row = in_time_changed(store, scope, periods.first_day(scope.as_of, MONTHS), before)
    return [row] if row else []


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Thank who is due; money : what the orders after it bring within 60 days, None without a verdict on that."""
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    due = week(store, scope, assumptions).iloc[0]
    if not due["due"]:
        return None
    figures = {"worth": float(due["contribution"]), "aside": float(due["complaining"])}
    return Action("recognition", worth(store, scope, assumptions), int(due["due"]), figures=figures)


PART = Part("recognition", ("thanked_in_time",), _changes, _action)
