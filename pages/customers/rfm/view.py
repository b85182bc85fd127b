"""The parts of the RFM page: cards, pictures, list."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers import rfm as rfm_charts
from cx.customers import rfm
from cx.customers.listing import FIRST
from cx.customers.rfm.rules import MEASURES, SCORES, Rules
from cx.text.formatting import _, count, number, short_money
from pages.customers.rfm import findings
from pages.shared import answers, cards, customer_list, fragments, list_columns, mark_choice, pictures, url_state

SHOWN = {"Customers": "customers", "Money": "money"}
CELLS = {"recency_score": list(SCORES), "frequency_score": list(SCORES)}
NAMES = {"recency": "Recency 5", "frequency": "Frequency 5", "money": "Money 5"}


def card_row(scale: pd.DataFrame, groups: pd.DataFrame, currency: str) -> None:
    """What the best scores stand for, and the groups with a loss."""
    cards.row(
        [*(_best_score(scale, measure, currency) for measure in MEASURES), _losing(groups, currency)],
        key="cards-rfm",
        title=findings.title(groups, currency),
        basis=_n(groups),
        table=scale,
        terms=(*(measure.capitalize() for measure in MEASURES), "Score of 1 to 5", "RFM group"),
    )


def _best_score(scale: pd.DataFrame, measure: str, currency: str) -> cards.Card:
    rows = scale[scale.measure == measure]
    best = _(NAMES[measure]).replace("5", str(rows.score.max()))
    return cards.Card(
        f"{best} · {number(rows.customers[rows.score.idxmax()])}",
        findings.best_score(scale, measure, currency),
        help=_(definitions.of(measure.capitalize()).says),
    )


def _losing(groups: pd.DataFrame, currency: str) -> cards.Card:
    losing, words = groups[groups.profit < 0], _("In loss-making groups")
    return cards.Card(
        words if losing.empty else f"{words} · {number(losing.customers.sum())}",
        _("Nobody") if losing.empty else rfm_charts.short_money(losing.profit.sum(), currency),
        "" if losing.empty else _("customer profit of 12 months"),
        help=_("Of the groups whose customers together cost more than they earn, in the 12 months up to as-of."),
    )


def shown() -> str:
    """What the grid counts."""
    url_state.restore("rfm_shown", list(SHOWN), "Customers")
    name = st.segmented_control(
        _("Measure"),
        list(SHOWN),
        key="rfm_shown",
        required=True,
        label_visibility="collapsed",
        format_func=_,
    )
    url_state.hold("rfm_shown", name, "Customers")
    return SHOWN[name]


def grid(cells: pd.DataFrame, groups: pd.DataFrame, rules: Rules, by: str, currency: str) -> dict | None:
    """The 25 cells with the groups over them; returns the cell that was clicked."""
    boxes = pd.DataFrame([vars(group) for group in rules.groups])
    if (groups.customer_group == rfm.ALIKE).any():
        boxes = boxes.head(0)
    picked = url_state.clicked("cell", CELLS, {"rfm-grid": "cell"})
    frames = pictures.made(rfm_charts.grid, cells, groups, boxes, by, currency)
    pictures.show(
        rfm_charts.grid_chart,
        {**frames, "cells": url_state.marked(frames["cells"], picked)},
        key=url_state.picture_key("rfm-grid"),
        select="cell",
        alt=_("Customers by recency and frequency, with the named groups"),
        title=findings.title(groups, currency),
        basis=_n(groups),
        terms=("Recency", "Frequency", "Money", "Score of 1 to 5", "RFM group"),
        table=cells,
    )
    there = cells[cells.customers > 0][[*CELLS, "customers"]]
    marks = {_mark(*row): dict(zip(CELLS, row, strict=False)) for row in there.itertuples(index=False, name=None)}
    mark_choice.box("cell", marks, picked, "rfm-grid")
    return picked


def _mark(recency: int, frequency: int, customers: int) -> str:
    words = _("Recency {r}, frequency {f}").format(r=recency, f=frequency)
    return f"{words} · {count(customers, _('customer'), _('customers'))}"


def shares(groups: pd.DataFrame, currency: str) -> None:
    """The share of revenue and of customers of each group, and its profit."""
    frames = pictures.made(rfm_charts.shares, groups, currency)
    pictures.show(
        rfm_charts.shares_chart,
        frames,
        key="rfm-groups",
        fills=True,
        rows=len(frames["groups"]),
        alt=_("Share of revenue and of customers by group"),
        title=findings.groups_title(groups),
        basis=_n(groups),
        terms=("RFM group", "Customer profit"),
        table=groups,
    )


def _n(groups: pd.DataFrame) -> str:
    return _("n = {n} customers").format(n=number(groups.customers.sum()))


@fragments.alone
def customers(chosen, asked: dict, groups: pd.DataFrame, cell: dict | None) -> None:
    """The customers of the cell that was clicked or of the groups that are picked."""
    there = groups.customer_group[groups.customers > 0].tolist()
    named = []
    if cell is None:
        url_state.restore_picks("rfm_groups", there)
        named = st.pills(
            _("Groups"),
            there,
            selection_mode="multi",
            key="rfm_groups",
            label_visibility="collapsed",
            format_func=_,
        )
        url_state.hold_picks("rfm_groups", named)
    given = {**asked, **(cell or {}), "named": tuple(named)}
    rows, counts = answers.ask(rfm.listed, **given, limit=FIRST)
    customer_list.show(
        chosen,
        lambda page: answers.ask(rfm.listed, **given, limit=page)[0],
        counts["customers"],
        [_("{money} revenue").format(money=short_money(counts["money"], chosen.currency))],
        findings.selection(cell, named),
        _columns(rows, chosen.currency),
        "rfm",
        save=lambda name, words: rfm.save(answers.store(), name, words, **given),
        clear=(lambda: url_state.clear_clicks("rfm_groups", "cell", "rfm-grid")) if cell or named else None,
    )


def _columns(rows: pd.DataFrame, currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "customer_group": list_columns.text(_("Group")),
        "recency_score": list_columns.whole(_("R")),
        "frequency_score": list_columns.whole(_("F")),
        "money_score": list_columns.whole(_("M")),
        "recency_days": list_columns.whole(_("Days since last order")),
        "frequency": list_columns.whole(_("Orders")),
        "money": list_columns.bar(_("Money"), currency, rows.money.max() if len(rows) else 1),
        "profit": list_columns.money(_("Profit, 12 months"), currency),
        "tier": list_columns.text(_("Tier")),
        "region": list_columns.region(),
    }


def scale_table(scale: pd.DataFrame) -> None:
    """What each score stands for."""
    names = {"recency": _("Recency (days)"), "frequency": _("Frequency (orders)"), "money": _("Money")}
    spans = scale.assign(
        measure=scale.measure.map(names),
        span=[f"{number(row.lowest)} – {number(row.highest)} · {number(row.customers)}" for row in scale.itertuples()],
    )
    table = spans.pivot(index="measure", columns="score", values="span").reindex(names.values())
    st.dataframe(table, height="content", placeholder="–", alt=_("Values and customers of each score"))
    st.caption(_("Lowest and highest value with that score, and how many customers have it."))
