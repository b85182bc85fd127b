"""What the support page found, in sentences."""

import pandas as pd

from cx.experience import support
from cx.statistics import verdicts
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.durations import duration
from cx.text.formatting import _, count, day, number, percent
from pages.experience.support import settings
from pages.shared import safe_text
from pages.shared.claims import claim

MAIN = "complaint"
NAMED = 3
ONE_IN = (0.02, 0.4)
"""Shares that are said as one in so many."""


def kinds(kind: str) -> str:
    """Tickets of a kind, in the plural."""
    known = {"complaint": _("complaints"), "question": _("questions"), "request": _("requests")}
    return known.get(kind) or (
        _("tickets of kind “{kind}”").format(kind=safe_text.escaped(kind)) if kind else _("tickets of no kind")
    )


def main_kind(by_kind: pd.DataFrame) -> pd.Series:
    """The kind that the title is about: complaints where there are enough, else that with most tickets."""
    of_main = by_kind[(by_kind["group"].str.lower() == MAIN) & (by_kind["n"] >= ENOUGH_TO_RANK)]
    return (by_kind if of_main.empty else of_main).iloc[0]


def title(by_kind: pd.DataFrame, calls: pd.DataFrame, clock) -> str:
    """How long half of the complaints take, and how many are still open after 30 days."""
    if by_kind.empty:
        return calls_title(calls)
    row = main_kind(by_kind)
    n = count(row["n"], _("ticket"), _("tickets"))
    fact = _("{n} of kind {kind}: not enough for a median yet").format(n=n, kind=safe_text.escaped(row["group"]))
    return claim(_resolved_sentence(row, clock), fact, row["n"])


def _resolved_sentence(row: pd.Series, clock) -> str:
    """How long half of a kind take to resolve, and how many are still open after 30 days."""
    if pd.isna(row["median"]):
        return _("Fewer than half of the {kind} are resolved").format(kind=kinds(row["group"]))
    sentence = _by_share(
        row["after_30_days"],
        unknown=_("Half of the {kind} take {time} or more"),
        none=_("Half of the {kind} take {time} or more; none is open after 30 days"),
        one_in=_("Half of the {kind} take {time} or more; one in {k} is still open after 30 days"),
        share=_("Half of the {kind} take {time} or more; {share} are still open after 30 days"),
    )
    return sentence.format(
        kind=kinds(row["group"]), time=spent(row["median"], clock), **_share_words(row["after_30_days"])
    )


def spent(hours: float, clock) -> str:
    """A wait by the clock of the page."""
    if clock.is_calendar or hours < 1:
        return duration(hours, clock.is_calendar)
    return count(round(hours), _("opening hour"), _("opening hours"))


def _by_share(value: float, unknown: str, none: str, one_in: str, share: str) -> str:
    """The sentence that fits a share: said as one in so many where that reads well."""
    if pd.isna(value):
        return unknown
    if value == 0:
        return none
    return one_in if ONE_IN[0] <= value <= ONE_IN[1] else share


def _share_words(value: float) -> dict[str, str]:
    return {"share": percent(value), "k": number(round(1 / value)) if value > 0 else ""}


def calls_title(calls: pd.DataFrame) -> str:
    """How many calls were left unanswered."""
    row = calls.iloc[0]
    fact = _("{left} of {n} calls were not answered").format(left=number(row["unanswered"]), n=number(row["calls"]))
    return claim(_("{share} of calls are not answered").format(share=percent(row["rate"])), fact, row["calls"])


def basis(by_kind: pd.DataFrame, calls: pd.DataFrame, chosen, clock) -> str:
    """Which tickets the page is about, and by which clock."""
    waiting = by_kind["n_open"].sum()
    parts = [
        _("{tickets} opened by {day} ({period})").format(
            tickets=count(by_kind["n"].sum(), _("ticket"), _("tickets")), period=chosen.period, day=day(chosen.as_of)
        ),
        _("{n} unresolved, all counted as waiting").format(n=number(waiting)),
        settings.in_words(clock),
    ]
    if len(calls):
        parts.append(_("{calls} counted separately").format(calls=count(calls["calls"].iloc[0], _("call"), _("calls"))))
    return " · ".join([*parts, *(safe_text.escaped(name) for name in chosen.narrowed_to)])


