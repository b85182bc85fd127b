"""Assumption sets: assumptions kept under a name, one of them the company default."""

import json
import math
from dataclasses import asdict, dataclass

import pandas as pd

from cx.customers.assumptions import GROSS_MARGIN, Assumptions, Band
from cx.engine.connection import Engine
from cx.errors import StoreError
from cx.tables.tiers_and_stages import TIERS
from cx.text.formatting import _

LONGEST_NAME = 60
_AMOUNT = (int, float)
_TYPES: dict[str, type | tuple[type, ...]] = {
    "gross_margin": _AMOUNT,
    "cost_per_order": _AMOUNT,
    "cost_per_contact": _AMOUNT,
    "cost_per_ticket": _AMOUNT,
    "fixed_cost_a_year": _AMOUNT,
    "fixed_cost_key": str,
    "clusters": int,
    "bands": list,
    "bands_by": str,
}


def sets(store: Engine) -> pd.DataFrame:
    """Assumption sets by name.

    Returns
    -------
    One row per assumption set: name, made_by ("" where nobody said), made_at, is_default, assumptions (an
    `Assumptions`).
    """
    return store.once("assumption sets", lambda: _read(store)).copy()


def save(
    store: Engine,
    name: str,
    assumptions: Assumptions,
    *,
    made_by: str = "",
    is_default: bool = False,
    replaces: bool = False,
) -> None:
    """Save assumptions under a name.

    Parameters
    ----------
    store : the company
    name : of the set
    assumptions : those to save
    made_by : who decided them, for the list of sets
    is_default : whether they become the company default: what `assumptions=None` means in every function
    replaces : whether a set of that name may be overwritten

    Raises
    ------
    StoreError
        For a blank or too long name, and for one that is there and may not be replaced; nothing was changed.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store(":memory:")
    >>> save(store, "Budget 2026", Assumptions(gross_margin=0.4), is_default=True)
    >>> company_default(store).gross_margin
    0.4
    """
    title = " ".join(name.split())
    if not 0 < len(title) <= LONGEST_NAME:
        raise StoreError(_("An assumption set needs a name of 1 to {most} characters.").format(most=LONGEST_NAME))
    if not replaces and title in set(sets(store).name):
        raise StoreError(_("There is an assumption set “{name}” already: nothing was saved.").format(name=title))
    with store.transaction() as cursor:
        if is_default:
            cursor.execute("update assumption_sets set is_default = false").fetchall()
        cursor.execute(
            "insert or replace into assumption_sets values ($name, $made_by, now()::timestamp, $is_default, $given)",
            {
                "name": title,
                "made_by": " ".join(made_by.split()),
                "is_default": is_default,
                "given": to_json(assumptions),
            },
        ).fetchall()


def make_default(store: Engine, name: str | None) -> None:
    """Make a set the company default.

    Parameters
    ----------
    store : the company
    name : of the set; None: the recorded figures are the default, as in a new store

    Raises
    ------
    StoreError
        When there is no set of that name; nothing was changed.
    """
    if name is not None:
        _require(store, name)
    with store.transaction() as cursor:
        cursor.execute("update assumption_sets set is_default = (name is not distinct from $name)", {"name": name})


@dataclass(frozen=True)
class Deleted:
    """An assumption set that was deleted, for `restore`."""

    name: str
    made_by: str
    is_default: bool
    assumptions: Assumptions


def remove(store: Engine, name: str) -> Deleted:
    """Delete an assumption set; if it was the company default, the recorded figures are.

    Parameters
    ----------
    store, name : the company, and the set

    Returns
    -------
    The deleted set, for `restore`.

    Raises
    ------
    StoreError
        When there is no set of that name.
    """
    row = _require(store, name)
    with store.transaction() as cursor:
        cursor.execute("delete from assumption_sets where name = $name", {"name": name}).fetchall()
    return Deleted(name, row.made_by, bool(row.is_default), row.assumptions)


