"""What the answers of the Experience pages say of each planted truth, with its intervals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import exp, inf, log, sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

import cx
from cx.experience import complaints, journey, promises, recognition, requests, support, voice
from cx.statistics import intervals
from data import archetypes, generate

AS_OF = date(2025, 12, 31)
SINCE = date(2024, 7, 1)  # the first day of promises
OUTSIDE = "outside the region without effects"
OTHERS = "never Platinum"
CHECK = "check: orders of customers who did not complain"
CHECKED = {CHECK: 1.0}
WIDE = 0.999
_Z, _Z_WIDE = (NormalDist().inv_cdf((1 + level) / 2) for level in (0.95, WIDE))


@dataclass(frozen=True)
class Answer:
    """A figure with its 95 % (low, high) and its 99.9 % interval (lowest, highest); a count is exact and has none."""

    value: float
    low: float
    high: float
    lowest: float
    highest: float
    is_exact: bool = False

    def holds(self, true: float, wide: bool = False) -> bool:
        """Whether the truth lies in the interval."""
        low, high = (self.lowest, self.highest) if wide else (self.low, self.high)
        return bool(low - 1e-9 <= true <= high + 1e-9)


Rows = Iterator[tuple[str, Answer]]
"""Name of a planted truth, and what the page's answer says of it."""


def exact(value: float) -> Answer:
    """A count."""
    count = float(value)
    return Answer(count, count, count, count, count, is_exact=True)


def normal(value: float, low: float, high: float) -> Answer:
    """An estimate whose 95 % interval is known: the other one is wider on either side as the normal law has it."""
    wider = _Z_WIDE / _Z
    return Answer(value, low, high, value - wider * (value - low), value + wider * (high - value))


def of_ratio(value: float, low: float, high: float) -> Answer:
    """A ratio, whose logarithm is about normal."""
    logs = normal(*(log(part) for part in (value, low, high)))
    return Answer(value, low, high, exp(logs.lowest), exp(logs.highest))


def of_share(successes: float, n: float) -> Answer:
    """A share of n (Wilson)."""
    wide = intervals.wilson(int(successes), int(n), WIDE)[1:]
    return Answer(*intervals.wilson(int(successes), int(n)), *wide)


def of_mean(value: float, events: float) -> Answer:
    """The mean of exponential times, of which so many ended."""
    reach = _Z / sqrt(events)
    return of_ratio(value, value * exp(-reach), value * exp(reach))


def beside_matched(row: pd.Series) -> Answer:
    """A ratio beside matched customers."""
    return of_ratio(*row[["ratio", "low", "high"]])


def over(one: pd.Series, other: pd.Series) -> Answer:
    """The ratio of two ratios of different cases."""
    value = one["ratio"] / other["ratio"]
    reach = sqrt(sum(log(row["high"] / row["low"]) ** 2 for row in (one, other))) / 2
    return of_ratio(value, value * exp(-reach), value * exp(reach))


# Voice


def of_voice(store: cx.Store, texts: pd.DataFrame) -> Rows:
    """Drivers, scores, who answers invitations, comments."""
    drivers = voice.drivers(store, AS_OF).set_index("touchpoint")
    for name in ("Delivery", "Support", "Price"):
        yield f"share of R2 of NPS: {name}", normal(*drivers.loc[name, ["share", "low", "high"]])
    yield "customers who answer all touchpoints and NPS in one wave", of_share(drivers["n"].iloc[0], people(store))
    slope, score = voice.slope(store, AS_OF), voice.score(store, AS_OF).iloc[0]
    yield "weighted NPS: points a year", normal(slope.a_year, slope.low, slope.high)
    weighted = normal(*score[["value", "low", "high"]])
    yield "weighted NPS of 2025", weighted
    more = [score["raw"] - part for part in (weighted.value, weighted.low, weighted.lowest)]
    yield "plain less weighted NPS of 2025: at least", Answer(more[0], -inf, more[1], -inf, more[2])
    for kind in archetypes.ARCHETYPES[: archetypes.GUEST]:
        of_kind = voice.score(store, AS_OF, segment=kind.name).iloc[0]
        answered = round(of_kind["rate_asked"] * of_kind["asked"])
        yield f"response to invitations: {kind.name}", of_share(answered, of_kind["asked"])
    yield from of_comments(store, texts)


def of_comments(store: cx.Store, texts: pd.DataFrame) -> Rows:
    """Shares of the planted topics among the comments, and their places by mean score."""
    years = [date(year, 12, 31) for year in (2023, 2024, 2025)]
    asked = sum(voice.score(store, year, measure)["answers"].iloc[0] for year in years for measure in ("nps", "csat"))
    said = sum(voice.comment_counts(store, year)["comments"].sum() for year in years)
    yield "answers with a comment", of_share(said, asked)
    listed = pd.concat([voice.comments(store, year, limit=None) for year in years]).merge(texts, on="comment")
    counts = listed["topic"].value_counts()
    yield "topics", exact(len(counts))
    for topic, n in counts.items():
        yield f"share of comments: {topic}", of_share(n, len(listed))
    scored = listed[listed["measure"] == "nps"].groupby("topic")["score"].agg(["mean", "std", "size"])
    for topic, place in places(scored).items():
        yield f"place by mean score, worst first: {topic}", place


