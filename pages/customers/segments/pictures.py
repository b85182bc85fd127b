"""The pictures and the ledger of the metal tiers."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers import scatter as scatter_charts
from cx.charts.customers import whale_curve as whale_curve_charts
from cx.charts.palette import TIERS
from cx.customers import segments
from cx.customers.segments import scatter_axes, selection
from cx.tables.customer_measures import Axis, title
from cx.text.formatting import _, money, number
from pages.customers.segments import findings, scatter_range, selection_rule, selection_state
from pages.shared import answers, pictures, safe_text, tier_sentences


@dataclass(frozen=True)
class Scatter:
    """The answers behind the scatter, all there before the first of its parts is drawn."""

    measures: tuple[str, str]
    dots: pd.DataFrame
    axes: tuple[Axis, Axis]
    finding: str


def asked(chosen, assumptions, shown: dict) -> Scatter:
    """What the scatter shows of the two picked measures; shown : the question that the filters ask."""
    measures = selection_state.measures(chosen, assumptions)
    dots = answers.ask(selection.dots, **shown, axes=measures)
    axes_of = {"as_of": chosen.as_of, "assumptions": assumptions}
    on = tuple(answers.ask(scatter_axes.axis, measure=measure, **axes_of) for measure in measures)
    return Scatter(measures, dots, on, findings.scatter(dots, measures))


def scatter(seen: Scatter, chosen, assumptions, tiers: tuple[str, ...]) -> selection_state.Picked:
    """Dots under their finding; returns all that is picked, the dragged box included. tiers : the picked ones, the
    others fade
    """
    heading = st.container(horizontal=True, vertical_alignment="center")
    caption = st.container()
    box = selection_state.box(seen.measures, _dots(seen, chosen.currency, tiers))
    with heading:
        st.header(seen.finding)
        with st.container(horizontal=True):
            selection_state.axes_boxes(chosen, assumptions)
            scatter_range.popover(seen.axes, box)
    caption.caption(_("Each dot is a group of similar customers; size: number of customers. Drag a box to list them."))
    limits = selection_rule.limits(seen.axes, box)
    words = safe_text.escaped(selection_rule.words(limits, chosen.currency)) if limits else ""
    return selection_state.Picked(tiers, seen.measures, box, limits, words)


def _dots(seen: Scatter, currency: str, tiers: tuple[str, ...]) -> dict:
    """The dots on axes that hold everybody, whoever is shown; returns the box that was dragged, {} when none."""
    across, up = seen.axes
    on = seen.dots.tier.isin(tiers) if tiers else True
    zero = pd.DataFrame({"y_dot": [0.0] if up.lowest <= 0 <= up.highest else []}, dtype=float)
    return pictures.show(
        scatter_charts.scatter,
        {"dots": seen.dots.assign(on=on), "zero": zero},
        title=seen.finding,
        basis=_("n = {n} customers").format(n=number(seen.dots.customers.sum())),
        table=seen.dots,
        terms=tuple(TIERS),
        key=selection_state.key(seen.measures),
        select="brush",
        alt=_("Customers by {across} and {up}, coloured by tier").format(
            across=title(across.measure).lower(), up=title(up.measure).lower()
        ),
        across=across,
        up=up,
        currency=currency,
        box=selection_state.first_box(seen.measures),
    )


def whale(currency: str, picked: tuple[str, ...], **asked) -> None:
    """Cumulative profit with the tiers that stand under it; asked : what the curve is asked with."""
    curve = answers.ask(segments.whale_curve, **asked)
    customers = answers.ask(segments.tier_mix, **asked)["customers"].sum()
    finding = findings.whale(curve, customers)
    st.header(finding)
    st.caption(_("Cumulative profit, customers from most to least profitable. Shading: tiers."))
    clicked = pictures.show(
        whale_curve_charts.whale,
        answers.ask(_whale_frames, picked=picked, **asked),
        key=selection_state.key_of("whale"),
        fills=True,
        select="area",
        alt=_("Cumulative profit of customers from best to worst"),
        title=finding,
        basis=_("n = {n} customers").format(n=number(customers)),
        table=curve,
        terms=("Whale curve", "Coverage rate", "Customer profit"),
        by_share=not curve.profit_share.isna().all(),
        currency=currency,
    )
    selection_state.from_area([one["tier"] for one in clicked or []])


def _whale_frames(store, picked: tuple[str, ...], **asked) -> dict[str, pd.DataFrame]:
    curve = segments.whale_curve(store, **asked)
    by_share = not curve.profit_share.isna().all()
    return whale_curve_charts.whale_frames(curve, segments.tier_mix(store, **asked), by_share, picked)


def ledger(chosen, assumptions) -> None:
    """From revenue down to profit, by tier and for everybody else, to the cent."""
    asked = {"as_of": chosen.as_of, "assumptions": assumptions}
    table = answers.ask(segments.profit_and_loss, **asked)
    st.header(findings.ledger(table, chosen.currency))
    st.caption(
        tier_sentences.profits(table, chosen.currency),
        help=definitions.of("Operating profit").says,
    )
    names = {
        "who": _("Tier"),
        "customers": _("Customers"),
        "revenue": _("Revenue"),
        "cost_of_goods": _("Cost of goods"),
        "cost_to_serve": _("Cost to serve"),
        "contribution": _("Contribution"),
        "fixed_cost_share": _("Fixed cost"),
        "profit": _("Profit"),
    }
    shown = table.assign(**{name: [money(v, chosen.currency, 2) for v in table[name]] for name in list(names)[2:]})
    shown["who"] = [_(who) for who in shown.who]
    shown["customers"] = shown.customers.where(table.customers > 0)  # guests and people without orders are not counted
    st.dataframe(
        shown.rename(columns=names),
        hide_index=True,
        placeholder="–",
        height="content",
        alt=_("Profit and loss by tier"),
        column_config={name: st.column_config.Column(alignment="right") for name in list(names.values())[2:]}
        | {names["customers"]: st.column_config.NumberColumn(format="localized")},
    )


def lacking(assumed: pd.DataFrame, tables: pd.DataFrame) -> dict[str, str]:
    """Which empty tables, or columns that orders lack, keep the tiers from knowing more."""
    tells = {
        "products": _("which categories each customer prefers, and so who buys outside your core range."),
        "costs": _("your actual fixed cost, in place of an assumed share of revenue."),
        "touchpoints": _("what reaching and serving each customer costs, and through which channel they came."),
        "tickets": _("what complaints and questions cost, and which customers were helped."),
        "surveys": _("how satisfied each customer is."),
        "customers": _("names and regions, and attributes to break down by."),
    }
    rows = tables.set_index("kind").rows
    found = {kind: text for kind, text in tells.items() if rows[kind] == 0}
    if assumed.set_index("name").source["gross_margin"] == "assumed":
        found["cost on order lines"] = _("the margin of each sale, in place of an assumed one.")
    return found
