"""What the retention page found, in sentences."""

import pandas as pd

from cx.customers import retention
from cx.statistics import trends, verdicts
from cx.text.formatting import _, day, number, percent, short_money
from pages.shared import claims, safe_text

DAYS_A_MONTH = 365.25 / 12


def title(means: pd.DataFrame, period: str, active: str, measure: str) -> str:
    """How many customers of a cohort buy again a period later."""
    known = means[(means["age"] > 0) & means["rate"].notna()]
    if known.empty:
        return _("Too early to tell: the first period after the first order is not over")
    first = known.iloc[0]
    n = int(first["customers"])
    share = _share(first["rate"])
    fact = (
        _("1 customer has had time to buy again: not enough for a rate yet")
        if n == 1
        else _("{n} customers have had time to buy again: not enough for a rate yet").format(n=number(n))
    )
    return claims.claim(_sentences(active, measure)[period].format(share=share), fact, n)


def _sentences(active: str, measure: str) -> dict[str, str]:
    """The finding of `title` by period."""
    if measure == "money":
        return {
            "month": _("The month after, new customers spend {share} of what they spent at first"),
            "quarter": _("The quarter after, new customers spend {share} of what they spent at first"),
            "30 days": _("In the next 30 days, new customers spend {share} of what they spent at first"),
        }
    if active == "on or after":
        return dict.fromkeys(
            retention.PERIODS, _("{share} of new customers have bought again since their first period")
        )
    return {
        "month": _("{share} of new customers buy again the month after"),
        "quarter": _("{share} of new customers buy again the quarter after"),
        "30 days": _("{share} of new customers buy again in the 30 days after"),
    }


def caption(shown: pd.DataFrame, means: pd.DataFrame, chosen) -> str:
    """Whom the title is about."""
    first = means[means["age"] == 1]
    cohorts, customers = (int(first[name].iloc[0]) if len(first) else 0 for name in ("cohorts", "customers"))
    said = (
        _(
            "n = {customers} customers of the {known} cohorts whose next period is over, of {cohorts} that began"
            " from {day} · as of {as_of}"
        )
        if customers
        else _("n = {new} new customers, none with a period after the first order that is over · as of {as_of}")
    )
    return (
        said.format(
            customers=number(customers),
            known=number(cohorts),
            cohorts=number(shown["cohort"].nunique()),
            new=number(shown.drop_duplicates("cohort")["customers"].sum()),
            day=day(shown["cohort"].min()),
            as_of=day(chosen.as_of),
        )
        + _widened(shown, chosen)
        + _whom(chosen)
    )


def _widened(shown: pd.DataFrame, chosen) -> str:
    """That the period holds too few cohorts and gives way; "" where it holds."""
    if chosen.since is None or shown["cohort"].min() >= pd.Timestamp(chosen.since).replace(day=1):
        return ""
    return " · " + _("all cohorts, as fewer than two began in the {period}").format(period=chosen.period)


def nobody(guest_orders: int, chosen) -> str:
    """Why there is no cohort."""
    if chosen.narrowed_to:
        return _("No customer of this selection has ordered by {day}").format(day=day(chosen.as_of))
    if guest_orders:
        return _("All orders are from guests ({n}): without customer numbers there are no cohorts").format(
            n=number(guest_orders)
        )
    return _("Nobody has ordered by {day}").format(day=day(chosen.as_of))


def _whom(chosen) -> str:
    parts = [_("customers of {name} only").format(name=safe_text.escaped(name)) for name in chosen.narrowed_to]
    return "".join(f" · {part}" for part in parts)


def cohorts_title(shown: pd.DataFrame, period: str, active: str, measure: str) -> str:
    """Whether retention in the first period rises or falls from cohort to cohort.

    On or after a period, earlier cohorts have had longer to come back: there a fall would say nothing.
    """
    if measure == "money":
        return _("Revenue retention by cohort")
    if active == "on or after":
        return _("Customers of each cohort who have bought since")
    found = retention.change(shown)
    rising = trends.verdict(found.trend)
    words = {
        "now": _share(found.rate),
        "then": _share(found.rate_before),
        "n": number(found.cohorts),
    }
    if pd.isna(found.trend[0]):
        fact = _("Retention by cohort")
    else:
        fact = _("Retention by cohort: no clear trend over {n} cohorts").format(**words)
    # the halves say how much; where they contradict the slope, the sentence would too
    agrees = rising is not None and (found.rate > found.rate_before) is rising
    return claims.claim(
        _change_words(period, bool(rising)).format(**words), fact, found.n, found.n_before, verdict=agrees
    )


