"""Problems of a map: what it says twice, and what it names that no data have. Nothing of it is left out of the map."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from cx.customers.filters import Scope
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.experience.journey import journey_map, map_versions, meetings
from cx.experience.journey.journey_map import COLUMNS

PROBLEMS = ("repeated", "two_teams", "no_rule", "no_rows", "no_row_for", "no_answers", "no_tickets")
"""Codes: the touchpoint is on the map twice; with another team; has no rule by which it is met; nobody met it; some of
its rules match nothing; no survey answer has its subject; no ticket has its topics.
"""


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
    scope = Scope(as_of or coverage.last_date(store) or date.min)
    placed = journey_map.touchpoints(found)
    listed = [
        *_repeated(found),
        *_unmet(store, scope, placed),
        *_unknown(placed, "asked_as", "no_answers", _subjects(store)),
        *_unknown(placed, "topics", "no_tickets", _topics(store)),
    ]
    order = {name: number for number, name in enumerate(found["touchpoint"])}
    listed.sort(key=lambda one: (order[one[0]], PROBLEMS.index(one[1])))
    return pd.DataFrame(listed, columns=["touchpoint", "problem", "detail"])


Problem = tuple[str, str, str]


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


def _unmet(store: Engine, scope: Scope, placed: pd.DataFrame) -> Iterator[Problem]:
    """Touchpoints without a rule, and rules that match no row."""
    rules = [(name, rule) for name, cell in zip(placed["touchpoint"], placed["met_by"], strict=True)
             for rule in journey_map.listed(cell)]  # fmt: skip
    matching = _matching(store, scope, [rule for _name, rule in rules])
    for name in placed["touchpoint"]:
        own = [(rule, is_met) for (of, rule), is_met in zip(rules, matching, strict=True) if of == name]
        lost = "; ".join(rule for rule, is_met in own if not is_met)
        if not own:
            yield name, "no_rule", ""
        elif lost:
            yield name, "no_row_for" if any(is_met for _rule, is_met in own) else "no_rows", lost


def _matching(store: Engine, scope: Scope, rules: list[str]) -> list[bool]:
    """Whether each rule matches a row: each is asked as a touchpoint of its own."""
    if not rules:
        return []
    alone = pd.DataFrame({"touchpoint": rules, "met_by": rules}, columns=list(COLUMNS))
    places = meetings.places(store, meetings.Asked(scope, alone))
    met = set(store.rows("select distinct place from query_table($places)", places=places)["place"])
    return [number in met for number in range(len(rules))]


def _unknown(placed: pd.DataFrame, column: str, problem: str, known: set[str]) -> Iterator[Problem]:
    """Touchpoints with entries of a column that the data do not have."""
    for name, cell in zip(placed["touchpoint"], placed[column], strict=True):
        unknown = [entry for entry in journey_map.listed(cell) if entry.lower() not in known]
        if unknown:
            yield name, problem, "; ".join(unknown)


def _subjects(store: Engine) -> set[str]:
    query = "select distinct lower(trim(subject)) as subject from surveys where subject is not null"
    return set(store.once("survey subjects", lambda: store.rows(query)["subject"]))


def _topics(store: Engine) -> set[str]:
    query = "select distinct lower(trim(topic)) as topic from tickets where topic is not null"
    return set(store.once("ticket topics", lambda: store.rows(query)["topic"]))
