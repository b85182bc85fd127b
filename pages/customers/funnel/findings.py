"""What the funnel page found, in sentences."""

from dataclasses import replace

import pandas as pd

from cx.customers import funnel
from cx.customers.funnel.step_walk import is_of_customers
from cx.text.formatting import _, count, day, number, percent
from pages.shared import answers, safe_text
from pages.shared.claims import claim


def title(steps: pd.DataFrame, name: str | None, asked: dict) -> str:
    """The biggest drop-off where one surely is, else how many buy, else that there is not enough data yet."""
    finding = _finding(steps, asked)
    if name is None:
        return finding
    return _("{group} · {finding}").format(group=safe_text.escaped(name), finding=finding)


def _finding(steps: pd.DataFrame, asked: dict) -> str:
    reach, acquire, retain = steps.to_dict("records")
    if mostly_customers(steps):
        counts = {"before": number(reach["already_customers"]), "all": number(reach["people"])}
        return claim(
            _("Most people reached were already customers: {before} of {all}").format(**counts),
            _("{before} of {all} people reached were already customers").format(**counts),
            reach["people"],
        )
    if pd.isna(acquire["rate"]):
        return buy_again(retain, asked)
    worst = funnel.worst_step(steps)
    return claim(
        _drop_off(retain if worst == "Retain" else acquire, asked),
        _converted(acquire, asked),
        acquire["eligible"],
        retain["eligible"],
        verdict=worst is not None,
    )


def _drop_off(row: dict, asked: dict) -> str:
    lost = _share(1 - row["rate"])
    if row["step"] == "Retain":
        return _("Biggest drop-off: {share} of new customers do not buy again within {days} days").format(
            share=lost, days=asked["retain_within_days"]
        )
    return _("Biggest drop-off: {share} of people reached do not buy within {days} days").format(
        share=lost, days=asked["acquire_within_days"]
    )


def _converted(acquire: dict, asked: dict) -> str:
    words = {
        "share": _share(acquire["rate"]),
        "days": asked["acquire_within_days"],
        "n": number(acquire["people"]),
        "all": number(acquire["eligible"]),
    }
    return claim(
        _("{share} of people reached buy within {days} days").format(**words),
        _("{n} of {all} people reached bought within {days} days").format(**words),
        acquire["eligible"],
    )


def buy_again(retain: dict, asked: dict) -> str:
    """How many new customers buy again: a share of enough of them, else the counts."""
    if pd.isna(retain["rate"]):
        return _("Not enough data yet: no window is over. Choose a longer period or a shorter window.")
    words = {
        "share": _share(retain["rate"]),
        "days": asked["retain_within_days"],
        "n": number(retain["people"]),
        "all": number(retain["eligible"]),
    }
    return claim(
        _("{share} of new customers buy again within {days} days").format(**words),
        _("{n} of {all} new customers bought again within {days} days").format(**words),
        retain["eligible"],
    )


def mostly_customers(steps: pd.DataFrame) -> bool:
    """Whether over half of the people reached had ordered before: they did not leave, they could not be won."""
    reach = steps.set_index("step").loc["Reach"]
    return reach["already_customers"] > reach["people"] / 2


def caption(steps: pd.DataFrame, asked: dict, period: str) -> str:
    """The numbers behind the title, with the period and what they are as of."""
    row = steps.set_index("step")
    won = (
        _("{won} of {eligible} ordered within {days} days")
        if row.at["Acquire", "eligible"]
        else (
            _(
                "{won} ordered within {days} days, of an unknown number: regions and segments are known of customers"
                " only"
            )
            if is_of_customers(None, asked["scope"])
            else _("no {days}-day window for a first order is over")
        )
    ).format(
        won=number(row.at["Acquire", "people"]),
        eligible=number(row.at["Acquire", "eligible"]),
        days=asked["acquire_within_days"],
    )
    reached = _("{reached} people first touched, {period} to {as_of}").format(
        reached=number(row.at["Reach", "people"]), period=period, as_of=day(asked["scope"].as_of)
    )
    again = _("{again} of {first} ordered again within {days} days").format(
        again=number(row.at["Retain", "people"]),
        first=number(row.at["Retain", "eligible"]),
        days=asked["retain_within_days"],
    )
    narrowed = [
        _("people of {name} only").format(name=safe_text.escaped(name))
        for name in (asked["scope"].region, asked["scope"].channel, asked["scope"].segment)
        if name
    ]
    return " · ".join([reached, won, again, *narrowed])


def basis(steps: pd.DataFrame) -> str:
    """The n of each step: how many went on, of how many whose window has run out."""
    parts = [
        (
            _("{step} {people} of {eligible}").format(
                step=_(row.step), people=number(row.people), eligible=number(row.eligible)
            )
            if row.eligible > 0
            else f"{_(row.step)} {number(row.people)}"
        )
        for row in steps.itertuples()
    ]
    return f"n: {' · '.join(parts)}"


def basis_of_groups(groups: pd.DataFrame) -> str:
    """How many people stand in how many groups."""
    reached = groups[groups["step"] == "Reach"]
    return _("n = {people} people in {groups} groups").format(
        people=number(reached["people"].sum()), groups=number(len(reached))
    )


