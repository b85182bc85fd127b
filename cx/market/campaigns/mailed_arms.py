"""Sums over the two arms of campaigns: who was sent a mail, and who was held out."""

from datetime import timedelta

import pandas as pd

from cx.customers import segments
from cx.customers.assumptions import Assumptions
from cx.customers.contribution import resolve
from cx.customers.filters import Scope
from cx.engine import coverage, statements
from cx.engine.connection import Engine

DAYS = 30
"""An order within so many days of the mail counts."""
BEFORE_DAYS = 180
"""Days before the mail whose orders say how alike the arms were."""
BY = ("tier", "region")


def arms(
    store: Engine,
    scope: Scope,
    days: int,
    assumptions: Assumptions | None = None,
    campaign: str | None = None,
    by: str | None = None,
) -> pd.DataFrame:
    """One row a campaign, group and arm, with counts, sums, squares and products of its people; see sql/arms.sql.

    The tier is that of the day before the first mail, by the model of as_of: what a mail changes does not move people
    between groups.
    """
    if by is not None and by not in BY:
        raise ValueError(f"{by!r} is none of {', '.join(BY)}.")
    people = store.keep("mailed_people", statements.text("campaigns/people"), as_of=scope.as_of, **scope.of_customers)
    outcomes = store.keep(
        "campaign_outcomes",
        statements.text("campaigns/outcomes"),
        people=people,
        as_of=scope.as_of,
        days=days,
        before=BEFORE_DAYS,
        gross_margin=resolve(store, scope.as_of, assumptions).gross_margin,
    )
    groups = (
        _tiers(store, scope, people, campaign, assumptions)
        if by == "tier"
        else store.keep("mailed_regions", statements.text("campaigns/regions"), people=people)
    )
    given = {"outcomes": outcomes, "groups": groups, "campaign": campaign, "is_grouped": by is not None}
    return store.read("campaigns/arms", **given)


def _tiers(store: Engine, scope: Scope, people: str, campaign: str | None, assumptions: Assumptions | None) -> str:
    """Kept table of the tiers on the day before the first mail, or on that of the first order if it is later."""
    query = "select min(first_day) from query_table($people) where campaign = $campaign"
    mailed = store.value(query, people=people, campaign=campaign)
    first = scope.as_of if mailed is None else pd.Timestamp(mailed).date()
    began = coverage.first_date(store) or first
    placed = segments.placed_as_at(store, max(first - timedelta(days=1), began), scope.as_of, assumptions)
    return store.keep("mailed_tiers", statements.text("campaigns/tiers"), placed=placed)
