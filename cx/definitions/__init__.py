"""What every number means, in one place: the definitions page shows it and tooltips quote it."""

from cx.definitions import (
    complaints,
    contacts,
    customer_types,
    everywhere,
    funnel,
    home,
    journey,
    journey_map,
    loads,
    money,
    movement,
    names,
    playbook,
    programme,
    promises,
    reading,
    recognition,
    requests,
    retention,
    rfm,
    rooms,
    stages,
    support,
    team,
    tiers,
    voice,
)
from cx.definitions.definition import Definition

EVERY: list[Definition] = [
    definition
    for part in (
        everywhere,
        home,
        money,
        tiers,
        movement,
        rfm,
        customer_types,
        playbook,
        funnel,
        retention,
        stages,
        journey,
        journey_map,
        voice,
        promises,
        complaints,
        support,
        recognition,
        requests,
        programme,
        team,
        names,
        rooms,
        contacts,
        loads,
        reading,
    )
    for definition in part.DEFINITIONS
]
SUBJECTS: list[str] = list(dict.fromkeys(definition.subject for definition in EVERY))


def of(term: str) -> Definition:
    """The definition of a term.

    Parameters
    ----------
    term : its name, in English

    Raises
    ------
    KeyError
        When there is none.

    Examples
    --------
    >>> of("Tin").formula
    'contribution < 0'
    """
    return {definition.term: definition for definition in EVERY}[term]
