"""Customers with comments: picked by the score that they gave, by the subject and by the topic."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from cx.charts.experience.voice_topics import drawn
from cx.customers.listing import FIRST
from cx.experience import voice
from cx.text.formatting import _, count, number
from pages.experience.voice import findings, topic_editor, view
from pages.shared import (
    answers,
    assumptions_drawer,
    customer_list,
    fragments,
    list_columns,
    safe_text,
    url_state,
)

MOODS = {
    "promoter": "Promoters",
    "passive": "Passives",
    "detractor": "Detractors",
    "satisfied": "Satisfied",
    "not satisfied": "Not satisfied",
}
MOST_SUBJECTS = 12


@fragments.alone
def draw(chosen, asked: dict) -> None:
    """The comments of 12 months, the latest of each customer; nothing where nobody wrote any."""
    counts = answers.ask(voice.comment_counts, **asked)
    if counts.empty or not view.has_orders():
        return
    st.header(findings.comments_title(counts))
    words = _topics(asked)
    moods, subjects, topics = _picks(counts, words)
    picked = {"moods": moods, "subjects": subjects, "topics": topics}
    given = {**topic_editor.asked(asked), "assumptions": assumptions_drawer.chosen(), **picked}
    first = answers.ask(voice.comments, **given, limit=FIRST)
    there = first.iloc[0] if len(first) else pd.Series({"customers": 0, "comments_of_all": 0})
    customer_list.show(
        chosen,
        lambda page: _as_shown(answers.ask(voice.comments, **given, limit=page)),
        int(there["customers"]),
        [count(there["comments_of_all"], _("comment"), _("comments"))],
        [
            *(_(MOODS[mood]) for mood in moods),
            *(safe_text.escaped(subject) for subject in subjects),
            *(findings.ISOLATED.format(safe_text.escaped(words[topic])) for topic in topics),
        ],
        _columns(chosen.currency),
        "voice",
        save=lambda name, words: voice.save_comments(answers.store(), name, words, **given),
        clear=_clear if moods or subjects or topics else None,
        reason=lambda row, _currency: row.comment,
    )
    unknown = int((counts["comments"] - counts["known"]).sum())
    if unknown:
        st.caption(_("{n} comments without a customer are not listed.").format(n=number(unknown)))


def _topics(asked: dict) -> dict[str, str]:
    """The topics that are drawn, each with its words."""
    rows = answers.ask(voice.topics, **topic_editor.asked(asked))
    shown = drawn(rows[rows["is_topic"].astype(bool)])
    return dict(zip(shown["topic"], shown["words"], strict=True))


def _picks(counts: pd.DataFrame, words: dict[str, str]) -> list[tuple[str, ...]]:
    """The moods, the subjects and the topics that are picked."""
    moods = [mood for mood in MOODS if mood in set(counts["mood"])]
    by_subject = counts.dropna(subset="subject").groupby("subject")["comments"].sum()
    subjects = by_subject.nlargest(MOST_SUBJECTS).index.tolist()
    with st.container(horizontal=True, key="voice_comments"):
        picked = [
            _picked(_("Scores"), "voice_moods", moods, lambda mood: _(MOODS[mood])),
            _picked(_("Subjects"), "voice_subjects", subjects, safe_text.escaped),
        ]
    topics = _picked(_("Topics"), "voice_topics", list(words), lambda topic: safe_text.escaped(words[topic]))
    return [*picked, topics]


def _picked(label: str, key: str, offered: list[str], named: Callable[[str], str]) -> tuple[str, ...]:
    if not offered:
        return ()
    url_state.restore_picks(key, offered)
    of = st.pills(label, offered, selection_mode="multi", key=key, label_visibility="collapsed", format_func=named)
    url_state.hold_picks(key, of)
    return tuple(of)


def _clear() -> None:
    for key in ("voice_moods", "voice_subjects", "voice_topics"):
        url_state.clear_clicks(key)


def _as_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(measure=rows["measure"].map(lambda measure: _(findings.SURVEYS[measure])))


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "tier": list_columns.text(_("Tier")),
        "measure": list_columns.text(_("Survey")),
        "score": list_columns.whole(_("Score")),
        "comment": list_columns.text(_("Comment"), width="large"),
        "subject": list_columns.text(_("Touchpoint")),
        "answered_on": list_columns.day(_("Answered")),
        "contribution": list_columns.money(_("Contribution"), currency),
        "comments": list_columns.whole(_("Comments")),
    }
