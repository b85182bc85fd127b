"""How whole the company's rows are: what is in use, what was left out and why, gaps, orphans and odd amounts."""

from collections.abc import Callable

import pandas as pd

from cx.engine.connection import Engine
from cx.tables import kinds
from cx.tables import reasons as reason_codes
from cx.tables.kinds import KINDS, Kind

NAMED_GAPS = 3


def totals(store: Engine) -> pd.Series:
    """How many rows of all loads that stand are in use.

    Parameters
    ----------
    store : the company

    Returns
    -------
    loads : that were not undone
    rows_read : rows_used + rows_aside
    rows_used : in the tables
    rows_aside : in quarantine
    share_used : 0..1; NaN where no row was read
    last_at : when the last load was made, UTC; missing without one

    Examples
    --------
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
    """How many rows of each table are in use.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a table with a load that was not undone: kind, loads, rows_read, rows_used, rows_aside, share_used (0..1;
    NaN where no row was read); most rows read first, ties by kind.
    """
    return store.read("quality/tables")


def reasons(store: Engine) -> pd.DataFrame:
    """Why rows wait in quarantine.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a load and reason, most rows first, ties by load and reason.

    upload_id, name, kind : of the load
    reason : a sentence, without what is special to one row
    rows : so many wait for it
    first_line, first_value : the first of them in the file

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _ = store.load("orders", b"order_id,ordered_at,revenue\\nA1,2025-01-31,n/a\\nA2,2025-01-31,2\\n")
    >>> reasons(store)[["reason", "rows", "first_line", "first_value"]].values.tolist()
    [['revenue is not a number', 1, 2, 'n/a']]
    """
    found = store.read("quality/reasons", special=list(reason_codes.SPECIAL))
    found.insert(3, "reason", pd.Series(reason_codes.groups(found), dtype="str"))
    found = found.drop(columns=["code", "column", "detail"])
    return found.sort_values(["rows", "upload_id", "reason"], ascending=[False, True, True], ignore_index=True)


def months(store: Engine) -> pd.DataFrame:
    """Rows of each table by month, from the first to the last month in which the table holds a row.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a table and month, in the order of KINDS, then in time.

    kind, month : the month by its first day
    rows : 0 in a gap
    share : 0..1 of the table's fullest month

    Notes
    -----
    Left out: products and competitors (their dates are no record of what happened) and the journey (it has none).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _ = store.load("orders", b"order_id,ordered_at,revenue\\n1,2025-01-31,9\\n2,2025-01-31,9\\n3,2025-03-02,9\\n")
    >>> found = months(store)
    >>> found[["rows", "share"]].values.tolist()
    [[2.0, 1.0], [0.0, 0.0], [1.0, 0.5]]
    >>> gaps(found)[["kind", "months"]].values.tolist()
    [['orders', 1]]
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
    """Empty months of each table between its first and its last.

    Parameters
    ----------
    months : an answer of `months`

    Returns
    -------
    One row a table with such a month, in the order of KINDS: kind, months (how many are empty), first (NAMED_GAPS of
    them, earliest first).
    """
    empty = months[months["rows"] == 0]
    found = [
        (kind, len(rows), tuple(rows["month"].head(NAMED_GAPS))) for kind, rows in empty.groupby("kind", sort=False)
    ]
    return pd.DataFrame(found, columns=["kind", "months", "first"])


def missing(store: Engine) -> pd.DataFrame:
    """How empty each column is, of each table that holds rows.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a column that is kept: kind, column, rows (of the table), missing (rows without a value), share (0..1);
    emptiest first, ties by kind and column.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-31,9\\n2,,2025-01-31,9\\n")
    >>> found = missing(store).set_index("column")
    >>> found.loc[["customer_id", "revenue"], ["missing", "share"]].values.tolist()
    [[1.0, 0.5], [0.0, 0.0]]
    """
    return store.read("quality/missing", filled=kinds.union(_filled))


def orphans(store: Engine) -> pd.DataFrame:
    """Ids that point to a row which is not there, by column.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a column that points to another table, most orphans first, ties by kind and column.

    kind, column, parent : parent is the table to which the column points
    rows : that name an id
    orphans : of them, those whose id the parent table does not hold
    share : 0..1, orphans of rows
    ids : how many different ids these are
    first_id : the first of them in alphabetical order; None without an orphan

    Notes
    -----
    A column is left out where the parent table is empty: nothing is known then.
    """
    return store.read("quality/orphans", named=kinds.union(_named), held=kinds.union(_held))


def outliers(store: Engine) -> pd.DataFrame:
    """Amounts that are far out, by column.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a column of money or of pieces with at least 30 amounts above zero, most far out first, ties by kind and
    column.

    kind, column
    amounts : how many are above zero
    median, fence : in the unit of the column
    far_out : how many lie above the fence
    share_of_sum : 0..1, theirs of the sum of the amounts; missing where none is far out
    largest, upload_id, line : the largest amount and where it was loaded, from the first load that has it

    Notes
    -----
    An amount is far out above the fence, which lies 3 times the distance of the quartiles above the upper one, in
    logarithms: Tukey's outer fence (Exploratory Data Analysis, 1977) on the scale that fits amounts. Columns whose
    quartiles are equal have no fence and are left out.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> lines = "".join(f"{n},2025-01-31,{10 + n % 5 if n else 9000}\\n" for n in range(40))
    >>> _ = store.load("orders", f"order_id,ordered_at,revenue\\n{lines}".encode())
    >>> outliers(store)[["column", "amounts", "median", "far_out", "largest", "line"]].values.tolist()
    [['revenue', 40, 12.0, 1, 9000.0, 2]]
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
