"""What promises give to the overview: the change of the share kept in time, and the promises that are overdue."""

from cx.customers import open_complaints, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.overview_part import KEPT_SHARE, Action, Part
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.promises import promise_states
from cx.experience.promises.keeping import kept
from cx.statistics.changes import Row, of_share


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    now, earlier = (_counted(store, at) for at in (scope, then))
    if not now[1]:
        return []
    overlaps = then.as_of >= promise_states.first_day(scope.as_of, None)
    return [of_share("promises_kept", now, earlier, overlaps=overlaps)]


def _counted(store: Engine, scope: Scope) -> tuple[int, int]:
    """(Kept in time, due), of all kinds."""
    found = kept(store, scope)
    return int(found["kept"].sum()), int(found["due"].sum())


@scoped
def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Keep what is overdue, open complaints aside, which have an action of their own.

    money : KEPT_SHARE of the contribution of the customers who wait, None where they contribute nothing
    """
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    found = store.read(
        "promises/overdue",
        states=promise_states.on(store, scope.as_of),
        placed=segments.placed(store, scope.as_of, assumptions),
        complaints=open_complaints.table(store, scope.as_of),
        **scope.of_customers,
    ).iloc[0]
    if not found["promises"]:
        return None
    worth = float(found["contribution"])
    figures = {"worth": worth, "share": KEPT_SHARE, "people": float(found["customers"]), "aside": float(found["aside"])}
    return Action("promises", KEPT_SHARE * worth or None, int(found["promises"]), figures=figures)


PART = Part("promises", ("promises_kept",), _changes, _action)
