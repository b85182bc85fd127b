"""The three tiles: what the Segments, the Funnel and the Stages page found, each with its figures and a link."""

import pandas as pd
import streamlit as st

from cx.charts.home import tiles as tile_charts
from cx.customers import funnel, segments
from cx.products import categories, stages
from cx.products.monthly_sales import ALL_SALES
from cx.text.formatting import _, adding_up, count, day, number, short_money
from pages.customers.funnel import findings as funnel_findings
from pages.customers.funnel import question as funnel_question
from pages.customers.segments import findings as segment_findings
from pages.products.stages import findings as stage_findings
from pages.shared import answers, assumptions_drawer, empty_states, menu, pictures

WINDOWS = {"acquire_within_days": 90, "retain_within_days": 180}
"""The windows that the Funnel page begins with."""


def customers(chosen) -> pd.DataFrame:
    """The tiers of the customers, as the Segments page has them."""
    return answers.ask(segments.tiers, as_of=chosen.scope, assumptions=assumptions_drawer.chosen())


def draw(chosen, tiers: pd.DataFrame) -> None:
    """The three tiles side by side, below each other where they would be narrow."""
    with st.grid(3, min_column_width=290):
        first, second, third = (st.container(border=True, height="stretch") for _tile in range(3))
    with first:
        _customers(chosen, tiers)
        _link("segments", _("Segments"))
    with second:
        _funnel(chosen)
        _link("funnel", _("Funnel"))
    with third:
        _products(chosen)
        _link("stages", _("Stages"))


def _link(page: str, label: str) -> None:
    st.page_link(menu.path(page), label=label, icon=":material/arrow_forward:")


def _customers(chosen, tiers: pd.DataFrame) -> None:
    if tiers.customers.sum() == 0:
        st.header(empty_states.found_instead(chosen, _("tiers"), chosen.since)[0])
        return
    title = segment_findings.tiers(tiers, chosen.currency)
    basis = _("n = {customers} · {profit} customer profit in 12 months").format(
        customers=count(tiers.customers.sum(), _("customer"), _("customers")),
        profit=short_money(tiers.profit.sum(), chosen.currency),
    )
    _tile("tiers", title, basis, tile_charts.tiers(tiers, chosen.currency), tiers, ("Customer profit",))


def _funnel(chosen) -> None:
    asked, period = funnel_question.asked(chosen, WINDOWS)
    steps = answers.ask(funnel.lifecycle, **asked)
    names = {"Reach": _("Reached"), "Acquire": _("First order"), "Retain": _("Ordered again")}
    if steps["people"].sum():
        title = funnel_findings.title(steps, None, asked)
    else:
        steps = funnel_question.untracked(asked)
        title = funnel_findings.buy_again(steps.to_dict("records")[-1], asked)
    if not steps["people"].sum():
        st.header(_("No new customer until {day}").format(day=day(chosen.as_of)))
        return
    basis = funnel_findings.basis(steps)
    if asked["entered_from"] != chosen.since:
        basis = f"{basis} · {period}"
    _tile("steps", title, basis, tile_charts.steps(steps, names), steps, tuple(steps["step"]))


def _products(chosen) -> None:
    asked = {"as_of": chosen.scope, "gross_margin": assumptions_drawer.gross_margin()}
    first = answers.ask(stages.ranked, **asked, rows=1)
    if first.empty:
        st.header(_("No product is known yet"))
        return
    counts = answers.ask(categories.counts, as_of=chosen.as_of, gross_margin=asked["gross_margin"])
    portfolio = answers.ask(stages.portfolio, **asked)
    portfolio = portfolio.assign(profit_share=adding_up(portfolio["profit_share"]))
    is_one = counts["products"] == 1 and first.iloc[0]["product_id"] == ALL_SALES
    title = stage_findings.whole_title(first.iloc[0]) if is_one else stage_findings.title(portfolio, counts)
    basis = (
        _("No order line names a product")
        if is_one
        else _("n = {products}, {sold} sold so far · product profit of 12 months, before cost to serve").format(
            products=count(counts["products"], _("product"), _("products")), sold=number(counts["sold"])
        )
    )
    terms = ("Stage of a product", "Product profit")
    _tile("stages", title, basis, tile_charts.stages(portfolio), portfolio, terms)


def _tile(kind: str, title: str, basis: str, frames: dict, table: pd.DataFrame, terms: tuple[str, ...]) -> None:
    st.header(title)
    st.caption(basis.replace("$", "\\$"))
    pictures.show(
        tile_charts.chart,
        frames,
        key=f"tile-{kind}",
        kind=kind,
        alt=title,
        title=title,
        basis=basis,
        table=table,
        terms=terms,
    )
