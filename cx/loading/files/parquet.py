"""A Parquet file as lines of text: one line for each row, values spelled so that nothing of them is lost."""

from pathlib import Path

import duckdb

from cx.errors import LoadError
from cx.text.formatting import _

NOTE = "Line 1 is the column names of the Parquet file, line 2 its first row."
_WHOLE = 9_007_199_254_740_992
"""Whole floating point numbers up to here are exact."""


def as_text(path: Path, folder: Path, name: str) -> Path:
    """A CSV of a Parquet file.

    Parameters
    ----------
    path, name : the file, and what to call it
    folder : for the CSV

    Raises
    ------
    LoadError
        Where the engine cannot read it.

    Notes
    -----
    Line breaks inside a value become spaces, so that a row is a line. A column of whole floating point numbers
    (numbers beside blanks in pandas) is written without decimals, so that an id 1042 is not 1042.0.
    """
    given, target = folder / "given.parquet", folder / "lines.csv"
    given.symlink_to(path.resolve())  # a name without signs that the engine would take for a pattern
    try:
        with duckdb.connect(":memory:") as connection:
            connection.execute("set TimeZone = 'UTC'").fetchall()
            relation = f"read_parquet('{given}')"
            columns = connection.execute(f"describe from {relation}").fetchall()
            spelled = ", ".join(_spelled(connection, relation, name, kind) for name, kind, *_ in columns)
            connection.execute(f"copy (select {spelled} from {relation}) to '{target}' (format csv, header)").fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise LoadError(
            _("{name} is a Parquet file that cannot be read: {reason}").format(name=name, reason=reason)
        ) from error
    return target


def _spelled(connection: duckdb.DuckDBPyConnection, relation: str, name: str, kind: str) -> str:
    column = '"' + name.replace('"', '""') + '"'
    label = '"' + " ".join(name.replace('"', '""').splitlines()) + '"'
    if kind in ("DOUBLE", "FLOAT"):
        query = f"select bool_and({column} = floor({column}) and abs({column}) < {_WHOLE}) from {relation}"
        if connection.execute(query).fetchall()[0][0]:
            return f"cast({column} as bigint) as {label}"
        return f"{_unmistaken(column)} as {label}"
    if kind.startswith("DECIMAL"):
        return f"{_unmistaken(column)} as {label}"
    text = f"cast({column} as varchar)"
    return f"regexp_replace({text}, '\\r\\n|[\\r\\n]', ' ', 'g') as {label}"


def _unmistaken(column: str) -> str:
    """A number with three decimals gets a fourth, or 1.234 could be taken for 1,234."""
    text = f"cast({column} as varchar)"
    return f"{text} || case when {text}[-4] = '.' then '0' else '' end"
