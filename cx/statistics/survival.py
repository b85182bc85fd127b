"""How many have left, ordered or answered by then, when some are still waiting? Cumulative incidence by cause."""

from statistics import NormalDist

import numpy as np
import pandas as pd

COLUMNS = ["cause", "day", "at_risk", "people", "share", "low", "high"]


def incidence(counts: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """The share to whom each cause has happened by each day: the Aalen-Johansen estimate, one row a cause and day.

    Parameters
    ----------
    counts : one row a day and cause with day (days waited, 0 or more), cause (None: still waiting then, censored) and
        people. Of one day, those to whom something happened come before those still waiting.
    confidence : of the interval, between 0 and 1

    Returns
    -------
    cause, day : a cause has a row on each day on which anything happened to anybody
    at_risk : who still waited when the day began
    people : to whom the cause happened that day
    share : 0..1, by the end of the day
    low, high : interval on the log(-log) scale; NaN where the share is 0 or 1

    Notes
    -----
    The shares of the causes add up to the share to whom anything happened. With one cause it is 1 - Kaplan-Meier.
    Aalen & Johansen (1978), Scandinavian Journal of Statistics 5, 141-150; variance: Marubini & Valsecchi (1995), 10.2.

    Examples
    --------
    >>> import pandas as pd
    >>> waited = pd.DataFrame({"day": [1, 2, 3], "cause": ["price", None, "price"], "people": [1, 1, 2]})
    >>> incidence(waited)[["day", "at_risk", "share"]].values.tolist()
    [[1.0, 4.0, 0.25], [3.0, 2.0, 1.0]]
    """
    given = counts[counts["people"] > 0]
    happened = given[given["cause"].notna()]
    if happened.empty:
        return pd.DataFrame(columns=COLUMNS)
    table = happened.pivot_table(
        index="day", columns="cause", values="people", aggfunc="sum", fill_value=0, observed=True
    )
    days = table.index.to_numpy()
    at_risk = _at_risk(given, days)
    gone = table.sum(axis=1).to_numpy(dtype=float)
    before = np.concatenate([[1.0], np.cumprod(1 - gone / at_risk)[:-1]])
    parts = [
        _of_cause(cause, days, at_risk, gone, before, table[cause].to_numpy(dtype=float), confidence) for cause in table
    ]
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def median_day(curve: pd.DataFrame, share: float = 0.5) -> float:
    """The first day by which a share is reached.

    Parameters
    ----------
    curve : the rows of one cause of `incidence`
    share : 0..1; one half for the median

    Returns
    -------
    In days; NaN when the share is not reached yet.

    Examples
    --------
    >>> curve = pd.DataFrame({"day": [1, 3, 8], "share": [0.2, 0.5, 0.9]})
    >>> median_day(curve), median_day(curve, 0.95)
    (3.0, nan)
    """
    reached = curve.loc[curve["share"] >= share - 1e-12, "day"]
    return float(reached.iloc[0]) if len(reached) else float("nan")


def median_interval(curve: pd.DataFrame, share: float = 0.5) -> tuple[float, float]:
    """The interval of `median_day`, from the interval of the curve.

    Parameters
    ----------
    curve : the rows of one cause of `incidence`
    share : 0..1; one half for the median

    Returns
    -------
    (low, high) in days: the first days by which the upper and the lower bound of the curve reach the share; NaN where
    the bound does not reach it yet.

    Notes
    -----
    Brookmeyer & Crowley (1982), Biometrics 38, 29-41, on the scale of the curve's interval.

    Examples
    --------
    >>> bounds = {"low": [0.1, 0.3, 0.6], "high": [0.5, 0.7, 1.0]}
    >>> median_interval(pd.DataFrame({"day": [1, 3, 8], "share": [0.2, 0.5, 0.9], **bounds}))
    (1.0, 8.0)
    """
    low, high = (
        median_day(curve.drop(columns="share").rename(columns={bound: "share"}), share) for bound in ("high", "low")
    )
    return low, high


def at(curve: pd.DataFrame, day: float) -> float:
    """The share reached by the end of a day.

    Parameters
    ----------
    curve : the rows of one cause of `incidence`
    day : in days waited

    Returns
    -------
    0..1; 0 before the first day on which anything happened.

    Examples
    --------
    >>> at(pd.DataFrame({"day": [1, 3, 8], "share": [0.2, 0.5, 0.9]}), 7)
    0.5
    """
    until = curve.loc[curve["day"] <= day, "share"]
    return float(until.iloc[-1]) if len(until) else 0.0


def _at_risk(given: pd.DataFrame, days: np.ndarray) -> np.ndarray:
    """How many had waited until each of the days."""
    by_day = given.groupby("day")["people"].sum().sort_index()
    gone_before = np.concatenate([[0], np.cumsum(by_day.to_numpy(dtype=float))])
    waiting: np.ndarray = gone_before[-1] - gone_before[np.searchsorted(by_day.index.to_numpy(), days)]
    return waiting


def _of_cause(
    cause: str,
    days: np.ndarray,
    at_risk: np.ndarray,
    gone: np.ndarray,
    before: np.ndarray,
    people: np.ndarray,
    confidence: float,
) -> pd.DataFrame:
    share = np.cumsum(before * people / at_risk)
    left = at_risk - gone
    spread = np.divide(gone, at_risk * left, out=np.zeros_like(gone), where=left > 0)
    own = before**2 * (at_risk - people) / at_risk**3 * people
    both = before * people / at_risk**2
    # the sums over earlier days of (share now - share then) squared and plain, without a loop over pairs of days
    squared = share**2 * np.cumsum(spread) - 2 * share * np.cumsum(spread * share) + np.cumsum(spread * share**2)
    crossed = share * np.cumsum(both) - np.cumsum(both * share)
    variance = np.maximum(squared + np.cumsum(own) - 2 * crossed, 0)
    low, high = _interval(share, np.sqrt(variance), confidence)
    return pd.DataFrame(
        {
            "cause": cause,
            "day": days,
            "at_risk": at_risk.astype(int),
            "people": people.astype(int),
            "share": np.minimum(share, 1.0),
            "low": low,
            "high": high,
        }
    )


def _interval(share: np.ndarray, error: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    known = (share > 0) & (share < 1 - 1e-12)
    stay = np.where(known, 1 - share, 0.5)
    reach = z * error / (stay * -np.log(stay))
    low, high = 1 - stay ** np.exp(-reach), 1 - stay ** np.exp(reach)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)
