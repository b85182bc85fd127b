"""Recency, frequency, money: against plain Python, by hand, and the check of the rules."""

from collections import defaultdict
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cx
from cx.charts.customers import rfm as rfm_charts
from cx.customers import rfm
from cx.customers.rfm import rules as rfm_rules
from cx.customers.rfm.rules import Group, RuleError, Rules
from tests.companies import company as shop
from tests.examples import examples

AS_OF = date(2025, 12, 31)


def order(number, customer, day, revenue):
    return {"order_id": str(number), "customer_id": customer, "ordered_at": day, "revenue": revenue}


def plain(rows: list[dict], as_of: date) -> dict:
    """{customer: (days, orders, money)} by a plain loop over the lines, an order on its first day."""
    orders, money = defaultdict(dict), defaultdict(float)
    for row in rows:
        day = date.fromisoformat(row["ordered_at"])
        if row["customer_id"] is None or day > as_of:
            continue
        money[row["customer_id"]] += row["revenue"]
        if row["revenue"] >= 0:
            days = orders[row["customer_id"]]
            days[row["order_id"]] = min(day, days.get(row["order_id"], day))
    return {who: ((as_of - max(days.values())).days, len(days), round(money[who], 4)) for who, days in orders.items()}


def plain_scores(values: dict, better: int) -> dict:
    """1 + floor(5 * share with a worse value, ties half), 1 for the worst of several.

    better : 1 more is better, -1 less is
    """
    everybody, scores = list(values.values()), {}
    for who, value in values.items():
        worse = sum(better * other < better * value for other in everybody)
        alike = everybody.count(value)
        is_worst = worse == 0 and alike < len(everybody)
        scores[who] = 1 if is_worst else 1 + 5 * (2 * worse + alike - 1) // (2 * len(everybody))
    return scores


LINES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d", "e", "f", None]),
        st.dates(date(2025, 1, 1), date(2026, 1, 31)),
        st.integers(-2000, 9000),
        st.integers(1, 12),
    ),
    min_size=1,
    max_size=50,
)


@examples(everyday=8, full=25)
@given(LINES)
def test_measures_and_scores_equal_a_plain_loop_over_the_lines(lines):
    rows = [order(f"{who}{number}", who, day.isoformat(), cents / 100) for who, day, cents, number in lines]
    rows.append(order("first", "a", "2025-01-01", 5))
    store = shop(orders=rows)
    found = rfm.customers(store, AS_OF).set_index("customer_id")
    expected = plain(rows, AS_OF)
    assert set(found.index) == set(expected)
    for place, name in enumerate(("recency_days", "frequency", "money")):
        assert found[name].to_dict() == pytest.approx({who: values[place] for who, values in expected.items()})
    for name, place, better in (("recency", 0, -1), ("frequency", 1, 1), ("money", 2, 1)):
        scores = plain_scores({who: values[place] for who, values in expected.items()}, better)
        assert found[f"{name}_score"].to_dict() == scores
    assert rfm.left_out(store, AS_OF)["guest_orders"] == len(
        {
            row["order_id"]
            for row in rows
            if row["customer_id"] is None and row["revenue"] >= 0 and row["ordered_at"] <= "2025-12-31"
        }
    )


def test_a_value_that_everybody_has_scores_3_and_the_worst_of_several_1_however_many_have_it():
    rows = [order(i, f"c{i}", "2025-05-05", 10) for i in range(7)] + [order(9, "c9", "2025-05-05", 10)]
    found = rfm.customers(shop(orders=[*rows, order(10, "c9", "2025-05-05", 10)]), AS_OF).set_index("customer_id")
    assert set(found.recency_score) == {3}
    assert found.frequency_score.to_dict() == {**{f"c{i}": 1 for i in range(7)}, "c9": 5}


