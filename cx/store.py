"""A company's store: the engine of its file, and the loads that fill it."""

from pathlib import Path
from typing import Any

import pandas as pd

from cx.engine.connection import Engine
from cx.loading import load as ingest
from cx.loading.ledger import ledger


class Store(Engine):
    """A company's rows and what was derived from them. Made by `open_store`.

    Every question runs on a cursor of its own and is drained, so threads never meet; writers take turns.
    Readers see committed data only.
    """

    # --- loads ---------------------------------------------------------------------------------------------

    def load(self, kind: str, source: Any, mapping: dict[str, str] | None = None, **reading: Any) -> ingest.Receipt:
        """Load one CSV into the table of its kind; see `cx.loading.load.load`."""
        return ingest.load(self, kind, source, mapping, **reading)

    def quarantine(self, kind: str | None = None) -> pd.DataFrame:
        """Rows set aside by loads that were not undone: upload_id, kind, line, column, value, reason, raw."""
        return ingest.quarantine(self, kind)

    def retry(self, upload_id: int, **given: Any) -> ingest.Receipt:
        """Try the rows that a load set aside again, mended or as they are; see `cx.loading.retry.retry`."""
        return ingest.retry(self, upload_id, **given)

    def undo(self, upload_id: int) -> ingest.Receipt:
        """Take back exactly one load; see `cx.loading.load.undo`."""
        return ingest.undo(self, upload_id)

    def uploads(self) -> pd.DataFrame:
        """Every load ever made, newest first, one row each, undone ones included."""
        return ledger.uploads(self)


def open_store(path: str | Path = ":memory:") -> Store:
    """Open a company's DuckDB file, making it and its tables where there is none.

    Parameters
    ----------
    path : the file, or ":memory:" for a store that goes with the process

    Returns
    -------
    A Store. A file of an earlier version is brought up to this one.

    Raises
    ------
    StoreError
        In a sentence, when the file is no DuckDB file, is open in another process (StoreBusyError), cannot be written
        or was made by a newer version.

    Examples
    --------
    >>> store = open_store(":memory:")
    >>> len(store.rows("select * from orders"))
    0
    """
    return Store(str(path))
