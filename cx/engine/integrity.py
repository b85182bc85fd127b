"""Whether the tables hold what the ledger of loads says."""

from typing import TYPE_CHECKING, Any

from cx.tables.kinds import KINDS
from cx.text.formatting import _

if TYPE_CHECKING:
    from cx.engine.connection import Engine


def differences(store: "Engine") -> list[str]:
    """Whether the tables hold what the ledger of loads says.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One sentence for each load whose rows in the tables, or in quarantine, are not as many as in the ledger; empty when
    all is sound.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _ = store.load("orders", b"order_id,ordered_at,revenue\\n1,2025-01-02,90\\n2,2025-01-05,80\\n")
    >>> differences(store)
    []
    """
    counted = " union all ".join(
        f"select '{kind}' as kind, upload_id, count(*) as there from {kind} group by upload_id" for kind in KINDS
    )
    rows = store.rows(f"""
        with
        there as ({counted}),
        aside as (select upload_id, count(*) as set_aside from quarantine group by upload_id)
        select
            upload_id, coalesce(uploads.kind, there.kind) as kind, uploads.name,
            case when undone_at is null then coalesce(rows_loaded, 0) else 0 end as entered,
            coalesce(there, 0) as there,
            case when undone_at is null then coalesce(rows_quarantined, 0) else 0 end as entered_aside,
            coalesce(set_aside, 0) as set_aside
        from uploads
        full join there using (upload_id)
        left join aside using (upload_id)
        where uploads.kind is distinct from there.kind
            and not (there.kind is null and (rows_loaded = 0 or undone_at is not null))
            or entered <> coalesce(there, 0) or entered_aside <> coalesce(set_aside, 0)
        order by upload_id
    """)
    return [_difference(row) for row in rows.itertuples()]


def _difference(row: Any) -> str:
    if row.name is None or row.name != row.name:
        text = _("The table {kind} holds {rows:,} rows of load {number}, which is not in the list of loads.")
        return text.format(kind=row.kind, rows=row.there, number=row.upload_id)
    rows, entered = (row.there, row.entered) if row.there != row.entered else (row.set_aside, row.entered_aside)
    place = row.kind if row.there != row.entered else "quarantine"
    what = (
        _("rows missing in {place}: {lost:,} of {entered:,}")
        if rows < entered
        else _("rows too many in {place}: {more:,}")
    ).format(lost=entered - rows, entered=entered, more=rows - entered, place=place)
    return _(
        "Load {number} ({name}) is damaged: {what}. Restore the last good copy of the file, "
        "or move the file away and load again."
    ).format(number=row.upload_id, name=row.name, what=what)
