"""Versions of the map of the journey: loaded files and maps saved under a name, and which of them counts.

The map that counts is that of the last journey file, with all edits made since. A newer file replaces it; undoing that
load brings back the map of before, edits included. Edits and versions are notes beside the data: its version stays.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from cx.engine import statements
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.journey.journey_map import COLUMNS
from cx.tables.columns import STEPS
from cx.text.formatting import _

LONGEST_NAME = 60
_FILE, _SAVED = "file", "saved"
_READ = ("touchpoint", "asked_as", "position", "team", "owner", "direct")


def rows(store: Engine) -> pd.DataFrame:
    """The map that counts.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row a touchpoint, by step, then position: row (a number that it keeps through edits), touchpoint, step,
    position (1, 2, ...), p, team, owner, promise_text, direct, met_by, asked_as, topics; None where nothing is said.
    A touchpoint that is given twice is there twice.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> file = b"touchpoint,step,p,team\\nDelivery,use,place,logistics\\nShop,buy,place,stores\\n"
    >>> _ = store.load("journey", file)
    >>> rows(store)[["position", "touchpoint"]].values.tolist()
    [[1, 'Shop'], [2, 'Delivery']]
    """
    found = in_force(store)
    return of_load(store, found.load) if found.text is None else read(found.text)


def table(store: Engine) -> str:
    """Kept table of the map that counts, for `query_table`: touchpoint, asked_as, position, team, owner, direct."""
    found = rows(store)
    named: dict[str, Any] = {name: [None if pd.isna(cell) else cell for cell in found[name]] for name in _READ}
    return store.keep("journey_map", statements.text("journey/map_rows"), **named)


@dataclass(frozen=True)
class InForce:
    """Where the map that counts lies.

    load : the number of the last journey load, 0 without one
    number, name, text : of the last edit or saved version since; None where there is none
    """

    load: int
    number: int | None
    name: str | None
    text: str | None


def in_force(store: Engine) -> InForce:
    """Where the map that counts lies."""
    [(load, number, name, text)] = store.read("journey/map_in_force").astype(object).itertuples(index=False)
    name, text = (None if pd.isna(cell) else cell for cell in (name, text))
    return InForce(int(load), None if pd.isna(number) else int(number), name, text)


def key(store: Engine) -> str:
    """What changes with every edit, and is as before once it is undone: for the keys of remembered answers.

    Parameters
    ----------
    store : the company

    Examples
    --------
    >>> import cx
    >>> key(cx.open_store())
    '0-0'
    """
    found = in_force(store)
    return f"{found.load}-{found.number or 0}"


def versions(store: Engine) -> pd.DataFrame:
    """The versions of the map.

    Parameters
    ----------
    store : the company

    Returns
    -------
    One row each, the newest last: version (a code for `rows_of`), name (of the file, or as saved), saved_at (in UTC),
    touchpoints (how many).

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("journey", b"touchpoint,step,p,team\\nShop,buy,place,stores\\n", name="map.csv")
    >>> versions(store)[["version", "name", "touchpoints"]].values.tolist()
    [['file-1', 'map.csv', 1]]
    """
    return store.read("journey/map_versions")


def rows_of(store: Engine, version: str) -> pd.DataFrame:
    """The map of a version.

    Parameters
    ----------
    store, version : the company, and a code of `versions`

    Returns
    -------
    As of `rows`.

    Raises
    ------
    CxError
        When it is not there any more.
    """
    if version not in set(versions(store)["version"]):
        raise CxError(_("This version of the map is no longer there: it was deleted, or its load was undone."))
    source, number = version.split("-")
    if source == _FILE:
        return of_load(store, int(number))
    return read(store.value("select touchpoints from journey_maps where map_number = $number", number=int(number)))


def save(store: Engine, name: str) -> str:
    """Save the map that counts as a version.

    Parameters
    ----------
    store, name : the company, and the name of the version

    Returns
    -------
    The code of the version.

    Raises
    ------
    CxError
        For a blank or too long name, a name that another version has, and an empty map; nothing was saved.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("journey", b"touchpoint,step,p,team\\nShop,buy,place,stores\\n", name="map.csv")
    >>> save(store, "after the workshop")
    'saved-1'
    """
    title = " ".join(name.split())
    if not 0 < len(title) <= LONGEST_NAME:
        raise CxError(_("A version needs a name of 1 to {most} characters.").format(most=LONGEST_NAME))
    with store.taking_turns():
        if title in set(versions(store)["name"]):
            raise CxError(_("A version “{name}” exists already: choose another name.").format(name=title))
        map_now = rows(store)
        if map_now.empty:
            raise CxError(_("The map is empty: nothing was saved."))
        return f"{_SAVED}-{write(store, map_now, title)}"


@dataclass(frozen=True)
class Deleted:
    """A saved version that was deleted, for `restore`: its name, and its number."""

    name: str
    number: int


def remove(store: Engine, version: str) -> Deleted | None:
    """Delete a saved version; the map that counts stays as it is.

    Parameters
    ----------
    store, version : the company, and a code of `versions`

    Returns
    -------
    What `restore` needs; None, and nothing changes, for a version that is not there, and for that of a file, which is
    undone with its load.
    """
    source, number = version.split("-")
    query = """
        update journey_maps set is_undone = true
        where map_number = $number and name is not null and not is_undone
        returning name, map_number
    """
    if source != _SAVED:
        return None
    with store.notes() as cursor:
        found = cursor.execute(query, {"number": int(number)}).fetchall()
    return Deleted(*found[0]) if found else None


def restore(store: Engine, deleted: Deleted) -> None:
    """Save a deleted version again, under its name and with its date.

    Parameters
    ----------
    store : the company
    deleted : the answer of `remove`

    Raises
    ------
    CxError
        When another version has its name by now.
    """
    with store.taking_turns():
        if deleted.name in set(versions(store)["name"]):
            raise CxError(_("A version “{name}” exists already: nothing was restored.").format(name=deleted.name))
        with store.notes() as cursor:
            query = "update journey_maps set is_undone = false where map_number = $number"
            cursor.execute(query, {"number": deleted.number}).fetchall()


# --- the text of a map -------------------------------------------------------------------------------------


def of_load(store: Engine, load: int) -> pd.DataFrame:
    """The map of a loaded file; without a row for a number that is none."""
    return ordered(store.read("journey/map_of_load", upload_id=load))


def ordered(touchpoints: pd.DataFrame) -> pd.DataFrame:
    """Touchpoints by step, then position, those without one last; positions anew from 1, blanks as None."""
    place = touchpoints.step.map({step: number for number, step in enumerate(STEPS)})
    position = pd.to_numeric(touchpoints.position)
    found = touchpoints.assign(place=place, position=position)
    found = found.sort_values(["place", "position", "row"], ignore_index=True).drop(columns="place")
    found = found[["row", *COLUMNS]].astype(object)
    found = found.where(found.notna(), None)
    found["row"], found["position"] = found.row.astype("int64"), range(1, len(found) + 1)
    return found


def text_of(touchpoints: pd.DataFrame) -> str:
    """A map as JSON: a list of its touchpoints."""
    found = [dict(zip(touchpoints, one, strict=True)) for one in touchpoints.itertuples(index=False)]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> pd.DataFrame:
    """The map of `text_of`."""
    return ordered(pd.DataFrame(json.loads(text), columns=["row", *COLUMNS], dtype=object))


def write(store: Engine, touchpoints: pd.DataFrame, name: str | None = None) -> int:
    """Make this the map that counts: an edit, or a version where it has a name. Edits that were undone are gone then.

    Returns its number.
    """
    given = {"load": in_force(store).load, "name": name, "now": _now(), "text": text_of(ordered(touchpoints))}
    undone = "delete from journey_maps where is_undone and name is null and load_before = $load"
    query = """
        insert into journey_maps values (nextval('journey_map_number'), $name, $now, $load, false, $text)
        returning map_number
    """
    with store.notes() as cursor:
        cursor.execute(undone, {"load": given["load"]}).fetchall()
        [(number,)] = cursor.execute(query, given).fetchall()
    return int(number)


def _now() -> datetime:
    """The second in which a map is saved, UTC, as loads are entered."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
