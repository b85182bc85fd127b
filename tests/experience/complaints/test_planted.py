"""What the demo company was made with is found again: helped complainers buy on, the others buy less."""

import shutil
from datetime import date

import pytest

import cx
from cx.experience import complaints
from data import archetypes

AS_OF = date(2025, 12, 31)
LIKE = 0.05
"""What sets complainers apart beyond the matching, which no verdict rests on (cx.complaints.recovery)."""


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("planted") / "demo.duckdb"))
    yield opened
    opened.close()


def effect(store, region):
    return complaints.recovery(store, AS_OF, region=region).set_index("outcome")


def holds(row, true):
    return row["low"] - LIKE <= true <= row["high"] + LIKE


def test_helped_complainers_buy_on_and_the_others_less(store):
    found = effect(store, "Iran")
    assert holds(found.loc["helped"], 1.0)
    assert holds(found.loc["not helped"], archetypes.UNHELPED_ORDER_RATIO)
    assert found.at["not helped", "verdict"] == complaints.LESS
    assert complaints.help(store, AS_OF)["low"].iloc[0] > 1


def test_no_effect_is_found_where_none_was_planted_and_none_in_the_check(store):
    found = effect(store, archetypes.NO_EFFECT_REGION)
    assert found.at["not helped", "n"] >= 30
    assert found.at["not helped", "verdict"] != complaints.LESS
    check = complaints.check(store, AS_OF).iloc[0]
    assert check["n"] >= 1000
    assert check["holds"]


def test_the_severer_an_unhelped_complaint_the_fewer_orders_follow(store):
    found = complaints.recovery(store, AS_OF, "severity", region="Iran")
    rows = found[found["outcome"] == "not helped"].set_index("group")
    assert rows.at["3", "ratio"] < rows.at["1", "ratio"]
    for group, true in zip("123", archetypes.SEVERITY_RATIOS, strict=True):
        assert holds(rows.loc[group], true)


def test_the_matched_were_nearly_like_the_complainers(store):
    """One order more or less is much where people order twice in half a year; the page says where it is over ALIKE."""
    assert (complaints.balance(store, AS_OF)["difference"].abs() < 1.5 * complaints.ALIKE).all()
