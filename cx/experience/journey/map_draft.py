"""Draft of the map of the journey: one that everybody edits, each edit a step that can be undone.

Edits of different cells by two people at the same time both count: an edit names a touchpoint and its cells, and is
made to the map as it is at that moment.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.journey import map_versions
from cx.experience.journey.journey_map import COLUMNS
from cx.tables.columns import PS, STEPS
from cx.text.formatting import _

Cells = Mapping[str, Any]
"""Column -> what it says now."""
REQUIRED = ("touchpoint", "step", "p", "team")
LONGEST = 500
LONGEST_SHOWN = 40


def change(store: Engine, cells: Mapping[int, Cells]) -> list[str]:
    """Change cells of the map that counts.

    Parameters
    ----------
    store : the company
    cells : number of a touchpoint (`row`) -> its changed cells, of `COLUMNS`. A new position moves the
        touchpoint within its step, a new step to its end

    Returns
    -------
    A sentence for each cell that could not be changed; all others were, in one step of undo.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("journey", b"touchpoint,step,p,team\\nShop,buy,place,stores\\n")
    >>> change(store, {2: {"team": "sales", "step": ""}})
    ['Shop needs a step.']
    >>> map_versions.rows(store).team.tolist()
    ['sales']
    """
    with store.taking_turns():
        found = map_versions.rows(store)
        before = map_versions.text_of(found)
        problems: list[str] = []
        for row, changed in cells.items():
            for column, said in changed.items():
                found, problem = _changed(found, row, column, said)
                problems += [problem] if problem else []
        if map_versions.text_of(map_versions.ordered(found)) != before:
            map_versions.write(store, found)
    return problems


def add(store: Engine, cells: Cells) -> int:
    """Add a touchpoint at the end of its step.

    Parameters
    ----------
    store : the company
    cells : of `COLUMNS`; touchpoint, step, p and team are needed

    Returns
    -------
    Its number (`row`).

    Raises
    ------
    CxError
        For a cell that is needed and missing, and for an unknown step or P; nothing was added.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> add(store, {"touchpoint": "Shop", "step": "buy", "p": "place", "team": "stores"})
    1
    """
    with store.taking_turns():
        found = map_versions.rows(store)
        row = int(found.row.max()) + 1 if len(found) else 1
        said = {column: _cell(column, cells.get(column)) for column in COLUMNS}
        name = said["touchpoint"] or _("The touchpoint")
        problems = [problem for column, cell in said.items() if (problem := _problem(name, column, cell))]
        if problems:
            raise CxError(problems[0])
        added = pd.DataFrame([{**said, "row": row, "position": None}], dtype=object)
        map_versions.write(store, pd.concat([found, added], ignore_index=True))
    return row


def remove(store: Engine, row: int) -> None:
    """Remove a touchpoint from the map; nothing changes for a number that is not there.

    Parameters
    ----------
    store, row : the company, and the number of the touchpoint
    """
    with store.taking_turns():
        found = map_versions.rows(store)
        if row in set(found.row):
            map_versions.write(store, found[found.row != row])


def replace(store: Engine, touchpoints: pd.DataFrame) -> None:
    """Put another map in the place of the one that counts: a version of before, or a proposal.

    Parameters
    ----------
    store : the company
    touchpoints : as of `map_versions.rows`; without `row` they are numbered anew
    """
    found = touchpoints if "row" in touchpoints else touchpoints.assign(row=range(1, len(touchpoints) + 1))
    with store.taking_turns():
        map_versions.write(store, found)


# --- undo --------------------------------------------------------------------------------------------------


def steps(store: Engine) -> tuple[bool, bool]:
    """Whether there is an edit to undo, and one to redo. Undo goes back to the last version, saved or loaded.

    Parameters
    ----------
    store : the company
    """
    found = map_versions.in_force(store)
    return found.number is not None and found.name is None, _next_undone(store) is not None


def undo(store: Engine) -> bool:
    """Take the last edit back; whether there was one."""
    with store.taking_turns():
        found = map_versions.in_force(store)
        if found.number is None or found.name is not None:
            return False
        _mark(store, found.number, is_undone=True)
    return True


def redo(store: Engine) -> bool:
    """Make the last edit that was undone again; whether there was one."""
    with store.taking_turns():
        number = _next_undone(store)
        if number is None:
            return False
        _mark(store, number, is_undone=False)
    return True


def before(store: Engine) -> pd.DataFrame:
    """The map before the last edit; that of the last file or version where nothing was edited since.

    Parameters
    ----------
    store : the company

    Returns
    -------
    As of `map_versions.rows`.
    """
    found = map_versions.in_force(store)
    if found.number is None or found.name is not None:
        return map_versions.rows(store)
    earlier = store.read("journey/map_before", load=found.load, number=found.number)
    return map_versions.read(earlier.touchpoints[0]) if len(earlier) else map_versions.of_load(store, found.load)


def _next_undone(store: Engine) -> int | None:
    found = map_versions.in_force(store)
    number = store.read("journey/map_undone", load=found.load, number=found.number or 0).map_number[0]
    return None if pd.isna(number) else int(number)


def _mark(store: Engine, number: int, *, is_undone: bool) -> None:
    query = "update journey_maps set is_undone = $is_undone where map_number = $number"
    with store.notes() as cursor:
        cursor.execute(query, {"number": number, "is_undone": is_undone}).fetchall()


# --- cells -------------------------------------------------------------------------------------------------


def _changed(found: pd.DataFrame, row: int, column: str, said: Any) -> tuple[pd.DataFrame, str]:
    """The map with one cell changed, and why it could not be."""
    at = found.row == row
    if not at.any():
        return found, _("A touchpoint was removed meanwhile: its cell was not changed.")
    cell = _cell(column, said)
    if problem := _problem(found.touchpoint[at].iat[0], column, cell):
        return found, problem
    if column == "position":
        cell = _place(cell, found.position[at].iat[0])
    made = found.assign(**{column: found[column].mask(at, cell)})
    return (made.assign(position=made.position.mask(at, None)) if column == "step" else made), ""


def _cell(column: str, said: Any) -> Any:
    """A cell as a map keeps it: a text without spaces at its ends, None for a blank."""
    if column in ("direct", "position"):
        return None if said is None or pd.isna(said) else said
    text = " ".join(str(said).split()) if isinstance(said, str) else ""
    return (text.lower() if column in ("step", "p") else text) or None


def _problem(touchpoint: str, column: str, cell: Any) -> str:
    """Why a cell cannot be this; "" where it can."""
    if cell is None:
        return _lacks(touchpoint, column) if column in REQUIRED else ""
    said = {"touchpoint": touchpoint, "said": str(cell)[:LONGEST_SHOWN], "most": LONGEST}
    if column == "step" and cell not in STEPS:
        return _("{touchpoint}: “{said}” is no step; the steps are {steps}.").format(**said, steps=", ".join(STEPS))
    if column == "p" and cell not in PS:
        return _("{touchpoint}: “{said}” is none of the five Ps; they are {ps}.").format(**said, ps=", ".join(PS))
    if isinstance(cell, str) and len(cell) > LONGEST:
        return _("{touchpoint}: “{said}…” is longer than {most} characters.").format(**said)
    return ""


def _lacks(touchpoint: str, column: str) -> str:
    sentences = {
        "touchpoint": _("{touchpoint} needs a name."),
        "step": _("{touchpoint} needs a step."),
        "p": _("{touchpoint} needs one of the five Ps."),
        "team": _("{touchpoint} needs a team that answers for it."),
    }
    return sentences[column].format(touchpoint=touchpoint)


def _place(wanted: float | None, now: int) -> float | None:
    """The position that sorts a touchpoint to the wanted place, between those that are there."""
    if wanted is None or wanted == now:
        return wanted
    return float(wanted) + (0.5 if wanted > now else -0.5)
