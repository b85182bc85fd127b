"""The list of products behind the pictures: what is about to change first, with its curve and what comes next."""

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from cx.products import categories as stage_mix
from cx.products import stages
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, number, sure
from pages.products.stages import catalogue_findings, standing
from pages.products.stages.portfolio import LISTED, ask
from pages.shared import downloads, list_height, list_slides, python_code
from pages.shared.list_columns import money

ORDERS = {"Likely to change stage": "moves_on", "Most profit": "profit", "Largest profit or loss": "stake"}
CHANCES = ["probability", "moves_on"]
"""Columns that show what `sure` says, and are sorted by number."""

WORDS = ["polli_cook", "bass", "next_stage", "shape"]
FORECAST = ["probability", "next_stage", "moves_on", "sales_ahead"]
"""Said only of products whose stage can be told."""

MAIN = [
    "name", "category", "stage", "since", "probability", "next_stage", "moves_on", "profit", "sales_ahead", "curve",
]  # fmt: skip
"""Columns that a laptop shows without scrolling; the others are chosen."""

CHOSEN = "list-columns"


def table(counts: dict, chosen) -> None:
    """The list; its heading says how many are likely to change stage."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(catalogue_findings.changing(counts))
        order = st.segmented_control(
            _("Order"),
            list(ORDERS),
            default=next(iter(ORDERS)),
            required=True,
            key="list-order",
            label_visibility="collapsed",
            format_func=_,
        )
    rows = ask(stages.ranked, chosen, rows=LISTED, first=ORDERS[order])
    if order == next(iter(ORDERS)) and len(rows) < LISTED:  # what has no next stage follows
        rest = ask(stages.ranked, chosen, rows=LISTED)
        both = pd.concat([rows, rest[~rest["product_id"].isin(rows["product_id"])]]).head(LISTED)
        rows = python_code.joined(both, rows, rest)
    curves = ask(stage_mix.sparks, chosen, product_ids=tuple(rows["product_id"]))
    shown = _shown(rows, curves)
    if not counts["months"]:
        shown[["profit", "revenue"]] = None  # of no complete month nothing is known
    columns = _columns(chosen.currency)
    there = [name for name in columns if shown[name].notna().any()]
    seen = [name for name in there if name in MAIN or name in st.session_state.get(CHOSEN, [])]
    box = st.container(key="picture-list-products")
    box.dataframe(
        _with_words(shown[seen]),
        hide_index=True,
        height=list_height.whole_rows(len(shown)),
        key="product-list",
        column_config=columns,
        placeholder="–",
        alt=_("Products and their stages"),
    )
    _slide(box, shown, {name: columns[name] for name in seen}, counts)
    with st.container(horizontal=True, vertical_alignment="center"):
        _column_choice(columns)
        downloads.csv(_("Export"), lambda: ask(stages.of_customers, chosen), "products.csv")
        if counts["products"] > len(rows):
            st.caption(
                _("{n} of {all} products are listed.").format(n=number(len(rows)), all=number(counts["products"])),
                width="content",
            )


def _shown(rows: pd.DataFrame, curves: dict[str, list[float]]) -> pd.DataFrame:
    """The rows with their words; without a forecast where the stage cannot be told."""
    is_told = [standing.is_told(row) for _number, row in rows.iterrows()]
    shown = rows.assign(
        curve=rows["product_id"].map(curves),
        sales_ahead=(rows["sales_ahead"] - 1) * 100,
        agreement=[standing.agreement(row) for _number, row in rows.iterrows()],
        **{name: rows[name].map(screen_name, na_action="ignore") for name in WORDS},
    )
    shown[FORECAST] = shown[FORECAST].where(pd.Series(is_told, index=rows.index), None)
    shown["stage"] = [standing.told_stage(row) for _number, row in rows.iterrows()]
    since = rows["since"].dt.strftime("%Y-%m").mask(rows["since_before_data"], _("before the data"))
    return shown.assign(since=since.where(is_told))


def _column_choice(columns: dict) -> None:
    """Which further columns the list shows."""
    titles = {name: column["label"] for name, column in columns.items() if name not in MAIN}
    with st.popover(_("Columns"), icon=":material/view_column:"):
        st.pills(_("Further columns"), list(titles), selection_mode="multi", key=CHOSEN, format_func=titles.get)


def _slide(box, shown: pd.DataFrame, columns: dict, counts: dict) -> None:
    """The menu of the list, with its chances in words."""
    in_words = shown.assign(**{name: shown[name].map(sure, na_action="ignore") for name in CHANCES})
    noun = (_("product"), _("products"))
    list_slides.draw(box, in_words, columns, "products", catalogue_findings.changing(counts), noun)


def _with_words(shown: pd.DataFrame) -> Styler:
    """The rows, with their chances in words; the other columns have formats of their own."""
    chances = [name for name in CHANCES if name in shown]
    return shown.reset_index(drop=True).style.format(na_rep="–").format(sure, subset=chances, na_rep="–")


def _columns(currency: str) -> dict:
    column = st.column_config
    opinions = _("Polli & Cook compare two years and may name any stage of the last half year; Bass refers to today.")
    return {
        "name": column.TextColumn(_("Product")),
        "category": column.TextColumn(_("Category")),
        "stage": column.TextColumn(_("Stage")),
        "since": column.TextColumn(_("Since")),
        "probability": column.NumberColumn(_("Probability")),
        "next_stage": column.TextColumn(_("Next")),
        "moves_on": column.NumberColumn(
            _("Chance to leave"), help=_("Chance to leave this stage within 6 months, for a later one.")
        ),
        "profit": money(_("Profit, 12 months"), currency),
        "sales_ahead": column.NumberColumn(
            _("Sales forecast"),
            format="%+.0f%%",
            help=_("Forecast of a month's sales in 6 months against now, seasonally adjusted."),
        ),
        "curve": column.AreaChartColumn(_("Sales by month")),
        "withdrawn_from": column.DateColumn(_("Not on sale since"), format="MMM YYYY"),
        "revenue": money(_("Revenue, 12 months"), currency),
        "agreement": column.TextColumn(_("Agreement"), help=opinions),
        "shape": column.TextColumn(_("Lifecycle shape")),
        "polli_cook": column.TextColumn("Polli & Cook"),
        "bass": column.TextColumn("Bass"),
        "bass_peak_on": column.DateColumn(_("Peak by Bass"), format="MMM YYYY"),
    }
