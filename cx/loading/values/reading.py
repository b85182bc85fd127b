"""Reading of the cells of each column, decided once for the whole column from all its cells."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

import duckdb

from cx.errors import LoadError
from cx.loading.header.column_cells import Cells
from cx.loading.options import ReadOptions
from cx.loading.values import dates
from cx.loading.values import numbers as value_numbers
from cx.loading.values.column_formats import Look, Readings
from cx.tables.columns import Column
from cx.tables.kinds import KINDS
from cx.text.formatting import _, count

AS_WRITTEN = ("name", "comment", "text", "words", "promise_text", "owner")
"""Texts for a person to read; the others are ids and words to be matched."""

CUT_MONTH = "\\d{4}[.]1"
YEAR_BEFORE = "^(?:19|20)\\d{2}[-/.]"
NUMBERS, MOMENTS = ("money", "number"), ("date", "timestamp")


def decide(
    cursor: duckdb.DuckDBPyConnection,
    kind: str,
    cells: Cells,
    options: ReadOptions,
    foreign: bool,
    today: date | None,
) -> Readings:
    """Look at every cell of every typed column and say how each column is read.

    Parameters
    ----------
    cursor : to ask with
    kind, cells, options : of the load
    foreign : whether letters beyond ASCII are in the file
    today : as in `dates.decide`

    Raises
    ------
    LoadError
        For a time zone that does not exist.
    """
    readings = Readings(zone=_known_zone(cursor, options.time_zone), folded=foreign)
    columns = [KINDS[kind][name] for name in cells.positions]
    typed = [column for column in columns if column.type in NUMBERS + MOMENTS]
    ids = [column.name for column in columns if is_id(column)]
    look = partial(_row, cursor, cells.records)
    if "currency" in cells.positions:
        value_numbers.decide_rows(readings, look)
    for column in columns:
        if column.type == "flag":
            _decide_flag(readings, column.name, look)
    if not typed and not ids:
        return readings
    odd = look(
        [_odd(column) for column in typed] + [f"count(case when ends_with({name}, '.0') then 1 end)" for name in ids]
    )
    for name, found in zip(ids, odd[len(typed) :], strict=True):
        if found:
            _decide_floats(readings, name, look)
    careful = [column for column, found in zip(typed, odd, strict=False) if found]
    readings.careful = {column.name for column in careful}
    for column in careful:
        if column.words:
            _tell_words(readings, column, look)
        if column.type in NUMBERS:
            value_numbers.decide(readings, column, look, options.decimal)
    moments = [column for column in careful if column.type in MOMENTS]
    for column in moments:
        _tell_moments(readings, column.name, look(_moment_signs(column.name)))
        if column.first_of_month:
            _decide_cut_months(readings, column.name, look)
    dates.decide(readings, moments, look, options.day_first, options.short_dates, today)
    return readings


def _known_zone(cursor: duckdb.DuckDBPyConnection, zone: str | None) -> str:
    if zone is None:
        return "UTC"
    query = "select name from pg_timezone_names() where name = $zone"
    if not cursor.execute(query, {"zone": zone}).fetchall():
        raise LoadError(
            _("There is no time zone {zone}. Say it as Europe/Berlin, Asia/Tehran or UTC.").format(zone=zone)
        )
    return zone


def _decide_flag(readings: Readings, name: str, look: Look) -> None:
    """Scores such as 1 to 5 are no yes and no, and of a column of ones nothing says what the others would be."""
    value = f"try_cast(western({name}) as decimal(18, 4))"
    others, example, ones, rest = look(
        [
            f"count(case when {value} not in (0, 1) then 1 end)",
            f"min(case when {value} not in (0, 1) then {name} end)",
            f"count(case when {value} = 1 then 1 end)",
            f"count(case when {value} = 1 then null else any_flag({name}) end)",
        ]
    )
    if others:
        text = _(
            "{column}: {numbers} such as {example}, neither yes nor no; the column was not read. If it holds scores,"
            " load them as surveys; if not, write yes and no."
        )
        numbers = count(others, _("number"), _("numbers"))
        readings.caution(text.format(column=name, numbers=numbers, example=example))
    elif ones and not rest:
        text = _(
            "{column}: every number is 1, which may mean yes or not; the column was not read. If 1 means yes, write yes"
            " and no."
        )
        readings.caution(text.format(column=name))
    if others or (ones and not rest):
        readings.unread.append(name)


def _tell_words(readings: Readings, column: Column, look: Look) -> None:
    """Words in a column of numbers are read as what they stand for; priorities such as P1 are not."""
    many, priorities = look(
        [
            f"count({_of_words(column)})",
            f"count(case when regexp_full_match(western({column.name}), '(?i)p ?\\d') then 1 end)",
        ]
    )
    if many:
        meant: dict[str, list[str]] = {}
        for word, value in column.words:
            meant.setdefault(value, []).append(word)
        said = _("{column}: words in place of numbers in {rows}, read so: {meant}.")
        shown = "; ".join(f"{', '.join(words)} = {value}" for value, words in meant.items())
        readings.notes.append(said.format(column=column.name, rows=count(many, _("row"), _("rows")), meant=shown))
    if priorities:
        said = _(
            "{column}: priorities such as P1 in {rows}, not read: P1 is the most urgent in some companies and the least"
            " in others."
        )
        readings.notes.append(said.format(column=column.name, rows=count(priorities, _("row"), _("rows"))))


def _decide_floats(readings: Readings, name: str, look: Look) -> None:
    """Ids such as 1042.0 went through a program that took them for amounts; in other files they are 1042."""
    whole, filled = look([f"count(case when regexp_full_match({name}, '\\d+[.]0') then 1 end)", f"count({name})"])
    if whole == filled:
        readings.floats.append(name)
        text = _("{column}: every id ends in .0 and was read without it (1042.0 as 1042).")
        readings.notes.append(text.format(column=name))
    elif whole:
        text = _("{column}: {ids} with .0 at the end, such as 1042.0, kept as written; 1042 would be another id.")
        readings.caution(text.format(column=name, ids=count(whole, _("id"), _("ids"))))


def _decide_cut_months(readings: Readings, name: str, look: Look) -> None:
    """A number has no 0 at its end: 2025.1 is October as well as January, unless a 2025.10 is there."""
    cut, whole = look(
        [
            f"count(case when regexp_full_match(western({name}), '{CUT_MONTH}') then 1 end)",
            f"count(case when regexp_full_match(western({name}), '{CUT_MONTH}0') then 1 end)",
        ]
    )
    if cut and not whole:
        readings.cut_months.append(name)


def _moment_signs(name: str) -> list[str]:
    """Counts: a time zone is stated, no zone but a time, Persian calendar, epoch numbers."""
    text = f"western({name})"
    return [
        f"count(case when has_zone({text}) then 1 end)",
        f"count(case when not has_zone({text}) and contains({text}, ':') then 1 end)",
        f"count(jalali_moment({text}, true))",
        f"count(epoch_moment({text}))",
    ]


def _tell_moments(readings: Readings, name: str, signs: tuple[Any, ...]) -> None:
    zoned, bare, jalali, epoch = signs
    if zoned:
        readings.zoned.append(name)
        text = (
            _("{column}: {zoned} with a time zone, converted to {zone}; {bare} without one, kept as written.")
            if bare
            else _("{column}: {zoned} with a time zone, converted to {zone}.")
        )
        given = {"zoned": _times(zoned), "bare": _times(bare), "zone": readings.zone}
        readings.notes.append(text.format(column=name, **given))
    if jalali:
        text = _("{column}: {dates} of the Persian calendar (such as 1403/05/12), converted to Gregorian dates.")
        readings.notes.append(text.format(column=name, dates=count(jalali, _("date"), _("dates"))))
    if epoch:
        text = _("{column}: {numbers} read as time since 1970-01-01, in {zone}.")
        numbers = count(epoch, _("number"), _("numbers"))
        readings.notes.append(text.format(column=name, numbers=numbers, zone=readings.zone))


def _times(many: int) -> str:
    return count(many, _("time"), _("times"))


def _row(cursor: duckdb.DuckDBPyConnection, relation: str, counts: Iterable[str]) -> tuple[Any, ...]:
    return cursor.execute(f"select {', '.join(counts)} from ({relation})").fetchall()[0]


def _odd(column: Column) -> str:
    """Counts the cells that are not in the plainest form, or could be read in two ways."""
    name = column.name
    if column.type in NUMBERS:
        return f"count({name}) - count({_plain_number(name)})"
    return f"count({name}) - count(plain_moment({name}))"


def _plain_number(name: str) -> str:
    return f"case when {name}[-4] = '.' then null else {_number(name)} end"


def _number(name: str) -> str:
    """The engine would read 1_000 as a thousand, as programs write it; nobody's amounts are written so."""
    return f"case when not contains({name}, '_') then try_cast({name} as decimal(18, 4)) end"


