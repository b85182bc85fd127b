"""Sound rows that a person may want to look at twice: returns, guests, duplicates, orphans, dates to come."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from cx.tables.kinds import RECORDS, RULES, UNIQUE

if TYPE_CHECKING:
    from cx.loading.rows.checks import Task

SAMPLED, SHOWN = 3, 20
"""So many lines of each choice are named, and so many can be looked at."""


@dataclass(frozen=True)
class Choice:
    """One sort of row that is sound and yet worth a decision.

    column : table -> the column that it is about, "" where the table has none
    condition : over $-free names in braces, each the column of that name; `{it}` is that column
    code : of the reason (cx.tables.reasons) why such a row is set aside, for whoever chose so
    parent : the table in which its id is looked for, "" when there is none; an empty parent tells nothing
    wanted : whether such rows are kept where nobody has decided about them
    """

    name: str
    title: str
    column: Callable[[str], str]
    condition: str
    code: str
    parent: str = ""
    wanted: bool = True

    @property
    def by_itself(self) -> bool:
        """Whether a row tells it alone, without any other row."""
        return bool(self.condition) and not self.parent


def _only(kind: str, column: str) -> Callable[[str], str]:
    return lambda asked: column if asked == kind else ""


def _dated(kind: str) -> str:
    record = RECORDS[kind]
    return "" if record.lies_ahead else record.dated


def _pointing_to(parent: str) -> Callable[[str], str]:
    return lambda kind: next((column for column, table in RECORDS[kind].parents.items() if table == parent), "")


SAME_ROW, SAME_ORDER = "same row", "same order"
CHOICES = {
    choice.name: choice
    for choice in (
        Choice(SAME_ROW, "Identical rows", lambda kind: "line", "", "same_line"),
        Choice(
            SAME_ORDER,
            "Order number already in another upload",
            _only("orders", "order_id"),
            "{it} in (select order_id from orders where upload_id <> $upload_id)",
            "order_in_another_upload",
            "orders",
        ),
        Choice("returns", "Returns", _only("orders", "revenue"), "{it} < 0", "negative_revenue"),
        Choice("zero", "Zero amounts", _only("orders", "revenue"), "{it} = 0", "zero_revenue"),
        Choice("guests", "Guests", _only("orders", "customer_id"), "{it} is null", "no_customer"),
        Choice("future", "Future dates", _dated, "{it} >= $tomorrow", "future_date", wanted=False),
        Choice(
            "placeholder",
            "Placeholder dates",
            _dated,
            "cast({it} as date) in (date '1900-01-01', date '1970-01-01', date '1899-12-30')",
            "placeholder_date",
            wanted=False,
        ),
        Choice(
            "unknown customers",
            "Customers missing from the customer files",
            _pointing_to("customers"),
            "{it} not in (select customer_id from customers)",
            "unknown_customer",
            "customers",
        ),
        Choice(
            "unknown products",
            "Products missing from the product files",
            _pointing_to("products"),
            "{it} not in (select product_id from products)",
            "unknown_product",
            "products",
        ),
    )
}
UNWANTED = tuple(choice.name for choice in CHOICES.values() if not choice.wanted)
"""What the upload page sets aside until a person says otherwise: one slip of the year would move every figure."""

ORPHANS = {choice.code: choice.parent for choice in CHOICES.values() if choice.name.startswith("unknown")}
"""Code of a reason -> the table whose load may make such a row good."""


def of(kind: str, columns: Iterable[str], mapping: dict[str, str]) -> list[Choice]:
    """The choices that a file of a kind can pose, given the columns that it fills."""
    there = {*columns, "line"} | {name for name, rules in RULES.items() if mapping.get(name) in rules}
    posed = [choice for choice in CHOICES.values() if choice.column(kind) in there]
    return [choice for choice in posed if choice.name != SAME_ROW or kind not in UNIQUE]


def condition(choice: Choice, expression: str, dated: bool) -> str | None:
    """The SQL condition of a choice over one expression; None where it cannot be told.

    dated : whether $tomorrow will be given; $upload_id always is
    """
    if not choice.condition or (choice.name == "future" and not dated):
        return None
    written = choice.condition.format(it=expression)
    if choice.name.startswith("unknown"):
        written = f"exists (from {choice.parent}) and {written}"
    return f"coalesce({written}, false)"


def noticed(cursor: duckdb.DuckDBPyConnection, task: "Task") -> pd.DataFrame:
    """What a load holds of each choice, in the order of CHOICES: choice, rows, lines (the first SAMPLED), aside,
    first_lines (the numbers of the first SHOWN).

    Choices without a row are left out.
    """
    found, given, kind = [], {"upload_id": task.upload_id}, task.kind
    unwanted = {*task.aside, *([SAME_ROW] if task.drop_duplicates else [])}
    for choice in task.posed:
        if choice.name in unwanted:
            query = f"""
                select count(*), min(line, {SHOWN}) from quarantine
                where upload_id = $upload_id and code = $code
            """
            row = cursor.execute(query, given | {"code": choice.code}).fetchall()[0]
        elif choice.name == SAME_ROW:
            row = _repeated(cursor, task.upload_id, task.cells.records)
        else:
            wanted = condition(choice, choice.column(kind), task.tomorrow is not None)
            if wanted is None:
                continue
            query = f"select count(*), min(line, {SHOWN}) from {kind} where upload_id = $upload_id and {wanted}"
            more = {"tomorrow": task.tomorrow} if "$tomorrow" in wanted else {}
            row = cursor.execute(query, given | more).fetchall()[0]
        if row[0]:
            named = ", ".join(map(str, row[1][:SAMPLED]))
            found.append((choice.name, row[0], named, choice.name in unwanted, list(row[1])))
    return pd.DataFrame(found, columns=["choice", "rows", "lines", "aside", "first_lines"])


def _repeated(cursor: duckdb.DuckDBPyConnection, upload_id: int, records: str) -> tuple[Any, ...]:
    """Sound rows that equal an earlier sound row of the file in every cell: how many, and the first lines."""
    given = {"upload_id": upload_id}
    aside = "select line from quarantine where upload_id = $upload_id"
    some = cursor.execute(f"select count(*) > 0 from ({aside})", given).fetchall()[0][0]
    sound = f"select line, mark from ({records})" + (f" where line not in ({aside})" if some else "")
    given = given if some else {}
    total = cursor.execute(f"select count(*) - count(distinct mark) from ({sound})", given).fetchall()[0][0]
    if not total:
        return (0, [])
    lines = f"""
        with
        sound as ({sound}),
        repeated as (select line from sound qualify row_number() over (partition by mark order by line) > 1)
        select min(line, {SHOWN}) from repeated
    """
    return (total, cursor.execute(lines, given).fetchall()[0][0])
