"""Why can a cell not be read? In the words of whoever has to mend it."""

from cx.loading.values import reading as value_reading
from cx.loading.values.column_formats import Readings
from cx.loading.values.reading import CUT_MONTH, MOMENTS, NUMBERS, YEAR_BEFORE
from cx.tables.columns import Column

SERIAL = "{column} may be the day number of a spreadsheet; give its cells a date format and save again"


def of(column: Column, readings: Readings) -> list[tuple[str, str]]:
    """(condition, reason) in the order in which they are told, for the cells of a column that have no value."""
    name = column.name
    if column.type in NUMBERS:
        return _no_number(name, column.type, readings)
    if column.type in MOMENTS:
        return _no_moment(name, readings)
    if value_reading.is_id(column):
        return [
            (f"stands_for_none({name})", f"{name} is a word for a missing value"),
            (f"starts_with({name}, '#')", f"{name} is an error of a spreadsheet"),
            ("true", f"{name} is a number that a spreadsheet cut short"),
        ]
    if column.type == "flag":
        return [("true", f"{name} is neither yes nor no")]
    return [("true", f"{name} is none of {', '.join(column.allowed)}")] if column.allowed else []


def _no_number(name: str, type: str, readings: Readings) -> list[tuple[str, str]]:
    main = readings.currency.get(name, "")
    return [
        *(
            [(f"currency_of({name}) not in ('', '{main}')", f"{name} is in another currency than {main}")]
            if main
            else []
        ),
        (
            f"unpercent({name}) <> {name} and (is_point_number(bare_number(unpercent({name}))) or "
            f"is_comma_number(bare_number(unpercent({name}))))",
            f"{name} is a percentage where the column holds " + ("amounts" if type == "money" else "plain numbers"),
        ),
        (f"is_either_number({name})", f"{name} can be read in two ways: which mark is the decimal one?"),
        (
            f"is_point_number(bare_number({name})) and not is_comma_number(bare_number({name})) and point_number({name}) is not null",
            f"{name} has a decimal point where the column has decimal commas",
        ),
        (
            f"is_comma_number(bare_number({name})) and not is_point_number(bare_number({name})) and comma_number({name}) is not null",
            f"{name} has a decimal comma where the column has decimal points",
        ),
        (
            f"is_point_number(bare_number({name})) or is_comma_number(bare_number({name}))",
            f"{name} is too large",
        ),
        ("true", f"{name} is not a number"),
    ]


def _no_moment(name: str, readings: Readings) -> list[tuple[str, str]]:
    shaped = "'\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}.*|\\d{8}'"
    persian = "'1[34]\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2}.*'"
    return [
        (
            f"regexp_full_match(western({name}), {persian})",
            f"{name} is no date of the Persian calendar between 1250 and 1415",
        ),
        (f"regexp_full_match(western({name}), '[2-6]\\d{{4}}(\\.\\d+)?')", SERIAL.format(column=name)),
        (
            f"{str(name in readings.day_before_month).lower()} and regexp_matches(western({name}), '{YEAR_BEFORE}')",
            f"{name} is a date of the form year, day, month; write it as year-month-day",
        ),
        (
            f"{str(name in readings.cut_months).lower()} and regexp_full_match(western({name}), '{CUT_MONTH}')",
            f"{name} may be January or October; write it as year-month",
        ),
        (f"regexp_full_match(western({name}), {shaped})", f"{name} is an impossible date"),
        ("true", f"{name} is not a date"),
    ]
