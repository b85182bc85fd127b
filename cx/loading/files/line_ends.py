"""Is a carriage return in a file with line feeds the end of a line, or did it stray into a cell?"""

from collections import Counter

_MARKS = (",", ";", "\t", "|")
_LOOKED_AT = 500


def usual_cells(text: str) -> dict[str, int]:
    """How often each delimiter stands in most of the lines, whatever ends them; only those that do.

    >>> usual_cells("a,b\\r1,2\\n3,4\\n")
    {',': 1}
    """
    lines = [line for line in text.replace("\r", "\n").split("\n", _LOOKED_AT)[:_LOOKED_AT] if line]
    found = {}
    for mark in _MARKS:
        (times, many), *_ = Counter(line.count(mark) for line in lines).most_common(1) or [(0, 0)]
        if times and 2 * many > len(lines):
            found[mark] = times
    return found


def settled(text: str, usual: dict[str, int]) -> tuple[str, int, int]:
    """(text without lone carriage returns, how many of them ended a line, how many became spaces).

    One ends a line where each part of the line has as many cells as most lines of the file.

    >>> settled("1,2\\r3,4\\nsmith\\rjones,5\\n", {",": 1})
    ('1,2\\n3,4\\nsmith jones,5\\n', 1, 1)
    """
    lines, ends, inside = text.split("\n"), 0, 0
    for place, line in enumerate(lines):
        if "\r" not in line:
            continue
        parts = [part for part in line.split("\r") if part.strip()]
        apart = len(parts) > 1 and any(
            all(part.count(mark) == times for part in parts) for mark, times in usual.items()
        )
        ends, inside = ends + line.count("\r") * apart, inside + line.count("\r") * (not apart)
        lines[place] = line.replace("\r", "\n" if apart else " ")
    return "\n".join(lines), ends, inside
