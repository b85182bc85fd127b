"""What the voice page found, in sentences."""

import pandas as pd

from cx.charts.experience.voice import said, span
from cx.experience import voice
from cx.statistics import verdicts
from cx.text.formatting import _, count, day, number, percent
from pages.shared import safe_text
from pages.shared.claims import claim

NAMES = {"nps": "NPS", "csat": "Satisfaction", "ces": "Ease"}
SURVEYS = {"nps": "NPS", "csat": "CSAT", "ces": "CES"}
ISOLATED = "\u2068{}\u2069"
"""Words of any script inside of a sentence: those from right to left do not turn what follows."""
BY = {"tier": "Tier", "region": "Region", "channel": "Channel", "subject": "Subject"}

SENTENCES = {
    "nps": {
        "happy": "NPS is {score}, not {raw}: the happiest answer most",
        "unhappy": "NPS is {score}, not {raw}: the unhappiest answer most",
        "rises": "NPS is {score} and rises by {change} a year",
        "falls": "NPS is {score} and falls by {change} a year",
        "level": "NPS is {score}; no trend for certain",
        "fact": "NPS is {score} of {n} votes",
    },
    "csat": {
        "happy": "{score} are satisfied, not {raw}: the happiest answer most",
        "unhappy": "{score} are satisfied, not {raw}: the unhappiest answer most",
        "rises": "{score} are satisfied, {change} a year more",
        "falls": "{score} are satisfied, {change} a year fewer",
        "level": "{score} are satisfied; no trend for certain",
        "fact": "{score} of {n} votes are satisfied",
    },
    "ces": {
        "happy": "{score} call it easy, not {raw}: the happiest answer most",
        "unhappy": "{score} call it easy, not {raw}: the unhappiest answer most",
        "rises": "{score} call it easy, {change} a year more",
        "falls": "{score} call it easy, {change} a year fewer",
        "level": "{score} call it easy; no trend for certain",
        "fact": "{score} of {n} votes call it easy",
    },
}
"""The title by measure: who answers most, else the trend; the fact alone where there are too few votes."""


def score(value: float, measure: str) -> str:
    """A score as it is written: NPS with its sign, shares in percent."""
    return said(measure == "nps")(value)


def nobody(is_asked: bool, chosen) -> str:
    """That there is no answer: in the store, or in what is chosen."""
    if not is_asked:
        return _("No surveys yet")
    if chosen.narrowed_to:
        return _("Nobody of this selection answered in the 12 months to {day}").format(day=day(chosen.as_of))
    return _("Nobody answered in the 12 months to {day}").format(day=day(chosen.as_of))


def title(measure: str, row: pd.Series, slope: voice.Slope) -> str:
    """Whether the happiest or the unhappiest answer most, else the trend, else the score."""
    if row["answers"] == 1:
        return _("1 answer: {score}").format(score=number(row["lowest"]))
    if row["lowest"] == row["highest"]:
        return _("All {n} answers are {score}").format(n=number(row["answers"]), score=number(row["lowest"]))
    words = SENTENCES[measure]
    if row["low"] <= row["raw"] <= row["high"]:
        finding = {True: words["rises"], False: words["falls"], None: words["level"]}[slope.verdict]
    else:
        finding = words["happy"] if row["raw"] > row["value"] else words["unhappy"]
    given = {
        "score": score(row["value"], measure),
        "raw": score(row["raw"], measure),
        "change": _a_year(slope, measure),
        "n": number(row["n"]),
    }
    return claim(_(finding).format(**given), _(words["fact"]).format(**given), row["n"])


def _a_year(slope: voice.Slope, measure: str) -> str:
    size = abs(slope.a_year) * (1 if measure == "nps" else 100)
    return _("{n} points").format(n=number(size, 0 if size >= 9.5 else 1))


