"""What the data does not say and a person may decide; every field is shown in the app and can be edited."""

from dataclasses import dataclass

GROSS_MARGIN = 0.35
"""Share of net revenue assumed to be left after the cost of goods where no order line says a cost."""
KEYS = ("order", "customer", "revenue")
BANDED = ("profit", "contribution", "revenue", "purchases", "recency_days")
"""Measures that tiers can be cut from by hand: each is known of every customer."""
Band = tuple[str, float, float]
"""(tier, low, high): a customer stands in it when low <= measure < high; -inf and inf are open ends."""


@dataclass(frozen=True)
class Assumptions:
    """Money assumptions behind contribution, profit and tiers. None means: take it from the data.

    Parameters
    ----------
    gross_margin : share of net revenue (0..1) left after the cost of goods, for order lines without a cost. From the
        data: the margin of the lines that have one; without any, 0.35
    cost_per_order : money to pick, pack and ship an order. From the data: 6 % of the mean order's value
    cost_per_contact : money for a touchpoint without a cost. From the data: the mean of those that have one, else 0
    cost_per_ticket : money for a ticket without a cost. From the data: the mean of those that have one, else the cost
        of an order
    fixed_cost_a_year : money a year that is spread over customers. From the data: the `costs` table of the window;
        where it is empty, 12 % of the window's net revenue
    fixed_cost_key : what spreads it: "order", "customer" or "revenue"
    clusters : number of clusters of the profitable customers; None chooses it by silhouette and stability
    bands, bands_by : tiers by limits of your own on one measure of BANDED, in place of the clusters; None: by clusters

    Raises
    ------
    ValueError
        For a margin outside 0..1, a negative cost, an unknown key, a measure that is not of BANDED, or fewer than 1
        cluster.

    Examples
    --------
    >>> Assumptions(gross_margin=0.4).fixed_cost_key
    'order'
    """

    gross_margin: float | None = None
    cost_per_order: float | None = None
    cost_per_contact: float | None = None
    cost_per_ticket: float | None = None
    fixed_cost_a_year: float | None = None
    fixed_cost_key: str = "order"
    clusters: int | None = None
    bands: tuple[Band, ...] | None = None
    bands_by: str = "profit"

    def __post_init__(self) -> None:
        if self.gross_margin is not None and not 0 <= self.gross_margin <= 1:
            raise ValueError(f"gross_margin is a share between 0 and 1, not {self.gross_margin}")
        for name in ("cost_per_order", "cost_per_contact", "cost_per_ticket", "fixed_cost_a_year"):
            if (getattr(self, name) or 0) < 0:
                raise ValueError(f"{name} cannot be negative, it is {getattr(self, name)}")
        if self.fixed_cost_key not in KEYS:
            raise ValueError(f"fixed_cost_key is one of {', '.join(KEYS)}, not {self.fixed_cost_key!r}")
        if self.bands_by not in BANDED:
            raise ValueError(f"bands_by is one of {', '.join(BANDED)}, not {self.bands_by!r}")
        if self.clusters is not None and self.clusters < 1:
            raise ValueError(f"clusters is at least 1, not {self.clusters}")
