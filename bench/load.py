"""How long does a load take, against the least the engine needs for the same file in the same run?

python -m bench.load [FILE KIND | FOLDER] [--lines 10000000] [--times 3]

Two floors, each into a file of its own: `create table as from read_csv` alone, and with the checkpoint that follows it
when the file is closed. They check nothing and keep no line numbers; where a file has bad cells they leave those rows
out without a word (`ignore_errors`), as they could not read it otherwise. A load is the whole of `store.load`: lines
counted and accounted for, values checked, duplicates found, content hashed, ledger, checkpoint; and it is told with and
without the derived tables, which have a floor of their own in `bench.scale`.
Without a file, one of so many plain order lines is made. A folder of a company's files (`python -m data.generate`) is
loaded whole, each table against its own floor. Every load is a process of its own, so that its peak of memory is its
own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb

import cx
from cx.engine import derived_tables
from cx.tables.kinds import KINDS

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
HEADS = (
    "| table | rows | set aside | floor s | with checkpoint s | load s | times floor | times with checkpoint | whole s"
    " | CPU s | floor's CPU s | peak GB |"
)


def timed(work: Callable) -> tuple[float, float, object]:
    """Seconds that the work took, seconds of CPU, and what it gave."""
    begun, used = time.perf_counter(), time.process_time()
    result = work()
    return time.perf_counter() - begun, time.process_time() - used, result


def floor(path: Path, folder: Path) -> dict[str, float]:
    """Seconds of the bare load, and with its checkpoint."""
    (folder / "floor.duckdb").unlink(missing_ok=True)
    query = "create table rows as from read_csv($path, ignore_errors = true)"
    connection = duckdb.connect(str(folder / "floor.duckdb"))
    bare, used, _ = timed(lambda: connection.execute(query, {"path": str(path)}).fetchall())
    closing, more, _ = timed(connection.close)
    return {"floor": bare, "closed": bare + closing, "floor_cpu": used + more}


def load(kind: str, path: Path, folder: Path) -> dict[str, float]:
    """Seconds of the load without and with the derived tables, and what came of it."""
    (folder / "cx.duckdb").unlink(missing_ok=True)
    store, derived, run = cx.open_store(folder / "cx.duckdb"), [], derived_tables.run
    derived_tables.run = lambda *given: derived.append(timed(lambda: run(*given))[:2])
    whole, used, receipt = timed(lambda: store.load(kind, path))
    store.close()
    (seconds, cpu), *_ = derived
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    found = {"load": whole - seconds, "whole": whole, "load_cpu": used - cpu, "whole_cpu": used, "peak": peak}
    return found | {"rows": receipt.rows_read, "aside": receipt.rows_quarantined}


def apart(what: str, kind: str, path: Path, folder: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.load", str(path), kind, "--only", what, "--folder", str(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def row(kind: str, path: Path, folder: Path, times: int) -> str:
    """One line of the table: the medians."""
    rounds = [apart("floor", kind, path, folder) | apart("load", kind, path, folder) for _ in range(times)]
    m = {name: median(found[name] for found in rounds) for name in rounds[0]}
    return (
        f"| {kind} | {m['rows']:,.0f} | {m['aside']:,.0f} | {m['floor']:.2f} | {m['closed']:.2f} | {m['load']:.2f} | "
        f"{m['load'] / m['floor']:.2f} | {m['load'] / m['closed']:.2f} | {m['whole']:.2f} | {m['load_cpu']:.1f} | "
        f"{m['floor_cpu']:.1f} | {m['peak']:.2f} |"
    )


def main() -> None:
    """Measure and print one line for each table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("kind", nargs="?", default="orders")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--only", choices=["floor", "load"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.only:
        found = floor(given.file, given.folder) if given.only == "floor" else load(given.kind, given.file, given.folder)
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = given.file or folder / "orders.csv"
        if given.file is None:
            duckdb.execute(MADE.format(path=path), {"lines": given.lines})
        files = [(given.kind, path)]
        if path.is_dir():
            files = [(kind, path / f"{kind}.csv") for kind in KINDS if (path / f"{kind}.csv").exists()]
        print(HEADS, "|---" * 12 + "|", sep="\n", flush=True)
        for kind, file in files:
            print(row(kind, file, folder, given.times), flush=True)


if __name__ == "__main__":
    main()
