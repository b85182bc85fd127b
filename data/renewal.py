"""Renewal of a demo company that an earlier version made: today's takes its place, the old file is kept beside it.

A company's own data are never touched: only a store whose setting `company` is demo can be renewed.
"""

import itertools
import time
import uuid
from pathlib import Path

import duckdb

import cx
from cx.engine import file_errors
from cx.errors import StoreBusyError, StoreError
from cx.text.formatting import _
from data import demo

BEFORE_VERSIONS, LOADS_BEFORE_VERSIONS = 1, 9
MOST_WAIT = 20  # seconds until questions that are being answered have ended


def version(store: cx.Store) -> int:
    """Which version of the demo a store holds; 0 where it holds no demo."""
    if store.setting("company") != "demo":
        return 0
    return int(store.setting("demo_version", str(BEFORE_VERSIONS)))


def is_outdated(store: cx.Store) -> bool:
    """Whether a store holds a demo of an earlier version than today's."""
    return 0 < version(store) < demo.VERSION and store.path != ":memory:"


def own_imports(store: cx.Store) -> int:
    """How many loads, not undone, were added to the demo's own."""
    loads = store.uploads()
    last = int(store.setting("demo_loads", str(LOADS_BEFORE_VERSIONS)))
    return int((loads["undone_at"].isna() & (loads["upload_id"] > last)).sum())


def make_beside(path: Path) -> Path:
    """Make today's demo beside the file at path; returns where it lies.

    Raises StoreError, in a sentence, where the folder or the disk does not let it be written.
    """
    path = path.resolve()
    new = path.with_name(f"{path.stem}.{uuid.uuid4().hex[:8]}.new{path.suffix}")
    try:
        demo.make(new)
    except OSError as error:
        raise StoreError(_not_renewed(error)) from error
    return new


def swap(path: Path, new: Path) -> Path:
    """Put the new demo in the place of the file at path, which this process has closed; returns where that is kept.

    The kept file is named by its version and the day it was made, and never takes the name of another. Raises
    StoreError, in a sentence, when the file is no outdated demo, or is open elsewhere; it is then where it was.
    """
    path = path.resolve()
    kept_as = _name_to_keep(path)
    _wait_until_closed(path)
    kept = None
    try:
        kept = _reserved(path, kept_as)
        path.replace(kept)
        new.replace(path)
    except OSError as error:
        if kept and not path.exists():
            kept.replace(path)
        elif kept:
            kept.unlink()  # it holds nothing yet
        raise StoreError(_not_renewed(error)) from error
    return kept


def _name_to_keep(path: Path) -> str:
    """The stem of the kept file; opening and closing the file also moves what its log holds into it."""
    store = cx.open_store(path)
    try:
        if not is_outdated(store):
            raise StoreError(_("{path} holds no demo company of an earlier version.").format(path=path))
        made = store.value("select min(loaded_at) from uploads")
        day = f"-made-{made:%Y-%m-%d}" if made is not None else ""
        return f"{path.stem}.demo-{version(store)}{day}"
    finally:
        store.close()


def _reserved(path: Path, stem: str) -> Path:
    """An empty file beside path under a name that nothing had."""
    for number in itertools.count(1):
        kept = path.with_name(f"{stem}{f'-{number}' if number > 1 else ''}{path.suffix}")
        try:
            kept.touch(exist_ok=False)
        except FileExistsError:
            continue
        return kept
    raise AssertionError("there is always a further number")


def _wait_until_closed(path: Path) -> None:
    """Until no question of this process reads the file; raises StoreBusyError if another process has it open."""
    until = time.monotonic() + MOST_WAIT
    while True:
        try:
            duckdb.connect(str(path), read_only=True).close()
            return
        except duckdb.IOException as error:
            raise StoreBusyError(file_errors.not_opened(str(path), error)) from error
        except duckdb.ConnectionException as error:  # open here, for reading and writing
            if time.monotonic() > until:
                raise StoreBusyError(
                    _("{path} is still being read. Try again when the other pages have loaded.").format(path=path)
                ) from error
            time.sleep(0.1)


def _not_renewed(error: OSError) -> str:
    return _("The demo company could not be renewed: nothing was changed. ({error})").format(error=error)
