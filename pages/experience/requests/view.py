"""The pictures of the requests page; a click in any of them picks a request for the list."""

import pandas as pd
import streamlit as st

from cx.charts.experience import requests as request_charts
from cx.charts.experience import requests_kano as kano_charts
from cx.charts.experience import requests_votes as vote_charts
from cx.charts.experience.requests import MOST, PICKED
from cx.experience import requests
from cx.statistics import kano as classes
from cx.text.formatting import _, count, number
from pages.experience.requests import findings, question
from pages.experience.requests.question import PICTURES, Picked
from pages.shared import empty_states, mark_choice, pictures, python_code, url_state

RANKING, VOTES, KANO, WORK = PICTURES


def nothing(heading, chosen) -> None:
    """There is no request to look at: why, and the way out."""
    kind = question.missing()
    if kind == "orders":
        heading.title(_("No orders yet"))
        empty_states.needs("orders", _("Orders: upload them to see what the customers who ask are worth."))
    elif kind == "tickets":
        heading.title(_("No requests yet"))
        empty_states.needs("tickets", _("Upload tickets of kind request, with their topic, to see what many ask for."))
    else:
        heading.title(findings.nothing(chosen))
        empty_states.nothing(_("Choose a later date, all regions or everybody, or upload tickets of kind request."))


def ranking(chosen, rows: pd.DataFrame, totals: pd.Series, picked: Picked) -> None:
    """Who asks for each, by tier, with the intervals of the ranks."""
    title = findings.ranking_title(rows)
    st.header(title)
    frames = request_charts.ranking(rows, chosen.currency, question.label)
    pictures.show(
        request_charts.ranking_chart,
        {**frames, "topics": url_state.marked(frames["topics"], picked.click)},
        key=url_state.picture_key(RANKING),
        select=PICKED,
        count=len(frames["topics"]),
        alt=_("Customers who asked, by tier, with the ranks"),
        title=title,
        basis=_voters(rows),
        note=_("Rank: 95% interval; right: contribution of 12 months"),
        table=rows,
        terms=("Requests", "Rank of a request"),
    )
    caption = findings.ranking_caption(totals)
    if len(rows) > MOST:
        caption += " " + _("The first {n} of {all}; the table has all.").format(n=MOST, all=len(rows))
    st.caption(caption)
    marks = {question.label(topic): {"code": request_charts.code(topic)} for topic in rows["topic"]}
    mark_choice.box(PICKED, marks, picked.click, *PICTURES)


def votes(chosen, rows: pd.DataFrame, picked: Picked) -> None:
    """The ranks if customers, their contribution or one tier alone vote."""
    offered = question.tiers(rows)
    if rows["rank"].notna().sum() < 2 or not offered:
        st.header(_("Ranks by contribution and by tier"))
        st.caption(_("There are ranks from two requests on, by customers with an order in the 12 months."))
        return
    place = st.container()
    url_state.restore("requests_tier", offered, offered[0])
    tier = st.segmented_control(
        _("Who votes alone"), offered, key="requests_tier", required=True, label_visibility="collapsed", format_func=_
    )
    url_state.hold("requests_tier", tier, offered[0])
    of_money, of_tier = question.ranked(chosen, "contribution"), question.ranked(chosen, tier)
    title = findings.votes_title(rows, of_tier, tier)
    by_votes = {_("Customers"): rows, _("Contribution"): of_money, _("{tier} only").format(tier=_(tier)): of_tier}
    frames = vote_charts.votes(by_votes, question.label, findings.risen(rows, of_tier))
    with place:
        st.header(title)
        pictures.show(
            vote_charts.votes_chart,
            {**frames, "points": url_state.marked(frames["points"], picked.click)},
            key=url_state.picture_key(VOTES),
            select=PICKED,
            count=len(frames["points"]) // len(by_votes),
            alt=_("Ranks by customers, by contribution and by one tier"),
            title=title,
            basis=_("{all}; {tier} only: {n}").format(all=_voters(rows), tier=_(tier), n=_voters(of_tier)),
            note=_("Number: rank; ties share the better one"),
            table=python_code.joined(_side_by_side(by_votes), *by_votes.values()),
            terms=("Requests", "Rank of a request"),
        )
    st.caption(
        _(
            "Contribution: each customer votes with theirs of 12 months. Green: {tier} ranks it higher for certain."
        ).format(tier=_(tier))
    )


def _side_by_side(by_votes: dict[str, pd.DataFrame]) -> pd.DataFrame:
    ranks = ["votes", "rank", "rank_low", "rank_high"]
    return pd.concat([rows[["topic", *ranks]].assign(by=name) for name, rows in by_votes.items()], ignore_index=True)[
        ["by", "topic", *ranks]
    ]


def _voters(rows: pd.DataFrame) -> str:
    return _("n = {n}").format(n=count(rows["voters"].iloc[0] if len(rows) else 0, _("customer"), _("customers")))


def kano(rows: pd.DataFrame, picked: Picked) -> None:
    """The square of Kano; how to ask where nobody was."""
    if rows.empty:
        st.header(_("Kano classes are not known yet"))
        why = _("Ask how people feel if a request were there (measure kano_with) and if it were not (kano_without).")
        empty_states.needs("surveys", why)
        return
    title = findings.kano_title(rows)
    st.header(title)
    frames = kano_charts.kano(rows, question.label)
    if frames["requests"].empty:
        st.caption(_("A request is placed from {n} people on.").format(n=classes.LEAST))
    else:
        pictures.show(
            kano_charts.kano_chart,
            {**frames, "requests": url_state.marked(frames["requests"], picked.click)},
            key=url_state.picture_key(KANO),
            select=PICKED,
            alt=_("Requests by how much they please and how much missing them displeases"),
            title=title,
            basis=findings.kano_basis(rows),
            note=_("Filled: a class for certain"),
            table=rows,
            terms=("Kano class",),
        )
    st.caption(findings.kano_caption(rows))


def work(chosen, picked: Picked) -> None:
    """How many customers a week of work serves, with the state of each request."""
    rows = question.ranked(chosen, "per_week")
    title = findings.work_title(rows)
    frames = kano_charts.work(rows, question.label, findings.state)
    if frames["work"].empty:
        st.header(_("No estimate of work yet"))
        st.caption(_("Edit the requests to set weeks of work, owners and states, and to merge topics."))
        return
    st.header(title)
    pictures.show(
        kano_charts.work_chart,
        {"work": url_state.marked(frames["work"], picked.click)},
        key=url_state.picture_key(WORK),
        select=PICKED,
        count=len(frames["work"]),
        alt=_("Customers per week of work"),
        title=title,
        basis=_voters(rows),
        note=_("In brackets: the estimate of work"),
        table=rows[rows["per_week"].notna()],
        terms=("Customers per week of work",),
    )
    left = int(rows["topic"].ne(requests.OTHERS).sum() - len(frames["work"]))
    note = _("Work is your estimate. Dark: could be first.")
    st.caption(note + (" " + _("Without an estimate: {n}.").format(n=number(left)) if left else ""))
