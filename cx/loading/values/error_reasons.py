"""Reasons for which a cell cannot be read, as codes of cx.tables.reasons."""

from cx.loading.values import reading as value_reading
from cx.loading.values.column_formats import Readings
from cx.loading.values.reading import CUT_MONTH, MOMENTS, NUMBERS, YEAR_BEFORE
from cx.tables.columns import Column

Found = tuple[str, str, str | None]
"""Condition, code, detail."""


def of(column: Column, readings: Readings) -> list[Found]:
    """(condition, code, detail) in the order in which they are told, for the cells of a column that have no value."""
    name = column.name
    if column.unreadable:
        return [("true", column.unreadable, None)]
    if column.type in NUMBERS:
        return _no_number(name, column.type, readings)
    if column.type in MOMENTS:
        return _no_moment(name, readings)
    if value_reading.is_id(column):
        return [
            (f"stands_for_none({name})", "missing_word", None),
            (f"starts_with({name}, '#')", "spreadsheet_error", None),
            ("true", "cut_short", None),
        ]
    if column.type == "flag":
        return [("true", "not_yes_or_no", None)]
    return [("true", "not_allowed", ", ".join(column.allowed))] if column.allowed else []


def _no_number(name: str, type: str, readings: Readings) -> list[Found]:
    main = readings.currency.get(name, "")
    bare = f"bare_number({name})"
    either = f"is_point_number({bare}) or is_comma_number({bare})"
    return [
        *([(f"currency_of({name}) not in ('', '{main}')", "other_currency", main)] if main else []),
        (
            f"unpercent({name}) <> {name} and (is_point_number(bare_number(unpercent({name}))) or "
            f"is_comma_number(bare_number(unpercent({name}))))",
            "percentage_in_amounts" if type == "money" else "percentage_in_numbers",
            None,
        ),
        (f"is_either_number({name})", "two_readings", None),
        (
            f"is_point_number({bare}) and not is_comma_number({bare}) and point_number({name}) is not null",
            "decimal_point",
            None,
        ),
        (
            f"is_comma_number({bare}) and not is_point_number({bare}) and comma_number({name}) is not null",
            "decimal_comma",
            None,
        ),
        (either, "too_large", None),
        ("true", "not_a_number", None),
    ]


def _no_moment(name: str, readings: Readings) -> list[Found]:
    shaped = "'\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}.*|\\d{8}'"
    persian = "'1[34]\\d{2}[-/.]\\d{1,2}[-/.]\\d{1,2}.*'"
    return [
        (f"regexp_full_match(western({name}), {persian})", "not_persian_date", None),
        (f"regexp_full_match(western({name}), '[2-6]\\d{{4}}(\\.\\d+)?')", "spreadsheet_day", None),
        (
            f"{str(name in readings.day_before_month).lower()} and regexp_matches(western({name}), '{YEAR_BEFORE}')",
            "year_day_month",
            None,
        ),
        (
            f"{str(name in readings.cut_months).lower()} and regexp_full_match(western({name}), '{CUT_MONTH}')",
            "cut_month",
            None,
        ),
        (f"regexp_full_match(western({name}), {shaped})", "impossible_date", None),
        ("true", "not_a_date", None),
    ]
