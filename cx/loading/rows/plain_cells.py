"""Proofs from the bytes of many lines at once that every cell of a column is of the plainest form.

A cell that the engine need not look at costs nothing there: for ten million lines that is a quarter of their load.
A proof says no more than the strict conditions of `cx.loading.values.reading.typed` would; where it cannot be had those
are asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cx.loading.values.reading import MOMENTS, NUMBERS, is_id
from cx.tables.columns import Column

_RETURN, _POINT, _MINUS, _ZERO, _LETTER_E, _UNDERSCORE = b"\r.-0e_"
FEW = 1e-3
"""A column in which a larger share of some lines is doubtful is not proven; up to that these lines are taken out."""

PAD = 20
"""How many line feeds stand before and after the letters; the last one before them is their place 0."""

_DAY, _MOMENT = 10, 19
"""Letters of 2024-03-09 and of 2024-03-09 10:15:00."""


class Block:
    """Some lines of one shape: their bytes, and where their cells are."""

    def __init__(self, around: np.ndarray, ends: np.ndarray, before: np.ndarray) -> None:
        """around : the letters with PAD line feeds on both sides; before : where the line before each line ends.

        ends : cells x lines, where each cell ends, the last one of a line by its line feed
        """
        self.around, self._ends, self._before = around, ends, before
        self._returns = bool((letters(around, ends[-1], -1) == _RETURN).any())

    @property
    def lines(self) -> int:
        """How many they are."""
        return int(self._ends.shape[1])

    def column(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """Of the cells of a column, 0 = the first, the place before each and the one after it."""
        before, ends = self._before if place == 0 else self._ends[place - 1], self._ends[place]
        if self._returns and place == len(self._ends) - 1:
            ends = ends - (letters(self.around, ends, -1) == _RETURN)
        return before, ends

    @cached_property
    def _underscores(self) -> np.ndarray | None:
        """How many stand up to each letter; None where none is, as in most files."""
        found = self.around == _UNDERSCORE
        return np.cumsum(found, dtype=np.int32) if found.any() else None

    def joined(self, before: np.ndarray, ends: np.ndarray) -> np.ndarray | bool:
        """Which cells hold an underscore, as the ids of other columns often do."""
        if self._underscores is None:
            return False
        return letters(self._underscores, ends, 0) != letters(self._underscores, before, 0)


def letters(around: np.ndarray, places: np.ndarray, offset: int) -> np.ndarray:
    """The letters so far after some places, or before them; of a short cell that may be another one's letter."""
    return around[PAD - 1 + offset :][places]


@dataclass(frozen=True)
class Proof:
    """What to ask of the cells at a place of each line, 0 = the first: for which of them it does not hold."""

    place: int
    doubtful: Callable[[Block, np.ndarray, np.ndarray], np.ndarray]


def provable(columns: Iterable[Column], positions: dict[str, int], odd_ids: bool) -> dict[str, Proof]:
    """Column -> the proof to try on its cells.

    positions : column -> position of its cell, 1 = first; odd_ids : whether an id may be an error or in powers of ten
    """
    found = {}
    for column in columns:
        doubtful = _proof(column, odd_ids)
        if doubtful and positions[column.name]:
            found[column.name] = Proof(positions[column.name] - 1, doubtful)
    return found


def holding(proofs: dict[str, Proof], names: set[str], block: Block) -> tuple[set[str], np.ndarray]:
    """Those of some columns that can be proven but for a few lines of a block, and which these lines are.

    In the other lines all cells of these columns are empty or of the plainest form.
    """
    held, lines = set(), np.zeros(block.lines, dtype=bool)
    for name in names:
        doubtful = proofs[name].doubtful(block, *block.column(proofs[name].place))
        if np.count_nonzero(doubtful) <= FEW * block.lines + 1:
            held.add(name)
            lines |= doubtful
    return held, lines


def _proof(column: Column, odd_ids: bool) -> Callable[[Block, np.ndarray, np.ndarray], np.ndarray] | None:
    if column.type in NUMBERS:
        return _numbers
    if column.type in MOMENTS:
        return _iso_moments
    return _ids if is_id(column) and not odd_ids else None


def _numbers(block: Block, before: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Each begins as a number does and ends in a figure, no point before three last figures; none is joined."""
    first = letters(block.around, before, 1)
    looks_well = (_are_figures(first) | (first == _MINUS)) & _are_figures(letters(block.around, ends, -1))
    doubtful = ~looks_well | (letters(block.around, ends, -4) == _POINT)
    if doubtful.any():  # of a cell of less than four letters another cell was looked at too
        lengths = ends - before - 1
        doubtful &= ~((lengths == 0) | (looks_well & (lengths < 4)))
    return doubtful | block.joined(before, ends)


def _ids(block: Block, before: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Each ends in a figure, and neither in .0 nor in a power of ten of two figures."""
    ends_well = _are_figures(letters(block.around, ends, -1)) & (letters(block.around, ends, -2) != _POINT)
    doubtful = ~ends_well | (letters(block.around, ends, -3) | 32 == _LETTER_E)
    if doubtful.any():
        lengths = ends - before - 1
        doubtful &= ~((lengths == 0) | (ends_well & (lengths < 3)))
    return doubtful


def _iso_moments(block: Block, before: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """All of one form, 2024-03-09 or 2024-03-09 10:15:00 (or T), of the years 1900 to 2199, ending in a figure."""
    lengths = ends - before - 1
    long = np.count_nonzero(lengths == _MOMENT) > np.count_nonzero(lengths == _DAY)
    sound = lengths == (_MOMENT if long else _DAY)
    first, second = letters(block.around, before, 1), letters(block.around, before, 2)
    sound &= ((first == ord("1")) & (second == ord("9"))) | ((first == ord("2")) & (second - _ZERO < 2))
    for place in (5, 8):
        sound &= letters(block.around, before, place) == ord("-")
    if long:
        for place in (14, 17):
            sound &= letters(block.around, before, place) == ord(":")
        between = letters(block.around, before, 11)
        sound &= (between == ord(" ")) | (between == ord("T"))
    return ~((sound & _are_figures(letters(block.around, ends, -1))) | (lengths == 0))


def _are_figures(letters: np.ndarray) -> np.ndarray:
    return letters - _ZERO < 10  # what stands before 0 becomes large: a byte has no sign
