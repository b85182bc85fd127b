"""Map of the journey: its touchpoints, and the rules that say by which rows each is met."""

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cx.tables import kinds
from cx.tables.columns import STEPS

COLUMNS = tuple(kinds.kept("journey"))
"""The columns of a map, as a journey file has them."""
SOURCES = ("contacts", "orders", "tickets")
"""The tables whose rows meet a customer at a touchpoint; contacts are the rows of touchpoints."""
EVERY = "*"


def touchpoints(found: pd.DataFrame) -> pd.DataFrame:
    """The touchpoints of a map, each once: by step, then position, then as they are given.

    Parameters
    ----------
    found : a map, with the columns of `cx.journey.rows`

    Returns
    -------
    COLUMNS. Of rows with one name, whatever its case, the first counts; `repeated` has the names of these. A row
    without a known step is left out.

    Examples
    --------
    >>> given = {"touchpoint": ["Bill", "Shop", "shop"], "step": ["use", "buy", "buy"], "position": [1, None, 1]}
    >>> touchpoints(pd.DataFrame(given, columns=list(COLUMNS)))["touchpoint"].tolist()
    ['shop', 'Bill']
    """
    known = found.reindex(columns=list(COLUMNS)).dropna(subset=["touchpoint"])
    step = known["step"].str.lower().str.strip()
    known = known.assign(step=step, place=step.map({name: place for place, name in enumerate(STEPS)}))
    known = known.assign(position=pd.to_numeric(known["position"]).astype(float)).dropna(subset=["place"])
    ordered = known.sort_values(["place", "position"], kind="stable", na_position="last")
    return ordered[~_names(ordered).duplicated()].drop(columns="place").reset_index(drop=True)


def repeated(found: pd.DataFrame) -> list[str]:
    """Names of the touchpoints that a map gives more than once: one team answers for each, that of the first row.

    Parameters
    ----------
    found : a map, with the columns of `cx.journey.rows`

    Examples
    --------
    >>> repeated(pd.DataFrame({"touchpoint": ["Shop", "Bill", "shop "]}))
    ['Shop']
    """
    named = found.dropna(subset=["touchpoint"])
    again = _names(named).duplicated(keep=False) & ~_names(named).duplicated()
    names: list[str] = named.loc[again, "touchpoint"].tolist()
    return names


def _names(found: pd.DataFrame) -> pd.Series:
    return found["touchpoint"].str.strip().str.lower()


def listed(cell: object) -> list[str]:
    """The entries of a cell that holds a list, such as met_by and topics.

    Examples
    --------
    >>> listed("Display ads; Search;"), listed(None)
    (['Display ads', 'Search'], [])
    """
    return [part.strip() for part in cell.split(";") if part.strip()] if isinstance(cell, str) else []


@dataclass(frozen=True)
class Rule:
    """One entry of met_by: which rows meet a customer at the touchpoint.

    Attributes
    ----------
    text : as written
    source : one of SOURCES
    name : channel, campaign or kind in lower case; "*" all; a trailing "*" means that it begins so
    channel : where the name is a kind on one channel, that channel, written as the name is; else ""
    is_all_but : whether the rows that do not match are meant
    """

    text: str
    source: str
    name: str
    channel: str
    is_all_but: bool


def rule(text: str) -> Rule:
    """One entry of met_by, read.

    Parameters
    ----------
    text : `orders:`, `contacts:` or `tickets:`, then a channel, campaign or kind; `*` all, `name*` begins with,
        `!name` all but it, `kind@channel` both. Without a source: contacts. Case does not matter.

    Examples
    --------
    >>> rule("contacts:served@Store").channel, rule("orders:!Marketplace").is_all_but, rule("Newsletter*").name
    ('store', True, 'newsletter*')
    """
    source, colon, name = text.partition(":")
    is_sourced = bool(colon) and source.strip().lower() in SOURCES
    rest = (name if is_sourced else text).strip().lower()
    kind, _at, channel = rest.removeprefix("!").partition("@")
    return Rule(
        text=text.strip(),
        source=source.strip().lower() if is_sourced else SOURCES[0],
        name=kind.strip() or EVERY,
        channel=channel.strip(),
        is_all_but=rest.startswith("!"),
    )


def rules(found: pd.DataFrame) -> dict[str, Any]:
    """The rules of every touchpoint, as the parameters of a statement.

    Parameters
    ----------
    found : the answer of `touchpoints`; a place is the number of a row in it, from 0

    Returns
    -------
    Lists of one length: rule_places, rule_sources, rule_names and rule_channels (as `like` reads them),
    rule_exceptions.

    Examples
    --------
    >>> rules(pd.DataFrame({"met_by": ["orders:Web; !mail*", None]}))["rule_names"]
    ['web', 'mail%']
    """
    read = [(place, rule(text)) for place, cell in enumerate(found["met_by"]) for text in listed(cell)]
    return {
        "rule_places": [place for place, _rule in read],
        "rule_sources": [each.source for _place, each in read],
        "rule_names": [_pattern(each.name) for _place, each in read],
        "rule_channels": [_pattern(each.channel) for _place, each in read],
        "rule_exceptions": [each.is_all_but for _place, each in read],
    }


def _pattern(name: str) -> str:
    """A name of a rule as `like` reads it."""
    plain = re.sub(r"([\\%_])", r"\\\1", name.removesuffix(EVERY))
    return plain + "%" if name.endswith(EVERY) else plain


def asked_as(found: pd.DataFrame) -> dict[str, Any]:
    """The survey subject of every touchpoint that has one: subject_places, subjects in lower case."""
    asked = [(place, entry) for place, cell in enumerate(found["asked_as"]) for entry in listed(cell)]
    return {"subject_places": [place for place, _ in asked], "subjects": [entry.lower() for _, entry in asked]}


def topics(found: pd.DataFrame) -> dict[str, list[Any]]:
    """The ticket topics of every touchpoint: topic_places, topics in lower case."""
    told = [(place, entry) for place, cell in enumerate(found["topics"]) for entry in listed(cell)]
    return {"topic_places": [place for place, _ in told], "topics": [entry.lower() for _, entry in told]}