def waits_title(by_kind: pd.DataFrame, event: str, clock) -> str:
    """What the curves say of the main kind."""
    row = main_kind(by_kind)
    if event == "answered":
        known = _("Half of the {kind} are answered within {time}")
        finding = _("Fewer than half of the {kind} are answered") if pd.isna(row["median"]) else known
    else:
        finding = _by_share(
            row["after_30_days"],
            unknown=_("Time until {kind} are resolved"),
            none=_("All {kind} are resolved within 30 days"),
            one_in=_("One in {k} {kind} is not resolved after 30 days"),
            share=_("{share} of {kind} are not resolved after 30 days"),
        )
    said = {"kind": kinds(row["group"]), "time": spent(row["median"], clock)}
    fact = _("{tickets} of kind {kind}: too few for a finding").format(
        tickets=count(row["n"], _("ticket"), _("tickets")), kind=safe_text.escaped(row["group"])
    )
    return claim(finding.format(**said, **_share_words(row["after_30_days"])), fact, row["n"])


def topics_title(table: pd.DataFrame, names: list[str]) -> str:
    """Which topics are helped more or less than the others."""
    n, satisfied = int(table["n"].sum()), int(table["satisfied"].sum())
    if satisfied in (0, n):
        sentence = (
            _("All {n} answers say that it helped") if satisfied else _("All {n} answers say that it did not help")
        )
        return sentence.format(n=number(n))
    share = percent(support.helped(table)[0])
    fact = _("{satisfied} of {n} customers were helped").format(satisfied=number(satisfied), n=number(n))
    least, most = (
        _listed([name for name, verdict in zip(names, table["verdict"], strict=True) if verdict is side])
        for side in (False, True)
    )
    if not least and not most:
        return claim(_("{share} are helped; no topic stands out").format(share=share), fact, n)
    parts = [_("Helped less: {topics}").format(topics=least)] if least else []
    return ". ".join([*parts, *([_("Helped more: {topics}").format(topics=most)] if most else [])])


def _listed(names: list[str]) -> str:
    more = _(" and {n} more").format(n=number(len(names) - NAMED)) if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def week_title(table: pd.DataFrame, clock) -> str:
    """How many tickets come outside the opening hours, or in which hour most come."""
    n = int(table["tickets"].sum())
    fact = _("{tickets} by weekday and hour").format(tickets=count(n, _("ticket"), _("tickets")))
    if not clock.is_calendar:
        share = percent(support.outside(table, clock)[0])
        return claim(_("{share} of tickets come outside opening hours").format(share=share), fact, n)
    by_hour = table.groupby("hour")["tickets"].sum().sort_values(ascending=False, kind="stable")
    hour = int(by_hour.index[0])
    finding = _("Most tickets come between {hour} and {next} ({share})").format(
        hour=settings.at(hour), next=settings.at(hour + 1), share=percent(by_hour.iloc[0] / n if n else 0.0)
    )
    return claim(finding, fact, n, verdict=verdicts.is_largest(by_hour.astype(int).tolist()))


def staffing_title(needed: int, aim: float, within: str, assumed: float | None = None) -> str:
    """How many people reach the aim; assumed : calls an hour, where the company has no records of its own."""
    sentences = {
        (True, True): _("1 person answers {aim} of calls within {time}"),
        (False, True): _("{n} people answer {aim} of calls within {time}"),
        (True, False): _("At an assumed {calls} calls an hour 1 person answers {aim} within {time}"),
        (False, False): _("At an assumed {calls} calls an hour {n} people answer {aim} within {time}"),
    }
    given = {"n": number(needed), "aim": percent(aim), "time": within, "calls": number(assumed)}
    return sentences[needed == 1, assumed is None].format(**given)


def unresolved_figures(tickets: int) -> list[str]:
    """What the list holds."""
    return [count(tickets, _("unresolved ticket"), _("unresolved tickets")), _("oldest first")]
