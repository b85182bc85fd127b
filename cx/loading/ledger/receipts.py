"""What does a person learn about a load: counts that add up, what was noticed, what is wrong with which line?"""

import csv
import io
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cx.loading.values.column_formats import Unsure
from cx.tables import reasons

PROBLEM_COLUMNS = ["line", "column", "value", "reason", "raw"]


@dataclass(frozen=True)
class Receipt:
    """One load.

    rows_read = rows_loaded + rows_quarantined, always
    lines : physical lines of the file; header_line : where the header begins, 1 = first
    mapping : {table column: header}; a rule or a constant may stand for a header (cx.tables.kinds.is_rule)
    notes : sentences
    problems : line, column, value, reason, raw; one row for each quarantined row
    """

    upload_id: int
    kind: str
    name: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    lines: int
    header_line: int
    blank_lines: int
    encoding: str
    delimiter: str
    mapping: dict[str, str]
    already_loaded: bool
    notes: tuple[str, ...]
    problems: pd.DataFrame = field(repr=False, compare=False)


@dataclass(frozen=True)
class Preview:
    """What a load would do; nothing was written.

    kind, score : the kind given or guessed, and how well the headers fit it, 0..1
    scores : every kind's score, best first
    samples : header -> first values
    mapping : the mapping given or guessed; missing : needed columns it leaves out (then nothing is ready)
    undecided : date columns for which day_first must be said
    undecided_numbers : columns for which decimal must be said
    problems : as in Receipt, the first MOST_SHOWN; reasons : reason, rows (all of them)
    ready : the first MOST_SHOWN rows as they would be in the table
    noticed : choice, rows, lines, aside, first_lines; see cx.loading.rows.row_choices.noticed
    second : the first rows of each choice as text: choice, line, columns, raw
    faults : reason, column, value, rows, code; the cells at fault, most frequent first
    shown : problems with the cells of their columns as text, to be mended: line, wrong, group, code, columns, raw,
        misfit
    part, parts : the sheet or the file of an archive that was read, and which may be chosen; empty where there is one
        text
    header_line, header_rows : the line on which the header begins, 0 = there is none, and how many lines it has
    zoned : columns with moments of a stated time zone, for which time_zone may be said
    unsure_dates : date columns with years of two digits, for which short_dates must be said
    cautions : those of the notes that should not be overlooked
    letters : a few cells beyond ASCII, where the encoding is a guess
    answers : what a person answered for an earlier file with the same headers
        (cx.loading.header.past_mappings.Remembered); told_of_answers : for which
    loaded_as : the number of the load of the same bytes as the same kind that stands, which a load would leave as it is
    """

    name: str
    kind: str
    score: float
    scores: dict[str, float]
    headers: tuple[str, ...]
    samples: dict[str, list[str]]
    mapping: dict[str, str]
    missing: tuple[str, ...]
    undecided: tuple[str, ...]
    undecided_numbers: tuple[str, ...]
    rows_read: int
    rows_ready: int
    rows_quarantined: int
    lines: int
    header_line: int
    encoding: str
    delimiter: str
    notes: tuple[str, ...]
    problems: pd.DataFrame = field(repr=False, compare=False)
    reasons: pd.DataFrame = field(repr=False, compare=False)
    ready: pd.DataFrame = field(repr=False, compare=False)
    noticed: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False, compare=False)
    second: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False, compare=False)
    faults: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False, compare=False)
    shown: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False, compare=False)
    part: str = ""
    parts: tuple[str, ...] = ()
    header_rows: int = 1
    zoned: tuple[str, ...] = ()
    unsure_dates: dict[str, Unsure] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    told_of_answers: str = ""
    loaded_as: int | None = None


def with_sentences(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the quarantine as a person reads them.

    Parameters
    ----------
    rows : line, column, value, code, detail, raw

    Returns
    -------
    The same rows with PROBLEM_COLUMNS: line, column, value, reason (a sentence), raw.
    """
    return rows.assign(reason=pd.Series(reasons.sentences(rows), rows.index, dtype="str"))[PROBLEM_COLUMNS]


def explained(waiting: pd.DataFrame) -> pd.DataFrame:
    """What is wrong with each row of the quarantine.

    Parameters
    ----------
    waiting : rows of the quarantine, with line, column, code and detail

    Returns
    -------
    The same rows.

    line, code
    wrong : the sentence of the reason
    group : the sentence without what is special to one row
    """
    words = {"wrong": reasons.sentences(waiting), "group": reasons.groups(waiting)}
    return waiting[["line"]].assign(**words, code=waiting["code"])


def faults(waiting: pd.DataFrame) -> pd.DataFrame:
    """The cells at fault.

    Parameters
    ----------
    waiting : rows of the quarantine, with column, value, code and detail

    Returns
    -------
    One row a reason, column and value, most frequent first, ties by value: reason (without what is special to one row),
    column, value, rows, code. Rows that could not be cut have none.
    """
    faulty = waiting.dropna(subset="column")
    grouped = (
        faulty.assign(reason=pd.Series(reasons.groups(faulty), faulty.index, dtype="str"))
        .groupby(["reason", "column", "value", "code"], dropna=False)
        .size()
        .reset_index(name="rows")
    )
    ordered = grouped.sort_values(["rows", "value"], ascending=[False, True], ignore_index=True)
    return ordered[["reason", "column", "value", "rows", "code"]]


def spread(problems: pd.DataFrame, headers: tuple[str, ...], delimiter: str) -> pd.DataFrame:
    """The problem rows with the cells of the file beside them, for a person to look at.

    Parameters
    ----------
    problems : line, reason, raw
    headers, delimiter : of the file

    Returns
    -------
    The same rows: line, reason, then one for each header (a repeated or missing name gets its number); cells that
    cannot be told apart stand in the first one as they are in the file.

    Examples
    --------
    >>> problems = pd.DataFrame({"line": [2], "reason": ["no revenue"], "raw": ['A1,"x, y",']})
    >>> spread(problems, ("order_id", "name", "revenue"), ",").values.tolist()
    [[2, 'no revenue', 'A1', 'x, y', '']]
    """
    names: list[str] = []
    for place, header in enumerate(headers, start=1):
        names.append(f"{header} ({place})" if not header or header in ("line", "reason", *names) else header)
    rows = [_cells(raw, len(names), delimiter) for raw in problems["raw"]]
    cells = pd.DataFrame(rows, columns=names, index=problems.index, dtype=object)
    return pd.concat([problems[["line", "reason"]], cells], axis=1)


def first_cells(raw: str, delimiter: str) -> list[str]:
    """The cells of a record's raw text; none where it cannot be cut at all."""
    try:
        return next(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


def _cells(raw: str, width: int, delimiter: str) -> list[str]:
    cells = first_cells(raw, delimiter)
    return cells if len(cells) == width else [raw] + [""] * (width - 1)
