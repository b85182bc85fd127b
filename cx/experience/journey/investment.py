"""Where to invest: importance x shortfall of each touchpoint, with intervals of the ranks."""

from math import nan

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.experience.journey import figures, meetings, study
from cx.statistics import rankings

RESAMPLES, DRAWS, SEED = 2000, 2000, 20240229


@scoped
def invest(
    store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, rows: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The touchpoints of `map`, ranked by importance x shortfall.

    Parameters
    ----------
    store, as_of, assumptions, rows, region, channel, segment : as of `cx.journey.map`

    Returns
    -------
    The rows of `map`, the first rank first, with

    - index : importance x max(-gap, 0), adding up to 1 over the touchpoints of the study; NaN without a study, and
      everywhere where no gap is below 0
    - rank : 1 is the largest index, ties share the better one; NaN unless the gap is below 0 with its interval
    - rank_low, rank_high : 95 % interval of the rank, over resamples of the people

    Notes
    -----
    2,000 resamples, seeded, of people; of more than 2,000 people, of as many groups of them by hash. Each interval
    holds on its own, not all of them together (Mogstad, Romano, Shaikh and Wilhelm 2024).

    Examples
    --------
    >>> from datetime import date
    >>> import cx
    >>> store = cx.open_store()
    >>> journey = b"touchpoint,step,p,team,asked_as\\nPrice,buy,price,finance,Price\\nShop,buy,place,stores,Shop\\n"
    >>> _ = store.load("journey", journey)
    >>> scores = [("Price", 6, 4, 7), ("Shop", 5, 5, 5)] * 2 + [("Price", 6, 3, 7), ("Shop", 5, 6, 5)]
    >>> lines = [
    ...     f"2025-03-01,c{place // 2},{measure},{subject},{score}"
    ...     for place, (subject, *given) in enumerate(scores)
    ...     for measure, score in zip(("promise", "perception", "importance"), given)
    ... ]
    >>> _ = store.load("surveys", "\\n".join(["answered_at,customer_id,measure,subject,score", *lines]).encode())
    >>> invest(store, date(2025, 3, 31))[["touchpoint", "index", "rank", "rank_low", "rank_high"]].values.tolist()
    [['Price', 1.0, 1.0, 1.0, 1.0], ['Shop', 0.0, nan, nan, nan]]
    """
    found = figures.touchpoint_figures(store, scope, assumptions, rows=rows)
    found["index"] = _index(found["importance"], found["gap"])
    ranks = found["index"].rank(ascending=False, method="min")
    is_ranked = (found["gap_high"] < 0) & found["index"].notna()
    found["rank"] = ranks.where(is_ranked)
    found["rank_low"], found["rank_high"] = nan, nan
    if is_ranked.any():
        bounds = _rank_bounds(store, meetings.asked(store, scope, rows)).reindex(found.index)
        found[["rank_low", "rank_high"]] = bounds.where(is_ranked)
    return found.sort_values(["rank", "index"], ascending=[True, False], kind="stable", ignore_index=True)


def _index(importance: pd.Series, gap: pd.Series) -> pd.Series:
    short = importance * (-gap).clip(lower=0)
    return short / short.sum() if short.sum() > 0 else short * nan


def _rank_bounds(store: Engine, asked: meetings.Asked) -> pd.DataFrame:
    places, drawn = study.resampled(store, asked, RESAMPLES, DRAWS, SEED)
    low, high = rankings.ends(rankings.ranked(drawn))
    return pd.DataFrame({"rank_low": low, "rank_high": high}, index=places, dtype=float)