def places(means: pd.DataFrame) -> dict[str, Answer]:
    """The place of each mean, worst first, between those certainly before and those certainly after it."""
    found = {}
    for name, row in means.iterrows():
        gap = row["mean"] - means["mean"]
        error = np.sqrt(row["std"] ** 2 / row["size"] + means["std"] ** 2 / means["size"])
        first, first_wide = (1.0 + (gap > z * error).sum() for z in (_Z, _Z_WIDE))
        last, last_wide = (len(means) - float((gap < -z * error).sum()) for z in (_Z, _Z_WIDE))
        found[str(name)] = Answer(1.0 + (gap > 0).sum(), first, last, first_wide, last_wide)
    return found


# Complaints and promises: orders afterwards


def of_complaints(store: cx.Store, _texts: pd.DataFrame) -> Rows:
    """Orders after complaints beside those of matched customers, by what became of the complaint; the check."""
    by_severity = complaints.recovery(store, AS_OF, "severity", segment=OUTSIDE).set_index(["outcome", "group"])
    for level in ("1", "2", "3"):
        yield f"unhelped order ratio: severity {level}", beside_matched(by_severity.loc[("not helped", level)])
    whole, region = complaints.recovery(store, AS_OF, segment=OUTSIDE).set_index("outcome"), archetypes.NO_EFFECT_REGION
    yield "helped order ratio", beside_matched(whole.loc["helped"])
    yield "unhelped order ratio", beside_matched(whole.loc["not helped"])
    there = complaints.recovery(store, AS_OF, region=region).set_index("outcome")
    yield f"unhelped order ratio: {region}", beside_matched(there.loc["not helped"])
    by_answer = complaints.recovery(store, AS_OF, "answer").set_index(["outcome", "group"])
    sides = [by_answer.loc[("helped", speed)] for speed in ("after 12 h", "within 4 h")]
    yield "order ratio of slow against quick answers", over(*sides)
    yield CHECK, beside_matched(complaints.check(store, AS_OF).iloc[0])


def of_promises(store: cx.Store, _texts: pd.DataFrame) -> Rows:
    """Promises kept, claims honoured, and orders after broken ones against kept ones."""
    kept = promises.kept(store, AS_OF, since=SINCE).set_index("kind")
    for kind in ("delivery", "call back", "refund", "price"):
        yield f"promises kept in time: {kind}", of_share(*kept.loc[kind, ["kept", "due"]])
    claims = promises.guarantees(store, AS_OF, since=date(2023, 1, 1)).iloc[0]
    yield "guarantee claims honoured", of_share(claims["honoured"], claims["due"])
    region, name = archetypes.NO_EFFECT_REGION, "order ratio after a claim not honoured"
    for about, chosen in ((name, {"segment": OUTSIDE}), (f"{name}: {region}", {"region": region})):
        found = promises.effect(store, AS_OF, "guarantee", **chosen).set_index("outcome")
        yield about, over(found.loc["broken"], found.loc["kept"])
    found = promises.effect(store, AS_OF, "delivery").set_index("outcome")
    yield "order ratio of late against punctual delivery", over(found.loc["broken"], found.loc["kept"])


# The other pages


def of_support(store: cx.Store, _texts: pd.DataFrame) -> Rows:
    """Patience and length of calls, and the hours in which they are answered."""
    every, by_hour = support.calls(store, AS_OF).iloc[0], support.calls(store, AS_OF, "hour")
    yield "calls: mean patience (minutes)", of_mean(every["patience_minutes"], every["unanswered"])
    yield "calls: mean handling time (minutes)", of_mean(every["minutes"], every["answered"])
    answered = by_hour.loc[by_hour["answered"] > 0, "group"]
    yield "calls: opens (hour)", exact(answered.min())
    yield "calls: closes (hour)", exact(answered.max() + 1)


def of_requests(store: cx.Store, _texts: pd.DataFrame) -> Rows:
    """Kano classes and their figures, and who asks for what."""
    for topic, row in requests.kano(store, AS_OF).set_index("topic").iterrows():
        known = row[list("AOMI")].sum()
        better, worse = of_share(row["A"] + row["O"], known), of_share(row["O"] + row["M"], known)
        yield f"Kano better: {topic}", better
        yield f"Kano worse: {topic}", Answer(-worse.value, -worse.high, -worse.low, -worse.highest, -worse.lowest)
        if isinstance(row["kind"], str):
            yield f"Kano class {row['kind']}: {topic}", of_share(row[row["kind"]], row["n"])
    for segment, names in (
        (
            OTHERS,
            {
                "share of requests": ("Same-day delivery", "Spare parts"),
                "share of others' requests": ("Repair service",),
            },
        ),
        ("platinum", {"share of Platinum's requests": ("Repair service",)}),
    ):
        tickets = requests.ranking(store, AS_OF, segment=segment).set_index("topic")["tickets"]
        for name, topics in names.items():
            for topic in topics:
                yield f"{name}: {topic}", of_share(tickets.get(topic, 0), tickets.sum())


