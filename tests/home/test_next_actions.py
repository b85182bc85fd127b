"""Actions: money of the pages' own functions, only with a verdict, largest first."""

import shutil
from datetime import date

import pandas as pd
import pytest

import cx
from cx import home
from cx.customers import playbook
from cx.customers.funnel import time_and_cost
from cx.engine import coverage
from cx.home import next_actions
from tests.companies import company

AS_OF = date(2025, 12, 31)


def test_a_store_without_verdicts_has_no_action(store):
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,90\n2,B,2025-01-05,2\n")
    assert home.actions(store, date(2025, 1, 31)) == []


@pytest.fixture
def channels():
    """200 people reached in each of two channels, one dear: 40 of each order at once."""
    touches, orders = [], []
    for channel, cost in (("Dear", 50), ("Cheap", 5)):
        for n in range(200):
            on = pd.Timestamp(2025, 1 + n % 8, 3)
            touches.append({"person_id": f"{channel}{n}", "occurred_at": on, "channel": channel, "cost": cost})
            if n < 40:
                orders.append(
                    {"order_id": f"{channel}{n}", "customer_id": f"{channel}{n}", "ordered_at": on, "revenue": 100}
                )
    return company(orders=orders, touchpoints=touches)


def test_a_dear_channel_costs_what_lies_beyond_the_others(channels):
    found = {action.page: action for action in home.actions(channels, AS_OF)}["funnel"]
    costs = time_and_cost.costs(channels, AS_OF, entered_from=date(2025, 1, 1))
    costs = costs[costs["step"] == "Acquire"].set_index("group")
    assert found.subject == "Dear"
    assert found.n == costs.at["Dear", "people"]
    assert found.money == pytest.approx(costs.at["Dear", "spend"] - found.n * costs.at["Cheap", "cost"])


def test_costs_of_channels_are_of_no_region(channels):
    assert "funnel" not in {action.page for action in home.actions(channels, AS_OF, region="North")}


@pytest.mark.demo
def test_on_the_demo_each_page_has_one_action_and_the_largest_comes_first(demo_store, tmp_path):
    store = cx.open_store(shutil.copy(demo_store, tmp_path / "own.duckdb"))
    as_of = coverage.last_date(store)
    found = home.actions(store, as_of)
    assert [action.money for action in found] == sorted((action.money for action in found), reverse=True)
    assert len({action.page for action in found}) == len(found) == next_actions.SHOWN
    plays = playbook.plays(store, as_of).groupby("tier").to_keep.sum()
    keep = next(action for action in found if action.page == "playbook")
    assert keep.subject == plays.idxmax()
    assert keep.money == pytest.approx(0.05 * plays.max())
    store.close()
