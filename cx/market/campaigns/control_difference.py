"""What campaigns changed: those who were sent a mail beside those held out."""

from datetime import timedelta
from math import nan

import pandas as pd

from cx.customers.assumptions import Assumptions
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.market.campaigns import differences
from cx.market.campaigns.mailed_arms import DAYS, arms
from cx.statistics import verdicts

COLUMNS = [
    "group", "measure", "sent", "held_out_n", "treated", "held_out", "difference", "low", "high", "p_value", "verdict",
    "more",
]  # fmt: skip
RESPONSE = [
    "campaign", "sent_on", "ends_on", "sent", "opened", "clicked", "unsubscribed", "bought", "held_out", "uplift",
    "low", "high", "verdict", "cost",
]  # fmt: skip
NOT_OVER, NO_CONTROL, TOO_FEW = "window not over", "nobody held out", "too few to tell"


@scoped
def response(store: Engine, scope: Scope, assumptions: Assumptions | None = None, *, days: int = DAYS) -> pd.DataFrame:
    """Every campaign of mails up to a day: its response, and what the mail changed as far as that is known.

    Parameters
    ----------
    store, as_of : the company, and the last day that counts
    assumptions : of the gross margin; None: the company default
    days : an order from the day of the mail to so many days later counts
    region, channel, segment : only people of this region, channel of the first touch, saved segment

    Returns
    -------
    One row a campaign with a touchpoint of kind sent, the latest first.

    - sent_on, ends_on : day of the first mail, and the day on which the days of the last one are over
    - sent, opened, clicked, unsubscribed : people; mail programs open mails too, so none of these is an effect
    - bought : people who were sent a mail and ordered; held_out : people; cost : of the mails, as recorded
    - uplift (-1..1) : share of the mailed who bought, less that of the held out, with low and high (95 %, Newcombe)
    - verdict : "higher", "lower", "too few to tell", or why uplift is NaN: "nobody held out", "window not over"

    Notes
    -----
    A person counts once a campaign. Each verdict is for its campaign alone.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-02-03,90\\n")
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,campaign,kind\\nA,2025-02-01,Spring,sent\\n")
    >>> response(store, date(2025, 4, 30))[["campaign", "sent", "bought", "verdict"]].values.tolist()
    [['Spring', 1, 1, 'nobody held out']]
    """
    found = arms(store, scope, days, assumptions)
    rows = [_responded(name, two, scope, days) for name, two in found.groupby("campaign")]
    table = pd.DataFrame(rows, columns=RESPONSE)
    return table.sort_values(["sent_on", "campaign"], ascending=[False, True], ignore_index=True)


def _responded(name: str, two: pd.DataFrame, scope: Scope, days: int) -> dict[str, object]:
    sent, out = (two[two["is_held_out"] == is_out] for is_out in (False, True))
    counts = {column: int(sent[column].sum()) for column in ("opened", "clicked", "unsubscribed", "bought")}
    ends = pd.Timestamp(two["last_day"].max()) + timedelta(days=days)
    n, out_n = int(sent["n"].sum()), int(out["n"].sum())
    row = {
        "campaign": name, "sent_on": pd.Timestamp(two["sent_on"].min()), "ends_on": ends, "sent": n, **counts,
        "held_out": out_n, "uplift": nan, "low": nan, "high": nan, "cost": float(sent["cost"].sum()),
    }  # fmt: skip
    if ends.date() > scope.as_of:
        return row | {"verdict": NOT_OVER}
    if not min(n, out_n):
        return row | {"verdict": NO_CONTROL}
    change = differences.of_share((counts["bought"], n), (int(out["bought"].sum()), out_n))
    higher = verdicts.decided([(change["difference"], change["low"], change["high"])], [change["p_value"]])[0]
    known = {"uplift": change["difference"], "low": change["low"], "high": change["high"]}
    return row | known | {"verdict": differences.NAMES[higher] or TOO_FEW}


@scoped
def uplift(
    store: Engine,
    scope: Scope,
    campaign: str,
    assumptions: Assumptions | None = None,
    *,
    days: int = DAYS,
    by: str | None = None,
) -> pd.DataFrame:
    """What one campaign changed, by measure: those who were sent a mail beside those held out.

    Parameters
    ----------
    store, as_of, assumptions, days, region, channel, segment : as of `response`
    campaign : its name
    by : "tier" (of the day before the mail) or "region": a row a group and measure; None: of everybody

    Returns
    -------
    Empty where an arm has nobody, or the days are not over. One row a group and measure: "bought" (share of people),
    "orders" and "margin" (of a person), and "orders_cuped" and "margin_cuped", less what the 180 days before explain.

    - sent, held_out_n : people of each arm; treated, held_out : the share or mean of each
    - difference with its 95 % interval low, high (Newcombe for "bought", Welch for the others); p_value: NaN under 30
      in an arm
    - verdict : "higher", "lower" or None: too few to tell, or no difference. By group the rows of one measure are one
      family (Holm); of everybody "bought" is judged alone, and so is each other measure
    - more : difference x sent

    Raises
    ------
    ValueError
        For another `by`, and in a store without orders.

    Notes
    -----
    CUPED: Deng, Xu, Kohavi & Walker (2013), Improving the sensitivity of online controlled experiments, WSDM 123-132.

    Examples
    --------
    >>> import cx
    >>> from datetime import date
    >>> store = cx.open_store()
    >>> _ = store.load("orders", b"order_id,customer_id,ordered_at,revenue\\n1,A,2025-02-03,90\\n")
    >>> mails = b"A,2025-02-01,Spring,sent,treated\\nB,2025-02-01,Spring,,held out\\n"
    >>> _ = store.load("touchpoints", b"person_id,occurred_at,campaign,kind,variant\\n" + mails)
    >>> found = uplift(store, date(2025, 4, 30), "Spring")
    >>> found[["measure", "treated", "held_out", "more"]].values.tolist()[0]
    ['bought', 1.0, 0.0, 1.0]
    """
    found = arms(store, scope, days, assumptions, campaign, by)
    if found.empty or pd.Timestamp(found["last_day"].max()).date() + timedelta(days=days) > scope.as_of:
        return pd.DataFrame(columns=COLUMNS)
    rows = [row for group, two in found.groupby("group") for row in _measured(str(group), two)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    for _measure, family in table.groupby("measure"):
        gaps = list(family[["difference", "low", "high"]].itertuples(index=False, name=None))
        decided = verdicts.decided(gaps, family["p_value"].tolist())
        table.loc[family.index, "verdict"] = pd.Series(
            [differences.NAMES[one] for one in decided], index=family.index, dtype=object
        )
    return table


def _measured(group: str, two: pd.DataFrame) -> list[dict[str, object]]:
    """The measures of one group; none where an arm has nobody."""
    by_arm = two.set_index("is_held_out")
    if {True, False} - set(by_arm.index):
        return []
    numbers = by_arm.drop(columns=["campaign", "group", "sent_on", "last_day"]).astype(float)
    sent, out = numbers.loc[False], numbers.loc[True]
    n, out_n = int(sent["n"]), int(out["n"])
    measured = {"bought": differences.of_share((int(sent["bought"]), n), (int(out["bought"]), out_n))}
    for measure in ("orders", "margin"):
        measured[measure] = differences.of_mean(sent, out, measure)
        measured[f"{measure}_cuped"] = differences.of_mean(sent, out, measure, is_adjusted=True)
    shared = {"group": group, "sent": n, "held_out_n": out_n, "verdict": None}
    return [
        {**shared, "measure": measure, **change, "more": change["difference"] * n}
        for measure, change in measured.items()
    ]
