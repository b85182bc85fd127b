"""Whom the shared filters leave, as the parameters of this package's statements."""

from typing import Any

from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.experience.voice import spans

NOT_ASKED = "saved_segment_members"
"""A table with customer_id, named where nobody is filtered: the statement does not look at it."""


def whom(store: Engine, scope: Scope) -> dict[str, Any]:
    """`everybody`, and the kept table `persons` of the customers whom the filters leave."""
    if not scope.is_of_some:
        return {"everybody": True, "persons": NOT_ASKED}
    asked = spans.Asked(scope, "csat", spans.twelve_months(scope.as_of))
    return {"everybody": False, "persons": spans.persons(store, asked)}
