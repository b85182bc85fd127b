"""Problems of a map: what it says twice, and what it names that no data have. Nothing of it is left out of the map."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from cx.engine.connection import Engine
from cx.experience.journey import journey_map, map_versions, unplaced

PROBLEMS = ("repeated", "two_teams", "no_rule", "no_rows", "no_row_for", "no_answers", "no_tickets")
"""Codes: the touchpoint is on the map twice; with another team; has no rule by which it is met; nobody met it; some of
its rules match nothing; no survey answer has its subject; no ticket has its topics.
"""
OF_COLUMN = {"met_by": "no_row_for", "asked_as": "no_answers", "topics": "no_tickets"}
Problem = tuple[str, str, str]


def problems(store: Engine, as_of: date | None = None, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """What is not right on a map.

    Parameters
    ----------
    store : the company
    as_of : rules are looked for in the 12 months up to this day, subjects and topics in all data; None: the last day
    rows : the map; None: the one that counts

    Returns
    -------
    One row a problem, in the order of the map: touchpoint, problem (of PROBLEMS), detail (both teams, the rules, the
    subjects or the topics in question; "" where there is nothing to name). Of a touchpoint that is given twice only
    the first counts.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue,channel\\n1,A,2025-01-02,90,Web\\n")
    >>> file = b"touchpoint,step,p,team,met_by\\nShop,buy,place,stores,orders:Shop\\nWeb,buy,place,it,orders:Web\\n"
    >>> _ = store.load("journey", file)
    >>> problems(store).values.tolist()
    [['Shop', 'no_rows', 'orders:Shop']]
    """
    found = map_versions.rows(store) if rows is None else rows
    listed = [*_repeated(found), *_unmatched(store, as_of, found)]
    order = {name: place for place, name in enumerate(found["touchpoint"])}
    listed.sort(key=lambda one: (order[one[0]], PROBLEMS.index(one[1])))
    return pd.DataFrame(listed, columns=["touchpoint", "problem", "detail"])


def _repeated(found: pd.DataFrame) -> Iterator[Problem]:
    """Touchpoints whose name is there before."""
    first: dict[str, str] = {}
    for name, team in zip(found["touchpoint"], found["team"], strict=True):
        of_first = first.get(name.strip().lower())
        if of_first is None:
            first[name.strip().lower()] = team
        elif of_first.strip().lower() == team.strip().lower():
            yield name, "repeated", ""
        else:
            yield name, "two_teams", f"{of_first}; {team}"


def _unmatched(store: Engine, as_of: date | None, found: pd.DataFrame) -> Iterator[Problem]:
    """Touchpoints without a rule, and entries that no row of the data has."""
    unmatched = unplaced.unmatched(store, as_of, rows=found)
    for touchpoint in journey_map.touchpoints(found).itertuples():
        own = unmatched[unmatched["touchpoint"] == touchpoint.touchpoint]
        lost = {column: of_column["entry"].tolist() for column, of_column in own.groupby("column")}
        rules = journey_map.listed(touchpoint.met_by)
        if not rules:
            yield touchpoint.touchpoint, "no_rule", ""
        for column, entries in lost.items():
            is_all = column == "met_by" and len(entries) == len(rules)
            yield touchpoint.touchpoint, "no_rows" if is_all else OF_COLUMN[str(column)], "; ".join(entries)
