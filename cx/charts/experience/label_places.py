"""Places of names beside dots: those where they lie on the fewest dots, lines and other names."""

from typing import NamedTuple

WIDE, HIGH = 300.0, 220.0
"""Pixels between the outermost dots of a picture that is not wide: names that have room there have it anywhere."""
LETTER, LINE, BESIDE, DOT = 6.4, 13.0, 13.0, 9.0
"""Pixels: of a letter, of a line of names, from a dot to its name, and half of a dot."""


class Box(NamedTuple):
    """A place in pixels, upwards."""

    left: float
    right: float
    low: float
    high: float

    def shared(self, other: "Box") -> float:
        """How much of a place two boxes share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return max(across, 0.0) * max(up, 0.0)


def beside(
    names: list[str], across: list[float], up: list[float], lines: tuple[list[float], list[float]]
) -> list[tuple[bool, float]]:
    """Where each name stands: whether left of its dot, and at what height.

    Parameters
    ----------
    names, across, up : of the dots
    lines : where a level line through each dot begins and ends

    Examples
    --------
    >>> beside(["Web", "App", "Shop"], [1.0, 1.0, 9.0], [0.0, -2.0, -1.0], ([1.0, 1.0, 9.0], [1.0, 1.0, 9.0]))
    [(False, 0.0), (False, -2.0), (True, -1.0)]
    """
    wide, high = (max(across) - min(across)) or 1.0, (max(up) - min(up)) or 1.0
    x, y = [(one - min(across)) / wide * WIDE for one in across], [one / high * HIGH for one in up]
    taken = [Box(a - DOT, a + DOT, b - DOT, b + DOT) for a, b in zip(x, y, strict=True)]
    for start, end, b in zip(*lines, y, strict=True):
        taken.append(Box((start - min(across)) / wide * WIDE, (end - min(across)) / wide * WIDE, b - 2, b + 2))
    found = [(False, 0.0)] * len(names)
    for place in sorted(range(len(names)), key=lambda each: -up[each]):
        box, is_left = _best(names[place], x[place], y[place], taken)
        taken.append(box)
        found[place] = is_left, up[place] + ((box.low + box.high) / 2 - y[place]) / HIGH * high
    return found


def _best(name: str, x: float, y: float, taken: list[Box]) -> tuple[Box, bool]:
    """The place that shares least with what is there, the nearest of equals; at the right edge on the left."""
    size = len(name) * LETTER
    offered = []
    for off in (0.0, LINE, -LINE, 2 * LINE, -2 * LINE):
        for is_left in (False, True):
            left = x - BESIDE - size if is_left else x + BESIDE
            box = Box(left, left + size, y + off - LINE / 2, y + off + LINE / 2)
            outside = max(box.right - WIDE - 2 * BESIDE, -2 * BESIDE - box.left, 0.0) * LINE
            offered.append((sum(box.shared(other) for other in taken) + outside + abs(off) / 100, box, is_left))
    _cost, box, is_left = min(offered, key=lambda each: each[0])
    return box, is_left
