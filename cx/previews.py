"""What would a load do? Shown before anything is written."""

from itertools import islice

from cx import amounts, ledger, pipeline
from cx.reader import Text
from cx.receipts import PROBLEM_COLUMNS, Preview, Receipt, faults, reason_group

MOST_LETTERS = 4


def nothing_ready(text, found, kind, scores, mapping, missing) -> Preview:
    rows = max(text.lines - found.header_end, 0)
    frame = ledger.no_problems()
    return Preview(
        text.name,
        kind,
        scores[kind],
        scores,
        found.headers,
        found.samples,
        mapping,
        missing,
        (),
        (),
        rows,
        0,
        rows,
        text.lines,
        found.header_line,
        text.encoding,
        found.delimiter,
        text.notes,
        frame,
        _grouped(frame),
        frame.iloc[:0, :0],
        part=text.part,
        parts=text.parts,
        header_rows=found.header_rows,
        letters=letters(text, found.delimiter),
    )


def letters(text: Text, delimiter: str) -> tuple[str, ...]:
    """A few cells beyond ASCII, where the encoding of the file is a guess: a person sees at once whether it is right."""
    if text.encoding.startswith("utf"):
        return ()
    cells = (cell.strip(' "') for line in text.head for cell in line.split(delimiter))
    return tuple(islice(dict.fromkeys(cell for cell in cells if not cell.isascii()), MOST_LETTERS))


def of_work(
    cursor,
    receipt: Receipt,
    work: pipeline.Work,
    scores: dict[str, float],
    most: int,
) -> Preview:
    ready = cursor.execute(
        f"select * exclude (upload_id) from {receipt.kind} where upload_id = -1 order by line limit {most}"
    ).df()
    readings, found, noticed = work.readings, work.layout, work.noticed(cursor)
    return Preview(
        receipt.name,
        receipt.kind,
        scores[receipt.kind],
        scores,
        found.headers,
        found.samples,
        receipt.mapping,
        (),
        tuple(readings.undecided),
        amounts.undecided(readings),
        receipt.rows_read,
        receipt.rows_loaded,
        receipt.rows_quarantined,
        receipt.lines,
        receipt.header_line,
        receipt.encoding,
        receipt.delimiter,
        receipt.notes,
        receipt.problems.head(most)[PROBLEM_COLUMNS],
        _grouped(receipt.problems),
        ready,
        noticed=noticed,
        second=work.second(cursor, noticed),
        faults=faults(receipt.problems),
        shown=work.shown(cursor, most),
        part=work.text.part,
        parts=work.text.parts,
        header_rows=found.header_rows,
        zoned=tuple(readings.zoned),
        unsure_dates=dict(readings.unsure),
        cautions=tuple(readings.cautions),
        letters=letters(work.text, found.delimiter),
    )


def _grouped(problems):
    groups = (
        problems["reason"]
        .map(reason_group)
        .value_counts(sort=False)
        .rename_axis("reason")
        .reset_index(name="rows")
    )
    return groups.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)
