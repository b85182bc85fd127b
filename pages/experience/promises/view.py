"""The pictures of the promises page that are clicked: gaps, promises kept, claims."""

from functools import partial

import pandas as pd
import streamlit as st

from cx.charts.experience import promises as charts
from cx.engine import coverage
from cx.errors import CxError
from cx.experience import promises
from cx.text.formatting import _, number
from pages.experience.promises import findings
from pages.shared import answers, empty_states, mark_choice, pictures, safe_text, url_state

CLICKED = "promise"
PICTURES = {"promise-gaps": "gap", "promise-kept": "kind", "promise-claims": "claim"}
SUBJECTS = {"Touchpoints": True, "Needs and feelings": False}
STEPS = {"due": "Claimed", "answered": "Answered", "honoured": "Honoured"}
SCALE = "study_scale"


def nothing() -> None:
    """There is no promise and no study: why, and the way out."""
    empty_states.needs("promises", _("Promises: upload them to see which are kept, and what a broken one costs."))
    empty_states.needs("surveys", _("Surveys of measure promise and perception show where you promise too much."))


def has_orders() -> bool:
    """Whether there are orders: without them nobody has a tier, and nothing is known of later orders."""
    return bool(answers.ask(coverage.tables).set_index("kind").at["orders", "rows"])


def code(part: str, name: str) -> str:
    """What a click reports, without the comma that parts values in the address."""
    return f"{part}/{name}".replace(",", ";")


def picked(gaps: pd.DataFrame, kept: pd.DataFrame) -> tuple[str, str] | None:
    """What is clicked: ("gap", subject), ("kind", kind of promise) or ("claim", step); None: nothing."""
    marks = _marks(gaps, kept)
    found = url_state.clicked(CLICKED, {"code": list(marks)}, PICTURES)
    return marks.get(found["code"]) if found else None


def _marks(gaps: pd.DataFrame, kept: pd.DataFrame) -> dict[str, tuple[str, str]]:
    pairs = [
        *(("gap", subject) for subject in gaps["subject"]),
        *(("kind", kind) for kind in kept.loc[kept["due"] > 0, "kind"]),
        *(("claim", step) for step in STEPS),
    ]
    return {code(*pair): pair for pair in pairs}


def box(gaps: pd.DataFrame, kept: pd.DataFrame, now: tuple[str, str] | None) -> None:
    """The marks of all three pictures in words, for who has no mouse."""
    marks = {in_words(pair): {"code": code(*pair)} for pair in _marks(gaps, kept).values()}
    mark_choice.box(CLICKED, marks, {"code": code(*now)} if now else None, *PICTURES)


def in_words(pair: tuple[str, str]) -> str:
    """What is clicked, in words."""
    part, name = pair
    words = {"gap": _("Gap: {name}"), "kind": _("Missed: {name}"), "claim": _("Claims: {name}")}[part]
    names = {"gap": name, "kind": findings.kind(name), "claim": _(STEPS.get(name, name))}
    return words.format(name=names[part])


def clear() -> None:
    """Nothing is clicked any more."""
    url_state.click(CLICKED, None, *PICTURES)


def _marked(frame: pd.DataFrame, now: tuple[str, str] | None) -> pd.DataFrame:
    return url_state.marked(frame, {"code": code(*now)} if now else None)


def gaps(table: pd.DataFrame, scale, now: tuple[str, str] | None) -> None:
    """Promise, expectation and experience by subject."""
    if table.empty:
        st.header(_("What we promise and what customers experience"))
        empty_states.needs("surveys", _("Surveys of measure promise and perception show where you promise too much."))
        return
    heading = st.container()
    shown = table[table["is_touchpoint"].astype(bool) == _shows_touchpoints(table)]
    title = findings.gaps_title(shown)
    heading.header(title)
    basis, frames = findings.gaps_basis(shown, scale), charts.gaps(shown, partial(code, "gap"))
    note = _("Tick: promised, diamond: expected, dot: experienced; red: short of the promise, green: ahead of it")
    pictures.show(
        charts.gaps_chart,
        {**frames, "gaps": _marked(frames["gaps"], now)},
        key=url_state.picture_key("promise-gaps"),
        select="gap",
        rows=len(frames["gaps"]),
        alt=_("What was promised, expected and experienced, by subject"),
        title=title,
        basis=basis,
        note=note,
        table=table,
        terms=("Promise gap", "Study scale"),
    )
    st.caption(f"{note}. {basis}. {findings.gaps_note(shown)}")
    _scale_box(scale)


