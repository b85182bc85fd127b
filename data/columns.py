"""What columns do the nine tables have, and how do numbers become their texts quickly?

A value is built as an Arrow array straight from numbers: at a hundred million lines, making Python
strings one by one would take hours.
"""

import numpy as np
import pyarrow as pa

from data.seasons import EPOCH_DAY

TEXT, MOMENT, DAY, MONEY, WHOLE = (
    pa.string(),
    pa.timestamp("s"),
    pa.date32(),
    pa.decimal128(14, 2),
    pa.int64(),
)

SCHEMAS = {
    "orders": {
        "order_id": TEXT,
        "customer_id": TEXT,
        "ordered_at": MOMENT,
        "product_id": TEXT,
        "quantity": WHOLE,
        "revenue": MONEY,
        "cost": MONEY,
        "discount": MONEY,
        "channel": TEXT,
    },
    "customers": {
        "customer_id": TEXT,
        "name": TEXT,
        "joined_on": DAY,
        "region": TEXT,
        "city": TEXT,
        "birth_year": WHOLE,
        "newsletter": TEXT,
    },
    "products": {
        "product_id": TEXT,
        "name": TEXT,
        "category": TEXT,
        "launched_on": DAY,
        "retired_on": DAY,
    },
    "touchpoints": {
        "person_id": TEXT,
        "occurred_at": MOMENT,
        "step": TEXT,
        "channel": TEXT,
        "campaign": TEXT,
        "kind": TEXT,
        "cost": MONEY,
        "variant": TEXT,
        "referrer_id": TEXT,
    },
    "costs": {"month": DAY, "amount": MONEY, "kind": TEXT, "product_id": TEXT, "channel": TEXT},
    "surveys": {
        "answered_at": MOMENT,
        "customer_id": TEXT,
        "measure": TEXT,
        "subject": TEXT,
        "score": WHOLE,
        "comment": TEXT,
    },
    "tickets": {
        "ticket_id": TEXT,
        "opened_at": MOMENT,
        "customer_id": TEXT,
        "kind": TEXT,
        "topic": TEXT,
        "channel": TEXT,
        "answered_at": MOMENT,
        "resolved_at": MOMENT,
        "satisfied": TEXT,
        "cost": MONEY,
        "text": TEXT,
        "team": TEXT,
        "severity": WHOLE,
        "reopened_at": MOMENT,
    },
    "churn_reasons": {"customer_id": TEXT, "left_on": DAY, "reason": TEXT},
    "competitors": {
        "company": TEXT,
        "attribute": TEXT,
        "score": WHOLE,
        "importance": WHOLE,
        "name_status": TEXT,
        "scored_on": DAY,
        "scored_by": TEXT,
        "source": TEXT,
    },
    "promises": {
        "promise_id": TEXT,
        "made_on": DAY,
        "customer_id": TEXT,
        "touchpoint": TEXT,
        "kind": TEXT,
        "words": TEXT,
        "due_on": DAY,
        "asked_on": DAY,
        "answered_on": DAY,
        "kept_on": DAY,
        "kept": TEXT,
        "amount": MONEY,
    },
    "journey": {
        "touchpoint": TEXT,
        "step": TEXT,
        "position": WHOLE,
        "p": TEXT,
        "team": TEXT,
        "owner": TEXT,
        "promise_text": TEXT,
        "direct": TEXT,
        "met_by": TEXT,
        "asked_as": TEXT,
        "topics": TEXT,
    },
}
SCHEMAS = {table: pa.schema(list(columns.items())) for table, columns in SCHEMAS.items()}


def table(name: str, /, **columns: pa.Array) -> pa.Table:
    """One of the nine tables; raises if a column is missing, unknown or of another type."""
    schema = SCHEMAS[name]
    if set(columns) != set(schema.names):
        raise ValueError(f"{name} has the columns {schema.names}, not {sorted(columns)}")
    return pa.Table.from_arrays([columns[column] for column in schema.names], schema=schema)


def empty(name: str) -> pa.Table:
    """One of the nine tables without a row."""
    return SCHEMAS[name].empty_table()


def bits(known: np.ndarray | None) -> pa.Buffer | None:
    """Arrow's validity bits: where `known` is false the cell is blank."""
    return None if known is None else pa.py_buffer(np.packbits(known, bitorder="little"))


def flat(kind: pa.DataType, values: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """An Arrow array over the memory of a numpy array."""
    return pa.Array.from_buffers(kind, len(values), [bits(known), pa.py_buffer(np.ascontiguousarray(values))])


def ids(prefix: str, numbers: np.ndarray, width: int, known: np.ndarray | None = None) -> pa.Array:
    """Texts like C00017: a letter and a number with leading zeros."""
    length = width + 1
    letters = np.empty((len(numbers), length), dtype=np.uint8)
    letters[:, 0] = ord(prefix)
    rest = np.asarray(numbers, dtype=np.int64)
    for place in range(width, 0, -1):
        rest, digit = np.divmod(rest, 10)
        letters[:, place] = digit + ord("0")
    ends = np.arange(len(numbers) + 1, dtype=np.int32) * length
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(ends), pa.py_buffer(letters), bits(known))


def money(cents: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Exact amounts with two decimals from whole cents."""
    halves = np.empty((len(cents), 2), dtype=np.int64)
    halves[:, 0] = cents
    halves[:, 1] = halves[:, 0] >> 63  # the sign fills the upper half of a 128-bit number
    return flat(MONEY, halves, known)


def moments(seconds: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Timestamps from seconds since the data begin."""
    return flat(MOMENT, np.asarray(seconds, dtype=np.int64) + EPOCH_DAY * 86400, known)


def days(numbers: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Dates from days since the data begin."""
    return flat(DAY, (np.asarray(numbers) + EPOCH_DAY).astype(np.int32), known)


def whole(numbers: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Whole numbers."""
    return flat(WHOLE, np.asarray(numbers, dtype=np.int64), known)


def labels(codes: np.ndarray, values: list[str] | tuple[str, ...]) -> pa.Array:
    """Texts from their position in a list; a negative position is blank."""
    codes = np.asarray(codes, dtype=np.int32)
    return pa.array(list(values), TEXT).take(pa.array(codes, mask=codes < 0))


def texts(values: list[str | None]) -> pa.Array:
    """Texts as they are, for small tables."""
    return pa.array(values, TEXT)
