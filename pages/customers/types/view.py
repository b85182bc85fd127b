"""The parts of the customer types page: cards, pictures, list."""

import pandas as pd
import streamlit as st

from cx import definitions
from cx.charts.customers import types as types_charts
from cx.customers import customer_types
from cx.customers.listing import FIRST
from cx.customers.segments.tier_model import TIERS
from cx.customers.type_rules import KINDS, LACKS, NONE, TypeRules, formula
from cx.statistics.intervals import ROUGH_UNDER
from cx.text.formatting import _, count, money, number, percent, short_money
from pages.customers.types import findings
from pages.shared import (
    answers,
    cards,
    customer_list,
    empty_states,
    fragments,
    list_columns,
    mark_choice,
    pictures,
    url_state,
)


def card_row(kinds: pd.DataFrame, locked: dict, rules: TypeRules, currency: str) -> None:
    """Five cards: how many customers have each type, the profit of one of them and of all of them."""
    shares = kinds.profit / kinds.profit.sum() if kinds.profit.sum() > 0 else pd.Series(float("nan"), kinds.index)
    cards.row(
        [
            _card(row, share, row.kind not in locked, rules, currency)
            for row, share in zip(kinds.itertuples(), shares, strict=True)
        ],
        key="cards-types",
        title=findings.title(kinds),
        basis=findings.basis(kinds),
        table=kinds,
        terms=(*KINDS[:-1], "No type"),
    )


def _card(row, profit_share: float, is_known: bool, rules: TypeRules, currency: str) -> cards.Card:
    if not is_known:
        return cards.Card(f"{_(row.kind)} · {_('not known')}", "–", help=_meaning(row.kind, rules))
    return cards.Card(
        f"{_(row.kind)} · {number(row.customers)}",
        percent(row.share, 1 if 0 < row.share < 0.01 else 0),
        _("no share: the types make a loss")
        if pd.isna(profit_share)
        else _("{share} of customer profit").format(share=percent(profit_share)),
        _range(row, currency) if row.customers else "",
        help=_meaning(row.kind, rules),
    )


def _range(row, currency: str) -> str:
    """What one customer of a type earns in a year, with its interval."""
    mean = money(row.mean_profit, currency, 0)
    if pd.isna(row.low):
        return _("{money} each").format(money=mean)
    text = _("{money} each (95% CI {low} to {high}, rough)")
    if row.customers >= ROUGH_UNDER:
        text = _("{money} each (95% CI {low} to {high})")
    return text.format(money=mean, low=money(row.low, currency, 0), high=money(row.high, currency, 0))


def _meaning(kind: str, rules: TypeRules) -> str:
    """What a type says, and from when on a customer has it."""
    says = _(definitions.of(kind if kind != NONE else "No type").says)
    return says if kind == NONE else f"{says}\n\n{formula(kind, rules)}"


def table(crossed: pd.DataFrame, locked: dict, currency: str) -> dict | None:
    """Types against tiers; returns the cell that was clicked."""
    picked = url_state.clicked("cell", {"kind": KINDS, "tier": TIERS}, {"type-table": "cell"})
    frames = pictures.made(types_charts.frames, crossed, tuple(locked), currency)
    pictures.show(
        types_charts.table,
        {"cells": url_state.marked(frames["cells"], picked)},
        key=url_state.picture_key("type-table"),
        select="cell",
        alt=_("Share of each tier that has each type"),
        title=findings.table_title(crossed),
        basis=_n(crossed),
        table=crossed,
        terms=(*KINDS[:-1], "No type"),
    )
    there = crossed[crossed.customers > 0]
    marks = {
        f"{_(row.kind)} · {_(row.tier)} · {count(row.customers, _('customer'), _('customers'))}": {
            "kind": row.kind,
            "tier": row.tier,
        }
        for row in there.itertuples()
    }
    mark_choice.box("cell", marks, picked, "type-table")
    return picked


def mix(crossed: pd.DataFrame, locked: dict, currency: str) -> None:
    """Of which tiers each type is made."""
    pictures.show(
        types_charts.mix,
        pictures.made(types_charts.frames, crossed, tuple(locked), currency),
        key="type-mix",
        fills=True,
        alt=_("Tiers of each type"),
        title=_("Tiers within each type"),
        basis=_n(crossed),
        table=crossed,
        terms=(*KINDS[:-1], "No type"),
    )


def _n(crossed: pd.DataFrame) -> str:
    return _("n = {n} customers").format(n=number(crossed.customers.sum()))


@fragments.alone
def customers(chosen, asked: dict, picked: dict | None) -> None:
    """The customers of the cell that was clicked or the types that are picked, each with the evidence."""
    of = []
    if picked is None:
        url_state.restore_picks("types", KINDS)
        of = st.pills(
            _("Types"),
            KINDS,
            selection_mode="multi",
            key="types",
            label_visibility="collapsed",
            format_func=_,
        )
        url_state.hold_picks("types", of)
    given = {
        **asked,
        "of": (picked["kind"],) if picked else tuple(of),
        "tier": picked["tier"] if picked else None,
    }
    counts = answers.ask(customer_types.listed, **given, limit=FIRST)[1]
    customer_list.show(
        chosen,
        lambda page: _with_evidence(answers.ask(customer_types.listed, **given, limit=page)[0]),
        counts["customers"],
        [_("{money} customer profit").format(money=short_money(counts["profit"], chosen.currency))],
        findings.selection(picked, of),
        _columns(chosen.currency),
        "types",
        save=lambda name, words: customer_types.save(answers.store(), name, words, **given),
        clear=(lambda: url_state.clear_clicks("types", "cell", "type-table")) if picked or of else None,
        unsorted=("evidence",),
        wraps="evidence",
    )


def _with_evidence(rows: pd.DataFrame) -> pd.DataFrame:
    """The listed customers, each with the sentence of what their type stands on."""
    return rows.assign(evidence=[findings.evidence(row) for _place, row in rows.iterrows()])


def _columns(currency: str) -> customer_list.Shown:
    return {
        "name": list_columns.text(_("Customer")),
        "customer_id": list_columns.text(_("ID")),
        "kind": list_columns.text(_("Type")),
        "evidence": list_columns.text(_("Evidence"), width=400),
        "tier": list_columns.text(_("Tier")),
        "profit": list_columns.money(_("Profit"), currency),
        "recommends": st.column_config.NumberColumn(
            _("Would recommend"), format="%.1f", help=_("Mean answer of this customer, 0 to 10")
        ),
        "recency_days": list_columns.whole(_("Days since last order")),
        "region": list_columns.region(),
    }


def lacking(locked: dict) -> None:
    """What to upload so that every type can be told."""
    wanted: dict[str, list[str]] = {}
    for kind, tables in locked.items():
        for name in tables:
            wanted.setdefault(name, []).append(kind)
    empty_states.more({name: _tells(name, of) for name, of in wanted.items()})


def _tells(name: str, of: list[str]) -> str:
    """What a missing table would tell, and who cannot be found without it."""
    priced = [_("price-driven customers")] if name == "discount on order lines" else []
    why = _(" and ").join(priced or [_(LACKS[kind][1]) for kind in of])
    return _("{why}; needed for {kinds}.").format(why=why, kinds=_(" or ").join(_(kind).lower() for kind in of))
