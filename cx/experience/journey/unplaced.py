"""What the map and the data do not share: names, topics and teams on no touchpoint, and entries that match nothing."""

from typing import Any

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.journey import journey_map, meetings

COLUMNS = ["source", "name", "channel", "campaign", "kind", "names", "contacts", "people", "cost"]


@scoped
def elsewhere(store: Engine, scope: Scope, *, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Names on no touchpoint: contacts, orders, tickets, topics and survey subjects of the 12 months up to a day.

    Parameters
    ----------
    store, as_of, rows, region, channel, segment : as of `cx.journey.map`; topics and subjects are of everybody

    Returns
    -------
    One row a name, by source and contacts: source ("contacts", "orders", "tickets", "topics", "subjects"; "" for all
    rarer names together), name (as a rule of met_by, or the topic or subject; "" where rows say nothing), channel,
    campaign, kind, names (1, or of how many the row is), contacts (rows; orders, not their lines), people
    (distinct), cost (NaN where none is known).

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> orders = b"order_id,customer_id,ordered_at,revenue,channel\\n1,A,2025-03-01,90,Market\\n"
    >>> _ = store.load("orders", orders)
    >>> elsewhere(store, date(2025, 3, 31))[["source", "name", "contacts", "people"]].values.tolist()
    [['orders', 'orders:Market', 1, 1]]
    """
    asked = meetings.asked(store, scope, rows)
    met = store.read(
        "journey/name_people",
        places=meetings.places(store, asked),
        places_of_touchpoints=len(asked.touchpoints),
        most=meetings.MOST_ELSEWHERE,
    )
    met = met.assign(people=met["place"].map(meetings.people(store, asked)), source=met["source"].fillna(""))
    met["name"] = [_written(row) for row in met.itertuples()]
    words = store.read(
        "journey/words_elsewhere",
        **asked.days,
        topics=journey_map.topics(asked.touchpoints)["topics"],
        subjects=journey_map.asked_as(asked.touchpoints)["subjects"],
        most=meetings.MOST_ELSEWHERE,
    ).assign(names=1)
    found = pd.concat([part for part in (met, words) if len(part)] or [met], ignore_index=True)
    found = found.assign(is_rest=found["source"] == "").sort_values(
        ["is_rest", "source", "contacts", "name"], ascending=[True, True, False, True], ignore_index=True
    )
    return found.reindex(columns=COLUMNS).astype({"contacts": int, "people": int, "names": int, "cost": float})


@scoped
def unmatched(store: Engine, scope: Scope, *, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Entries of the map that no row of the data has.

    Parameters
    ----------
    store, as_of, rows : as of `cx.journey.map`; met_by looks at 12 months, topics and subjects at all of the past
    region, channel, segment : not used: what the map names is looked for in everybody's rows

    Returns
    -------
    One row an entry, in the order of the map: touchpoint, column ("met_by", "asked_as" or "topics"), entry.

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("journey", b"touchpoint,step,p,team,met_by\\nShop,buy,place,stores,orders:Shop\\n")
    >>> unmatched(store, date(2025, 3, 31)).values.tolist()
    [['Shop', 'met_by', 'orders:Shop']]
    """
    asked = meetings.asked(store, Scope(scope.as_of), rows)
    known = store.read("journey/words_known", as_of=scope.as_of)
    words = set(zip(known["source"], known["word"], strict=True))
    entries = _entries(asked.touchpoints)
    met = entries[entries["column"] == "met_by"].rename(columns={"entry": "met_by"})
    met = met.reset_index().reindex(columns=["index", *journey_map.COLUMNS])
    by_rule = meetings.Asked(asked.scope, met)
    places = meetings.places(store, by_rule)
    matched = set(met["index"].iloc[store.read("journey/rule_matches", places=places, rules=len(met))["place"]])
    is_known = [
        place in matched if row.column == "met_by" else (row.column, row.entry.lower()) in words
        for place, row in zip(entries.index, entries.itertuples(), strict=True)
    ]
    return entries[[not each for each in is_known]].reset_index(drop=True)


@scoped
def teams_elsewhere(store: Engine, scope: Scope, *, rows: pd.DataFrame | None = None) -> list[str]:
    """Teams that tickets or employees name and that answer for no touchpoint.

    Parameters
    ----------
    store, as_of, rows : as of `cx.journey.map`
    region, channel, segment : not used

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> teams_elsewhere(cx.open_store(), date(2025, 3, 31))
    []
    """
    teams = meetings.asked(store, scope, rows).touchpoints["team"].dropna().str.strip().str.lower().tolist()
    found: list[str] = store.read("journey/teams_elsewhere", as_of=scope.as_of, teams=teams or [""])["team"].tolist()
    return found


def _entries(touchpoints: pd.DataFrame) -> pd.DataFrame:
    """Every entry of the lists of a map: touchpoint, column, entry."""
    rows = [
        (row.touchpoint, column, entry)
        for row in touchpoints.itertuples()
        for column in ("met_by", "asked_as", "topics")
        for entry in journey_map.listed(getattr(row, column))
    ]
    return pd.DataFrame(rows, columns=["touchpoint", "column", "entry"])


def _written(row: Any) -> str:
    """A name as a rule of met_by that meets it; "" where a row says neither channel, campaign nor kind."""
    parts = [part if isinstance(part, str) else "" for part in (row.campaign, row.kind, row.channel)]
    campaign, kind, channel = parts
    if not row.source or not any(parts):
        return ""
    if campaign:
        return f"{row.source}:{campaign}"
    return f"{row.source}:{kind}@{channel}" if kind and channel else f"{row.source}:{kind or channel}"
