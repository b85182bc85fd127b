"""The catalogue as a whole: categories, generations, buyers and what lives are like here; computed when a tab is
open.
"""

import pandas as pd
import streamlit as st

from cx.charts.products import categories as categories_charts
from cx.products import buyers as stage_buyers
from cx.products import categories as stage_mix
from cx.products import stages, years_ahead
from cx.products.stages import outlook as stage_outlook
from cx.tables.screen_names import screen_name
from cx.text.formatting import _, number
from pages.products.stages import catalogue_findings, findings, product_list
from pages.products.stages import portfolio as catalogue
from pages.products.stages.portfolio import TERMS, ask
from pages.products.stages.product_findings import SHAPES
from pages.shared import answers, assumptions_drawer, cards, fragments, pictures, safe_text


@fragments.alone
def whole(products: pd.DataFrame, portfolio: pd.DataFrame, counts: dict, chosen) -> None:
    """The tabs of the catalogue; products, portfolio, counts : the answers that the page stands on."""
    parts = {
        _("All products"): lambda: product_list.table(counts, chosen),
        _("All lifecycles"): lambda: catalogue.many(products, portfolio, chosen),
        _("Categories"): lambda: _categories(counts, chosen),
        _("Product generations"): lambda: _generations(counts, chosen),
        _("Buyers by stage"): lambda: _buyers(counts, chosen),
        _("Typical lifecycle"): lambda: _lives(chosen),
    }
    for tab, part in zip(st.tabs(list(parts), key="catalogue-parts", on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                part()


def _can_tell(counts: dict) -> bool:
    """Whether the stages of at least half of the revenue can be told; says so where they cannot."""
    if counts["told_share"] >= findings.ENOUGH_TOLD:
        return True
    st.caption(_("Too early to tell: this needs the stages of products with at least half of the revenue."))
    return False


def _categories(counts: dict, chosen) -> None:
    if not _can_tell(counts):
        return
    _ahead(counts, chosen)
    table = ask(stage_mix.mix, chosen)
    heading = _("Revenue of each category by product stage")
    st.header(heading)
    frames = pictures.made(categories_charts.mix, table, chosen.currency)
    pictures.show(
        categories_charts.shares_chart,
        frames,
        key="mix",
        rows=len(frames["rows"]),
        beside=_("Profit from Saturation and Decline"),
        alt=_("Stages of each category"),
        title=heading,
        basis=_n(int(table["products"].sum())),
        table=table,
        terms=TERMS,
    )
    names = table["category"].drop_duplicates()
    note = _("Share of each category's revenue of the last 12 months by the stage its products are in now.")
    if (table["past_share"] > 1).any():
        note += " " + _("Over 100%: its other stages make a loss.")
    if len(names) > categories_charts.MOST_ROWS:
        note += " " + _("The {n} largest of {all} categories.").format(
            n=categories_charts.MOST_ROWS, all=number(len(names))
        )
    st.caption(note)


def _ahead(counts: dict, chosen) -> None:
    """Today's profit by stage, now and in three years."""
    margin = assumptions_drawer.gross_margin()
    ahead = answers.ask(years_ahead.profit_by_stage, as_of=chosen.as_of, gross_margin=margin)
    heading = catalogue_findings.years(ahead, counts)
    st.header(heading)
    if not ahead["share"].notna().any():
        return
    pictures.show(
        categories_charts.shares_chart,
        pictures.made(categories_charts.ahead, ahead, chosen.currency),
        key="years-ahead",
        rows=2,
        of="profit",
        alt=_("Profit of the last 12 months by stage, now and in three years"),
        title=heading,
        basis=_n(int(ahead["products"].iloc[0])),
        table=ahead,
        terms=("Outlook for three years", *TERMS),
    )
    st.caption(
        _(
            "Profit of the last 12 months of the {n} products on sale. In three years: the stage that each product's"
            " curve leads to, if none is launched. A stage with a loss has no bar."
        ).format(n=number(ahead["products"].iloc[0]))
    )


def _n(products: int) -> str:
    return _("n = {n} products").format(n=number(products))


def _category(chosen) -> str | None:
    table = ask(stage_mix.mix, chosen)
    names = [None if pd.isna(name) else name for name in table["category"].drop_duplicates()]
    if len(names) == 1:
        return names[0]
    return st.selectbox(
        _("Category"),
        names,
        key="category",
        label_visibility="collapsed",
        required=True,
        format_func=lambda name: _("No category") if name is None else name,
    )


def _generations(counts: dict, chosen) -> None:
    category = _category(chosen)
    asked = {"as_of": chosen.as_of, "category": category, "gross_margin": assumptions_drawer.gross_margin()}
    rows = answers.ask(stage_mix.generations, **asked)
    if rows.empty:
        st.caption(_("No sales in this category yet."))
        return
    st.header(safe_text.escaped(catalogue_findings.generations(rows, category)))
    if rows["month"].nunique() < catalogue.FEWEST_DRAWN:
        st.caption(_("A curve needs two complete months."))
        return
    left, right = st.columns(2)
    with left:
        frames = pictures.made(categories_charts.generations, rows, chosen.currency)
        pictures.show(
            categories_charts.stacked_chart,
            frames,
            key="generations",
            kinds="generations",
            currency=chosen.currency,
            many=rows["product_id"].nunique(dropna=False),
            alt=_("Product generations"),
            title=safe_text.escaped(catalogue_findings.generations(rows, category)),
            basis=_n(rows["product_id"].nunique()),
            table=rows,
            terms=TERMS,
        )
        st.caption(_("Monthly sales, stacked in order of launch; newest on top."))
    with right:
        if not _can_tell(counts):
            return
        months = answers.ask(stage_mix.category_months, **asked)
        pictures.show(
            categories_charts.stacked_chart,
            pictures.made(categories_charts.by_stage, months, chosen.currency),
            key="category-stages",
            currency=chosen.currency,
            alt=_("Sales by stage"),
            title=_("{category}: sales by stage").format(category=category or _("No category")),
            basis=_n(rows["product_id"].nunique()),
            table=months,
            terms=TERMS,
        )
        st.caption(_("The same sales by product stage."))


def _buyers(counts: dict, chosen) -> None:
    if not _can_tell(counts):
        return
    table = answers.ask(stage_buyers.tiers, as_of=chosen.scope, assumptions=assumptions_drawer.chosen())
    if table.empty:
        st.caption(_("No purchases in the last 12 complete months."))
        return
    st.header(catalogue_findings.buyers(table))
    frames = pictures.made(categories_charts.buyers, table, chosen.currency)
    pictures.show(
        categories_charts.shares_chart,
        frames,
        key="buyers",
        rows=len(frames["rows"]),
        kinds="tiers",
        beside=_("Platinum and Gold"),
        alt=_("Tiers that buy in each stage"),
        title=catalogue_findings.buyers(table),
        basis=_("n = {n} customers in the stage with fewest of them, of {stages} stages").format(
            n=number(table.groupby("stage")["customers"].sum().min()), stages=number(table["stage"].nunique())
        ),
        table=table.drop(columns="squares"),
        terms=("Buyers of a stage", *TERMS),
    )
    st.caption(
        _(
            "Revenue of the last 12 complete months by the stage that the product was in when it was bought and the"
            " tier the customer is in now."
        )
    )


def _lives(chosen) -> None:
    went = answers.ask(stage_outlook.precedents, as_of=chosen.as_of, gross_margin=assumptions_drawer.gross_margin())
    products = answers.ask(stages.current, as_of=chosen.as_of, gross_margin=assumptions_drawer.gross_margin())
    shapes = products.loc[products["stage"].notna(), "shape"].value_counts()
    st.header(catalogue_findings.usual(went))
    cards.notes(
        [(f"{_(row.stage)} → {_(row.next_stage)}", catalogue_findings.passage(row)) for row in went.itertuples()]
    )
    named = [f"**{number(n)}** {screen_name(shape)}" for shape, n in shapes.items()]
    st.markdown(_("Lifecycle shapes: {shapes}").format(shapes=", ".join(named)))
    st.caption(" ".join(_(SHAPES[shape]) for shape in ("classic", "plateau", "fad", "recycle") if shape in shapes))
