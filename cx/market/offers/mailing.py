"""Mailing lists: who may be mailed, who is left out and why, and who is held out at random."""

from math import nan
from typing import Any

import pandas as pd

from cx.customers import attributes, listing, open_complaints, retention, saved_segments, segments
from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine import coverage, statements
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.market.offers import consent as consents
from cx.market.offers import offer_table, reasons, rule_tables
from cx.market.offers.control_size import WINDOW_DAYS, smallest_uplift
from cx.statistics import periods
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _

STATES = (
    "no_consent", "unsubscribed", "complaint", "bought_lately", "silent", "in_test", "tier", "unread", "listed",
)  # fmt: skip
"""Why a customer is left out, the first reason that holds; last who is listed."""
REST_DAYS = 14
TEST_DAYS = 30
UNREAD_MAILS = 5
HOLD_OUT = 0.1
MOST_HELD_OUT = 0.5
MONTHS = 12
LISTED = 500


@scoped
def mailing_list(
    store: Engine,
    scope: Scope,
    hold_out: float = HOLD_OUT,
    *,
    campaign: str = "",
    uplift_by_tier: pd.DataFrame | None = None,
    consent: str | None = None,
    assumptions: Assumptions | None = None,
    limit: listing.Cut = LISTED,
) -> pd.DataFrame:
    """Customers to mail, each with offers, and a control group that is not to be mailed, drawn at random.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    hold_out : share of the control group, 0 to 0.5
    campaign : its name; another one draws another control group
    uplift_by_tier : what a mail changed by tier (columns group, low, n_sent, n_held_out): a tier with 30 or more in
        each arm and low <= 0 is left out; None: no tier is
    consent : the attribute of customers that means consent, "": not asked; None: as of `consent_attribute`
    assumptions : of the tiers; None: the company default
    limit : the first rows, a page (`cx.customers.listing.Page`), None: all
    region, channel, segment : only customers of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a customer, most contribution first, ties by customer_id: customer_id, name, tier, email (the first filled
    attribute of addresses), variant ("treated" or "held out"), the offers as of `next_offers`, mails, opened, clicked
    (mails of 12 months), bought (orders of 12 months), last_mail, contribution (of 12 months), region; customers,
    held_out, with_email: of the whole list. Who is left out: `exclusions`.

    Raises
    ------
    CxError
        For a share that is out of range.
    ValueError
        In a store without orders.

    Notes
    -----
    Held out is whose MD5 of campaign and customer_id lies in the lowest part of its range: no random numbers, so that
    who is held out stays it, on every machine and for every list of the campaign.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-10-03,P1,9\\n2,B,2025-10-28,P2,9\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,product_id,revenue\\n" + lines)
    >>> mailing_list(store, date(2025, 10, 31))[["customer_id", "variant", "product_id"]].values.tolist()
    [['A', 'treated', 'P2']]
    """
    of = standing(store, scope, uplift_by_tier, consent, assumptions)
    return reasons.with_reasons(
        listing.read(store, "offers/mailing_list", limit, **_given(store, scope, of, hold_out, campaign))
    )


@scoped
def save_mailing_list(
    store: Engine,
    name: str,
    words: str,
    scope: Scope,
    *,
    uplift_by_tier: pd.DataFrame | None = None,
    consent: str | None = None,
    assumptions: Assumptions | None = None,
) -> int:
    """Save the customers of `mailing_list`, the control group among them, as a segment.

    Parameters
    ----------
    store : the company
    name, words : name of the segment, and what was chosen, in words
    as_of, uplift_by_tier, consent, assumptions, region, channel, segment : as of `mailing_list`

    Returns
    -------
    How many customers the segment has.

    Raises
    ------
    StoreError
        As of `cx.saved.save`.
    """
    given = _given(store, scope, standing(store, scope, uplift_by_tier, consent, assumptions))
    return saved_segments.save(store, name, scope.as_of, words, "offers/mailing_list", **given, limit=None)


def _given(store: Engine, scope: Scope, of: str, hold_out: float = 0.0, campaign: str = "") -> dict[str, Any]:
    if not 0 <= hold_out <= MOST_HELD_OUT:
        raise CxError(_("The share that is held out lies between 0% and 50%."))
    return {
        "standing": of,
        "contacts": attributes.contacts(store),
        "wide": offer_table.side_by_side(store, scope.as_of),
        "campaign": campaign.strip(),
        "hold_out": hold_out,
    }


