"""The parts of the product stages page: the cards, the pictures and the table."""

import pandas as pd
import streamlit as st

from cx import stages
from cx.charts import portfolio as portfolio_drawn
from cx.charts import stages as drawn
from cx.charts.palette import STAGES, colours
from cx.words import _, day, number, percent, short_money
from pages.shared import answers, exports, pictures, settings, stage_findings

WHAT = {
    "Development": "No sales yet, cost only.",
    "Introduction": "Low sales and no profit yet: launch costs eat it.",
    "Growth": "Sales and profit rise: the market accepts the product.",
    "Saturation": "Sales are level or slowly fall; profit is high, then falls.",
    "Decline": "Sales and profit fall.",
}
WHOLE_LIFE = "Whole life"
PANELS = 10
EVERY_STAGE = "All"
ALL_SALES = "All sales"
WORDS = ["stage", "agreement", "polli_cook", "bass"]


def products(chosen) -> pd.DataFrame:
    """Every product with its stage; revenue and profit of the region that is chosen."""
    rows = answers.ask(stages.current, as_of=chosen.as_of, gross_margin=settings.gross_margin())
    if chosen.region is None or rows.empty:
        return rows
    sold = stages.last_year(
        answers.ask(
            stages.months, as_of=chosen.as_of, region=chosen.region, gross_margin=settings.gross_margin()
        )
    )
    money = rows[["product_id"]].merge(sold, on="product_id", how="left").fillna(0.0)
    return rows.assign(revenue=money["revenue"].to_numpy(), profit=money["profit"].to_numpy())


def cards(portfolio: pd.DataFrame, months: pd.DataFrame, products: pd.DataFrame, chosen) -> None:
    """Five cards: products and their share of profit, with the revenue by month of what stands there now."""
    st.html(_edges(chosen.theme))
    of_stage = months.merge(products[["product_id", "stage"]], on="product_id")
    sums = of_stage.groupby(["stage", "month"])[["revenue", "costs"]].sum()
    there = set(of_stage["stage"])
    with st.grid(5, min_column_width=150):
        for row in portfolio.itertuples():
            drawn_as = "costs" if row.stage == "Development" else "revenue"
            curve = sums.loc[row.stage, drawn_as].tail(24).tolist() if row.stage in there else []
            known = pd.notna(row.profit_share) and row.products
            st.container(key=f"stage-{row.stage.lower()}").metric(
                f"{_(row.stage)} · {number(row.products)}",
                percent(row.profit_share) if known else "–",
                short_money(row.profit, chosen.currency) if row.products else None,
                delta_color="off", delta_arrow="off",
                delta_description=_("of profit") if row.products else None,
                help=_(WHAT[row.stage]), border=True, height="stretch",
                chart_data=curve if any(curve) else [0.0, 0.0], chart_type="area",
            )  # fmt: skip


def _edges(theme: str) -> str:
    rules = (
        f".st-key-stage-{stage.lower()} [data-testid=stMetric]{{border-top:4px solid {colour}}}"
        for stage, colour in zip(STAGES, colours(theme)["stages"], strict=True)
    )
    return f"<style>{''.join(rules)}</style>"


def portfolio(products: pd.DataFrame, table: pd.DataFrame, chosen) -> str | None:
    """Everything on the curve of life; returns the product that was clicked."""
    st.subheader(stage_findings.rising(products))
    frames = pictures.made(portfolio_drawn.frames, products, table, chosen.currency)
    picked = pictures.show(
        portfolio_drawn.chart,
        frames,
        key="portfolio",
        select="product",
        alt=_("Products by stage of life"),
        title=stage_findings.rising(products),
        basis=_("n = {n} products").format(n=number(len(products))),
        table=products,
    )
    note = _(
        "Circle size is the profit of the last 12 months, hollow red is a loss. Further right: longer in the stage. Click one to see its life below."
    )
    if len(products) > portfolio_drawn.MOST:
        note += " " + _("The {n} products with most at stake of {all}.").format(
            n=portfolio_drawn.MOST, all=number(len(products))
        )
    st.caption(note)
    return picked[0]["product_id"] if picked else None


def choose(products: pd.DataFrame, clicked: str | None) -> pd.Series:
    """The product to look at: the one clicked, else the one chosen in the list, first that with most profit."""
    ranked = products.sort_values(["profit", "product_id"], ascending=[False, True]).set_index(
        "product_id", drop=False
    )
    state = st.session_state
    if clicked is not None and clicked != state.get("clicked_product"):
        state["product"] = clicked
    state["clicked_product"] = clicked
    if state.get("product") not in ranked.index:
        state["product"] = ranked.index[0]
    name = ranked["name"].to_dict()
    chosen = st.selectbox(
        _("Product"), list(ranked.index), key="product", format_func=name.get, label_visibility="collapsed"
    )
    return ranked.loc[chosen]


