"""How whole the company's rows are: what is in use, what was left out and why, gaps, orphans and odd amounts."""

from collections.abc import Callable

import pandas as pd

from cx.engine.connection import Engine
from cx.tables import kinds
from cx.tables import reasons as reason_codes
from cx.tables.kinds import KINDS, Kind

NAMED_GAPS = 3


def totals(store: Engine) -> pd.Series:
    """Rows over all loads that stand: loads, rows_read = rows_used + rows_aside, share_used (NaN: no row), last_at.

    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _ = store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,n/a\\nA2,2025-01-31,2\\n")
    >>> totals(store)[["rows_read", "rows_used", "rows_aside", "share_used"]].astype(float).tolist()
    [2.0, 1.0, 1.0, 0.5]
    """
    found = store.read("quality/totals").iloc[0].astype("object")
    found["share_used"] = found["rows_used"] / found["rows_read"] if found["rows_read"] else float("nan")
    return found


def tables(store: Engine) -> pd.DataFrame:
    """One row per table with a load: kind, loads, rows_read, rows_used, rows_aside, share_used; largest first."""
    return store.read("quality/tables")


def reasons(store: Engine) -> pd.DataFrame:
    """One row per load and reason: upload_id, name, kind, reason, rows, first_line, first_value; most rows first."""
    found = store.read("quality/reasons", special=list(reason_codes.SPECIAL))
    found.insert(3, "reason", pd.Series(reason_codes.groups(found), dtype="str"))
    found = found.drop(columns=["code", "column", "detail"])
    return found.sort_values(["rows", "upload_id", "reason"], ascending=[False, True, True], ignore_index=True)


def months(store: Engine) -> pd.DataFrame:
    """One row per table and month from the first to the last in which the table holds a row: kind, month, rows, share.

    Returns
    -------
    rows : 0 in a gap
    share : of the table's fullest month

    Notes
    -----
    Left out: products and competitors (their dates are no record of what happened) and the journey (it has none).
    """
    held = store.read("quality/months", dated=kinds.union(_months))
    held["month"] = pd.to_datetime(held["month"])
    whole = []
    for kind, rows in held.groupby("kind", sort=False):
        every = pd.date_range(rows["month"].min(), rows["month"].max(), freq="MS", name="month")
        filled = rows.set_index("month")["rows"].reindex(every, fill_value=0).reset_index()
        whole.append(filled.assign(kind=kind, share=filled["rows"] / filled["rows"].max()))
    columns = ["kind", "month", "rows", "share"]
    found = pd.concat(whole)[columns] if whole else pd.DataFrame(columns=columns)
    place = {kind: at for at, kind in enumerate(KINDS)}
    return found.sort_values(["kind", "month"], key=_places(place), ignore_index=True)


def _places(place: dict[str, int]) -> Callable[[pd.Series], pd.Series]:
    return lambda column: column.map(place) if column.name == "kind" else column


def gaps(months: pd.DataFrame) -> pd.DataFrame:
    """One row per table with an empty month between its first and its last: kind, months, first (NAMED_GAPS of them).

    Parameters
    ----------
    months : an answer of `months`
    """
    empty = months[months["rows"] == 0]
    found = [
        (kind, len(rows), tuple(rows["month"].head(NAMED_GAPS))) for kind, rows in empty.groupby("kind", sort=False)
    ]
    return pd.DataFrame(found, columns=["kind", "months", "first"])


def missing(store: Engine) -> pd.DataFrame:
    """One row per column of each table that holds rows: kind, column, rows, missing, share; emptiest first."""
    return store.read("quality/missing", filled=kinds.union(_filled))


def orphans(store: Engine) -> pd.DataFrame:
    """One row per column that points to a table: kind, column, parent, rows, orphans, share, ids, first_id.

    Returns
    -------
    rows : that name an id
    orphans : whose id the parent table does not hold
    ids : how many different ones

    Notes
    -----
    A column is left out where the parent table is empty: nothing is known then.
    """
    return store.read("quality/orphans", named=kinds.union(_named), held=kinds.union(_held))


def outliers(store: Engine) -> pd.DataFrame:
    """One row per column of amounts, with those that are far out.

    Returns
    -------
    kind, column
    amounts : above zero, at least 30 of them
    median, fence, far_out, share_of_sum
    largest, upload_id, line : the largest amount and where it was loaded

    Notes
    -----
    An amount is far out above the fence, which lies 3 times the distance of the quartiles above the upper one, in
    logarithms: Tukey's outer fence (Exploratory Data Analysis, 1977) on the scale that fits amounts. Columns whose
    quartiles are equal have no fence and are left out.
    """
    return store.read("quality/outliers", amounts=kinds.union(_amounts))


def _months(kind: str, record: Kind) -> list[str]:
    """Of a table with a history, the month of each row."""
    month = f"cast(date_trunc('month', {record.dated}) as date)"
    return [f"select '{kind}' as kind, {month} as month from {kind}"] if record.dated and record.has_history else []


def _filled(kind: str, _record: Kind) -> list[str]:
    """Of each column that is kept, how many rows fill it; in one scan of the table."""
    names = kinds.kept(kind)
    lists = ", ".join(f"'{name}'" for name in names), ", ".join(f"count({name})" for name in names)
    return [
        f"select '{kind}' as kind, rows, unnest([{lists[0]}]) as \"column\", unnest(counts) as filled "
        f"from (select count(*) as rows, [{lists[1]}] as counts from {kind})"
    ]


def _named(kind: str, record: Kind) -> list[str]:
    """Of each column that points to a table, its ids."""
    return [
        f"select '{kind}' as kind, '{column}' as \"column\", '{parent}' as parent, {column} as id, count(*) as rows "
        f"from {kind} where {column} is not null group by {column}"
        for column, parent in record.parents.items()
    ]


def _held(kind: str, record: Kind) -> list[str]:
    """The ids of a table to which others may point."""
    return [f"select '{kind}' as parent, {record.unique} as id from {kind}"] if record.unique else []


def _amounts(kind: str, record: Kind) -> list[str]:
    """The amounts above zero of each column of money or of pieces; scores have no outliers."""
    return [
        f"select '{kind}' as kind, '{name}' as \"column\", cast({name} as double) as amount, upload_id, line "
        f"from {kind} where {name} > 0"
        for name in kinds.kept(kind)
        if KINDS[kind][name].type == "money" or name == record.pieces
    ]
