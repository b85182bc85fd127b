"""How many examples a law is tried on: an everyday run tries fewer of those that take long, a fast one a handful."""

import os

from hypothesis import settings

FULL = os.environ.get("CX_FULL") == "1"
"""`make test-full`: as many examples as a law is worth."""
FAST = os.environ.get("CX_FAST") == "1"
"""`make test-fast`: a handful of each law."""
HANDFUL = 5
SAMPLE = 0.5
"""Of the examples of a law: what an everyday run tries, as long as it is a handful."""


def examples(everyday: int, full: int | None = None) -> settings:
    """Settings of a law: examples of which an everyday run tries a SAMPLE, and those of `make test-full`."""
    tried = (full or everyday) if FULL else max(min(everyday, HANDFUL), round(everyday * SAMPLE))
    return settings(max_examples=min(tried, HANDFUL) if FAST else tried, deadline=None)


def cases(everyday: int, full: int) -> range:
    """Numbers of the cases that are tried: seeds of an everyday run, and of `make test-full`."""
    return range(full if FULL else everyday)