def untracked_caption(steps: pd.DataFrame, asked: dict, period: str) -> str:
    """The numbers behind it."""
    row = steps.set_index("step")
    return _("{new}, {period} to {as_of} · {again} of {first} ordered again within {retain} days").format(
        new=count(row.at["Acquire", "people"], _("new customer"), _("new customers")),
        period=period,
        as_of=day(asked["scope"].as_of),
        again=number(row.at["Retain", "people"]),
        first=number(row.at["Retain", "eligible"]),
        retain=asked["retain_within_days"],
    )


def groups_title(groups: pd.DataFrame, by: str) -> str:
    """Which group keeps more of its people than which other, where that is sure.

    Regions are compared at the step Retain: by region Acquire has no rate.
    """
    step = "Retain" if by == "region" else "Acquire"
    ranked = funnel.compare(groups, step).dropna(subset="rank").sort_values(["rank", "eligible"])
    ranked = ranked[ranked["group"] != funnel.UNKNOWN]
    if groups["group"].nunique() < 2:
        return _("One group only: nothing to compare")
    few = _("Too few people to compare the groups")
    if len(ranked) < 2:
        return few
    best, least = ranked.iloc[0], ranked.iloc[-1]
    words = {
        "best": safe_text.escaped(best["group"]),
        "high": _share(best["rate"]),
        "least": safe_text.escaped(least["group"]),
        "low": _share(least["rate"]),
    }
    reach = groups[groups["step"] == "Reach"].set_index("group")["people"]
    if step == "Retain":
        found = _("Highest repeat rate: {best} {high}, lowest: {least} {low}")
    elif reach.idxmax() == least["group"]:
        found = _("{least}: most people reached, lowest conversion: {low} ({best} {high})")
    else:
        found = _("Highest conversion: {best} {high}, lowest: {least} {low}")
    is_sure = best["verdict"] == "higher" and least["verdict"] == "lower"
    alike = _("No clear difference between the groups")
    return claim(found.format(**words), alike, best["eligible"], least["eligible"], verdict=is_sure)


def kept_title(steps: pd.DataFrame) -> str:
    """What is lost at both steps."""
    row = steps.set_index("step")
    lost = 1 - row["rate"]
    if lost[["Acquire", "Retain"]].isna().any():
        return _("Conversion by step")
    return claim(
        _("{first} leave before a first order, {second} after it").format(
            first=_share(lost["Acquire"]), second=_share(lost["Retain"])
        ),
        _("Conversion by step"),
        *row.loc[["Acquire", "Retain"], "eligible"],
    )


def untracked_sentence(new: pd.DataFrame, asked: dict) -> str:
    """How many new customers no touchpoint shows: with the others they are all. By a channel none of them came."""
    if asked["scope"].channel is not None:
        return ""
    row = new.set_index("came")
    return _(
        "{n} of {all} new customers ({share}) have no recorded touchpoint by the day of their first order."
    ).format(
        n=number(row.at["untracked", "customers"]),
        all=number(row["customers"].sum()),
        share=_share(row.at["untracked", "share"]),
    )


def left_out(groups: pd.DataFrame, asked: dict, by: str) -> str:
    """Who is not in the figures, or in them in a way that is easy to take wrongly."""
    region, before = asked["scope"].region, groups["already_customers"].sum()
    parts = [_("Held-out contacts are not counted; guests without a customer number are in no step.")]
    if before:
        parts.append(
            _(
                "{n} of the people reached had ordered before their first recorded touchpoint: already customers, in no"
                " rate."
            ).format(n=number(before))
        )
    if region is not None:
        parts.append(
            _("Only people of {region}; {n} people reached have no recorded region and are excluded.").format(
                region=safe_text.escaped(region), n=number(_reached_without_region(asked))
            )
        )
    if asked["scope"].channel is not None:
        parts.append(
            _("Only people who first came by {channel}.").format(channel=safe_text.escaped(asked["scope"].channel))
        )
    if asked["scope"].segment is not None:
        parts.append(_("Only the members of {name}.").format(name=safe_text.escaped(asked["scope"].segment)))
    if is_of_customers(by, asked["scope"]):
        parts.append(of_customers_note())
    return " ".join(parts)


def of_customers_note() -> str:
    """Why the first step has no rate."""
    return _(
        "Reach → Acquire is n/a: regions and segments are known for customers only, so it is unknown how many of"
        " the people reached belong to one."
    )


def _reached_without_region(asked: dict) -> int:
    everywhere = {**asked, "scope": replace(asked["scope"], region=None)}
    regions = answers.ask(funnel.lifecycle, breakdown="region", **everywhere)
    return int(regions.loc[(regions["step"] == "Reach") & (regions["group"] == funnel.UNKNOWN), "people"].sum())


def _share(share: float) -> str:
    """A share in words of a title: 99.6% must not read as everybody."""
    return percent(share, 0 if 0.01 <= share <= 0.99 or share in (0, 1) else 1)
