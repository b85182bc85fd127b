"""Sentences for files that DuckDB cannot open or write."""

import duckdb

from cx.text.formatting import _


def not_opened(path: str, error: duckdb.Error) -> str:
    """Why a file could not be opened, in a sentence."""
    text = str(error)
    if "lock" in text.lower():
        sentence = _("{path} is open in another process. Close the other app or notebook that uses it, then try again.")
    elif "not a valid DuckDB" in text:
        sentence = _("{path} is not a DuckDB file. Name another file, or move this one away and start again.")
    elif "WAL was created" in text:
        sentence = _(
            "{path}.wal belongs to another state of {path}: one of the two was copied or restored without the other."
            " Restore both from the same copy, or move {path}.wal away to continue with {path} as it is."
        )
    else:
        sentence = _("{path} cannot be opened: {error}")
    return sentence.format(path=path, error=text.splitlines()[0])


def not_written(error: duckdb.Error) -> str:
    """Why a write failed, in a sentence."""
    text = str(error).splitlines()[0]
    if "space" in text.lower() or "write" in text.lower():
        sentence = _(
            "The disk is full or cannot be written: nothing was changed. Free some space, then try again. ({error})"
        )
    else:
        sentence = _("The file could not be written: nothing was changed. ({error})")
    return sentence.format(error=text)
