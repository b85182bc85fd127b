"""The cases of bench.fuzz: files with damages, and files made up of cells that a reader could take in two ways."""

import codecs
import gzip
import random
from pathlib import Path

from cx.tables.columns import Column
from cx.tables.kinds import KINDS, UNIQUE

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
_ODD += [b"\x1a", b"\xe2\x80\x8f", b"\xef\xbb\xbf", "۱".encode(), b"=1+1", b"1e9", b"NaN", b"(1)", b"-", b"%"]
_ODD += [b"1.234,5"]
_EVEN = [
    b",",
    b"\n",
    b" ",
    b"#",
    b"0",
    b".",
    b"-",
    b"1e9",
    b"x",
    b"\\",
    b"/",
    b"E+",
    b"#N/A",
    "۱".encode(),
    b"=1+1",
]
"""What may stand in a file without a quote that is still cut line by line."""

_CELLS = {
    "money": (
        ["12.50", "3", "0", "-4.00", "1234.5", "0.0001", ".5", "7."],
        [
            "1,5",
            "1.234",
            "1.234,50",
            "1e3",
            "(5.00)",
            "$5",
            "€6",
            "12%",
            "x",
            "n/a",
            "NaN",
            "inf",
            "۱۲٫۵",
            "+3",
            "1 234",
            "99999999999999999",
            "0.00005",
            "1_000",
            "0x1F",
            "--1",
            "5-",
            "1.2.3",
            "USD 7",
            "NULL",
        ],
    ),
    "timestamp": (
        ["2025-01-31", "2025-02-01 10:00:00", "2024-02-29", "2025-12-31 23:59:59", "2025-01-31T10:00:00"],
        [
            "13/04/2024",
            "03/04/2024",
            "2025-02-30",
            "2025-13-01",
            "1403/05/12",
            "03/05/12",
            "31.01.2025",
            "x",
            "1700000000",
            "2025-01-31T10:00:00+02:00",
            "2025-01-31 24:00",
            "2025-1-5",
            "0000-00-00",
            "45688",
            "2025-01-31Z",
            "20250131",
            "5 May 2024",
            "2025-01-31 10:00:00.123456",
            "9999-12-31",
            "1403-05-12",
            "2025-01-31 25:00:00",
            "infinity",
            "epoch",
            "2025-01",
            "12025-01-01",
            "-2025-01-01",
        ],
    ),
    "flag": (["yes", "no", ""], ["Yes", "TRUE", "0", "1", "maybe", "ja", "بله"]),
    "id": (
        ["A1", "7", "0007", "C-9", "B 2", "12345678901234567890"],
        ["1042.0", "#N/A", "1E+05", "مشتري", "٣", "NULL", "n/a", "-", "#REF!", "1.0", "A.0", "é", "a b"],
    ),
    "text": (
        ["Web", "Store", "Price", ""],
        ["مشتري", "Märkte", "#1", "-- ", "a\\b", "N/A", "😀", "  x", "Total"],
    ),
}


def of_files(files: list[Path], least: int = 40) -> list[tuple[str, bytes]]:
    """(kind, text) of the templates, and of the first lines of each file, whose name begins with its kind."""
    found = [(path.stem, path.read_bytes()) for path in sorted(SAMPLES.glob("*.csv")) if path.stem in KINDS]
    for path in files:
        with path.open("rb") as file:
            start = b"".join(line for _, line in zip(range(least), file, strict=False))
        kind = next((kind for kind in KINDS if path.stem.startswith(kind)), "orders")
        found.append((kind, start))
    return found


def damaged(body: bytes, chance: random.Random) -> bytes:
    """The file with one to four damages."""
    for _ in range(chance.randint(1, 4)):
        body = chance.choice(_DAMAGES)(body, chance)
    return body


def scratched(body: bytes, chance: random.Random) -> bytes:
    """The file with damages that leave most lines as plain as they are: the quick way of reading may be taken."""
    body = body.replace(b'"', b"") if chance.random() < 0.7 else body
    body = body.replace(b"\n", b"\r\n") if chance.random() < 0.3 else body
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(body))
        gone = chance.choice([0, 0, 1, 3])
        body = body[:place] + chance.choice(_EVEN) + body[place + gone :]
        body = _lines(body, chance, 5) if chance.random() < 0.3 else body
    return body


