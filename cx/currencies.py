"""In which currency are the amounts of a file, and are the company's in the same? Nothing here knows a rate."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import duckdb

from cx import matching
from cx.kinds import KINDS, is_rule
from cx.words import _

if TYPE_CHECKING:
    from cx.store import Store

WITH_MONEY = [
    kind for kind, columns in KINDS.items() if any(column.type == "money" for column in columns.values())
]


def of_file(kind: str, mapping: dict[str, str], samples: dict[str, Sequence[str]]) -> str:
    """The sign of the currency of a file's first money column, by its header or first values; "" where nothing says which.

    >>> of_file("orders", {"revenue": "Total (EUR)"}, {"Total (EUR)": ["12.50"]})
    '€'
    """
    money = [
        header
        for name, header in mapping.items()
        if name in KINDS[kind] and KINDS[kind][name].type == "money" and not is_rule(header)
    ]
    header = mapping.get("currency") or (money[0] if money else "")
    return matching.currency(header, samples.get(header, []))


def of_company(store: "Store") -> str:
    """The sign of the currency of what was loaded and not undone; "" where no amount is there or none says."""
    held = "select count(*) from uploads where undone_at is null and kind in (select unnest($kinds))"
    return store.setting("currency") if store.value(held, kinds=WITH_MONEY) else ""


def doubt(company: str, file: str) -> list[str]:
    """What to tell of a file whose amounts are in another currency than the company's."""
    if not company or not file or company == file:
        return []
    said = _(
        "The amounts are in {file}, those loaded before in {company}: both are added up as if they were of one currency. "
        "Give the amounts in {company}, or leave this file out."
    )
    return [said.format(file=file, company=company)]


def settle(cursor: duckdb.DuckDBPyConnection, company: str, file: str) -> None:
    """The first file that names a currency names the company's, inside the caller's transaction."""
    if file and not company:
        cursor.execute(
            "insert or replace into settings values ('currency', $file)", {"file": file}
        ).fetchall()
