"""The pictures and the comments of the team page; a click in a picture picks a team."""

import pandas as pd
import streamlit as st

from cx.charts import annotations
from cx.charts.market import team as team_charts
from cx.charts.market import team_rounds
from cx.charts.market.team import SELECTION
from cx.market import team
from cx.text.formatting import _, count, number
from pages.market.team import findings, question
from pages.shared import answers, empty_states, mark_choice, pictures, safe_text, url_state

MOST_COMMENTS = 40

BESIDE, SCORES = question.PICTURES


def nothing(heading, known: dict[str, int]) -> None:
    """No round that is over: why, and the way out."""
    if known["of_open_round"]:
        heading.title(_("The first round is not over yet"))
        text = _("{n} so far. A round counts when its quarter is over, so that nobody can be worked out by the date.")
        empty_states.nothing(text.format(n=count(known["of_open_round"], _("answer"), _("answers"))))
    elif known["answers"]:
        heading.title(_("No answer of an employee names a team"))
        empty_states.needs("surveys", _("Surveys: upload the employees' answers with the team as subject."))
    else:
        heading.title(_("No answers of employees yet"))
        text = _("Upload surveys of measure employee, with the team as subject and a score of 0 to 10.")
        empty_states.needs("surveys", text)


def hidden(rounds: pd.DataFrame) -> None:
    """Every team of the round is hidden."""
    text = _("A team is shown from {n} answers on, and never so that another can be worked out. {company}")
    empty_states.nothing(text.format(n=team.FEWEST, company=findings.company(rounds)))


def beside(chosen, table: pd.DataFrame, picked: str | None) -> None:
    """Each team beside the customers' satisfaction with its touchpoints."""
    heading = st.container()
    pairs = answers.ask(team.beside_customers, as_of=chosen.as_of, lag=question.lag())
    both = team.together(pairs)
    title = findings.beside_title(pairs, both)
    heading.header(title)
    if pairs.empty:
        empty_states.needs(
            "surveys", _("Surveys of measure csat: how satisfied are customers with what each team does?")
        )
        return
    frames = pictures.made(team_charts.beside, pairs)
    pictures.show(
        team_charts.beside_chart,
        {**frames, "teams": url_state.marked(frames["teams"], {SELECTION: picked} if picked else None)},
        key=url_state.picture_key(BESIDE),
        select=SELECTION,
        alt=_("eNPS of each team and satisfaction with its touchpoints"),
        title=title,
        basis=_n(pairs),
        note=_("Across: eNPS with its 95% interval; up: satisfied customers"),
        table=pairs,
        terms=("Team eNPS", "Satisfied with a team's touchpoints"),
    )
    st.caption(findings.beside_caption(both, len(table) - len(pairs)))


def scores(table: pd.DataFrame, rounds: pd.DataFrame, picked: str | None) -> None:
    """The score of each team, with its rounds."""
    title = findings.scores_title(table)
    st.header(title)
    frames = pictures.made(team_charts.rows, table)
    pictures.show(
        team_charts.rows_chart,
        {**frames, "teams": url_state.marked(frames["teams"], {SELECTION: picked} if picked else None)},
        key=url_state.picture_key(SCORES),
        select=SELECTION,
        count=len(table),
        row=min(max(330 // len(table), 30), 48),
        alt=_("eNPS of each team with its rounds"),
        title=title,
        basis=_("n = {n} answers in the round").format(n=number(table["n"].sum())),
        note=_("Dot and line: the round; bar: 95% interval of the mean of the rounds; right: rounds and answers"),
        table=table.assign(history=[_history(scores) for scores in table["history"]]),
        terms=("Team eNPS", "Round of employees", "Hidden team"),
    )
    st.caption(findings.scores_caption(rounds))
    marks = {team_charts.capital(name): {SELECTION: name} for name in table["team"]}
    mark_choice.box(SELECTION, marks, {SELECTION: picked} if picked else None, *question.PICTURES)


def _history(scores: list[float]) -> str:
    return " ".join(team_charts.signed(score) if pd.notna(score) else "–" for score in scores)


def trend(table: pd.DataFrame, rounds: pd.DataFrame, picked: str | None) -> None:
    """The rounds of the company, with those of the team that is picked."""
    title = findings.trend_title(table, rounds, picked)
    st.header(title)
    pictures.show(
        team_rounds.rounds_chart,
        team_rounds.trend(rounds, table, picked),
        key="team-rounds",
        alt=_("eNPS of the company by round"),
        title=title,
        basis=_("n = {n} answers in {rounds} rounds").format(n=number(rounds["answers"].sum()), rounds=len(rounds)),
        note=_("Shaded: 95% interval of the company"),
        table=rounds,
        terms=("Team eNPS", "Round of employees"),
        starts=annotations.starts(rounds["first_on"], team_rounds.quarter),
    )
    st.caption(findings.company(rounds))


def comments(chosen, picked: str | None) -> None:
    """What employees wrote: as text alone, so that no list or file of it leaves the page."""
    found = answers.ask(team.comments, as_of=chosen.as_of)
    has_own = picked is not None and (found["team"] == picked).any()
    shown = found[found["team"] == (picked if has_own else "")]
    is_of_all = len(shown) == len(found)
    st.header(findings.comments_title(shown, picked if has_own else None, is_of_all))
    if picked is not None and not has_own:
        text = _("A team has a list of its own from {n} answers on; below are those of all such teams together.")
        st.caption(text.format(n=team.FEWEST_FOR_COMMENTS))
    if shown.empty:
        st.caption(_("Comments are shown from {n} answers on.").format(n=team.FEWEST_FOR_COMMENTS))
        return
    read = shown["comment"].head(MOST_COMMENTS)
    st.markdown("\n".join(f"- {safe_text.escaped(' '.join(words.split()))}" for words in read))
    if len(read) < len(shown):
        st.caption(_("{n} of {all} comments, drawn at random.").format(n=number(len(read)), all=number(len(shown))))
    st.caption(_("In no order, without date, score or name; mail addresses, links and long numbers are masked."))


def _n(pairs: pd.DataFrame) -> str:
    return _("n = {teams}, {answers} of customers in 12 months").format(
        teams=count(len(pairs), _("team"), _("teams")), answers=count(pairs["csat_n"].sum(), _("answer"), _("answers"))
    )
