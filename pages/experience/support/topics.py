"""The topics of the support page: how many are helped, and which topic the list is about."""

import pandas as pd
import streamlit as st

from cx.charts.experience import support as support_charts
from cx.experience import support
from cx.text.formatting import _, number, percent
from pages.experience.support import findings
from pages.shared import answers, mark_choice, page_links, pictures, safe_text, url_state
from pages.shared.page_links import Link

PICTURE, CLICKED = "topics", "topic"
Topic = tuple[str, str]
"""Kind and topic."""


def draw(asked: dict) -> Topic | None:
    """How many are helped by topic; returns the topic that was clicked."""
    table = answers.ask(support.topics, **asked)
    known = table[table["n"] > 0]
    if known.empty:
        st.header(_("Nobody said whether it helped"))
        st.caption(_("The column “satisfied” of tickets says whether the customer was helped (yes or no)."))
        return None
    names = names_of(known)
    title = findings.topics_title(known, [safe_text.escaped(name) for name in names])
    st.header(title)
    share = support.helped(known)[0]
    basis = _("n = {n} resolved tickets with an answer, {share} helped").format(
        n=number(known["n"].sum()), share=percent(share)
    )
    if len(known) == 1:
        st.caption(basis)
        st.dataframe(known[["topic", "n", "helped", "low", "high"]], hide_index=True, height="content", key="one_topic")
        return None
    topics = _codes(known)
    picked = url_state.clicked(CLICKED, {"code": list(topics)}, {PICTURE: CLICKED})
    frames = pictures.made(support_charts.topics, known, share, names, list(topics))
    pictures.show(
        support_charts.topics_chart,
        {**frames, "topics": url_state.marked(frames["topics"], picked)},
        key=url_state.picture_key(PICTURE),
        select=CLICKED,
        rows=len(known),
        alt=_("Share of customers who were helped, by topic"),
        title=title,
        basis=basis,
        note=_("Filled: differs from all other topics together"),
        table=table,
        terms=("Share helped",),
    )
    st.caption(f"{basis}. " + _("Line: 95% interval. Filled: differs from all other topics, allowing for all of them."))
    marks = {name: {"code": code} for name, code in zip(names, topics, strict=True) if topics[code]}
    mark_choice.box(CLICKED, marks, picked, PICTURE)
    topic = topics.get(picked["code"]) if picked else None
    _links(topic)
    return topic


def _links(topic: Topic | None) -> None:
    """Where more is said of the topic that is picked, or of complaints."""
    if topic and topic[0].lower() == "request":
        page_links.row(Link("requests", _("What customers ask for")))
        return
    is_complaint = topic is not None and topic[0].lower() == "complaint"
    asked = {"shares_by": "Topic"}
    if is_complaint:
        asked["complaints_of"] = f"shares:{topic[1]}".replace(",", ";")
    said = _("Customers with this complaint") if is_complaint else _("What resolving complaints changes")
    page_links.row(Link("complaints", said, asked))


def clear() -> None:
    """No topic is picked any more."""
    url_state.click(CLICKED, None, PICTURE)


def names_of(table: pd.DataFrame) -> list[str]:
    """What each topic is called; with its kind where two kinds have one of that name."""
    plain = [
        _("no topic") if topic == "" else _(topic) if topic == support.OTHERS else topic for topic in table["topic"]
    ]
    twice = {name for name in plain if plain.count(name) > 1}
    return [f"{name} ({kind})" if name in twice else name for name, kind in zip(plain, table["kind"], strict=True)]


def _codes(table: pd.DataFrame) -> dict[str, Topic | None]:
    """What the address calls each topic, without the comma that parts its values; the rarer ones together are none."""
    pairs = zip(table["kind"], table["topic"], strict=True)
    return {
        f"{kind}/{topic}".replace(",", ";"): None if topic == support.OTHERS else (kind, topic) for kind, topic in pairs
    }
