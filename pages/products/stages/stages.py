"""At which stage of its life does each product stand?"""

import streamlit as st

from cx.engine import coverage
from cx.products import categories as stage_mix
from cx.products import stages
from cx.text.formatting import _, adding_up
from pages.products.stages import catalogue as stage_view
from pages.products.stages import compared, findings
from pages.products.stages import portfolio as catalogue
from pages.shared import answers, assumptions_drawer, empty_states, filters, page_title

chosen = filters.current()
covered = answers.ask(stages.left_out, as_of=chosen.as_of)
counts = answers.ask(stage_mix.counts, as_of=chosen.as_of, gross_margin=assumptions_drawer.gross_margin())
products = catalogue.products(chosen)
if products.empty:
    st.title(_("No products yet"))
    empty_states.nothing(_("No sales and no products by this date. Choose a later one."))
    empty_states.end()

portfolio = catalogue.ask(stages.portfolio, chosen)
portfolio = portfolio.assign(profit_share=adding_up(portfolio.profit_share))
as_one = counts["products"] == 1 and products.iloc[0]["product_id"] == catalogue.ALL_SALES
can_tell = not as_one and portfolio["told"].any()  # else circles and cards would show stages that nobody can tell
above = st.container()  # filled when the main picture is on its way to the browser
clicked = None
if can_tell:
    with st.container(border=True):
        clicked = catalogue.portfolio(portfolio, counts, chosen)
with above:
    title = findings.whole_title(products.iloc[0]) if as_one else findings.title(portfolio, counts)
    page_title.draw(st, title, findings.caption(counts, covered, chosen))
    st.caption(findings.caption(counts, covered, chosen))
    st.caption(findings.assumed(counts, assumptions_drawer.gross_margin(), as_one))
    if can_tell:
        catalogue.card_row(portfolio, counts, chosen)
        compared.changes(chosen)
if as_one:
    empty_states.needs(
        "orders",
        _("Which products grow and which decline? This needs orders with a product number; these have none."),
    )
with st.container(border=True):
    catalogue.life(products, clicked, chosen)
if not as_one:
    stage_view.whole(products, portfolio, counts, chosen)
    if not answers.ask(coverage.tables).set_index("kind").at["products", "rows"]:
        empty_states.needs(
            "products",
            _("Product names and launch dates are missing: upload a products table."),
        )
st.caption(findings.left_out(counts, covered, chosen))
