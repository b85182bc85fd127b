"""Formats of the columns of a file, as decided from their cells or by a person."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

Look = Callable[[list[str]], tuple[Any, ...]]
"""Aggregates over all cells of a column -> their values."""


@dataclass(frozen=True)
class Unsure:
    """A column whose dates have years of two digits: an example, and what it is in each order that reads all of
    them.
    """

    example: str
    meanings: dict[str, str]


@dataclass
class Readings:
    """How to read the columns of one file.

    decimal : column -> "." or "," or "?" (cannot be decided); left out where every cell is plain
    day_first : column -> whether 03/04 is 3 April; left out where no cell is of that form
    undecided : date columns in which both orders fit every cell
    short_dates : date columns with years of two digits -> one of dates.SHORT_ORDERS; unsure : those that several fit
    mixed : number columns with decimal points and commas: what could be read in both ways is not read
    currency : money columns with several currencies -> the one that is read
    paid_in : where a column says the currency of each row and holds several, the one whose rows are read
    floats : columns of whole numbers as ids, all written with a .0 that is no part of them
    cut_months : month columns in which 2025.1 may be a 2025.10 that a program took for a number: it is not read
    unread : yes-or-no columns with numbers that do not say so: every cell of them is empty
    day_before_month : date columns of the form year, day, month, whose cells of that form are not read
    percent : number columns in which every cell is a percentage: they are read as hundredths
    zoned : date columns with moments of a stated time zone; zone : the zone they are kept in
    cautions : those of the notes that a person should not overlook
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
    cautions: list[str] = field(default_factory=list)
    short_dates: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, Unsure] = field(default_factory=dict)
    day_before_month: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    currency: dict[str, str] = field(default_factory=dict)
    floats: list[str] = field(default_factory=list)
    paid_in: str = ""
    unread: list[str] = field(default_factory=list)
    cut_months: list[str] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether they say nothing: every cell is of the plainest form, or of none that is known."""
        recorded = asdict(self)
        for name in ("careful", "zone", "folded", "decimal"):
            recorded.pop(name)
        return not any(recorded.values()) and set(self.decimal.values()) <= {"."}

    def caution(self, text: str) -> None:
        """Note what a person should not overlook."""
        self.notes.append(text)
        self.cautions.append(text)
