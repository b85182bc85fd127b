"""How long does a load take, against the least DuckDB needs for the same file in the same run?

python -m bench.load [FILE KIND] [--lines 10000000]

The floor is `create table as from read_csv` with types, into a file; it checks nothing and keeps no line numbers.
Without a file, one of so many order lines is made first.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

import cx

MADE = """
    copy (
        select
            'O' || (i // 3) as order_id, lpad((hash(i // 3) % 500000)::varchar, 6, '0') as customer_id,
            timestamp '2021-01-01' + to_seconds((i // 3) * 10) as ordered_at, 'P' || (hash(i) % 5000) as product_id,
            1 + hash(i + 7) % 5 as quantity, round((hash(i + 1) % 100000) / 100, 2) as revenue,
            round((hash(i + 1) % 100000) / 170, 2) as cost
        from range($lines) rows(i)
    ) to '{path}' (header)
"""


def timed(work: Callable) -> tuple[float, object]:
    """Seconds that the work took, and what it gave."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def floor(path: Path, folder: Path) -> float:
    """Seconds of the bare load."""
    with duckdb.connect(str(folder / "floor.duckdb")) as connection:
        return timed(
            lambda: connection.execute(
                "create table rows as from read_csv($path)", {"path": str(path)}
            ).fetchall()
        )[0]


def main() -> None:
    """Measure and print one line for each step."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("kind", nargs="?", default="orders")
    parser.add_argument("--lines", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = given.file or folder / "orders.csv"
        if given.file is None:
            duckdb.execute(MADE.format(path=path), {"lines": given.lines})
        least = floor(path, folder)
        store = cx.open_store(folder / "cx.duckdb")
        whole, receipt = timed(lambda: store.load(given.kind, path))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"{receipt.rows_read:,} rows: bare {least:.2f} s, load with checks and build {whole:.2f} s, {whole / least:.1f} times"
    )
    print(f"set aside {receipt.rows_quarantined:,}; peak memory {peak:.2f} GB")


if __name__ == "__main__":
    main()
