"""How many examples a law is tried on: an everyday run tries fewer of those that take long, a fast one a handful."""

import os

from hypothesis import settings

FULL = os.environ.get("CX_FULL") == "1"
"""`make test-full`: as many examples as a law is worth."""
FAST = os.environ.get("CX_FAST") == "1"
"""`make test-fast`: a handful of each law."""
HANDFUL = 5


def examples(everyday: int, full: int | None = None) -> settings:
    """Settings of a law: examples of an everyday run, and of `make test-full` where it tries more."""
    count = (full or everyday) if FULL else everyday
    return settings(max_examples=min(count, HANDFUL) if FAST else count, deadline=None)


def cases(everyday: int, full: int) -> range:
    """Numbers of the cases that are tried: seeds of an everyday run, and of `make test-full`."""
    return range(full if FULL else everyday)
