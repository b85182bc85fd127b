"""What voice gives to the overview: the change of NPS, and the detractors to call."""

from cx.customers import open_complaints, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.overview_part import KEPT_SHARE, Action, Part
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.voice.period_changes import changed
from cx.statistics import periods
from cx.statistics.changes import Row
from cx.statistics.intervals import ENOUGH_TO_RANK

MONTHS = 12


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    before = periods.first_day(then.as_of, MONTHS), then.as_of
    row = changed(store, scope, "nps", periods.first_day(scope.as_of, MONTHS), before)
    return [row] if row else []


@scoped
def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Call the detractors who are customers and have no open complaint; money : KEPT_SHARE of their contribution."""
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    found = store.read(
        "voice/detractors",
        since=periods.first_day(scope.as_of, MONTHS),
        until=scope.as_of,
        placed=segments.placed(store, scope.as_of, assumptions),
        complaints=open_complaints.table(store, scope.as_of),
        **scope.of_customers,
    ).iloc[0]
    if found["customers"] < ENOUGH_TO_RANK:
        return None
    worth, n, aside = float(found["contribution"]), int(found["customers"]), int(found["complaining"])
    figures = {"worth": worth, "share": KEPT_SHARE, "aside": aside}
    return Action("voice", KEPT_SHARE * worth, n, figures=figures)


PART = Part("voice", ("nps",), _changes, _action)
