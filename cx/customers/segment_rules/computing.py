"""Customers of a rule at a date: one statement for all of its conditions, its values as parameters."""

import re
from datetime import date
from typing import Any

import pandas as pd

from cx.customers import listing, rfm, saved_segments, segments, type_rules
from cx.customers.filters import Scope, scoped
from cx.customers.rfm import rules as rfm_rules
from cx.customers.segment_rules import offered, sentences
from cx.customers.segment_rules.rule import ALL, Condition, Given, Group, parse, to_json
from cx.customers.segment_rules.subjects import BOUGHT, SUBJECTS
from cx.engine import coverage, statements
from cx.engine.connection import Engine

LISTED = 500
OF_BUYERS = ("region", "channel", "recency_days", "tenure_days")
"""Known of everybody who ever ordered; other measures are of the 12 months up to the date."""


def members(store: Engine, rule: Given, as_of: date) -> str:
    """Kept table with the customer_id of everybody a rule holds at a date.

    Parameters
    ----------
    store, as_of : the company, and the day as of which it is computed
    rule : see `Given`

    Raises
    ------
    RuleError
        For a rule that cannot be read.

    Notes
    -----
    Only customers who ordered up to then are in it. A tier, a type and an RFM group are those over everybody, by the
    company's assumptions.
    """
    given: dict[str, Any] = {"buyers": _buyers(store, as_of)}
    chosen = _select(store, parse(rule), as_of, given)
    return store.keep("segment_members", f"{statements.text('segment_rules/everybody')} intersect ({chosen})", **given)


@scoped
def count(store: Engine, rule: Given, scope: Scope) -> dict[str, float]:
    """Number of customers whom a rule holds, and their profit.

    Parameters
    ----------
    store : the company
    rule : see `Given`
    as_of, region, channel, segment : the day, and whom to count

    Returns
    -------
    {"customers", "active" (of them those who ordered in the 12 months up to the day), "profit" (of these 12 months, in
    the company's currency)}.

    Raises
    ------
    RuleError
        For a rule that cannot be read.
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> count(store, {"all": [{"of": "revenue", "from": 50}]}, date(2025, 1, 31))["customers"]
    1
    """
    found = store.read("segment_rules/count", **_chosen(store, rule, scope)).iloc[0]
    return {"customers": int(found.customers), "active": int(found.active), "profit": float(found.profit)}


@scoped
def customers(store: Engine, rule: Given, scope: Scope, limit: listing.Cut = LISTED) -> tuple[pd.DataFrame, int, float]:
    """Customers of a rule by profit, and totals of them all.

    Parameters
    ----------
    store : the company
    rule : see `Given`
    as_of, region, channel, segment : the day, and whom to show
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all

    Returns
    -------
    (rows, customers, profit): how many there are in all, and their profit. Rows, best profit first, ties by
    customer_id: customer_id, name, region, channel (of the first touch), last_on, recency_days, tenure_days, and of the
    12 months up to the day, blank for who did not order in them, who come last: tier, profit, revenue, purchases,
    cost_to_serve, contribution, fixed_cost_share, satisfaction.

    Raises
    ------
    RuleError
        For a rule that cannot be read.
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-01-02,90\\n2,B,2025-01-05,2\\n")
    >>> customers(store, {"all": [{"of": "tier", "is": ["Tin"]}]}, date(2025, 1, 31))[0].customer_id.tolist()
    ['B']
    """
    rows = listing.read(store, "segment_rules/list", limit, **_chosen(store, rule, scope))
    totals = (int(rows.customers.iat[0]), float(rows.profit_of_all.iat[0])) if len(rows) else (0, 0.0)
    return rows.drop(columns=["customers", "profit_of_all"]), *totals


def save(store: Engine, name: str, rule: Given, as_of: date | None = None) -> int:
    """Save a rule under a name, replacing a segment of that name; it is computed anew at each date.

    Parameters
    ----------
    store, name : the company, and the name of the segment
    rule : see `Given`
    as_of : None: the last date in the data

    Returns
    -------
    How many customers the rule holds at as_of.

    Raises
    ------
    StoreError
        For a blank or too long name.
    RuleError
        For a rule that cannot be read.
    ValueError
        Without orders. In each case nothing is saved.
    """
    at = as_of or coverage.last_date(store) or date.min
    customers = int(count(store, rule, at)["customers"])
    saved_segments.save_rule(store, name, at, said(store, rule), to_json(rule))
    return customers


