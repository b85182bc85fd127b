"""How many examples a law is tried on: a law whose examples take long has fewer of them in everyday runs."""

import os

from hypothesis import settings

FULL = os.environ.get("CX_FULL") == "1"
"""`make test-full`: as many examples as a law is worth."""


def examples(everyday: int, full: int) -> settings:
    """Settings of a law: examples of an everyday run, and of `make test-full`."""
    return settings(max_examples=full if FULL else everyday, deadline=None)
