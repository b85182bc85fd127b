"""Can a damaged file make a traceback, lose a line, or put a value into the wrong row?

python -m bench.fuzz [--cases 5000] [--compare 3000] [--seed 1] [FILE ...]

Every case is one of the templates, or of the first lines of the files named, with one to four damages. Either it is
refused in a sentence, or its rows are checked against a reading of each line alone by the csv module. Then as many
cases as `--compare` says, damaged files and files made up, are read in both ways, quickly (cx.loading.rows.fast_path)
and with care (cx.loading.rows.careful_path): the same sentence, the same rows and the same quarantine must come out.
"""

import argparse
import csv
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import cx
from bench import fuzz_cases
from cx.engine import derived_tables
from cx.loading.rows import fast_path, fast_rows, split_file
from cx.tables.kinds import KINDS, UNIQUE

MOST_PARTITIONS = 6
"""Of a file that is read in both ways: each piece is a part of the statement, and planning it is what takes time."""


@dataclass(frozen=True)
class Outcome:
    """What came of one case: `refused`, `loaded`, or the sentence of what is wrong with the answer."""

    what: str
    wrong: str = ""


def outcome(kind: str, body: bytes) -> Outcome:
    """Load one case into an empty store and check what it holds."""
    store = cx.open_store(":memory:")
    try:
        receipt = store.load(kind, body)
        return Outcome("loaded", _wrong(store, kind, body, receipt))
    except cx.LoadError as error:
        text = str(error)
        return Outcome("refused", text if "please report" in text or "Traceback" in text else "")
    finally:
        store.close()


def _wrong(store: cx.Store, kind: str, body: bytes, receipt) -> str:
    held = store.value(f"select count(*) from {kind}")
    aside = store.value("select count(*) from quarantine")
    if (held, aside) != (receipt.rows_loaded, receipt.rows_quarantined) or held + aside != receipt.rows_read:
        return f"{receipt.rows_read} rows read, {held} in the table, {aside} in quarantine"
    lines = _plain_lines(body, receipt.encoding)
    if lines is None:
        return ""
    if len(lines) != receipt.lines:
        return f"{len(lines)} lines in the file, {receipt.lines} in the receipt"
    return _shifted(store, kind, lines, receipt)


def _plain_lines(body: bytes, encoding: str) -> list[str] | None:
    """The physical lines, or None where the reader had to change more than line ends."""
    if encoding != "utf-8" or body[:2] == b"\x1f\x8b":
        return None
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    if ("\r" in text.replace("\r\n", "\n") and "\n" in text) or any(
        ord(mark) < 32 and mark not in "\t\r\n" for mark in text
    ):
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _shifted(store: cx.Store, kind: str, lines: list[str], receipt) -> str:
    """A row whose line, read alone, holds other texts than the table."""
    name = UNIQUE.get(kind) or next(
        name for name, column in KINDS[kind].items() if column.type == "text" and name in receipt.mapping
    )
    header = next(csv.reader([lines[receipt.header_line - 1]], delimiter=receipt.delimiter))
    place = (
        [cell.strip() for cell in header].index(receipt.mapping[name])
        if receipt.mapping[name] in map(str.strip, header)
        else None
    )
    if place is None:
        return ""
    for line, value in store.rows(f"select line, {name} from {kind}").values.tolist():
        text = lines[line - 1]
        if '"' in text or "'" in text:
            continue
        cells = text.split(receipt.delimiter)
        if len(cells) != len(header):
            return f"line {line} has {len(cells)} cells, the header {len(header)}, and was loaded"
        if _bare(cells[place]) != _bare(value):
            return f"line {line}: {name} is {cells[place]!r} in the file and {value!r} in the table"
    return ""


def _bare(value: object) -> str:
    text = "" if value is None or value != value else str(value)
    for mark in "\u200e\u200f\ufeff\u00a0\t ":
        text = text.replace(mark, "")
    return text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹يىك", "0123456789ییک")).casefold().replace("_", "").replace("-", "")


@dataclass(frozen=True)
class Both:
    """way : how far the quick way was gone; differs : what the two ways answer differently, "" where nothing."""

    way: str
    differs: str = ""


@contextmanager
def tables_only() -> Iterator[None]:
    """Loads inside the block do not make the derived tables: the reading of files is as it is, three times as fast."""
    with mock.patch.object(derived_tables, "run", lambda *given: None):
        yield


