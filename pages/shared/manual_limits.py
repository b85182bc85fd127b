"""Tiers by limits of one's own: a small table to edit, checked as it changes, used only when everybody has one tier."""

from collections.abc import Callable
from dataclasses import replace
from math import inf

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers.breakdown import said
from cx.customers.assumptions import BANDED, Assumptions
from cx.customers.segments import manual_limits
from cx.customers.segments.tier_model import TIERS
from cx.tables.customer_measures import title
from cx.text.formatting import _, count
from pages.shared import answers


def draw(view, now: Assumptions, take: Callable[[Assumptions], None]) -> None:
    """The editor, under a heading that opens it; take : called with the assumptions that use the limits."""
    editor = st.expander(
        _("Custom thresholds") + (f" · {_('in use')}" if now.bands else ""),
        key="limits",
        on_change="rerun",
    )
    if not editor.open:
        return
    with editor:
        st.caption(
            _("Replace the clusters. From is included, up to is not. Blank: no limit."),
            help=definitions.of("Custom thresholds").says,
        )
        measure = st.selectbox(_("Measure"), BANDED, BANDED.index(now.bands_by), key="limits-on", format_func=title)
        first = now.bands if now.bands and now.bands_by == measure else _suggested(view, now, measure)
        edited = manual_limits.read(_edited(first, measure))
        problems = answers.ask(manual_limits.check, as_of=view.as_of, bands=edited, measure=measure, assumptions=now)
        for problem in problems.itertuples():
            st.markdown(_told(problem, measure, view.currency))
        if problems.empty:
            st.markdown(f":material/check_circle: {_('No overlap, no gap, no empty tier.')}")
        with st.container(horizontal=True):
            if st.button(_("Apply thresholds"), disabled=not manual_limits.usable(problems), type="primary"):
                take(replace(now, bands=edited, bands_by=measure))
                st.rerun()
            if now.bands and st.button(_("Back to clusters")):
                take(replace(now, bands=None, bands_by="profit"))
                st.rerun()


def _suggested(view, now: Assumptions, measure: str) -> tuple:
    return answers.ask(manual_limits.suggest, as_of=view.as_of, measure=measure, assumptions=now)


def _edited(first: tuple, measure: str) -> pd.DataFrame:
    ends = {tier: (low, high) for tier, low, high in first}
    table = pd.DataFrame(
        [(tier, *(None if abs(end) == inf else end for end in ends.get(tier, (inf, inf)))) for tier in TIERS],
        columns=["tier", "low", "high"],
    ).astype({"low": float, "high": float})
    return st.data_editor(
        table,
        key=f"limits-of-{measure}",
        height="content",
        hide_index=True,
        disabled=["tier"],
        placeholder="",
        column_config={
            "tier": st.column_config.TextColumn(_("Tier")),
            "low": st.column_config.NumberColumn(_("From")),
            "high": st.column_config.NumberColumn(_("Up to")),
        },
    )


def _told(problem, measure: str, currency: str) -> str:
    """A problem of cx.customers.segments.manual_limits.check as a sentence."""
    ends = " … ".join(
        _("open") if abs(end) == inf else said(measure, end, currency) for end in (problem.low, problem.high)
    )
    people = count(problem.customers, _("customer"), _("customers"))
    tiers = _(" and ").join(_(tier) for tier in problem.tiers.split(", ") if tier)
    sentences = {
        "overlap": _(":material/error: {tiers} overlap in {ends} ({people})."),
        "gap": _(":material/error: Gap: {ends} belongs to no tier ({people})."),
        "upside down": _(":material/error: {tiers}: the upper limit is below the lower one ({ends})."),
        "empty": _(":material/info: {tiers} has no customers."),
    }
    return sentences[problem.problem].format(tiers=tiers, ends=ends, people=people)