@examples(everyday=6, full=20)
@given(st.lists(st.integers(1, 12), min_size=5, max_size=30), st.randoms(use_true_random=False))
def test_a_score_rises_with_the_value_and_never_depends_on_the_order_of_rows(amounts, chance):
    rows = [order(n, f"c{n}", "2025-05-05", amount) for n, amount in enumerate(amounts)]
    found = rfm.customers(shop(orders=rows), AS_OF).set_index("customer_id")
    scores = dict(zip(found.money, found.money_score, strict=True))
    assert len(set(zip(found.money, found.money_score, strict=True))) == len(scores)
    assert [scores[value] for value in sorted(scores)] == sorted(scores.values())
    assert set(scores.values()) <= {1, 2, 3, 4, 5}
    if len(scores) == 1:
        assert set(scores.values()) == {3}
    if len(scores) == len(amounts):
        assert found.money_score.sort_values().tolist() == [1 + 5 * n // len(amounts) for n in range(len(amounts))]
    chance.shuffle(rows)
    again = rfm.customers(shop(orders=rows), AS_OF).set_index("customer_id")
    assert again.money_score.to_dict() == found.money_score.to_dict()


def test_customers_who_all_ordered_on_the_as_of_date_are_in_no_group_whatever_they_paid():
    store = shop(orders=[order(n, f"c{n}", "2025-12-31", 10 + n) for n in range(60)])
    found = rfm.customers(store, AS_OF)
    assert set(found.recency_score) == set(found.frequency_score) == {3}
    assert found.money_score.value_counts().to_dict() == dict.fromkeys(range(1, 6), 12)
    assert set(found.customer_group) == {rfm.ALIKE}


def test_groups_by_money_alone_tell_customers_apart_who_differ_in_money_alone():
    store = shop(orders=[order(n, f"c{n}", "2025-12-31", 10 + n) for n in range(10)])
    rules = Rules((Group("Top", 1, 5, 1, 5, 5, 5), Group("Others", 1, 5, 1, 5, 1, 4)))
    groups = rfm.groups(store, AS_OF, rules).set_index("customer_group")
    assert groups.customers.to_dict() == {"Top": 2, "Others": 8}


TWENTY = [
    order(f"{i}-{j}", f"c{i:02d}", f"2025-{1 + i // 2:02d}-{1 + j:02d}", 10 + i)
    for i in range(20)
    for j in range(1 + i // 4)
]


def test_groups_add_up_to_everybody_and_follow_the_rules():
    store = shop(orders=TWENTY)
    everybody, groups = rfm.customers(store, AS_OF), rfm.groups(store, AS_OF)
    assert groups.customers.sum() == rfm.cells(store, AS_OF).customers.sum() == len(everybody) == 20
    assert groups.money.sum() == pytest.approx(everybody.money.sum())
    for row in everybody.itertuples():
        rule = next(rule for rule in rfm_rules.STANDARD if rule.name == row.customer_group)
        assert rule.holds(row.recency_score, row.frequency_score, row.money_score)


def test_bounds_of_ones_own_replace_the_quintiles():
    rules = Rules(recency=(300, 200, 100, 50), frequency=(2, 3, 4, 5), money=(20, 50, 80, 140))
    found = rfm.customers(shop(orders=TWENTY), AS_OF, rules)
    for row in found.itertuples():
        assert row.recency_score == 1 + sum(row.recency_days <= bound for bound in rules.recency)
        assert row.frequency_score == 1 + sum(row.frequency >= bound for bound in rules.frequency)
        assert row.money_score == 1 + sum(row.money >= bound for bound in rules.money)


def test_the_standard_rules_have_neither_gap_nor_overlap():
    assert rfm_rules.check(Rules()).empty


def test_the_check_finds_the_overlap_the_gap_and_the_empty_group():
    rules = Rules((Group("Top", 4, 5, 1, 5), Group("Often", 1, 5, 5, 5), Group("Nobody", 1, 3, 4, 4, 5, 5)))
    groups = rfm.groups(shop(orders=[order(1, "a", "2025-05-05", 10)]), AS_OF, rules)
    found = rfm_rules.check(rules, groups).set_index(["problem", "groups"])
    assert found.cells["overlap", "Top and Often"] == 2 * 1 * 5
    assert found.cells["gap", ""] == 125 - 50 - 15 - 3 * 1 * 1
    assert ("empty group", "Nobody") in found.index
    assert groups.customer_group.tolist()[-1] == rfm.UNNAMED


@pytest.mark.parametrize(
    ("customers", "apart", "group"),
    [
        (4, True, {rfm.ALIKE}),
        (5, True, {"At risk", "Need attention", "Potential loyalists"}),
        (9, False, {rfm.ALIKE}),
    ],
)
def test_fewer_than_five_customers_or_equals_are_in_no_group_of_quintiles(customers, apart, group):
    rows = [order(n, f"c{n}", f"2025-05-{n + 1 if apart else 1:02d}", 10) for n in range(customers)]
    store = shop(orders=rows)
    assert set(rfm.customers(store, AS_OF).customer_group) == group
    found = rfm.groups(store, AS_OF)
    assert found.customers.sum() == customers
    assert rfm.listed(store, AS_OF, named=tuple(group))[1]["customers"] == customers
    own = Rules(recency=(300, 200, 100, 50), frequency=(2, 3, 4, 5), money=(20, 50, 80, 140))
    assert rfm.ALIKE not in set(rfm.customers(store, AS_OF, own).customer_group)


def test_of_two_rules_that_hold_a_customer_the_first_has_them():
    rules = Rules((Group("First", 1, 5, 1, 5), Group("Second", 1, 5, 1, 5)))
    assert set(rfm.customers(shop(orders=TWENTY), AS_OF, rules).customer_group) == {"First"}


@pytest.mark.parametrize(
    "made",
    [
        lambda: Rules((Group("Upside down", 5, 1, 1, 5),)),
        lambda: Rules((Group(" ", 1, 5, 1, 5),)),
        lambda: Rules((Group("Beyond", 1, 6, 1, 5),)),
        lambda: Rules(recency=(30, 90, 180, 365)),
        lambda: Rules(money=(1, 2, 3)),
        lambda: Rules(frequency=(1, 2, 2, 3)),
    ],
)
def test_rules_that_make_no_sense_are_refused(made):
    with pytest.raises(RuleError):
        made()


def test_rules_are_kept_in_the_store(tmp_path):
    store = cx.open_store(tmp_path / "kept.duckdb")
    assert rfm_rules.chosen(store) == Rules()
    rules = Rules((Group("All", 1, 5, 1, 5, 2, 4),), money=(1, 2, 3, 4))
    rfm_rules.keep(store, rules)
    store.close()
    assert rfm_rules.chosen(cx.open_store(tmp_path / "kept.duckdb")) == rules


def test_a_filter_chooses_who_is_shown_and_changes_no_score():
    customers = [{"customer_id": f"c{i:02d}", "region": "North" if i % 2 else "South"} for i in range(20)]
    store = shop(orders=TWENTY, customers=customers)
    everybody = rfm.customers(store, AS_OF).set_index("customer_id")
    north = rfm.customers(store, AS_OF, region="North", since=date(2025, 3, 1)).set_index("customer_id")
    assert 0 < len(north) < 10
    pd.testing.assert_frame_equal(north, everybody.loc[north.index])


def test_as_of_in_the_past_equals_loading_only_the_data_up_to_it():
    at = date(2025, 6, 30)
    past = [row for row in TWENTY if row["ordered_at"] <= at.isoformat()]
    columns = ["customer_id", "recency_days", "frequency", "money", "recency_score", "customer_group"]
    whole, cut = (rfm.customers(shop(orders=rows), at)[columns] for rows in (TWENTY, past))
    pd.testing.assert_frame_equal(whole, cut)


def test_the_grid_draws_each_cell_once_and_each_group_over_its_cells():
    store = shop(orders=TWENTY)
    boxes = pd.DataFrame([vars(group) for group in rfm_rules.STANDARD])
    frames = rfm_charts.grid(rfm.cells(store, AS_OF), rfm.groups(store, AS_OF), boxes, "customers", "")
    assert len(frames["cells"]) == 25
    sizes = (frames["boxes"].right - frames["boxes"].left).round() * (
        frames["boxes"].high - frames["boxes"].low
    ).round()
    assert sizes.sum() == 25
