"""Models of the metal tiers: clusters of the profitable customers, fitted and named by their centres."""

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.statistics import clusters
from cx.tables.tiers_and_stages import TIERS as TIERS

MEASURES = ["profit", "value", "recency", "frequency", "mix", "trend"]


FEATURES = 2
"""Which scales the measures stand on. A model of other scales places nobody: 2 has recency as silence beyond the usual
gap.
"""
UNITS = {"profit": 0.0, "value": 0.0, "recency": 1.0, "frequency": 0.0, "mix": 0.0, "trend": 1.0}
"""What counts as one standard deviation at least: one usual gap of silence, one standard error of the change of
profit.
"""


@dataclass(frozen=True)
class Limits:
    """Tiers of profitable customers where no number of clusters is stable.

    Attributes
    ----------
    low, high : limits of profit, in units of the model's profit scale; as fitted, its lower and upper quartile
    value : limit of the value to the customer; as fitted, its median

    Notes
    -----
    Platinum: profit >= high and value to the customer >= value; Silver: profit < low and value < `value`; Gold: the
    rest. A value that is not known is on neither side: profit alone decides.
    """

    low: float
    high: float
    value: float


@dataclass(frozen=True)
class Model:
    """Scales, centres and names that place customers, and when and on what they were fitted.

    Attributes
    ----------
    as_of : the date to which it was fitted
    centres : one dict per cluster: cluster (1 = first), tier, size, and its place on each of MEASURES
    means, spreads : of the fitted customers on MEASURES; a measure with spread 0 takes no part
    profit_scale : the money unit of the profit scale: the median profit above 0
    silhouette, stability : quality of the clusters, as of `cx.clusters`
    customers : how many it was fitted to
    limits : in place of the centres, where no number of clusters is stable
    features : the scales of the measures, see FEATURES
    is_first : whether it is the first fit of a store, which the app accepts by itself
    kept : whether it was accepted
    """

    as_of: date
    centres: tuple[dict[str, Any], ...]
    means: dict[str, float]
    spreads: dict[str, float]
    profit_scale: float
    silhouette: float
    stability: float
    customers: int
    limits: Limits | None = None
    features: int = FEATURES
    is_first: bool = False
    kept: bool = False

    def given(self) -> dict[str, Any]:
        """The parameters of the statement that places every customer: scales by measure, centres in standard scores."""
        means = np.array([self.means[name] for name in MEASURES])
        spreads = np.array([self.spreads[name] for name in MEASURES])
        by = np.divide(1.0, spreads, out=np.zeros_like(spreads), where=spreads > 0)
        centres = np.array([[centre[name] for name in MEASURES] for centre in self.centres])
        tiers = [centre["tier"] for centre in self.centres]
        limits = self.limits or Limits(inf, inf, inf)
        return {
            "means": means.tolist(),
            "by": by.tolist(),
            "centres": ((centres.reshape(-1, len(MEASURES)) - means) * by).tolist(),
            "tiers": tiers,
            "others": [[other != tier for other in tiers] for tier in tiers],
            "low": limits.low * self.profit_scale,
            "high": limits.high * self.profit_scale,
            "value": limits.value,
        }

    def varying_measures(self) -> set[str]:
        """The measures that set customers apart in this model."""
        return {name for name, spread in self.spreads.items() if spread > 0}

    def matrix(self) -> np.ndarray:
        """(clusters, measures): the centres in the units of the features."""
        return np.array([[centre[name] for name in MEASURES] for centre in self.centres]).reshape(-1, len(MEASURES))

    def to_json(self) -> str:
        """The model as text, for the store."""
        return json.dumps({**asdict(self), "as_of": self.as_of.isoformat()})

    @staticmethod
    def from_json(text: str) -> "Model":
        """The model that `to_json` wrote, whatever version of this program did; it counts as kept."""
        there = {field.name for field in fields(Model)}
        raw = {name: value for name, value in json.loads(text).items() if name in there}
        return Model(
            **{
                **raw,
                "as_of": date.fromisoformat(raw["as_of"]),
                "centres": tuple(raw["centres"]),
                "limits": Limits(**raw["limits"]) if raw.get("limits") else None,
                "features": raw.get("features", 1),
                "kept": True,
            }
        )


def fit(features: pd.DataFrame, as_of: date, assumptions: Assumptions, accepted: Model | None = None) -> Model:
    """Cluster the profitable customers and name each cluster Platinum, Gold or Silver.

    Parameters
    ----------
    as_of : the date of the model
    assumptions : their clusters, where given, is the number
    features : a row per profitable customer, columns `<measure>_feature` and profit_scale, in an order that does not
        depend on chance
    accepted : the model that a person accepted before: the fit begins at its centres, keeps their number unless another
        one is clearly better, and takes each name from the accepted centre nearest to it

    Returns
    -------
    The model. A cluster of under 3 % of the customers names no tier: it has that of the nearest larger one. Where no
    number of clusters is stable, limits on profit and value take their place. With no profitable customer there is one
    cluster, Gold, where the first profitable customer will stand.
    """
    if features.empty:
        nothing = dict.fromkeys(MEASURES, 0.0)
        centre = {"cluster": 1, "tier": "Gold", "size": 0, **nothing}
        return Model(as_of, (centre,), nothing, nothing, 1.0, float("nan"), float("nan"), 0)
    start = accepted.matrix() if accepted and accepted.centres and not assumptions.clusters else None
    found = clusters.fit(_matrix(features), assumptions.clusters, units=list(UNITS.values()), start=start)
    fitted = Model(
        as_of=as_of,
        centres=_named(found, accepted),
        means=dict(zip(MEASURES, map(float, found.means), strict=True)),
        spreads=dict(zip(MEASURES, map(float, found.spreads), strict=True)),
        profit_scale=float(features.profit_scale.iat[0]),
        silhouette=found.silhouette,
        stability=found.stability,
        customers=found.rows,
    )
    if assumptions.clusters or _hold(found, accepted):
        return fitted
    return replace(fitted, centres=(), limits=_limits(features))


