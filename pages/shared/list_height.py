"""Heights of lists: whole rows, so that the last one in view is not cut in half."""

MOST = 10
ROW = 33
"""Pixels of a row and of the head: 2.1875 of the `baseFontSize` in .streamlit/config.toml, rounded."""
EDGES = 2


def whole_rows(rows: int, most: int = MOST, tall: int = ROW) -> int:
    """Pixels of a list with its head and all its rows, of a long one with the `most` first; tall : of a row.

    >>> whole_rows(3), whole_rows(500) == whole_rows(MOST)
    (134, True)
    """
    return ROW + tall * min(max(rows, 1), most) + EDGES