@st.fragment
def life(products: pd.DataFrame, clicked: str | None, chosen) -> None:
    """One product: its stages, sales and profit by month, and the second opinions."""
    heading = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        product = choose(products, clicked) if len(products) > 1 else products.iloc[0]
        spans = [WHOLE_LIFE, chosen.period] if chosen.since else [WHOLE_LIFE]
        shown = st.segmented_control(_("Months"), spans, default=WHOLE_LIFE, required=True, key="span", label_visibility="collapsed", format_func=_) if len(spans) > 1 else WHOLE_LIFE  # fmt: skip
    heading.subheader(f"{exports.plain(product['name'])}: {_(product['stage'])}")
    of_it = {
        "as_of": chosen.as_of,
        "product_id": product["product_id"],
        "gross_margin": settings.gross_margin(),
    }
    history = answers.ask(stages.history, **of_it)
    sold = answers.ask(stages.months, region=chosen.region, **of_it)
    if shown != WHOLE_LIFE:
        history = history[history["month"] >= pd.Timestamp(chosen.since.replace(day=1))]
    if history.empty:
        st.caption(_("Nothing was spent or sold yet."))
        return
    frames = pictures.made(drawn.life, history, sold, product["bass_peak_on"], chosen.currency)
    pictures.show(
        drawn.life_chart,
        frames,
        key="life",
        currency=chosen.currency,
        alt=_("Sales and profit by month over the stages"),
        title=f"{exports.plain(product['name'])}: {_(product['stage'])}",
        table=sold,
    )
    st.markdown(stage_findings.sentence(product))
    st.caption(
        _("Bands are the stages as seen from {day}. The dotted line is sales without the seasons.").format(
            day=day(chosen.as_of)
        )
    )


@st.fragment
def many(products: pd.DataFrame, chosen) -> None:
    """Every product's life, a page of small pictures at a time."""
    st.subheader(stage_findings.moved(products))
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        there = [stage for stage in STAGES if (products["stage"] == stage).any()]
        stage = st.segmented_control(
            _("Stage"), [EVERY_STAGE, *there], default=EVERY_STAGE, required=True, key="stage_shown", label_visibility="collapsed", format_func=_
        )  # fmt: skip
        rows = products if stage == EVERY_STAGE else products[products["stage"] == stage]
        rows = rows[rows["months_in_stage"] > 0].sort_values(
            ["profit", "product_id"], ascending=[False, True]
        )
        pages = max(-(-len(rows) // PANELS), 1)
        page = st.pagination(pages, key=f"lives-{stage}") if pages > 1 else 1
    rows = rows.iloc[(page - 1) * PANELS : page * PANELS]
    if rows.empty:
        st.caption(_("Nothing was spent or sold yet."))
        return
    shown = _of_page(chosen.as_of, tuple(rows["product_id"]))
    pictures.show(drawn.many_chart, pictures.made(drawn.many, shown, rows), key="lives", title=stage_findings.moved(products), panels=len(rows), height=420 if len(rows) > 5 else 230, alt=_("Small pictures of lives"))  # fmt: skip
    st.caption(
        _(
            "Blue: sales, teal: profit, each against the product's own best month; shaded by stage, on one time scale."
        )
    )


def _of_page(as_of, product_ids: tuple[str, ...]) -> pd.DataFrame:
    return pd.concat(
        [
            answers.ask(stages.history, as_of=as_of, product_id=product, gross_margin=settings.gross_margin())
            for product in product_ids
        ]
    )


def table(products: pd.DataFrame, months: pd.DataFrame, chosen) -> None:
    """The list behind the pictures."""
    curves = months.groupby("product_id")["revenue"].apply(lambda values: values.tail(36).round().tolist())
    rows = products.assign(
        curve=products["product_id"].map(curves),
        probability=products["probability"] * 100,
        **{name: products[name].map(_, na_action="ignore").fillna("–") for name in WORDS},
    ).sort_values(["profit", "product_id"], ascending=[False, True])
    columns = _columns(chosen.currency.replace("%", "%%"))
    there = [name for name in columns if rows[name].notna().any()]
    st.dataframe(
        rows[there], hide_index=True, height=420, key="product-list", column_config=columns, alt=_("Products and their stages")
    )  # fmt: skip


def _columns(sign: str) -> dict:
    column = st.column_config
    opinions = _(
        "Polli & Cook compare two years and may name any stage of the last half year; Bass speaks of today."
    )
    return {
        "name": column.TextColumn(_("Product")),
        "category": column.TextColumn(_("Category")),
        "stage": column.TextColumn(_("Stage")),
        "since": column.DateColumn(_("Since"), format="MMM YYYY"),
        "probability": column.ProgressColumn(_("Probability"), min_value=0, max_value=100, format="%.0f%%"),
        "agreement": column.TextColumn(_("Opinions"), help=opinions),
        "curve": column.AreaChartColumn(_("Sales by month")),
        "profit": column.NumberColumn(_("Profit, 12 months"), format=f"{sign}%,.0f"),
        "revenue": column.NumberColumn(_("Revenue, 12 months"), format=f"{sign}%,.0f"),
        "polli_cook": column.TextColumn("Polli & Cook"),
        "bass": column.TextColumn("Bass"),
        "bass_peak_on": column.DateColumn(_("Peak by Bass"), format="MMM YYYY"),
    }
