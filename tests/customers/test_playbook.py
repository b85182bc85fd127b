"""The playbook: plays and money by hand, and the what-if against a plain loop."""

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx import Assumptions
from cx.charts.customers import playbook as playbook_charts
from cx.customers import at_risk, customer_types, playbook, segments
from pages.shared import list_reasons
from tests.companies import company as shop
from tests.examples import examples

AS_OF = date(2025, 12, 31)
BY_HAND = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0, fixed_cost_key="customer")


def order(number, customer, day, revenue):
    return {"order_id": str(number), "customer_id": customer, "ordered_at": day, "revenue": revenue}


# goods cost half, an order 10, each of the five customers carries 12 of fixed cost
FIVE = [
    order(1, "gold", "2025-01-01", 100),  # contribution 40, profit 28
    order(2, "near", "2025-02-01", 36),  # 8, -4: 5 of service could be saved
    order(3, "far", "2025-03-01", 22),  # 1, -11
    order(4, "turn", "2025-04-01", 12),  # -4: 5 could be saved
    order(5, "gone", "2025-05-01", 6),  # -7
]


def test_plays_and_money_at_stake_by_hand():
    found = playbook.customers(shop(orders=FIVE), AS_OF, BY_HAND).set_index("customer_id")
    assert found.play.to_dict() == {
        "gold": "Grow", "near": "Serve cheaper", "far": "Raise the basket", "turn": "Turn", "gone": "Release",
    }  # fmt: skip
    assert found.to_keep.round(9).to_dict() == {"gold": 40, "near": 0, "far": 0, "turn": 0, "gone": 0}
    assert found.to_gain.round(9).to_dict() == {"gold": 0, "near": 4, "far": 11, "turn": 4, "gone": 7}
    assert found.basket_lift_needed["far"] == pytest.approx(11 / 11)
    assert found.saving_needed["turn"] == pytest.approx(0.4)


def test_how_much_service_can_be_saved_moves_the_line_between_turning_and_releasing():
    store = shop(orders=FIVE)
    plays = {
        saving: playbook.customers(store, AS_OF, BY_HAND, saving=saving).set_index("customer_id").play
        for saving in (0.0, 1.0)
    }
    assert plays[0.0][["turn", "gone"]].tolist() == ["Release", "Release"]
    assert plays[1.0][["turn", "gone"]].tolist() == ["Turn", "Turn"]


def test_what_if_by_hand():
    table = playbook.what_if(
        shop(orders=FIVE), AS_OF, BY_HAND, tin_cheaper=0.5, bronze_lift=0.25, gold_kept=0.1
    ).set_index("lever")
    assert table.gain.round(9).to_dict() == {
        "Tin": 10, "Bronze": 0.25 * (18 + 11), "Gold": 4, "Profit": round(-22 + 10 + 7.25 + 4, 9),
    }  # fmt: skip
    assert table.over[["Tin", "Bronze"]].tolist() == [1, 1]
    assert table.customers.tolist() == [2, 2, 1, 5]


def test_contribution_at_risk_is_that_of_the_tier_times_the_share_of_it_that_a_year_took():
    gold = Assumptions(
        gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=0.0, bands=(("Tin", -inf, 0.0), ("Gold", 0.0, inf))
    )
    first = [order(n, f"c{n}", "2024-05-01", 100) for n in range(40)]
    again = [order(100 + n, f"c{n}", "2025-05-01", 100) for n in range(30)]
    store = shop(orders=[order(99, "c0", "2023-12-01", 5), *first, *again])
    row = at_risk.tiers(store, AS_OF, gold).set_index("tier").loc["Gold"]
    assert row.tolist() == pytest.approx([30 * 40, 40, 10, 0.25, 300])
    young = at_risk.tiers(store, date(2024, 12, 31), gold)  # nothing is known of the year before
    assert young.at_risk.isna().all()


def test_shares_outside_0_to_1_are_refused():
    store = shop(orders=FIVE)
    for name in ("tin_cheaper", "bronze_lift", "gold_kept", "saving"):
        with pytest.raises(ValueError, match="a share between 0 and 1"):
            playbook.what_if(store, AS_OF, BY_HAND, **{name: 1.5})


