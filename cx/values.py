"""How are the cells of each column read? Decided once for the whole column, from all its cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import duckdb

from cx.cells import Cells
from cx.errors import LoadError
from cx.kinds import KINDS, Column

AS_WRITTEN = ("name", "comment")
"""Texts for a person to read; the others are ids and words to be matched."""

NUMBERS, MOMENTS = ("money", "number"), ("date", "timestamp")


@dataclass
class Readings:
    """How to read the columns of one file.

    decimal : column -> "." or "," or "?" (cannot be decided); left out where every cell is plain
    day_first : column -> whether 03/04 is 3 April; left out where no cell is of that form
    undecided : date columns in which both orders fit every cell
    percent : number columns in which every cell is a percentage: they are read as hundredths
    zoned : date columns with moments of a stated time zone; zone : the zone they are kept in
    folded : whether Arabic letter forms and digits of ids and words are written in their Persian and western form
    """

    decimal: dict[str, str] = field(default_factory=dict)
    day_first: dict[str, bool] = field(default_factory=dict)
    careful: set[str] = field(default_factory=set)
    undecided: list[str] = field(default_factory=list)
    percent: list[str] = field(default_factory=list)
    zoned: list[str] = field(default_factory=list)
    zone: str = "UTC"
    folded: bool = False
    notes: list[str] = field(default_factory=list)


def decide(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    cells: Cells,
    day_first: bool | None,
    decimal: str | None,
    zone: str | None = None,
    foreign: bool = False,
    rest: str | None = None,
) -> Readings:
    """Look at every cell of every typed column and say how each column is read.

    zone : the time zone in which moments of a stated zone are kept, None = UTC; foreign : letters beyond ASCII
    rest : further rows, whose cells are known to be of the plainest form; looked at only where their number matters
    Raises LoadError for a time zone that does not exist.
    """
    readings = Readings(zone=_known_zone(cursor, zone), folded=foreign)
    typed = [KINDS[kind][name] for name in cells.positions if KINDS[kind][name].type in NUMBERS + MOMENTS]
    if not typed:
        return readings
    look = partial(_row, cursor, cells.records)
    more = partial(_row, cursor, rest) if rest else None
    odd = look([_odd(column) for column in typed])
    careful = [column for column, cells in zip(typed, odd, strict=True) if cells]
    readings.careful = {column.name for column in careful}
    for column in careful:
        if column.type in NUMBERS:
            _decide_percent(readings, column, look, more)
            signs = _signs(_number_signs(_bare(column.name, readings)), look, more, (1, 2, 3))
            _decide_decimal(readings, column, signs, decimal)
    dates = [column for column in careful if column.type in MOMENTS]
    for column in dates:
        _tell_moments(readings, column.name, _signs(_moment_signs(column.name), look, more, (0,)))
    _decide_days(readings, {column: look(_date_signs(column.name)) for column in dates}, day_first)
    return readings


def _known_zone(cursor: duckdb.DuckDBPyConnection, zone: str | None) -> str:
    if zone is None:
        return "UTC"
    query = "select name from pg_timezone_names() where name = $zone"
    if not cursor.execute(query, {"zone": zone}).fetchall():
        raise LoadError(f"There is no time zone {zone}. Say it as Europe/Berlin, Asia/Tehran or UTC.")
    return zone


def _signs(counts: list[str], look: Callable, more: Callable | None, telling: tuple[int, ...]) -> tuple:
    """The counts over the rows; where one of the telling ones is not 0, over the further rows too."""
    found = look(counts)
    if more is None or not any(found[place] for place in telling):
        return found
    return tuple(map(sum, zip(found, more(counts), strict=True)))


def _decide_percent(readings: Readings, column: Column, look: Callable, more: Callable | None) -> None:
    """A column of percentages and nothing else is read as hundredths; money never is."""
    name = column.name
    percents, filled = look([f"count(case when unpercent({name}) <> {name} then 1 end)", f"count({name})"])
    if percents == filled and more is not None:
        filled += more([f"count({name})"])[0]
    if percents == filled and column.type == "number":
        readings.percent.append(name)
        readings.notes.append(f"{name}: percentages such as 12% were read as hundredths (0.12).")


def _bare(name: str, readings: Readings) -> str:
    return f"unpercent({name})" if name in readings.percent else name


def _moment_signs(name: str) -> list[str]:
    """Counts: a time zone is stated, no zone but a time, Persian calendar, epoch numbers."""
    text = f"case when plain_moment({name}) is null then western({name}) end"
    return [
        f"count(case when has_zone({text}) then 1 end)",
        f"count(case when contains({name}, ':') and not coalesce(has_zone({text}), false) then 1 end)",
        f"count(jalali_moment({text}, true))",
        f"count(epoch_moment({text}))",
    ]


def _tell_moments(readings: Readings, name: str, signs: tuple) -> None:
    zoned, bare, jalali, epoch = signs
    if zoned:
        readings.zoned.append(name)
        more = f"; the {bare:,} others state no zone and were kept as they are" if bare else ""
        readings.notes.append(
            f"{name}: {zoned:,} moments state a time zone and were kept in {readings.zone}{more}."
        )
    if jalali:
        readings.notes.append(
            f"{name}: {jalali:,} dates of the Persian calendar (such as 1403/05/12) were turned into our calendar."
        )
    if epoch:
        readings.notes.append(
            f"{name}: {epoch:,} numbers were read as time since 1970-01-01, kept in {readings.zone}."
        )


def _row(cursor: duckdb.DuckDBPyConnection, relation: str, counts: Iterable[str]) -> tuple:
    return cursor.execute(f"select {', '.join(counts)} from ({relation})").fetchone()


def _odd(column: Column) -> str:
    """Counts the cells that are not in the plainest form, or could be read in two ways."""
    name = column.name
    if column.type in NUMBERS:
        return f"count({name}) - count({_plain_number(name)})"
    return f"count({name}) - count(plain_moment({name}))"


def _plain_number(name: str) -> str:
    return f"case when {name}[-4] = '.' then null else try_cast({name} as decimal(18, 4)) end"


def _number_signs(name: str) -> list[str]:
    """Counts: only with point, only with comma, either with a comma, either with a point, short whole, long whole."""
    bare, plain = f"bare_number({name})", f"{_plain_number(name)} is not null"
    pointed = f"(contains({name}, '.') or contains(lower({name}), 'e'))"
    whole = f"not {pointed} and strlen(ltrim({name}, '+-'))"

    def counted(if_plain: str, otherwise: str) -> str:
        return f"count(case when case when {plain} then {if_plain} else {otherwise} end then 1 end)"

    return [
        counted(pointed, f"is_point_number({bare}) and not is_comma_number({bare})"),
        counted("false", f"is_comma_number({bare}) and not is_point_number({bare})"),
        counted("false", f"is_either_number({name}) and contains({bare}, ',')"),
        counted("false", f"is_either_number({name}) and contains({bare}, '.')"),
        counted(f"{whole} <= 3", f"regexp_full_match({bare}, '[+-]?\\d{{1,3}}')"),
        counted(f"{whole} > 3", f"regexp_full_match({bare}, '[+-]?\\d{{4,}}')"),
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
    text = f"case when plain_moment({name}) is null then western({name}) end"
    of_form = f"is_day_or_month_first({text})"
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


def typed(column: Column, readings: Readings, strict: bool = False, odd_ids: bool = True) -> str:
    """The expression that turns the text of a column into its value; null where it cannot.

    strict : null also where `decide` would look more closely
    odd_ids : whether an id may be an error or a number cut short by a spreadsheet
    """
    name, careful = column.name, column.name in readings.careful
    if column.type in NUMBERS:
        if careful:
            return _number(name, readings)
        return _plain_number(name) if strict else f"try_cast({name} as decimal(18, 4))"
    if column.type in MOMENTS:
        day_first = "true" if readings.day_first.get(name, True) else "false"
        how = f"{name}, {day_first}, '{readings.zone}'"
        moment = f"any_moment({how})" if careful else f"plain_moment({name})"
        if column.first_of_month:
            moment = f"date_trunc('month', plain_moment({name}))" if strict else f"any_month({how})"
        return f"cast({moment} as date)" if column.type == "date" else moment
    if column.type == "flag":
        return f"case {name} when 'yes' then true when 'no' then false else any_flag({name}) end"
    if column.allowed:
        return f"coalesce({_one_of(name, column.allowed)}, {_one_of(f'listed({name})', column.allowed)})"
    text = f"folded({name})" if readings.folded and name not in AS_WRITTEN else name
    return f"case when not spoiled_id({name}) then {text} end" if is_id(column) and odd_ids else text


def _one_of(text: str, words: tuple[str, ...]) -> str:
    """The word that a text is, null where it is none; a list after `in` would become a join, which mixes up lines."""
    return f"case {text} {' '.join(f'when {word!r} then {word!r}' for word in words)} end"


def is_id(column: Column) -> bool:
    """Whether the cells of a column name something, so that two that look alike must be alike."""
    return column.name.endswith("_id")


def _number(name: str, readings: Readings) -> str:
    cell, decimal = _bare(name, readings), readings.decimal[name]
    plain = _plain_number(name)
    if decimal == "?":
        read = f"case when not is_either_number({cell}) then point_number({cell}) end"
    elif decimal == ",":
        plain = f"case when not regexp_matches({name}, '[.eE]') then try_cast(replace({name}, ',', '.') as decimal(18, 4)) end"
        read = f"comma_number({cell})"
    else:
        read = f"point_number({cell})"
    if name not in readings.percent:  # the plainest cells need no pattern
        return f"coalesce({plain}, {read})"
    return f"cast({read} / 100 as decimal(18, 4))"
