"""Next offers: the three rules by hand, in plain Python on the demo, and which of them is used."""

import shutil
from collections import Counter
from datetime import date
from math import comb

import pandas as pd
import pytest

import cx
from cx.market import offers
from cx.market.offers import reasons, rule_tables, rule_test
from tests.market.offers import plain_rules

AS_OF = date(2025, 10, 31)
HEAD = b"order_id,customer_id,ordered_at,product_id,revenue\n"
PRODUCTS = b"""product_id,name,category,retired_on
P1,Lamp,Lighting,
P2,Bulb,Lighting,
P3,Pan,Cookware,
P4,Old,Lighting,2025-10-30
"""
LINES = b"""1,A,2025-10-01,P1,9
2,B,2025-10-02,P1,9
3,B,2025-10-02,P2,9
4,C,2025-10-03,P3,9
5,D,2025-10-04,P3,9
6,E,2025-10-05,P3,9
7,F,2025-10-05,P4,9
8,G,2025-10-05,P2,-9
9,,2025-10-06,P3,9
"""


@pytest.fixture
def shop(store: cx.Store) -> cx.Store:
    store.load("orders", HEAD + LINES)
    store.load("products", PRODUCTS)
    return store


def _by_customer(rows: pd.DataFrame) -> dict[str, list[str]]:
    columns = ["product_id", "product_id_2", "product_id_3"]
    return {
        row["customer_id"]: [row[name] for name in columns if isinstance(row[name], str)]
        for row in rows.to_dict("records")
    }


def test_what_sells_most_is_offered_where_no_test_is_possible_but_not_what_was_bought_or_is_retired(shop):
    found = _by_customer(offers.next_offers(shop, AS_OF))
    assert found["C"] == ["P1", "P2"]  # P3, bought four times, is C's own; P4 is retired; a return is no purchase
    assert found["A"] == ["P3", "P2"]
    assert found["F"] == ["P3", "P1", "P2"] and "G" not in found
    tested = offers.rules(shop, AS_OF)
    assert offers.used(tested) == "sells_most" and tested["n"].tolist() == [0] * 4 and tested["rate"].isna().all()


def test_the_own_mix_times_what_sells_by_hand(shop):
    today = rule_tables.today(shop, AS_OF)
    name = rule_tables.by_rule(shop, "own_mix", AS_OF, today)
    rows = shop.rows(
        "select customer_id, product_id, of_category, purchases from query_table($name) as offered"
        " join query_table($everyone) as everyone using (person) join query_table($sold) as sold using (place)"
        " join query_table($products) as products using (product) where nth = 1 order by customer_id",
        name=name,
        everyone=today.everyone,
        sold=today.candidates,
        products=rule_tables.products(shop),
    ).set_index("customer_id")
    # of 7 sales P3 has 4, P1 2, P2 1. A bought P1: P2 gets (1 + 2 * 3/7) / 3 * 1/3, P3 only (0 + 2 * 4/7) / 3 * 1
    assert rows.loc["A", ["product_id", "purchases"]].tolist() == ["P3", 1]
    assert (1 + 6 / 7) / 3 / 3 < 8 / 7 / 3
    assert rows.loc["F", ["product_id", "of_category"]].tolist() == ["P1", 1]  # 1 * 2/3 + 4/7 > 8/7: of the retired P4
    assert 2 / 3 + 4 / 7 > 8 / 7


def test_reasons_say_what_the_offer_rests_on():
    row = {"product": "Lamp", "category": "Lighting", "of_category": 6, "purchases": 9, "with_product": None}
    blank = {f"{name}_{nth}": None for name in ("product", "category", "of_category", "with_product") for nth in (2, 3)}
    others = {f"product_id{end}": None for end in ("", "_2", "_3")}
    made = [
        row,
        row | {"of_category": 1},
        row | {"of_category": 9},
        row | {"of_category": 1, "purchases": 1},
        row | {"of_category": 0},
        row | {"category": None},
        row | {"with_product": "Bulb"},
        row | {"product": None},
    ]
    said = reasons.with_reasons(pd.DataFrame([one | blank | others for one in made]))["because"].tolist()
    assert said == [
        "6 of 9 purchases are Lighting",
        "1 of 9 purchases is Lighting",
        "All 9 purchases are Lighting",
        "The only purchase is Lighting",
        "Sells most at present",
        "Sells most at present",
        "Often bought with Bulb",
        None,
    ]


