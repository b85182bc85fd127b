"""Which file the app opens: the one it was started with, or the company that was started beside a demo.

`CX_STORE` names the file; without it, it is data/cx.duckdb. Which of the two companies is open is kept in a text file
beside it, `cx.opens.txt`, so that the next start of the app opens the same one.
"""

import difflib
import os
from functools import cache
from pathlib import Path

from cx.errors import StoreError
from cx.text.formatting import _

DEFAULT = Path(__file__).parents[1] / "data" / "cx.duckdb"
IN_MEMORY = ":memory:"


def started_with() -> str:
    """The file that the app was started with."""
    return os.environ.get("CX_STORE") or str(DEFAULT)


def is_default() -> bool:
    """Whether it is the default place, where the demo company is made if nothing is there."""
    return Path(started_with()).resolve() == DEFAULT.resolve()


def is_missing() -> bool:
    """Whether CX_STORE names a file that is not there."""
    return not is_default() and started_with() != IN_MEMORY and not Path(started_with()).exists()


def beside_demo() -> Path:
    """The file of the company that is started beside the demo."""
    demo = Path(started_with())
    return demo.with_name(f"{demo.stem}.company{demo.suffix}")


def to_open() -> str:
    """The file to open: the company beside the demo if it was opened last, else the one that the app started with."""
    beside = beside_demo()
    return str(beside) if _opened_last(_note()) == beside.name and beside.exists() else started_with()


@cache
def _opened_last(note: Path) -> str:
    """The name in the note, read once a process: pages ask for the company dozens of times."""
    try:
        return note.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        return ""


def open_next(path: Path) -> None:
    """From now on open this one of the two files.

    Parameters
    ----------
    path : the file that the app was started with, or `beside_demo`

    Raises
    ------
    StoreError
        In a sentence, where that cannot be kept.
    """
    try:
        if path == beside_demo():
            _note().write_text(path.name + "\n", encoding="utf-8")
        else:
            _note().unlink(missing_ok=True)
        _opened_last.cache_clear()
    except OSError as error:
        sentence = _("{folder} cannot be written: nothing was changed. ({error})")
        raise StoreError(sentence.format(folder=path.resolve().parent, error=error)) from error


def missing_sentence() -> str:
    """What to do when CX_STORE names a file that is not there, and the file that may be meant."""
    path = Path(started_with())
    folder = path.resolve().parent
    if not folder.is_dir():
        found = _("CX_STORE names {path}, but there is no folder {folder}.").format(path=path, folder=folder)
    else:
        found = _("CX_STORE names {path}, but there is no such file.").format(path=path)
    alike = difflib.get_close_matches(path.name, [file.name for file in folder.glob("*.duckdb")], n=1)
    if alike:
        found += " " + _("Did you mean {name}?").format(name=folder / alike[0])
    way_out = _("Correct it and start the app again, or start it without CX_STORE to see the demo company.")
    return f"{found} {way_out}"


def _note() -> Path:
    demo = Path(started_with())
    return demo.with_name(f"{demo.stem}.opens.txt")
