"""Numbers of a frozen picture by name, and how they differ from those of an earlier one."""

from typing import Any

import pandas as pd

from cx.presenting import frozen_chart
from cx.tables.column_names import column_name
from cx.text.formatting import number, percent

SHARES = ("rate", "share", "probability", "low", "high")
"""Last words of columns that hold shares of 1."""


def is_share(column: str) -> bool:
    """Whether a column holds shares of 1, by its name."""
    return column.split("_")[-1] in SHARES


def numbers(picture: dict[str, Any]) -> dict[str, tuple[float, bool]]:
    """The numbers of a picture's table by name.

    Parameters
    ----------
    picture : of `cx.drawings.freeze`

    Returns
    -------
    {name: (number, whether it is a share)}, shares first. A name is made of the first two texts of the row and of the
    column; the first row of a name counts.

    Examples
    --------
    >>> numbers({"table": {"columns": ["step", "n", "rate"], "rows": [["Reach", 900, None], ["Acquire", 90, 0.1]]}})
    {'Acquire · Rate': (0.1, True), 'Reach · n': (900.0, False), 'Acquire · n': (90.0, False)}
    """
    return {name: found[0] for name, found in _named(picture).items()}


def _named(picture: dict[str, Any]) -> dict[str, list[tuple[float, bool]]]:
    table = frozen_chart.table(picture)
    columns = [name for name in table if pd.api.types.is_numeric_dtype(table[name]) and table[name].dtype != bool]
    words = [name for name in table if name not in columns]
    columns.sort(key=lambda name: not is_share(name))
    found: dict[str, list[tuple[float, bool]]] = {}
    for row in table.to_dict("records"):
        label = " · ".join(str(row[name]).removesuffix("T00:00:00") for name in words[:2] if isinstance(row[name], str))
        for name in columns:
            if pd.notna(row[name]):
                spoken = " · ".join(part for part in (label, column_name(name)) if part)
                found.setdefault(spoken, []).append((float(row[name]), is_share(name)))
    return dict(sorted(found.items(), key=lambda item: not item[1][0][1]))


def changes(before: dict[str, Any], after: dict[str, Any]) -> pd.DataFrame:
    """Numbers that differ between two frozen pictures.

    Parameters
    ----------
    before, after : of `cx.drawings.freeze`

    Returns
    -------
    One row a number that reads differently, the largest change first: number (its name), before, after (as texts).

    Notes
    -----
    A change is measured against the larger of the two; a name that several rows share is left out, as nobody could
    say which of them changed.

    Examples
    --------
    >>> old, new = ({"table": {"columns": ["step", "rate"], "rows": [["Acquire", rate]]}} for rate in (0.1, 0.125))
    >>> changes(old, new).values.tolist()
    [['Acquire · Rate', '10.0%', '12.5%']]
    """
    old, new = _named(before), _named(after)
    rows = [
        (name, *(_text(*side[name][0]) for side in (old, new)), _distance(old[name][0][0], new[name][0][0]))
        for name in old
        if name in new and len(old[name]) == len(new[name]) == 1 and old[name] != new[name]
    ]
    found = pd.DataFrame(rows, columns=["number", "before", "after", "distance"])
    found = found[found["before"] != found["after"]].sort_values("distance", ascending=False, kind="stable")
    return found.drop(columns="distance").reset_index(drop=True)


def _distance(old: float, new: float) -> float:
    return abs(new - old) / max(abs(new), abs(old))


def _text(value: float, share: bool) -> str:
    return percent(value, 1) if share else number(value, 0 if abs(value) >= 100 or value.is_integer() else 2)
