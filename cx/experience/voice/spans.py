"""Periods over which votes are counted, and the kept tables of answers and of who is active."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cx.customers import segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope
from cx.engine import statements
from cx.engine.connection import Engine
from cx.experience.voice import measures, weights
from cx.statistics import periods

WINDOW_MONTHS = 12
"""A score is of so many months; who ordered in so many months up to a period's end is active in it."""
EVERY = {"quarter": ("Q", 20), "month": ("M", 36)}
"""How often a score may be asked for, with the letter of pandas and the latest periods that are looked at."""
BY = (None, "tier", "region", "channel", "subject")
UNKNOWN = "(unknown)"


@dataclass(frozen=True)
class Spans:
    """Periods, each by its first and last day."""

    firsts: tuple[date, ...]
    lasts: tuple[date, ...]


def twelve_months(as_of: date, since: date | None = None) -> Spans:
    """The one period up to a day: from `since` on, None: 12 months."""
    return Spans((since or periods.first_day(as_of, WINDOW_MONTHS),), (as_of,))


def calendar(first: date, as_of: date, every: str) -> Spans:
    """The calendar quarters or months from a day to another, the latest ones; the last may be still running.

    Raises
    ------
    ValueError
        For a period that is not in EVERY.

    Examples
    --------
    >>> calendar(date(2025, 2, 3), date(2025, 5, 31), "quarter").lasts
    (datetime.date(2025, 3, 31), datetime.date(2025, 5, 31))
    """
    if every not in EVERY:
        raise ValueError(f"every is one of {', '.join(EVERY)}, not {every!r}")
    letter, most = EVERY[every]
    found = pd.period_range(first, as_of, freq=letter)[-most:]
    lasts = [min(each.end_time.date(), as_of) for each in found]
    return Spans(tuple(each.start_time.date() for each in found), tuple(lasts))


@dataclass(frozen=True)
class Asked:
    """What is asked of the answers: a measure in periods, of whom the filters leave, in groups.

    Attributes
    ----------
    assumptions : of the tiers, where these are the groups; None: the company default
    """

    scope: Scope
    measure: str
    spans: Spans
    by: str | None = None
    assumptions: Assumptions | None = None

    def __post_init__(self) -> None:
        measures.known(self.measure)
        if self.by not in BY:
            raise ValueError(f"by is one of {', '.join(map(str, BY))}, not {self.by!r}")

    @property
    def is_by_subject(self) -> bool:
        return self.by == "subject"


def persons(store: Engine, asked: Asked) -> str:
    """Kept table: customer_id and label of whom the filters leave; without groups of persons one table serves all."""
    by = asked.by if asked.by in ("region", "channel") else None
    given = {"by": by, "unknown": UNKNOWN, **asked.scope.of_customers}
    found = store.keep("voice_persons", statements.text("voice/persons"), **given)
    if asked.by != "tier":
        return found
    placed = segments.placed(store, asked.scope.as_of, asked.assumptions)
    return store.keep("voice_persons", statements.text("voice/persons_by_tier"), persons=found, placed=placed)


def activity(store: Engine, asked: Asked) -> str:
    """Kept table: who is active in each period, over everybody, with their cell."""
    lasts = asked.spans.lasts
    begins = [periods.first_day(last, WINDOW_MONTHS) for last in lasts]
    return store.keep("voice_active", statements.text("voice/activity"), lasts=list(lasts), active_from=begins)


def answers(store: Engine, asked: Asked) -> str:
    """Kept table: the answers of each period, which of them are votes, and the cell of who gave them.

    An answer without a customer is a vote of its own where everybody is looked at.
    """
    measure = measures.known(asked.measure)
    return store.keep(
        "voice_answers",
        statements.text("voice/answers"),
        firsts=list(asked.spans.firsts),
        lasts=list(asked.spans.lasts),
        measure=asked.measure,
        good=measure.good,
        bad=measure.bad,
        has_votes_by_subject=measure.has_votes_by_subject or asked.is_by_subject,
        by_subject=asked.is_by_subject,
        is_of_all=not asked.scope.is_of_some and asked.by in (None, "subject"),
        persons=persons(store, asked),
        activity=activity(store, asked),
    )


def cells(store: Engine, asked: Asked) -> pd.DataFrame:
    """One row a period, group and cell of customers; see `voice/cells`."""
    found = store.read(
        "voice/cells",
        answers=answers(store, asked),
        persons=persons(store, asked),
        activity=activity(store, asked),
        by_subject=asked.is_by_subject,
    )
    return found.fillna(dict.fromkeys(weights.COUNTS, 0)).astype(dict.fromkeys(weights.COUNTS, float))
