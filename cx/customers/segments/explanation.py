"""Why is a customer in this tier, and what would lift them? Rules of a shallow tree, and the nearest way up."""

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.segments import tier_table
from cx.customers.segments.tier_model import MEASURES, TIERS, Limits, Model
from cx.engine.connection import Engine
from cx.statistics import intervals, lazy_imports

if TYPE_CHECKING:
    from sklearn.tree import DecisionTreeClassifier

Path = tuple[tuple[int, float, bool], ...]
"""The questions from the root of a tree to a leaf: (feature, threshold, whether above it)."""
Way = tuple[str, float, float, str, float]
"""A single measure that lifts a customer: (measure, now, needed, tier, effort)."""
DEPTH = 3
SAMPLE = 20_000
FARTHEST = 3.0
"""A way up of more standard deviations of the profitable customers is none: hardly anybody stands so far away."""
RULE_MEASURES = ["profit", "value_to_customer", "recency_days", "purchases", "mix_distance", "profit_change"]
BETTER = {"profit": 1, "frequency": 1, "value": 1, "recency": -1, "mix": -1}
"""Which way of a feature is up for the company."""
SHOWN_AS = {
    "profit": "profit",
    "frequency": "purchases",
    "value": "value_to_customer",
    "recency": "recency_days",
    "mix": "mix_distance",
}


# --- rules -------------------------------------------------------------------------------------------------


def rules(
    store: Engine, as_of: date, assumptions: Assumptions | None = None
) -> tuple[pd.DataFrame, intervals.ESTIMATE_LOW_HIGH]:
    """Short list of rules for the clusters: the leaves of a decision tree of depth 3 that imitates them.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Returns
    -------
    (rules, fidelity). No rules with fewer than 2 clusters: then nothing sets anybody apart.

    - rules : one row per leaf, by cluster and then most customers first: cluster, tier, bounds (a tuple of (measure,
      low, high); a customer fits when low < measure <= high), customers (of the sample in the leaf), right (share of
      them that are in that cluster, 0..1)
    - fidelity : (estimate, low, high), share of customers whom a tree fitted to one half of the sample puts in their
      own cluster in the other half, with Wilson's interval; nan with fewer than 2 clusters or 4 customers

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    The sample has at most SAMPLE customers of the clusters, chosen by a hash of their id. A measure that is not known
    of a customer counts as the median; a leaf has at least 1 % of the sample.
    """
    sample = store.read("segments/rule_sample", placed=tier_table.placed(store, as_of, assumptions), rows=SAMPLE)
    columns = ["cluster", "tier", "bounds", "customers", "right"]
    if sample.cluster.nunique() < 2:
        return pd.DataFrame(columns=columns), (float("nan"),) * 3
    used = [measure for measure in RULE_MEASURES if sample[measure].nunique() > 1]
    values = sample[used].fillna(sample[used].median()).to_numpy(dtype=float)
    labels = sample.cluster.to_numpy(dtype=int)
    tree = _tree(values, labels)
    names = dict(zip(labels, sample.tier, strict=True))
    found = [
        (cluster, names[cluster], _bounds(path, used), count, right)
        for path, cluster, count, right in _leaves(tree, values, labels)
    ]
    table = pd.DataFrame(found, columns=columns).sort_values(["cluster", "customers"], ascending=[True, False])
    return table.reset_index(drop=True), _fidelity(values, labels)


def _tree(values: np.ndarray, labels: np.ndarray) -> "DecisionTreeClassifier":
    smallest = max(1, len(values) // 100)
    return (
        lazy_imports.sklearn()
        .tree.DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=smallest, random_state=0)
        .fit(values, labels)
    )


def _fidelity(values: np.ndarray, labels: np.ndarray) -> tuple[float, float, float]:
    """The rows come in the order of a hash, so every second one is a fair half."""
    if len(labels) < 4:
        return (float("nan"),) * 3
    guessed = _tree(values[::2], labels[::2]).predict(values[1::2])
    return intervals.wilson(int((guessed == labels[1::2]).sum()), len(guessed))


