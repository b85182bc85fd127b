"""Metal tiers on shops small enough to check by hand, and what must hold in every shop."""

import json
from dataclasses import replace
from datetime import date
from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import cx
from cx import Assumptions
from cx.customers import contribution, segments
from cx.customers import profile as customer
from cx.customers.segments import selection, tier_model
from cx.statistics import periods
from tests.companies import company as shop
from tests.examples import examples

AS_OF = date(2025, 12, 31)
BY_HAND = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0)


def order(number, customer, day, revenue, **more):
    return {"order_id": number, "customer_id": customer, "ordered_at": day, "revenue": revenue, **more}


FOUR = [
    order("1", "ann", "2025-02-01", 200),  # contribution 100 - 10 = 90
    order("2", "ann", "2025-03-01", 100),  # and 50 - 10 = 40: 130 in all, fixed 24
    order("3", "bob", "2025-04-01", 60),  # 30 - 10 = 20, fixed 12: 8
    order("4", "cem", "2025-05-01", 24),  # 12 - 10 = 2, fixed 12: -10, Bronze
    order("5", "dan", "2025-06-01", 10),  # 5 - 10 = -5: Tin
    order("0", "ann", "2024-12-01", 999),  # before the window
]


def random_orders(draw_rows):
    return [
        order(str(i), f"c{customer}", f"2025-{month:02d}-15", round(revenue, 2))
        for i, (customer, month, revenue) in enumerate(draw_rows)
    ]


ROWS = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 12), st.floats(-50, 900, allow_nan=False)),
    min_size=1,
    max_size=40,
)


def test_contribution_profit_and_the_two_rules_of_loss_by_hand():
    found = segments.customers(shop(orders=FOUR), AS_OF, BY_HAND).set_index("customer_id")
    assert found.contribution.round(9).to_dict() == {"ann": 130, "bob": 20, "cem": 2, "dan": -5}
    assert found.profit.round(9).to_dict() == {"ann": 106, "bob": 8, "cem": -10, "dan": -17}
    assert found.tier[["cem", "dan"]].tolist() == ["Bronze", "Tin"]
    assert set(found.tier[["ann", "bob"]]) <= {"Platinum", "Gold", "Silver"}


@pytest.mark.parametrize(
    ("key", "shares"),
    [("order", [24, 12, 12, 12]), ("customer", [15, 15, 15, 15]), ("revenue", [300, 60, 24, 10])],
)
def test_fixed_cost_is_spread_by_the_chosen_key(key, shares):
    assumptions = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0, fixed_cost_key=key)
    found = segments.customers(shop(orders=FOUR), AS_OF, assumptions).sort_values("customer_id")
    assert found.fixed_cost_share.tolist() == pytest.approx([60 * share / sum(shares) for share in shares])


def test_costs_on_lines_contacts_and_tickets_count_and_missing_ones_are_assumed():
    store = shop(
        orders=[order("1", "ann", "2025-02-01", 200, cost=120), order("2", "ann", "2025-02-02", 100)],
        touchpoints=[
            {"person_id": "ann", "occurred_at": "2025-01-05", "cost": 3},
            {"person_id": "ann", "occurred_at": "2025-01-06"},
            {"person_id": "ann", "occurred_at": "2025-01-07", "variant": "held out", "cost": 99},
        ],
        tickets=[{"ticket_id": "t", "opened_at": "2025-03-01", "customer_id": "ann", "kind": "question"}],
    )
    assumptions = Assumptions(
        gross_margin=0.3, cost_per_order=10, cost_per_contact=1, cost_per_ticket=7, fixed_cost_a_year=0
    )
    row = segments.customers(store, AS_OF, assumptions).iloc[0]
    assert row.cost_of_goods == pytest.approx(120 + 70)
    assert row.cost_to_serve == pytest.approx(2 * 10 + 3 + 1 + 7)


def test_a_return_is_netted_and_is_no_order():
    orders = [
        order("1", "ann", "2025-02-01", 100),
        order("1", "ann", "2025-02-09", -40),
        order("2", "bob", "2025-02-01", 5),
    ]
    row = segments.customers(shop(orders=orders), AS_OF, BY_HAND).set_index("customer_id").loc["ann"]
    assert (row.revenue, row.purchases, row.returned) == (60, 1, 40)


