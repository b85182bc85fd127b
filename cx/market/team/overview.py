"""What the team page gives to the overview: the change of the company's eNPS, and the team to ask."""

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import Action, Part
from cx.engine.connection import Engine
from cx.market.team.round_changes import of_overview
from cx.market.team.team_scores import enps


def _action(store: Engine, scope: Scope, _assumptions: Assumptions | None) -> Action | None:
    """Ask the team that is unhappy for certain, the unhappiest of several; what it would earn is not known."""
    found = enps(store, scope.as_of)
    unhappy = found[[verdict is False for verdict in found["verdict"]]]
    if unhappy.empty:
        return None
    row = unhappy.iloc[0]
    figures = {"enps": float(row["enps"]), "teams": float(len(unhappy))}
    return Action("team", None, int(row["n"]), str(row["team"]), figures)


PART = Part("team", ("enps",), of_overview, _action)
