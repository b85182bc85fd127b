"""Pages of a list: whatever the page, the order and the search, each customer of the list is on one page."""

from datetime import date

import pytest

import cx
from cx.customers import call_list, customer_types, movement, playbook, retention
from cx.customers.funnel import drop_offs
from cx.customers.listing import Page
from cx.customers.segments import selection
from tests.customers.test_saved_segments import AS_OF, BY_HAND

ORDERS = "order_id,customer_id,ordered_at,revenue\n" + "".join(
    f"{customer}-{month},c{customer:02d},2025-{month:02d}-11,{10 + customer}\n"
    for customer in range(25)
    for month in range(1, 13, 1 + customer % 4)
)
CUSTOMERS = "customer_id,name,E-Mail,Mobile\n" + "".join(
    f"c{customer:02d},{'Zoë' if customer % 5 == 0 else 'Ann'} {customer},c{customer}@example.com,0{customer}\n"
    for customer in range(25)
)


@pytest.fixture
def shop(store):
    store.load("orders", ORDERS.encode())
    store.load("customers", CUSTOMERS.encode())
    return store


LISTS = {
    "types": lambda store, page: customer_types.listed(store, AS_OF, limit=page)[0],
    "playbook": lambda store, page: playbook.listed(store, AS_OF, BY_HAND, limit=page)[0],
    "movement": lambda store, page: movement.listed(store, AS_OF, date(2025, 6, 30), BY_HAND, limit=page)[0],
    "rfm": lambda store, page: cx.rfm.listed(store, AS_OF, limit=page)[0],
    "segments": lambda store, page: selection.listed(store, AS_OF, BY_HAND, limit=page)[0],
}


@pytest.mark.parametrize("name", LISTS)
def test_the_pages_are_the_whole_list_in_its_order(shop, name):
    ask = LISTS[name]
    every = ask(shop, None)["customer_id"].tolist()
    pages = [ask(shop, Page(number, 10)) for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert [one for page in pages for one in page["customer_id"]] == every
    assert set(pages[0]["found"]) == {25}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_both_ways_and_searched_by_name_and_id(shop, name):
    ask = LISTS[name]
    down, up = (ask(shop, Page(1, 25, "name", is_down))["name"].tolist() for is_down in (True, False))
    assert up == down[::-1] == sorted(up)
    zoes = ask(shop, Page(1, 2, search="ZOE"))
    assert (len(zoes), set(zoes["found"])) == (2, {5})
    assert ask(shop, Page(1, 2, search="c07"))["customer_id"].tolist() == ["c07"]
    assert ask(shop, Page(1, 2, search="%")).empty


def test_the_call_list_has_the_overdue_with_tier_profit_and_contact_details(shop):
    late = date(2026, 6, 30)
    every = call_list.overdue(shop, late, BY_HAND, limit=None)
    overdue = retention.overdue(shop, late, limit=None)
    assert len(overdue)
    assert set(every["customer_id"]) == set(overdue["customer_id"])
    assert every["profit"].is_monotonic_decreasing
    first = every.iloc[0]
    number = int(first["customer_id"][1:])
    assert (first["email"], first["phone"]) == (f"c{number}@example.com", f"0{number}")
    assert first["days_overdue"] == first["silent_days"] - first["limit_days"] > 0
    assert set(every["tier"]) <= set(selection.TIERS)


def test_drop_offs_have_pages(shop):
    assert drop_offs.left(shop, "Acquire", AS_OF, limit=Page()).empty
