"""What can be asked of one product below its life: each part is computed only when its tab is open."""

import pandas as pd
import streamlit as st

from cx.charts.products import product as product_charts
from cx.products import advice as stage_advice
from cx.products import categories as stage_mix
from cx.products import product as product_detail
from cx.products import stages
from cx.products.stages import outlook as stage_outlook
from cx.text.formatting import _, number
from pages.products.stages import advice, product_findings, standing
from pages.shared import answers, assumptions_drawer, cards, pictures, python_code, safe_text

MONTHS_BACK, MONTHS_BACK_OF_MANY, MANY = 12, 3, 5000


def parts(product: pd.Series, chosen) -> None:
    """The tabs of one product; what to do and what comes next only where its stage can be told."""
    asked = {"as_of": chosen.as_of, "product_id": product["product_id"]}
    advice_parts = {_("What to do"): _playbook, _("Outlook"): _next} if standing.is_told(product) else {}
    named = {
        **advice_parts,
        _("Payback"): _payback,
        _("Price and units"): _prices,
        _("Weeks"): _weeks,
        _("As of each month"): _then,
        _("Other methods"): _opinions,
    }
    if pd.isna(product["stage"]):
        return
    if not advice_parts:
        st.caption(_("Advice and forecast need a known stage."))
    for tab, part in zip(st.tabs(list(named), key="product-parts", on_change="rerun"), named.values(), strict=True):
        if tab.open:
            with tab:
                part(product, asked, chosen)


def _playbook(product: pd.Series, asked: dict, chosen) -> None:
    given = answers.ask(stage_advice.figures, gross_margin=assumptions_drawer.gross_margin(), **asked)
    asks, figures = advice.lines(product, given, safe_text.escaped(chosen.currency))
    st.markdown(f"**{_(product['stage'])}.** {asks}")
    cards.notes(figures)


def _next(product: pd.Series, asked: dict, chosen) -> None:
    went = answers.ask(stage_outlook.precedents, as_of=chosen.as_of, gross_margin=assumptions_drawer.gross_margin())
    for line in product_findings.coming(product, went):
        st.markdown(line)
    st.caption(
        _(
            "The chance comes from the lifecycle curves that fit the sales so far; the rest from this company's own"
            " products."
        )
    )


def _payback(product: pd.Series, asked: dict, chosen) -> None:
    rows = answers.ask(product_detail.payback, gross_margin=assumptions_drawer.gross_margin(), **asked)
    spent = answers.ask(product_detail.costs, **asked)
    if rows.empty:
        st.caption(_("No costs or sales yet."))
        return
    left, right = st.columns(2)
    with left:
        found = product_findings.payback(rows, safe_text.escaped(chosen.currency))
        st.markdown(found)
        pictures.show(
            product_charts.payback_chart,
            pictures.made(product_charts.way, rows, chosen.currency),
            key="payback",
            currency=chosen.currency,
            alt=_("Cumulative profit"),
            **_said(product, found, rows, "Payback of a product"),
        )
    with right:
        if spent.empty:
            st.markdown(_("No costs of this product: upload a costs table with its number to see the payback."))
            return
        found = product_findings.costs(spent, safe_text.escaped(chosen.currency))
        st.markdown(found)
        frames = pictures.made(product_charts.points, spent["month"], spent["amount"], chosen.currency, spent["kind"])
        pictures.show(
            product_charts.curve_chart,
            frames,
            key="costs",
            mark="bars",
            height=220,
            currency=chosen.currency,
            alt=_("Costs by month"),
            **_said(product, found, spent, "Product profit"),
        )


def _said(product: pd.Series, found: str, table: pd.DataFrame, term: str) -> dict:
    """What is said of a picture of one product."""
    title = f"{safe_text.escaped(product['name'])}: {found.replace('**', '')}"
    return {
        "title": title,
        "basis": _("n = {n} rows").format(n=number(len(table))),
        "table": table,
        "terms": (term,),
    }


def _prices(product: pd.Series, asked: dict, chosen) -> None:
    rows = answers.ask(product_detail.prices, **{**asked, "as_of": chosen.scope})
    if not rows["price"].notna().any():
        st.caption(_("The unit price needs orders with a quantity; these have none."))
        return
    rows = rows[rows["month"] >= rows.loc[rows["price"].notna(), "month"].min()]  # from its first sale on
    found = product_findings.prices(rows, safe_text.escaped(chosen.currency))
    st.markdown(found)
    left, right = st.columns(2)
    with left:
        st.caption(_("Price of a unit"))
        sold = rows[rows["price"].notna()]
        pictures.show(
            product_charts.curve_chart,
            pictures.made(product_charts.points, sold["month"], sold["price"], chosen.currency),
            key="price",
            mark="line",
            currency=chosen.currency,
            alt=_("Price by month"),
            **_said(product, found, rows, "Stage of a product"),
        )
    with right:
        st.caption(_("Units sold"))
        pictures.show(
            product_charts.curve_chart,
            pictures.made(product_charts.points, rows["month"], rows["units"]),
            key="units",
            alt=_("Units by month"),
            **_said(product, found, rows, "Stage of a product"),
        )


def _weeks(product: pd.Series, asked: dict, chosen) -> None:
    rows = answers.ask(product_detail.weeks, **asked)
    if len(rows) < 2:
        st.caption(_("Needs two complete weeks since the first sale."))
        return
    found = product_findings.weeks(rows, safe_text.escaped(chosen.currency))
    st.markdown(found)
    pictures.show(
        product_charts.curve_chart,
        pictures.made(product_charts.points, rows["week"], rows["revenue"], chosen.currency),
        key="weeks",
        currency=chosen.currency,
        alt=_("Sales by week"),
        **_said(product, found, rows, "Stage of a product"),
    )


def _then(product: pd.Series, asked: dict, chosen) -> None:
    given = {"as_of": chosen.as_of, "gross_margin": assumptions_drawer.gross_margin()}
    many = answers.ask(stage_mix.counts, **given)["products"] > MANY
    with st.spinner(_("Computing each past month with the data of that time…")):
        every = answers.ask(stages.as_known_then, months_back=MONTHS_BACK_OF_MANY if many else MONTHS_BACK, **given)
    then = every[(every["product_id"] == product["product_id"]) & every["stage"].notna()]
    now = answers.ask(stages.history, gross_margin=assumptions_drawer.gross_margin(), **asked)
    now = now[now["month"].isin(then["month"])]
    then = then[then["month"].isin(now["month"])]
    if then.empty:
        st.caption(_("No costs or sales yet."))
        return
    found = product_findings.then(now, then)
    both = now.merge(then, on="month", suffixes=("", "_then"))
    st.markdown(found)
    pictures.show(
        product_charts.strips_chart,
        pictures.made(product_charts.strips, now, then),
        key="then",
        alt=_("Stages now and as of each month"),
        **_said(product, found, python_code.joined(both, now, then), "Stage of a product"),
    )
    st.caption(_("Below: the stage shown at the end of each month, from the data up to that month."))


def _opinions(product: pd.Series, asked: dict, chosen) -> None:
    found = answers.ask(product_detail.opinions, gross_margin=assumptions_drawer.gross_margin(), **asked)
    rows = product_findings.opinions(product, found, safe_text.escaped(chosen.currency))
    cards.notes([(name, f"**{stage}**  \n{why}") for name, stage, why in rows])
    note = _("Polli & Cook compare two years and may name any stage of the last half year; Bass speaks of today.")
    st.caption(f"{standing.agreement(product)}. {note}")