def _leaves(
    tree: "DecisionTreeClassifier", values: np.ndarray, labels: np.ndarray
) -> list[tuple[Path, int, int, float]]:
    """(path, cluster, customers, right) of each leaf; path : steps of (feature, threshold, whether above it)."""
    parts: Any = tree.tree_
    found: list[tuple[Path, int, int, float]] = []
    at = tree.apply(values)

    def walk(node: int, path: Path) -> None:
        if parts.children_left[node] == -1:
            own = labels[at == node]
            cluster = int(tree.classes_[parts.value[node][0].argmax()])
            found.append((path, cluster, len(own), float((own == cluster).mean())))
            return
        step = (int(parts.feature[node]), float(parts.threshold[node]))
        walk(parts.children_left[node], (*path, (*step, False)))
        walk(parts.children_right[node], (*path, (*step, True)))

    walk(0, ())
    return found


def _bounds(path: Path, names: list[str]) -> tuple[tuple[str, float, float], ...]:
    """One (measure, low, high) for each measure that the path asks about, the tightest of its questions."""
    ends: dict[str, list[float]] = {}
    for feature, threshold, above in path:
        low_high = ends.setdefault(names[feature], [-np.inf, np.inf])
        if above:
            low_high[0] = max(low_high[0], threshold)
        else:
            low_high[1] = min(low_high[1], threshold)
    return tuple((name, low, high) for name, (low, high) in ends.items())


# --- the way up --------------------------------------------------------------------------------------------


def lifts(store: Engine, as_of: date, customer_id: str, assumptions: Assumptions | None = None) -> pd.DataFrame:
    """Single measures that would move one customer one tier up, the least effort first.

    Parameters
    ----------
    store, as_of, customer_id : the company, the last day of the 12 months, and the customer
    assumptions : None: the company default

    Returns
    -------
    One row for each measure that can, everything else held as it is: measure, now, needed (its value at which the
    customer stands in the next tier), to (that tier), effort (standard deviations of the profitable customers; nan for
    the two rules of loss and for limits). Empty for Platinum, for who is not in the window, and where no single measure
    is enough.

    Raises
    ------
    ValueError
        In a store without orders.

    Notes
    -----
    Tin needs a contribution of 0, Bronze a profit of 0, the others to stand nearest to a centre of a higher tier, at
    most FARTHEST away, or beyond the limits that take the place of clusters.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> lifts(store, date(2025, 1, 31), "B")[["measure", "now", "needed", "to"]].round(2).values.tolist()
    [['contribution', -2.06, 0.0, 'Bronze']]
    """
    found = store.read(
        "segments/features_of_one",
        features=tier_table.features(store, as_of, assumptions),
        customer_id=customer_id,
    )
    columns = ["measure", "now", "needed", "to", "effort"]
    if found.empty:
        return pd.DataFrame(columns=columns)
    row, model = found.iloc[0], tier_table.model(store, as_of, assumptions)
    if row.contribution < 0:
        rows = [("contribution", row.contribution, 0.0, "Bronze", float("nan"))]
    elif row.profit < 0:
        rows = [("profit", row.profit, 0.0, _at_break_even(model, row), float("nan"))]
    elif model.limits:
        rows = _over_limits(model.limits, model.profit_scale, row)
    else:
        rows = _nearest_ways(model, row)
    return pd.DataFrame(rows, columns=columns).sort_values("effort", ignore_index=True)


def _place(model: Model, features: np.ndarray) -> np.ndarray:
    """Features as standard scores of the fitted customers; unknown ones stand at the mean."""
    spreads = np.array([model.spreads[name] for name in MEASURES])
    means = np.array([model.means[name] for name in MEASURES])
    by = np.divide(1.0, spreads, out=np.zeros_like(spreads), where=spreads > 0)
    return np.where(np.isnan(features), 0.0, (features - means) * by)


def _own_features(row: pd.Series) -> np.ndarray:
    return np.array([row[f"{name}_feature"] for name in MEASURES], dtype=float)


def _centres(model: Model) -> np.ndarray:
    return np.array([_place(model, np.array([centre[name] for name in MEASURES])) for centre in model.centres])


