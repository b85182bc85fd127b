"""Rank first, filter after: whom the shared filters leave of a table that was computed over everybody."""

from datetime import date

from cx.engine import statements


def shown(
    store,
    among: str,
    as_of: date,
    since: date | None = None,
    region: str | None = None,
    segment: str | None = None,
) -> str:
    """Kept table: the rows of another kept table that are shown; that table itself where nothing is filtered.

    among : a kept table with customer_id, region and recency_days
    since : only customers who ordered from that day on; region : only customers of that region; segment : only
        members of that saved segment
    """
    if since is None and region is None and segment is None:
        return among
    given = {"since": since, "region": region, "segment": segment}
    return store.keep("shown", statements.text("customers/filtered"), among=among, as_of=as_of, **given)
