"""Growth of kept customers: by hand, and to the cent whatever is bought."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.customers import economics
from tests.companies import company
from tests.examples import examples

END = date(2025, 12, 31)
CATEGORIES = {"lamp": "Light", "bulb": "Light", "desk": "Desks", "chair": "Chairs"}
PRODUCTS = [{"product_id": name, "category": category} for name, category in CATEGORIES.items()]


def line(customer, day, product, quantity, revenue):
    return {
        "order_id": f"{customer}-{day}-{product}-{revenue}", "customer_id": customer, "ordered_at": day,
        "product_id": product, "quantity": quantity, "revenue": revenue,
    }  # fmt: skip


LINES = [
    line("a", "2023-05-01", "desk", 1, 100),
    line("a", "2024-02-01", "lamp", 2, 20),
    line("b", "2024-03-01", "bulb", 4, 8),
    line("b", "2024-03-09", "bulb", 1, -2),
    line("only 2024", "2024-04-01", "lamp", 2, 40),  # a lamp costs 60 / 4 in 2024, over everybody
    line("a", "2025-02-01", "lamp", 1, 18),
    line("a", "2025-03-01", "desk", 1, 120),  # bought before, in 2023
    line("b", "2025-02-01", "bulb", 2, 6),
    line("b", "2025-05-01", "chair", 1, 50),
    line("only 2025", "2025-05-01", "chair", 1, 70),  # not sold in 2024: 120 / 2 in 2025
]


def test_growth_of_kept_customers_by_hand():
    """R 26 to 194; Q1 5, V1 2 x 15 + 3 x 2 = 36; Q2old 4, V2old 15 + 120 + 4 = 139; V2new 60."""
    store = company(orders=LINES, products=PRODUCTS)
    found = economics.growth(store, END)
    assert found["change"].tolist() == [-7.2, 110.2, 60.0, 5.0]
    kept = economics.upsell(store, END).iloc[0]
    assert (kept["customers"], kept["revenue_before"], kept["revenue_after"]) == (2, 26, 194)
    assert kept["upsell"] == pytest.approx(170.2)
    assert (kept["could_try"], kept["tried"], kept["rate"]) == (2, 1, 0.5)


def test_nothing_is_known_without_a_second_year_or_pieces():
    for lines in (LINES[5:], [LINES[1], line("a", "2024-02-02", "lamp", 2, -20), LINES[5]]):
        store = company(orders=lines, products=PRODUCTS)
        assert economics.growth(store, END)["change"].isna().all()
        assert economics.upsell(store, END)["upsell"].isna().all()


def test_only_customers_of_a_region_grow_and_the_prices_stay_those_of_everybody():
    store = company(orders=LINES, products=PRODUCTS, customers=[{"customer_id": "a", "region": "North"}])
    found = economics.growth(store, END, region="North")["change"].tolist()
    assert found == [0.0, 105.0, 0.0, 13.0]  # two lamps of 15 each become a lamp and a desk
    assert sum(found) == 138 - 20


money = st.floats(-1e7, 1e7, allow_nan=False).map(lambda value: round(value, 2))


pieces = st.integers(-10_000, 10_000)


@examples(40)
@given(st.tuples(*[money] * 5), pieces.map(lambda count: abs(count) + 1), pieces)
def test_the_parts_add_up_to_the_change_of_revenue_to_the_cent(amounts, pieces_before, pieces_known):
    names = ("revenue_before", "revenue_after", "value_before", "value_known", "value_new")
    sums = dict(zip(names, amounts, strict=True)) | {"pieces_before": pieces_before, "pieces_known": pieces_known}
    assert sum(economics.split(sums)) == pytest.approx(amounts[1] - amounts[0], abs=0.001)


@examples(40)
@given(st.lists(money, min_size=1, max_size=5), st.sampled_from([0.01, 1.0, 1000.0]))
def test_rounded_parts_add_up_to_the_rounded_sum(parts, unit):
    assert sum(economics.rounded(parts, unit)) / unit == pytest.approx(round(sum(parts) / unit), abs=1e-6)
