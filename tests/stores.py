"""A few rows for stores in files, and processes of their own that work on these."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
ORDERS = b"order_id,customer_id,ordered_at,revenue\nA1,7,2025-01-31,1\nA2,8,2025-02-01,n/a\nA3,8,2025-02-01,3\n"
PRODUCTS = b"product_id,name\nP1,Tea\n"


def child(script: str, path: Path, *arguments: object) -> subprocess.Popen:
    """A Python process that runs the script on a store; what it leaves behind when killed lies beside that."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, (path, *arguments))],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(path.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def many_orders(path: Path, rows: int) -> Path:
    """A CSV of so many order lines of 1 each."""
    duckdb.execute(f"""
        copy (
            select 'A' || i as order_id, i % 1000 as customer_id, '2025-01-31' as ordered_at, 1 as revenue
            from range({rows}) t(i)
        )
        to '{path}' (header)""")
    return path