ROWS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 12), st.floats(-50, 400, allow_nan=False)),
    min_size=1,
    max_size=40,
)
SHARES = st.floats(0, 1, allow_nan=False)


@examples(everyday=8, full=25)
@given(ROWS, SHARES, SHARES, SHARES)
def test_what_if_equals_a_plain_loop_and_plays_add_up_to_the_tiers(rows, cheaper, lift, kept):
    store = shop(
        orders=[
            order(n, f"c{who}", f"2025-{month:02d}-15", round(money, 2)) for n, (who, month, money) in enumerate(rows)
        ]
    )
    gain, profit = {"Tin": 0.0, "Bronze": 0.0, "Gold": 0.0}, 0.0
    for row in segments.customers(store, AS_OF, BY_HAND).itertuples():
        profit += row.profit
        if row.tier == "Tin":
            gain["Tin"] += cheaper * row.cost_to_serve
        elif row.tier == "Bronze":
            gain["Bronze"] += lift * (row.revenue - row.cost_of_goods)
        elif row.tier == "Gold":
            gain["Gold"] += kept * row.contribution
    found = playbook.what_if(store, AS_OF, BY_HAND, tin_cheaper=cheaper, bronze_lift=lift, gold_kept=kept)
    assert found.set_index("lever").gain.to_dict() == pytest.approx(
        {**gain, "Profit": profit + sum(gain.values())}, abs=0.005
    )
    plays, tiers = (
        playbook.plays(store, AS_OF, BY_HAND),
        segments.tiers(store, AS_OF, BY_HAND).set_index("tier"),
    )
    assert plays.profit.sum() == pytest.approx(tiers.profit.sum(), abs=0.005)
    by_tier = plays.groupby("tier")[["customers", "profit"]].sum()
    for tier in segments.TIERS:
        assert by_tier.customers[tier] == tiers.customers[tier]
        assert by_tier.profit[tier] == pytest.approx(tiers.profit[tier], abs=0.005)
    assert (plays.to_gain >= -1e-9).all()


def test_the_steps_lead_from_the_profit_now_to_the_profit_after():
    table = playbook.what_if(shop(orders=FIVE), AS_OF, BY_HAND, tin_cheaper=0.5, bronze_lift=0.25)
    steps = playbook_charts.steps(table, "")["steps"]
    assert steps.high.iloc[0] == pytest.approx(-22)
    assert steps.low.iloc[1:4].tolist() == pytest.approx(steps.high.iloc[:3].tolist())
    assert steps.high.iloc[-1] == pytest.approx(steps.high.iloc[-2])


def test_customers_of_the_tiers_carry_their_type():
    store = shop(orders=FIVE)
    both = segments.customers(store, AS_OF).merge(customer_types.customers(store, AS_OF), on="customer_id")
    assert (both.kind_x == both.kind_y).all()
    assert len(both) == 5


def test_who_has_an_open_complaint_is_in_the_list_of_no_play_before_it_is_answered():
    waiting = {"ticket_id": "t", "customer_id": "gold", "opened_at": "2025-12-20", "kind": "complaint", "topic": "Late"}
    store = shop(
        orders=FIVE, tickets=[waiting, waiting | {"ticket_id": "old", "customer_id": "far", "opened_at": "2025-03-02"}]
    )
    rows, totals = playbook.listed(store, AS_OF, BY_HAND)
    assert set(rows.customer_id) == {"near", "far", "turn", "gone"}
    assert totals["customers"] == 4
    assert playbook.left_out(store, AS_OF, BY_HAND) == 1
    first, totals = playbook.listed(store, AS_OF, BY_HAND, of=(playbook.ANSWER_FIRST,))
    assert first[["customer_id", "complaint_about"]].values.tolist() == [["gold", "Late"]]
    assert playbook.left_out(store, AS_OF, BY_HAND, of=(playbook.ANSWER_FIRST,)) == 0
    assert playbook.save(store, "all", "", as_of=AS_OF, assumptions=BY_HAND) == 4, "nor in what is saved of it"
    assert playbook.plays(store, AS_OF, BY_HAND).customers.sum() == 5, "the tiers and their money stay as they are"
    assert list_reasons.play(first.iloc[0], "$") == "Answer the complaint about Late of 20 Dec 2025 first; then Grow."