def basis(measure: str, row: pd.Series, chosen) -> str:
    """Whose votes the title is about, and how they count."""
    people = count(row["people"], _("person"), _("people"))
    parts = [
        _("n = {people}").format(people=people),
        _("{survey} of the 12 months to {day}").format(survey=_(SURVEYS[measure]), day=day(chosen.as_of)),
        _("one vote each, weighted to the active customers by orders")
        if row["is_weighted"]
        else _("one vote each, not weighted: too few answers in the groups of orders"),
        _("{answers} in all").format(answers=count(row["answers"], _("answer"), _("answers"))),
    ]
    if row["not_active"]:
        parts.append(
            _("{n} people without an order in the 12 months counted apart").format(n=number(row["not_active"]))
        )
    parts += [_("customers of {name} only").format(name=safe_text.escaped(name)) for name in chosen.narrowed_to]
    return " · ".join(parts)


def scale_doubt(row) -> str:
    """That answers may have been given on another scale; row : of cx.voice.scale_doubts"""
    given = {
        "measure": _(SURVEYS[row.measure]),
        "answers": count(row.answers, _("answer"), _("answers")),
        "from": number(row.lowest),
        "to": number(row.top),
        "highest": number(row.highest),
    }
    if row.doubt == "narrow":
        said = _(
            "{measure}: of {answers} none is above {highest}. If another scale was asked, convert the scores to {from}"
            " to {to} and load them again."
        )
    else:
        said = _(
            "{measure}: {answers} excluded, as the score is not within {from} to {to}. The figures are of the others"
            " alone: convert the scores if another scale was asked."
        )
    return said.format(**given)


def trend_title(measure: str, series: pd.DataFrame, slope: voice.Slope) -> str:
    """Whether the score rises or falls over the quarters."""
    name = _(NAMES[measure])
    if series.empty:
        return _("{measure}: no answers yet").format(measure=name)
    fact = _("{measure} by quarter").format(measure=name)
    if slope.quarters < 12:
        return _("{measure} by quarter: too few quarters for a trend").format(measure=name)
    found = {
        True: _("{measure} rises by {change} a year"),
        False: _("{measure} falls by {change} a year"),
        None: _("{measure} by quarter: no trend for certain"),
    }[slope.verdict]
    return claim(found.format(measure=name, change=_a_year(slope, measure)), fact, slope.votes)


def trend_caption(measure: str, slope: voice.Slope) -> str:
    """How to read the lines, and the two intervals that the verdict rests on."""
    text = _("Solid: one vote a person and quarter, weighted; shaded: 95% CI. Dashed: every answer.")
    if pd.isna(slope.series_low):
        return text
    scale = 1 if measure == "nps" else 100
    given = {name: number(scale * getattr(slope, name), 1) for name in ("low", "high", "series_low", "series_high")}
    return f"{text} " + _("Points a year: {low} to {high} by votes, {series_low} to {series_high} by quarters.").format(
        **given
    )


def groups_title(measure: str, by: str, rows: pd.DataFrame) -> str:
    """Which group answers most and least; by subject, which satisfies least."""
    if by == "subject":
        return _least_title(measure, rows)
    name = _(BY[by])
    fact = _("{measure} and rate of answering by {group}").format(measure=_(NAMES[measure]), group=name.lower())
    known = rows[(rows["active"] >= 1) & ~rows["group"].str.startswith("(")].reset_index(drop=True)
    if len(known) < 2:
        return fact
    answered = (known["rate_answered"] * known["active"]).round().astype(int)
    pairs = verdicts.against_the_rest(list(zip(answered, known["active"].astype(int), strict=True)))
    found = verdicts.of_shares(pairs)
    most, least = int(known["rate_answered"].argmax()), int(known["rate_answered"].argmin())
    finding = {
        (True, True): _("{most} answers most: {high}, {least} least: {low}"),
        (True, False): _("{most} answers most: {high}"),
        (False, True): _("{least} answers least: {low}"),
    }.get((found[most] is True, found[least] is False), fact)
    said = finding.format(
        most=safe_text.escaped(_(known["group"][most])),
        least=safe_text.escaped(_(known["group"][least])),
        high=percent(known["rate_answered"][most]),
        low=percent(known["rate_answered"][least]),
    )
    return claim(said, fact, known["active"][most], known["active"][least])


