"""Which metal a cluster of profitable customers is: fitted, named by centroid, kept as a model."""

import ast
import json
from dataclasses import asdict, dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from cx import clusters
from cx.assumptions import Assumptions

TIERS = ["Platinum", "Gold", "Silver", "Bronze", "Tin"]
MEASURES = ["profit", "value", "recency", "frequency", "mix", "trend"]


@dataclass(frozen=True)
class Model:
    """Scales, centres and names that place customers, and when and on what they were fitted.

    centres : one dict per cluster: cluster (1 = first), tier, size, and its place on each of MEASURES
    means, spreads : of the fitted customers on MEASURES; a measure with spread 0 takes no part
    profit_scale : the money unit of the profit scale: the median profit above 0
    """

    as_of: date
    centres: tuple[dict, ...]
    means: dict[str, float]
    spreads: dict[str, float]
    profit_scale: float
    silhouette: float
    stability: float
    customers: int
    kept: bool = False

    def given(self) -> dict:
        """The parameters of the statement that places every customer: scales by measure, centres in standard scores."""
        means = np.array([self.means[name] for name in MEASURES])
        spreads = np.array([self.spreads[name] for name in MEASURES])
        by = np.divide(1.0, spreads, out=np.zeros_like(spreads), where=spreads > 0)
        centres = np.array([[centre[name] for name in MEASURES] for centre in self.centres])
        tiers = [centre["tier"] for centre in self.centres]
        return {
            "means": means.tolist(),
            "by": by.tolist(),
            "centres": ((centres - means) * by).tolist(),
            "tiers": tiers,
            "others": [[other != tier for other in tiers] for tier in tiers],
        }

    def to_json(self) -> str:
        """The model as text, for the store."""
        return json.dumps({**asdict(self), "as_of": self.as_of.isoformat()})

    @staticmethod
    def from_json(text: str) -> "Model":
        """The model that `to_json` wrote; it counts as kept."""
        raw = json.loads(text)
        return Model(
            **{
                **raw,
                "as_of": date.fromisoformat(raw["as_of"]),
                "centres": tuple(raw["centres"]),
                "kept": True,
            }
        )


def fit(features: pd.DataFrame, as_of: date, assumptions: Assumptions) -> Model:
    """Cluster the profitable customers and name each cluster Platinum, Gold or Silver.

    features : a row per profitable customer, columns `<measure>_feature` and profit_scale, in an order that does not
        depend on chance
    With no profitable customer the model has one cluster, Gold, where the first profitable customer will stand.
    """
    if features.empty:
        nothing = dict.fromkeys(MEASURES, 0.0)
        centre = {"cluster": 1, "tier": "Gold", **nothing}
        return Model(as_of, (centre,), nothing, nothing, 1.0, float("nan"), float("nan"), 0)
    matrix = features[[f"{name}_feature" for name in MEASURES]].to_numpy(dtype=float)
    found = clusters.fit(matrix, assumptions.clusters)
    names = name_clusters(pd.DataFrame(found.scaled_centres(), columns=MEASURES), known=found.spreads > 0)
    centres = tuple(
        {"cluster": place + 1, "tier": names[place], **dict(zip(MEASURES, map(float, centre), strict=True))}
        for place, centre in enumerate(found.centres)
    )
    return Model(
        as_of=as_of,
        centres=centres,
        means=dict(zip(MEASURES, map(float, found.means), strict=True)),
        spreads=dict(zip(MEASURES, map(float, found.spreads), strict=True)),
        profit_scale=float(features.profit_scale.iat[0]),
        silhouette=found.silhouette,
        stability=found.stability,
        customers=found.rows,
    )


def assess(features: pd.DataFrame) -> pd.DataFrame:
    """How each number of clusters of these customers would do, see `cx.clusters.assess`; empty where there are too few."""
    if features.empty:
        return clusters.assess(np.zeros((0, 1)))
    return clusters.assess(features[[f"{name}_feature" for name in MEASURES]].to_numpy(dtype=float))


def name_clusters(centres: pd.DataFrame, known: np.ndarray) -> list[str]:
    """A metal for each cluster, by its centre alone.

    centres : a row per cluster, standard scores on MEASURES; known : which measures tell anything
    In this order, so that neither labels nor row order nor seed matter:
    1. Platinum: the cluster whose mean of profit and value to the customer is highest (gets and gives most).
    2. Silver: of the others, those whose category mix lies farther from the company's than the average of the
       profitable customers; where the mix is not known or none lies farther, the least profitable one, if another
       one remains.
    3. Gold: the rest. Should Silver have taken all, the most profitable of them is Gold.
    A single cluster is Gold: nothing sets anybody apart.
    """
    if len(centres) == 1:
        return ["Gold"]
    sides = [
        name for name, there in zip(MEASURES, known, strict=True) if there and name in ("profit", "value")
    ]
    both = centres[sides].mean(axis=1) if sides else centres["frequency"]
    platinum = both.idxmax()
    rest = centres.drop(platinum)
    silver = rest.index[(rest["mix"] > 0) & known[MEASURES.index("mix")]]
    if len(silver) == 0 and len(rest) > 1:
        silver = [rest["profit"].idxmin()]
    if len(silver) == len(rest) > 1:
        silver = silver.drop(rest["profit"].idxmax())
    return ["Platinum" if at == platinum else "Silver" if at in silver else "Gold" for at in centres.index]


def keep(store, model: Model, assumptions: Assumptions) -> int:
    """Store the model, so that later dates are placed by it; returns its number."""
    version = store.data_version
    with store.transaction() as cursor:
        (number,) = cursor.execute(
            """
            insert into models
            select coalesce(max(model_id), 0) + 1, 'tiers', $as_of, $assumptions, $model, $version, now()::timestamp
            from models
            returning model_id
            """,
            {
                "as_of": model.as_of,
                "assumptions": json.dumps(_fitted_with(assumptions)),
                "model": model.to_json(),
                "version": version,
            },
        ).fetchone()
    return number


def forget(store) -> None:
    """Take every kept model away: from here on each date is fitted on its own."""
    with store.transaction() as cursor:
        cursor.execute("delete from models where kind = 'tiers'")


def kept(store, as_of: date, assumptions: Assumptions) -> Model | None:
    """The latest kept model for these assumptions that is not from after as_of.

    An assumption that a model was kept without, as it was not known then, counts as its default.
    """
    table = store.read("kept_models", as_of=as_of)
    wanted = _fitted_with(assumptions)
    for row in table.itertuples():
        if _read(row.assumptions) == wanted:
            return replace(Model.from_json(row.parameters), kept=True)
    return None


def _fitted_with(assumptions: Assumptions) -> dict:
    """The assumptions that a model hangs on: all but the limits of one's own."""
    return {name: value for name, value in asdict(assumptions).items() if name not in _OF_LIMITS}


_OF_LIMITS = ("bands", "bands_by")


def _read(text: str) -> dict:
    """`_fitted_with` as it was kept: as JSON, or as the call that the first models were kept with."""
    if text.startswith("{"):
        given = json.loads(text)
    else:
        parts = ast.parse(text, mode="eval").body.keywords
        given = {part.arg: ast.literal_eval(part.value) for part in parts if part.arg not in _OF_LIMITS}
    return {**_fitted_with(Assumptions()), **given}