def _at_break_even(model: Model, row: pd.Series) -> str:
    """The tier in which a customer would stand with a profit of 0."""
    if model.limits:
        return "Gold" if row.value_to_customer >= model.limits.value else "Silver"
    features = _own_features(row)
    features[MEASURES.index("profit")] = 0.0
    return _tier_at(model, _place(model, features))


def _over_limits(limits: Limits, profit_scale: float, row: pd.Series) -> list[Way]:
    """The single measures that lift a customer over the next limit, where limits take the place of clusters."""
    value = float(row.value_to_customer)
    low, high = limits.low * profit_scale, limits.high * profit_scale
    is_valued = np.isnan(value) or value >= limits.value
    if row.profit < low and not (value >= limits.value):
        ways = [("profit", row.profit, low, "Gold"), ("value_to_customer", value, limits.value, "Gold")]
    elif row.profit < high and is_valued:
        ways = [("profit", row.profit, high, "Platinum")]
    elif row.profit >= high and not is_valued:
        ways = [("value_to_customer", value, limits.value, "Platinum")]
    else:
        ways = []
    return [(*way, float("nan")) for way in ways if not np.isnan(way[1])]


def _tier_at(model: Model, place: np.ndarray) -> str:
    nearest = int(((_centres(model) - place) ** 2).sum(axis=1).argmin())
    return str(model.centres[nearest]["tier"])


def _nearest_ways(model: Model, row: pd.Series) -> list[Way]:
    """For the lowest tier above that any single measure reaches: (measure, now, needed, tier, effort) of each that
    does.
    """
    features = _own_features(row)
    place, centres = _place(model, features), _centres(model)
    tiers = [centre["tier"] for centre in model.centres]
    own = TIERS.index(_tier_at(model, place))
    for target in reversed(TIERS[:own]):
        ways = []
        for name, sign in BETTER.items():
            step = _step(model, features, name, sign)
            ends = [at for at, tier in enumerate(tiers) if tier == target and step.any()]
            reach = [steps for at in ends if (steps := _reach(place, step, centres, at)) is not None]
            if not reach or min(reach) > FARTHEST * model.spreads[name]:
                continue
            needed = _needed(row, name, sign, min(reach))
            if needed is not None:
                effort = min(reach) / model.spreads[name]
                ways.append((SHOWN_AS[name], float(row[SHOWN_AS[name]]), needed, target, effort))
        if ways:
            return ways
    return []


def _step(model: Model, features: np.ndarray, name: str, sign: int) -> np.ndarray:
    """Where a customer goes in standard scores when a feature changes by 1 the better way."""
    step, at = np.zeros(len(MEASURES)), MEASURES.index(name)
    if model.spreads[name] > 0 and not np.isnan(features[at]):
        step[at] = sign / model.spreads[name]
    return step


def _reach(place: np.ndarray, step: np.ndarray, centres: np.ndarray, target: int) -> float | None:
    """How many steps bring the place nearest to the target centre; None where no number of them does.

    Nearer to one centre than to another is linear in the steps: what is left is an interval.
    """
    distances = ((centres - place) ** 2).sum(axis=1)
    slope = 2 * (centres - centres[target]) @ step
    room = distances - distances[target]
    low, high = 0.0, np.inf
    for a, b in zip(slope, room, strict=True):
        if a > 1e-12:
            high = min(high, b / a)
        elif a < -1e-12:
            low = max(low, b / a)
        elif b < 0:
            return None
    return low if low <= high else None


def _needed(row: pd.Series, name: str, sign: int, steps: float) -> float | None:
    """The measure's own value after these steps; None where it does not exist, such as fewer than 0 days."""
    value = row[f"{name}_feature"] + sign * steps
    if name == "profit":
        return float(row.profit_scale * np.sinh(value))
    if name == "frequency":
        return float(np.ceil(np.expm1(value) - 1e-6))
    if name == "recency":
        return float(np.floor((value + 1) * row.usual_gap_days + 1e-6)) if value >= 0 else None
    return None if name == "mix" and value < 0 else float(value)