def of_recognition(store: cx.Store, _texts: pd.DataFrame) -> Rows:
    """Who is held out, and what thanks change."""
    whole, region = recognition.effect(store, AS_OF).iloc[0], archetypes.NO_EFFECT_REGION
    yield "thanks held out", of_share(whole["held_out_n"], whole["held_out_n"] + whole["thanked_n"])
    for name, chosen in (("outside", {"segment": OUTSIDE}), ("in", {"region": region})):
        row = recognition.effect(store, AS_OF, **chosen).iloc[0]
        yield f"thanks uplift {name} {region}", normal(*row[["difference", "low", "high"]])


def of_journey(store: cx.Store, _texts: pd.DataFrame) -> Rows:
    """What stands on the map and what nobody asks about."""
    table, rows = journey.map(store, AS_OF).set_index("touchpoint"), journey.rows(store)
    yield "journey: touchpoints", exact(len(table))
    yield "journey: touchpoints that nobody asks about", exact(rows["asked_as"].isna().sum())
    for name in ("answers about a touchpoint nobody asks about: Packaging", "journey: survey answers about Packaging"):
        yield name, exact(table.loc["Packaging", ["csat_n", "study_n"]].sum())
    elsewhere = journey.elsewhere(store, AS_OF)
    is_elsewhere = (elsewhere["source"] == "orders") & elsewhere["name"].str.contains("Marketplace")
    yield "journey: rules for orders of the marketplace", exact(not is_elsewhere.any())


PAGES: dict[str, Callable[[cx.Store, pd.DataFrame], Rows]] = {
    "experience/voice": of_voice,
    "experience/complaints": of_complaints,
    "experience/support": of_support,
    "experience/journey": of_journey,
    "experience/promises": of_promises,
    "experience/requests": of_requests,
    "experience/recognition": of_recognition,
}


def people(store: cx.Store) -> int:
    """How many customers the company has on file."""
    return int(store.uploads().set_index("kind").at["customers", "rows_loaded"])


def save_segments(store: cx.Store, customers: int, seed: int) -> None:
    """Save whom the truths are about: customers who stay of a kind, those of other regions, those never Platinum."""
    crowd = generate.crowd_of(customers, seed, 0)
    digits = generate.Digits.of(customers).customer
    ids = np.array([f"C{number:0{digits}d}" for number in crowd.numbers])
    kinds = {kind.name: (crowd.kinds == place).all(axis=1) for place, kind in enumerate(archetypes.ARCHETYPES[:-1])}
    best = archetypes.column("name").index("platinum")
    kinds[OTHERS] = (crowd.kinds != best).all(axis=1)
    members = pd.concat([pd.DataFrame({"name": name, "customer_id": ids[chosen]}) for name, chosen in kinds.items()])
    with store.transaction() as cursor:
        for table in ("saved_segments", "saved_segment_members"):
            cursor.execute(f"delete from {table}").fetchall()
        cursor.register("members_of_kinds", members)
        cursor.execute("insert into saved_segment_members select * from members_of_kinds").fetchall()
        cursor.execute(
            "insert into saved_segment_members select $name, customer_id from customers where region != $region",
            {"name": OUTSIDE, "region": archetypes.NO_EFFECT_REGION},
        ).fetchall()
        cursor.execute(
            "insert into saved_segments"
            " select distinct name, $as_of, now()::timestamp, name from saved_segment_members",
            {"as_of": AS_OF},
        ).fetchall()


def held(
    store: cx.Store,
    truth: dict[str, pd.DataFrame],
    pages: dict[str, Callable[[cx.Store, pd.DataFrame], Rows]] = PAGES,
) -> pd.DataFrame:
    """One row a planted truth that an answer of these pages is about; `save_segments` goes before.

    page, name, planted, value, low, high, is_exact, in_95, in_999.
    """
    planted = truth["planted"].set_index("name")["value"].to_dict() | CHECKED
    rows = []
    for page, answers in pages.items():
        for name, answer in answers(store, truth["comments"]):
            true = planted[name]
            inside = [answer.holds(true, wide) for wide in (False, True)]
            rows.append((page, name, true, answer.value, answer.low, answer.high, answer.is_exact, *inside))
    names = ["page", "name", "planted", "value", "low", "high", "is_exact", "in_95", "in_999"]
    return pd.DataFrame(rows, columns=names)
