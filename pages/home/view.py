"""The parts of the overview under its tiles: the flow, what changed, what next, how fresh the data is."""

import pandas as pd
import streamlit as st

from cx import definitions, home
from cx.charts.home import money_flow
from cx.engine import coverage
from cx.text.formatting import _, number, short_money
from pages.home import findings
from pages.shared import answers, menu, pictures, safe_text

NARROW = """<style>
@media (max-width: 900px) {
  [data-testid=stTable] .stMarkdownBadge { white-space: normal !important; }
  [data-testid=stTable] :is(td, th, th *, td *) { font-size: 0.82rem !important; }
  [data-testid=stTable] :is(td, th) { padding: 0.3rem 0.25rem; }
}
</style>"""
"""On a narrow screen the table of what changed stays within the screen, its verdicts in sight."""


def flow(asked: dict, tiers: pd.DataFrame, span, currency: str) -> None:
    """Gross profit from the channel through the tier to the stage; nothing where neither channel nor stage is known."""
    table = answers.ask(home.money_flow, **asked)
    if table["channel"].nunique() <= 1 and table["stage"].nunique() <= 1:
        return
    title = findings.flow(table, tiers)
    basis = findings.flow_basis(table, span, currency)
    with st.container(border=True):
        st.header(title)
        st.caption(basis)
        pictures.show(
            money_flow.chart,
            pictures.made(money_flow.frames, table, currency),
            key="money-flow",
            alt=_("Gross profit by channel, tier and product stage"),
            title=title,
            basis=safe_text.words(basis),
            table=table,
            terms=("Gross profit flow",),
        )


def changes(table: pd.DataFrame, chosen) -> None:
    """Each measure beside what it is compared with, the year before if nothing is chosen, with its verdict."""
    against = findings.against(chosen)
    st.header(findings.changed(table, against), help=definitions.of("Change of a measure").says)
    st.caption(
        _(
            "12 months beside those of {name}. A verdict only where the difference is beyond chance, all rows together."
        ).format(name=against)
    )
    st.html(NARROW)
    st.table(findings.rows(table, chosen.currency))


def actions(asked: dict, currency: str) -> None:
    """The actions with their money, why, and the page that says more."""
    found = answers.ask(home.actions, **asked)
    st.header(safe_text.escaped(findings.actions(found, currency)), help=definitions.of("Next action").says)
    if not found:
        st.caption(_("An action is shown only where its page has enough data for one."))
        return
    st.caption(_("Most money first, of 12 months; at most one of each page."))
    for one in found:
        what, why = findings.action(one, currency)
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                st.markdown(f"**{what}**", width="content")
                if one.money is not None:
                    st.markdown(f"**{safe_text.escaped(short_money(one.money, currency))}**", width="content")
            st.caption(why)
            label = _(one.page.capitalize())
            st.page_link(menu.path(one.page), label=label, icon=":material/arrow_forward:")


def freshness() -> None:
    """Each table with its rows, its last date, and the share that is excluded."""
    table = answers.ask(home.freshness)
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            title = findings.freshness(table, answers.ask(coverage.last_date))
            st.header(title, help=definitions.of("Late table").says)
            st.page_link(menu.path("quality"), label=_("Quality"), icon=":material/arrow_forward:", width="content")
        with st.grid(6, min_column_width=140):
            for row in table.itertuples():
                state = findings.table_state(row)
                st.markdown(
                    f":gray[:small[{findings.rows_name(row.kind)}]]  \n**{number(row.rows)}**  \n"
                    + (f":orange[:small[{state}]]" if row.is_late else f":gray[:small[{state}]]")
                )
