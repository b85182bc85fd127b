"""The customers behind a touchpoint: who is not satisfied with it, or who met it."""

from typing import Any

import pandas as pd

from cx.customers import listing, saved_segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.experience.journey import figures, journey_map, meetings
from cx.experience.support import window
from cx.experience.voice.masking import masked
from cx.experience.voice.measures import MEASURES
from cx.text.formatting import _

NOT_SATISFIED, MET = "not satisfied", "met"
WHO = (NOT_SATISFIED, MET)
LISTED = 300


@scoped
def people(
    store: Engine,
    scope: Scope,
    touchpoint: str,
    who: str = NOT_SATISFIED,
    assumptions: Assumptions | None = None,
    *,
    rows: pd.DataFrame | None = None,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """The customers behind a touchpoint in the 12 months up to a day, most contribution first.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    touchpoint : its name on the map, whatever its case
    who : "not satisfied" (whose last satisfaction score of it is 3 or less) or "met" (everybody who met it)
    assumptions : of tier and contribution; None: the company default
    rows : another map than the one in force, with the columns of `cx.journey.rows`
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a person, ties by customer_id: customer_id, name, tier and contribution (of the 12 months; blank for who did
    not order in them), region, score and answered_on (the last satisfaction score), comment (masked), complaints and
    open_complaints (about its topics), months (since the first order); customers and contribution_of_all (losses as
    0) are those of the whole list.

    Raises
    ------
    CxError
        For a touchpoint that is not on the map.
    ValueError
        For another group than WHO.

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("journey", b"touchpoint,step,p,team,asked_as\\nShop,buy,place,stores,Shop\\n")
    >>> _ = store.load("surveys", b"answered_at,customer_id,measure,subject,score\\n2025-03-01,A,csat,Shop,2\\n")
    >>> people(store, date(2025, 3, 31), "Shop")[["customer_id", "score"]].values.tolist()
    [['A', 2.0]]
    """
    given = _given(store, scope, touchpoint, who, assumptions, rows)
    found = listing.read(store, "journey/people", limit, **given)
    return found.assign(comment=found["comment"].map(masked, na_action="ignore"))


@scoped
def save_people(
    store: Engine,
    name: str,
    words: str,
    scope: Scope,
    touchpoint: str,
    who: str = NOT_SATISFIED,
    assumptions: Assumptions | None = None,
    *,
    rows: pd.DataFrame | None = None,
) -> int:
    """Save everybody of `people` as a segment; how many they are.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, touchpoint, who, assumptions, rows, region, channel, segment : as of `people`

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, touchpoint, who, assumptions, rows)
    return saved_segments.save(store, name, scope.as_of, words, "journey/people", **given, limit=None)


def _given(
    store: Engine,
    scope: Scope,
    touchpoint: str,
    who: str,
    assumptions: Assumptions | None,
    rows: pd.DataFrame | None,
) -> dict[str, Any]:
    if who not in WHO:
        raise ValueError(f"{who!r} is none of {', '.join(WHO)}.")
    asked = meetings.asked(store, scope, rows)
    places = asked.touchpoints.index[asked.touchpoints["touchpoint"].str.lower() == touchpoint.strip().lower()]
    if not len(places):
        raise CxError(_("“{touchpoint}” is not on the map of the journey.").format(touchpoint=touchpoint))
    return {
        "place": int(places[0]),
        "who": who,
        "good": MEASURES["csat"].good,
        "until": scope.as_of,
        "votes": figures.votes(store, asked),
        "met": meetings.met(store, asked),
        "tickets": window.tickets(store, scope, None),
        "placed": figures.placed(store, scope, assumptions),
        "topics": [entry.lower() for entry in journey_map.listed(asked.touchpoints.at[places[0], "topics"])],
    }
