"""Load a CSV from the command line.

python -m cx load orders orders.csv --store data/cx.duckdb
"""

import argparse
import sys
from pathlib import Path

import cx
from cx.kinds import KINDS


def main(arguments: list[str] | None = None) -> int:
    """Load the files one after another; returns 1 when one cannot be loaded, 0 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m cx", description=__doc__.splitlines()[0])
    command = parser.add_subparsers(required=True).add_parser("load", help="load CSV files of one kind")
    command.add_argument("kind", choices=list(KINDS))
    command.add_argument("files", nargs="+", type=Path)
    command.add_argument("--store", default="data/cx.duckdb", help="the DuckDB file (default: %(default)s)")
    given = parser.parse_args(arguments)
    try:
        store = cx.open_store(given.store)
        for file in given.files:
            _tell(store.load(given.kind, file))
    except cx.CxError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _tell(receipt: cx.ingest.Receipt) -> None:
    print(f"{receipt.name}: {receipt.rows_loaded:,} rows loaded, {receipt.rows_quarantined:,} set aside")
    for note in receipt.notes:
        print(f"  {note}")
    for row in receipt.problems.head(10).itertuples():
        print(f"  line {row.line}: {row.reason}")


if __name__ == "__main__":
    sys.exit(main())