def _hold(found: clusters.Clusters, accepted: Model | None) -> bool:
    """Whether the clusters place customers. What was accepted, clusters or limits, stays unless the other is clearly
    better.
    """
    if accepted is None:
        return found.is_usable
    return found.is_stable if accepted.limits else bool(found.is_large.sum() > 1)


def varying_measures(features: pd.DataFrame) -> set[str]:
    """The measures on which these customers differ.

    Parameters
    ----------
    features : as of `fit`
    """
    return {name for name in MEASURES if features[f"{name}_feature"].nunique() > 1}


def _matrix(features: pd.DataFrame) -> np.ndarray:
    matrix: np.ndarray = features[[f"{name}_feature" for name in MEASURES]].to_numpy(dtype=float)
    return matrix


def _limits(features: pd.DataFrame) -> Limits:
    profit = np.sinh(features["profit_feature"])
    low, high = profit.quantile([0.25, 0.75])
    return Limits(float(low), float(high), float(features["value_feature"].median()))


def _named(found: clusters.Clusters, accepted: Model | None) -> tuple[dict[str, Any], ...]:
    """The clusters as centres of a model, each with its tier."""
    scaled = found.scaled_centres()
    large = np.flatnonzero(found.is_large)
    names = _names_like(found, large, accepted)
    if not names or ("Platinum" not in names and len(large) > 1):
        names = name_clusters(pd.DataFrame(scaled[large], columns=MEASURES), known=found.spreads > 0)
    nearest = ((scaled[:, None, :] - scaled[None, large, :]) ** 2).sum(axis=2).argmin(axis=1)
    return tuple(
        {
            "cluster": place + 1,
            "tier": names[nearest[place]],
            "size": int(found.sizes[place]),
            **dict(zip(MEASURES, map(float, centre), strict=True)),
        }
        for place, centre in enumerate(found.centres)
    )


def _names_like(found: clusters.Clusters, large: np.ndarray, accepted: Model | None) -> list[str]:
    """The tier of the accepted centre nearest to each large cluster; none without accepted centres."""
    if accepted is None or len(accepted.centres) < 2:
        return []
    there = found.scaled(accepted.matrix())
    distances = ((found.scaled_centres()[large, None, :] - there[None]) ** 2).sum(axis=2)
    return [accepted.centres[at]["tier"] for at in distances.argmin(axis=1)]


def assess(features: pd.DataFrame) -> pd.DataFrame:
    """Quality of each number of clusters of these customers.

    Parameters
    ----------
    features : as of `fit`

    Returns
    -------
    One row per number, as of `cx.clusters.assess`; empty where there are too few customers.
    """
    rows = _matrix(features) if len(features) else np.zeros((0, len(MEASURES)))
    return clusters.assess(rows, units=list(UNITS.values()))


def name_clusters(centres: pd.DataFrame, known: np.ndarray) -> list[str]:
    """A metal for each cluster, by its centre alone.

    Parameters
    ----------
    centres : a row per cluster, standard scores on MEASURES
    known : which measures tell anything

    Returns
    -------
    Platinum, Gold or Silver for each row.

    Notes
    -----
    In this order, so that neither labels nor row order nor seed matter:

    1. Platinum: the cluster whose mean of profit and value to the customer is highest (gets and gives most).

    2. Silver: of the others, those whose category mix lies farther from the company's than the average of the
    profitable customers; where the mix is not known or none lies farther, the one whose mean of profit and value to the
    customer is lowest, if another one remains. So are clusters with a lower mean than every one of these, such as
    newcomers: they are not almost as valuable.

    3. Gold: the rest. Should Silver have taken all, the most profitable of them is Gold.

    A single cluster is Gold: nothing sets anybody apart.

    Examples
    --------
    >>> centres = pd.DataFrame([[1.0, 1, 0, 0, -1, 0], [0.0, 0, 0, 0, 2, 0], [0.5, 0, 0, 0, -1, 0]], columns=MEASURES)
    >>> name_clusters(centres, np.array([True] * 6))
    ['Platinum', 'Silver', 'Gold']
    """
    if len(centres) == 1:
        return ["Gold"]
    sides = [name for name, there in zip(MEASURES, known, strict=True) if there and name in ("profit", "value")]
    both = centres[sides].mean(axis=1) if sides else centres["frequency"]
    platinum = both.idxmax()
    rest = centres.drop(platinum)
    silver = rest.index[(rest["mix"] > 0) & known[MEASURES.index("mix")]]
    if len(silver) == 0 and len(rest) > 1:
        silver = [both.drop(platinum).idxmin()]
    if len(silver):
        silver = rest.index[rest.index.isin(silver) | (both[rest.index] < both[silver].min())]
    if len(silver) == len(rest) > 1:
        silver = silver.drop(rest["profit"].idxmax())
    return ["Platinum" if at == platinum else "Silver" if at in silver else "Gold" for at in centres.index]
