"""The parts of the product stages page: the cards, the pictures and the table."""

import pandas as pd
import streamlit as st

from cx.charts.palette import STAGES
from cx.charts.products import portfolio as portfolio_charts
from cx.charts.products import stages as stages_charts
from cx.products import stages
from cx.products.stages import second_opinions
from cx.text.formatting import _, month, number, percent, short_money
from pages.products.stages import findings, standing
from pages.products.stages import product as product_view
from pages.shared import answers, assumptions_drawer, cards, fragments, pictures, python_code, url_state

WHAT = {
    "Development": "No sales yet, costs only.",
    "Introduction": "Low sales and no profit yet because of launch costs.",
    "Growth": "Sales and profit rise: the market accepts the product.",
    "Saturation": "Sales are level or slowly fall; profit is high, then falls.",
    "Decline": "Sales and profit fall.",
}
TERMS = ("Stage of a product", *STAGES, "Product profit")
WHOLE_LIFE, LAST_YEAR, YEAR = "Full lifecycle", "last 12 months", 12
PANELS = 10
FLAT = [0.0, 0.0]
EVERY_STAGE = "All"
ALL_SALES = "All sales"
LISTED, HITS = 500, 50
FEWEST_DRAWN = 2
"""Months that make a line."""


def ask(answer, chosen, **given):
    """An answer about all products with the money of the customers that are chosen."""
    return answers.ask(answer, as_of=chosen.scope, gross_margin=assumptions_drawer.gross_margin(), **given)


def products(chosen) -> pd.DataFrame:
    """The products that the page can show, those with most profit first; of many products the LISTED first, and those
    with most at stake."""
    rows = ask(stages.ranked, chosen, rows=LISTED)
    if len(rows) < LISTED:
        return rows
    at_stake = ask(stages.ranked, chosen, rows=portfolio_charts.MOST, first="stake")
    rest = at_stake[~at_stake["product_id"].isin(rows["product_id"])]
    return python_code.joined(pd.concat([rows, rest]), rows, at_stake)


def card_row(portfolio: pd.DataFrame, counts: dict, chosen) -> None:
    """Five cards: products and their share of profit, with the revenue by month of what stands there now."""
    months = ask(stages.stage_months, chosen)
    sums = months.groupby(["stage", "month"])[["revenue", "costs"]].sum()
    there = set(portfolio.loc[portfolio["products"] > 0, "stage"]) & set(months["stage"])
    cards.row(
        [_card(row, chosen.currency) for row in portfolio.itertuples()],
        key="cards-stages",
        title=findings.title(portfolio, counts),
        basis=_("n = {n} products").format(n=number(counts["products"])),
        table=portfolio,
        terms=TERMS,
        shades="stages",
        curves=[_curve(sums.loc[stage], stage) if stage in there else FLAT for stage in portfolio["stage"]],
    )


def _card(row, currency: str) -> cards.Card:
    known = pd.notna(row.profit_share) and row.products
    return cards.Card(
        f"{_(row.stage)} · {number(row.products)}",
        percent(row.profit_share) if known else "–",
        short_money(row.profit, currency) if row.products else "",
        _("of product profit") if row.products else "",
        help=_(WHAT[row.stage]),
    )


def _curve(sums: pd.DataFrame, stage: str) -> list[float]:
    """Two years of what a stage sells, or spends where nothing is sold yet."""
    curve = sums["costs" if stage == "Development" else "revenue"].tail(24).tolist()
    return curve if any(curve) else FLAT


def portfolio(table: pd.DataFrame, counts: dict, chosen) -> str | None:
    """All products on the lifecycle curve; returns the product that was clicked."""
    st.header(findings.rising(table, counts))
    rows = ask(stages.ranked, chosen, rows=portfolio_charts.MOST, first="stake")
    frames = pictures.made(portfolio_charts.frames, rows, table, chosen.currency)
    picked = pictures.show(
        portfolio_charts.chart,
        frames,
        key="portfolio",
        select="product",
        alt=_("Products by lifecycle stage"),
        title=findings.rising(table, counts),
        basis=_("n = {n} products").format(n=number(counts["products"])),
        table=rows,
        terms=TERMS,
    )
    note = _(
        "Circle size: profit of the last 12 months; hollow red: loss. Further right: longer in the stage. Click one"
        " to see its lifecycle."
    )
    if (rows["agreement"] == second_opinions.TOO_EARLY).any():
        note += " " + _("Pale: not enough data yet.")
    if counts["products"] > portfolio_charts.MOST:
        note += " " + _("The {n} of {all} products with the most revenue or profit at stake.").format(
            n=portfolio_charts.MOST, all=number(counts["products"])
        )
    st.caption(note)
    return picked[0]["product_id"] if picked else None


def choose(products: pd.DataFrame, clicked: str | None) -> pd.Series:
    """The product to look at: the one clicked, else the one chosen in the list, first that with most profit."""
    ranked = products.set_index("product_id", drop=False)
    state = st.session_state
    if clicked is not None and clicked != state.get("clicked_product"):
        state[url_state.PRODUCT] = clicked
    state["clicked_product"] = clicked
    url_state.restore(url_state.PRODUCT, ranked.index, ranked.index[0])
    twins = ranked["name"].duplicated(keep=False)
    name = ranked["name"].where(~twins, ranked["name"] + " · " + ranked["product_id"]).to_dict()
    chosen = st.selectbox(
        _("Product"), list(ranked.index), key=url_state.PRODUCT, format_func=name.get, label_visibility="collapsed"
    )
    url_state.hold(url_state.PRODUCT, chosen, ranked.index[0])
    return ranked.loc[chosen]


