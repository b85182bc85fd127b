"""Options of reading a file: what a person says about it, and what the file has to tell by itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadOptions:
    """How a file is to be read; None = decided from the file and told in the receipt.

    name : what to call the file; None = its own name
    part : the sheet of a workbook or the file of a zip archive; must be said where there are several
    encoding, delimiter : how its bytes become text, and its lines cells
    header_line : the line on which the header begins, 0 = there is none; header_rows : lines of the header
    day_first : whether 03/04/2024 is 3 April; None = decided from all dates of each column
    short_dates : how dates with a year of two digits stand, one of cx.loading.values.dates.SHORT_ORDERS, or
        {table column: one of them}; None = decided likewise
    decimal : "." or ","; None = decided from all numbers of each column
    time_zone : the zone in which moments with a zone are kept; None = UTC
    drop_duplicates : set aside a line that equals an earlier one
    order_rule : which order a line belongs to in a file of orders without an order number, one of
        cx.tables.kinds.ORDER_RULES; None = such a file is not read unless its mapping says it
    """

    name: str | None = None
    part: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    header_rows: int | None = None
    day_first: bool | None = None
    short_dates: str | dict[str, str] | None = None
    decimal: str | None = None
    time_zone: str | None = None
    drop_duplicates: bool = False
    order_rule: str | None = None
