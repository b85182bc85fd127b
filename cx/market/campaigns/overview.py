"""What campaigns give to the overview: the share of mails with a held-out group, and the campaign to repeat."""

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.overview_part import Action, Part
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.market.campaigns.control_difference import response, uplift
from cx.market.campaigns.trust_checks import PASSES, trust
from cx.statistics import changes, periods

MONTHS = 12


def _changes(store: Engine, scope: Scope, then: Scope) -> list[changes.Row]:
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return []
    now, before = _controlled(store, scope), _controlled(store, then)
    overlaps = then.as_of >= periods.first_day(scope.as_of, MONTHS)
    return [changes.of_share("controlled", now, before, overlaps=overlaps)] if now[1] else []


def _controlled(store: Engine, scope: Scope) -> tuple[int, int]:
    """Mails of campaigns with a held-out group, and all mails, of the 12 months."""
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return 0, 0
    rows = response(store, scope)
    year = rows[rows["sent_on"].dt.date >= periods.first_day(scope.as_of, MONTHS)] if len(rows) else rows
    return int(year.loc[year["held_out"] > 0, "sent"].sum()), int(year["sent"].sum())


def _action(store: Engine, scope: Scope, assumptions: Assumptions | None) -> Action | None:
    """Repeat the campaign of the 12 months that brought most margin for sure and passes every check.

    Without a stated planned share its split cannot be checked, so there is no action.

    money : difference in margin of a person (CUPED) x people mailed, less what the mails cost
    """
    if not coverage.ordered(store, scope.as_of)["orders"]:
        return None
    rows, best = response(store, scope, assumptions), None
    for row in rows[rows["verdict"] == "higher"].itertuples():
        if row.sent_on.date() < periods.first_day(scope.as_of, MONTHS):
            continue
        if (trust(store, scope, row.campaign, assumptions)["verdict"] != PASSES).any():
            continue
        margin = uplift(store, scope, row.campaign, assumptions).set_index("measure").loc["margin_cuped"]
        money = float(margin["more"] - row.cost)
        if margin["verdict"] == "higher" and money > (best.money or 0.0 if best else 0.0):
            best = Action("campaigns", money, int(row.sent), row.campaign)
    return best


PART = Part("campaigns", ("controlled",), _changes, _action)