def test_the_ledger_adds_up_to_the_company_with_guests_and_people_who_did_not_order():
    store = shop(
        orders=[*FOUR, order("g", None, "2025-07-01", 80)],
        touchpoints=[{"person_id": "stranger", "occurred_at": "2025-01-05", "cost": 4}],
    )
    table = segments.profit_and_loss(store, AS_OF, BY_HAND).set_index("who")
    assert table.profit["Total"] == pytest.approx(0.5 * 474 - 6 * 10 - 4 - 60)
    assert table.revenue["Guests"] == 80
    assert table.profit["Did not order"] == -4
    assert table.customers["Total"] == 4


def test_who_did_not_order_in_the_window_has_no_tier():
    orders = [order("1", "old", "2024-06-01", 100), order("2", "new", "2025-06-01", 100)]
    assert segments.customers(shop(orders=orders), AS_OF, BY_HAND).customer_id.tolist() == ["new"]


def test_the_window_of_young_data_carries_its_part_of_a_years_fixed_cost():
    store = shop(orders=[order("1", "ann", "2025-12-22", 100)])
    span = contribution.window(store, AS_OF)
    assert (span.since, span.share) == (date(2025, 12, 22), pytest.approx(10 / 365))
    assert segments.customers(store, AS_OF, BY_HAND).fixed_cost_share.sum() == pytest.approx(60 * 10 / 365)


def test_assumptions_come_from_the_data_where_it_knows_them():
    store = shop(
        orders=[order("1", "ann", "2025-01-01", 200, cost=150), order("2", "bob", "2025-02-01", 100)],
        costs=[{"month": "2025-03-01", "amount": 36.5, "kind": "fixed"}],
    )
    found = contribution.assumed(store, AS_OF, Assumptions(cost_per_contact=2.0)).set_index("name")
    assert found.source.to_dict() == {
        "gross_margin": "data", "cost_per_order": "assumed", "cost_per_contact": "given",
        "cost_per_ticket": "assumed", "fixed_cost_a_year": "data",
    }  # fmt: skip
    assert found.value["gross_margin"] == pytest.approx(0.25)
    assert found.basis["gross_margin"] == pytest.approx(0.5)
    assert found.value["cost_per_order"] == pytest.approx(0.06 * 150)
    assert found.value["fixed_cost_a_year"] == pytest.approx(36.5)


def test_orders_alone_give_all_five_tiers_at_once():
    maker = np.random.default_rng(1)
    orders = [
        order(
            f"{i}-{j}",
            f"c{i}",
            f"2025-{1 + (i + j) % 12:02d}-10",
            round(float(maker.lognormal(3 + i % 4 / 3, 0.8)), 2),
        )
        for i in range(400)
        for j in range(1 + i % 7)
    ]
    table = segments.tiers(shop(orders=orders), AS_OF)
    assert table.tier.tolist() == cx.segments.TIERS
    assert (table.customers > 0).all()


def test_months_are_counted_back_from_as_of_and_add_up_to_the_tiers():
    store = shop(
        orders=FOUR,
        touchpoints=[{"person_id": "ann", "occurred_at": "2025-02-03", "kind": "visited", "cost": 2}],
        tickets=[
            {
                "ticket_id": "t",
                "opened_at": "2025-04-01",
                "customer_id": "bob",
                "kind": "complaint",
                "cost": 5,
            }
        ],
    )
    for as_of in (AS_OF, date(2025, 12, 15), date(2025, 6, 15)):
        months = segments.tier_months(store, as_of, BY_HAND)
        tiers = segments.tiers(store, as_of, BY_HAND).set_index("tier")
        assert months.month.max() == pd.Timestamp(periods.first_day(as_of, 1))
        sums = months.groupby("tier")[["contribution", "profit"]].sum()
        there = tiers.loc[sums.index]
        assert (sums - there[["contribution", "profit"]]).abs().to_numpy().max() < 0.005


def test_a_month_without_orders_has_its_fixed_cost_and_the_first_one_begins_where_the_data_does():
    store = shop(orders=FOUR)
    months = segments.tier_months(store, date(2025, 6, 15), BY_HAND)
    assert months.month.min() == pd.Timestamp("2024-12-01") == store.value("select min(ordered_at) from orders")
    assert months.groupby("tier").month.nunique().tolist() == [7] * months.tier.nunique()
    assert months[months.contribution == 0].profit.le(0).all()


