"""Can a damaged file make a traceback, lose a line, or put a value into the wrong row?

python -m bench.fuzz [--cases 5000] [--seed 1] [FILE ...]

Every case is one of the templates, or of the first lines of the files named, with one to four damages. Either it is
refused in a sentence, or its rows are checked against a reading of each line alone by the csv module; and the quick way
of reading (cx.plain) must give the same answer as the careful one.
"""

import argparse
import codecs
import csv
import gzip
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import cx
from cx import pieces, plain
from cx.kinds import KINDS, UNIQUE

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
_ODD = [
    b'"',
    b'""',
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xd9",
    b"\\",
    b"'",
    b"#",
    b" ",
]
_ODD += [
    b"\x1a",
    b"\xe2\x80\x8f",
    b"\xef\xbb\xbf",
    "۱".encode(),
    b"=1+1",
    b"1e9",
    b"NaN",
    b"(1)",
    b"-",
    b"%",
    b"1.234,5",
]


@dataclass(frozen=True)
class Outcome:
    """What came of one case: `refused`, `loaded`, or the sentence of what is wrong with the answer."""

    what: str
    wrong: str = ""


def damaged(body: bytes, random: random.Random) -> bytes:
    """The file with one to four damages."""
    for _ in range(random.randint(1, 4)):
        body = random.choice(_DAMAGES)(body, random)
    return body


def _insert(body: bytes, random: random.Random) -> bytes:
    place = random.randint(0, len(body))
    return body[:place] + random.choice(_ODD) + body[place:]


def _delete(body: bytes, random: random.Random) -> bytes:
    place = random.randint(0, len(body))
    return body[:place] + body[place + random.choice([1, 1, 2, 40]) :]


def _flip(body: bytes, random: random.Random) -> bytes:
    if not body:
        return body
    place = random.randrange(len(body))
    return body[:place] + bytes([random.randrange(256)]) + body[place + 1 :]


def _lines(body: bytes, random: random.Random) -> bytes:
    """Lines are swapped, doubled, joined, or begin with a comma and lose their last cell."""
    lines = body.split(b"\n")
    place = random.randrange(len(lines))
    how = random.randrange(6)
    if how == 0:
        lines.insert(place, random.choice(lines))
    elif how == 1:
        lines.insert(place, b"")
    elif how == 2:
        lines[place] = b"," + lines[place][: lines[place].rfind(b",") + 1]
    elif how == 3:
        lines[place : place + 2] = [b" ".join(lines[place : place + 2])]
    elif how == 4:
        random.shuffle(lines)
    else:
        lines[place] = b'"' + lines[place] + b'"'
    return b"\n".join(lines)


def _whole(body: bytes, random: random.Random) -> bytes:
    """The whole file in another coding, with other line ends, other delimiters, packed or cut off."""
    how = random.randrange(8)
    if how == 0:
        return body.replace(b"\n", random.choice([b"\r", b"\r\n", b"\r\r\n"]))
    if how == 1:
        return body.replace(b",", random.choice([b";", b"\t", b"|"]))
    if how == 2:
        return codecs.BOM_UTF8 + body
    if how == 3:
        return body.decode("utf-8", "replace").encode(
            random.choice(["utf-16", "utf-16-le", "utf-32", "cp1256"]), "replace"
        )
    if how == 4:
        return gzip.compress(body)[: random.choice([None, -3, 20])]
    if how == 5:
        return b"Report\n\n" + body
    if how == 6:
        return body[body.find(b"\n") + 1 :]
    return body[: random.randint(0, len(body))]


_DAMAGES = [_insert, _insert, _insert, _delete, _flip, _flip, _lines, _lines, _whole]


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


def otherwise(kind: str, body: bytes) -> str:
    """What the quick way of reading and the careful way answer differently about one case; "" where they agree."""
    held = plain.LEAST_LINES, pieces.PIECE_BYTES
    try:
        pieces.PIECE_BYTES = 300
        plain.LEAST_LINES = 1 << 60
        careful = _answer(kind, body)
        plain.LEAST_LINES = 0
        quick = _answer(kind, body)
    finally:
        plain.LEAST_LINES, pieces.PIECE_BYTES = held
    for name, one, other in zip(("sentence", "rows", "quarantine"), careful, quick, strict=True):
        if one != other:
            return f"the {name} of the quick way differ: {one!r:.400} / {other!r:.400}"
    return ""


def _answer(kind: str, body: bytes) -> tuple:
    store = cx.open_store(":memory:")
    try:
        receipt = store.load(kind, body)
        told = (receipt.lines, receipt.rows_read, receipt.rows_loaded, receipt.blank_lines, receipt.notes)
        rows = (
            store.rows(f"select * exclude (upload_id) from {kind} order by line").astype(str).values.tolist()
        )
        aside = store.quarantine()[["line", "column", "value", "reason", "raw"]].astype(str).values.tolist()
        return told, rows, aside
    except cx.LoadError as error:
        return str(error), [], []
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
    return (
        text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹يىك", "0123456789ییک"))
        .casefold()
        .replace("_", "")
        .replace("-", "")
    )


def bases(files: list[Path]) -> list[tuple[str, bytes]]:
    """(kind, text) of the templates, and of the first lines of each file, whose name begins with its kind."""
    found = [(path.stem, path.read_bytes()) for path in sorted(SAMPLES.glob("*.csv")) if path.stem in KINDS]
    for path in files:
        with path.open("rb") as file:
            start = b"".join(line for _, line in zip(range(40), file, strict=False))
        kind = next((kind for kind in KINDS if path.stem.startswith(kind)), "orders")
        found.append((kind, start))
    return found


def main() -> None:
    """Run the cases; prints what came of them and every wrong one with its number."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    given = parser.parse_args()
    known, counts, begun = bases(given.files), Counter(), time.perf_counter()
    for case in range(given.first, given.first + given.cases):
        chance = random.Random(f"{given.seed} {case}")
        kind, body = chance.choice(known)
        body = damaged(body, chance)
        found = outcome(kind, body)
        if not found.wrong:
            found = Outcome(found.what, otherwise(kind, body))
        counts["WRONG" if found.wrong else found.what] += 1
        if found.wrong:
            print(f"case {case} ({kind}): {found.wrong}")
    told = ", ".join(f"{number:,} {what}" for what, number in sorted(counts.items()))
    print(f"{given.cases:,} cases in {time.perf_counter() - begun:.0f} s: {told}")


if __name__ == "__main__":
    main()
