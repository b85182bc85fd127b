"""What next offers and the mailing list come to, in sentences."""

from datetime import date

import pandas as pd

from cx.market import offers
from cx.statistics import intervals
from cx.text.formatting import _, count, day, number, percent
from pages.shared import safe_text
from pages.shared.claims import claim

RULES = {
    "own_mix": "Own mix × what sells",
    "together": "Bought together",
    "sells_most": "What sells most",
    "chance": "By chance",
}
STATES = {
    "no_consent": "No consent",
    "unsubscribed": "Unsubscribed or bounced",
    "complaint": "Open complaint",
    "bought_lately": "Ordered in the last 14 days",
    "silent": "Overdue by their own rhythm",
    "in_test": "Held out of a mail in 30 days",
    "tier": "Tier where mails change nothing",
    "unread": "Five mails, none opened or clicked",
    "listed": "On the list",
}


def rule(code: str) -> str:
    """What a rule is called."""
    return _(RULES[code])


def rules_title(rules: pd.DataFrame) -> str:
    """How often the rule in use hits."""
    if rules.empty:
        return _("No next offers: orders do not name products")
    row = rules[rules["is_used"]].iloc[0]
    if not row["n"]:
        return _("Next offers: what sells most, not tested yet")
    fact = _("{hits} of {n} bought one of three offers").format(hits=number(row["hits"]), n=number(row["n"]))
    return claim(_("Three offers hit {share}").format(share=percent(row["rate"])), fact, row["n"])


def rules_basis(rules: pd.DataFrame, as_of: date) -> str:
    """Who was tested, and on what."""
    customers = count(rules["n"].iloc[0], _("customer"), _("customers"))
    return _("{customers} who bought a product new to them after {day}; offers made on that day").format(
        customers=customers, day=day(offers.cut(as_of))
    )


def no_test(as_of: date) -> str:
    """Why no rule could be tested."""
    return _("Nobody with an order by {day} bought something new since: what sells most is offered.").format(
        day=day(offers.cut(as_of))
    )


def why_used(rules: pd.DataFrame) -> str:
    """Why the rule in use is the one."""
    row = rules[rules["is_used"]].iloc[0]
    if row["n"] < intervals.ENOUGH_TO_RANK:
        return _("Too few to tell the rules apart: what sells most is offered, the simplest of the three.")
    if not row["is_better"]:
        return _("Neither other rule is better for sure: what sells most is offered, the simplest of the three.")
    sentence = _(
        "{rule} is used: {more} points more than what sells most in the same customers (95%: {low} to {high})."
    )
    more, low, high = (number(100 * row[name]) for name in ("ahead", "ahead_low", "ahead_high"))
    return sentence.format(rule=rule(row["rule"]), more=more, low=low, high=high)


def listed(counts: pd.DataFrame) -> int:
    """How many customers are on the list."""
    return int(counts.set_index("state").at["listed", "customers"])


def exclusions_title(counts: pd.DataFrame) -> str:
    """How many of all customers may be mailed."""
    customers = count(counts["customers"].sum(), _("customer"), _("customers"))
    return _("{n} of {customers} may be mailed").format(n=number(listed(counts)), customers=customers)


def exclusions_basis(counts: pd.DataFrame, consent: str, chosen) -> str:
    """Whether consent was asked, and the filters."""
    said = [
        _("Consent: attribute “{name}”").format(name=safe_text.escaped(consent))
        if consent
        else _("Consent is not asked: choose the attribute that says it"),
        *(safe_text.escaped(name) for name in chosen.narrowed_to),
    ]
    return " · ".join([_("As of {day}").format(day=day(chosen.as_of)), *said])


def adding_up(counts: pd.DataFrame, asks_consent: bool) -> pd.DataFrame:
    """All customers, then each reason with how many it leaves out and how many are left after it."""
    n = int(counts["customers"].sum())
    out = counts[counts["state"] != "listed"]
    left = n - out["customers"].cumsum()
    names = [_(STATES[state]) for state in out["state"]]
    if not asks_consent:
        names[0] = _("No consent (not asked)")
    first = pd.DataFrame({"step": [_("All customers")], "customers": [n], "left": [n]})
    steps = pd.DataFrame({"step": names, "customers": -out["customers"]})
    last = pd.DataFrame({"step": [_(STATES["listed"])], "customers": [listed(counts)], "left": [listed(counts)]})
    return pd.concat([first, steps.assign(left=left), last], ignore_index=True)


def list_title(control: pd.Series, rules: pd.DataFrame) -> str:
    """How many people are mailed."""
    if not control["treated"] + control["held_out"]:
        return _("Nobody is left to mail")
    people = count(control["treated"], _("customer"), _("customers"))
    if rules.empty:
        return _("{people} to mail next").format(people=people)
    return _("{people} to mail next, each with offers").format(people=people)


def list_basis(control: pd.Series) -> str:
    """How many are held out, and what they can show."""
    held = _("{n} held out at random").format(n=number(control["held_out"]))
    return f"{held} · {smallest(control)}"


def smallest(control: pd.Series) -> str:
    """The smallest effect that the control group can show."""
    if not control["held_out"]:
        return _("nobody held out: what the mail earns will not be known")
    if pd.isna(control["smallest"]):
        return _("too few to show any effect of the mail")
    said = _("{rate} order within 30 days anyway; an effect shows from {points} points on")
    return said.format(rate=percent(control["rate"]), points=number(100 * control["smallest"]))


def made(campaign: str, treated: int, held_out: int, on: date) -> str:
    """A list that was made."""
    said = _("**{campaign}**: {treated} to mail, {held_out} held out, as of {day}")
    return said.format(
        campaign=safe_text.escaped(campaign), treated=number(treated), held_out=number(held_out), day=day(on)
    )
