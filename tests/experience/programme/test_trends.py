"""Three trends month by month, by hand and by an independent count of the demo."""

from collections import defaultdict
from datetime import date
from math import isnan
from statistics import mean, stdev

import pytest

import cx
from tests.companies import company

AS_OF = date(2025, 3, 15)


def shop() -> cx.Store:
    """Three months: orders by app and in a store, a visit, a call, and what was said."""
    answers = [
        ("A", "2025-01-05", "csat", "Store", 5), ("A", "2025-01-09", "csat", "Store", 3),
        ("A", "2025-01-09", "csat", "App", 4), ("B", "2025-01-07", "ces", None, 6), ("C", "2025-03-07", "nps", None, 9),
        (None, "2025-03-07", "csat", "Store", 1), ("E", "2025-03-08", "employee", "stores", 2),
    ]  # fmt: skip
    return company(
        orders=[
            {"order_id": "1", "customer_id": "A", "ordered_at": "2025-01-02", "revenue": 9, "channel": "App"},
            {"order_id": "2", "customer_id": "A", "ordered_at": "2025-01-03", "revenue": 9, "channel": "Store"},
            {"order_id": "3", "customer_id": "B", "ordered_at": "2025-01-31", "revenue": 9, "channel": "Store"},
            {"order_id": "3", "customer_id": "B", "ordered_at": "2025-02-03", "revenue": -9, "channel": "Store"},
            {"order_id": "4", "customer_id": None, "ordered_at": "2025-02-03", "revenue": 9, "channel": "App"},
        ],
        touchpoints=[
            {"person_id": "P", "occurred_at": "2025-01-04", "kind": "visited", "channel": "website "},
            {"person_id": "Q", "occurred_at": "2025-01-04", "kind": "exposed", "channel": "Website"},
        ],
        tickets=[
            {"ticket_id": "T", "customer_id": "C", "opened_at": "2025-03-02", "kind": "question", "channel": "Phone"}
        ],
        surveys=[
            {"customer_id": who, "answered_at": day, "measure": measure, "subject": subject, "score": score}
            for who, day, measure, subject, score in answers
        ],
        customers=[{"customer_id": "B", "region": "North"}],
    )


def test_months_count_who_was_active_digital_and_heard():
    found = cx.programme.trends(shop(), AS_OF, digital=["Website", "app"])
    assert found["month"].dt.strftime("%Y-%m").tolist() == ["2025-01", "2025-02", "2025-03"]
    assert found["is_whole"].tolist() == [True, True, False]
    assert found["active"].tolist() == [3, 0, 1] and found["heard"].tolist() == [2, 0, 1]
    first = found.iloc[0]
    assert first["digital"] == pytest.approx(2 / 3) and isnan(found["digital"][1])
    assert first["digital_low"] == pytest.approx(cx.intervals.wilson(2, 3)[1])
    assert first[["satisfaction", "satisfaction_n", "ease", "ease_n"]].tolist() == [3.5, 2, 6, 1]
    assert first["satisfaction_low"] == pytest.approx(3.5 - 12.706205 * 0.5) and isnan(first["ease_low"])


def test_channels_are_guessed_by_their_words_and_filters_act():
    store = shop()
    guessed = cx.programme.channels(store, AS_OF).set_index("channel")["is_digital"]
    assert guessed[["App", "website", "Store", "Phone"]].tolist() == [True, True, False, False]
    assert cx.programme.trends(store, AS_OF)["digital"].iloc[0] == pytest.approx(2 / 3)
    north = cx.programme.trends(store, AS_OF, region="North")
    assert north[["active", "heard"]].iloc[0].tolist() == [1, 1] and north["digital"].iloc[0] == 0
    assert cx.programme.trends(store, AS_OF, digital=[])["digital"].isna().all()


def test_an_empty_store_and_few_months_have_no_verdict(store):
    assert cx.programme.trends(store, AS_OF).empty
    found = cx.programme.slopes(cx.programme.trends(shop(), AS_OF))
    assert [slope.series for slope in found] == ["digital", "satisfaction", "ease", "heard"]
    assert all(slope.verdict is None and isnan(slope.low) for slope in found)


def test_slopes_share_the_error_and_level_series_have_none():
    def month(n: int, heard: int) -> list[dict]:
        day = f"{2022 + n // 12}-{1 + n % 12:02d}-10"
        return [
            {"customer_id": f"c{who}", "answered_at": day, "measure": "csat", "subject": "Store", "score": 4 + who % 2}
            for who in range(heard)
        ]

    store = company(surveys=[row for n in range(24) for row in month(n, 40 + 3 * n + n % 2)])
    found = {slope.series: slope for slope in cx.programme.slopes(cx.programme.trends(store, date(2023, 12, 31)))}
    assert found["heard"].verdict is True and found["heard"].a_year == pytest.approx(36, abs=1)
    assert found["heard"].months == 24 and found["satisfaction"].verdict is None
    assert found["digital"].months == 0


def test_the_demo_agrees_with_an_independent_count(demo_store):
    store = cx.open_store(demo_store)
    last = date(2025, 6, 30)
    found = cx.programme.trends(store, last, digital=["App", "Website"]).iloc[-1]
    rows = store.rows(
        "select * from surveys where answered_at >= '2025-06-01' and answered_at < '2025-07-01'"
        " and customer_id is not null order by answered_at, upload_id, line"
    )
    votes: dict[tuple, float] = {}
    heard = set()
    for row in rows.itertuples():
        if row.measure == "csat":
            votes[row.customer_id, row.subject] = float(row.score)
        heard.add(row.customer_id)
    assert found["heard"] == len(heard) and found["satisfaction_n"] == len(votes)
    assert found["satisfaction"] == pytest.approx(mean(votes.values()))
    assert found["satisfaction_high"] - found["satisfaction"] == pytest.approx(
        1.9674 * stdev(votes.values()) / len(votes) ** 0.5, rel=0.01
    )
    acts = defaultdict(set)
    for query in (
        "select customer_id as who, channel from orders where revenue >= 0 and month(ordered_at) = 6"
        " and year(ordered_at) = 2025",
        "select person_id as who, channel from touchpoints where kind in ('visited', 'clicked', 'served')"
        " and coalesce(variant, '') <> 'held out' and month(occurred_at) = 6 and year(occurred_at) = 2025",
        "select customer_id as who, channel from tickets where month(opened_at) = 6 and year(opened_at) = 2025",
    ):
        for row in store.rows(query).dropna(subset="who").itertuples():
            acts[row.who].add(row.channel)
    store.close()
    assert found["active"] == len(acts)
    assert found["digital"] == pytest.approx(mean(bool(used & {"App", "Website"}) for used in acts.values()))
