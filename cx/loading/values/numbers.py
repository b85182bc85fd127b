"""Which mark is the decimal one in a column of numbers, are they percentages, and are its amounts in one currency?"""

from typing import Any

from cx.loading.values.column_formats import Look, Readings
from cx.tables.columns import Column
from cx.text.formatting import _, count, number

CURRENCY = "coalesce(nullif(currency_of(currency), ''), upper(currency))"
"""The currency that a row says: its sign where one is known, else what is written there."""

UNDECIDED = "?"
"""Stands for the decimal mark where nothing decides it."""


def decide(readings: Readings, column: Column, look: Look, decimal: str | None) -> None:
    """Say how the numbers of a column are read, from all its cells.

    Parameters
    ----------
    readings : of the file, which are changed
    column : the column
    look : the values of aggregates over all cells
    decimal : "." or "," where a person says it
    """
    _decide_percent(readings, column, look)
    _decide_decimal(readings, column, look(_signs(bare(column.name, readings))), decimal)
    if column.type == "money":
        _decide_currency(readings, column.name, look)
    _tell_brackets(readings, column.name, look)


def typed(name: str, readings: Readings) -> str:
    """The expression that turns the text of a number into its value; null where it cannot."""
    cell, decimal = bare(name, readings), readings.decimal[name]
    read = f"{'comma' if decimal == ',' else 'point'}_number({cell})"
    if decimal == UNDECIDED or name in readings.mixed:
        read = f"case when not is_either_number({cell}) then {read} end"
    if name in readings.currency:
        read = f"case when currency_of({name}) in ('', '{readings.currency[name]}') then {read} end"
    return f"cast({read} / 100 as decimal(18, 4))" if name in readings.percent else read


def bare(name: str, readings: Readings) -> str:
    """The cell without a sign of percent, where the whole column has one."""
    return f"unpercent({name})" if name in readings.percent else name


def undecided(readings: Readings) -> tuple[str, ...]:
    """Columns with numbers that are set aside as long as nobody says which mark is the decimal one."""
    return tuple(name for name, mark in readings.decimal.items() if mark == UNDECIDED or name in readings.mixed)


def _decide_percent(readings: Readings, column: Column, look: Look) -> None:
    """A column of percentages and nothing else is read as hundredths; money never is."""
    name = column.name
    percents, filled = look([f"count(case when unpercent({name}) <> {name} then 1 end)", f"count({name})"])
    if percents == filled and column.type == "number":
        readings.percent.append(name)
        readings.notes.append(
            _("{column}: percentages such as 12% were read as hundredths (0.12).").format(column=name)
        )


def _signs(name: str) -> list[str]:
    """Counts: only with point, only with comma, either with a comma, either with a point, short whole, long whole."""
    text = f"bare_number({name})"
    return [
        f"count(case when is_point_number({text}) and not is_comma_number({text}) then 1 end)",
        f"count(case when is_comma_number({text}) and not is_point_number({text}) then 1 end)",
        f"count(case when is_either_number({name}) and contains({text}, ',') then 1 end)",
        f"count(case when is_either_number({name}) and contains({text}, '.') then 1 end)",
        f"count(case when regexp_full_match({text}, '[+-]?\\d{{1,3}}') then 1 end)",
        f"count(case when regexp_full_match({text}, '[+-]?\\d{{4,}}') then 1 end)",
    ]


def _decide_decimal(readings: Readings, column: Column, signs: tuple[Any, ...], given: str | None) -> None:
    """The numbers of the column decide, where they can; what was said counts where they leave it open."""
    point, comma, either_comma, either_point, short, long = signs
    name, either = column.name, either_comma + either_point
    if not (comma or either):
        readings.decimal[name] = "."
    elif point and comma:
        _decide_mixed(readings, name, point, comma, either, given)
    elif point or comma:
        readings.decimal[name] = "." if point else ","
        _tell_thousands(readings, name, either_comma if point else either_point, "," if point else ".")
        if given not in (None, readings.decimal[name]):
            _tell_contradicted(readings, name, point or comma, either)
    elif given:
        readings.decimal[name] = given
        _tell_said(readings, name, {",": either_comma, ".": either_point})
    elif either_comma and not either_point and short and not long:
        readings.decimal[name] = "."
        _tell_thousands(readings, name, either, ",")
    else:
        readings.decimal[name] = UNDECIDED
        text = _(
            "{column}: {numbers} such as 1,234 or 1.234 can be read in two ways and nothing in the column decides; the"
            " rows were excluded. Say which is the decimal separator and load again."
        )
        readings.notes.append(text.format(column=name, numbers=count(either, _("number"), _("numbers"))))


