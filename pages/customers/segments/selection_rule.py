"""The selection of the segments page as a rule: its tiers, its box on the scatter, its region and channel."""

from cx import Assumptions
from cx.customers import segment_rules
from cx.customers.segments import scatter_axes
from cx.tables.customer_measures import Axis


def limits(axes: tuple[Axis, Axis], box: tuple | None) -> tuple[dict, ...]:
    """The box as two conditions that hold the customers of its dots; () without a box, or one between the dots."""
    if box is None:
        return ()
    found = [scatter_axes.values_between(axis, *ends) for axis, ends in zip(axes, box, strict=True)]
    if None in found:
        return ()
    return tuple({"of": axis.measure, "from": low, "to": high} for axis, (low, high) in zip(axes, found, strict=True))


def words(conditions: tuple[dict, ...], currency: str) -> str:
    """Conditions in words.

    >>> words(({"of": "profit", "from": 1200, "to": 3400}, {"of": "recency_days", "from": 10, "to": 60}), "$")
    'Profit $1.2k to $3.4k and days since last order 10 to 60'
    """
    return segment_rules.words({"all": list(conditions)}, currency)


def of(chosen, assumptions: Assumptions, picked) -> str | None:
    """The rule that holds the selection, as JSON.

    None where no rule says the same: within a saved segment, with a box that holds nobody, or under assumptions of
    this session, which no rule knows of.
    """
    if chosen.segment or assumptions != Assumptions() or (picked.box and not picked.limits):
        return None
    conditions = list(picked.limits)
    if picked.tiers:
        conditions.insert(0, {"of": "tier", "is": list(picked.tiers)})
    if chosen.region:
        conditions.append({"of": "region", "is": [chosen.region]})
    if chosen.channel:
        conditions.append({"of": "channel", "is": [chosen.channel]})
    if all(one["of"] in segment_rules.OF_BUYERS for one in conditions):  # the page lists who ordered in the 12 months
        conditions.append({"of": "purchases", "from": 1})
    return segment_rules.to_json({"all": conditions})
