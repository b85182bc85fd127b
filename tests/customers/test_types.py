"""Customer types: each rule by hand, one threshold away from not holding."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cx
from cx import Assumptions
from cx.charts.customers import types as types_charts
from cx.customers import customer_types, segments, type_rules
from cx.customers.type_rules import KINDS, STANDARD
from cx.statistics import intervals
from pages.customers.types import findings as type_findings
from tests.companies import company as shop
from tests.examples import examples

AS_OF = date(2025, 12, 31)


def order(number, customer, day, revenue=50, **more):
    return {"order_id": str(number), "customer_id": customer, "ordered_at": day, "revenue": revenue, **more}


def touch(person, day, kind, step=None):
    return {"person_id": person, "occurred_at": day, "kind": kind, "step": step, "channel": "Store"}


def ticket(customer, day, topic, answered=None):
    return {
        "ticket_id": f"{customer}{day}", "opened_at": day, "customer_id": customer, "kind": "complaint", "topic": topic,
        "answered_at": answered,
    }  # fmt: skip


def every_quarter(customer, quarters=8):
    """An order on the 15th of the middle month of each of the last quarters."""
    months = [(2025 - q // 4, 11 - 3 * (q % 4)) for q in range(quarters)]
    return [order(f"{customer}{y}{m}", customer, f"{y}-{m:02d}-15") for y, m in months]


def kinds(**tables) -> dict:
    return customer_types.customers(shop(**tables), AS_OF).set_index("customer_id").kind.to_dict()


def test_loyal_is_repeat_long_with_few_gaps():
    rows = [
        *every_quarter("long"),
        *every_quarter("short", 3),
        *every_quarter("gaps")[::3],
        *every_quarter("gaps")[:1],
    ]
    rows += [order(f"gaps{n}", "gaps", f"2024-02-{n + 1:02d}") for n in range(4)]
    assert kinds(orders=rows) == {"long": "Loyal", "short": "None", "gaps": "None"}


@pytest.mark.parametrize(("score", "kind"), [(9, "Loyal"), (8, "None"), (None, "Loyal")])
def test_loyal_recommends_if_ever_asked(score, kind):
    surveys = [{"answered_at": "2025-05-05", "customer_id": "ann", "measure": "nps", "score": score}] if score else []
    assert kinds(orders=every_quarter("ann"), surveys=surveys) == {"ann": kind}


def test_a_friend_sent_is_a_recommendation_whatever_the_answer():
    surveys = [{"answered_at": "2025-05-05", "customer_id": "ann", "measure": "nps", "score": 6}]
    touches = [touch("ann", "2025-06-06", "recommended", "advocate")]
    assert kinds(orders=every_quarter("ann"), surveys=surveys, touchpoints=touches) == {"ann": "Loyal"}


def test_social_is_half_of_the_orders_with_staff_or_on_a_friends_word():
    rows = [order(f"{who}{n}", who, f"2025-0{n}-15") for who in ("half", "less", "after", "friend") for n in (1, 2, 3)]
    rows.append(order("half4", "half", "2025-04-15"))
    touches = [
        touch("half", "2025-01-15", "served", "buy"),
        touch("half", "2025-02-14", "served"),
        touch("less", "2025-01-15", "served"),
        *(touch("after", f"2025-0{n}-15", "served", "use") for n in (1, 2, 3)),
        touch("friend", "2025-01-01", "referred", "aware"),
        touch("friend", "2025-02-10", "referred", "aware"),
    ]
    assert kinds(orders=rows, touchpoints=touches) == {
        "half": "Social", "less": "None", "after": "None", "friend": "Social",
    }  # fmt: skip


def test_need_based_buys_few_categories_for_the_price():
    products = [{"product_id": f"p{n}", "name": "x", "category": f"c{n}"} for n in range(4)]
    rows = [
        order(
            f"{who}{n}",
            who,
            f"2025-0{n + 1}-15",
            90,
            product_id=f"p{n if who == 'broad' else 0}",
            discount=discount,
        )
        for who, discount in (("broad", 30), ("cheap", 30), ("full", 0))
        for n in range(3)
    ]
    rows += [order(f"bulk{n}", None, "2025-02-02", 900, product_id="p3", discount=0) for n in range(4)]
    assert kinds(orders=rows, products=products) == {"broad": "None", "cheap": "Need-based", "full": "None"}


def test_impatient_orders_at_once_and_wants_speed_or_leaves_after_a_delay():
    rows = [order(who, who, "2025-03-10") for who in ("speed", "gone", "slow", "stays", "soon")]
    rows.append(order("stays2", "stays", "2025-06-01"))
    rows.append(order("soon2", "soon", "2025-12-10"))
    touches = [touch(who, "2025-03-05", "clicked") for who in ("speed", "gone", "stays", "soon")]
    touches.append(touch("slow", "2025-02-01", "clicked"))
    tickets = [
        ticket("speed", "2025-03-20", "Same-day delivery", "2025-03-20"),
        ticket("gone", "2025-03-20", "Late delivery", "2025-03-20"),
        ticket("slow", "2025-03-20", "Late delivery", "2025-03-20"),
        ticket("stays", "2025-03-20", "Late delivery", "2025-03-20"),
        ticket("soon", "2025-12-20", "Late delivery", "2025-12-20"),
    ]
    assert kinds(orders=rows, touchpoints=touches, tickets=tickets) == {
        "speed": "Impatient", "gone": "Impatient", "slow": "None", "stays": "None", "soon": "None",
    }  # fmt: skip


def test_orders_alone_lock_three_types_and_say_what_is_missing():
    store = shop(orders=every_quarter("ann"))
    assert customer_types.lacking(store, AS_OF) == {
        "Social": ("touchpoints",),
        "Need-based": ("products", "discount on order lines"),
        "Impatient": ("touchpoints", "tickets"),
    }
    assert customer_types.kinds(store, AS_OF).set_index("kind").customers.to_dict() == {
        "Loyal": 1, "Social": 0, "Need-based": 0, "Impatient": 0, "None": 0,
    }  # fmt: skip


def test_a_type_does_not_depend_on_what_a_customer_costs():
    store = shop(orders=[*every_quarter("ann"), order("b", "bob", "2025-05-05", 900)])
    found = [customer_types.listed(store, AS_OF, assumptions=Assumptions(cost_per_order=cost))[0] for cost in (0, 400)]
    assert len({tuple(rows.tier) for rows in found}) == 2
    assert len({tuple(rows.sort_values("customer_id").kind) for rows in found}) == 1


@examples(everyday=6, full=20)
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.dates(date(2023, 1, 1), AS_OF), st.integers(1, 900)),
        min_size=1,
        max_size=60,
    )
)
def test_types_and_tiers_crossed_add_up_to_the_tiers(rows):
    orders = [order(n, f"c{who}", day.isoformat(), revenue) for n, (who, day, revenue) in enumerate(rows)]
    orders.append(order("last", "c1", "2025-12-30"))
    store = shop(orders=orders)
    crossed, tiers = customer_types.crossed(store, AS_OF), segments.tiers(store, AS_OF)
    assert crossed.groupby("tier").customers.sum()[segments.TIERS].tolist() == tiers.customers.tolist()
    assert crossed.profit.sum() == pytest.approx(tiers.profit.sum(), abs=0.005)
    assert list(dict.fromkeys(crossed.kind)) == KINDS


def test_the_evidence_names_the_figures_it_stands_on():
    row = customer_types.customers(shop(orders=every_quarter("ann")), AS_OF).iloc[0]
    assert type_findings.evidence(row) == "8 orders over 23 months, in 8 of 8 quarters, never asked to recommend"


def test_a_tier_of_fewer_than_30_is_shown_but_not_shaded():
    cells = types_charts.frames(customer_types.crossed(shop(orders=every_quarter("ann")), AS_OF), (), "")["cells"]
    assert cells.shade.isna().all()
    assert "100%" in cells.text.tolist()


def test_thresholds_of_ones_own_are_kept_and_used_wherever_a_type_is_shown(tmp_path):
    store = cx.open_store(tmp_path / "own.duckdb")
    lines = "\n".join(f"{row['order_id']},A,{row['ordered_at']},50" for row in every_quarter("A"))
    store.load("orders", f"order_id,customer_id,ordered_at,revenue\n{lines}\n".encode())
    assert segments.customers(store, AS_OF).kind.tolist() == ["Loyal"]
    strict = replace(STANDARD, loyal_orders=9)
    assert customer_types.moves(store, AS_OF, strict).to_dict("records") == [
        {"kind": "Loyal", "becomes": "None", "customers": 1}
    ]
    type_rules.keep(store, strict)
    assert segments.customers(store, AS_OF).kind.tolist() == ["None"]
    assert customer_types.kinds(store, AS_OF).set_index("kind").customers["None"] == 1
    assert customer_types.customers(store, AS_OF, STANDARD).kind.tolist() == ["Loyal"]
    store.close()
    again = cx.open_store(tmp_path / "own.duckdb")
    assert type_rules.chosen(again) == strict
    again.set(type_rules.SETTING, '{"loyal_orders": 9, "no_longer_known": 1}')
    assert type_rules.chosen(again) == strict
    again.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"loyal_quarters": 1.2},
        {"need_orders": -1},
        {"speed_words": ""},
        {"delay_words": "late||slow"},
        {"speed_words": ".*"},
    ],
)
def test_thresholds_that_make_no_sense_are_refused(wrong):
    with pytest.raises(type_rules.RuleError):
        replace(STANDARD, **wrong)


@given(orders=st.integers(1, 9), days=st.integers(0, 900), share=st.floats(0, 1))
@examples(everyday=6, full=20)
def test_stricter_thresholds_never_make_anybody_loyal(orders, days, share):
    rows = [row for n in range(1, 9) for row in every_quarter(f"c{n}", n)]
    store = shop(orders=rows)
    rules = replace(STANDARD, loyal_orders=orders, loyal_days=days, loyal_quarters=share)
    stricter = replace(rules, loyal_orders=orders + 1, loyal_days=days + 90, loyal_quarters=min(1, share + 0.1))
    loyal, fewer = (
        set(customer_types.customers(store, AS_OF, one).query("is_loyal").customer_id) for one in (rules, stricter)
    )
    assert fewer <= loyal


def test_the_mean_profit_of_a_type_has_its_interval_and_a_verdict_only_beyond_chance():
    store = shop(
        orders=[
            {"order_id": str(n), "customer_id": f"c{n}", "ordered_at": "2025-05-01", "revenue": 10 + 5 * n}
            for n in range(40)
        ]
    )
    plain = Assumptions(gross_margin=0.5, cost_per_order=1.0, fixed_cost_a_year=0.0)
    found = customer_types.kinds(store, AS_OF, assumptions=plain).set_index("kind")
    profits = segments.customers(store, AS_OF, plain).profit.tolist()
    none = found.loc["None"]
    assert (none.mean_profit, none.low, none.high) == pytest.approx(intervals.mean(profits))
    assert found.earns["None"] is True and found.earns["Loyal"] is None
    costly = customer_types.kinds(store, AS_OF, assumptions=replace(plain, cost_per_order=50.0))
    assert costly.set_index("kind").earns["None"] is None  # a mean near 0
