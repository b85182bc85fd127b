"""What every number means, in one place: the definitions page shows it and tooltips quote it."""

from cx.definitions import everywhere, money, tiers
from cx.definitions.definition import Definition

EVERY: list[Definition] = [*everywhere.DEFINITIONS, *money.DEFINITIONS, *tiers.DEFINITIONS]
SUBJECTS: list[str] = list(dict.fromkeys(definition.subject for definition in EVERY))


def of(term: str) -> Definition:
    """The definition of a term. Raises KeyError when there is none.

    >>> of("Tin").formula
    'contribution < 0'
    """
    return {definition.term: definition for definition in EVERY}[term]
