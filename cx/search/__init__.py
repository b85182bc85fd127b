"""Search over customers, products, saved segments and the terms of the definitions."""

from cx.search.hits import ENOUGH_LETTERS, KINDS, Entry, find, normalized

__all__ = ["ENOUGH_LETTERS", "KINDS", "Entry", "find", "normalized"]
