"""The page of product stages through app.py: whole companies, orders without products, an empty store."""

import pandas as pd
import pytest

import cx
from tests.apps import app_on, texts

RISING = [2, 3, 4, 6, 9, 13, 18, 25, 33, 40, 47, 52]
FALLING = [60, 55, 47, 38, 30, 23, 17, 12, 9, 6, 4, 3]


def orders(products: bool = True) -> bytes:
    """Two years: a product that falls and one that rises after it, one order a month each."""
    months = pd.date_range("2023-01-03", periods=24, freq=pd.DateOffset(months=1)).date
    sold = {"Old *lamp*": [60] * 12 + FALLING, "New [lamp]": [0] * 12 + RISING}
    rows = [
        {"order_id": f"{name}{number}", "customer_id": f"C{number % 3}", "ordered_at": day, "product_id": name, "revenue": amount, "cost": amount / 2}
        for name, amounts in sold.items()
        for number, (day, amount) in enumerate(zip(months, amounts, strict=True))
        if amount
    ]  # fmt: skip
    last = {
        "order_id": "last",
        "ordered_at": "2024-12-31",
        "product_id": "New [lamp]",
        "revenue": 1,
        "cost": 0.5,
    }
    frame = pd.DataFrame([*rows, last])
    return (frame if products else frame.drop(columns="product_id")).to_csv(index=False).encode()


@pytest.fixture
def page(tmp_path):
    def opened(file: bytes | None, listed: bytes | None = None, **query: str):
        store = cx.open_store(tmp_path / "company.duckdb")
        if listed:
            store.load("products", listed)
        if file:
            store.load("orders", file)
            store.load("customers", b"customer_id,region\nC0,North\nC1,South\n")
        return app_on(tmp_path / "company.duckdb", "stages", store, **query)

    return opened


def test_the_title_is_the_finding_and_every_stage_has_its_card(page):
    app = page(orders())
    assert not app.exception
    assert "Decline" in app.title[0].value or "Growth" in app.title[0].value
    assert [metric.label.split(" · ")[0] for metric in app.metric] == [
        "Development",
        "Introduction",
        "Growth",
        "Saturation",
        "Decline",
    ]
    assert "2 products" in app.caption[0].value


def test_the_chosen_product_shows_its_own_life_in_words(page):
    app = page(orders())
    for product in ("Old *lamp*", "New [lamp]"):
        app.selectbox(key="product").set_value(product).run()
        assert not app.exception
        assert "In **" in texts(app) and "probability" in texts(app)


def test_a_click_on_a_circle_opens_that_product(page):
    app = page(orders())
    app.session_state["portfolio"] = {"selection": {"product": [{"product_id": "Old *lamp*"}]}}
    app.run()
    assert app.selectbox(key="product").value == "Old *lamp*"


def test_the_period_can_limit_the_months_drawn(page):
    app = page(orders())
    app.segmented_control(key="span").set_value("last 12 months").run()
    assert not app.exception


def test_a_region_and_an_early_date_are_answered(page):
    for query in (
        {"region": "North"},
        {"as_of": "2023-01-20"},
        {"as_of": "2023-01-01"},
        {"period": "All time"},
    ):
        assert not page(orders(), **query).exception
        page_text = texts(page(None, **query))
        assert "could not be drawn" not in page_text


def test_orders_without_products_show_all_sales_and_what_to_upload(page):
    app = page(orders(products=False))
    assert not app.exception
    assert app.title[0].value.startswith("All sales together are in ")
    assert "Which products grow" in texts(app)


def test_an_empty_store_says_how_to_begin(page):
    app = page(None)
    assert not app.exception
    assert "orders" in texts(app)


PRODUCT_TABS = ["What comes next", "Payback", "Price and units", "Weeks", "As known then", "Second opinions"]
CATALOGUE_TABS = ["Every life", "Categories", "Generations", "Who buys", "How products live here"]


def test_every_tab_of_a_product_and_of_the_catalogue_answers(page):
    app = page(orders())
    for key, names in (("product-parts", PRODUCT_TABS), ("catalogue-parts", CATALOGUE_TABS)):
        for name in names:
            app.session_state[key] = name
            app.run()
            assert not app.exception, name
            assert "could not be drawn" not in texts(app)
    app.session_state["product-parts"] = "Second opinions"
    app.run()
    assert "Bass (1969)" in texts(app) and "Polli & Cook (1969)" in texts(app)


def test_the_playbook_speaks_with_the_numbers_of_the_product(page):
    app = page(orders())
    app.selectbox(key="product").set_value("Old *lamp*").run()
    assert "Harvest while it earns" in texts(app)
    assert "Still to earn" in texts(app)


def test_a_short_history_is_answered_in_words(page):
    app = page(orders(), as_of="2023-05-31")
    assert not app.exception
    assert app.title[0].value == "Too early to tell: 5 months of sales are known, stages need 8"


def test_products_listed_and_never_sold_are_said_and_can_be_looked_at(page):
    app = page(orders(), listed=b"product_id,name\nOld *lamp*,Old *lamp*\nghost,Ghost\n")
    assert not app.exception
    assert "1 listed, never sold" in app.caption[0].value
    app.selectbox(key="product").set_value("ghost").run()
    assert not app.exception
    assert "not yet known" in texts(app)


def test_one_product_alone_is_answered(page):
    lines = orders().decode().splitlines()
    only = [lines[0], *(line for line in lines[1:] if "Old" in line)]
    app = page("\n".join(only).encode())
    assert not app.exception
    assert "1 product " in app.caption[0].value or "1 product ·" in app.caption[0].value


def test_a_catalogue_too_long_for_a_list_is_searched(page):
    months = pd.date_range("2023-01-03", periods=24, freq=pd.DateOffset(months=1)).date
    rows = [
        {"order_id": f"{number}", "ordered_at": months[number % 24], "product_id": f"Thing {number % 620}", "revenue": 5 + number % 7}
        for number in range(1240)
    ]  # fmt: skip
    app = page(pd.DataFrame(rows).to_csv(index=False).encode())
    assert not app.exception
    assert app.title[0].value.startswith("Too early to tell the stage of ")
    assert "500 of 620 products are listed" in texts(app)
    app.text_input(key="product-words").set_value("thing 619").run()
    assert not app.exception
    assert any(header.value.startswith("Thing 619: ") for header in app.subheader)
