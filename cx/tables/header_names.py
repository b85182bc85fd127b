"""By what names do headers call a column? From header_names.csv: column, language, name, kind.

Names are in the form that `cx.loading.header.matching.normalized` gives, without accents. `column` and `kind` may list
several, parted by spaces; no kind = every table with the column. A word that means something else in English is left
out: "data" is a date in Italian and in Portuguese, and no date in "data source".
"""

import csv
from pathlib import Path


def _read() -> dict[str, list[tuple[str, list[str]]]]:
    """Column -> (name, kinds) in the order of the file."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    with (Path(__file__).parent / "header_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column in row["column"].split():
                found.setdefault(column, []).append((row["name"], row["kind"].split()))
    return found


_NAMES = _read()


def of(kind: str, column: str) -> tuple[str, ...]:
    """The names of a column of a table, the most usual ones first.

    Examples
    --------
    >>> of("costs", "month")[:3]
    ('period', 'date', 'booked on')
    """
    return tuple(name for name, kinds in _NAMES.get(column, []) if not kinds or kind in kinds)
