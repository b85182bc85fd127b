"""The table behind a picture in words: readable column names, and names instead of codes."""

import pandas as pd

from cx.tables import customer_measures
from cx.tables.column_names import column_name
from cx.tables.screen_names import screen_name

CODED = ("agreement", "direction", "kind", "measure", "play", "shape", "verdict")
"""Columns that hold codes of ours, whatever the table."""


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the names that a person reads; two columns of one name stay apart.

    >>> readable(pd.DataFrame({"play": ["Ally"], "to_keep": [9.0], "shape": ["still open"]})).to_dict("list")
    {'Play': ['Partner'], 'Contribution worth keeping': [9.0], 'Lifecycle shape': ['Not clear yet']}
    """
    coded = {name: table[name].map(_value, na_action="ignore") for name in CODED if name in table}
    taken: list[str] = []
    for code in table.columns:
        name = column_name(str(code))
        taken.append(name if name not in taken else f"{name} ({sum(one.startswith(name) for one in taken) + 1})")
    return table.assign(**coded).set_axis(taken, axis=1)


def _value(code: object) -> object:
    if not isinstance(code, str):
        return code
    if code in customer_measures.MEASURES:
        return customer_measures.title(code)
    name = screen_name(code).replace("_", " ")
    return name[:1].upper() + name[1:]
