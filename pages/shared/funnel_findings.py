"""What the funnel page found, in sentences."""

import pandas as pd

from cx import funnel
from cx.intervals import ENOUGH_TO_RANK
from cx.words import _, day, number, percent
from pages.shared import answers, exports


def title(steps: pd.DataFrame, name: str | None) -> str:
    """The leak, where there surely is one."""
    rates = steps.set_index("step")["rate"]
    worst = funnel.worst_step(steps)
    if mostly_customers(steps):
        said = _("Most people reached were customers already: {before} of {all}").format(
            before=number(steps["already_customers"].iloc[0]), all=number(steps["people"].iloc[0])
        )
        return said if name is None else f"{exports.plain(name)}: {said[0].lower()}{said[1:]}"
    if worst is not None:
        before = funnel.STEPS[funnel.STEPS.index(worst) - 1]
        said = _("The leak is {before} → {after}: {share} leave there").format(
            before=_(before), after=_(worst), share=_share(1 - rates[worst])
        )
    elif pd.notna(rates["Acquire"]):
        said = _("{share} of the people reached become customers").format(share=_share(rates["Acquire"]))
    else:
        said = _("Too early to tell: choose a longer period or a shorter window")
    return said if name is None else f"{exports.plain(name)}: {said[0].lower()}{said[1:]}"


def mostly_customers(steps: pd.DataFrame) -> bool:
    """Whether over half of the people reached had ordered before: they did not leave, they could not be won."""
    reach = steps.set_index("step").loc["Reach"]
    return reach["already_customers"] > reach["people"] / 2


def caption(steps: pd.DataFrame, asked: dict, period: str) -> str:
    """The numbers behind the title, with the period and what they are as of."""
    row = steps.set_index("step")
    text = _(
        "{reached} people first touched, {period} to {as_of} · {won} of {eligible} ordered within {acquire} days · "
        "{again} of {first} ordered again within {retain} days"
    ).format(
        reached=number(row.at["Reach", "people"]), period=period, as_of=day(asked["as_of"]),
        won=number(row.at["Acquire", "people"]), eligible=number(row.at["Acquire", "eligible"]),
        again=number(row.at["Retain", "people"]), first=number(row.at["Retain", "eligible"]),
        acquire=asked["acquire_within_days"], retain=asked["retain_within_days"],
    )  # fmt: skip
    narrowed = [
        _("people of {name} only").format(name=exports.plain(name))
        for name in (asked["region"], asked["segment"])
        if name
    ]
    return " · ".join([text, *narrowed])


def basis(steps: pd.DataFrame) -> str:
    """The n of each step: how many went on, of how many whose window has run out."""
    parts = [
        _("{step} {people} of {eligible}").format(step=_(row.step), people=number(row.people), eligible=number(row.eligible))
        if row.eligible > 0
        else f"{_(row.step)} {number(row.people)}"
        for row in steps.itertuples()
    ]  # fmt: skip
    return f"n: {' · '.join(parts)}"


def basis_of_groups(groups: pd.DataFrame) -> str:
    """How many people stand in how many groups."""
    reached = groups[groups["step"] == "Reach"]
    return _("n = {people} people in {groups} groups").format(
        people=number(reached["people"].sum()), groups=number(len(reached))
    )


def untracked_title(steps: pd.DataFrame) -> str:
    """What orders alone can tell."""
    rate = steps.set_index("step").at["Retain", "rate"]
    if pd.isna(rate):
        return _("Too early to tell how many new customers come back")
    return _("{share} of new customers order again").format(share=_share(rate))


def untracked_caption(steps: pd.DataFrame, asked: dict, period: str) -> str:
    """The numbers behind it."""
    row = steps.set_index("step")
    return _("{new} new customers, {period} to {as_of} · {again} of {first} ordered again within {retain} days").format(
        new=number(row.at["Acquire", "people"]), period=period, as_of=day(asked["as_of"]),
        again=number(row.at["Retain", "people"]), first=number(row.at["Retain", "eligible"]),
        retain=asked["retain_within_days"],
    )  # fmt: skip


