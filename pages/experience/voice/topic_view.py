"""What comments are about: topics with a quote and the score that was given with them."""

import pandas as pd
import streamlit as st

from cx.charts.experience import voice_topics as topic_charts
from cx.experience import voice
from cx.text.formatting import _, number
from pages.experience.voice import findings
from pages.shared import answers, page_links, pictures
from pages.shared.page_links import Link


def draw(asked: dict) -> None:
    """The topics of the comments of 12 months."""
    rows = answers.ask(voice.topics, **asked)
    said = int(answers.ask(voice.comment_counts, **asked)["comments"].sum())
    title = findings.topics_title(rows, said)
    st.header(title)
    if rows.empty:
        st.caption(_("No word comes up twice."))
        return
    shown = topic_charts.drawn(rows)
    pictures.show(
        topic_charts.topics_chart,
        topic_charts.topics(rows),
        key="voice-topics",
        count=len(shown),
        alt=_("Topics of comments"),
        title=title,
        basis=_("n = {n} comments of 12 months").format(n=number(said)),
        note=_("Red, teal: scores lower, higher than with other comments"),
        table=_as_table(rows),
        terms=("Topics of comments", "Comments"),
    )
    st.caption(findings.topics_caption(rows, said, len(shown)))
    page_links.row(
        Link("complaints", _("Complaints by topic"), {"shares_by": "Topic"}),
        Link("requests", _("What customers ask for")),
    )


def _as_table(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[["script", "words", "comments", "people", "mean_score", "scored", "quote"]]
