"""The stages as of two days: their products and their profit are those of the page at each of them."""

from datetime import date

import pytest

from cx.products import stages
from tests.products.stages.test_stages import FLAT, lines, shop

NOW, BEFORE = date(2024, 12, 31), date(2023, 12, 31)


@pytest.fixture(scope="module")
def steady():
    """Two products of three years, one of them twice the other."""
    return shop(lines({"a": [*FLAT, *FLAT[:12]], "b": [2 * sale for sale in [*FLAT, *FLAT[:12]]]}))


def test_products_and_profit_are_those_of_both_days(steady):
    found = stages.changes(steady, NOW, BEFORE).set_index(["measure", "group"])
    now, then = (stages.portfolio(steady, day).set_index("stage") for day in (NOW, BEFORE))
    assert found.loc[("products", "All"), ["now", "before"]].tolist() == [2, 2]
    assert found.at[("profit", "All"), "now"] == pytest.approx(now.profit.sum())
    assert found.at[("profit", "All"), "before"] == pytest.approx(then.profit.sum())
    for stage in found.loc["products"].index.drop("All"):
        assert found.loc[("products", stage), ["now", "before"]].tolist() == [now.products[stage], then.products[stage]]
    assert set(found["verdict"]) == {"too few to tell"}


def test_without_twelve_complete_months_before_there_is_nothing_to_compare(steady):
    assert stages.changes(steady, NOW, date(2022, 6, 30)).empty
