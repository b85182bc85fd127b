"""Whom to thank this week: every reason, and every reason not to, on companies small enough to check by hand."""

from datetime import date

import pytest

from cx import recognition
from cx.customers.listing import Page
from cx.errors import CxError
from tests.companies import company

AS_OF = date(2025, 6, 10)


def order(number, customer, day, revenue=50):
    return {"order_id": number, "customer_id": customer, "ordered_at": day, "revenue": revenue, "cost": 20}


def nps(customer, day, score):
    return {"answered_at": day, "customer_id": customer, "measure": "nps", "score": score}


def complaint(customer, opened, resolved=None, satisfied=None, reopened=None):
    return {
        "ticket_id": f"{customer}{opened}",
        "opened_at": opened,
        "customer_id": customer,
        "kind": "complaint",
        "resolved_at": resolved,
        "satisfied": satisfied,
        "reopened_at": reopened,
    }


def thanked(customer, day, variant="treated"):
    return {"person_id": customer, "occurred_at": day, "kind": "thanked", "variant": variant}


def referred(person, day, by):
    return {"person_id": person, "occurred_at": day, "kind": "referred", "referrer_id": by}


def reasons_of(store, **asked):
    found = recognition.due(store, AS_OF, **asked)
    return dict(zip(found["customer_id"], found["reason"], strict=True))


def test_each_reason_counts_from_its_day_and_for_a_week():
    store = company(
        orders=[
            order(1, "Friend", "2025-06-05"),
            order(2, "Early", "2025-06-05"),
            *[order(10 + n, name, "2025-05-01") for n, name in enumerate(("Old", "New", "Late"))],
            order(20, "Gone5", "2024-12-06"),
        ],
        customers=[
            {"customer_id": "Old", "joined_on": "2020-06-04"},
            {"customer_id": "New", "joined_on": "2024-06-10"},
            {"customer_id": "Late", "joined_on": "2024-06-03"},
            {"customer_id": "Silent", "joined_on": "2020-06-04"},
            {"customer_id": "Gone5", "joined_on": "2020-06-04"},
        ],
        touchpoints=[
            referred("Friend", "2025-05-20", "Host"),
            referred("Nobody", "2025-05-20", "Other"),
            referred("Early", "2025-06-09", "After"),
            referred("Early", "2025-05-09", "Early"),
        ],
        tickets=[
            complaint("Helped", "2025-06-01", "2025-06-04", True),
            complaint("Again", "2025-06-01", "2025-06-04", True, "2025-06-06"),
            complaint("Cross", "2025-06-01", "2025-06-04", False),
            complaint("Before", "2025-05-01", "2025-06-03", True),
        ],
        surveys=[nps("Nine", "2025-06-04", 9), nps("Eight", "2025-06-05", 8), nps("LastWeek", "2025-06-03", 10)],
    )
    assert reasons_of(store) == {
        "Old": "five_years",
        "New": "first_year",
        "Host": "referral",
        "Helped": "resolved",
        "Nine": "promoter",
    }
    rows = recognition.due(store, AS_OF).set_index("customer_id")
    assert rows.loc[["Host", "Old", "Helped", "Nine"], "amount"].tolist() == [1, 5, 3, 9]
    assert rows["since"].dt.strftime("%m-%d").to_dict() == {
        "Old": "06-04", "New": "06-10", "Host": "06-05", "Helped": "06-04", "Nine": "06-04"
    }  # fmt: skip
    assert (rows["customers"] == 5).all() and (rows["never_thanked"] == 5).all()


