"""Workspace of one load: its cursor and its temporary tables, which go with the cursor."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pandas as pd

from cx.loading.header import cell_macros


class Workspace:
    """The cursor of one load and the temporary tables between its text and the rows of its table.

    Each table has a method of its own here, which makes it and says what one row is; no other module makes one.
    Statements read them by these names. A table made outside of a transaction keeps its rowid: the place of a row.
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        cell_macros.use(cursor)
        self.cursor = cursor

    def make_raw_lines(self, query: str, given: Mapping[str, object]) -> None:
        """raw_lines, one row a line of the file in its order, rowid 0 for line 1: shape, whole_line, mark, columns."""
        self._make("raw_lines", query, given)

    def make_parsed_records(self) -> None:
        """parsed_records, one row a record that the careful reader met, empty at first: line, raw, cells, code,
        detail.
        """
        self._make_empty("parsed_records", "line bigint, raw varchar, cells varchar[], code varchar, detail varchar")

    def make_other_records(self, query: str, given: Mapping[str, object]) -> None:
        """other_records, one row a record that the engine did not cut into its table: line, raw, mark, columns."""
        self._make("other_records", query, given)

    def make_misfits(self, query: str, given: Mapping[str, object]) -> None:
        """misfits, one row a record that cannot be cut into the cells of the header: line, raw, code, detail."""
        self._make("misfits", query, given)

    def make_edited_cells(self) -> None:
        """edited_cells, one row a cell changed by hand, or a rule (line is null): line, column, was, becomes, rows."""
        self._make_empty("edited_cells", 'line bigint, "column" varchar, was varchar, becomes varchar, rows bigint')

    def make_faulty(self, query: str, given: Mapping[str, object]) -> None:
        """faulty, one row a record that is not in its table and will be in quarantine: line, problem, value."""
        self._make("faulty", query, given)

    def make_faulty_texts(self, query: str, given: Mapping[str, object]) -> None:
        """faulty_texts, one row a line of the file that `faulty` names, as it is written there: line, text."""
        self._make("faulty_texts", query, given)

    def make_no_faulty_texts(self) -> None:
        """faulty_texts without a row, where the text of every faulty record is in other_records."""
        self._make_empty("faulty_texts", "line bigint, text varchar")

    def drop(self, *tables: str) -> None:
        """Drop tables that were needed for a step only."""
        for table in tables:
            self.cursor.execute(f"drop table {table}").fetchall()

    @contextmanager
    def frame(self, name: str, rows: pd.DataFrame) -> Iterator[None]:
        """Let the statements of the block read a frame under a name."""
        self.cursor.register(name, rows)
        yield
        self.cursor.unregister(name)  # not after an error: a cursor in a failed transaction takes no statement

    def _make(self, name: str, query: str, given: Mapping[str, object]) -> None:
        self.cursor.execute(f"create temp table {name} as {query}", dict(given)).fetchall()

    def _make_empty(self, name: str, columns: str) -> None:
        self.cursor.execute(f"create temp table {name} ({columns})").fetchall()
