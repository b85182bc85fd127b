"""Reasons for which a row waits in quarantine: a code is stored, its sentence is made when it is shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import Formatter

import pandas as pd

from cx.text.formatting import _


@dataclass(frozen=True)
class Reason:
    """Sentence of one code.

    Parameters
    ----------
    sentence : with `{column}` for the name of the column; other names in braces are parts of the detail
    where : what is special to one row, after the sentence and made of the detail alone; rows that differ only
        in it count as one group. A reason has parts of the detail in its sentence or here, never in both.
    """

    sentence: str
    where: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of the parts of the detail, in their order."""
        named = (name for _text, name, _format, _conversion in Formatter().parse(self.sentence + self.where) if name)
        return tuple(name for name in named if name != "column")


REASONS = {
    # records that cannot be cut into cells
    "wrong_width": Reason("wrong number of cells", " ({cells}, the header has {width})"),
    "quote_never_closed": Reason("quote opened and never closed"),
    "quote_over_rows": Reason("unclosed quote swallows following rows"),
    "quote_inside_cell": Reason("quote not closed at the end of the cell"),
    "line_too_long": Reason("line too long; only its beginning is kept"),
    "not_text": Reason("contains bytes that are not text"),
    # a needed cell is empty
    "no_order_number": Reason("no order number"),
    "no_order_date": Reason("no order date"),
    "no_revenue": Reason("no revenue"),
    "no_quantity": Reason("no quantity"),
    "no_unit_price": Reason("no unit price"),
    "no_customer_number": Reason("no customer number"),
    "no_product_number": Reason("no product number"),
    "no_person_number": Reason("no person number"),
    "no_date_of_contact": Reason("no date of contact"),
    "no_month": Reason("no month"),
    "no_amount": Reason("no amount"),
    "no_kind_of_cost": Reason("no kind of cost"),
    "no_date_of_answer": Reason("no date of answer"),
    "no_measure": Reason("no measure"),
    "no_score": Reason("no score"),
    "no_ticket_number": Reason("no ticket number"),
    "no_opening_date": Reason("no opening date"),
    "no_kind_of_ticket": Reason("no kind of ticket"),
    "no_leaving_date": Reason("no leaving date"),
    "no_reason": Reason("no reason"),
    "no_company": Reason("no company"),
    "no_attribute": Reason("no attribute"),
    "no_promise_number": Reason("no promise number"),
    "no_date_of_promise": Reason("no date of the promise"),
    "no_kind_of_promise": Reason("no kind of promise"),
    "no_touchpoint": Reason("no touchpoint"),
    "no_step": Reason("no step of the journey"),
    "no_p": Reason("no P (product, price, promotion, place or people)"),
    "no_team": Reason("no team"),
    # a cell that cannot be read
    "missing_word": Reason("{column} is a placeholder for a missing value"),
    "spreadsheet_error": Reason("{column} is a spreadsheet error"),
    "cut_short": Reason("{column} is a number shortened by a spreadsheet"),
    "not_yes_or_no": Reason("{column} is neither yes nor no"),
    "not_allowed": Reason("{column} is not one of {allowed}"),
    "other_currency": Reason("{column} is not in {currency}"),
    "percentage_in_amounts": Reason("{column} is a percentage where the column holds amounts"),
    "percentage_in_numbers": Reason("{column} is a percentage where the column holds plain numbers"),
    "two_readings": Reason("{column} is ambiguous: which is the decimal separator?"),
    "decimal_point": Reason("{column} has a decimal point where the column has decimal commas"),
    "decimal_comma": Reason("{column} has a decimal comma where the column has decimal points"),
    "too_large": Reason("{column} is too large"),
    "not_a_number": Reason("{column} is not a number"),
    "not_persian_date": Reason("{column} is not a date of the Persian calendar between 1250 and 1415"),
    "spreadsheet_day": Reason("{column} may be a spreadsheet day number; format the cells as dates and save again"),
    "year_day_month": Reason("{column} has the order year, day, month; write it as year-month-day"),
    "cut_month": Reason("{column} may be January or October; write it as year-month"),
    "impossible_date": Reason("{column} does not exist in the calendar"),
    "not_a_date": Reason("{column} is not a date"),
    # cells that can be read, and do not fit
    "product_too_large": Reason("revenue is too large"),
    "no_currency": Reason("no currency where the file holds several"),
    "minor_currency": Reason("currency is not {currency}, the currency of most rows"),
    "off_scale": Reason("score is outside the scale of {measure}, which is {lowest} to {highest}"),
    "not_whole": Reason("score is not a whole number, as {measures} require"),
    "before_opening": Reason("{column} is before the ticket was opened"),
    "no_severity": Reason("severity is not 1 (mild), 2 or 3 (severe)"),
    # sound rows that a person does not want
    "order_in_another_upload": Reason("order_id is in another upload"),
    "negative_revenue": Reason("revenue is negative"),
    "zero_revenue": Reason("revenue is zero"),
    "no_customer": Reason("customer_id is empty"),
    "future_date": Reason("{column} is in the future"),
    "placeholder_date": Reason("{column} is a placeholder date"),
    "unknown_customer": Reason("customer_id is not in customers"),
    "unknown_product": Reason("product_id is not in products"),
    # rows that are there already
    "same_line": Reason("same as an earlier line", " (line {line})"),
    "same_id": Reason("same {column} as an earlier line", " (line {line})"),
    "id_in_store": Reason("{column} is already in the store", " (upload {upload}, line {line})"),
    # what an earlier version stored as a sentence that no code has
    "other": Reason("{text}"),
}
"""Code -> reason. Codes are stored: none is renamed or taken away."""

