"""What the requests page found, in sentences."""

import pandas as pd

from cx.charts.experience.requests import span
from cx.experience import requests
from cx.statistics import kano as classes
from cx.statistics.intervals import ENOUGH_TO_RANK
from cx.text.formatting import _, count, day, number, short_money
from pages.experience.requests.question import named
from pages.shared import safe_text
from pages.shared.claims import claim

STATES = {"new": "New", "studied": "Being studied", "planned": "Planned", "declined": "Declined", "done": "Done"}
NAMED = 3


def title(rows: pd.DataFrame, totals: pd.Series) -> str:
    """What is asked for most, where that is certain; else how many ask for the first two."""
    known = rows[rows["rank"].notna() & (rows["customers"] > 0)]
    if known.empty:
        return _("{n}, none of them with a topic and a customer").format(n=_requests(totals["tickets"]))
    top = known.iloc[0]
    given = {"a": named(top["topic"]), "n": count(top["customers"], _("customer"), _("customers"))}
    if len(known) == 1:
        return _("{n} asked for {a}").format(**given)
    second = known.iloc[1]
    fact = _("{n} asked for {a}, {n2} for {b}").format(
        **given, n2=number(second["customers"]), b=named(second["topic"])
    )
    sure = _("{a} is asked for most: {n}").format(**given)
    return claim(sure, fact, top["customers"], verdict=requests.first(known) == top["topic"])


def basis(totals: pd.Series, chosen) -> str:
    """Who asked, in which months."""
    parts = [
        _("{customers} made {requests} in the 12 months to {day}").format(
            customers=count(totals["customers"], _("customer"), _("customers")),
            requests=_requests(totals["tickets"]),
            day=day(chosen.as_of),
        ),
        count(totals["topics"], _("topic"), _("topics")),
        _("one customer, one vote"),
    ]
    return " · ".join([*parts, *(safe_text.escaped(name) for name in chosen.narrowed_to)])


def nothing(chosen) -> str:
    """That nobody asked for anything."""
    if chosen.narrowed_to:
        return _("No request in this selection in the 12 months to {day}").format(day=day(chosen.as_of))
    return _("No request in the 12 months to {day}").format(day=day(chosen.as_of))


def ranking_title(rows: pd.DataFrame) -> str:
    """Which places are certain."""
    known = rows[rows["rank"].notna()]
    fact = _("Customers who asked, by tier")
    if len(known) < 2:
        return fact
    if top := requests.first(known):
        second = known.iloc[1]
        both = _("{a} is first and {b} second for certain").format(a=named(top), b=named(second["topic"]))
        one = _("{a} is first for certain; the next places are not").format(a=named(top))
        is_second = second["rank_low"] == second["rank_high"] == 2
        return claim(claim(both, one, second["customers"], verdict=is_second), fact, known["voters"].iloc[0])
    could = known.loc[known["rank_low"] == 1, "topic"].tolist()
    names = ", ".join(named(topic) for topic in could[:NAMED]) + ("…" if len(could) > NAMED else "")
    said = _("{n} could be first: {names}").format(n=number(len(could)), names=names)
    return claim(said, fact, known["voters"].iloc[0], verdict=len(could) > 1)


def ranking_caption(totals: pd.Series) -> str:
    """How to read the ranks, and what has none."""
    said = [
        _("Ranks: 95% interval of 2,000 resamples of the customers, each request by itself."),
        _("Contribution of those who asked, 12 months."),
    ]
    if totals["without_customer"]:
        said.append(_("Without a customer: {n}.").format(n=_requests(totals["without_customer"])))
    if totals["without_topic"]:
        said.append(_("Without a topic: {n}.").format(n=_requests(totals["without_topic"])))
    return " ".join(said)


