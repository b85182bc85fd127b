"""What the retention page found, in sentences."""

import pandas as pd

from cx import intervals, retention
from cx.words import _, day, number, percent, points, short_money
from pages.shared import exports


def title(means: pd.DataFrame, period: str, active: str, measure: str) -> str:
    """How much of a cohort is still there a period later."""
    known = means[(means["age"] > 0) & means["rate"].notna()].set_index("age")["rate"]
    if known.empty:
        return _("Too early to tell who comes back: the first period after the first order is not over")
    share = percent(known.iloc[0], 1 if 0 < known.iloc[0] < 0.095 else 0)
    if measure == "money":
        words = {
            "month": _("The month after, new customers bring {share} of what they brought at first"),
            "quarter": _("The quarter after, new customers bring {share} of what they brought at first"),
            "30 days": _("In the next 30 days, new customers bring {share} of what they brought at first"),
        }
        return words[period].format(share=share)
    if active == "on or after":
        return _("{share} of new customers ever buy again after their first period").format(share=share)
    words = {
        "month": _("{share} of new customers buy again the month after"),
        "quarter": _("{share} of new customers buy again the quarter after"),
        "30 days": _("{share} of new customers buy again in the 30 days after"),
    }
    return words[period].format(share=share)


def caption(shown: pd.DataFrame, means: pd.DataFrame, chosen) -> str:
    """Whom the title is about."""
    first = means[means["age"] == 1]
    cohorts = int(first["cohorts"].iloc[0]) if len(first) else 0
    return _("{cohorts} cohorts that began {since}, as of {as_of} · the mean counts the {known} whose next period is over").format(
        cohorts=shown["cohort"].nunique(), since=_("from {day}").format(day=day(shown["cohort"].min())),
        as_of=day(chosen.as_of), known=cohorts,
    ) + _widened(shown, chosen) + _whom(chosen)  # fmt: skip


def _widened(shown: pd.DataFrame, chosen) -> str:
    """That the period holds too few cohorts and gives way; "" where it holds."""
    if chosen.since is None or shown["cohort"].min() >= pd.Timestamp(chosen.since).replace(day=1):
        return ""
    return " · " + _("all cohorts, as fewer than two began in the {period}").format(period=chosen.period)


def _whom(chosen) -> str:
    parts = [
        _("customers of {name} only").format(name=exports.plain(name))
        for name in (chosen.region, chosen.segment)
        if name
    ]
    return "".join(f" · {part}" for part in parts)


def cohorts_title(shown: pd.DataFrame, means: pd.DataFrame, measure: str) -> str:
    """Whether the later half of the cohorts comes back more or less than the earlier one."""
    first = shown[(shown["age"] == 1) & shown["rate"].notna()].sort_values("cohort")
    if measure == "money" or len(first) < 2:
        return _("What is left of each cohort")
    half = len(first) // 2
    earlier, later = first.iloc[:half], first.iloc[-half:]
    counts = [int(part[name].sum()) for part in (later, earlier) for name in ("customers", "base")]
    verdict = intervals.differs(*counts)
    if verdict is None:
        return _("Early and late cohorts come back alike: any difference may be chance")
    now, then = (
        percent(people / base, 1 if 0 < people / base < 0.1 else 0)
        for people, base in (counts[:2], counts[2:])
    )
    return (
        _("Later cohorts come back more: {now} in the next period, {then} before")
        if verdict
        else _("Later cohorts come back less: {now} in the next period, {then} before")
    ).format(now=now, then=then)


def flow_title(flow: pd.DataFrame) -> str:
    """Whether more came than went in the last whole period."""
    whole = flow[flow["is_whole"]]
    if whole.empty:
        return _("No period is over yet")
    last = whole.iloc[-1]
    came = int(last["new"] + last["resurrected"])
    words = {"came": number(came), "gone": number(last["dormant"])}
    if came > last["dormant"]:
        return _("More came than went last: {came} new or back, {gone} gone dormant").format(**words)
    if came < last["dormant"]:
        return _("More went than came last: {gone} gone dormant, {came} new or back").format(**words)
    return _("As many came as went last: {came}").format(**words)


def churn_title(churn: pd.DataFrame, period: str) -> str:
    """Whether churn rises or falls, where that is sure."""
    rates = churn["rate"].dropna().tail(12)
    if rates.empty:
        return _("Churn is not known yet: two whole periods are needed")
    slope, low, high = retention.trend(rates)
    if pd.isna(slope):
        return _("Churn was {rate} last; too few periods to tell a trend").format(
            rate=percent(rates.iloc[-1])
        )
    words = {"change": points(abs(low), abs(high), 1), "n": len(rates)}
    if low > 0:
        return _("Churn rises over the last {n} periods").format(**words)
    if high < 0:
        return _("Churn falls over the last {n} periods").format(**words)
    return _("Churn neither rises nor falls for sure: {rate} last").format(rate=percent(rates.iloc[-1]))


def silent_title(listed: pd.DataFrame, chosen) -> str:
    """How many fell silent, and what they had brought."""
    if listed.empty:
        return _("Nobody fell silent by their own rhythm")
    return _("{n} customers fell silent by their own rhythm ({period}); they had brought {money}").format(
        n=number(listed["customers"].iloc[0]), period=chosen.period,
        money=short_money(listed["revenue_of_all"].iloc[0], chosen.currency),
    )  # fmt: skip


def reasons_title(curves: pd.DataFrame) -> str:
    """The reason that takes most."""
    if curves.empty:
        return _("No reasons for leaving yet")
    last = curves.groupby("reason")[["share", "people"]].agg({"share": "last", "people": "sum"})
    named = last.drop(retention.OTHERS, errors="ignore").sort_values("share", ascending=False)
    if named.empty or named["people"].sum() < intervals.ENOUGH_TO_RANK:
        return _("Too few have said why they left to rank the reasons")
    top = named.iloc[0]
    return _("{reason} takes most: {share} of customers in the end, {n} have said so").format(
        reason=exports.plain(named.index[0]), share=percent(top["share"], 1), n=number(top["people"])
    )


def left_out(chosen) -> str:
    """Who is not in the figures."""
    return _(
        "Guests without a customer number are in no cohort. A return is money, never a purchase. "
        "Where the data begin, everybody looks new: the first cohort holds old customers too."
    )
