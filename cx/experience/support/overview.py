"""What support gives to the overview: the change of tickets that stay unresolved, and those to close now."""

from cx.customers import open_complaints, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import KEPT_SHARE, Action, Part
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.support import window
from cx.experience.support.period_changes import unresolved_counts
from cx.statistics import changes as figures
from cx.statistics import periods

MONTHS = 12


def _changes(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    now, earlier = (
        unresolved_counts(store, at, opened_from=periods.first_day(at.as_of, MONTHS)) for at in (scope, then)
    )
    if not now[1]:
        return []
    overlaps = then.as_of >= periods.first_day(scope.as_of, MONTHS)
    return [figures.of_share("unresolved", now, earlier, good=-1, overlaps=overlaps)]


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Close tickets older than a week, complaints aside, which have an action of their own.

    money : KEPT_SHARE of the contribution of the customers who wait and have no open complaint
    """
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    found = store.read(
        "support/overdue",
        tickets=window.tickets(store, scope, None),
        placed=segments.placed(store, scope.as_of, assumptions),
        complaints=open_complaints.table(store, scope.as_of),
    ).iloc[0]
    if not found["tickets"]:
        return None
    worth, people = float(found["contribution"]), float(found["customers"])
    figures_said = {"worth": worth, "share": KEPT_SHARE, "people": people}
    return Action("support", KEPT_SHARE * worth, int(found["tickets"]), figures=figures_said)


PART = Part("support", ("unresolved",), _changes, _action)
