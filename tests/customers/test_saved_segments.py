"""Segments saved by name: who is in them, how they filter, and what they leave alone."""

from datetime import date

import pytest

import cx
from cx import Assumptions
from cx.customers import customer_types, movement, playbook, rfm, saved_segments, segments
from cx.customers.segments import selection
from cx.engine import coverage
from cx.errors import StoreError
from cx.loading import undo as undoing
from tests.companies import company

AS_OF = date(2025, 12, 31)
BY_HAND = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0)
ORDERS = [
    {"order_id": "1", "customer_id": "ann", "ordered_at": "2025-02-01", "revenue": 300},
    {"order_id": "2", "customer_id": "bob", "ordered_at": "2025-04-01", "revenue": 60},
    {"order_id": "3", "customer_id": "cem", "ordered_at": "2025-05-01", "revenue": 24},
    {"order_id": "4", "customer_id": "dan", "ordered_at": "2025-06-01", "revenue": 10},
]


def keep(store, name, **chosen):
    return saved_segments.save(
        store, name, AS_OF, "by hand", "segments/selection", **selection.selected(store, AS_OF, BY_HAND, **chosen)
    )


def test_a_saved_selection_holds_its_customers_and_says_what_it_was():
    store = company(orders=ORDERS)
    assert keep(store, "  losing   money ", chosen_tiers=("Bronze", "Tin")) == 2
    assert saved_segments.names(store) == ["losing money"]
    assert saved_segments.members(store, "losing money").customer_id.tolist() == ["cem", "dan"]
    row = saved_segments.saved(store).iloc[0]
    assert (row.as_of.date(), row.words, row.customers) == (AS_OF, "by hand", 2)


def test_a_frame_that_a_caller_changes_is_not_the_stores_answer():
    store = company(orders=ORDERS)
    keep(store, "small", box=((0, 100), (-1e9, 1e9)))
    for ask in (saved_segments.saved, coverage.tables):
        columns = list(ask(store))
        frame = ask(store)
        frame["mine"] = 1
        assert list(ask(store)) == columns


def test_every_answer_takes_the_segment_as_a_filter_and_nobody_changes_tier():
    store = company(orders=ORDERS)
    keep(store, "small", box=((0, 100), (-1e9, 1e9)))
    given = {"as_of": AS_OF, "assumptions": BY_HAND, "segment": "small"}
    tiers = segments.tiers(store, **given).set_index("tier")
    everybody = segments.customers(store, AS_OF, BY_HAND).set_index("customer_id")
    assert tiers.customers.sum() == 3
    assert tiers.profit.sum() == pytest.approx(everybody.profit[["bob", "cem", "dan"]].sum())
    assert segments.whale_curve(store, **given).customers.max() == 3
    assert selection.dots(store, **given).customers.sum() == 3
    assert segments.tier_mix(store, **given).customers.sum() == 3
    assert set(segments.tier_months(store, **given).tier) <= set(everybody.tier[["bob", "cem", "dan"]])
    rows, counts = selection.listed(store, **given)
    assert (counts["customers"], rows.customer_id.tolist()) == (3, ["bob", "cem", "dan"])
    assert rows.set_index("customer_id").tier.equals(everybody.tier[["bob", "cem", "dan"]])


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        (movement, {"before": date(2025, 3, 1), "towards": ("New",)}),
        (rfm, {"named": ("At risk", "Need attention")}),
        (rfm, {"recency_score": 4}),
        (playbook, {"of": ("Release", "Turn")}),
        (customer_types, {"of": ("None",), "tier": "Tin"}),
    ],
)
def test_the_list_of_every_page_is_saved_whole_and_only_it(subject, asked):
    eve = {"order_id": "5", "customer_id": "eve", "ordered_at": "2025-07-01", "revenue": 5}
    store = company(orders=[*ORDERS, eve])  # RFM scores nobody among fewer than five
    rows, counts = subject.listed(store, AS_OF, assumptions=BY_HAND, **asked)
    assert 0 < counts["customers"] == len(rows) <= len(ORDERS)
    assert subject.save(store, "mine", "by hand", AS_OF, assumptions=BY_HAND, **asked) == len(rows)
    assert saved_segments.members(store, "mine").customer_id.tolist() == sorted(rows.customer_id)


def test_a_list_longer_than_the_page_shows_is_saved_and_listed_whole():
    store = company(orders=ORDERS)
    assert len(playbook.listed(store, AS_OF, limit=1)[0]) == 1
    assert len(playbook.listed(store, AS_OF, limit=None)[0]) == 4
    assert playbook.save(store, "all", "all", AS_OF) == 4


def test_members_stay_when_the_customers_change():
    store = company(orders=ORDERS)
    keep(store, "losing", chosen_tiers=("Tin",))
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n9,dan,2025-07-01,5000\n")
    assert saved_segments.members(store, "losing").customer_id.tolist() == ["dan"]
    assert segments.tiers(store, AS_OF, BY_HAND, segment="losing").set_index("tier").customers["Tin"] == 0


def test_saving_under_a_name_again_replaces_it_and_removing_forgets_it():
    store = company(orders=ORDERS)
    keep(store, "mine", chosen_tiers=("Tin",))
    keep(store, "mine", chosen_tiers=("Bronze",))
    assert saved_segments.members(store, "mine").customer_id.tolist() == ["cem"]
    saved_segments.remove(store, "mine")
    saved_segments.remove(store, "never there")
    assert saved_segments.names(store) == []
    assert saved_segments.members(store, "mine").empty


def test_a_deleted_segment_is_restored_whole_and_not_over_another_of_its_name():
    store = company(orders=ORDERS)
    keep(store, "mine", chosen_tiers=("Tin", "Bronze"))
    before = saved_segments.saved(store), saved_segments.members(store, "mine")
    deleted = saved_segments.remove(store, "mine")
    saved_segments.restore(store, deleted)
    assert saved_segments.saved(store).equals(before[0]) and saved_segments.members(store, "mine").equals(before[1])
    with pytest.raises(StoreError, match="nothing was restored"):
        saved_segments.restore(store, deleted)


def test_nobody_and_a_blank_name_are_not_saved():
    store = company(orders=ORDERS)
    for name, chosen in (("  ", {}), ("x" * 61, {}), ("none", {"box": ((7e8, 8e8), (0, 1))})):
        with pytest.raises(StoreError):
            keep(store, name, **chosen)
    assert saved_segments.names(store) == []


def test_a_clean_start_forgets_segments_of_the_customers_that_leave():
    store = company(orders=ORDERS)
    keep(store, "mine")
    with store.transaction() as cursor:
        undoing.take_back_all(cursor)
    assert saved_segments.names(store) == []


def test_saved_segments_are_there_when_the_file_is_opened_again(tmp_path):
    store = cx.open_store(tmp_path / "own.duckdb")
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,ann,2025-01-02,90\n")
    saved_segments.save(store, "all", AS_OF, "all", "selection", **selection.selected(store, AS_OF))
    store.close()
    again = cx.open_store(tmp_path / "own.duckdb")
    assert saved_segments.members(again, "all").customer_id.tolist() == ["ann"]
    again.close()
