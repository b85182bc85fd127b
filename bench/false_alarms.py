"""What the pages of Experience claim of companies in which nothing differs (`bench.alike`).

A page claims something where its title, or the title of a picture as the page opens, names a difference, a trend or
an effect; a mere figure ("23% of delivery promises are missed") is no claim, nor is that a check does not hold.
"""

from collections.abc import Callable, Iterator

import pandas as pd

import cx
from bench.alike import AS_OF
from cx.experience import complaints, journey, programme, promises, recognition, requests, support, voice
from cx.statistics import verdicts
from pages.experience.journey import findings as journey_findings
from pages.experience.promises import findings as promise_findings

TITLE = "title"
"""What the page's own title claims is called so; all else is the title of a picture."""
Claims = Iterator[tuple[str, bool]]


def of_voice(store: cx.Store) -> Claims:
    """Who answers most, a trend, the lowest subject, the first driver, topics with low scores."""
    row, slope = voice.score(store, AS_OF).iloc[0], voice.slope(store, AS_OF)
    answers_apart = not row["low"] <= row["raw"] <= row["high"]
    yield TITLE, bool(answers_apart or slope.verdict is not None)
    yield "trend", slope.verdict is not None
    tiers = voice.score(store, AS_OF, by="tier").query("active > 0")
    answered = (tiers["rate_answered"] * tiers["active"]).round().astype(int)
    pairs = verdicts.against_the_rest(list(zip(answered, tiers["active"].astype(int), strict=True)))
    found = verdicts.of_shares(pairs)
    most, least = int(tiers["rate_answered"].argmax()), int(tiers["rate_answered"].argmin())
    yield "tier that answers most or least", found[most] is True or found[least] is False
    yield "first driver", voice.first(voice.drivers(store, AS_OF)) is not None
    yield "topic with low scores", any(verdict is False for verdict in voice.topics(store, AS_OF)["verdict"])


def of_complaints(store: cx.Store) -> Claims:
    """What an outcome does to orders, which topic is resolved less often, whether complaints rose or fell."""
    found, check = complaints.recovery(store, AS_OF), complaints.check(store, AS_OF).iloc[0]
    yield TITLE, bool((found["verdict"] == complaints.LESS).any())
    helps = complaints.help(store, AS_OF).iloc[0]
    yield "more orders where resolved", bool(helps["low"] > 1 and check["holds"])
    yield "topic resolved less often", bool((complaints.outcomes(store, AS_OF, "topic")["verdict"] == "lower").any())
    years = complaints.last_year(store, AS_OF).set_index("period")
    counts = [int(years.at[period, name]) for period in ("now", "before") for name in ("complaints", "orders")]
    yield "complaints rose or fell", verdicts.rate_p(counts[0], counts[1], counts[2], counts[3]) < 0.05


def of_support(store: cx.Store) -> Claims:
    """Topics that are helped more or less than the others; the title tells a median."""
    yield TITLE, False
    yield "topic helped more or less", bool(support.topics(store, AS_OF)["verdict"].notna().any())
    by_hour = support.hours(store, AS_OF).groupby("hour")["tickets"].sum().astype(int)
    yield "hour with most tickets", bool(verdicts.is_largest(sorted(by_hour, reverse=True)))


def of_journey(store: cx.Store) -> Claims:
    """Touchpoints that break their promise, where to invest first, unhappy teams."""
    table = journey.map(store, AS_OF)
    yield TITLE, len(journey_findings.short(table)) > 0
    ranked = journey.invest(store, AS_OF).dropna(subset="rank")
    yield "where to invest first", len(ranked) > 0 and ranked["rank_high"].iloc[0] == 1
    yield "unhappy teams", journey.beside_gaps(table).is_certain


def of_promises(store: cx.Store) -> Claims:
    """What falls short of its promise, which kind is kept least, what a broken one costs."""
    gaps = promises.gaps(store, AS_OF)
    yield TITLE, len(promise_findings.shortfalls(gaps)) > 0
    yield "short of the promise", bool((gaps["verdict"] == "short").any())
    yield "kept least", bool((promises.kept(store, AS_OF)["verdict"] == "lower").any())
    found = promises.effect(store, AS_OF, "guarantee")
    yield "effect of a claim", bool((found["verdict"] == promises.LESS).any())


def of_requests(store: cx.Store) -> Claims:
    """What is first for certain, what Platinum ranks higher, Kano classes."""
    rows = requests.ranking(store, AS_OF)
    yield TITLE, requests.first(rows) is not None
    platinum = requests.ranking(store, AS_OF, "Platinum")
    both = platinum.dropna(subset="rank").merge(rows[["topic", "rank_low"]], on="topic", suffixes=("", "_of_all"))
    enough = len(platinum) > 0 and platinum["voters"].iloc[0] >= 30
    yield "higher for Platinum", bool(enough and (both["rank_high"] < both["rank_low_of_all"]).any())


def of_programme(store: cx.Store) -> Claims:
    """Needs that fall short, and trends; that a need is met is true here."""
    rows = programme.stages(store, AS_OF)
    yield TITLE, bool((rows.loc[rows["stage"] == "needs", "verdict"] == programme.SHORT).any())
    slopes = programme.slopes(programme.trends(store, AS_OF))
    yield "trend", any(slope.verdict is not None for slope in slopes)


def of_recognition(store: cx.Store) -> Claims:
    """What thanks change, which reasons are thanked less often; the title tells a count."""
    yield TITLE, False
    yield "effect of thanks", bool(recognition.effect(store, AS_OF)["verdict"].notna().any())
    yield "reason thanked less often", bool((recognition.in_time(store, AS_OF)["verdict"] == "lower").any())


PAGES: dict[str, Callable[[cx.Store], Claims]] = {
    "voice": of_voice,
    "complaints": of_complaints,
    "support": of_support,
    "journey": of_journey,
    "promises": of_promises,
    "requests": of_requests,
    "programme": of_programme,
    "recognition": of_recognition,
}


def claimed(store: cx.Store) -> pd.DataFrame:
    """One row a page and claim that it may make: page, claim, is_made."""
    rows = [(page, claim, bool(is_made)) for page, claims in PAGES.items() for claim, is_made in claims(store)]
    return pd.DataFrame(rows, columns=["page", "claim", "is_made"])


def checks(store: cx.Store) -> pd.DataFrame:
    """One row a comparison with matched customers: name, ratio, low, high of its check, which has to hold 1."""
    found = {"complaints": complaints.check(store, AS_OF)}
    found["guarantees"] = promises.effect_check(store, AS_OF, "guarantee")
    rows = pd.concat(found.values(), ignore_index=True)[["ratio", "low", "high"]]
    return rows.assign(name=list(found))
