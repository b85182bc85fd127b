"""The pictures of the competitors page."""

import pandas as pd
import streamlit as st

from cx.charts.market import competitors as charts
from cx.charts.market import competitors_left as left_charts
from cx.charts.market import competitors_weighed as weighed_charts
from cx.market import competitors
from cx.text.formatting import _, count
from pages.market.competitors import findings, own_company
from pages.market.competitors.question import Found
from pages.shared import answers, empty_states, list_columns, pictures, python_code


def nothing(heading, chosen) -> None:
    """No company was scored: the file to upload."""
    heading.title(_("No competitors yet"))
    empty_states.needs(
        "competitors",
        _("Upload competitors: the score of each company, yours too, on each attribute, to see who is better at what."),
    )


def not_chosen(heading) -> None:
    """Which company is ours is not known."""
    heading.title(_("Which company is yours?"))
    heading.caption(_("Competitors are compared with it. The choice is saved for all users and can be undone."))
    own_company.choose(None)


def no_gaps(heading, found: Found, who: pd.Series) -> None:
    """Nothing of ours can be held against a rival: why, and the way out."""
    own = found.scores[found.scores["company"] == found.ours]
    if not who["scores"]:
        heading.title(_("No scores in the 12 months to this day"))
        empty_states.nothing(_("Choose a later or an earlier date, other respondents, or upload newer scores."))
    elif own.empty:
        heading.title(_("Your company has no score here"))
        empty_states.nothing(_("Choose other respondents or another date, or upload scores of your company."))
    else:
        heading.title(_("No rival was scored on what you were scored on"))
        empty_states.nothing(_("Upload scores of at least one rival, on the same attributes as yours."))


def gaps(found: Found) -> None:
    """The scores of all companies by attribute, from ours to the best rival a bar."""
    title = findings.gaps_title(found.best)
    st.header(title)
    basis = findings.people(found.best)
    frames = pictures.made(charts.gaps, found.scores, found.best, found.ours, _("We"))
    pictures.show(
        charts.gaps_chart,
        frames,
        key="competitors-gaps",
        rows=len(found.best),
        alt=_("Mean score of each company by attribute"),
        title=title,
        basis=basis,
        note=_("Red dot: the best rival. Right: we less the best rival; grey: no verdict"),
        table=found.gaps,
        terms=("Gap to a rival",),
    )
    letters = charts.initials(sorted(set(found.scores["company"]) - {found.ours}))
    key = " · ".join(f"{short} {findings.escaped(name)}" for name, short in letters.items())
    st.caption(
        f"{basis}. {key}. " + _("Red dot: best rival. Right: gap of those who scored both; grey: no verdict (Holm).")
    )


def weighed(found: Found) -> None:
    """Importance against the gap to the best rival."""
    title = findings.weighed_title(found.gaps)
    st.header(title)
    if len(found.best) < 2 or found.best["importance"].notna().sum() < 2:
        st.caption(_("One attribute with an importance is too few to weigh: upload the importance of at least two."))
        return
    basis = findings.people(found.best)
    pictures.show(
        weighed_charts.weighed_chart,
        pictures.made(weighed_charts.weighed, found.best),
        key="competitors-weighed",
        alt=_("Importance of each attribute against the gap to the best rival"),
        title=title,
        basis=basis,
        note=_("Line: 95% interval; grey: no verdict"),
        table=found.best,
        terms=("Gap to a rival",),
    )
    st.caption(f"{basis}. " + _("Line: 95% interval of the gap; grey: no verdict."))


def standing(found: Found) -> None:
    """All companies on all attributes, and weighted by importance."""
    title = findings.standing_title(found.standing, found.ours)
    st.header(title)
    basis = _("{companies} on {attributes}").format(
        companies=count(found.scores["company"].nunique(), _("company"), _("companies")),
        attributes=count(found.scores["attribute"].nunique(), _("attribute"), _("attributes")),
    )
    st.caption(_("Dark: best of an attribute, red: worst. Weighted: by importance, where all companies were scored."))
    pictures.show(
        charts.table_chart,
        pictures.made(charts.table, found.scores, found.standing, found.ours),
        key="competitors-table",
        rows=found.scores["company"].nunique(),
        alt=_("Mean score of each company on each attribute"),
        title=title,
        basis=basis,
        note=_("Dark: best, red: worst of an attribute"),
        table=python_code.joined(found.standing, found.scores),
        terms=("Standing among rivals",),
    )


def left_for(chosen, found: Found) -> None:
    """Whom customers left for who said why."""
    rows = answers.ask(competitors.left_for, as_of=chosen.as_of, ours=found.ours)
    n = answers.ask(competitors.leavers, as_of=chosen.as_of)
    if not n:
        st.header(_("Whom customers leave for is not known"))
        empty_states.needs("churn_reasons", _("Upload churn reasons: those that name a competitor are counted here."))
        return
    title = findings.left_title(rows, n)
    st.header(title)
    basis = _("n = {n} who said why they left in the 12 months").format(n=count(n, _("customer"), _("customers")))
    if len(rows):
        pictures.show(
            left_charts.left_for_chart,
            left_charts.left_for(rows, findings.rival),
            key="competitors-left",
            rows=len(rows),
            alt=_("Customers who left for a competitor"),
            title=title,
            basis=basis,
            note=_("Line: 95% interval"),
            table=rows,
            terms=("Lost to a rival",),
        )
    st.caption(f"{basis}. " + _("Line: 95% interval. A reason names a competitor by that word or by its name."))


def chances(found: Found) -> None:
    """Attributes where every rival is weak and that customers want."""
    rows = answers.ask(competitors.chances, **found.asked)
    st.header(findings.chances_title(rows))
    st.caption(
        _("Every rival scores below the mean of all scores, and the attribute matters more than most or is asked for.")
    )
    if rows.empty:
        return
    st.dataframe(
        rows.assign(is_clear=["✓" if sure else "" for sure in rows["is_clear"]]),
        column_order=["attribute", "importance", "ours", "company", "best", "mean", "asked", "is_clear"],
        column_config={
            "attribute": list_columns.text(_("Attribute")),
            "importance": st.column_config.NumberColumn(_("Importance"), format="%.1f"),
            "ours": st.column_config.NumberColumn(_("We"), format="%.1f"),
            "company": list_columns.text(_("Best rival")),
            "best": st.column_config.NumberColumn(_("Its score"), format="%.1f"),
            "mean": st.column_config.NumberColumn(_("Mean of all"), format="%.1f"),
            "asked": list_columns.whole(_("Asked for it")),
            "is_clear": list_columns.text(_("Certain")),
        },
        hide_index=True,
        height="content",
        key="competitors-chances",
    )
