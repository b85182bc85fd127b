"""The answers of the quick pages of Experience on the demo company hold its planted truths."""

import shutil

import pandas as pd
import pytest

import cx
from bench import planted_rows
from data import generate

QUICK = ["experience/support", "experience/journey", "experience/requests", "experience/recognition"]


@pytest.fixture(scope="module")
def held(demo_store, truth, tmp_path_factory) -> pd.DataFrame:
    store = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("held") / "demo.duckdb"))
    planted_rows.save_segments(store, generate.CUSTOMERS, generate.SEED)
    found = planted_rows.held(store, truth, {page: planted_rows.PAGES[page] for page in QUICK})
    store.close()
    return found


def test_nearly_all_truths_lie_in_their_interval_and_all_in_the_wide_one(held):
    estimated = held[~held["is_exact"]]
    assert len(estimated) >= 20
    assert estimated["in_95"].mean() >= 0.9
    assert held["in_999"].all(), held[~held["in_999"]]


def test_every_truth_of_these_pages_is_held(held, truth):
    planted = truth["planted"]
    of_pages = set(planted["name"][planted["page"].isin(QUICK)])
    assert of_pages - set(held["name"]) == {"calls: agents at a time"}
