"""Cost to keep against cost to win, and the what-if of the levers."""

import pandas as pd
import streamlit as st

from cx.charts.customers import economics as charts
from cx.customers import contribution, economics
from cx.text.formatting import _, day, money, number, percent
from pages.customers.value import why_findings as findings
from pages.shared import answers, assumptions_drawer, empty_states, fragments, pictures, url_state

NEITHER, REVENUE, SHARE = "Neither side", "By revenue", "By share"
PLACES = {NEITHER: economics.NEITHER, REVENUE: economics.REVENUE, SHARE: SHARE}
HALF = 50
SLIDERS = {"kept": (10, 1), "margin": (20, 0), "cheaper": (50, 10)}
"""The most and the usual value of each slider, in percent."""


@fragments.alone
def sides(chosen) -> None:
    """What one customer cost to win and to keep, with product marketing where the person counts it."""
    asked = {"as_of": chosen.as_of, "assumptions": assumptions_drawer.chosen()}
    found = answers.ask(economics.comparison, **asked)
    heading = st.container()
    place = _place(found) if found.product_marketing else economics.NEITHER
    table = answers.ask(economics.keep_and_win, product_marketing=place, **asked)
    title, basis = findings.keep_title(found, chosen.currency, table), _basis(chosen, table, place, found)
    heading.header(title)
    heading.caption(basis)
    if table["cost"].notna().any():
        _draw_sides(chosen, table, title, basis)
        if note := findings.break_even(found, chosen.currency):
            st.caption(note)
    if table["spend"].isna().any():
        _needs(table["spend"].isna())


def _draw_sides(chosen, table: pd.DataFrame, title: str, basis: str) -> None:
    unit = money(1, chosen.currency, 0)
    winning, keeping = (findings.people(side, n) for side, n in zip(table["side"], table["people"], strict=True))
    names = {
        "win": (_("Win one") + f"\n{winning}", _("Contribution for\n{unit} of winning").format(unit=unit)),
        "keep": (_("Keep one a year") + f"\n{keeping}", _("Contribution for\n{unit} of keeping").format(unit=unit)),
    }
    costs = [money(value, chosen.currency, 0) for value in table["cost"]]
    brought = [money(value, chosen.currency) for value in table["per_unit"]]
    pictures.show(
        charts.sides_chart,
        pictures.made(charts.sides, table, names, costs, brought),
        key="keep-and-win",
        alt=_("Cost of a customer who was won and of one who was kept"),
        title=title,
        basis=basis,
        note=_("Line: counting error of people alone. Lower bars: contribution for each unit of spend"),
        table=table,
        terms=("Cost to win", "Cost to keep", "Product marketing"),
    )


def _place(found) -> str | float:
    """Where marketing that names a product is counted."""
    with st.popover(_("Product marketing"), icon=":material/tune:"):
        url_state.restore("product_marketing", list(PLACES), NEITHER)
        label = st.segmented_control(
            _("Count marketing that names a product"),
            list(PLACES),
            key="product_marketing",
            required=True,
            format_func=_,
        )
        url_state.hold("product_marketing", label, NEITHER)
        if label != SHARE:
            if label == REVENUE:
                st.caption(_("{share} on the keeping side.").format(share=percent(found.revenue_share)))
            return PLACES[label]
        url_state.restore("marketing_share", range(101), HALF)
        share = st.slider(_("On the keeping side"), 0, 100, format="%d%%", key="marketing_share")
        url_state.hold("marketing_share", str(share), str(HALF))
        return share / 100


def _basis(chosen, table: pd.DataFrame, place: str | float, found) -> str:
    span = answers.ask(contribution.window, as_of=chosen.as_of)
    where = (
        _("product marketing on neither side")
        if place == economics.NEITHER
        else _("{share} of product marketing counted as keeping").format(
            share=percent(found.revenue_share if place == economics.REVENUE else place)
        )
    )
    return _("{since} – {until}: {won} won, {kept} ordered again; {where}").format(
        since=day(span.since),
        until=day(span.until),
        won=number(table.at[0, "people"]),
        kept=number(table.at[1, "people"]),
        where=where,
    )


def _needs(is_unknown: pd.Series) -> None:
    """Which table each side that is not known waits for."""
    if is_unknown[0]:
        empty_states.needs("costs", _("Upload costs of kind marketing to see what winning a customer costs."))
    if is_unknown[1]:
        empty_states.needs("touchpoints", _("Upload touchpoints with their cost to see what keeping a customer costs."))


@fragments.alone
def levers(chosen, discount: float) -> None:
    """What 1 % of each lever adds, beside the published figures, and three sliders."""
    asked = {"as_of": chosen.as_of, "assumptions": assumptions_drawer.chosen(), "discount": discount}
    found = answers.ask(economics.levers, **asked)
    title = findings.levers_title(found, chosen.currency)
    st.header(title)
    if not found.before:
        st.caption(_("Retention needs orders of 24 months: who ordered in the year before, and who of them again."))
        return
    basis = findings.levers_basis(found, chosen.currency)
    st.caption(basis)
    if found.effects["effect"].notna().any():
        _draw_levers(found, title, basis)
    _what_if(chosen, found)


def _draw_levers(found, title: str, basis: str) -> None:
    names = {
        "retention": _("1% more retention"),
        "margin": _("1% more margin"),
        "acquisition": _("1% cheaper to win"),
    }
    note = _("Diamond: Gupta, Lehmann and Stuart (2004)")
    pictures.show(
        charts.levers_chart,
        pictures.made(charts.levers, found.effects, names),
        key="levers",
        alt=_("What 1% of each lever adds to the value of a new customer"),
        title=title,
        basis=basis,
        note=note,
        table=found.effects,
        terms=("Value of a lever",),
    )
    st.caption(_("{note}: 5%, 1% and 0.1%. Line: 95% interval.").format(note=note))


def _what_if(chosen, found) -> None:
    """Three sliders, and what they add together in money."""
    columns = st.columns(3)
    labels = {"kept": _("Kept"), "margin": _("Margin"), "cheaper": _("Cost to win")}
    formats = {"kept": _("+%d pt"), "margin": "+%d%%", "cheaper": "−%d%%"}
    chosen_values = {}
    for column, name in zip(columns, SLIDERS, strict=True):
        most, usual = SLIDERS[name]
        key = f"lever_{name}"
        url_state.restore(key, range(most + 1), usual)
        value = column.slider(labels[name], 0, most, format=formats[name], key=key)
        url_state.hold(key, str(value), str(usual))
        chosen_values[name] = value / 100
    table = economics.what_if(found, *chosen_values.values())
    sentence = findings.what_if(table, found, chosen_values["margin"], chosen_values["cheaper"], chosen.currency)
    st.markdown(f"**{sentence}**")
    st.caption(_("What the changes cost is not counted."))
