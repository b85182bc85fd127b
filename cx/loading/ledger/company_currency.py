"""In which currency are the amounts of a file, and are the company's in the same? Nothing here knows a rate."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import duckdb

from cx.loading.header import value_shapes
from cx.tables.kinds import KINDS, is_rule
from cx.text.formatting import _

if TYPE_CHECKING:
    from cx.engine.connection import Engine

WITH_MONEY = [kind for kind, columns in KINDS.items() if any(column.type == "money" for column in columns.values())]


def of_file(kind: str, mapping: dict[str, str], samples: Mapping[str, Sequence[str]]) -> str:
    """The sign of the currency of a file's first money column, by its header or first values; "" where nothing says
    which.

    Examples
    --------
    >>> of_file("orders", {"revenue": "Total (EUR)"}, {"Total (EUR)": ["12.50"]})
    '€'
    """
    money = [
        header
        for name, header in mapping.items()
        if name in KINDS[kind] and KINDS[kind][name].type == "money" and not is_rule(header)
    ]
    header = mapping.get("currency") or (money[0] if money else "")
    return value_shapes.currency(header, samples.get(header, []))


def of_company(store: "Engine", leaving: Collection[int] = ()) -> str:
    """The sign of the currency of what was loaded and not undone.

    Parameters
    ----------
    store : the company
    leaving : numbers of loads that are about to be taken back

    Returns
    -------
    "" where no amount is there or none says.
    """
    with store.cursor() as cursor:
        loads = _standing(cursor)
    return _without(leaving, loads, store.setting("currency")) if loads.keys() - set(leaving) else ""


def leave(cursor: duckdb.DuckDBPyConnection, uploads: Collection[int]) -> None:
    """Before loads are taken back, inside the caller's transaction: the company's currency is that of those that
    stay.
    """
    found = cursor.execute("select value from settings where name = 'currency'").fetchall()
    if found:
        _set(cursor, _without(uploads, _standing(cursor), found[0][0]))


def _standing(cursor: duckdb.DuckDBPyConnection) -> dict[int, str | None]:
    """The currency that each load with amounts named, in order; None for one that was made before this was kept."""
    query = "select upload_id, kind, reading from uploads where undone_at is null order by upload_id"
    loads = cursor.execute(query).fetchall()
    return {number: json.loads(way).get("currency") for number, kind, way in loads if kind in WITH_MONEY}


def _without(leaving: Collection[int], loads: dict[int, str | None], said: str) -> str:
    """The company's currency without some loads: what a person said, and not a file, stays."""
    if None in loads.values() or said != _first(loads.values()):
        return said
    return _first(named for number, named in loads.items() if number not in leaving)


def _first(named: Iterable[str | None]) -> str:
    return next(filter(None, named), "")


def doubt(company: str, file: str) -> list[str]:
    """What to tell of a file whose amounts are in another currency than the company's."""
    if not company or not file or company == file:
        return []
    said = _(
        "The amounts are in {file}, those loaded before in {company}: both are added up as if they were of one"
        " currency. Give the amounts in {company}, or do not import this file."
    )
    return [said.format(file=file, company=company)]


def settle(cursor: duckdb.DuckDBPyConnection, company: str, file: str) -> None:
    """The first file there that names a currency names the company's, inside the caller's transaction."""
    if file and not company:
        _set(cursor, file)


def _set(cursor: duckdb.DuckDBPyConnection, sign: str) -> None:
    cursor.execute("insert or replace into settings values ('currency', $sign)", {"sign": sign}).fetchall()
