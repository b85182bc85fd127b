"""What the journey gives to the overview: the change of the promise gap, and the touchpoint to invest in."""

from datetime import date

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import KEPT_SHARE, Action, Part
from cx.engine.connection import Engine
from cx.experience.journey.investment import invest
from cx.experience.journey.meetings import MONTHS
from cx.experience.journey.period_changes import of_all
from cx.statistics import changes as figures
from cx.statistics import periods
from cx.statistics.intervals import ENOUGH_TO_RANK


def _changes(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    since: date = periods.first_day(scope.as_of, MONTHS)
    row = of_all(store, scope, then, overlaps=then.as_of >= since)
    return [row] if row["n"] else []


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Keep the promise at the touchpoint that ranks first for certain.

    money : KEPT_SHARE of the contribution of who is not satisfied with it, None where nobody was asked or ordered
    """
    first = invest(store, scope, assumptions).head(1)
    if first.empty or first["rank_high"].iloc[0] != 1 or first["gap_n"].iloc[0] < ENOUGH_TO_RANK:
        return None
    row = first.iloc[0]
    worth = float(row["at_stake"])
    money = KEPT_SHARE * worth if worth > 0 else None
    said = {"worth": worth, "share": KEPT_SHARE, "promise": float(row["promise"]), "felt": float(row["experienced"])}
    return Action("journey", money, int(row["not_satisfied"]), str(row["touchpoint"]), said)


PART = Part("journey", ("promise_gap",), _changes, _action)
"""The journey on the overview."""