def test_the_whale_peaks_at_the_break_even_customer_and_ends_at_the_whole():
    curve = segments.whale_curve(shop(orders=FOUR), AS_OF, BY_HAND)
    peak = curve[curve.peak].iloc[0]
    assert (peak.customers, peak.profit) == (2, pytest.approx(114))
    assert curve.profit_share.iloc[-1] == pytest.approx(1)
    assert curve.profit.iloc[-1] == pytest.approx(87)


def test_a_company_at_a_loss_has_no_share_of_profit_but_its_money():
    store = shop(orders=[order("1", "ann", "2025-02-01", 4), order("2", "bob", "2025-02-01", 3)])
    assert segments.whale_curve(store, AS_OF, BY_HAND).profit_share.isna().all()
    assert segments.tiers(store, AS_OF, BY_HAND).profit_share.isna().all()
    assert set(segments.customers(store, AS_OF, BY_HAND).tier) == {"Tin"}


def test_customers_who_are_all_alike_are_gold():
    orders = [order(str(i), f"c{i}", "2025-06-01", 100) for i in range(40)]
    assert set(segments.customers(shop(orders=orders), AS_OF, BY_HAND).tier) == {"Gold"}


def test_as_of_in_the_past_equals_loading_only_up_to_then():
    late = [order("9", "bob", "2025-11-01", 500), order("10", "eve", "2025-12-01", 70)]
    past = date(2025, 9, 30)
    whole = segments.customers(shop(orders=FOUR + late), past, BY_HAND)
    cut = segments.customers(shop(orders=FOUR), past, BY_HAND)
    pd.testing.assert_frame_equal(whole, cut)


def test_a_tier_does_not_depend_on_row_order_or_currency():
    maker = np.random.default_rng(7)
    orders = [
        order(
            str(i),
            f"c{maker.integers(60)}",
            f"2025-{maker.integers(1, 13):02d}-10",
            round(float(maker.lognormal(4, 1)), 2),
        )
        for i in range(400)
    ]
    plain = segments.customers(shop(orders=orders), AS_OF).set_index("customer_id").tier
    shuffled = segments.customers(shop(orders=[orders[i] for i in maker.permutation(len(orders))]), AS_OF)
    dearer = segments.customers(shop(orders=[{**row, "revenue": row["revenue"] * 1000} for row in orders]), AS_OF)
    assert shuffled.set_index("customer_id").tier.sort_index().equals(plain.sort_index())
    assert dearer.set_index("customer_id").tier.sort_index().equals(plain.sort_index())


def test_an_unusual_mix_lies_far_and_a_usual_one_near():
    products = [{"product_id": f"p{i}", "category": f"k{i}"} for i in range(4)]
    orders = [order(f"{c}{i}", c, "2025-03-01", 50, product_id=f"p{i % 4}") for c in ("a", "b", "d") for i in range(8)]
    orders += [order(f"odd{i}", "odd", "2025-03-01", 50, product_id="p0") for i in range(8)]
    found = segments.customers(shop(orders=orders, products=products), AS_OF, BY_HAND).set_index("customer_id")
    counts, weight = np.array([14, 6, 6, 6]) / 32, 5 / 13
    share = (1 - weight) * np.array([1, 0, 0, 0]) + weight * counts
    middle = (share + counts) / 2
    by_hand = np.sqrt((share * np.log2(share / middle) + counts * np.log2(counts / middle)).sum() / 2)
    assert found.mix_distance["odd"] == pytest.approx(by_hand)
    assert found.mix_distance["a"] < found.mix_distance["odd"] / 2


