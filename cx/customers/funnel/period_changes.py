"""Changes of the lifecycle funnel between two periods of entry, for everybody or group by group."""

from datetime import date, timedelta

import pandas as pd

from cx.customers.filters import Scope, scoped
from cx.customers.funnel import lifecycle_rates
from cx.engine import coverage
from cx.engine.connection import Engine
from cx.statistics import changes as figures

RUN_UP_DAYS = 180
"""So long touchpoints are recorded before a period whose first touches are counted: before, everybody looks new."""
EVERYBODY = "All"
"""The group of the rows about all groups together."""


@scoped
def changes(
    store: Engine,
    scope: Scope,
    entered_from: date,
    before: tuple[date, date],
    breakdown: str | None = None,
    **windows: int,
) -> pd.DataFrame:
    """The funnel of a period beside that of another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : the company, and the last day of the period
    region, channel, segment : as of `cx.funnel.lifecycle`
    entered_from : first day of the period, which ends with as_of
    before : first and last day of the other period
    breakdown : "channel", "campaign" or "region": its groups stand after the rows of everybody
    windows : acquire_within_days, retain_within_days of `cx.funnel.lifecycle`

    Returns
    -------
    Rows of "Reach" (people first touched, as a ratio of those a day), "Acquire" and "Retain" (shares). Both periods
    count only people whose window is over at as_of. A group has rows where anybody is known of it in both periods.
    Reach has no earlier data where touchpoints begin under RUN_UP_DAYS before the other period, as everybody looks new
    then. By region or segment there is no Reach.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 12, 31))).empty
    True
    """
    return figures.judged(rows(store, scope, entered_from, before, breakdown, **windows))


def rows(
    store: Engine,
    scope: Scope,
    entered_from: date,
    before: tuple[date, date],
    breakdown: str | None = None,
    **windows: int,
) -> list[figures.Row]:
    """The rows of `changes` before their verdicts, for another family of them.

    Parameters
    ----------
    store, scope : the company, and the period's last day with whom to show
    entered_from, before, breakdown, windows : as of `changes`

    Returns
    -------
    Rows for `cx.changes.judged`, everybody's first, then those of the groups in the order of `cx.funnel.lifecycle`.
    """
    spans = (entered_from, scope.as_of), before
    counts = not scope.is_of_buyers and breakdown != "region" and _recorded_since(store) <= entered_from
    is_known = counts and _recorded_since(store) <= before[0] - timedelta(days=RUN_UP_DAYS)
    found: list[figures.Row] = []
    for by in (None, breakdown) if breakdown else (None,):
        now, then = (
            lifecycle_rates.lifecycle(store, scope, breakdown=by, entered_from=first, entered_to=last, **windows)
            for first, last in spans
        )
        if by is None:
            now, then = now.assign(group=EVERYBODY), then.assign(group=EVERYBODY)
        overlaps = before[1] >= entered_from
        days = [(last - first).days + 1 for first, last in spans]
        reached = _reached(now, then, days, is_known, overlaps) if counts else []
        rates = _rates(now, then, overlaps)
        rows_of_both = [row for row in [*reached, *rates] if row["group"] in set(then["group"])]
        place = {group: number for number, group in enumerate(dict.fromkeys(now["group"]))}
        found += sorted(rows_of_both, key=lambda row: place[row["group"]])
    return found


def _rates(now: pd.DataFrame, then: pd.DataFrame, overlaps: bool) -> list[figures.Row]:
    """Acquire and Retain of each group that anybody is known of in the later period."""
    earlier = then.set_index(["group", "step"])[["people", "eligible"]]
    found = []
    for step in now[(now["step"] != "Reach") & (now["eligible"] > 0)].itertuples():
        key = (step.group, step.step)
        people, eligible = earlier.loc[key] if key in earlier.index else (0, 0)
        counts = (int(step.people), int(step.eligible)), (int(people), int(eligible))
        found.append(figures.of_share(step.step, *counts, group=step.group, overlaps=overlaps))
    return found


def _reached(
    now: pd.DataFrame, then: pd.DataFrame, days: list[int], is_known: bool, overlaps: bool
) -> list[figures.Row]:
    """Reach of each group, beside that of the earlier period where that is known."""
    earlier = then[then["step"] == "Reach"].set_index("group")["people"]
    return [
        figures.of_count(
            "Reach",
            (int(step.people), days[0]),
            (int(earlier.get(step.group, 0)), days[1]) if is_known else None,
            group=step.group,
            overlaps=overlaps,
        )
        for step in now[(now["step"] == "Reach") & (now["people"] > 0)].itertuples()
    ]


def _recorded_since(store: Engine) -> date:
    """The first day of a touchpoint; the last of all days where there is none."""
    first = coverage.tables(store).set_index("kind").at["touchpoints", "first_on"]
    return date.max if pd.isna(first) else pd.Timestamp(first).date()
