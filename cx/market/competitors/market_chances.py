"""Attributes at which every rival is weak and that customers want: a target group to win."""

from datetime import date

import pandas as pd

from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.experience.requests import request_tables
from cx.market.competitors import our_company, rival_gaps
from cx.statistics.intervals import ENOUGH_TO_RANK

COLUMNS = ["attribute", "importance", "ours", "company", "best", "mean", "asked", "is_important", "is_clear"]


def chances(store: Engine, as_of: date, ours: str | None = None, source: str | None = None) -> pd.DataFrame:
    """Attributes at which every rival scores below the mean of all scores, and that matter or are asked for.

    Parameters
    ----------
    store, as_of, ours, source : as of `cx.competitors.gaps`

    Returns
    -------
    One row a chance, the most important first.

    - attribute, importance, ours (our score, NaN without one)
    - company, best : the best rival and its score; mean : of all scores of all companies
    - asked : customers who asked in the 12 months for the request that names the attribute ("Same-day delivery" names
      Delivery); of several that one which most asked for
    - is_important : importance above its mean over the attributes; else asked is above its mean
    - is_clear : 30 or more scored every rival there, and the 95 % interval of each lies below the mean of all scores

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> lines = b"We,Price,8,9\\nWe,Range,8,1\\nThey,Price,3,9\\nThey,Range,8,1\\n"
    >>> _ = store.load("competitors", b"company,attribute,score,importance\\n" + lines)
    >>> chances(store, date(2025, 12, 31), "We")[["attribute", "company", "best", "is_clear"]].values.tolist()
    [['Price', 'They', 3.0, False]]
    """
    ours = ours or our_company.ours(store)
    scores = rival_gaps.scores(store, as_of, source)
    rivals = scores[scores["company"] != ours]
    if rivals.empty:
        return pd.DataFrame(columns=COLUMNS)
    mean = float((scores["score"] * scores["n"]).sum() / scores["n"].sum())
    best = rivals.sort_values("score", ascending=False, kind="stable").drop_duplicates("attribute")
    rows = best.rename(columns={"score": "best"}).set_index("attribute")
    own = scores[scores["company"] == ours].set_index("attribute")["score"]
    of_attribute = rivals.groupby("attribute").agg(
        high=("high", lambda ends: ends.max(skipna=False)), least=("n", "min")
    )
    asked = _asked(store, as_of, list(rows.index))
    rows = rows[["importance", "company", "best"]].assign(
        ours=own,
        mean=mean,
        asked=asked,
        is_important=rows["importance"] > rows["importance"].mean(),
        is_clear=(of_attribute["high"] < mean) & (of_attribute["least"] >= ENOUGH_TO_RANK),
    )
    is_wanted = rows["is_important"] | (rows["asked"] > rows["asked"].mean())
    found = rows[(rows["best"] < mean) & is_wanted].rename_axis("attribute").reset_index()
    return found.sort_values(["importance", "attribute"], ascending=[False, True], ignore_index=True)[COLUMNS]


def _asked(store: Engine, as_of: date, attributes: list[str]) -> pd.Series:
    """Customers who asked for the request that names each attribute."""
    asked = request_tables.asked(store, Scope(as_of))
    found = store.read("competitors/asked", asked=asked, attributes=attributes)
    return found.set_index("attribute")["customers"].reindex(attributes, fill_value=0)
