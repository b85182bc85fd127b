"""What an orders file says of its customers is kept for those of whom no customers file says it."""

import pytest

from cx.customers import attributes
from cx.loading.header import customer_cells
from cx.loading.load import preview
from cx.loading.rows.edits import Decisions, Rule
from tests import memory

EXPORT = (
    b"Order ID,Customer ID,Customer Name,Order Date,Total,E-mail,Country,Product,Warehouse\n"
    b"1,C1,Ann,2025-01-02,10,ann@x.org,DE,Tea,North\n"
    b"2,C1,Anne,2025-02-02,10,,DE,Tea,North\n"
    b"3,C2,Bob,2025-02-03,10,bob@x.org,FR,Tea,North\n"
    b"4,,Guest,2025-02-03,10,g@x.org,FR,Tea,North\n"
    b"5,C3,Cy,n/a,10,cy@x.org,FR,Tea,North\n"
)


@pytest.fixture
def store():
    return memory.empty()


def known(store):
    rows = store.rows("select customer_id, name, region from known_customers order by customer_id")
    return [tuple(row) for row in rows.astype(object).where(rows.notna(), None).to_numpy()]


def contacts(store):
    return store.rows(f"select customer_id, email from {attributes.contacts(store)} order by 1").values.tolist()


def test_a_customer_gets_what_the_last_order_says_and_an_undo_takes_it_back(store):
    told = preview(EXPORT).notes
    receipt = store.load("orders", EXPORT)
    assert known(store) == [("C1", "Anne", "DE"), ("C2", "Bob", "FR")]
    assert contacts(store) == [["C1", "ann@x.org"], ["C2", "bob@x.org"]], "a blank is no value"
    assert attributes.of_customer(store, "C2").values.tolist() == [["E-mail", "bob@x.org"]]
    for notes in (told, receipt.notes):
        assert "Imported for 2 customers: name (Customer Name), region (Country), E-mail." in notes
        assert "Several values in one of these columns: 1 customer; the value of the last order is used." in notes
        assert "Columns not imported: Warehouse." in notes
    store.retry(receipt.upload_id, decisions=Decisions(rules=(Rule("ordered_at", "n/a", "2025-03-01"),)))
    assert known(store)[2:] == [("C3", "Cy", "FR")]
    store.undo(receipt.upload_id)
    assert known(store) == [] and store.value("select count(*) from customers_in_orders") == 0


def test_a_customers_file_goes_first_whenever_it_comes_and_its_blanks_are_filled(store):
    store.load("orders", EXPORT)
    customers = store.load("customers", b"customer_id,name,E-mail,region\nC1,Dr Ann,,\nC4,Dan,dan@x.org,IT\n")
    assert customers.rows_quarantined == 0
    assert known(store) == [("C1", "Dr Ann", "DE"), ("C2", "Bob", "FR"), ("C4", "Dan", "IT")]
    assert contacts(store) == [["C1", "ann@x.org"], ["C2", "bob@x.org"], ["C4", "dan@x.org"]]
    later = store.load("orders", b"Order ID,Customer ID,Client name,Order Date,Total\n9,C1,A,2026-01-02,1\n")
    assert "Other values in a customers file: 1 customer; the customers file is used." in later.notes
    assert "Other values in another orders file: 1 customer; the value of the last order is used." in later.notes
    assert known(store)[0] == ("C1", "Dr Ann", "DE")
    store.undo(customers.upload_id)
    assert known(store) == [("C1", "A", "DE"), ("C2", "Bob", "FR")]


def test_what_is_said_of_a_product_a_shop_or_an_order_is_not_taken_for_the_customer():
    shop = ["Name", "Product name", "Company", "Store city", "Shipping", "Payment method", "Customer rating", "Notes"]
    assert customer_cells.places(shop, set()) == {}
    named = ["Billing Name", "Shipping City", "Billing Country", "Phone", "Customer group", "نام مشتری", "تلفن"]
    assert customer_cells.places(named, set()) == {
        "name": 6,
        "region": 3,
        "Shipping City": 2,
        "Phone": 4,
        "Customer group": 5,
        "تلفن": 7,
    }
    assert customer_cells.named(named, {"revenue": "Total"}) == [], "nobody to keep it for"


def test_a_large_file_of_orders_keeps_its_customers_too(store, monkeypatch):
    monkeypatch.setattr("cx.loading.rows.fast_path.LEAST_LINES", 2)
    store.load("orders", EXPORT.replace(b"5,C3,Cy,n/a,10,cy@x.org,FR,Tea,North\n", b""))
    assert known(store) == [("C1", "Anne", "DE"), ("C2", "Bob", "FR")]
