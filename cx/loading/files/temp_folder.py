"""Folders for what is needed only for a while: gone at the end, and swept up later where a process was killed before
it.
"""

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cx.errors import StoreError
from cx.text.formatting import _

try:
    import fcntl
except ImportError:  # no such locks on Windows: there nothing is swept up
    fcntl = None  # type: ignore[assignment]  # Windows has none

PREFIX = "cx-load-"
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
LEFT_ALONE = 3600.0
"""Seconds since the last change of a folder before it may count as left behind."""


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of its own for the block, locked until its end.

    Raises
    ------
    StoreError
        Where the disk is full.

    Notes
    -----
    The system takes the lock away from a process that dies, however it dies: so a folder of the same name that is
    old and whose lock is free belongs to nobody, and the next one to ask for a folder removes it.
    """
    _sweep(Path(tempfile.gettempdir()))
    try:
        with tempfile.TemporaryDirectory(prefix=PREFIX) as name, _locked(Path(name)):
            yield Path(name)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise StoreError(
            _(
                "The disk is full or cannot be written: nothing was changed. Free some space, then try again. A load"
                " needs about as much room for a while as its file has, in {folder}."
            ).format(folder=tempfile.gettempdir())
        ) from error


@contextmanager
def _locked(place: Path) -> Iterator[bool]:
    """Whether the lock of a folder could be taken; held for the block."""
    if fcntl is None:
        yield False
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _sweep(parent: Path) -> None:
    """Remove the folders that killed processes left behind."""
    for place in parent.glob(PREFIX + "*"):
        with contextlib.suppress(OSError):  # another process was quicker, or it belongs to somebody else
            if place.is_symlink() or time.time() - place.stat().st_mtime < LEFT_ALONE:
                continue
            with _locked(place) as free:
                if free:
                    shutil.rmtree(place)
