"""Share of a campaign's people that it was planned to hold out, as it is stated in the app."""

from cx.engine.connection import Engine
from cx.errors import CxError
from cx.text.formatting import _


def planned_share(store: Engine, campaign: str) -> float | None:
    """The share that a campaign was planned to hold out.

    Parameters
    ----------
    store, campaign : the company, and the name of the campaign

    Returns
    -------
    Above 0 and below 1; None where nobody has stated it.

    Examples
    --------
    >>> import cx
    >>> planned_share(cx.open_store(), "Spring offer") is None
    True
    """
    return planned_shares(store).get(campaign)


def planned_shares(store: Engine) -> dict[str, float]:
    """All shares that are stated, by campaign.

    Examples
    --------
    >>> import cx
    >>> planned_shares(cx.open_store())
    {}
    """
    rows = store.rows("select campaign, share from planned_holdouts order by campaign")
    return dict(zip(rows["campaign"], rows["share"].tolist(), strict=True))


def state_share(store: Engine, campaign: str, share: float | None) -> None:
    """State the share that a campaign was planned to hold out; the share of before, stated again, undoes it.

    Parameters
    ----------
    store, campaign : the company, and the name of the campaign
    share : above 0 and below 1; None: not known

    Raises
    ------
    CxError
        For another share; nothing was written.

    Examples
    --------
    >>> import cx
    >>> store = cx.open_store()
    >>> state_share(store, "Spring offer", 0.25)
    >>> planned_share(store, "Spring offer")
    0.25
    """
    if share is not None and not 0 < share < 1:
        raise CxError(_("The planned share lies between 0% and 100%."))
    with store.notes() as cursor:
        cursor.execute("delete from planned_holdouts where campaign = $campaign", {"campaign": campaign})
        if share is not None:
            cursor.execute(
                "insert into planned_holdouts values ($campaign, $share)", {"campaign": campaign, "share": share}
            )