def _found(products: pd.DataFrame, chosen) -> pd.DataFrame:
    """Of a catalogue too long for a list, what the words that are typed find."""
    if len(products) < LISTED:
        return products
    named = url_state.asked(url_state.PRODUCT)
    if named is not None and named not in set(products["product_id"]):
        st.session_state.setdefault("product-words", named)
    words = st.text_input(
        _("Find a product"),
        key="product-words",
        placeholder=_("Name, number or category"),
        label_visibility="collapsed",
    )
    hits = ask(stages.ranked, chosen, rows=HITS, words=words) if words else products
    if hits.empty:
        st.caption(_("No product matches all of these words."))
    return products if hits.empty else hits


@fragments.alone
def life(products: pd.DataFrame, clicked: str | None, chosen) -> None:
    """One product: its stages, sales and profit by month, and what else can be asked of it."""
    heading = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        rows = _found(products, chosen)
        product = choose(rows, clicked) if len(rows) > 1 else rows.iloc[0]
        shown = st.segmented_control(
            _("Months"),
            [WHOLE_LIFE, LAST_YEAR],
            default=WHOLE_LIFE,
            required=True,
            key="span",
            label_visibility="collapsed",
            format_func=_,
        )
    heading.header(standing.heading(product))
    of_it = {
        "as_of": chosen.as_of,
        "product_id": product["product_id"],
        "gross_margin": assumptions_drawer.gross_margin(),
    }
    history = answers.ask(stages.history, **of_it)
    sold = answers.ask(stages.months, **{**of_it, "as_of": chosen.scope})
    if shown != WHOLE_LIFE:
        history = history.tail(YEAR)
    if chosen.scope.is_of_some:
        history = history.assign(adjusted=float("nan"))  # of all sales: no line beside those to some
    if len(history) < FEWEST_DRAWN:
        st.caption(standing.sentence(product))
        return
    if not standing.is_told(product):
        history = standing.without_stage(history)
    frames = pictures.made(stages_charts.life, history, sold, product["bass_peak_on"], chosen.currency)
    pictures.show(
        stages_charts.life_chart,
        frames,
        key="life",
        currency=chosen.currency,
        alt=_("Sales and profit by month over the stages"),
        title=standing.heading(product),
        basis=_("n = {n} months").format(n=number(len(history))),
        table=sold,
        terms=TERMS,
    )
    st.markdown(standing.sentence(product))
    st.caption(standing.reading(history, sold, chosen))
    product_view.parts(product, chosen)


def many(products: pd.DataFrame, table: pd.DataFrame, chosen) -> None:
    """Every product's life, a page of small pictures at a time."""
    st.header(findings.moved(products))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        there = table.loc[table["products"] > 0, "stage"].tolist()
        stage = st.segmented_control(
            _("Stage"),
            [EVERY_STAGE, *there],
            default=EVERY_STAGE,
            required=True,
            key="stage_shown",
            label_visibility="collapsed",
            format_func=_,
        )
        rows = products if stage == EVERY_STAGE else ask(stages.ranked, chosen, rows=LISTED, stage=stage)
        rows = rows[rows["months_in_stage"] > 0]
        rows = rows.assign(is_new=rows["product_id"].isin(findings.moved_lately(products)["product_id"]))
        rows = rows.sort_values(["is_new", "profit", "product_id"], ascending=[False, False, True])
        pages = max(-(-len(rows) // PANELS), 1)
        page = st.pagination(pages, key=f"lives-{stage}") if pages > 1 else 1
    rows = rows.iloc[(page - 1) * PANELS : page * PANELS]
    if rows.empty:
        st.caption(_("No costs or sales yet."))
        return
    shown = _of_page(chosen.as_of, tuple(rows["product_id"]))
    if shown["month"].nunique() < FEWEST_DRAWN:
        st.caption(_("A curve needs two complete months."))
        return
    untold = rows.loc[rows["agreement"] == second_opinions.TOO_EARLY, "product_id"]
    shown = python_code.joined(standing.without_stage(shown, shown["product_id"].isin(untold)), shown)
    pictures.show(
        stages_charts.many_chart,
        pictures.made(stages_charts.many, shown, rows),
        key="lives",
        title=findings.moved(products),
        basis=_("n = {n} products").format(n=number(len(rows))),
        table=shown,
        terms=TERMS,
        panels=len(rows),
        height=420 if len(rows) > 5 else 230,
        alt=_("Small charts of all lifecycles"),
    )
    st.caption(
        _(
            "Blue: sales, teal: profit, each relative to the product's best month. Shaded by stage, white where it"
            " cannot be told yet; all from {first} to {last}. A stage that is new comes first, then the most profit."
        ).format(first=month(shown["month"].min()), last=month(shown["month"].max()))
    )


def _of_page(as_of, product_ids: tuple[str, ...]) -> pd.DataFrame:
    lives = [
        answers.ask(stages.history, as_of=as_of, product_id=product, gross_margin=assumptions_drawer.gross_margin())
        for product in product_ids
    ]
    return python_code.joined(pd.concat(lives), *lives)