@scoped
def exclusions(
    store: Engine,
    scope: Scope,
    *,
    uplift_by_tier: pd.DataFrame | None = None,
    consent: str | None = None,
    assumptions: Assumptions | None = None,
) -> pd.DataFrame:
    """Who is on the mailing list and who is not: the counts add up to all customers.

    Parameters
    ----------
    store, as_of, uplift_by_tier, consent, assumptions, region, channel, segment : as of `mailing_list`

    Returns
    -------
    One row a state, in the order in which they are asked: state, customers. A customer counts for the first that holds:
    "no_consent", "unsubscribed" (or a mail bounced), "complaint" (open), "bought_lately" (in the last 14 days),
    "silent" (overdue by their own rhythm), "in_test" (held out of a mail of the last 30 days), "tier" (a mail did not
    lead to more orders in it), "unread" (five mails or more in 12 months, none opened or clicked), "listed".

    Raises
    ------
    ValueError
        In a store without orders.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> lines = b"1,A,2025-10-03,9\\n2,B,2025-10-28,9\\n"
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n" + lines)
    >>> found = exclusions(store, date(2025, 10, 31)).set_index("state")["customers"]
    >>> found["bought_lately"], found["listed"], found.sum()
    (np.int64(1), np.int64(1), np.int64(2))
    """
    of = standing(store, scope, uplift_by_tier, consent, assumptions)
    counts = store.read("offers/states", standing=of).set_index("state")["customers"]
    return counts.reindex(STATES, fill_value=0).rename_axis("state").reset_index()


@scoped
def control_group(
    store: Engine,
    scope: Scope,
    hold_out: float = HOLD_OUT,
    *,
    campaign: str = "",
    uplift_by_tier: pd.DataFrame | None = None,
    consent: str | None = None,
    assumptions: Assumptions | None = None,
) -> pd.DataFrame:
    """The smallest effect of the mail that the control group of a mailing list can show.

    Parameters
    ----------
    store, as_of, hold_out, campaign, uplift_by_tier, consent, assumptions, region, channel, segment : as of
        `mailing_list`

    Returns
    -------
    One row: treated, held_out (customers), rate (who orders within 30 days: mean of the last 12 such windows, of those
    listed), smallest (as of `smallest_uplift`, of shares 0..1; NaN where either group has fewer than 30 customers).

    Raises
    ------
    CxError, ValueError
        As of `mailing_list`.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-10-03,9\\n")
    >>> control_group(store, date(2025, 10, 31))[["treated", "held_out"]].values.tolist()
    [[1, 0]]
    """
    of = standing(store, scope, uplift_by_tier, consent, assumptions)
    asked = {"uplift_by_tier": uplift_by_tier, "consent": consent, "assumptions": assumptions}
    first = mailing_list(store, scope, hold_out, campaign=campaign, limit=1, **asked)
    customers, held_out = (int(first[name].iloc[0]) if len(first) else 0 for name in ("customers", "held_out"))
    usual = store.read(
        "offers/usual_buyers",
        standing=of,
        as_of=scope.as_of,
        days=WINDOW_DAYS,
        windows=MONTHS,
    ).iloc[0]
    rate = float(usual["bought"]) / (MONTHS * customers) if customers else nan
    smallest = smallest_uplift(customers - held_out, held_out, rate) if customers else nan
    return pd.DataFrame([{"treated": customers - held_out, "held_out": held_out, "rate": rate, "smallest": smallest}])


def standing(
    store: Engine,
    scope: Scope,
    uplift_by_tier: pd.DataFrame | None,
    consent: str | None,
    assumptions: Assumptions | None,
) -> str:
    """Kept table, one row a customer: customer_id, region, tier, contribution, mails, opened, clicked, bought,
    last_mail, state.
    """
    if not coverage.ordered(store, scope.as_of)["orders"]:
        raise ValueError("there are no orders by that day")
    everybody = Scope(scope.as_of)
    return store.keep(
        "mailing_standing",
        statements.text("offers/standing"),
        everyone=rule_tables.everyone(store, scope.as_of),
        complaining=open_complaints.table(store, scope.as_of),
        silent=retention.overdue_table(store, everybody),
        placed=segments.placed(store, scope.as_of, assumptions),
        consent=consents.pointer(consents.consent_attribute(store) if consent is None else consent),
        yes=list(consents.YES),
        tiers=without_uplift(uplift_by_tier),
        as_of=scope.as_of,
        since=periods.first_day(scope.as_of, MONTHS),
        rest_days=REST_DAYS,
        test_days=TEST_DAYS,
        unread_mails=UNREAD_MAILS,
        **scope.of_customers,
    )


def without_uplift(by_tier: pd.DataFrame | None) -> list[str]:
    """The tiers whose interval of what a mail changes reaches 0, with enough people in each arm.

    >>> frame = pd.DataFrame({"group": ["Gold", "Tin"], "low": [0.02, -0.1], "n_sent": [90, 90], "n_held_out": [40, 9]})
    >>> without_uplift(frame), without_uplift(frame.assign(n_held_out=40)), without_uplift(None)
    ([], ['Tin'], [])
    """
    if by_tier is None:
        return []
    is_known = by_tier[["n_sent", "n_held_out"]].min(axis=1) >= ENOUGH_TO_RANK
    return sorted(by_tier.loc[is_known & (by_tier["low"] <= 0), "group"])
