"""What the recognition page found, in sentences."""

from datetime import date
from typing import Any

import pandas as pd

from cx.text.formatting import _, count, day, number, percent, with_sign
from pages.shared import safe_text
from pages.shared.claims import claim

REASONS = {
    "referral": "Referred a customer",
    "five_years": "Five years a customer",
    "platinum": "Became Platinum",
    "resolved": "Complaint resolved",
    "promoter": "NPS score 9 or 10",
    "first_year": "One year a customer",
}
MEASURES = {
    "order": "Ordered within 60 days",
    "nps": "Next NPS score 9 or 10",
    "csat": "Next satisfaction 4 or 5",
}
NAMED = 2


def reason(code: str) -> str:
    """What a reason is called."""
    return _(REASONS[code])


def because(row: Any) -> str:
    """Why a customer of the list is thanked; row : with reason and amount."""
    amount = 0 if pd.isna(row.amount) else int(row.amount)
    if row.reason == "referral":
        brought = count(amount, _("customer"), _("customers"))
        return _("Referred {customers}").format(customers=brought)
    if row.reason == "resolved":
        days = count(amount, _("day"), _("days"))
        return _("Complaint resolved in {days}").format(days=days) if amount else _("Complaint resolved the same day")
    return _("NPS score {score}").format(score=number(amount)) if row.reason == "promoter" else reason(row.reason)


def title(week: pd.DataFrame) -> str:
    """How many customers are to be thanked, and how many of them never were."""
    row = week.iloc[0]
    if not row["due"]:
        return _("Nobody is due for thanks this week")
    if row["due"] == 1:
        return _("1 customer deserves thanks this week")
    said = (
        _("{n} customers deserve thanks this week; {m} never had any")
        if row["never_thanked"]
        else _("{n} customers deserve thanks this week; all were thanked before")
    )
    return said.format(n=number(row["due"]), m=number(row["never_thanked"]))


def basis(week: pd.DataFrame, in_time: pd.DataFrame, chosen) -> str:
    """How many gave a reason, why some of them are not listed, how many were thanked in time."""
    row, parts = week.iloc[0], []
    parts.append(
        _("{customers} with a reason in the week to {day}").format(
            customers=count(row["customers"], _("customer"), _("customers")), day=day(chosen.as_of)
        )
    )
    left_out = [
        said.format(n=number(row[state]))
        for state, said in (
            ("complaining", _("{n} with an open complaint")),
            ("thanked", _("{n} thanked within 60 days")),
            ("held_out", _("{n} held out")),
        )
        if row[state]
    ]
    if left_out:
        parts.append(_("not listed: {reasons}").format(reasons=", ".join(left_out)))
    return " · ".join([*parts, *(safe_text.escaped(name) for name in chosen.narrowed_to)])


def in_time_counts(in_time: pd.DataFrame) -> tuple[int, int]:
    """Reasons of 12 months that were followed by thanks in time, and all whose 30 days are over."""
    return int(in_time["thanked"].sum()), int(in_time["n"].sum())


def in_time_title(in_time: pd.DataFrame) -> str:
    """Which reasons are thanked less often than the others."""
    thanked, n = in_time_counts(in_time)
    if not n:
        return _("No reason for thanks is 30 days old yet")
    fact = _("{thanked} of {n} reasons were followed by thanks within 30 days").format(
        thanked=number(thanked), n=number(n)
    )
    if not thanked:
        return _("No thanks are recorded within 30 days of a reason")
    less = in_time[in_time["verdict"] == "lower"].sort_values(["share", "group"])
    if less.empty:
        return fact
    named = [f"{reason(row.group)} ({percent(row.share)})" for row in less.head(NAMED).itertuples()]
    said = _("Thanked in time less often: {reasons}; {share} of all").format(
        reasons=", ".join(named), share=percent(thanked / n)
    )
    return claim(said, fact, *less["n"], verdict=True)


def effect_title(effect: pd.DataFrame) -> str:
    """What thanks change, as far as that is known."""
    if effect.empty:
        return _("The effect of thanks is not known")
    row = effect.iloc[0]
    few = _("Too few to tell what thanks change: {thanked} thanked, {held_out} held out").format(
        thanked=number(row["thanked_n"]), held_out=number(row["held_out_n"])
    )
    given = {"thanked": percent(row["thanked_rate"]), "held_out": percent(row["held_out_rate"])}
    said = {
        "higher": _("Thanks bring orders: {thanked} order within 60 days, {held_out} of those held out"),
        "lower": _("Thanks cost orders: {thanked} order within 60 days, {held_out} of those held out"),
    }.get(row["verdict"], _("No clear effect of thanks on orders: {thanked} and {held_out} order within 60 days"))
    return claim(said.format(**given), few, row["thanked_n"], row["held_out_n"])


def no_effect(first_day: date | None) -> str:
    """Why there is no effect to show."""
    if first_day is not None:
        return _(
            "The 60 days of the first customers held out are over on {day}: from then on the effect is shown."
        ).format(day=day(first_day))
    return _(
        "Nobody was held out, so nobody can tell what thanks change. Hold out a share at random when you mark customers"
        " as thanked, or upload touchpoints of kind thanked with variant held out."
    )


def in_points(row: Any) -> tuple[str, str]:
    """A difference between those thanked and those held out, and its interval."""
    figure = _("{points} points").format(points=_signed(row.difference))
    return figure, _("{low} to {high}").format(low=_signed(row.low), high=_signed(row.high))


def _signed(share: float) -> str:
    return with_sign(share, number(abs(100 * share)))


def months_title(months: pd.DataFrame) -> str:
    """How many were thanked in the months shown."""
    thanked, held_out = int(months["thanked"].sum()), int(months["held_out"].sum())
    said = (
        _("{customers} thanked in 12 months, {held_out} held out")
        if held_out
        else _("{customers} thanked in 12 months")
    )
    return said.format(customers=count(thanked, _("customer"), _("customers")), held_out=number(held_out))


def marked(pressed: pd.DataFrame, on: date) -> str:
    """What one press did."""
    held_out = int((pressed["variant"] == "held out").sum())
    thanked = count(len(pressed) - held_out, _("customer"), _("customers"))
    if not held_out:
        return _("{thanked} marked as thanked on {day}").format(thanked=thanked, day=day(on))
    return _("{thanked} marked as thanked on {day}, {n} held out at random: do not thank them").format(
        thanked=thanked, n=number(held_out), day=day(on)
    )
