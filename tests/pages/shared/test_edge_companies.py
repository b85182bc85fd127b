"""Every page on companies at the edge of what it can show: none fails, and no title claims what its n forbids."""

import shutil

import pytest

import cx
from pages.shared import menu
from tests.apps import app_on, texts
from tests.companies import edge_companies
from tests.examples import FAST, FULL

COMPANIES = edge_companies()
FEW = ["two lines below cost", "one customer", "returns only", "guests only"]
"""Fewer than 30 customers stand behind any title of these."""
ORDERS_ALONE = ["one customer", "orders alone"]
"""To the pages of Experience every edge company is one of these: it has neither answers nor tickets."""
CUSTOMER_PAGES = ["segments", "movement", "rfm", "types", "playbook", "funnel"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The app on a company, whose store is made once."""
    made = {}

    def on(company: str, page: str):
        if company not in made:
            made[company] = tmp_path_factory.mktemp("edge") / "own.duckdb"
            store = cx.open_store(made[company])
            for kind, rows in COMPANIES[company].items():
                assert store.load(kind, rows).rows_quarantined == 0
            store.close()
        return app_on(made[company], page, stays_open=True)

    return on


@pytest.fixture(scope="module")
def demo(demo_store, tmp_path_factory):
    return shutil.copy(demo_store, tmp_path_factory.mktemp("demo") / "own.duckdb")


def titles(app) -> str:
    return "\n".join(title.value for title in app.title)


@pytest.mark.parametrize(
    "company, page",
    [
        (company, page)
        for company in (ORDERS_ALONE if FAST else COMPANIES)
        for page in menu.PAGES
        if FULL or company in ORDERS_ALONE or page not in menu.sections()["experience"]
    ],
)
def test_a_page_opens_on_an_edge_company_and_claims_nothing_of_few(opened, company, page):
    app = opened(company, page)
    assert not app.exception
    assert not app.error
    assert titles(app)
    if company in FEW:
        assert "%" not in titles(app)


@pytest.mark.parametrize("page", menu.PAGES)
def test_a_page_opens_on_the_demo_on_a_day_in_the_middle_of_a_month(demo, page):
    app = app_on(demo, page, stays_open=True, as_of="2025-06-17")
    assert not app.exception
    assert not app.error
    assert titles(app)


@pytest.mark.parametrize("page", CUSTOMER_PAGES)
def test_orders_of_guests_alone_are_named_where_customers_are_missing(opened, page):
    app = opened("guests only", page)
    assert titles(app).startswith("All 360 orders are from guests: without a customer number there are no ")
    assert "Nobody" not in texts(app)


def test_customers_of_earlier_years_are_not_hidden_behind_the_guests_of_this_one(tmp_path):
    store = cx.open_store(tmp_path / "own.duckdb")
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2021-01-02,9\n2,,2025-01-02,9\n")
    store.close()
    app = app_on(tmp_path / "own.duckdb", "segments")
    assert titles(app) == "No known customer ordered from 3 Jan 2024 to 2 Jan 2025"


@pytest.mark.parametrize(
    ("page", "what"), [("rfm", "RFM groups"), ("types", "customer types"), ("funnel", "new customers")]
)
def test_returns_alone_are_named_where_buyers_are_missing(opened, page, what):
    assert titles(opened("returns only", page)) == (
        f"All 6 order lines are returns: without a purchase there are no {what}"
    )


def test_alike_customers_are_in_no_rfm_group(opened):
    app = opened("80 alike customers", "rfm")
    assert titles(app) == "Too few customers, or too similar, to score: 80 customers"
    assert set(app.dataframe[0].value.customer_group) == {"Too few or too similar"}