@pytest.mark.parametrize(
    ("centres", "known", "names"),
    [
        (
            [[2, 1, 0, 0, -1, 0], [1, 0, 0, 0, -1, 0], [0, 0, 0, 0, 2, 0]],
            "all",
            ["Platinum", "Gold", "Silver"],
        ),
        ([[0, 0, 0, 0, 2, 0], [1, 0, 0, 0, 1, 0], [2, 1, 0, 0, 1, 0]], "all", ["Silver", "Gold", "Platinum"]),
        (
            [[0, 0, 0, 0, -2, 0], [1, 0, 0, 0, -1, 0], [2, 1, 0, 0, 1, 0]],
            "all",
            ["Silver", "Gold", "Platinum"],
        ),
        (
            [[2, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]],
            "no mix",
            ["Platinum", "Gold", "Silver"],
        ),
        ([[0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]], "no mix", ["Gold", "Platinum"]),
        ([[3, 3, 3, 3, 3, 3]], "all", ["Gold"]),
    ],
)
def test_clusters_are_named_by_their_centres_alone(centres, known, names):
    there = np.array([True] * 4 + [known == "all"] + [True])
    assert tier_model.name_clusters(pd.DataFrame(centres, columns=tier_model.MEASURES), there) == names


def test_a_kept_model_places_later_dates_and_never_earlier_ones():
    maker = np.random.default_rng(3)
    orders = [
        order(
            str(i),
            f"c{maker.integers(80)}",
            f"2025-{maker.integers(1, 13):02d}-10",
            round(float(maker.lognormal(4, 1)), 2),
        )
        for i in range(500)
    ]
    store = shop(orders=orders)
    september = segments.model(store, date(2025, 9, 30), BY_HAND)
    segments.keep_model(store, date(2025, 9, 30), BY_HAND)
    assert segments.model(store, AS_OF, BY_HAND).as_of == date(2025, 9, 30)
    assert segments.model(store, AS_OF, BY_HAND).centres == september.centres
    assert not segments.model(store, date(2025, 8, 31), BY_HAND).kept
    assert not segments.model(store, AS_OF, Assumptions()).kept
    moved = segments.moves(store, AS_OF, BY_HAND)
    assert moved.customers.sum() == segments.tiers(store, AS_OF, BY_HAND).customers.sum()


OLDER = [
    "Assumptions(gross_margin=0.5, cost_per_order=10.0, cost_per_contact=None, cost_per_ticket=None, "
    "fixed_cost_a_year=60.0, fixed_cost_key='order', clusters=None)",
    "Assumptions(gross_margin=0.5, cost_per_order=10.0, cost_per_contact=None, cost_per_ticket=None, "
    "fixed_cost_a_year=60.0, fixed_cost_key='order', clusters=None, bands=None, bands_by='profit')",
    '{"gross_margin": 0.5, "cost_per_order": 10.0, "fixed_cost_a_year": 60.0}',
]


@pytest.mark.parametrize("older", OLDER)
def test_a_model_kept_with_an_older_form_of_the_assumptions_is_found(older):
    store = shop(orders=FOUR)
    segments.keep_model(store, AS_OF, BY_HAND)
    with store.transaction() as cursor:
        cursor.execute("update models set assumptions = $older", {"older": older}).fetchall()
    assert segments.model(store, AS_OF, BY_HAND).kept
    assert not segments.model(store, AS_OF, replace(BY_HAND, fixed_cost_key="customer")).kept
    assert not segments.model(store, AS_OF, Assumptions()).kept


@pytest.mark.parametrize("strange", ['{"gross_margin": 0.5, "unheard_of": 3}', "Assumptions(unheard_of=3)"])
def test_a_model_kept_with_an_assumption_that_is_not_known_here_places_nobody(strange):
    store = shop(orders=FOUR)
    segments.keep_model(store, AS_OF, BY_HAND)
    with store.transaction() as cursor:
        cursor.execute("update models set assumptions = $text", {"text": strange}).fetchall()
    assert not segments.model(store, AS_OF, BY_HAND).kept
    assert not segments.model(store, AS_OF, replace(BY_HAND, gross_margin=None)).kept


def test_a_kept_model_places_by_limits_of_ones_own_too():
    store = shop(orders=FOUR)
    segments.keep_model(store, AS_OF, replace(BY_HAND, bands=(("Gold", 0.0, inf), ("Tin", -inf, 0.0))))
    assert segments.model(store, AS_OF, BY_HAND).kept


def test_a_model_survives_its_text():
    model = segments.fit(shop(orders=FOUR), AS_OF, BY_HAND)
    again = tier_model.Model.from_json(model.to_json())
    assert again.centres == model.centres
    assert json.loads(again.to_json())["as_of"] == "2025-12-31"


