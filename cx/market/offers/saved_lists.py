"""Mailing lists that were made: kept with who is mailed and who is held out, and their undo."""

from typing import Any

import pandas as pd

from cx.customers import attributes
from cx.customers.filters import Scope, scoped
from cx.engine import statements
from cx.engine.connection import Engine
from cx.errors import CxError
from cx.market.offers.mailing import HOLD_OUT, mailing_list
from cx.text.formatting import _

LONGEST = 80
"""Letters of a campaign's name."""


@scoped
def make_list(store: Engine, scope: Scope, campaign: str, hold_out: float = HOLD_OUT, **selection: Any) -> int:
    """Make a mailing list: it is kept, and its control group counts when the results of the campaign are loaded.

    Parameters
    ----------
    store, as_of : the company, and the day of the list
    campaign : its name, as the touchpoints of its mails will have it
    hold_out, region, channel, segment, selection : as of `mailing_list`

    Returns
    -------
    The number of the list, for `saved_list` and `undo`.

    Raises
    ------
    CxError
        Without a name, for one that is too long or that a list or a mail has already, and for a list of nobody; nothing
        was kept.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,product_id,revenue\\n1,A,2025-10-03,P1,9\\n")
    >>> make_list(store, date(2025, 10, 31), "Autumn offer")
    1
    >>> saved_lists(store)[["campaign", "treated", "held_out"]].values.tolist(), undo(store, 1)
    ([['Autumn offer', 1, 0]], 1)
    """
    name = " ".join(campaign.split())
    with store.taking_turns():
        _checked(store, name)
        rows = mailing_list(store, scope, hold_out, campaign=name, limit=None, **selection)
        if rows.empty:
            raise CxError(_("Nobody is left to mail: no list was made."))
        return _write(store, scope, name, rows)


def _checked(store: Engine, name: str) -> None:
    if not name:
        raise CxError(_("Give the campaign a name: its results are loaded under it."))
    if len(name) > LONGEST:
        raise CxError(_("The name of a campaign has at most {most} characters.").format(most=LONGEST))
    if store.value("select count(*) from mailing_lists where lower(campaign) = lower($name)", name=name):
        raise CxError(
            _("There is a list of the campaign “{name}” already: undo it, or choose another name.").format(name=name)
        )
    if store.value("select count(*) from touchpoints where lower(campaign) = lower($name)", name=name):
        raise CxError(_("The campaign “{name}” has been sent already: choose another name.").format(name=name))


def _write(store: Engine, scope: Scope, campaign: str, rows: pd.DataFrame) -> int:
    offers = rows["product_id"].astype(object)
    given = {
        "campaign": campaign,
        "as_of": scope.as_of,
        "ids": rows["customer_id"].tolist(),
        "variants": rows["variant"].tolist(),
        "offers": offers.where(offers.notna(), None).tolist(),
    }
    with store.transaction() as cursor:
        cursor.execute(statements.text("offers/save"), given).fetchall()
        [(list_id,)] = cursor.execute("select max(list_id) from mailing_lists").fetchall()
    return int(list_id)


def undo(store: Engine, list_id: int) -> int:
    """Take back a mailing list.

    Parameters
    ----------
    store, list_id : the company, and the number of the list

    Returns
    -------
    How many customers it had; 0, and nothing changes, for a number that is not there.
    """
    if not store.value("select count(*) from mailing_lists where list_id = $id", id=list_id):
        return 0
    with store.transaction() as cursor:
        query = "delete from mailing_lists where list_id = $id returning customer_id"
        return len(cursor.execute(query, {"id": list_id}).fetchall())


def saved_lists(store: Engine, limit: int | None = 10) -> pd.DataFrame:
    """Mailing lists that were made, the latest first.

    Parameters
    ----------
    store : the company
    limit : so many lists; None: all

    Returns
    -------
    One row a list: list_id, campaign, made_at (the day as of which it was made), treated, held_out (customers).

    Examples
    --------
    >>> import cx
    >>> saved_lists(cx.open_store()).empty
    True
    """
    return store.read("offers/lists", limit=limit)


def saved_list(store: Engine, list_id: int) -> pd.DataFrame:
    """The customers of one mailing list.

    Parameters
    ----------
    store, list_id : the company, and the number of the list

    Returns
    -------
    One row a customer, those to mail first, then by customer_id: customer_id, name, email, campaign, variant ("treated"
    or "held out"), product_id, product (the offer).

    Examples
    --------
    >>> import cx
    >>> saved_list(cx.open_store(), 1).empty
    True
    """
    return store.read("offers/saved", list_id=list_id, contacts=attributes.contacts(store))
