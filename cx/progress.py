"""How far is a load? Told to whoever watches; nobody does by default."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_WIDTH = 24
_watcher: ContextVar[Callable[[float, str], None] | None] = ContextVar("watcher", default=None)


def tell(share: float, step: str) -> None:
    """Say how far a load is, to whoever watches.

    Parameters
    ----------
    share : 0..1, of it is done
    step : what it does now
    """
    watcher = _watcher.get()
    if watcher is not None:
        watcher(share, step)


@contextmanager
def watched(watcher: Callable[[float, str], None]) -> Iterator[None]:
    """Call the watcher with (share, step) whenever a load inside the block gets on.

    Examples
    --------
    >>> seen = []
    >>> with watched(lambda share, step: seen.append((share, step))):
    ...     tell(0.5, "cutting lines")
    >>> seen
    [(0.5, 'cutting lines')]
    """
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


@contextmanager
def bar(name: str) -> Iterator[None]:
    """A progress bar on the terminal; silent where the output goes into a file."""
    if not sys.stderr.isatty():
        yield
        return
    begun = time.monotonic()

    def draw(share: float, step: str) -> None:
        full = round(share * _WIDTH)
        seconds = time.monotonic() - begun
        line = f"{name} {'█' * full}{'░' * (_WIDTH - full)} {share:4.0%} {step}, {seconds:.0f} s"
        print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)

    try:
        with watched(draw):
            yield
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