def _change_words(period: str, is_rising: bool) -> str:
    words = {
        "month": (
            _("Month-1 retention rose: {now} in recent cohorts, {then} in earlier ones"),
            _("Month-1 retention fell: {now} in recent cohorts, {then} in earlier ones"),
        ),
        "quarter": (
            _("Quarter-1 retention rose: {now} in recent cohorts, {then} in earlier ones"),
            _("Quarter-1 retention fell: {now} in recent cohorts, {then} in earlier ones"),
        ),
        "30 days": (
            _("Retention after 30 days rose: {now} in recent cohorts, {then} in earlier ones"),
            _("Retention after 30 days fell: {now} in recent cohorts, {then} in earlier ones"),
        ),
    }
    return words[period][0 if is_rising else 1]


def _share(share: float) -> str:
    return percent(share, 1 if 0 < share < 0.095 else 0)


def flow_title(flow: pd.DataFrame, period: str) -> str:
    """How many came and how many lapsed in the last whole period."""
    whole = flow[flow["is_whole"]]
    if whole.empty:
        return _("No period is over yet")
    last = whole.iloc[-1]
    words = {
        "month": _("Last month: {came} new or reactivated, {gone} lapsed"),
        "quarter": _("Last quarter: {came} new or reactivated, {gone} lapsed"),
        "30 days": _("Last 30 days: {came} new or reactivated, {gone} lapsed"),
    }
    return words[period].format(came=number(int(last["new"] + last["resurrected"])), gone=number(last["dormant"]))


def lapse_title(rates: pd.DataFrame, period: str) -> str:
    """Whether the rate of lapse from one period to the next rises or falls over the periods that are drawn."""
    known = rates.dropna(subset="rate")
    if known.empty:
        return _("The rate of lapse is not known yet: two whole periods are needed")
    lapse = {
        "month": _("Month-to-month lapse"),
        "quarter": _("Quarter-to-quarter lapse"),
        "30 days": _("Lapse from one 30 days to the next"),
    }
    last = known.iloc[-1]
    found = trends.of_rates(rates["rate"], rates["active_before"])
    words = {
        "rate": percent(last["rate"]),
        "n": number(len(rates)),
        "lapse": lapse[period],
        "gone": number(last["dormant"]),
        "all": number(last["active_before"]),
    }
    if pd.isna(found[0]):
        said = _("{lapse} was {rate} in the last period; too few periods for a trend").format(**words)
    else:
        said = {
            True: _("{lapse} is rising over {n} periods: {rate} in the last one"),
            False: _("{lapse} is falling over {n} periods: {rate} in the last one"),
            None: _("{lapse} was {rate} in the last period, with no clear trend over {n} periods"),
        }[trends.verdict(found)].format(**words)
    fact = _("{gone} of {all} customers of the period before lapsed in the last one").format(**words)
    return claims.claim(said, fact, last["active_before"])


def overdue_title(listed: pd.DataFrame, chosen) -> str:
    """How many are overdue, and their revenue so far."""
    if listed.empty:
        return _("No customer is overdue")
    people = int(listed["customers"].iloc[0])
    money = short_money(listed["revenue_of_all"].iloc[0], chosen.currency)
    if people == 1:
        return _("1 customer is overdue, with {money} revenue to date").format(money=money)
    return _("{n} customers are overdue, with {money} revenue to date").format(n=number(people), money=money)


def reasons_title(curves: pd.DataFrame) -> str:
    """The top reason for leaving."""
    if curves.empty:
        return _("No reasons for leaving yet")
    last = curves.groupby("reason")[["share", "people"]].agg({"share": "last", "people": "sum"})
    named = last.drop(retention.OTHERS, errors="ignore").sort_values("share", ascending=False)
    said = int(last["people"].sum())
    fact = _("{n} customers gave a reason for leaving: no reason stands out").format(n=number(said))
    if named.empty:
        return fact
    top = named.iloc[0]
    finding = _("{reason} is the top reason for leaving: {share} of customers within {months} months (n = {n})").format(
        reason=safe_text.escaped(named.index[0]),
        share=percent(top["share"], 1),
        n=number(top["people"]),
        months=number(curves["day"].max() / DAYS_A_MONTH),
    )
    return claims.claim(finding, fact, said, verdict=verdicts.is_largest(named["people"].astype(int).tolist()))


def left_out(chosen) -> str:
    """Who is not in the figures."""
    return _(
        "Guests without a customer number are in no cohort. A return is money, never a purchase. "
        "Where the data begin, everybody looks new: the first cohort includes older customers."
    )
