"""SQL statements of the package: one a file, beside the code that asks it.

`"funnel/lifecycle"` is `sql/lifecycle.sql` in the sub-package `funnel`, wherever that lies. The first line of each
statement says its grain.
"""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1]


@cache
def files() -> dict[str, Path]:
    """Name of a statement -> its file: the folder that holds `sql/`, and the file's stem."""
    found = sorted(PACKAGE.rglob("sql/*.sql"))
    return {f"{file.parents[1].name}/{file.stem}": file for file in found}


@cache
def text(name: str) -> str:
    """The text of the named statement.

    Parameters
    ----------
    name : as in `files`

    Raises
    ------
    KeyError
        When there is none of that name.

    Examples
    --------
    >>> text("engine/coverage_tables").splitlines()[0].startswith("-- grain: ")
    True
    """
    return files()[name].read_text(encoding="utf-8")
