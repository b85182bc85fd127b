"""What the study gives to the overview: satisfaction with the widest opening, and that to close it."""

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import Action, Part
from cx.engine.connection import Engine
from cx.market.study.opportunity import openings
from cx.market.study.period_changes import SATISFIED, satisfied
from cx.statistics.changes import Row


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    return satisfied(store, scope.as_of, then.as_of)[:1]


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Close the widest opening; money : None, as what it would add is not known."""
    found = openings(store, scope.as_of)
    sure = found[found["is_opening"]]
    if sure.empty:
        return None
    row = sure.iloc[0]
    shares = {"importance": float(row["importance"]), "satisfaction": float(row["satisfaction"])}
    return Action("study", None, int(row["n"]), str(row["subject"]), shares)


PART = Part("study", (SATISFIED,), _changes, _action)
