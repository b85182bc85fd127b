"""Which lines of the written files are bad, and how?

Bad lines are put in beside the good ones, each a damaged copy of the line after it: what a loader
accepts is then exactly the company, and what it sets aside is exactly this list.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.columns import SCHEMAS


@dataclass(frozen=True)
class Damage:
    """One way to spoil a line."""

    column: str
    text: str
    reason: str


ORDERS = (
    Damage("revenue", "n/a", "not a number"),
    Damage("revenue", "12.5O", "not a number"),
    Damage("revenue", "", "missing"),
    Damage("ordered_at", "2024-02-30 10:15:00", "no such date"),
    Damage("ordered_at", "2025-13-05 18:40:00", "no such date"),
    Damage("ordered_at", "yesterday", "no such date"),
    Damage("order_id", "", "missing"),
    Damage("cost", "see invoice", "not a number"),
    Damage("quantity", "two", "not a number"),
    Damage("discount", "10 percent", "not a number"),
)
TOUCHPOINTS = (
    Damage("person_id", "", "missing"),
    Damage("occurred_at", "2025-02-29 09:00:00", "no such date"),
    Damage("cost", "cheap", "not a number"),
)
BAD_LINES = {"orders": ORDERS * 4, "touchpoints": TOUCHPOINTS}
OUTSIDE_CHUNKS = 1_000_003  # no company has so many chunks, whose random numbers these must not share
LINES_PER_BAD_LINE = 50  # at most one in so many, in small files


def plan(seed: int, table: str, rows: int) -> list[tuple[int, Damage]]:
    """Before which of the first `rows` lines (from 0) a bad one is put, and how it is bad."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(OUTSIDE_CHUNKS, list(SCHEMAS).index(table))))
    damages = BAD_LINES.get(table, ())
    chosen = rng.permutation(len(damages))[: rows // LINES_PER_BAD_LINE]
    places = np.sort(rng.choice(rows, size=len(chosen), replace=False)) if rows else []
    return [(int(place), damages[number]) for place, number in zip(places, chosen, strict=True)]


def spoil(body: bytes, seed: int, table: str) -> bytes:
    """The lines of a file (without its header) with the bad ones among them."""
    if table not in BAD_LINES:
        return body
    lines = body.split(b"\n")[:-1]
    columns = SCHEMAS[table].names
    for place, damage in reversed(plan(seed, table, len(lines))):
        cells = lines[place].split(b",")
        cells[columns.index(damage.column)] = damage.text.encode()
        lines.insert(place, b",".join(cells))
    return b"\n".join(lines) + b"\n"


def listed(seed: int, rows: dict[str, int]) -> pd.DataFrame:
    """Every bad line: table, line (the header is line 1), column, reason; `rows` are the first chunk's."""
    found = [
        (table, place + 2 + before, damage.column, damage.reason)
        for table in BAD_LINES
        for before, (place, damage) in enumerate(plan(seed, table, rows[table]))
    ]
    return pd.DataFrame(found, columns=["table", "line", "column", "reason"])