def _shows_touchpoints(table: pd.DataFrame) -> bool:
    """Whether touchpoints are shown, where there are other subjects too."""
    there = table["is_touchpoint"].astype(bool)
    if there.nunique() < 2:
        return bool(there.iloc[0])
    options = list(SUBJECTS)
    url_state.restore("subjects", options, options[0])
    name = st.segmented_control(
        _("Subjects"), options, key="subjects", required=True, label_visibility="collapsed", format_func=_
    )
    url_state.hold("subjects", name, options[0])
    return SUBJECTS[name]


def _scale_box(scale) -> None:
    """The scale of the study, which the answers alone cannot always tell."""
    with st.popover(_("Scale 1 to {top}").format(top=number(scale.top)), icon=":material/straighten:", type="tertiary"):
        st.session_state[SCALE] = scale.top if scale.is_set else None
        st.selectbox(
            _("Highest score of the study"),
            list(promises.TOPS),
            key=SCALE,
            placeholder=_("Read off the answers"),
            on_change=_set_scale,
        )
        if said := st.session_state.pop("study_scale_refused", ""):
            st.error(said, icon=":material/error:")


def _set_scale() -> None:
    try:
        promises.set_scale(answers.store(), st.session_state[SCALE])
    except CxError as error:
        st.session_state["study_scale_refused"] = str(error)


def kept(table: pd.DataFrame, now: tuple[str, str] | None) -> None:
    """Promises kept in time by kind."""
    title = findings.kept_title(table)
    st.header(title)
    if not table["due"].sum():
        empty_states.needs("promises", _("Promises: upload them to see which are kept, and what a broken one costs."))
        return
    frames = charts.kept(table, findings.kind, partial(code, "kind"))
    basis = _("n = {n} promises due").format(n=number(table["due"].sum()))
    note = _("Kept by the day it was due, of those due; late is missed. Line: 95% CI. Colour: differs from the others")
    pictures.show(
        charts.kept_chart,
        {"kept": _marked(frames["kept"], now)},
        key=url_state.picture_key("promise-kept"),
        select="kind",
        rows=len(frames["kept"]),
        alt=_("Share of promises kept in time, by kind"),
        title=title,
        basis=basis,
        note=note,
        table=table,
        terms=("Promises kept", "Guarantee claims honoured"),
    )
    st.caption(f"{note}. " + _("{n} not due yet.").format(n=number(table["open"].sum())))


def claims(found: pd.DataFrame, now: tuple[str, str] | None) -> None:
    """What became of claims on guarantees."""
    title = findings.claims_title(found)
    st.header(title)
    if not found["due"].iloc[0]:
        st.caption(_("A claim counts 30 days after it was made. It has a date in the column asked_on of promises."))
        return
    basis = findings.claims_basis(found)
    frames = charts.claims(found, {step: _(name) for step, name in STEPS.items()}, partial(code, "claim"))
    pictures.show(
        charts.claims_chart,
        {"claims": _marked(frames["claims"], now)},
        key=url_state.picture_key("promise-claims"),
        select="claim",
        alt=_("Claims on guarantees: claimed, answered, honoured"),
        title=title,
        basis=basis,
        note=_("Claims that are 30 days old, of 12 months; honoured within 30 days"),
        table=found,
        terms=("Guarantee claims honoured",),
    )
    st.caption(f"{basis}.")


def heading_of(now: tuple[str, str] | None) -> str:
    """What the list is about, where something is clicked."""
    return safe_text.escaped(in_words(now)) if now else ""
