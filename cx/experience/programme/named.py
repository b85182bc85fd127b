"""Teams and touchpoints that a proposal can name, and owners of the touchpoints."""

from cx.engine.connection import Engine
from cx.experience.journey import map_versions


def teams(store: Engine) -> list[str]:
    """The teams of the map, and those that the employees' survey is about.

    Parameters
    ----------
    store : the company

    Returns
    -------
    Their names, in alphabetical order.

    Examples
    --------
    >>> import cx
    >>> teams(cx.open_store())
    []
    """
    found: list[str] = store.read("programme/teams", map=map_versions.table(store))["team"].tolist()
    return found


def touchpoints(store: Engine) -> list[str]:
    """The touchpoints of the map, then what else satisfaction is asked about.

    Parameters
    ----------
    store : the company

    Returns
    -------
    Their names: those of the map in its order, the others in alphabetical order.

    Examples
    --------
    >>> import cx
    >>> touchpoints(cx.open_store())
    []
    """
    found: list[str] = store.read("programme/touchpoints", map=map_versions.table(store))["touchpoint"].tolist()
    return found


def owners(store: Engine) -> dict[str, int]:
    """How many touchpoints of the map have a person who owns them.

    Parameters
    ----------
    store : the company

    Returns
    -------
    touchpoints and named, as counts.

    Examples
    --------
    >>> import cx
    >>> owners(cx.open_store())
    {'touchpoints': 0, 'named': 0}
    """
    query = "select count(*) as touchpoints, count(nullif(trim(owner), '')) as named from query_table($map)"
    found = store.rows(query, map=map_versions.table(store))
    return {str(name): int(value) for name, value in found.iloc[0].items()}
