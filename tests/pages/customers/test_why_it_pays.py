"""Why experience pays, drawn by itself: its titles, what they hold against, and what they say without data."""

import re
import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import cx
from tests.apps import texts
from tests.companies import edge_companies


def why_it_pays():
    from pages.customers.value import why_it_pays
    from pages.shared import filters

    why_it_pays.draw(filters.current())


def drawn(path, monkeypatch) -> AppTest:
    """The part on a company's file; its links lead to pages that only the whole app has."""
    st.cache_resource.clear()
    monkeypatch.setenv("CX_STORE", str(path))
    monkeypatch.setattr(st, "page_link", lambda *_given, **_named: None)
    return AppTest.from_function(why_it_pays, default_timeout=60)


def headers(app: AppTest) -> list[str]:
    return [str(header.value) for header in app.header]


def test_the_demo_says_what_keeping_winning_growth_and_referrals_are_worth(demo_store, tmp_path, monkeypatch):
    app = drawn(shutil.copy(demo_store, tmp_path / "demo.duckdb"), monkeypatch).run()
    assert not app.exception
    patterns = [
        r"Keeping a customer costs \$\d+ a year, winning one \$\d+",
        r"1% more retention adds 2\.\d% to the value of a new customer",
        r"The same 2,\d{3} customers spent \$\d+k more; upsell added \$\d+k",
        r"Referred customers contribute \$\d+ more in their first year",
    ]
    assert all(re.fullmatch(pattern, title) for pattern, title in zip(patterns, headers(app), strict=True))
    said, neither = texts(app), costs(app)
    assert "Holds wherever product marketing" in said and "product marketing on neither side" in said
    assert re.search(r"\*\*\d+ more customers kept, 10% cheaper to win: \+\$\d+\.\dk a year\*\*", said)
    assert re.search(r"One customer in \d+ refers another a year", said)

    app.segmented_control(key="product_marketing").set_value("By revenue")
    app.slider(key="lever_kept").set_value(0)
    app.slider(key="lever_cheaper").set_value(0).run()
    assert "of product marketing counted as keeping" in texts(app) and "**Nothing is changed**" in texts(app)
    by_revenue = costs(app)
    assert all(more > less for more, less in zip(by_revenue, neither, strict=True))
    app.segmented_control(key="product_marketing").set_value("By share").run()
    app.slider(key="marketing_share").set_value(0).run()
    assert costs(app)[0] == neither[0] and costs(app)[1] > by_revenue[1]
    assert not app.exception


def costs(app: AppTest) -> list[int]:
    """To keep and to win, as the first title says them."""
    return [int(amount) for amount in re.findall(r"\$(\d+)", headers(app)[0])]


@pytest.mark.parametrize("name", ["one customer", "returns only"])
def test_orders_alone_name_the_tables_that_are_missing(name, filled, tmp_path, monkeypatch):
    app = drawn(filled(tmp_path / "own.duckdb", **edge_companies()[name]), monkeypatch).run()
    assert not app.exception
    assert headers(app) == [
        "Cost to win a customer not known: no marketing costs",
        "Retention not known: the data hold less than 24 months",
        "Growth not known: the data hold less than 24 months",
        "No referred customers recorded",
    ]
    assert "Upload costs of kind marketing to see what winning a customer costs." in texts(app)


def test_customers_who_cost_more_than_they_bring_are_said_in_a_sentence(tmp_path, monkeypatch):
    lines = b"".join(
        b"%d-%d,c%d,%d-05-01,10,30\n" % (n, year, n, year) for n in range(40) for year in (2023, 2024, 2025)
    )
    store = cx.open_store(tmp_path / "own.duckdb")
    store.load("orders", b"order_id,customer_id,ordered_at,revenue,cost\n" + lines)
    store.load("costs", b"month,amount,kind\n2025-01-01,900,marketing\n2025-01-01,90,service\n")
    store.close()
    app = drawn(tmp_path / "own.duckdb", monkeypatch).run()
    assert not app.exception
    assert headers(app)[0] == "Nobody was won, or nobody ordered again, in these 12 months"
    assert headers(app)[1] == "A customer contributes −21 a year: keeping more adds no value"
    assert headers(app)[2] == "The same 40 customers spent as much as the year before"