def freeze(store: Engine, name: str, rule: Given, as_of: date) -> int:
    """Save the customers whom a rule holds at a date as a fixed list, replacing a segment of that name.

    Parameters
    ----------
    store, name, as_of : the company, the name of the segment, and the day as of which it is computed
    rule : see `Given`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    StoreError
        For a blank or too long name, and where there is nobody.
    RuleError
        For a rule that cannot be read.
    """
    found = members(store, rule, as_of)
    return saved_segments.save(store, name, as_of, said(store, rule), "segment_rules/frozen", found=found)


def said(store: Engine, rule: Given) -> str:
    """The rule as a sentence, with the company's currency and the names of its products.

    Parameters
    ----------
    store : the company
    rule : see `Given`

    Raises
    ------
    RuleError
        For a rule that cannot be read.

    Examples
    --------
    >>> import cx
    >>> said(cx.open_store(), {"all": [{"of": "tier", "is": ["Gold"]}]})
    'Tier is Gold'
    """
    return sentences.words(rule, store.setting("currency"), offered.called(store, parse(rule)))


def _chosen(store: Engine, rule: Given, scope: Scope) -> dict[str, Any]:
    """The kept tables of the customers of a rule that are also of the scope, and of what is known of them."""
    given: dict[str, Any] = {"members": members(store, rule, scope.as_of), "buyers": _buyers(store, scope.as_of)}
    chosen = store.keep("segment_chosen", statements.text("segment_rules/chosen"), **given, **scope.of_customers)
    return {"chosen": chosen, "placed": segments.placed(store, scope.as_of)}


def _buyers(store: Engine, as_of: date) -> str:
    return store.keep("buyers", statements.text("segment_rules/buyers"), as_of=as_of)


def _select(store: Engine, part: Condition | Group, as_of: date, given: dict[str, Any]) -> str:
    """The select of the customers whom a part of a rule holds; its parameters go into `given`, under names of their
    own.
    """
    if isinstance(part, Group):
        selects = [_select(store, one, as_of, given) for one in part.parts]
        return (" intersect " if part.match == ALL else " union ").join(f"({select})" for select in selects)
    name, parameters = _asked(store, part, as_of)
    prefix = f"c{len(given)}_"
    given.update({prefix + key: value for key, value in parameters.items()})
    select = re.sub(r"\$(\w+)", rf"${prefix}\1", statements.text(name))
    return f"{statements.text('segment_rules/everybody')} except ({select})" if part.is_not else select


def _asked(store: Engine, part: Condition, as_of: date) -> tuple[str, dict[str, Any]]:
    """The statement of a condition, and its parameters."""
    asked: dict[str, Any]
    wanted, limits = list(part.values), {"low": part.low, "high": part.high}
    if SUBJECTS[part.of].kind == BOUGHT:
        asked = {"wanted": wanted, "within_days": part.within_days, "by_category": part.of == "category"}
        return "segment_rules/bought", {**asked, "as_of": as_of}
    if part.of == "survey":
        return "segment_rules/survey", {"name": part.name, "as_of": as_of, **limits}
    buyers = {"buyers": _buyers(store, as_of)}
    if part.of == "open_ticket":
        return "segment_rules/open_ticket", {**buyers, "as_of": as_of, "wanted": wanted}
    if part.of == "attribute":
        asked = {"pointer": offered.pointer(str(part.name)), "wanted": wanted or None}
        return "segment_rules/attribute", {**buyers, **asked, **limits}
    source, column = _source(store, part.of, as_of)
    if part.is_of_limits:
        return "segment_rules/number", {"source": source, "measure": column, **limits}
    return "segment_rules/choice", {**buyers, "source": source, "measure": column, "wanted": wanted}


def _source(store: Engine, subject: str, as_of: date) -> tuple[str, str]:
    """The kept table that knows a subject, and its column."""
    if subject in OF_BUYERS:
        return _buyers(store, as_of), subject
    if subject == "type":
        return type_rules.typed(store, as_of), "kind"
    if subject == "rfm_group":
        return rfm.scored(store, as_of, rfm_rules.chosen(store)), "customer_group"
    return segments.placed(store, as_of), subject
