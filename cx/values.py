"""How are the cells of each column read? Decided once for the whole column, from all its cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

import duckdb

from cx.cells import Cells
from cx.errors import LoadError
from cx.kinds import KINDS, Column

NUMBERS, MOMENTS = ("money", "number"), ("date", "timestamp")


@dataclass
class Readings:
    """How to read the columns of one file.

    decimal : column -> "." or "," or "?" (cannot be decided); left out where every cell is plain
    day_first : column -> whether 03/04 is 3 April; left out where no cell is of that form
    undecided : date columns in which both orders fit every cell
    """

    decimal: dict[str, str] = field(default_factory=dict)
    day_first: dict[str, bool] = field(default_factory=dict)
    careful: set[str] = field(default_factory=set)
    undecided: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def decide(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    cells: Cells,
    day_first: bool | None,
    decimal: str | None,
) -> Readings:
    """Look at every cell of every typed column and say how each column is read."""
    typed = [KINDS[kind][name] for name in cells.positions if KINDS[kind][name].type in NUMBERS + MOMENTS]
    if not typed:
        return Readings()
    look = partial(_row, cursor, cells.records)
    odd = look([_odd(column) for column in typed])
    careful = [column for column, cells in zip(typed, odd, strict=True) if cells]
    readings = Readings(careful={column.name for column in careful})
    for column in careful:
        if column.type in NUMBERS:
            _decide_decimal(readings, column, look(_number_signs(column.name)), decimal)
    dates = [column for column in careful if column.type in MOMENTS]
    _decide_days(readings, {column: look(_date_signs(column.name)) for column in dates}, day_first)
    return readings


def _row(cursor: duckdb.DuckDBPyConnection, relation: str, counts: Iterable[str]) -> tuple:
    return cursor.execute(f"select {', '.join(counts)} from ({relation})").fetchone()


def _odd(column: Column) -> str:
    """Counts the cells that are not in the plainest form, or could be read in two ways."""
    name = column.name
    if column.type in NUMBERS:
        return f"count({name}) - count(case when {name}[-4] = '.' then null else try_cast({name} as decimal(18, 4)) end)"
    return f"count({name}) - count(plain_moment({name}))"


def _number_signs(name: str) -> list[str]:
    """Counts: only with point, only with comma, either with a comma, either with a point, short whole, long whole."""
    bare = f"bare_number({name})"
    return [
        f"count(case when is_point_number({bare}) and not is_comma_number({bare}) then 1 end)",
        f"count(case when is_comma_number({bare}) and not is_point_number({bare}) then 1 end)",
        f"count(case when is_either_number({name}) and contains({bare}, ',') then 1 end)",
        f"count(case when is_either_number({name}) and contains({bare}, '.') then 1 end)",
        f"count(case when regexp_full_match({bare}, '[+-]?\\d{{1,3}}') then 1 end)",
        f"count(case when regexp_full_match({bare}, '[+-]?\\d{{4,}}') then 1 end)",
    ]


def _decide_decimal(readings: Readings, column: Column, signs: tuple, given: str | None) -> None:
    point, comma, either_comma, either_point, short, long = signs
    name = column.name
    if given or not (comma or either_comma or either_point):
        readings.decimal[name] = given or "."
    elif point and comma:
        readings.decimal[name] = "." if point >= comma else ","
        readings.notes.append(
            f"{name} holds {point:,} numbers with a decimal point and {comma:,} with a decimal comma; the "
            f"{'points' if point >= comma else 'commas'} were taken as decimal and the other rows set aside."
        )
    elif point or comma:
        readings.decimal[name] = "." if point else ","
    elif either_comma and not either_point and short and not long:
        readings.decimal[name] = "."
        readings.notes.append(f"{name}: the comma in numbers such as 1,234 was read as a thousands mark.")
    else:
        readings.decimal[name] = "?"
        readings.notes.append(
            f"{name}: {either_comma + either_point:,} numbers such as 1,234 or 1.234 can be read in two ways and nothing in the "
            "column decides; their rows were set aside. Say which mark is the decimal one and load again."
        )


def _date_signs(name: str) -> list[str]:
    """Counts: day surely first, month surely first, either order fits, of these with dots."""
    text, of_form = f"western({name})", f"is_day_or_month_first(western({name}))"
    first, second = f"first_part({text})", f"second_part({text})"
    either = f"{of_form} and {first} <= 12 and {second} <= 12 and {first} <> {second}"
    return [
        f"count(case when {of_form} and {first} > 12 and {second} <= 12 then 1 end)",
        f"count(case when {of_form} and {second} > 12 and {first} <= 12 then 1 end)",
        f"count(case when {either} then 1 end)",
        f"count(case when {either} and contains({name}, '.') then 1 end)",
    ]


def _decide_days(readings: Readings, signs: dict[Column, tuple], given: bool | None) -> None:
    waiting = []
    for column, (day, month, either, dotted) in signs.items():
        if (given is not None and (day or month or either)) or day or month:
            _decide_by_evidence(readings, column.name, day, month, given)
        elif either and dotted == either:
            readings.day_first[column.name] = True
            readings.notes.append(f"{column.name}: dates with dots were read day first.")
        elif either:
            waiting.append(column.name)
    decided = set(readings.day_first.values())
    for name in waiting:
        if len(decided) == 1:
            readings.day_first[name] = next(iter(decided))
            order = "day" if readings.day_first[name] else "month"
            readings.notes.append(
                f"{name}: dates were read {order} first, as in the other date columns of the file."
            )
        else:
            readings.undecided.append(name)


def _decide_by_evidence(readings: Readings, name: str, day: int, month: int, given: bool | None) -> None:
    chosen = day >= month if given is None else given
    if given is None and day and month and max(day, month) < 10 * min(day, month):
        readings.undecided.append(name)
        readings.notes.append(
            f"{name}: {day:,} dates can only be day first and {month:,} only month first; the column mixes both."
        )
        return
    readings.day_first[name] = chosen
    wrong = month if chosen else day
    more = f"; {wrong:,} rows that are the other way round were set aside" if wrong else ""
    readings.notes.append(
        f"{name}: dates such as 03/04/2024 were read {'day' if chosen else 'month'} first{more}."
    )


def require_decided(readings: Readings, file: str) -> None:
    """Raise LoadError where a date column could be read in two ways."""
    if readings.undecided:
        names = " and ".join(readings.undecided)
        raise LoadError(
            f"{file}: the dates in {names} can be read day first or month first, and nothing in the file decides. "
            "Say which: day_first=True for 3 April as 03/04, day_first=False for March 4."
        )


def typed(column: Column, readings: Readings) -> str:
    """The expression that turns the text of a column into its value; null where it cannot."""
    name, careful = column.name, column.name in readings.careful
    if column.type in NUMBERS:
        return _number(name, readings.decimal[name]) if careful else f"try_cast({name} as decimal(18, 4))"
    if column.type in MOMENTS:
        day_first = "true" if readings.day_first.get(name, True) else "false"
        moment = f"any_moment({name}, {day_first})" if careful else f"plain_moment({name})"
        if column.first_of_month:
            moment = f"any_month({name}, {day_first})"
        return f"cast({moment} as date)" if column.type == "date" else moment
    if column.type == "flag":
        return f"any_flag({name})"
    if column.allowed:
        return f"case when listed({name}) in ({', '.join(repr(word) for word in column.allowed)}) then listed({name}) end"
    return name


def _number(name: str, decimal: str) -> str:
    if decimal == "?":
        return f"case when not is_either_number({name}) then point_number({name}) end"
    return f"{'comma' if decimal == ',' else 'point'}_number({name})"
