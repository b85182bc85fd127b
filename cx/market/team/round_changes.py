"""Changes of the scores between two rounds: of the company, and of each team that is shown in both."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.market.team.company_rounds import rounds
from cx.market.team.team_scores import enps
from cx.statistics import changes as figures

POINTS = "points"


def changes(store: Engine, as_of: date, before: date) -> pd.DataFrame:
    """The scores of a round beside those of another one, as `cx.changes.judged` has it.

    Parameters
    ----------
    store, as_of : as of `cx.team.enps`
    before : the last day that is known of the other round

    Returns
    -------
    First "enps": the company, where its total may be shown in both rounds. Then "team": a row each team (`group`) that
    is shown in both. In points.

    Notes
    -----
    The interval of a change takes the answers of both rounds as independent, though some people answer in both: who
    they are is not known.

    Examples
    --------
    >>> import cx
    >>> changes(cx.open_store(), date(2025, 12, 31), date(2024, 12, 31)).empty
    True
    """
    found = [row for row in [of_company(store, as_of, before)] if row]
    now, then = (enps(store, day).assign(key=lambda rows: rows["team"].str.lower()) for day in (as_of, before))
    both = now.merge(then, on="key", suffixes=("", "_before")).sort_values("team")
    overlaps = _round(store, as_of) == _round(store, before)
    for row in both.to_dict("records"):
        ends = [(row[f"{name}{of}"]) for of in ("", "_before") for name in ("enps", "low", "high", "n")]
        found.append(_row("team", ends[:4], ends[4:], overlaps) | {"group": row["team"]})
    return figures.judged(found)


def of_company(store: Engine, as_of: date, before: date) -> figures.Row | None:
    """The row of the company for `cx.changes.judged`; None where a total may not be shown."""
    now, then = (rounds(store, day).tail(1) for day in (as_of, before))
    if now.empty or now["enps"].isna().all() or then.empty or then["enps"].isna().all():
        return None
    columns = ["enps", "low", "high", "answers"]
    overlaps = now["first_on"].iloc[0] == then["first_on"].iloc[0]
    return _row("enps", now[columns].iloc[0].tolist(), then[columns].iloc[0].tolist(), overlaps)


def of_overview(store: Engine, scope: Scope, then: Scope) -> list[figures.Row]:
    """The change of the company's score, for the overview."""
    row = of_company(store, scope.as_of, then.as_of)
    return [row] if row else []


def _round(store: Engine, day: date) -> date | None:
    found = rounds(store, day)
    return None if found.empty else found["first_on"].iloc[-1]


def _row(measure: str, now: list[float], then: list[float], overlaps: bool) -> figures.Row:
    squares = sum(((high - low) / 2 / figures.Z) ** 2 for _score, low, high, _n in (now, then))
    row = figures.of_sum(measure, POINTS, now[0], then[0], squares, (int(now[3]), int(then[3])))
    return row | {"overlaps": overlaps}