def _decide_mixed(readings: Readings, name: str, point: int, comma: int, either: int, given: str | None) -> None:
    """The mark that was said, or that of most numbers, is taken; what could be read in both ways is not guessed."""
    mark = readings.decimal[name] = given or ("." if point >= comma else ",")
    text = _(
        "{column} holds {points} numbers with a decimal point and {commas} with a decimal comma; the {taken} were taken"
        " as decimal and the other rows excluded."
    )
    taken = _("points") if mark == "." else _("commas")
    text = text.format(column=name, points=number(point), commas=number(comma), taken=taken)
    if either and not given:
        readings.mixed.append(name)
        more = _("Also excluded as ambiguous, such as 1,234: {many}.").format(many=number(either))
        text = f"{text} {more}"
    readings.caution(text)


def _tell_thousands(readings: Readings, name: str, many: int, mark: str) -> None:
    if many:
        text = _("{column}: the {mark} in numbers such as {example} was read as a thousands mark.")
        named = {",": (_("comma"), "1,234"), ".": (_("point"), "1.234")}[mark]
        readings.notes.append(text.format(column=name, mark=named[0], example=named[1]))


def _tell_said(readings: Readings, name: str, seen: dict[str, int]) -> None:
    """What the mark that was said makes of numbers that could be read in two ways; seen : mark -> such numbers."""
    for mark, many in seen.items():
        if mark != readings.decimal[name]:
            _tell_thousands(readings, name, many, mark)
        elif many:
            text = _("{column}: the {mark} in numbers such as {example} was read as the decimal mark.")
            named = (_("point"), "1.234") if mark == "." else (_("comma"), "1,234")
            readings.notes.append(text.format(column=name, mark=named[0], example=named[1]))


def _tell_contradicted(readings: Readings, name: str, sure: int, either: int) -> None:
    """The other mark was said, perhaps with another column in mind."""
    if either:
        text = _(
            "{column}: {many} numbers such as 1,234 or 1.234 were read with a decimal {mark}, as {sure} of the column"
            " can only be read so. A decimal {said} was chosen: check whether that is right for this column."
        )
        marks = (_("point"), _("comma"))
        mark, said = marks if readings.decimal[name] == "." else reversed(marks)
        readings.caution(text.format(column=name, many=number(either), mark=mark, sure=number(sure), said=said))


def decide_rows(readings: Readings, look: Look) -> None:
    """Where a column says the currency of each row: rows of another one than most are set aside, and those of none."""
    found, empty = look([f"histogram({CURRENCY})", "count(*) - count(currency)"])
    counts = sorted((found or {}).items(), key=lambda item: (-item[1], item[0]))
    if len(counts) < 2:
        return
    (main, _many), *others = counts
    readings.paid_in = main
    shown = [f"{sign} {number(many)}" for sign, many in others[:4]]
    shown += [_("none {rows}").format(rows=number(empty))] if empty else []
    text = _(
        "currency: the file holds several; the rows in {main} are read and the others ({others}) excluded, as amounts"
        " of different currencies do not add up. Give the amounts in one currency."
    )
    readings.caution(text.format(main=main, others=", ".join(shown)))


def unlike(readings: Readings) -> list[tuple[str, str, str, str | None]]:
    """(condition, column, code, detail) of the rows whose currency is not the one that is read."""
    if not readings.paid_in:
        return []
    main = readings.paid_in.replace("'", "''")
    return [
        ("currency is null", "currency", "no_currency", None),
        (f"{CURRENCY} <> '{main}'", "currency", "minor_currency", readings.paid_in),
    ]


def _decide_currency(readings: Readings, name: str, look: Look) -> None:
    """Amounts of another currency than most are set aside: nothing here knows what one is worth in the other."""
    (found,) = look([f"histogram(nullif(currency_of({name}), ''))"])
    signs = sorted((found or {}).items(), key=lambda item: (-item[1], item[0]))
    if len(signs) < 2:
        return
    (main, _many), *others = signs
    readings.currency[name] = main
    shown = ", ".join(f"{sign} {number(many)}" for sign, many in others[:4])
    text = _("{column} holds amounts of several currencies: most are in {main}; the others ({others}) were excluded.")
    readings.caution(text.format(column=name, main=main, others=shown))


def _tell_brackets(readings: Readings, name: str, look: Look) -> None:
    (many,) = look([f"count(case when starts_with(bare_number({name}), '(') and point_number({name}) < 0 then 1 end)"])
    if many:
        text = _("{column}: {numbers} in brackets, read as negative.")
        readings.notes.append(text.format(column=name, numbers=count(many, _("number"), _("numbers"))))
