"""What the study page found, in sentences."""

import pandas as pd

from cx.market import study
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, count, day, number, percent, short_money, with_sign
from pages.shared import safe_text
from pages.shared.claims import claim

escaped = safe_text.escaped
PAYS = {
    study.PAYS: "pays back",
    study.NEVER: "not in a year",
    study.UNCLEAR: "too few to tell",
    study.UNKNOWN: "cost not known",
}
HABITS = {"orders": "Orders a year", "basket": "Revenue an order", "categories": "Categories", "channel": "Bought by"}


def title(rows: pd.DataFrame) -> str:
    """The widest opening, where one is certain."""
    if rows.empty:
        return _("What is missing is not known: no study in the 12 months")
    row = rows.iloc[0]
    given = {
        "subject": escaped(row["subject"]), "important": percent(row["importance"]),
        "satisfied": percent(row["satisfaction"]),
    }  # fmt: skip
    fact = _("{subject} has the highest opportunity: important to {important}, {satisfied} are very satisfied")
    said = _("{subject} is an opening: it matters to {important} and satisfies {satisfied}")
    few = _("{n} answered the study: too few to tell what is missing").format(
        n=count(row["n"], _("customer"), _("customers"))
    )
    sentence = claim(said, fact, row["n"], verdict=bool(row["is_opening"])).format(**given)
    return claim(_capital(sentence), few, row["n"])


def basis(rows: pd.DataFrame, chosen) -> str:
    """Who answered, in which months."""
    if rows.empty:
        return _("12 months to {day}").format(day=day(chosen.as_of))
    return _("n = {n} with importance and satisfaction in the 12 months to {day}").format(
        n=count(rows["n"].max(), _("customer"), _("customers")), day=day(chosen.as_of)
    )


def openings_title(rows: pd.DataFrame) -> str:
    """How many openings are certain."""
    n = int(rows["is_opening"].sum())
    fact = _("No opening is certain")
    if not n:
        return fact
    first = escaped(rows.loc[rows["is_opening"], "subject"].iloc[0])
    return (
        _("{openings}; {first} is the widest").format(openings=count(n, _("opening"), _("openings")), first=first)
        if n > 1
        else _("One opening: {first}").format(first=first)
    )


def attitudes_title(rows: pd.DataFrame, group: str) -> str:
    """What the group holds more important than the others do."""
    fact = _("{group} thinks no differently, as far as {n} tell").format(
        group=group, n=count(rows["n"].max(), _("answer"), _("answers"))
    )
    sure = rows[rows["verdict"].notna() & (rows["difference"] > 0)].sort_values("difference", ascending=False)
    if sure.empty:
        return fact
    row = sure.iloc[0]
    said = _("{subject} matters more to {group}: {own}, others {others}").format(
        subject=escaped(row["subject"]), group=group, own=number(row["group"], 1), others=number(row["others"], 1)
    )
    return claim(_capital(said), fact, row["n"], row["n_others"])


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def needed(rows: pd.DataFrame) -> str:
    """How many answered, and how many to ask."""
    said = _("{n} answered in the group, {others} of the others.").format(
        n=number(rows["n"].max()), others=number(rows["n_others"].max())
    )
    most = rows["needed"].max()
    if pd.isna(most):
        return said
    return said + " " + _("To see a difference of 0.3 in every subject, ask {n} of each.").format(n=number(most))


def habits_title(rows: pd.DataFrame, group: str) -> str:
    """What the group does otherwise."""
    fact = _("{group} buys as the others do, as far as {n} tell").format(
        group=group, n=count(rows["n"].max(), _("customer"), _("customers"))
    )
    by_habit = rows[rows["channel"] == ""].set_index("habit")
    parts = []
    for habit, more, less in (
        ("orders", _("more often"), _("less often")),
        ("basket", _("for more an order"), _("for less an order")),
        ("categories", _("in more categories"), _("in fewer categories")),
    ):
        row = by_habit.loc[habit] if habit in by_habit.index else None
        if row is not None and not pd.isna(row["verdict"]) and min(row["n"], row["n_others"]) >= ENOUGH_TO_RANK:
            parts.append(more if row["verdict"] else less)
    return _("{group} buys {how}").format(group=group, how=", ".join(parts)) if parts else fact


def habit(row, currency: str) -> dict[str, str]:
    """One row of the habits in words."""
    share, money = row.habit == "channel", row.habit == "basket"

    def said(value: float) -> str:
        if pd.isna(value):
            return "–"
        return percent(value) if share else short_money(value, currency) if money else number(value, 1)

    size = said(abs(row.difference))
    return {
        "habit": f"{_(HABITS[row.habit])} {row.channel}".strip(),
        "group": said(row.group),
        "others": said(row.others),
        "difference": with_sign(row.difference, size) if size != "–" else size,
        "verdict": "" if pd.isna(row.verdict) else _("higher") if row.verdict else _("lower"),
    }


def launch_title(rows: pd.DataFrame, currency: str) -> str:
    """Through which channels to launch."""
    if rows.empty:
        return _("How channels pay back is not known yet")
    known = rows[(rows["pays"] == study.PAYS) & (rows["won"] >= ENOUGH_TO_RANK)]
    never = rows[rows["pays"] == study.NEVER]
    if known.empty:
        return _("No channel surely pays back within a year")
    row = known.iloc[0]
    said = _("Launch through {channel}: {money} in the first year, {cost} to win").format(
        channel=escaped(row["channel"]), money=short_money(row["first_year"], currency),
        cost=short_money(row["cost"], currency),
    )  # fmt: skip
    if len(never):
        said += _("; {channel} does not pay back").format(channel=escaped(never.iloc[0]["channel"]))
    return claim(said, _("Channels by what they earn in a year"), row["n"])


def months(row) -> str:
    """When a channel pays back, in words."""
    if row.pays == study.PAYS and pd.notna(row.months):
        return _("within the first month") if row.months == 1 else _("{n} months").format(n=number(row.months))
    return _(PAYS[row.pays])


def ideas_title(rows: pd.DataFrame) -> str:
    """Which request answers an opening."""
    fits = rows[rows["is_opening"]]
    if fits.empty:
        return _("What to build: no request names an opening")
    row = fits.iloc[0]
    fact = _("{topic} names the opening {subject}")
    said = _("What to build: {topic} answers the opening {subject}")
    return claim(said, fact, row["customers"]).format(topic=escaped(row["topic"]), subject=escaped(row["subject"]))
