"""Sentences that a quarantine held before schema 2, and the codes that it holds since.

The sentences are those of that time, whatever cx.tables.reasons says today. Nothing is added here.
"""

import re

SENTENCES = {
    "wrong_width": "wrong number of cells ({cells}, the header has {width})",
    "quote_never_closed": "a quote is opened and never closed",
    "quote_over_rows": "a quote left open takes in lines that look like rows of their own",
    "quote_inside_cell": "quotes are not closed where the cell ends",
    "line_too_long": "too long for a line; only its start is kept",
    "not_text": "holds bytes that are not text",
    "no_order_number": "no order number",
    "no_order_date": "no order date",
    "no_revenue": "no revenue",
    "no_quantity": "no quantity",
    "no_unit_price": "no unit price",
    "no_customer_number": "no customer number",
    "no_product_number": "no product number",
    "no_person_number": "no person number",
    "no_date_of_contact": "no date of contact",
    "no_month": "no month",
    "no_amount": "no amount",
    "no_kind_of_cost": "no kind of cost",
    "no_date_of_answer": "no date of answer",
    "no_measure": "no measure",
    "no_score": "no score",
    "no_ticket_number": "no ticket number",
    "no_opening_date": "no opening date",
    "no_kind_of_ticket": "no kind of ticket",
    "no_leaving_date": "no leaving date",
    "no_reason": "no reason",
    "no_company": "no company",
    "no_attribute": "no attribute",
    "missing_word": "{column} is a word for a missing value",
    "spreadsheet_error": "{column} is an error of a spreadsheet",
    "cut_short": "{column} is a number that a spreadsheet cut short",
    "not_yes_or_no": "{column} is neither yes nor no",
    "not_allowed": "{column} is none of {allowed}",
    "other_currency": "{column} is in another currency than {currency}",
    "percentage_in_amounts": "{column} is a percentage where the column holds amounts",
    "percentage_in_numbers": "{column} is a percentage where the column holds plain numbers",
    "two_readings": "{column} can be read in two ways: which mark is the decimal one?",
    "decimal_point": "{column} has a decimal point where the column has decimal commas",
    "decimal_comma": "{column} has a decimal comma where the column has decimal points",
    "too_large": "{column} is too large",
    "not_a_number": "{column} is not a number",
    "not_persian_date": "{column} is no date of the Persian calendar between 1250 and 1415",
    "spreadsheet_day": "{column} may be the day number of a spreadsheet; give its cells a date format and save again",
    "year_day_month": "{column} is a date of the form year, day, month; write it as year-month-day",
    "cut_month": "{column} may be January or October; write it as year-month",
    "impossible_date": "{column} is an impossible date",
    "not_a_date": "{column} is not a date",
    "product_too_large": "revenue is too large",
    "no_currency": "no currency where the file holds several",
    "minor_currency": "currency is not {currency}, in which most rows are",
    "off_scale": "score is outside the scale of {measure}, which is {lowest} to {highest}",
    "not_whole": "score is no whole number, as {measures} ask for",
    "order_in_another_upload": "order_id is in another upload",
    "negative_revenue": "revenue is negative",
    "zero_revenue": "revenue is zero",
    "no_customer": "customer_id is empty",
    "future_date": "{column} is in the future",
    "placeholder_date": "{column} is a date that stands for none",
    "unknown_customer": "customer_id is not in customers",
    "unknown_product": "product_id is not in products",
    "same_line": "same as an earlier line (line {line})",
    "same_id": "same {column} as an earlier line (line {line})",
    "id_in_store": "{column} is already in the store (upload {upload}, line {line})",
}
"""Code -> sentence. The last pair of brackets was there only where the row or its line was known."""


def _pattern(sentence: str) -> re.Pattern[str]:
    whole = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(sentence))
    start, bracket, where = whole.partition(r"\ \(")
    return re.compile(f"{start}(?:{bracket}{where})?" if bracket else whole, re.DOTALL)


_PATTERNS = {code: _pattern(sentence) for code, sentence in SENTENCES.items()}


def code(sentence: str, column: str | None) -> tuple[str, str | None]:
    """The code and the detail of a sentence.

    Parameters
    ----------
    sentence : as a quarantine held it
    column : at fault; None for a record that could not be cut

    Examples
    --------
    >>> code("same customer_id as an earlier line (line 3)", "customer_id"), code("revenue is not a number", "revenue")
    (('same_id', '3'), ('not_a_number', None))
    >>> code("of another time", None)
    ('other', 'of another time')
    """
    for name, pattern in _PATTERNS.items():
        found = pattern.fullmatch(sentence)
        if found:
            parts = found.groupdict()
            if parts.pop("column", column) == column:
                known = [part for part in parts.values() if part is not None]
                return name, " ".join(known) or None
    return "other", sentence
