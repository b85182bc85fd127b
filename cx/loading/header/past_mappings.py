"""Past mappings: how files with the same headers were read before."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cx.text.formatting import _

if TYPE_CHECKING:
    from cx.engine.connection import Engine

MOST_REMEMBERED = 500
"""Of so many newest loads the ways of reading are looked at."""


@dataclass(frozen=True)
class Remembered:
    """How an earlier file with the same headers was read.

    answers : what was said where nothing in a file decided, the newest of each: of day_first, short_dates, decimal,
        time_zone
    told, told_of_answers : sentences that name the load
    """

    kind: str
    mapping: dict[str, str]
    told: str
    answers: dict[str, Any] = field(default_factory=dict)
    told_of_answers: str = ""


def remembered(store: "Engine", headers: Iterable[str], kind: str | None = None) -> Remembered | None:
    """How the newest load of a file with the same headers was read, and what was answered for such files.

    Parameters
    ----------
    store : the company
    headers : in any order
    kind : only loads of this kind; None = of any

    Returns
    -------
    None where there was none. A load that was undone is remembered too: its columns were matched.
    """
    wanted = sorted(headers)
    loads = store.rows(
        "select kind, name, mapping, reading, loaded_at from uploads where $kind is null or kind = $kind "
        f"order by upload_id desc limit {MOST_REMEMBERED}",
        kind=kind,
    )
    found = None
    for load in loads.itertuples():
        way = json.loads(load.reading)
        if sorted(way.get("headers", [""])) != wanted or (found and found.kind != load.kind):
            continue
        given = {"name": load.name, "day": f"{load.loaded_at:%Y-%m-%d}"}
        if found is None:
            told = _("The columns were matched as in {name}, loaded on {day}.").format(**given)
            found = Remembered(load.kind, json.loads(load.mapping), told)
        new = {name: said for name, said in way.get("answers", {}).items() if name not in found.answers}
        if new:
            told = _("Read options as for {name}, loaded on {day}.").format(**given)
            found = replace(found, answers=found.answers | new, told_of_answers=found.told_of_answers or told)
    return found
