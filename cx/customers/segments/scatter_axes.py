"""How the measures of customers are laid out on a scatter: ends, unit and dots, the same whoever is shown."""

from datetime import date

import numpy as np

from cx.customers.assumptions import Assumptions
from cx.customers.segments import tier_table
from cx.engine.connection import Engine
from cx.tables import customer_measures
from cx.tables.customer_measures import COUNT, DAYS, MEASURES, MONEY, Axis

DOTS_ACROSS = 45
DOT_STEP = 0.22
"""Width of a dot on an asinh axis."""
HEAVY = 10.0
"""A tail is heavy when the largest size is more than this many times the median size."""


def measures(store: Engine, as_of: date, assumptions: Assumptions | None = None) -> list[str]:
    """The measures that the data holds of anybody and that are not the same for everybody.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    assumptions : None: the company default

    Raises
    ------
    ValueError
        In a store without orders.
    """
    spans = _spans(store, as_of, assumptions)
    return [measure for measure in MEASURES if spans[measure][1] > spans[measure][0]]


def axis(store: Engine, as_of: date, measure: str, assumptions: Assumptions | None = None) -> Axis:
    """The axis of a measure over all customers of the window, whoever is shown.

    Parameters
    ----------
    store, as_of : the company, and the last day of the 12 months
    measure : of `cx.tables.customer_measures.MEASURES`
    assumptions : None: the company default

    Returns
    -------
    An `Axis`. Money always bends, other measures only where their tail is heavy.

    Raises
    ------
    KeyError
        For an unknown measure.
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> found = axis(store, date(2025, 1, 31), "profit")
    >>> found.log, round(found.lowest), round(found.highest)
    (True, -7, 22)
    """
    kind = MEASURES[measure]
    lowest, highest, small, middle = _spans(store, as_of, assumptions)[measure]
    log = kind == MONEY or max(abs(lowest), abs(highest)) > HEAVY * middle > 0
    if log:
        unit, step = _round_number(max(small if lowest > 0 else middle / 3, 0.01)), DOT_STEP
    else:
        width = _round_number(max((highest - lowest) / DOTS_ACROSS, 1e-3))
        width = max(width, 1.0) if kind in (COUNT, DAYS) else width
        unit = 1e4 * max(abs(lowest), abs(highest), width)  # so wide that sinh runs straight
        step = width / unit
    ends = [unit * np.sinh(step * np.round(np.arcsinh(end / unit) / step)) for end in (lowest, highest)]
    return Axis(measure, unit, step, log, float(ends[0]), float(ends[1]))


def values_between(of: Axis, low: float, high: float) -> tuple[float, float] | None:
    """The lowest and the highest value whose dots lie between two ends.

    Parameters
    ----------
    of : the axis
    low, high : the ends, included

    Returns
    -------
    (lowest, highest), of money rounded to cents, of counts and days to whole numbers; None where no dot lies there.

    Examples
    --------
    >>> days = Axis("recency_days", 1e4, 5e-4, False, 0.0, 100.0)  # dots every 5 days
    >>> values_between(days, 9.0, 61.0)
    (8.0, 62.0)
    """
    edge = 1e-9
    first = np.ceil(np.arcsinh(low / of.unit) / of.step - edge)
    last = np.floor(np.arcsinh(high / of.unit) / of.step + edge)
    if first > last:
        return None
    ends = [float(of.unit * np.sinh(of.step * place)) for place in (first - 0.5, last + 0.5)]
    if MEASURES[of.measure] in (COUNT, DAYS):
        return float(np.ceil(ends[0])), float(np.floor(ends[1]))
    decimals = 2 if MEASURES[of.measure] == MONEY else 4
    return round(ends[0], decimals), round(ends[1], decimals)


def _spans(store: Engine, as_of: date, assumptions: Assumptions | None) -> dict[str, tuple[float, float, float, float]]:
    """Of each measure: lowest, highest, 2 % quantile, median size of what is not 0; zeros where nobody has it."""

    def compute() -> dict[str, tuple[float, float, float, float]]:
        placed = tier_table.placed(store, as_of, assumptions)
        found = (
            store.read("segments/measure_spans", measured=customer_measures.select(placed))
            .set_index("measure")
            .fillna(0.0)
        )
        rows = found.reindex(list(MEASURES), fill_value=0.0)
        return {row.Index: (row.lowest, row.highest, row.small, row.middle) for row in rows.itertuples()}

    return store.once("measure spans", compute, as_of=as_of, assumptions=assumptions)


def _round_number(value: float) -> float:
    """The largest of 1, 2, 5, 10, 20 ... (and 0.5, 0.2 ...) that is not above the value."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(power * max(step for step in (1, 2, 5) if step * power <= value * (1 + 1e-9)))
