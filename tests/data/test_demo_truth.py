"""The answers on the demo company, loaded as a person loads it, against the truth it was made from."""

import shutil
from datetime import date

import pytest
from sklearn.metrics import adjusted_rand_score

import cx

AS_OF = date(2025, 12, 31)


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    copy = tmp_path_factory.mktemp("truth") / "demo.duckdb"
    shutil.copy(demo_store, copy)
    opened = cx.open_store(copy)
    yield opened
    opened.close()


def test_every_row_that_is_no_dirt_is_loaded_and_every_dirty_one_set_aside(store, company, truth):
    uploads = store.uploads().set_index("kind")
    assert uploads.rows_loaded.to_dict() == {kind: len(frame) for kind, frame in company.items()}
    assert uploads.rows_quarantined.sum() == len(truth["dirt"])


def test_no_column_that_the_files_fill_is_empty_in_the_store(store, company):
    for kind, frame in company.items():
        names = store.rows(f"select * from {kind} limit 0").columns.intersection(frame.columns)
        counted = ", ".join(f"count({name}) as {name}" for name in names)
        filled = store.rows(f"select {counted} from {kind}").iloc[0]
        assert (filled[frame[names].notna().any()] > 0).all(), kind


def test_tiers_are_the_true_ones_for_nearly_everybody(store, truth):
    found = cx.segments.customers(store, AS_OF)[["customer_id", "tier"]]
    true = truth["tiers"].query("tier != 'none'")
    both = found.merge(true, on="customer_id", suffixes=("", "_true"))
    assert len(both) == len(found) == len(true)
    assert adjusted_rand_score(both.tier.str.lower(), both.tier_true) >= 0.9


def test_the_ledger_adds_up_to_the_revenue_of_the_year_to_the_cent(store):
    year = store.value("select sum(revenue) from orders where year(ordered_at) = 2025")
    total = cx.segments.profit_and_loss(store, AS_OF).iloc[-1]
    assert total.revenue == pytest.approx(float(year), abs=0.005)
    fixed = store.value("select sum(amount) from costs where year(month) = 2025")
    assert total.fixed_cost_share == pytest.approx(float(fixed), abs=0.005)


def test_one_channel_reaches_most_and_wins_least(store):
    steps = cx.funnel.lifecycle(store, AS_OF, breakdown="channel").set_index(["step", "group"])
    reached, won = steps.loc["Reach"].people, steps.loc["Acquire"].rate
    assert reached.idxmax() == "Display ads"
    assert won[won > 0].idxmin() == "Display ads"