def _least_title(measure: str, rows: pd.DataFrame) -> str:
    """The lowest subject, where its interval lies below that of every other one."""
    fact = _("{measure} by subject: none stands out for certain").format(measure=_(NAMES[measure]))
    known = rows.dropna(subset="value").sort_values("value")
    if len(known) < 2:
        return _("{measure} by subject").format(measure=_(NAMES[measure]))
    last = known.iloc[0]
    finding = _("{subject} scores lowest: {score} of {n} votes").format(
        subject=safe_text.escaped(last["group"]), score=score(last["value"], measure), n=number(last["n"])
    )
    is_sure = bool((last["high"] < known["low"].iloc[1:]).all())
    return claim(finding, fact, *known["n"], verdict=is_sure)


def drivers_title(rows: pd.DataFrame) -> str:
    """The touchpoint that moves NPS most, where it stands apart."""
    n = int(rows["n"].iloc[0])
    first = voice.first(rows)
    if first is None:
        return _("What moves NPS: too few to rank the touchpoints")
    finding = _("{touchpoint} moves NPS most: {share} of the differences explained").format(
        touchpoint=safe_text.escaped(first), share=percent(rows["share"].iloc[0])
    )
    return claim(finding, _("What moves NPS, of {n} people").format(n=number(n)), n)


def drivers_caption(rows: pd.DataFrame) -> str:
    """What the shares are of, how many to ask, and what people call important themselves."""
    n, more = number(rows["n"].iloc[0]), voice.to_ask(rows)
    parts = []
    if rows["share"].notna().any():
        parts.append(
            _("Shares of R² {r2} (LMG) of {n} people who answered everything; lines: 95% CI.").format(
                r2=number(rows["r2_part"].sum(), 2), n=n
            )
        )
    else:
        parts.append(_("{n} people answered everything: too few to show shares.").format(n=n))
    if more is not None:
        parts.append(_("To name the first, ask about {more}.").format(more=number(more)))
    if wanted := voice.asked_first(rows):
        named = ", ".join(safe_text.escaped(name) for name in wanted)
        parts.append(_("When asked, people put first: {names}.").format(names=named))
    return " ".join(parts)


def interval(row: pd.Series, measure: str) -> str:
    """The interval of a score for a card."""
    return span(row["low"], row["high"], measure == "nps")


def comments_title(counts: pd.DataFrame) -> str:
    """How many comments there are, and how many of them came with a low score."""
    comments = int(counts["comments"].sum())
    low = int(counts.loc[counts["mood"].isin(["detractor", "not satisfied"]), "comments"].sum())
    said = _("{n} comments, {low} of them with a low score")
    return said.format(n=number(comments), low=number(low)) if comments > 1 else _("1 comment")


def topics_title(rows: pd.DataFrame, comments: int) -> str:
    """The topic with the lowest scores, of those whose scores are lower than those of other comments."""
    topics = rows[rows["is_topic"].astype(bool)]
    if topics.empty:
        said = _("{comments}: too few for topics")
        return said.format(comments=count(comments, _("comment"), _("comments")))
    fact = _("{topics} in {comments}").format(
        topics=count(len(topics), _("topic"), _("topics")), comments=count(comments, _("comment"), _("comments"))
    )
    low = topics[[verdict is False for verdict in topics["verdict"]]]
    if low.empty:
        return fact
    first = low.sort_values(["mean_score", "topic"]).iloc[0]
    finding = _("Low scores come with “{words}”: {score} of 10").format(
        words=ISOLATED.format(safe_text.escaped(first["words"])), score=number(first["mean_score"], 1)
    )
    return claim(finding, fact, first["scored"])


def topics_caption(rows: pd.DataFrame, comments: int, shown: int) -> str:
    """How topics are found, and what their colours say."""
    is_topic = rows["is_topic"].astype(bool)
    if not is_topic.any():
        return _("Words by number of comments. From 200 comments of a script on, topics are found in its words.")
    parts = [
        _("Found in the words of each script; {placed} of {n} comments have a topic.").format(
            placed=number(rows.loc[is_topic, "comments"].sum()), n=number(comments)
        ),
        _("Red, teal: scores lower, higher than with other comments."),
    ]
    if is_topic.sum() > shown:
        parts.append(_("The {n} largest of {all}; the table has all.").format(n=shown, all=number(is_topic.sum())))
    return " ".join(parts)