def risen(rows: pd.DataFrame, of_tier: pd.DataFrame) -> str | None:
    """The request that a tier ranks higher than everybody for certain, the one that it ranks highest."""
    both = of_tier.dropna(subset="rank").merge(rows[["topic", "rank_low"]], on="topic", suffixes=("", "_of_all"))
    higher = both[both["rank_high"] < both["rank_low_of_all"]].sort_values(["rank", "topic"])
    return str(higher["topic"].iloc[0]) if len(higher) else None


def votes_title(rows: pd.DataFrame, of_tier: pd.DataFrame, tier: str) -> str:
    """Which request would come higher if only this tier voted."""
    voters = int(of_tier["voters"].iloc[0])
    topic = risen(rows, of_tier)
    fact = _("{tier} alone: {n} voted, no request ranks higher for certain").format(tier=_(tier), n=number(voters))
    few = _("{tier} alone: {n} voted, too few to rank").format(tier=_(tier), n=number(voters))
    if topic is None:
        return claim(fact, few, voters)
    now, then = (table.set_index("topic").loc[topic] for table in (of_tier, rows))
    said = _("If only {tier} voted, {topic} would rank {rank}, not {before}").format(
        tier=_(tier), topic=named(topic), rank=span(now["rank_low"], now["rank_high"]),
        before=span(then["rank_low"], then["rank_high"]),
    )  # fmt: skip
    return claim(said, few, voters, then["voters"])


def kano_title(rows: pd.DataFrame) -> str:
    """The classes that are certain, what is taken for granted first."""
    for letter, words in (
        ("M", _("Taken for granted: {names}")),
        ("O", _("The more, the better: {names}")),
        ("A", _("Would delight: {names}")),
        ("I", _("Makes no difference: {names}")),
    ):
        found = rows[rows["kind"] == letter]
        if len(found):
            names = ", ".join(named(topic) for topic in found["topic"])
            return claim(words.format(names=names), _("Kano classes"), *found["n"])
    enough = rows[rows["n"] >= ENOUGH_TO_RANK]
    if enough.empty:
        return _("Kano classes: fewer than {n} people asked about each request").format(n=classes.LEAST)
    return _("Kano classes: none is certain")


def kano_caption(rows: pd.DataFrame) -> str:
    """How to read the square, and who is not in it."""
    said = [_("Filled: a class for certain. Higher: more are pleased to have it; further right: more miss it.")]
    few = rows[rows["n"] < classes.LEAST]
    if len(few):
        said.append(
            _("Under {n} people, not placed: {names}.").format(
                n=classes.LEAST, names=", ".join(map(named, few["topic"]))
            )
        )
    unpaired = int(rows["unpaired"].sum())
    if unpaired:
        said.append(_("Only one of the two questions answered: {n}.").format(n=number(unpaired)))
    return " ".join(said)


def kano_basis(rows: pd.DataFrame) -> str:
    """How many answered."""
    enough = rows.loc[rows["n"] >= classes.LEAST, "n"]
    few, many = (int(value) for value in (enough.min(), enough.max()))
    people = number(few) if few == many else _("{few} to {many}").format(few=number(few), many=number(many))
    return _("n = {people} people a request").format(people=people)


def work_title(rows: pd.DataFrame) -> str:
    """Which request serves most customers for a week of work."""
    known = rows[rows["per_week"].notna()]
    fact = _("Customers per week of work: {n} estimated").format(n=_requests(len(known)))
    top = requests.first(known)
    if top is None or len(known) < 2:
        return fact
    row = known.iloc[0]
    said = _("{topic}: most customers per week of work, {n}").format(topic=named(top), n=number(row["per_week"], 1))
    return claim(said, fact, *known["customers"].head(2))


def state(code: str) -> str:
    """What a state is called."""
    return _(STATES[code])


def listed(rows: pd.DataFrame, currency: str) -> list[str]:
    """What the customers of the list contribute."""
    money = rows["contribution_of_all"].iloc[0] if len(rows) else 0
    return [_("{money} contribution a year").format(money=short_money(money if pd.notna(money) else 0, currency))]


def _requests(n: float) -> str:
    return count(n, _("request"), _("requests"))