def test_a_rule_is_used_only_where_it_is_better_for_sure_and_the_simpler_of_equal_ones():
    found = {"n": 200, "sells_most": 60, "own_mix": 90, "together": 90, "chance": 0.2}
    sure = {"own_mix_more": 50, "own_mix_fewer": 20, "together_more": 50, "together_fewer": 20}
    judged = rule_test._judged(pd.Series(found | sure))
    assert judged.loc[judged["is_better"], "rule"].tolist() == ["own_mix", "together"]
    assert offers.used(judged) == "own_mix"
    assert judged.loc[1, ["ahead", "ahead_low", "ahead_high"]].astype(float).round(4).tolist() == [0.15, 0.0705, 0.2295]
    weak = {"own_mix_more": 50, "own_mix_fewer": 38, "together_more": 52, "together_fewer": 40}
    assert offers.used(rule_test._judged(pd.Series(found | weak))) == "sells_most"
    few = {name: count // 10 for name, count in (found | sure).items()}
    assert offers.used(rule_test._judged(pd.Series(few))) == "sells_most"


def test_a_number_of_offers_out_of_range_is_refused_and_fewer_offers_have_fewer_columns(shop):
    with pytest.raises(ValueError, match="1 to 3"):
        offers.next_offers(shop, AS_OF, 4)
    one = offers.next_offers(shop, AS_OF, 1)
    assert "because" in one and not [name for name in one if name.endswith(("_2", "_3"))]


def test_orders_without_products_have_no_offers(store):
    store.load("orders", b"order_id,customer_id,ordered_at,revenue\n1,A,2025-10-03,9\n")
    assert offers.rules(store, AS_OF).empty and offers.next_offers(store, AS_OF).empty


@pytest.fixture(scope="module")
def demo(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("offers") / "demo.duckdb"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def lines(demo):
    return demo.rows(
        "select customer_id, orders.product_id, category, retired_on, cast(ordered_at as date)::timestamp as day"
        " from orders join products on products.product_id = orders.product_id where revenue >= 0"
    )


def _known(lines: pd.DataFrame, until: pd.Timestamp) -> tuple:
    retired = set(lines.loc[lines["retired_on"] <= until, "product_id"])
    return plain_rules.candidates(lines, until, retired)


def test_the_hits_of_every_rule_on_the_demo_are_those_of_a_plain_count(demo, lines):
    until, end = pd.Timestamp(2025, 6, 30), pd.Timestamp(2025, 12, 31)
    known, category = _known(lines, until), dict(zip(lines["product_id"], lines["category"], strict=True))
    own = lines[lines["customer_id"].notna()]
    before = own[own["day"] <= until].groupby("customer_id")["product_id"].agg(Counter).to_dict()
    after = own[(own["day"] > until) & (own["day"] <= end)].groupby("customer_id")["product_id"].agg(set).to_dict()
    near = plain_rules.similarities([set(one) for one in before.values()], known[0], rule_tables.NEIGHBOURS)
    hits, n, chance = Counter(), 0, 0.0
    for who, bought in before.items():
        tried = (after.get(who, set()) - set(bought)) & set(known[0])
        if not tried:
            continue
        had, fresh = set(bought), len(set(known[0]) - set(bought))
        n, chance = n + 1, chance + 1 - comb(fresh - len(tried), 3) / max(comb(fresh, 3), 1)
        hits["sells_most"] += bool(tried & set(plain_rules.sells_most(had, known)))
        hits["own_mix"] += bool(tried & set(plain_rules.own_mix(bought, category, known)))
        hits["together"] += bool(tried & set(plain_rules.together(had, known[0], near)))
    found = offers.rules(demo, end.date()).set_index("rule")
    assert found.loc[list(offers.RULES), "hits"].to_dict() == dict(hits)
    assert found["n"].tolist() == [n] * 4 and found.at["chance", "rate"] == pytest.approx(chance / n)


def test_on_the_demo_the_own_mix_is_used_and_its_offers_are_those_of_plain_python(demo, lines):
    until = date(2025, 12, 31)
    assert offers.used(offers.rules(demo, until)) == "own_mix"
    known, category = _known(lines, pd.Timestamp(until)), dict(zip(lines["product_id"], lines["category"], strict=True))
    bought = lines.groupby("customer_id")["product_id"].agg(Counter).to_dict()
    found = offers.next_offers(demo, until, limit=400)
    made = _by_customer(found)
    assert {who: plain_rules.own_mix(bought[who], category, known) for who in made} == made
    assert found["customers"].iloc[0] == len(bought) and not found["because"].isna().any()
