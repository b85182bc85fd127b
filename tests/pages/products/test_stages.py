"""The page of product stages through app.py: whole companies, orders without products, an empty store."""

import pandas as pd
import pytest

from cx.charts.palette import STAGES
from cx.charts.products import categories as categories_charts
from cx.products.stages import second_opinions
from pages.products.stages import advice, catalogue_findings, findings, standing
from tests.apps import app_on, texts

RISING = [2, 3, 4, 6, 9, 13, 18, 25, 33, 40, 47, 52]
FALLING = [60, 55, 47, 38, 30, 23, 17, 12, 9, 6, 4, 3]


def orders(products: bool = True) -> bytes:
    """Two years: a product that falls and one that rises after it, one order a month each."""
    months = pd.date_range("2023-01-03", periods=24, freq=pd.DateOffset(months=1)).date
    sold = {"Old *lamp*": [60] * 12 + FALLING, "New [lamp]": [0] * 12 + RISING}
    rows = [
        {
            "order_id": f"{name}{number}", "customer_id": f"C{number % 3}", "ordered_at": day,
            "product_id": name, "revenue": amount, "cost": amount / 2,
        }
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
def page(filled, tmp_path):
    def opened(file: bytes | None, listed: bytes | None = None, **query: str):
        files = {"products": listed} if listed else {}
        if file:
            files |= {"orders": file, "customers": b"customer_id,region\nC0,North\nC1,South\n"}
        return app_on(filled(tmp_path / "company.duckdb", **files), "stages", **query)

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
        assert ("In **" in texts(app) and "probability" in texts(app)) or "Too early to tell: " in texts(app)


def test_a_click_on_a_circle_opens_that_product(page):
    app = page(orders())
    app.session_state["portfolio"] = {"selection": {"product": [{"product_id": "Old *lamp*"}]}}
    app.run()
    assert app.selectbox(key="product").value == "Old *lamp*"


def test_the_months_drawn_can_be_limited_whatever_the_period(page):
    app = page(orders(), period="All time")
    app.segmented_control(key="span").set_value("last 12 months").run()
    assert not app.exception


def test_a_region_and_an_early_date_are_answered(page):
    for query in (
        {"region": "North"},
        {"as_of": "2023-01-20"},
        {"as_of": "2023-01-01"},
        {"period": "All time"},
    ):
        app = page(orders(), **query)
        assert not app.exception
        page_text = texts(app)
        assert "could not be drawn" not in page_text
        assert ("of all sales" in page_text) == ("region" in query)  # which no line of adjusted sales may suggest


def test_orders_without_products_show_all_sales_and_what_to_upload(page):
    app = page(orders(products=False))
    assert not app.exception
    assert app.title[0].value.startswith("All sales together are in ")
    assert "Which products grow" in texts(app)


def odd_shops() -> dict[str, str]:
    """Orders that a title cannot generalise from: no products, one product, one customer, returns or guests only."""
    months = pd.date_range("1997-01-02", periods=18, freq=pd.DateOffset(months=1)).date
    falling = [f"{n}-{c},{c},{day},{40 - 2 * n}" for n, day in enumerate(months) for c in range(max(12 - n, 1))]
    alone = "order_id,customer_id,ordered_at,revenue\n"
    named = "order_id,customer_id,ordered_at,product_id,revenue\n"
    return {
        "orders alone": alone + "\n".join(falling),
        "one product": named + "\n".join(line.rsplit(",", 1)[0] + ",P," + line.rsplit(",", 1)[1] for line in falling),
        "one customer, two lines": named + "1,A,2024-01-03,P,10\n2,A,2024-03-31,P,10",
        "returns only": named + "1,A,2024-01-03,P,-10\n2,B,2024-03-31,P,-10",
        "guests only": "order_id,ordered_at,product_id,revenue\n1,2024-01-03,P,10\n2,2024-03-31,Q,10",
    }


@pytest.mark.parametrize("name", list(odd_shops()))
def test_no_title_claims_what_too_little_data_cannot_show(page, name):
    app = page(odd_shops()[name].encode())
    assert not app.exception
    assert app.title[0].value.startswith(
        ("Too early to tell", "All sales together", "1 product sold", "2 products sold")
    )
    titles = "\n".join(str(found.value) for found in [*app.title, *app.header])
    assert "since Jan 1997" not in titles + texts(app)
    for word in ("still earn", "No product in Introduction or Growth", "No product is", "most of them"):
        assert word not in titles
    for tab in CATALOGUE_TABS:
        app.session_state["catalogue-parts"] = tab
        app.run()
        assert not app.exception, tab
    assert "Products reach Decline" not in texts(app)


def test_orders_without_products_that_fall_from_the_first_month_on_fall_since_before_the_data(page):
    app = page(odd_shops()["orders alone"].encode())
    assert app.title[0].value.endswith("since before the data (n = 17 months)")
    assert "Jan 1997" not in app.title[0].value


def test_a_probability_is_never_printed_above_95_percent(page):
    app = page(orders())
    app.selectbox(key="product").set_value("Old *lamp*").run()
    assert "probability >95%" in texts(app)
    for tab in ("Outlook", "Other methods"):
        app.session_state["product-parts"] = tab
        app.run()
        assert not any(said in texts(app) for said in ("over 99%", "99%", "100%"))


def test_a_withdrawn_product_says_since_when_it_is_not_on_sale(page):
    listed = b"product_id,name,retired_on\nOld *lamp*,Old *lamp*,2023-12-31\n"
    kept = "\n".join(line for line in orders().decode().splitlines() if "Old" not in line or ",2024-" not in line)
    app = page(kept.encode(), listed=listed)
    app.selectbox(key="product").set_value("Old *lamp*").run()
    assert "Not on sale since Jan 2024" in texts(app)
    assert "1 no longer on sale" in app.caption[0].value


def test_a_product_with_too_few_lines_has_not_enough_data_yet(page):
    thin = "\n".join(f"t{month},,2023-{month:02d}-05,Thin,9,4" for month in (1, 4, 8, 11))
    app = page(orders() + thin.encode() + b"\n")
    app.selectbox(key="product").set_value("Thin").run()
    assert any(header.value == "Thin: not enough data yet" for header in app.header)
    assert "Not enough data yet: 0." in texts(app)


def test_a_stage_that_begins_with_the_data_reads_since_before_the_data(page):
    level = "\n".join(f"l{month},,{2023 + month // 12}-{month % 12 + 1:02d}-04,Level,90,40" for month in range(24))
    app = page(orders() + level.encode() + b"\n")
    app.selectbox(key="product").set_value("Level").run()
    assert "since before the data (24 months or more)" in texts(app)


def test_an_empty_store_says_how_to_begin(page):
    app = page(None)
    assert not app.exception
    assert "orders" in texts(app)


PRODUCT_TABS = ["Outlook", "Payback", "Price and units", "Weeks", "As of each month", "Other methods"]
CATALOGUE_TABS = ["All lifecycles", "Categories", "Product generations", "Buyers by stage", "Typical lifecycle"]


def test_every_tab_of_a_product_and_of_the_catalogue_answers(page):
    app = page(orders())
    for key, names in (("product-parts", PRODUCT_TABS), ("catalogue-parts", CATALOGUE_TABS)):
        for name in names:
            app.session_state[key] = name
            app.run()
            assert not app.exception, name
            assert "could not be drawn" not in texts(app)
    app.session_state["product-parts"] = "Other methods"
    app.run()
    assert "Bass (1969)" in texts(app) and "Polli & Cook (1969)" in texts(app)


def test_the_playbook_speaks_with_the_numbers_of_the_product(page):
    app = page(orders())
    app.selectbox(key="product").set_value("Old *lamp*").run()
    assert "Harvest while it is profitable" in texts(app)
    assert "Expected profit" in texts(app)


def test_a_short_history_is_answered_in_words(page):
    app = page(orders(), as_of="2023-05-31")
    assert not app.exception
    assert app.title[0].value == "Too early to tell: 5 months of sales available, 8 needed"
    assert "5 complete months of sales so far, a stage needs 8" in texts(app)
    assert "Advice and forecast need a known stage" in texts(app)
    assert not app.metric and not {"next_stage", "probability"} & set(app.dataframe[0].value.columns)
    for advised in advice.ASKS.values():
        assert advised[0] not in texts(app)
    app.session_state["catalogue-parts"] = "Categories"
    app.run()
    assert "this needs the stages of products with at least half of the revenue" in texts(app)


def test_products_listed_and_never_sold_are_said_and_can_be_looked_at(page):
    app = page(orders(), listed=b"product_id,name\nOld *lamp*,Old *lamp*\nghost,Ghost\n")
    assert not app.exception
    assert "1 listed, never sold" in app.caption[0].value
    app.selectbox(key="product").set_value("ghost").run()
    assert not app.exception
    assert "stage not known yet" in texts(app)


def test_one_product_alone_is_answered(page):
    lines = orders().decode().splitlines()
    only = [lines[0], *(line for line in lines[1:] if "Old" in line)]
    app = page("\n".join(only).encode())
    assert not app.exception
    assert "1 product " in app.caption[0].value or "1 product ·" in app.caption[0].value


def test_a_catalogue_too_long_for_a_list_is_searched(page):
    months = pd.date_range("2023-01-03", periods=24, freq=pd.DateOffset(months=1)).date
    rows = [
        {
            "order_id": f"{number}", "ordered_at": months[number % 24],
            "product_id": f"Thing {number % 620}", "revenue": 5 + number % 7,
        }
        for number in range(1240)
    ]  # fmt: skip
    app = page(pd.DataFrame(rows).to_csv(index=False).encode())
    assert not app.exception
    assert app.title[0].value.startswith("Too early to tell the stage of ")
    assert "500 of 620 products are listed" in texts(app)
    app.text_input(key="product-words").set_value("thing 619").run()
    assert not app.exception
    assert any(header.value.startswith("Thing 619: ") for header in app.header)


@pytest.mark.parametrize(("is_alone", "said"), [(False, "discontinue"), (True, "renew the offer")])
def test_decline_of_the_only_product_asks_for_no_end_of_it(is_alone, said):
    given = {"rest": 0.0, "profit": 1.0, "costs": 0.0, "is_alone": is_alone}
    asks, _figures = advice.lines(pd.Series({"stage": "Decline"}), given, "$")
    assert said in asks


def test_buyers_of_two_stages_differ_only_where_the_shares_of_revenue_surely_do():
    rows = pd.DataFrame({"stage": ["Growth"] * 2 + ["Decline"] * 2, "tier": ["Gold", "Tin"] * 2, "customers": 50})
    rows = rows.assign(revenue=500.0, squares=5000.0, share=[0.7, 0.3, 0.2, 0.8])
    assert catalogue_findings.buyers(rows) == "Platinum and Gold make 70% of revenue in Growth, 20% in Decline"
    near = catalogue_findings.buyers(rows.assign(share=[0.52, 0.48, 0.5, 0.5]))
    assert near == "No clear difference between stages: Platinum and Gold make 50% to 52% of their revenue"
    assert "No clear difference" in catalogue_findings.buyers(rows.assign(customers=10))


def test_the_outlook_says_the_numbers_that_its_picture_shows():
    shares = {"now": [-0.02, 0.1, 0.72, 0.2], "then": [0.0, 0.01, 0.18, 0.81]}
    rows = [
        (when, stage, 40, share)
        for when, given in shares.items()
        for stage, share in zip(STAGES[1:], given, strict=True)
    ]
    ahead = pd.DataFrame(rows, columns=["when", "stage", "products", "share"]).assign(
        profit=lambda t: 1000 * t["share"]
    )
    title = catalogue_findings.years(ahead, {"told_share": 1.0})
    assert title == "Without new products, 81% of today's product profit will be in Decline in three years; now 20%"
    bars = categories_charts.ahead(ahead)["bars"].query("kind == 'Decline'")
    assert bars["label"].tolist() == ["20%", "81%"]
    few = catalogue_findings.years(ahead.assign(products=29), {"told_share": 1.0})
    assert few.startswith("Not enough data yet")


def told(**more):
    """A product in Saturation whose Bass curve does not converge."""
    known = {
        "name": "P", "stage": "Saturation", "since": pd.Timestamp("2024-01-01"), "since_before_data": False,
        "months_in_stage": 12, "months_of_sales": 24, "probability": 0.9, "withdrawn_from": pd.NaT, "thin": False,
        "polli_cook": "Saturation", "bass": None, "bass_peak_on": pd.NaT, "bass_peak_low": pd.NaT,
        "bass_peak_high": pd.NaT, "agreement": "agree",
    }  # fmt: skip
    return pd.Series(known | more)


def test_methods_agree_only_where_they_have_a_result():
    said = standing.sentence(told())
    assert said.endswith("Bass does not converge. 2 of 3 methods have a result and agree.")
    peak = dict.fromkeys(["bass_peak_on", "bass_peak_low", "bass_peak_high"], pd.Timestamp("2024-02-01"))
    assert standing.agreement(told(bass="Saturation", **peak)) == "All 3 methods agree"
    assert standing.agreement(told(bass="Decline", agreement="methods disagree")) == "3 methods with a result disagree"
    lately = standing.sentence(told(polli_cook="Growth"))
    assert "Polli & Cook: Growth, a stage of its last half year" in lately
    assert "no stage is more likely than not" in standing.sentence(told(probability=0.4, agreement="too early to tell"))


def test_the_title_of_a_decline_says_of_whom_the_share_is():
    rows = pd.DataFrame({"stage": STAGES, "products": [0, 5, 5, 10, 20], "on_sale": [0, 5, 5, 10, 12]})
    title = findings.title(rows.assign(profit_share=0.2), {"sold": 40, "too_early": 0, "told_share": 1.0})
    assert title == "20 of 40 products are in Decline and earn 20% of product profit; 8 of the 20 are no longer on sale"


def test_who_changed_stage_lately_can_be_told_and_is_on_sale():
    products = pd.DataFrame(
        {
            "product_id": ["lately", "long ago", "never", "too early", "withdrawn"],
            "stage": "Decline",
            "months_of_sales": [30, 30, 3, 30, 30],
            "months_in_stage": [3, 4, 3, 1, 1],
            "agreement": ["", "", "", second_opinions.TOO_EARLY, ""],
            "withdrawn_from": [pd.NaT] * 4 + [pd.Timestamp("2025-01-01")],
        }
    )
    assert findings.moved_lately(products)["product_id"].tolist() == ["lately"]
    assert findings.moved(products).startswith("1 of 3 products changed stage")


def test_the_title_of_the_map_counts_the_circles_of_the_map():
    table = pd.DataFrame({"stage": STAGES, "products": [7, 6, 12, 22, 16], "on_sale": [7, 0, 7, 21, 10]})
    said = findings.rising(table, {"sold": 56})
    assert said.startswith("25 products up to Growth, 38 in Saturation or Decline; 18 of all")
    assert findings.rising(table, {"sold": 38}).endswith("38 in Saturation or Decline")
