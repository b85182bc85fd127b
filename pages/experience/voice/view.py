"""The parts of the voice page: what is asked, the cards and the pictures of scores."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts import annotations
from cx.charts.experience import voice as voice_charts
from cx.engine import coverage
from cx.experience import voice
from cx.text.formatting import _, number, percent
from pages.experience.voice import findings
from pages.shared import answers, assumptions_drawer, cards, empty_states, page_links, pictures, url_state
from pages.shared.page_links import Link

TERMS = {"nps": "NPS", "csat": "Satisfied", "ces": "Made it easy"}
MOST_GROUPS = 12


def scores(asked: dict) -> dict[str, pd.Series]:
    """The one row of each measure that has any answer."""
    found = {measure: answers.ask(voice.score, measure=measure, **asked) for measure in voice.MEASURES}
    return {measure: rows.iloc[0] for measure, rows in found.items() if len(rows) and rows["n"].iloc[0]}


def any_answer(found: dict[str, pd.Series]) -> bool:
    """Whether anybody answered."""
    return bool(found)


def any_comment(asked: dict) -> bool:
    """Whether anybody wrote anything."""
    return not answers.ask(voice.comment_counts, **asked).empty


def is_asked() -> bool:
    """Whether the company has loaded surveys at all."""
    return bool(answers.ask(coverage.tables).set_index("kind").at["surveys", "rows"])


def without_answers() -> None:
    """The way out of a page without answers."""
    if is_asked():
        empty_states.nothing(_("Choose a later date, all regions, all channels or all customers."))
    else:
        empty_states.needs(
            "surveys", _("Upload answers to surveys to see NPS, satisfaction, effort and what customers write.")
        )


def scale_doubts(found: dict[str, pd.Series]) -> None:
    """What speaks against the scores: answers on another scale; nothing where none are."""
    rows = answers.ask(voice.scale_doubts)
    rows = rows[rows["measure"].isin(found)]
    for row in rows.itertuples():
        st.warning(findings.scale_doubt(row), icon=":material/straighten:")
    if (rows["doubt"] == "off scale").any():
        page_links.row(Link("quality", _("Excluded answers")))


def first_measure(found: dict[str, pd.Series]) -> str:
    """The measure that the page's title is about."""
    return next(iter(found))


def card_row(found: dict[str, pd.Series], title: str, basis: str) -> None:
    """The three scores, and how many customers are heard."""
    first = found[first_measure(found)]
    cards.row(
        [*(_score_card(measure, row) for measure, row in found.items()), _heard_card(first), _asked_card(first)],
        key="cards-voice",
        title=title,
        basis=basis,
        table=pd.DataFrame(found.values()).assign(measure=[_(TERMS[name]) for name in found]).drop(columns="group"),
        terms=(*(TERMS[name] for name in found), "Customers heard", "Answered when asked"),
    )


def _score_card(measure: str, row: pd.Series) -> cards.Card:
    return cards.Card(
        _(TERMS[measure]),
        findings.score(row["value"], measure),
        findings.interval(row, measure),
        _("every answer: {raw}").format(raw=findings.score(row["raw"], measure)),
        help=_(definitions.of(TERMS[measure]).says),
    )


def _heard_card(row: pd.Series) -> cards.Card:
    heard = row["rate_answered"] * row["active"] if row["active"] else 0
    return cards.Card(
        _("Customers heard"),
        percent(row["rate_answered"]),
        _("{n} of {all}").format(n=number(heard), all=number(row["active"])),
        _("in 12 months"),
        help=_(definitions.of("Customers heard").says),
    )


def _asked_card(row: pd.Series) -> cards.Card:
    known = row["asked"] > 0
    return cards.Card(
        _("Answered when asked"),
        percent(row["rate_asked"]),
        _("{n} invited").format(n=number(row["asked"])) if known else "",
        _("within 30 days") if known else _("no invitations loaded"),
        help=_(definitions.of("Answered when asked").says),
    )


def controls(found: dict[str, pd.Series]) -> tuple[str, str]:
    """The measure, and what it is broken down by; both in the address."""
    measure = _choice(_("Measure"), "voice_measure", list(found), findings.NAMES)
    by = ["region", "channel", "subject"]
    if has_orders():
        by.insert(0, "tier")
    if measure == "nps":
        by.remove("subject")
    return measure, _choice(_("Group"), "voice_by", by, findings.BY)


def _choice(label: str, key: str, offered: list[str], names: dict[str, str]) -> str:
    url_state.restore(key, offered, offered[0])
    code = st.segmented_control(
        label,
        offered,
        key=key,
        required=True,
        label_visibility="collapsed",
        format_func=lambda one: _(names[one]),
    )
    url_state.hold(key, code, offered[0])
    return code


def has_orders() -> bool:
    """Whether the company has orders, and so tiers."""
    return bool(answers.ask(coverage.tables).set_index("kind").at["orders", "rows"])


def trend(measure: str, slope: voice.Slope, asked: dict) -> None:
    """The score quarter by quarter, beside every answer."""
    series = answers.ask(voice.trend, measure=measure, **asked)
    title = findings.trend_title(measure, series, slope)
    st.header(title)
    pictures.show(
        voice_charts.trend_chart,
        voice_charts.trend(series, quarter, measure == "nps"),
        key="voice-trend",
        is_net=measure == "nps",
        alt=_("{measure} by quarter").format(measure=_(findings.NAMES[measure])),
        title=title,
        basis=_("n = {n} votes in {quarters} quarters").format(
            n=number(series["n"].sum()), quarters=number((series["n"] > 0).sum())
        ),
        note=_("Solid: weighted, one vote a person; shaded: 95% CI; dashed: every answer"),
        table=series,
        terms=(TERMS[measure], "Weighted score", "Trend of a score"),
        starts=annotations.starts(series["period"], quarter),
    )
    st.caption(findings.trend_caption(measure, slope))


def quarter(first: pd.Timestamp) -> str:
    """What a quarter is called by its first day."""
    return f"{first.year} Q{(first.month + 2) // 3}"


def groups(measure: str, by: str, asked: dict) -> None:
    """The score and the rate of answering of each group."""
    given = {**asked, "assumptions": assumptions_drawer.chosen()} if by == "tier" else asked
    rows = answers.ask(voice.score, measure=measure, by=by, **given)
    title = findings.groups_title(measure, by, rows)
    st.header(title)
    shown = rows.head(MOST_GROUPS)
    pictures.show(
        voice_charts.groups_chart,
        pictures.made(voice_charts.groups, shown, measure == "nps"),
        key="voice-groups",
        count=len(shown),
        is_net=measure == "nps",
        alt=_("{measure} by {group}").format(measure=_(findings.NAMES[measure]), group=_(findings.BY[by]).lower()),
        title=title,
        basis=_("n = {n} votes of {people} people").format(
            n=number(rows["n"].sum()), people=number(rows["people"].sum())
        ),
        note=_("Bars: share of active customers who answered; dots: score with 95% CI, hollow under 30 votes"),
        table=rows,
        terms=(TERMS[measure], "Weighted score", "Customers heard"),
    )
    st.caption(_("Bars: share of active customers who answered. Dots: score with 95% CI; hollow: under 30 votes."))
