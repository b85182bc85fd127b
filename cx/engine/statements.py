"""One statement per file; the first line of each says its grain."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "sql"


@cache
def text(name: str) -> str:
    """The text of the named statement, e.g. "answers/coverage"."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