def compared(case: int, seed: int, known: list[tuple[str, bytes]]) -> tuple[str, bytes, Both]:
    """(kind, text, what came of it) of one case that is read in both ways, with pieces of any size."""
    chance = random.Random(f"both {seed} {case}")
    if chance.random() < 0.5:
        kind, body = fuzz_cases.made(chance)
    else:
        kind, body = chance.choice(known)
        body = fuzz_cases.scratched(body, chance)
    sizes = (chance.choice([40, 300, 1 << 20]), chance.choice([16, 64, 1 << 20]), chance.choice([0, 0.05, 1]))
    return kind, body, both(kind, body, *sizes)


def both(kind: str, body: bytes, piece: int = 300, chunk: int = 64, others: float = 0.05) -> Both:
    """Read one file in both ways, if it may go the quick way.

    Parameters
    ----------
    piece, chunk, others : see cx.loading.rows.split_file and cx.loading.rows.fast_path.MOST_OTHERS
    """
    begun, gone = [], []
    cut, repeated = fast_path.cut, fast_rows.repeated
    with (
        mock.patch.object(split_file, "PARTITION_BYTES", piece),
        mock.patch.object(split_file, "MOST_PARTITIONS", MOST_PARTITIONS),
        mock.patch.object(split_file, "CHUNK", chunk),
        mock.patch.object(fast_path, "MOST_OTHERS", others),
        mock.patch.object(fast_path, "LEAST_LINES", 0),
        mock.patch.object(fast_path, "cut", lambda *given: begun.append(1) or cut(*given)),
        mock.patch.object(fast_rows, "repeated", lambda *given: gone.append(1) or repeated(*given)),
    ):
        quick = _answer(kind, body)
    if not begun:
        return Both("only with care")
    with mock.patch.object(fast_path, "LEAST_LINES", 1 << 60):
        careful = _answer(kind, body)
    way = "quickly to the end" if gone else "quickly at first"
    for name, one, other in zip(("receipt", "rows", "quarantine"), careful, quick, strict=True):
        if one != other:
            return Both(way, f"the {name}: with care {one!r:.600} / quickly {other!r:.600}")
    return Both(way)


def _answer(kind: str, body: bytes) -> tuple:
    store = cx.open_store(":memory:")
    try:
        receipt = store.load(kind, body)
        told = (receipt.lines, receipt.rows_read, receipt.rows_loaded, receipt.blank_lines, receipt.notes)
        rows = store.rows(f"select * exclude (upload_id) from {kind} order by line").astype(str)
        aside = store.quarantine()[["line", "column", "value", "reason", "raw"]].sort_values("line").astype(str)
        return told, rows.values.tolist(), aside.values.tolist()
    except cx.LoadError as error:
        return str(error), [], []
    finally:
        store.close()


def main() -> None:
    """Run the cases; prints what came of them and every wrong one with its number."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--compare", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9, help="after which each of the two runs stops")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    given = parser.parse_args()
    known = fuzz_cases.of_files(given.files)
    with tables_only():
        _run_damaged(known, range(given.first, given.first + given.cases), given.seed, given.seconds)
        _run_compared(known, range(given.first, given.first + given.compare), given.seed, given.seconds)


def _run_damaged(known: list[tuple[str, bytes]], cases: range, seed: int, seconds: float) -> None:
    counts, begun = Counter(), time.perf_counter()
    for case in cases:
        if time.perf_counter() - begun > seconds:
            break
        chance = random.Random(f"{seed} {case}")
        kind, body = chance.choice(known)
        found = outcome(kind, fuzz_cases.damaged(body, chance))
        counts["WRONG" if found.wrong else found.what] += 1
        if found.wrong:
            print(f"case {case} ({kind}): {found.wrong}", flush=True)
    _tell("Damaged files", counts, begun)


def _run_compared(known: list[tuple[str, bytes]], cases: range, seed: int, seconds: float) -> None:
    counts, begun = Counter(), time.perf_counter()
    for case in cases:
        if time.perf_counter() - begun > seconds:
            break
        kind, body, found = compared(case, seed, known)
        counts[found.way] += 1
        counts["lines compared"] += 0 if found.way == "only with care" else body.count(b"\n")
        if found.differs:
            counts["DIFFERENT"] += 1
            print(f"case {case} ({kind}): {found.differs}", flush=True)
    _tell("Files read in both ways", counts, begun)


def _tell(what: str, counts: Counter, begun: float) -> None:
    told = ", ".join(f"{name} {number:,}" for name, number in sorted(counts.items()))
    print(f"{what} in {time.perf_counter() - begun:.0f} s: {told or 'none'}", flush=True)


if __name__ == "__main__":
    main()