def typed(column: Column, readings: Readings, strict: bool = False, odd_ids: bool = True, proven: bool = False) -> str:
    """The expression that turns the text of a column into its value; null where it cannot.

    Parameters
    ----------
    column, readings : the column, and how the columns of the file are read
    strict : null also where `decide` would look more closely
    odd_ids : whether an id may be an error or a number cut short by a spreadsheet
    proven : whether every cell is known to be empty or of the plainest form (cx.loading.rows.plain_cells)
    """
    value = _typed(column, readings, strict, odd_ids, proven)
    return f"coalesce({_of_words(column)}, {value})" if column.words else value


def _of_words(column: Column) -> str:
    """The value of a text that is one of the words of its column, null where it is none. Most texts are written as
    the values are, and need no other look.
    """
    values, text = tuple(dict.fromkeys(value for _word, value in column.words)), column.name
    cases = " ".join(f"when {word!r} then {value!r}" for word, value in column.words)
    meant = f"case lower(trim(folded({text}))) {cases} end"
    if column.type in NUMBERS:
        return f"cast({meant} as decimal(18, 4))"
    return f"coalesce({_one_of(text, values)}, {meant})"


def _typed(column: Column, readings: Readings, strict: bool, odd_ids: bool, proven: bool) -> str:
    name, careful = column.name, column.name in readings.careful
    if column.type in NUMBERS:
        if careful:
            return value_numbers.typed(name, readings)
        if proven:
            return f"try_cast({name} as decimal(18, 4))"
        return _plain_number(name) if strict else _number(name)
    if column.type in MOMENTS:
        day_first = "true" if readings.day_first.get(name, True) else "false"
        how = f"{name}, {day_first}, '{readings.zone}', '{readings.short_dates.get(name, '')}'"
        plain = f"try_cast({name} as timestamp)" if proven else f"plain_moment({name})"
        moment = f"any_moment({how})" if careful else plain
        if column.first_of_month:
            moment = f"date_trunc('month', {plain})" if strict else f"any_month({how})"
        if name in readings.cut_months:
            moment = f"case when not regexp_full_match(western({name}), '{CUT_MONTH}') then {moment} end"
        if name in readings.day_before_month:
            moment = f"case when not regexp_matches(western({name}), '{YEAR_BEFORE}') then {moment} end"
        return f"cast({moment} as date)" if column.type == "date" else moment
    if column.type == "flag":
        if name in readings.unread:
            return "cast(null as boolean)"
        return f"case {name} when 'yes' then true when 'no' then false else any_flag({name}) end"
    if column.allowed:
        return f"coalesce({_one_of(name, column.allowed)}, {_one_of(f'listed({name})', column.allowed)})"
    text = f"folded({name})" if readings.folded and name not in AS_WRITTEN else name
    if proven or not is_id(column):
        return text
    if name in readings.floats:
        text = f"regexp_replace({text}, '[.]0$', '')"
    # most ids have no point and end in two digits, as no word for a missing value and no number does: one look is
    # enough
    plain = f"right({name}, 2) between '00' and '99' and not contains({name}, '.')"
    sure = f"when {plain} then {text} " if strict and not odd_ids else ""
    return f"case {sure}when not ({_doubtful_id(name, strict, odd_ids)}) then {text} end"


def _doubtful_id(name: str, strict: bool, odd_ids: bool) -> str:
    """The condition that an id is none, or may be another one than it looks."""
    if odd_ids:
        return f"spoiled_id({name}) or ends_with({name}, '.0')" if strict else f"spoiled_id({name})"
    number = f"is_cut_short({name})"
    if strict:
        number = f"case when ends_with({name}, '.0') then true else {number} end"
    # the last letter is looked at once: no word for a missing value ends in a digit
    return f"case when {name}[-1] between '0' and '9' then {number} else stands_for_none({name}) end"


def _one_of(text: str, words: tuple[str, ...]) -> str:
    """The word that a text is, null where it is none; a list after `in` would become a join, which mixes up lines."""
    return f"case {text} {' '.join(f'when {word!r} then {word!r}' for word in words)} end"


def says_nothing(column: Column, readings: Readings) -> str:
    """The condition that a cell is as good as empty."""
    if column.name in readings.unread:
        return "true"
    empty = f"{column.name} is null"
    return f"({empty} or is_unanswered({column.name}))" if column.type == "flag" else empty


def is_id(column: Column) -> bool:
    """Whether the cells of a column name something, so that two that look alike must be alike."""
    return column.name.endswith("_id")