def groups_title(groups: pd.DataFrame, by: str) -> str:
    """Which group keeps more of its people than which other, where that is sure.

    Regions are compared at the step Retain: whose region is known has nearly always bought.
    """
    step = "Retain" if by == "region" else "Acquire"
    ranked = funnel.compare(groups, step).dropna(subset="rank").sort_values(["rank", "eligible"])
    ranked = ranked[ranked["group"] != funnel.UNKNOWN]
    if groups["group"].nunique() < 2:
        return _("All in one group: there is nothing to compare")
    if len(ranked) < 2 or ranked.iloc[0]["verdict"] != "higher" or ranked.iloc[-1]["verdict"] != "lower":
        return _("Too few people to tell the groups apart")
    best, least = ranked.iloc[0], ranked.iloc[-1]
    words = {
        "best": exports.plain(best["group"]), "high": _share(best["rate"]),
        "least": exports.plain(least["group"]), "low": _share(least["rate"]),
    }  # fmt: skip
    reach = groups[groups["step"] == "Reach"].set_index("group")["people"]
    if step == "Retain":
        return _("{best} brings back {high} of its new customers, {least} {low}").format(**words)
    if reach.idxmax() == least["group"]:
        return _("{least}: most people reached, fewest won ({low}; {best} {high})").format(**words)
    if least["rate"] == 0 or best["rate"] / least["rate"] < 2:
        return _("{best} wins {high} of its reached, {least} {low}").format(**words)
    times = number(best["rate"] / least["rate"])
    return _("{best} wins {times} times as many of its reached as {least}").format(times=times, **words)


def kept_title(steps: pd.DataFrame) -> str:
    """What is lost at both steps."""
    rates = steps.set_index("step")["rate"]
    if steps.set_index("step").loc[["Acquire", "Retain"], "eligible"].min() < ENOUGH_TO_RANK:
        return _("What each step keeps and loses")
    return _("{first} leave before a first order, {second} after it").format(
        first=_share(1 - rates["Acquire"]), second=_share(1 - rates["Retain"])
    )


def untracked_sentence(new: pd.DataFrame) -> str:
    """How many new customers nobody saw coming: with the tracked they are all."""
    row = new.set_index("came")
    return _("{n} of {all} new customers ({share}) came untracked: no touch is recorded by the day of their first order.").format(
        n=number(row.at["untracked", "customers"]), all=number(row["customers"].sum()), share=_share(row.at["untracked", "share"])
    )  # fmt: skip


def left_out(groups: pd.DataFrame, asked: dict) -> str:
    """Who is not in the figures, or in them in a way that is easy to take wrongly."""
    region = asked["region"]
    before = groups["already_customers"].sum()
    parts = [_("Held-out contacts are no touches; guests without a customer number are in no step.")]
    if before:
        parts.append(
            _(
                "{n} of the reached had ordered before their first recorded touch: customers already, neither won nor lost, in no rate."
            ).format(n=number(before))
        )
    if region is not None:
        parts.append(
            _(
                "Only people of {region}; {n} reached whose region nobody gave are left out. Where only buyers have a region, Reach → Acquire reads too high."
            ).format(region=exports.plain(region), n=number(_reached_without_region(asked)))
        )
    if asked["segment"] is not None:
        parts.append(
            _(
                "Only the customers of {name}: nobody is kept who never bought, so Reach → Acquire reads too high."
            ).format(name=exports.plain(asked["segment"]))
        )
    return " ".join(parts)


def _reached_without_region(asked: dict) -> int:
    regions = answers.ask(funnel.lifecycle, **{**asked, "region": None, "breakdown": "region"})
    return int(
        regions.loc[(regions["step"] == "Reach") & (regions["group"] == funnel.UNKNOWN), "people"].sum()
    )


def _share(share: float) -> str:
    """A share in words of a title: 99.6% must not read as everybody."""
    return percent(share, 0 if 0.01 <= share <= 0.99 or share in (0, 1) else 1)
