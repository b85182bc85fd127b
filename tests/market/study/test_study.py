"""Openings, attitudes, habits, launch and ideas, in shops that can be checked by hand; the demo's planted study."""

from datetime import date

import pytest

import cx
from cx import study
from data import study as planted
from tests.companies import company

DAY = date(2025, 12, 31)
NORTH = ("region", "North")


def answers(subject: str, pairs: list[tuple[int, int]], on: str = "2025-11-05") -> list[dict]:
    """Importance and perception of customers c0, c1, ..."""
    return [
        {"customer_id": f"c{who}", "answered_at": on, "measure": measure, "subject": subject, "score": score}
        for who, pair in enumerate(pairs)
        for measure, score in zip(("importance", "perception"), pair, strict=True)
    ]


def shop() -> cx.Store:
    """80 people: c0 to c39 in the north buy twice in the store, the others once on the web."""
    price = [(7, 2) if who % 10 < 8 else (3, 6) for who in range(80)]  # 80 % important, 20 % satisfied
    size = [(6 if who < 40 else 3, 6 + who % 2) for who in range(80)]  # all satisfied
    old = answers("Price", [(1, 7)] * 80, on="2025-01-05")  # the later answers count
    orders = [
        {
            "order_id": f"{who}-{place}", "customer_id": f"c{who}", "ordered_at": f"2025-06-0{2 + place} 10:00",
            "revenue": 10 + who % 2 + 20 * (who < 40), "channel": "Store" if who < 40 else "Web", "product_id": "P",
        }
        for who in range(80)
        for place in range(2 if who < 40 else 1)
    ]  # fmt: skip
    return company(
        surveys=[*answers("Price", price), *answers("Size", size), *old],
        orders=orders,
        products=[{"product_id": "P", "category": "Lamps"}],
        customers=[{"customer_id": f"c{who}", "region": "North" if who < 40 else "South"} for who in range(80)],
        tickets=[
            {"ticket_id": n, "opened_at": "2025-06-01", "customer_id": f"c{n}", "kind": "request", "topic": topic}
            for n, topic in enumerate(["Price promise", "Price promise", "Lids"])
        ],
    )


def test_openings_are_of_the_latest_answers_with_draws_of_respondents():
    store = shop()
    price, size = study.openings(store, DAY).itertuples()
    assert (price.subject, price.n, price.importance, price.satisfaction) == ("Price", 80, 0.8, 0.2)
    assert price.opportunity == pytest.approx(14) and price.is_opening
    # 20 (imp) - 10 (sat) with both of the same person: 14 - 3 * 10 draws of sqrt(.8 * .2 / 80), about +- 2.6
    assert price.low == pytest.approx(14 - 2.63, abs=0.4) and price.high == pytest.approx(14 + 2.63, abs=0.4)
    assert (size.importance, size.satisfaction, size.opportunity, size.is_opening) == (0.5, 1.0, 5.0, False)
    of_north = study.openings(store, DAY, NORTH).set_index("subject")
    assert of_north.loc["Size", ["n", "importance"]].tolist() == [40, 1.0]
    assert study.openings(store, date(2024, 6, 1)).empty


def test_attitudes_and_habits_are_of_the_group_against_the_others():
    store = shop()
    size = study.attitudes(store, DAY, NORTH).set_index("subject").loc["Size"]
    assert (size["group"], size["others"], size["n"], size["n_others"]) == (6, 3, 40, 40)
    found = study.habits(store, DAY, NORTH).set_index(["habit", "channel"])
    assert found.loc[("orders", ""), ["group", "others"]].tolist() == [2, 1]
    basket = found.loc[("basket", "")]
    assert (basket["group"], basket["others"], basket["verdict"]) == (30.5, 10.5, True)
    # within each side half spend 1 more: spread .5064, error .1132, t of 78 degrees of freedom 1.9908
    assert (basket["low"], basket["high"]) == pytest.approx((19.7746, 20.2254), abs=1e-3)
    assert found.loc[("channel", "Store"), ["group", "others"]].tolist() == [1, 0]
    assert found.loc[("categories", ""), ["group", "others"]].tolist() == [1, 1]
    times = study.times(store, DAY, NORTH)
    assert times[["weekday", "hour", "orders", "share_of_others"]].values.tolist() == [[1, 9, 40, 1], [2, 9, 40, 0]]
    with pytest.raises(ValueError, match="tier, type, region, segment"):
        study.habits(store, DAY, ("colour", "red"))


