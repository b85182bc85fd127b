"""A watched folder: what is put there is loaded and moved away, and what cannot be loaded says why beside it."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from cx.errors import CxError, LoadError
from cx.loading.files import archives
from cx.loading.files import source as file_source
from cx.loading.header import layout, matching
from cx.loading.ledger.receipts import Receipt
from cx.loading.options import ReadOptions
from cx.tables.kinds import KINDS
from cx.text.formatting import _

if TYPE_CHECKING:
    from cx.engine.connection import Engine

FOLDER = Path(os.environ.get("CX_INBOX", "data/inbox"))
LOADED, REFUSED = "loaded", "not loaded"
SETTLED = 2.0
"""Seconds for which a file must not have grown: a copy still under way is left alone."""

SURE, AHEAD = 0.6, 0.1
"""The kind of a file is clear when its score is so high and so far above the next kind's."""

_TAKING = threading.Lock()
"""Held while one file is loaded and moved away."""

_UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".partial")


@dataclass(frozen=True)
class Taken:
    """One file of the inbox, or one inside an archive of several: its receipt, or the sentence that says why there is
    none.
    """

    name: str
    receipt: Receipt | None
    sentence: str = ""


def waiting(folder: Path = FOLDER, now: float | None = None) -> list[Path]:
    """The files that may be loaded, oldest first: in the folder, or in a folder in it that is called as a kind.

    Parameters
    ----------
    folder : the inbox
    now : seconds since the epoch; None = by the clock of the machine

    Returns
    -------
    Files that have not grown for SETTLED seconds; ties by path.
    """
    now = time.time() if now is None else now
    places = [folder, *(folder / kind for kind in KINDS)]
    files = [
        (_changed(file), file)
        for place in places
        if place.is_dir()
        for file in place.iterdir()
        if file.is_file() and not file.name.startswith(".") and file.suffix.lower() not in _UNFINISHED
    ]
    return [file for changed, file in sorted(files) if now - changed >= SETTLED]


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return inf  # taken away at this moment


def taken(
    store: "Engine",
    folder: Path = FOLDER,
    watch: bool = False,
    progress: Callable[[str], AbstractContextManager[Any]] = nullcontext,
    instead: bool = False,
) -> Iterator[Taken]:
    """Load each waiting file and move it to `loaded` or, with a text that says why, to `not loaded`.

    Parameters
    ----------
    store : the company
    folder : the inbox
    watch : go on for ever, looking once a second
    progress : around each file, with its name
    instead : the first file that can be loaded takes every earlier load back, so that the files stand alone

    Returns
    -------
    One by one, a Taken for each file and for each file inside an archive of several.

    Notes
    -----
    The kind is the name of the folder the file lies in, or else guessed from its headers where it is clear.
    Several may ask at once: one file is taken after the other, and one that is gone by then is left out.
    """
    stay: set[Path] = set()
    while True:
        for file in waiting(folder):
            found = []
            with _TAKING:
                if file in stay or not file.exists():
                    continue
                for part in _parts(file):
                    with progress(_name(file, part)):
                        found.append(_load(store, folder, file, part, instead))
                    instead = instead and found[-1].receipt is None
                try:
                    _put_away(folder, file, found)
                except FileNotFoundError:
                    pass  # somebody took it away meanwhile
                except OSError as error:
                    stay.add(file)
                    found = [_staying(one, folder, error) for one in found]
            yield from found
        if not watch:
            return
        time.sleep(1)


def _parts(file: Path) -> tuple[str | None, ...]:
    """The files inside an archive of several; None for a file that is read as a whole."""
    try:
        with file.open("rb") as source:
            inside = archives.texts_inside(source)
    except OSError:
        return (None,)  # the load says that it cannot be read
    return inside if len(inside) > 1 else (None,)


def _name(file: Path, part: str | None) -> str:
    return PurePosixPath(part).name if part else file.name


def _load(store: "Engine", folder: Path, file: Path, part: str | None, instead: bool) -> Taken:
    name = _name(file, part)
    try:
        kind = file.parent.name if file.parent != folder else kind_of(file, part)
        return Taken(name, store.load(kind, file, name=name, part=part, instead=instead))  # type: ignore[attr-defined]
    except CxError as error:
        return Taken(name, None, str(error))


def _staying(one: Taken, folder: Path, error: OSError) -> Taken:
    warning = _("{name} could not be moved out of {folder}: {error}. Move it away, or it will be tried again.").format(
        name=one.name, folder=folder, error=error.strerror or error
    )
    if one.receipt is None:
        return replace(one, sentence=f"{one.sentence} {warning}")
    return replace(one, receipt=replace(one.receipt, notes=(*one.receipt.notes, warning)))


def _put_away(folder: Path, file: Path, found: list[Taken]) -> None:
    """An archive of which one file was refused lies with the refused; what was loaded of it is known by its content."""
    refused = [one.sentence for one in found if one.receipt is None]
    place = _moved(file, folder / (REFUSED if refused else LOADED))
    if refused:
        place.with_name(place.name + ".why.txt").write_text("\n".join([*refused, ""]), encoding="utf-8")


def kind_of(file: Path, part: str | None = None) -> str:
    """The kind of a file, from its headers.

    Parameters
    ----------
    file : its path
    part : the sheet of a workbook or the file of an archive; None: the whole file

    Returns
    -------
    One of KINDS.

    Raises
    ------
    LoadError
        Where two kinds are as likely, or none is.
    """
    with file_source.opened(file, ReadOptions(name=_name(file, part), part=part)) as text:
        found = layout.found(text, None, None, ReadOptions())
    (best, score), (_next, next_score), *_others = matching.kind_scores(found.headers, found.samples).items()
    if score < SURE or score - next_score < AHEAD:
        raise LoadError(
            _(
                "{name}: its headers do not show its kind. Put it into a folder of the inbox named after its kind"
                " ({names}), or load it on the upload page."
            ).format(name=_name(file, part), names=", ".join(KINDS))
        )
    return best


def _moved(file: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / file.name, 1
    while target.exists():
        number += 1
        target = folder / f"{file.stem} ({number}){file.suffix}"
    return file.rename(target)
