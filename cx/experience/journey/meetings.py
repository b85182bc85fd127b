"""Who was met where: contacts, orders and tickets of 12 months, joined to the touchpoints of a map."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from cx.customers.filters import Scope
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.journey import journey_map, map_versions
from cx.statistics import periods
from cx.tables.columns import STEPS

MONTHS = 12
MOST_ELSEWHERE = 40
"""So many names of no touchpoint are told apart, those with most contacts; the others are one row."""


@dataclass(frozen=True)
class Asked:
    """What is asked of the journey: a map, and whom and when it looks at.

    Attributes
    ----------
    scope : the last day, and whose contacts
    touchpoints : the answer of `journey_map.touchpoints`
    since : the first day; 12 months up to the last one
    """

    scope: Scope
    touchpoints: pd.DataFrame = field(compare=False)

    @property
    def since(self) -> date:
        return periods.first_day(self.scope.as_of, MONTHS)

    @property
    def days(self) -> dict[str, Any]:
        """The window as the parameters of a statement."""
        return {"since": self.since, "as_of": self.scope.as_of}


def asked(store: Engine, scope: Scope, rows: pd.DataFrame | None) -> Asked:
    """What is asked, of a map or else of the map in force."""
    found = map_versions.rows(store) if rows is None else rows
    return Asked(scope, journey_map.touchpoints(found))


def names(store: Engine, asked: Asked) -> str:
    """Kept table of the names under which somebody was met, whatever the map.

    source, channel, campaign, kind, contacts, cost, priced.
    """
    return store.keep("journey_names", _over_contacts("journey/names"), **asked.days, **asked.scope.of_customers)


def places(store: Engine, asked: Asked) -> str:
    """Kept table of the names of each touchpoint: its place, and a name as `names` has it.

    The places of touchpoints are their numbers; the names of no touchpoint follow, see MOST_ELSEWHERE.
    """
    return store.keep(
        "journey_places",
        statements.text("journey/places"),
        names=names(store, asked),
        places=len(asked.touchpoints),
        most=MOST_ELSEWHERE + 1,
        **journey_map.rules(asked.touchpoints),
    )


def met(store: Engine, asked: Asked) -> str:
    """Kept table of the people who were met: person_id, and a bit for each place where they were."""
    return store.keep(
        "journey_met",
        _over_contacts("journey/met"),
        places=places(store, asked),
        bits=_bits(asked),
        **asked.days,
        **asked.scope.of_customers,
    )


def people(store: Engine, asked: Asked) -> dict[int, int]:
    """How many people were met, by place; a step has the place that `step_place` gives it."""
    size, steps = _bits(asked), asked.touchpoints["step"]
    masks = {place: _mask({place}, size) for place in range(size)}
    masks |= {step_place(step): _mask(set(steps.index[steps == step]), size) for step in STEPS}
    found = store.read("journey/met_counts", met=met(store, asked), wanted=list(masks), masks=list(masks.values()))
    return dict(zip(found["place"].astype(int), found["people"].astype(int), strict=True))


def step_place(step: str) -> int:
    """The place of a step among the answers of `people`.

    Examples
    --------
    >>> step_place("aware"), step_place("advocate")
    (-1, -8)
    """
    return -1 - STEPS.index(step)


def _bits(asked: Asked) -> int:
    return len(asked.touchpoints) + MOST_ELSEWHERE + 1


def _mask(places: set[int], size: int) -> str:
    return "".join("1" if place in places else "0" for place in range(size))


def _over_contacts(name: str) -> str:
    """A statement that reads the rows of `journey/contacts` as contacts."""
    return f"with contacts as (\n{statements.text('journey/contacts')}\n)\nselect * from (\n{statements.text(name)}\n)"