def test_ideas_name_the_opening_that_they_answer_and_habits_stand_without_surveys():
    store = shop()
    ideas = study.ideas(store, DAY)
    columns = ["topic", "customers", "subject", "is_opening", "category"]
    assert ideas[columns].values.tolist() == [
        ["Price promise", 2, "Price", True, "Lamps"],
        ["Lids", 1, None, False, "Lamps"],
    ]
    bare = company(orders=[{"order_id": "1", "customer_id": "A", "ordered_at": "2025-06-02", "revenue": 9}])
    assert study.openings(bare, DAY).empty and study.attitudes(bare, DAY, NORTH).empty and study.ideas(bare, DAY).empty
    assert study.habits(bare, DAY, ("type", "None"))["habit"].tolist() == ["orders", "basket"]
    assert study.launch(bare, DAY).empty


def test_a_launch_pays_back_in_the_month_in_which_the_margin_reaches_the_cost():
    """40 won by Ads in 2024 leave 10 in the first month and 20 in the third; 40 of 2025 cost 25 each."""
    won = [(f"a{n}", f"2024-0{1 + n % 9}-01") for n in range(40)]
    orders = [
        {"order_id": f"{who}{days}", "customer_id": who, "ordered_at": str(date.fromisoformat(day).replace(day=day_of)),
         "revenue": revenue, "cost": revenue / 2, "product_id": "P"}
        for who, day in won
        for days, day_of, revenue in ((0, 1, 20 + 2 * (who[-1] in "13579")), (1, 28, 40))
    ]  # fmt: skip
    new = [{"order_id": f"n{n}", "customer_id": f"n{n}", "ordered_at": "2025-03-02", "revenue": 1} for n in range(40)]
    touches = [
        {"person_id": who, "occurred_at": day, "channel": "Ads", "kind": "clicked", "cost": cost}
        for who, day, cost in [*((who, day, 0) for who, day in won), *((f"n{n}", "2025-03-01", 25) for n in range(40))]
    ]
    store = company(orders=[*orders, *new], touchpoints=touches, products=[{"product_id": "P", "category": "Lamps"}])
    free = cx.Assumptions(cost_per_order=0)
    [row] = study.launch(store, date(2025, 9, 30), assumptions=free).itertuples()
    assert (row.channel, row.n, row.won, row.cost, row.months) == ("Ads", 40, 40, 25, 1)
    assert row.first_year == pytest.approx(30.5) and row.pays == "pays back"
    assert row.sum_of_year == pytest.approx(40 * 5.5)
    assert study.launch(store, date(2025, 9, 30), "Lamps", free)["n"].tolist() == [40]
    assert study.launch(store, date(2025, 9, 30), "Chairs", free).empty


def test_the_demo_study_finds_what_each_planted_group_asks_for(demo_store):
    store = cx.open_store(demo_store)
    try:
        groups = {
            "Silver": ("tier", "Silver"),
            "impatient": ("type", "Impatient"),
            "need-based": ("type", "Need-based"),
        }
        for wish in planted.WISHES:
            found = study.attitudes(store, DAY, groups[wish.group]).set_index("subject")
            assert found.loc[wish.subject, "verdict"] is True, wish
        # those of the tier are not all of the planted group, and others of it are among the others
        rng = study.attitudes(store, DAY, groups["Silver"]).set_index("subject").loc["range"]
        more = {name: value for name, value, _page in planted.truth()}["importance of range: Silver less others"]
        assert rng["low"] <= more <= rng["high"]
        found = study.openings(store, DAY)
        assert found["n"].unique().tolist() == [round(planted.STUDY_SHARE * 6318)]
        assert found.iloc[0][["subject", "is_opening"]].tolist() == ["Delivery", True]
        query = """
            select avg((score >= 6)::int) from surveys
            where measure = 'importance' and subject = 'Delivery' and answered_at >= '2025-01-01'
        """
        assert found["importance"].iloc[0] == pytest.approx(store.value(query))
        assert study.ideas(store, DAY).iloc[0][["topic", "subject"]].tolist() == ["Same-day delivery", "Delivery"]
    finally:
        store.close()
