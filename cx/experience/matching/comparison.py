"""Cases beside their matched customers: the path of their orders, what they had in common, who was used twice."""

from typing import Any

import pandas as pd

from cx.customers.filters import Scope
from cx.engine.connection import Engine
from cx.experience.matching import matched_cases
from cx.experience.matching.effect_of_events import until
from cx.experience.matching.matched_cases import Events

DAYS = range(0, 181, 10)
ALIKE = 0.1
"""Covariates whose means are closer, in standard deviations of the cases, count as balanced."""
ROUGH_FROM = 0.1
"""With a larger share of places taken by people used before, the interval is marked "rough"."""


def path(store: Engine, scope: Scope, events: Events) -> pd.DataFrame:
    """Orders after an event, day by day, of cases and of their matched customers.

    Returns
    -------
    One row an outcome, who ("case" or "matched") and day (0 to 180 by 10): outcome, who, day, orders (cumulative, a
    case), n (cases with matched customers). On day 180 the orders of n cases are those of `effect`.
    """
    found = store.read("matching/path", **_given(store, scope, events), events=events.table)
    parts = []
    for outcome in events.outcomes:
        part = found[found["outcome"] == outcome]
        for who in ("case", "matched") if len(part) else ():
            by_day = part[part["who"] == who].set_index("day")["orders"].reindex(DAYS, fill_value=0.0).cumsum()
            parts.append(
                pd.DataFrame({"outcome": outcome, "who": who, "day": by_day.index, "orders": by_day.to_numpy()}).assign(
                    n=int(part["n"].iloc[0])
                )
            )
    columns = ["outcome", "who", "day", "orders", "n"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def balance(store: Engine, scope: Scope, events: Events) -> pd.DataFrame:
    """How alike cases and matched customers were before the event.

    Returns
    -------
    One row a covariate: covariate ("orders" of 180 days, "spend" as ln(1 + spend of 365 days), "tenure" and "recency"
    in days), n (cases with matched customers), case_mean, matched_mean (each case counts once), difference (of the
    means, in standard deviations of the cases; NaN for a single case).
    """
    found = store.read("matching/balance", **_given(store, scope, events))
    return found if found["n"].sum() else found.head(0)


def reuse(store: Engine, scope: Scope, events: Events) -> pd.DataFrame:
    """How often the same customer was matched more than once.

    Returns
    -------
    One row: places (of matched customers beside the cases), people (different ones), share (of the places taken by
    somebody who was matched before, 0..1; NaN without places), is_rough (the share is above ROUGH_FROM, so that the
    interval of the ratio covers less than it says).
    """
    found = store.read("matching/reuse", **_given(store, scope, events))
    share = 1 - found["people"] / found["places"].where(found["places"] > 0)
    return found.assign(share=share, is_rough=share > ROUGH_FROM)


def _given(store: Engine, scope: Scope, events: Events) -> dict[str, Any]:
    of = matched_cases.real(store, events)
    return {"as_of": until(store, scope), "profiles": of.profiles, "pairs": of.pairs, **scope.of_customers}
