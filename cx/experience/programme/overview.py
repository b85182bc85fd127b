"""What the programme gives to the overview: the change of the share of advocates, and what falls shortest."""

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.overview_part import Action, Part
from cx.engine.connection import Engine
from cx.experience.programme import five_stages
from cx.experience.programme.period_changes import advocates
from cx.statistics import periods
from cx.statistics.changes import Row

MONTHS = 12


def _changes(store: Engine, scope: Scope, then: Scope) -> list[Row]:
    row = advocates(store, scope, periods.first_day(scope.as_of, MONTHS), then, periods.first_day(then.as_of, MONTHS))
    return [row] if row else []


@scoped
def _action(store: Engine, scope: Scope, _assumptions: Assumptions | None) -> Action | None:
    """Keep the promise about what falls shortest for certain; what that is worth in money is not known."""
    shortest = five_stages.worst(pd.DataFrame(five_stages.asked(store, scope)))
    if shortest is None:
        return None
    figures = {name: float(shortest[name]) for name in ("felt", "promised")}
    return Action("programme", None, int(shortest["n"]), str(shortest["item"]), figures)


PART = Part("programme", ("advocates",), _changes, _action)
