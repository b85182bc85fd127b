"""The group of customers that a study looks at, beside all others."""

from datetime import date

from cx.customers import saved_segments, segments, type_rules
from cx.customers.assumptions import Assumptions
from cx.engine import statements
from cx.engine.connection import Engine
from cx.statistics import periods

Group = tuple[str, str]
"""What it is by, and its name: ("tier", "Silver"), ("type", "Impatient"), ("region", ..), ("segment", ..)."""
BY = ("tier", "type", "region", "segment")
MONTHS = 12


def sides(store: Engine, as_of: date, group: Group | None, assumptions: Assumptions | None = None) -> str:
    """Kept table of the customers who ordered in the 12 months up to a day, with whether they are of the group.

    Raises
    ------
    ValueError
        For a group by something else, and in a store without orders.
    """
    kind, name = group or ("everybody", "")
    if group is not None and kind not in BY:
        raise ValueError(f"a group is by one of {', '.join(BY)}, not {kind!r}")
    placed = segments.placed(store, as_of, assumptions)
    return store.keep(
        "sides",
        statements.text("study/group"),
        placed=placed,
        typed=type_rules.typed(store, as_of) if kind == "type" else store.keep("no_types", NO_TYPES),
        members=saved_segments.table(store, name, as_of) if kind == "segment" else placed,
        kind=kind,
        name=name,
    )


def members(store: Engine, as_of: date, group: Group, assumptions: Assumptions | None = None) -> str:
    """Kept table of the customer_id of everybody of the group; parameters as of `sides`."""
    query = "select customer_id from query_table($sides) where is_member"
    return store.keep("group_members", query, sides=sides(store, as_of, group, assumptions))


NO_TYPES = "select cast(null as varchar) as customer_id, cast(null as varchar) as kind where false"


def since(as_of: date) -> date:
    """The first of the 12 months up to a day."""
    return periods.first_day(as_of, MONTHS)


def judged(store: Engine, as_of: date) -> str:
    """Kept table of the latest importance and perception of each customer and subject, of the 12 months."""
    return store.keep("judged", statements.text("study/judged"), since=since(as_of), as_of=as_of)
