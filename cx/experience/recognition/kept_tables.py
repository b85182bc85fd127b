"""Kept tables of thanks and of reasons for them."""

from collections.abc import Sequence
from datetime import date, timedelta

from cx.customers import open_complaints, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.customers.movement import BORDERLINE
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.experience.recognition.reason_settings import Reason

WEEK_DAYS = 7
"""A reason of so many days, the as-of date among them, is one of this week."""
ACTIVE_DAYS = 180
"""Who did not order in so many days is not thanked for the years with the company."""
REST_DAYS = 60
"""Who was thanked or held out in so many days before is not thanked again."""


def thanks(store: Engine) -> str:
    """Kept table, one row a person thanked or held out: customer_id, day, is_held_out, cost, reason (marked in the app;
    blank for those of files).
    """
    return store.keep("thanks", statements.text("recognition/thanks"))


def occasions(store: Engine, since: date, until: date) -> str:
    """Kept table, one row a customer, reason (all but "platinum") and day from since to until: customer_id, reason,
    since, amount.
    """
    text = statements.text("recognition/occasions")
    return store.keep("occasions", text, since=since, until=until, active_days=ACTIVE_DAYS)


def candidates(store: Engine, scope: Scope, assumptions: Assumptions | None, chosen: Sequence[Reason]) -> str:
    """Kept table, one row a customer with a reason of this week: the columns of the list, and state ("due", or why not:
    "complaint", "thanked", "held out").
    """
    codes = [reason.code for reason in chosen]
    return store.keep(
        "thanks_candidates",
        statements.text("recognition/candidates"),
        occasions=_of_this_week(store, scope.as_of, assumptions, "platinum" in codes),
        thanks=thanks(store),
        complaining=open_complaints.table(store, scope.as_of),
        placed=segments.placed(store, scope.as_of, assumptions),
        reasons=codes,
        rest_days=REST_DAYS,
        as_of=scope.as_of,
        **scope.of_customers,
    )


def _of_this_week(store: Engine, as_of: date, assumptions: Assumptions | None, with_platinum: bool) -> str:
    """As `occasions`, with who became Platinum; tiers of the day before are those of the model of today."""
    since, first = as_of - timedelta(days=WEEK_DAYS - 1), coverage.first_date(store)
    before, found = since - timedelta(days=1), occasions(store, since, as_of)
    if not with_platinum or first is None or first > before:
        return found
    return store.keep(
        "occasions_of_week",
        statements.text("recognition/platinum"),
        occasions=found,
        placed=segments.placed(store, as_of, assumptions),
        placed_before=segments.placed_as_at(store, before, as_of, assumptions),
        borderline=BORDERLINE,
        since=since,
        until=as_of,
    )