def restore(store: Engine, deleted: Deleted) -> None:
    """Save a deleted set again, as the default where it was.

    Parameters
    ----------
    store : the company
    deleted : the answer of `remove`

    Raises
    ------
    StoreError
        When a set of that name was saved since.
    """
    save(store, deleted.name, deleted.assumptions, made_by=deleted.made_by, is_default=deleted.is_default)


def company_default(store: Engine) -> Assumptions:
    """The assumptions of the set that is the company default; `Assumptions()` where none is."""
    found = sets(store)
    default = found[found.is_default]
    return Assumptions() if default.empty else default.assumptions.iat[0]


def given_or_default(store: Engine, assumptions: Assumptions | None) -> Assumptions:
    """What a function computes with.

    Parameters
    ----------
    store : the company
    assumptions : they are the answer; None: the company default
    """
    return company_default(store) if assumptions is None else assumptions


def margin_or_default(store: Engine, gross_margin: float | None) -> float:
    """The gross margin of goods whose cost no line says, as the product answers take it.

    Parameters
    ----------
    store : the company
    gross_margin : it is the answer (0..1); None: that of the company default, else GROSS_MARGIN
    """
    if gross_margin is None:
        gross_margin = company_default(store).gross_margin
    return GROSS_MARGIN if gross_margin is None else gross_margin


def differences(one: Assumptions, other: Assumptions) -> list[str]:
    """The fields in which two differ.

    Parameters
    ----------
    one, other : the assumptions to compare

    Returns
    -------
    Their names, in the order of `Assumptions`.

    Examples
    --------
    >>> differences(Assumptions(gross_margin=0.4), Assumptions(clusters=4))
    ['gross_margin', 'clusters']
    """
    ours, theirs = asdict(one), asdict(other)
    return [field for field in ours if ours[field] != theirs[field]]


def to_json(assumptions: Assumptions) -> str:
    """Assumptions as JSON.

    Returns
    -------
    The fields that are not as in `Assumptions()`; an open end of a band is null.

    Examples
    --------
    >>> to_json(Assumptions(gross_margin=0.4, fixed_cost_key="revenue"))
    '{"gross_margin":0.4,"fixed_cost_key":"revenue"}'
    """
    given = {field: getattr(assumptions, field) for field in differences(assumptions, Assumptions())}
    if assumptions.bands:
        given["bands"] = [
            [tier, *(end if math.isfinite(end) else None for end in ends)] for tier, *ends in assumptions.bands
        ]
    return json.dumps(given, separators=(",", ":"))


def from_json(text: str) -> Assumptions:
    """The assumptions of `to_json`.

    Raises
    ------
    ValueError
        For a text that is none: no JSON, an unknown field, a value of another type or outside its range.

    Examples
    --------
    >>> from_json('{"gross_margin":0.4}').gross_margin
    0.4
    """
    try:
        given = json.loads(text, parse_constant=_not_finite)
        for field, value in given.items():
            if not isinstance(value, _TYPES[field]) or isinstance(value, bool):
                raise ValueError(f"{field} cannot be {value!r}")
        if "bands" in given:
            given["bands"] = tuple(_band(*one) for one in given["bands"])
        return Assumptions(**given)
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError(str(error)) from error


def _band(tier: str, low: float | None, high: float | None) -> Band:
    if tier not in TIERS:
        raise ValueError(f"{tier} is no tier")
    return tier, -math.inf if low is None else float(low), math.inf if high is None else float(high)


def _not_finite(text: str) -> None:
    raise ValueError(f"{text} is no amount")


def _read(store: Engine) -> pd.DataFrame:
    found = store.rows("select name, made_by, made_at, is_default, assumptions from assumption_sets order by name")
    found["assumptions"] = [from_json(text) for text in found.assumptions]
    return found


def _require(store: Engine, name: str) -> pd.Series:
    found = sets(store)
    if name not in set(found.name):
        raise StoreError(_("There is no assumption set “{name}”.").format(name=name))
    return found[found.name == name].iloc[0]
