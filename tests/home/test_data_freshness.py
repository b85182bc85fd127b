"""How far each table reaches."""

from cx import home


def test_an_empty_store_has_no_table(store):
    assert home.freshness(store).empty


def test_a_table_that_stopped_is_late_and_a_plan_is_not(store):
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-06-30,9\n2,A,2025-06-30,n/a\n")
    store.load("touchpoints", b"person_id,occurred_at\nA,2025-01-02\n")
    store.load("products", b"product_id,name,launched_on\nP1,Tea,2020-01-02\n")
    found = home.freshness(store).set_index("kind")
    assert found["is_late"].to_dict() == {"orders": False, "products": False, "touchpoints": True}
    assert found.loc["orders", ["rows", "rows_aside", "share_aside"]].tolist() == [1, 1, 0.5]
