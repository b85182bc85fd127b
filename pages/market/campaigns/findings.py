"""What the campaigns page found, in sentences."""

import pandas as pd

from cx import campaigns
from cx.text.formatting import _, count, day, number, percent, points, with_sign
from pages.shared import safe_text
from pages.shared.claims import claim

WORTH_SEEING = 0.05
"""The uplift that a control group should be able to show, an assumption that the page states."""
CHECKS = {
    "split": "Random split as planned",
    "comparable": "Groups comparable before",
    "window": "Window over",
    "false_alarms": "False alarms",
    "later_orders": "Not just earlier purchases",
}
VERDICTS = {
    "passes": "passes", "fails": "fails", "cannot check": "cannot check", "higher": "higher", "lower": "lower",
    campaigns.TOO_FEW: "too few to tell", campaigns.NO_CONTROL: "nobody held out",
    campaigns.NOT_OVER: "window not over",
}  # fmt: skip
MEASURES = {
    "bought": "Bought, %", "orders": "Orders per 100 people", "orders_cuped": "Orders per 100 people (CUPED)",
    "margin": "Margin a person", "margin_cuped": "Margin a person (CUPED)",
}  # fmt: skip


def title(row: pd.Series, fails: frozenset[str] = frozenset()) -> str:
    """What one campaign changed; fails : the checks that its test does not pass."""
    name = safe_text.escaped(row["campaign"])
    if "split" in fails:
        return _("{campaign}: the random split is broken, do not read this test").format(campaign=name)
    if row["verdict"] == campaigns.NOT_OVER:
        return _("{campaign}: the window is not over until {day}").format(campaign=name, day=day(row["ends_on"]))
    if row["verdict"] == campaigns.NO_CONTROL:
        return _("{campaign}: nobody was held out, so what it earned is not known").format(campaign=name)
    more = row["uplift"] * row["sent"]
    if row["verdict"] == "higher" and "later_orders" in fails:
        sentence = _("{campaign}: {n} more bought within 30 days, but later orders were lost")
        return sentence.format(campaign=name, n=number(more))
    won = _("{campaign} won {n} extra buyers; {m} would have bought anyway").format(
        campaign=name, n=number(more), m=number(row["bought"] - more)
    )
    lost = _("{campaign} cost {n} buyers").format(campaign=name, n=number(-more))
    finding = won if row["verdict"] == "higher" else lost
    few = _("{campaign}: too few to tell; next time {next}").format(campaign=name, next=hold_out(row))
    return claim(finding, few, row["sent"], row["held_out"], verdict=row["verdict"] in ("higher", "lower"))


def hold_out(row: pd.Series) -> str:
    """How many to hold out next time."""
    people = int(row["sent"] + row["held_out"])
    rate = min(max((row["bought"] / row["sent"] if row["sent"] else 0.5) - (row["uplift"] or 0), 0.0), 0.95)
    rate = rate if pd.notna(rate) else row["bought"] / row["sent"]
    n = campaigns.held_out_needed(rate, WORTH_SEEING, people)
    gap = number(100 * WORTH_SEEING)
    if n is None:
        return _("{n} people are too few to show {gap} points even with half held out").format(
            n=number(people), gap=gap
        )
    return _("hold out {n} to show {gap} points").format(n=number(n), gap=gap)


def basis(row: pd.Series, chosen) -> str:
    """Who was mailed, when, and which orders count."""
    parts = [
        _("{sent} mailed, {held_out} held out at random").format(
            sent=number(row["sent"]), held_out=number(row["held_out"])
        ),
        _("orders from {since} to {until}").format(since=day(row["sent_on"]), until=day(row["ends_on"])),
    ]
    return " · ".join([*parts, *(safe_text.escaped(name) for name in chosen.narrowed_to)])


def groups_title(rows: pd.DataFrame, by: str) -> str:
    """In which groups the mail worked."""
    fact = _("Difference in buyers, by {by}").format(by=_(by))
    sure = rows[rows["verdict"] == "higher"]
    if sure.empty:
        return fact
    names = ", ".join(safe_text.escaped(name) for name in sure["group"])
    return claim(_("More buyers in {names}").format(names=names), fact, sure["sent"].min(), sure["held_out_n"].min())


def trust_title(rows: pd.DataFrame) -> str:
    """How many checks pass."""
    passed = int((rows["verdict"] == "passes").sum())
    return _("{n} of {all} trust checks pass").format(n=passed, all=len(rows))


def found(row) -> str:
    """What a check found."""
    if pd.isna(row.value):
        return _("not known: too few people, or the days are not over")
    if row.check == "split" and pd.isna(row.expected):
        return _("{share} held out; the planned share is not stated").format(share=percent(row.value, 1))
    said = {
        "split": _("{share} held out, {expected} planned").format(
            share=percent(row.value, 1), expected=percent(row.expected if pd.notna(row.expected) else 0)
        ),
        "comparable": _("largest difference {gap} standard deviations, below 0.1 expected").format(
            gap=number(abs(row.value), 2)
        ),
        "window": _("all days are over") if row.value else _("some days are still to come"),
        "false_alarms": _("{share} of 4,000 random halves of the held-out").format(share=percent(row.value, 1)),
        "later_orders": _("orders per 100 people after the window: {change}, 95% interval {interval}").format(
            change=with_sign(row.value, number(100 * abs(row.value), 1)), interval=points(row.low, row.high, 1)
        ),
    }
    return said[row.check]


def list_title(rows: pd.DataFrame) -> str:
    """How many campaigns can say what they earned."""
    known = int(rows["uplift"].notna().sum())
    return _("{n} of {all} with a held-out group whose window is over").format(
        n=number(known), all=count(len(rows), _("campaign"), _("campaigns"))
    )