def test_who_complains_was_thanked_or_held_out_within_60_days_is_not_due():
    names = ("Free", "Open", "Reopened", "Cross", "Thanked", "HeldOut", "LongAgo", "Tomorrow")
    store = company(
        orders=[order(n, name, "2025-05-01") for n, name in enumerate(names)],
        surveys=[nps(name, "2025-06-06", 10) for name in names],
        tickets=[
            complaint("Open", "2025-04-12"),
            complaint("Free", "2025-04-11"),  # for more than 60 days: not counted as open any more
            complaint("Reopened", "2025-05-01", "2025-05-02", True, "2025-06-01"),
            complaint("Cross", "2025-05-01", "2025-05-02", False),
            complaint("Tomorrow", "2025-06-11"),
        ],
        touchpoints=[
            thanked("Thanked", "2025-04-11 09:00"),
            thanked("HeldOut", "2025-06-01", "held out"),
            thanked("LongAgo", "2025-04-10"),
        ],
    )
    rows = recognition.due(store, AS_OF).set_index("customer_id")
    assert set(rows.index) == {"Free", "LongAgo", "Tomorrow"}
    assert rows["last_thanked"].notna().to_dict() == {"Free": False, "LongAgo": True, "Tomorrow": False}
    found = recognition.week(store, AS_OF).iloc[0]
    assert (found.customers, found.due, found.never_thanked) == (8, 3, 2)
    assert (found.complaining, found.thanked, found.held_out) == (3, 1, 1)


def both():
    return company(
        orders=[order(1, "A", "2025-05-01", 900), order(2, "B", "2025-05-01"), order(3, "Friend", "2025-06-05")],
        customers=[{"customer_id": "A", "name": "Ann", "region": "North"}, {"customer_id": "B", "region": "South"}],
        touchpoints=[referred("Friend", "2025-05-20", "A")],
        surveys=[nps("A", "2025-06-05", 10), nps("B", "2025-06-05", 9), nps("B", "2025-06-08", 10)],
    )


def test_of_several_reasons_the_first_that_counts_is_listed_with_its_words():
    store = both()
    assert reasons_of(store) == {"A": "referral", "B": "promoter"}
    chosen = [recognition.Reason("referral", "A call", is_on=False), recognition.Reason("promoter", "  Two  roses ")]
    recognition.save_reasons(store, chosen)
    rows = recognition.due(store, AS_OF)
    assert rows[["customer_id", "reason", "fitting"]].values.tolist() == [
        ["A", "promoter", "Two roses"],
        ["B", "promoter", "Two roses"],
    ]
    assert rows["amount"].tolist() == [10, 10]
    recognition.save_reasons(store, [recognition.Reason("promoter", "")])
    assert recognition.reasons(store)[4].words == "A note that asks for a review"
    with pytest.raises(CxError, match="at most 80"):
        recognition.save_reasons(store, [recognition.Reason("promoter", "x" * 81)])
    with pytest.raises(CxError, match="no reason to thank"):
        recognition.save_reasons(store, [recognition.Reason("rich", "x")])
    assert recognition.due(store, AS_OF, reasons=[]).empty


def test_the_list_is_filtered_searched_paged_and_saved():
    store = both()
    assert reasons_of(store, region="South") == {"B": "promoter"}
    assert reasons_of(store, only=("referral",)) == {"A": "referral"}
    page = recognition.due(store, AS_OF, limit=Page(search="ann"))
    assert page[["customer_id", "found", "customers"]].values.tolist() == [["A", 1, 2]]
    assert recognition.save_due(store, "Thank", "all", AS_OF) == 2
    assert recognition.week(store, AS_OF, segment="Thank")["due"].tolist() == [2]
    assert recognition.week(store, date(2025, 5, 2))["customers"].tolist() == [0]


def test_who_became_platinum_this_week_by_the_model_of_today():
    rows = [order(n, f"c{n:02d}", "2025-05-20", 40 + n) for n in range(60)]
    rows += [order(100 + n, f"P{n}", "2025-05-20", 4000 + n) for n in range(6)]
    store = company(orders=[*rows, order(999, "c00", "2025-06-08", 4200)])
    found = recognition.due(store, AS_OF)
    assert found[["customer_id", "tier", "reason"]].values.tolist() == [["c00", "Platinum", "platinum"]]
    assert str(found["since"].iloc[0].date()) == "2025-06-08"
