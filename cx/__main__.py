"""Load files from the command line.

python -m cx load orders orders.csv
python -m cx inbox --store data/cx.duckdb

Without --store they go into the company that the app opens: see `cx.company_file`.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cx
from cx import company_file
from cx.errors import StoreBusyError
from cx.loading import inbox
from cx.loading.values.dates import SHORT_ORDERS
from cx.progress import bar
from cx.tables.kinds import CUSTOMER_DAY, KINDS, LINE
from cx.text.formatting import _, count, number

if TYPE_CHECKING:
    from cx.loading.ledger.receipts import Receipt

CHOICES = (
    "part",
    "encoding",
    "delimiter",
    "decimal",
    "time_zone",
    "header_line",
    "header_rows",
    "day_first",
    "short_dates",
)
"""Arguments of `cx.loading.load.load` that may be said for a whole command."""

ORDER_RULES = {"line": LINE, "customer-day": CUSTOMER_DAY}
"""What a person writes for a rule that makes order numbers."""


def main(arguments: list[str] | None = None) -> int:
    """Load the files one after another; returns 1 when one cannot be loaded, 0 otherwise."""
    given = _parser().parse_args(arguments)
    path = given.store or company_file.to_open()
    if not given.store and company_file.is_missing():
        print(company_file.missing_sentence(), file=sys.stderr)
        return 1
    is_new = not Path(path).exists()
    try:
        store = cx.open_store(path)
    except StoreBusyError:
        text = _(
            "{store} is open in the app, and only one program at a time may have it open. Put the files into {folder}"
            " and press “Import all” on the Upload page, or stop the app and try again."
        )
        print(text.format(store=path, folder=inbox.FOLDER), file=sys.stderr)
        return 1
    except cx.CxError as error:
        print(error, file=sys.stderr)
        return 1
    if is_new:
        print(_("{store} did not exist: an empty company was created.").format(store=path), file=sys.stderr)
    elif not given.store:
        is_demo = store.setting("company") == "demo"
        text = _("Importing into {store}, the demo company.") if is_demo else _("Importing into {store}.")
        print(text.format(store=path), file=sys.stderr)
    if given.command == "inbox":
        return _inbox(store, given.folder, given.watch)
    reading = {name: value for name in CHOICES if (value := getattr(given, name)) is not None}
    if given.order_rule:
        reading["order_rule"] = ORDER_RULES[given.order_rule]
    return max([_load(store, given.kind, file, reading) for file in given.files])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cx", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True, dest="command")
    load = commands.add_parser("load", help="load files of one kind: CSV, gzip, zip, Excel, Parquet")
    load.add_argument("kind", choices=list(KINDS))
    load.add_argument("files", nargs="+", type=Path)
    load.add_argument("--part", help="the sheet of a workbook or the file of an archive")
    load.add_argument("--encoding", help="such as utf-8, utf-16, windows-1256, windows-1252")
    load.add_argument("--delimiter", help="what parts the cells")
    load.add_argument("--decimal", choices=[".", ","], help="the decimal mark of every number")
    load.add_argument("--time-zone", help="keep moments of a stated zone in this one, such as Europe/Berlin")
    load.add_argument("--header-line", type=int, help="the line of the header; 0 = the file has none")
    load.add_argument("--header-rows", type=int, help="how many lines the header has")
    load.add_argument("--short-dates", choices=list(SHORT_ORDERS), help="the order of dates such as 03/05/12")
    load.add_argument(
        "--no-order-number",
        dest="order_rule",
        choices=list(ORDER_RULES),
        help="orders without an order number: each line is an order, or there is one order per customer and day",
    )
    order = load.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_const", const=True, help="03/04/2024 is 3 April")
    order.add_argument("--month-first", dest="day_first", action="store_const", const=False)
    watched = commands.add_parser("inbox", help="load every file of a folder whose kind is clear")
    watched.add_argument("--folder", type=Path, default=inbox.FOLDER, help="default: %(default)s")
    watched.add_argument("--watch", action="store_true", help="go on until Ctrl+C")
    for command in (load, watched):
        command.add_argument("--store", help="the DuckDB file (default: that of the company which the app opens)")
    return parser


def _load(store: "cx.Store", kind: str, file: Path, reading: dict[str, Any]) -> int:
    try:
        with bar(file.name):
            receipt = store.load(kind, file, **reading)
    except cx.CxError as error:
        print(error, file=sys.stderr)
        return 1
    _tell(receipt)
    return 0


def _inbox(store: "cx.Store", folder: Path, watch: bool) -> int:
    failed = False
    try:
        for taken in inbox.taken(store, folder, watch, bar):
            if taken.receipt is None:
                failed = True
                print(f"{taken.name}: {taken.sentence}", file=sys.stderr)
            else:
                _tell(taken.receipt)
    except KeyboardInterrupt:
        return int(failed)
    return int(failed)


def _tell(receipt: "Receipt") -> None:
    said = _("{name}: {rows} imported, {excluded} excluded")
    rows, excluded = count(receipt.rows_loaded, _("row"), _("rows")), number(receipt.rows_quarantined)
    print(said.format(name=receipt.name, rows=rows, excluded=excluded))
    print("  " + "; ".join(f"{column}: {header}" for column, header in receipt.mapping.items()))
    for note in receipt.notes:
        print(f"  {note}")
    for row in receipt.problems.head(10).itertuples():
        print(f"  line {row.line}: {row.reason}")


if __name__ == "__main__":
    sys.exit(main())
