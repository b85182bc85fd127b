"""What every number means, in one place: the definitions page shows it and tooltips quote it."""

from cx.definitions import (
    campaigns,
    competitors,
    complaints,
    contacts,
    customer_types,
    economics,
    everywhere,
    funnel,
    home,
    journey,
    journey_map,
    loads,
    money,
    movement,
    names,
    offers,
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
    study,
    support,
    team,
    tiers,
    value,
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
        economics,
        value,
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
        offers,
        campaigns,
        study,
        competitors,
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