def test_a_selection_counts_all_and_lists_the_best():
    rows, counts = selection.listed(shop(orders=FOUR), AS_OF, BY_HAND, limit=2)
    assert rows.customer_id.tolist() == ["ann", "bob"]
    assert counts == {"customers": 4, "profit": pytest.approx(87)}
    only, counts = selection.listed(shop(orders=FOUR), AS_OF, BY_HAND, chosen_tiers=("Tin",))
    assert only.customer_id.tolist() == ["dan"]
    assert [len(curve) for curve in only.curve] == [12]


def test_one_customer_has_rank_months_and_history():
    store = shop(orders=FOUR)
    row = customer.measures(store, AS_OF, "bob", BY_HAND)
    assert (row["rank"], row.everybody) == (2, 4)
    months = customer.months(store, AS_OF, "ann", BY_HAND)
    assert (len(months), months.contribution.sum()) == (12, pytest.approx(130))
    assert customer.events(store, AS_OF, "ann").event.tolist() == ["order"] * 3
    assert customer.measures(store, AS_OF, "nobody", BY_HAND) is None


def test_without_orders_it_says_so():
    with pytest.raises(ValueError, match="no orders"):
        segments.tiers(shop(), AS_OF)


@examples(everyday=8, full=25)
@given(ROWS)
@example([(1, 1, -1.0)])  # nobody has a share of the fixed cost: it is a line of its own
def test_in_every_shop_money_adds_up_and_tiers_follow_their_rules(drawn):
    store = shop(orders=random_orders(drawn))
    found = segments.customers(store, AS_OF, BY_HAND)
    table = segments.profit_and_loss(store, AS_OF, BY_HAND)
    assert ((found.tier == "Tin") == (found.contribution < 0)).all()
    assert ((found.tier == "Bronze") == ((found.contribution >= 0) & (found.profit < 0))).all()
    assert table.revenue.iloc[-1] == pytest.approx(sum(row["revenue"] for row in random_orders(drawn)), abs=0.005)
    alone = table.loc[table.who == "Not allocated", "profit"].sum()
    assert table.profit.iloc[-1] == pytest.approx(found.profit.sum() + alone, abs=0.005)
    assert alone == 0 or found.profit.tolist() == pytest.approx(found.contribution.tolist())
    assert segments.tiers(store, AS_OF, BY_HAND).customers.sum() == len(found)
    curve = segments.whale_curve(store, AS_OF, BY_HAND)
    assert curve.profit.iloc[-1] == pytest.approx(found.profit.sum(), abs=0.005)
    profitable = found.profit[found.profit >= 0]
    best = profitable.sum() if len(profitable) else found.profit.max()
    assert curve.profit.max() == pytest.approx(best, abs=0.005)


def test_who_only_gave_back_in_the_window_bought_last_before_it():
    store = shop(
        orders=[
            {"order_id": "1", "customer_id": "ann", "ordered_at": "2023-05-01", "revenue": 90},
            {"order_id": "2", "customer_id": "ann", "ordered_at": "2023-06-01", "revenue": 80},
            {"order_id": "2", "customer_id": "ann", "ordered_at": "2025-02-01", "revenue": -80},
            {"order_id": "3", "customer_id": "bob", "ordered_at": "2025-03-01", "revenue": -5},
            {"order_id": "4", "customer_id": "cem", "ordered_at": "2025-12-01", "revenue": 60},
        ],
        touchpoints=[
            {"person_id": name, "occurred_at": "2023-01-01", "channel": "Search"} for name in ("ann", "bob", "cem")
        ],
    )
    found = segments.customers(store, date(2025, 12, 31)).set_index("customer_id")
    assert found.recency_days.loc["ann"] == (date(2025, 12, 31) - date(2023, 6, 1)).days
    assert found.tenure_days.loc["ann"] == (date(2025, 12, 31) - date(2023, 5, 1)).days
    assert found.recency_days.loc["cem"] == 30
    assert found.loc["bob", ["recency_days", "first_on", "channel"]].isna().all()
    assert found.channel.loc[["ann", "cem"]].tolist() == ["Search", "Search"]