def made(chance: random.Random) -> tuple[str, bytes]:
    """(kind, text) of a file of up to 400 rows whose columns hold, some more and some less, cells of odd forms."""
    kind = chance.choice([*(kind for kind in KINDS if kind not in UNIQUE), "orders", "orders", "surveys"])
    columns = [
        column for column in KINDS[kind].values() if column.needed or (not column.helper and chance.random() < 0.6)
    ]
    chance.shuffle(columns)
    mark = chance.choice([",", ",", ";", "\t", "|"])
    rates = [chance.choice([0, 0, 0, 0.02, 0.1, 0.6]) for _ in columns]
    names = [chance.choice([column.name, *column.synonyms[:1]]) for column in columns]
    width, lines, rough = len(columns), [mark.join(names)], chance.random() < 0.1
    for _ in range(chance.choice([3, 40, 400])):
        cells = [_cell(column, rate, chance) for column, rate in zip(columns, rates, strict=True)]
        lines.append(mark.join(_edged(cell, mark, rough, chance) for cell in cells))
        if chance.random() < 0.03:
            odd = [
                "",
                " ",
                mark * (width - 1),
                mark * width,
                "loose",
                lines[-1] + mark,
                mark + lines[-1],
                lines[-1],
            ]
            odd += [lines[-1].replace(mark, mark + '"', 1)] if rough else []
            lines.append(chance.choice([*odd, f"'{lines[-1]}", f"{lines[-1]}\t"]))
    end = chance.choice(["\n", "\n", "\r\n"])
    text = end.join(lines) + chance.choice([end, end, ""])
    return kind, chance.choice([b"", b"", b"", b"Report\n\n", codecs.BOM_UTF8]) + text.encode()


def _cell(column: Column, rate: float, chance: random.Random) -> str:
    sort = {"number": "money", "date": "timestamp"}.get(column.type, column.type)
    sort = "id" if column.name.endswith("_id") else sort
    usual, odd = _CELLS[sort]
    if column.allowed:
        usual, odd = list(column.allowed), [column.allowed[0].upper(), f" {column.allowed[-1]}", "other", ""]
    if chance.random() < rate:
        return chance.choice(odd)
    return "" if chance.random() < 0.03 else chance.choice(usual)


def _edged(cell: str, mark: str, rough: bool, chance: random.Random) -> str:
    cell = cell.replace(mark, "")
    if chance.random() < 0.01:
        odd = [
            f" {cell}",
            f"{cell} ",
            f"'{cell}",
            f"'={cell}",
            f"{cell}'s",
            f"\u00a0{cell}",
            f"{cell}\u200f",
            "می\u200cخرم",
        ]
        return chance.choice([*odd, f'"{cell}"'] if rough else odd)
    return cell


def _insert(body: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(body))
    return body[:place] + chance.choice(_ODD) + body[place:]


def _delete(body: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(body))
    return body[:place] + body[place + chance.choice([1, 1, 2, 40]) :]


def _flip(body: bytes, chance: random.Random) -> bytes:
    if not body:
        return body
    place = chance.randrange(len(body))
    return body[:place] + bytes([chance.randrange(256)]) + body[place + 1 :]


def _lines(body: bytes, chance: random.Random, ways: int = 6) -> bytes:
    """Lines are swapped, doubled, joined, or begin with a comma and lose their last cell."""
    lines = body.split(b"\n")
    place = chance.randrange(len(lines))
    how = chance.randrange(ways)
    if how == 0:
        lines.insert(place, chance.choice(lines))
    elif how == 1:
        lines.insert(place, b"")
    elif how == 2:
        lines[place] = b"," + lines[place][: lines[place].rfind(b",") + 1]
    elif how == 3:
        lines[place : place + 2] = [b" ".join(lines[place : place + 2])]
    elif how == 4:
        head = 0 if ways == 6 else 1
        lines[head:] = chance.sample(lines[head:], len(lines[head:]))
    else:
        lines[place] = b'"' + lines[place] + b'"'
    return b"\n".join(lines)


def _whole(body: bytes, chance: random.Random) -> bytes:
    """The whole file in another coding, with other line ends, other delimiters, packed or cut off."""
    how = chance.randrange(8)
    if how == 0:
        return body.replace(b"\n", chance.choice([b"\r", b"\r\n", b"\r\r\n"]))
    if how == 1:
        return body.replace(b",", chance.choice([b";", b"\t", b"|"]))
    if how == 2:
        return codecs.BOM_UTF8 + body
    if how == 3:
        coding = chance.choice(["utf-16", "utf-16-le", "utf-32", "cp1256"])
        return body.decode("utf-8", "replace").encode(coding, "replace")
    if how == 4:
        return gzip.compress(body)[: chance.choice([None, -3, 20])]
    if how == 5:
        return b"Report\n\n" + body
    if how == 6:
        return body[body.find(b"\n") + 1 :]
    return body[: chance.randint(0, len(body))]


_DAMAGES = [_insert, _insert, _insert, _delete, _flip, _flip, _lines, _lines, _whole]