SPECIAL = tuple(code for code, reason in REASONS.items() if reason.where)
"""Codes whose detail is special to one row."""


def detail(*parts: object) -> str:
    """The detail of a reason, as it is stored.

    Parameters
    ----------
    parts : in the order of `Reason.parts`; only the last may hold a space

    Examples
    --------
    >>> detail("nps", 0, 10)
    'nps 0 10'
    """
    return " ".join(map(str, parts))


def group(code: str, column: str | None, detail: str | None) -> str:
    """The sentence of a reason without what is special to one row.

    Examples
    --------
    >>> group("same_id", "customer_id", "3")
    'same customer_id as an earlier line'
    """
    reason = REASONS[code]
    return _(reason.sentence).format(column=column, **({} if reason.where else _parts(reason, detail)))


def sentence(code: str, column: str | None, detail: str | None) -> str:
    """The sentence of a reason.

    Parameters
    ----------
    code : of REASONS
    column : at fault; None for a record that cannot be cut
    detail : as `detail` makes it; None where there is none

    Examples
    --------
    >>> sentence("same_id", "customer_id", "3"), sentence("wrong_width", None, "2 5")
    ('same customer_id as an earlier line (line 3)', 'wrong number of cells (2, the header has 5)')
    """
    reason = REASONS[code]
    where = _(reason.where).format(**_parts(reason, detail)) if reason.where and detail is not None else ""
    return group(code, column, detail) + where


def _parts(reason: Reason, detail: str | None) -> dict[str, str]:
    names = reason.parts
    return dict(zip(names, (detail or "").split(" ", len(names) - 1), strict=True)) if names else {}


def sentences(rows: pd.DataFrame) -> list[str]:
    """The sentence of each row, of its columns code, column and detail."""
    return list(_each(rows, sentence))


def groups(rows: pd.DataFrame) -> list[str]:
    """The `group` of each row, of its columns code, column and detail."""
    return list(_each(rows, group))


def _each(rows: pd.DataFrame, words: Callable[[str, str | None, str | None], str]) -> Iterator[str]:
    made: dict[tuple[str, str | None, str | None], str] = {}
    for code, column, detail in zip(rows["code"], rows["column"], rows["detail"], strict=True):
        key = (code, column if isinstance(column, str) else None, detail if isinstance(detail, str) else None)
        if key not in made:
            made[key] = words(*key)
        yield made[key]
