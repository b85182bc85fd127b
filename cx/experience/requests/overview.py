"""What requests give to the overview: the change of who asks for something, and the request to decide on."""

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import Action, Part
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.requests import request_tables
from cx.experience.requests.period_changes import asked_changed
from cx.experience.requests.ranked_topics import undecided
from cx.statistics.changes import Row


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    before = request_tables.first_day(then), then.as_of
    row = asked_changed(store, scope, request_tables.first_day(scope), before)
    return [row] if row else []


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Decide on what is asked for most; money : None, because what it would add is not known."""
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    row = undecided(store, scope, assumptions)
    if row is None:
        return None
    return Action("requests", None, int(row["customers"]), str(row["topic"]), {"worth": float(row["contribution"])})


PART = Part("requests", ("asked",), _changes, _action)
