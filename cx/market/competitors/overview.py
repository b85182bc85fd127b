"""What competitors give to the overview: the change of customers lost to them, and whom to learn from."""

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import Action, Part
from cx.engine.connection import Engine
from cx.market.competitors import rival_gaps
from cx.market.competitors.period_changes import LEFT_FOR, left_changed
from cx.statistics.changes import Row


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    row = left_changed(store, scope.as_of, then.as_of)
    return [row] if row else []


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Learn from the rival that is furthest ahead where it matters; money : None, as what it would add is not known."""
    found = rival_gaps.losses(rival_gaps.gaps(store, scope.as_of))
    if found.empty:
        return None
    row = found.iloc[0]
    subject = f"{row['company']}{SEPARATOR}{row['attribute']}"
    return Action(
        "competitors", None, int(row["n"]), subject, {"ours": float(row["ours"]), "theirs": float(row["theirs"])}
    )


SEPARATOR = "\n"
"""Between the company and the attribute of the action's subject."""
PART = Part("competitors", (LEFT_FOR,), _changes, _action)
