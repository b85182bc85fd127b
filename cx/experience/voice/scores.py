"""NPS, CSAT and CES with one vote per person, weighted to the active customers, with the rates of answering."""

from datetime import date, timedelta
from math import nan

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.customers.segments import TIERS
from cx.engine.connection import Engine
from cx.experience.voice import spans, weights
from cx.experience.voice.measures import MEASURES
from cx.experience.voice.spans import UNKNOWN, Asked
from cx.statistics import intervals

ANSWER_DAYS = 30
"""An invitation is answered by an answer within so many days."""
COLUMNS = [
    "group", "n", "people", "answers", "not_active", "active", "rate_answered", "rate_low", "rate_high", "asked",
    "rate_asked", "value", "low", "high", "raw", "lowest", "highest", "is_weighted",
]  # fmt: skip


@scoped
def score(
    store: Engine,
    scope: Scope,
    measure: str = "nps",
    by: str | None = None,
    assumptions: Assumptions | None = None,
    *,
    since: date | None = None,
) -> pd.DataFrame:
    """A score of the 12 months up to a day: one vote a person, weighted; every answer alike beside it.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    measure : "nps", "csat" or "ces"
    by : None: all in one row; "tier", "region", "channel" (of the first touch) or "subject" (of the question)
    assumptions : of the tiers; None: the company default
    since : first day of the period; None: 12 months
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a group; tiers in their order, others by people, ties by name, "(unknown)" last.

    - group : "" without `by`
    - n : votes behind the value; people : who cast them; answers : all that were given, repeated ones too
    - not_active : people who answered and are counted apart, as they did not order in the 12 months to the period's end
    - active : people who ordered in them; rate_answered, rate_low, rate_high : the share of these who answered, 0..1
    - asked : people invited, by invitations that are 30 days old; rate_asked : the share of these who answered a survey
      within 30 days; NaN without invitations, and by subject
    - value : nps -100..100, csat and ces 0..1; low, high : its 95 % interval; NaN without a vote
    - raw : the same of every answer alike; lowest, highest : the scores that were given, from and to
    - is_weighted : False where the answers were too few to weigh: then every vote counts alike, whoever gave it

    Raises
    ------
    ValueError
        For another measure or group; by tier in a store without orders.

    Notes
    -----
    A vote is a person's latest answer in the period, for csat that on each subject; of two at one moment the later line
    of the later file. An answer without a customer is a vote of its own, counted where nothing is weighted or filtered.
    Weights: active customers by their number of orders in 12 months, cut at the quintiles over everybody, neighbours
    merged until 30 people of each cell answered; a vote weighs the cell's share of active people by its share of people
    who answered. Weights cannot make up for people who never answer. Tiers are no cells: satisfaction is one of their
    signs.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> given = [f"2025-01-{day:02d},C{day},nps,{score}" for day, score in enumerate([9] * 5 + [7] * 3 + [2] * 2, 1)]
    >>> _ = store.load("surveys", "\\n".join(["answered_at,customer_id,measure,score", *given]).encode())
    >>> score(store, date(2025, 12, 31))[["n", "value", "low", "high"]].round(1).values.tolist()
    [[10.0, 30.0, -19.1, 65.2]]
    """
    asked = Asked(scope, measure, spans.twelve_months(scope.as_of, since), by, assumptions)
    rows = [row(str(group), cells, measure) for group, cells in spans.cells(store, asked).groupby("label")]
    found = pd.DataFrame(rows, columns=COLUMNS)
    return _ordered(_with_invitations(store, asked, found), by)


def row(group: str, cells: pd.DataFrame, name: str) -> dict[str, object]:
    """One row of `score`, from the cells of a group in a period; invitations are not known here."""
    measure = MEASURES[name]
    weighted = weights.weigh(cells)
    value, low, high = weights.value(weighted, measure)
    is_inside = cells["cell"] != weights.OUTSIDE
    active, answered = int(cells["active"].sum()), int(cells.loc[is_inside, "people"].sum())
    rate, rate_low, rate_high = intervals.wilson(answered, active)
    answers = int(cells["answers"].sum())
    return {
        "group": group,
        "n": int(weighted.cells["votes"].sum()),
        "people": int(weighted.cells["people"].sum()),
        "answers": answers,
        "not_active": int(cells.loc[~is_inside, "people"].sum()) if weighted.is_weighted else 0,
        "active": active,
        "rate_answered": rate, "rate_low": rate_low, "rate_high": rate_high,
        "asked": 0, "rate_asked": nan,
        "value": value, "low": low, "high": high,
        "raw": measure.scale * float(cells["answers_sum"].sum()) / answers if answers else nan,
        "lowest": cells["lowest"].min(), "highest": cells["highest"].max(),
        "is_weighted": weighted.is_weighted,
    }  # fmt: skip


def _with_invitations(store: Engine, asked: Asked, found: pd.DataFrame) -> pd.DataFrame:
    """The rows with who was invited, and how many of these answered."""
    if asked.is_by_subject or found.empty:
        return found
    invited = store.read(
        "voice/invited",
        persons=spans.persons(store, asked),
        since=asked.spans.firsts[0],
        until=asked.scope.as_of - timedelta(days=ANSWER_DAYS),
        measures=list(MEASURES),
    ).set_index("label")
    people, answered = (found["group"].map(invited[name]) for name in ("asked", "answered_when_asked"))
    return found.assign(asked=people.fillna(0).astype(int), rate_asked=(answered / people).astype(float))


def _ordered(found: pd.DataFrame, by: str | None) -> pd.DataFrame:
    if by == "tier":
        place = found["group"].map(TIERS.index)
    else:
        place = -found["people"] + (found["group"] == UNKNOWN) * (found["people"].sum() + 1)
    return found.assign(place=place).sort_values(["place", "group"], ignore_index=True).drop(columns="place")
