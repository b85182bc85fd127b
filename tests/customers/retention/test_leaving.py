"""Overdue customers and reasons for leaving, on shops small enough to check by hand."""

from datetime import date, timedelta

import pytest

from cx.customers import retention
from tests.companies import company

FIRST = date(2025, 1, 1)


def on(days):
    return (FIRST + timedelta(days=days)).isoformat()


def order(customer, days, revenue=10):
    return {
        "order_id": f"{customer}-{days}-{revenue}", "customer_id": customer, "ordered_at": on(days), "revenue": revenue
    }  # fmt: skip


def weekly_shop(last_of_a=70):
    """Five customers who order every 7 days, 11 times; a stops at some day; z ordered once, at the start."""
    rows = [order(customer, 7 * week) for customer in "abcde" for week in range(11)]
    rows = [row for row in rows if row["customer_id"] != "a" or row["ordered_at"] <= on(last_of_a)]
    return company(
        orders=[*rows, order("z", 0, 99)],
        customers=[{"customer_id": "a", "name": "Ann", "region": "North"}],
    )


def test_who_is_longer_without_an_order_than_nearly_all_gaps_of_the_same_rhythm_is_overdue():
    store = weekly_shop(last_of_a=63)
    on_time, late = date(2025, 3, 12), date(2025, 3, 13)
    assert (on_time - FIRST).days == 70
    assert retention.overdue(store, on_time).empty
    assert retention.overdue(store, late)["customer_id"].tolist() == ["a"]
    group = retention.rhythms(store, late).set_index("rhythm").loc[7]
    assert (group["customers"], group["gaps"], group["limit_days"], group["overdue"]) == (5, 44, 7, 1)


def test_a_group_of_too_few_gaps_has_no_limit_and_nobody_overdue():
    groups = retention.rhythms(weekly_shop(), date(2025, 12, 31)).set_index("rhythm")
    assert groups.loc[1, "gaps"] == 5
    assert groups.loc[1, ["limit_days", "overdue", "rate"]].isna().all()
    assert groups.loc[7, "overdue"] == 5


def test_the_overdue_are_listed_with_most_revenue_first_and_counted_beyond_the_limit():
    store = weekly_shop(last_of_a=63)
    listed = retention.overdue(store, date(2025, 12, 31), limit=2)
    assert listed["customer_id"].tolist() == ["b", "c"]
    assert listed["customers"].tolist() == [5, 5]
    assert listed["revenue_of_all"].iloc[0] == 100 + 4 * 110
    assert retention.overdue(store, date(2025, 12, 31), region="North")["name"].tolist() == ["Ann"]


def test_a_customer_is_overdue_on_the_day_after_the_limit():
    store = weekly_shop(last_of_a=63)
    begins = FIRST + timedelta(days=63 + 8)
    asked = {"as_of": FIRST + timedelta(days=72), "overdue_from": begins}
    assert retention.overdue(store, **asked)["customer_id"].tolist() == ["a"]
    assert retention.overdue(store, **{**asked, "overdue_from": begins + timedelta(days=1)}).empty


def test_as_of_in_the_past_a_later_order_is_not_known():
    store = weekly_shop()
    assert retention.overdue(store, FIRST + timedelta(days=70)).empty
    assert retention.rhythms(store, FIRST)["rhythm"].tolist() == [1]


def test_who_ordered_once_has_no_rhythm_and_is_never_overdue():
    """Forty who order every 10 days, whose first gaps would give a limit; z ordered once, a year ago."""
    rows = [order(f"c{number}", 10 * week) for number in range(40) for week in range(3)]
    store = company(orders=[*rows, order("z", 0)])
    late = FIRST + timedelta(days=365)
    once = retention.rhythms(store, late).set_index("rhythm").loc[1]
    assert (once["customers"], once["gaps"]) == (1, 40)
    assert once[["limit_days", "overdue", "rate"]].isna().all()
    assert "z" not in set(retention.overdue(store, late)["customer_id"])


def test_running_gaps_are_censored_as_in_kaplan_meier_by_hand():
    """After a first gap of 10 days: 30 gaps of 10 days and 10 of 20 are over; 30 run for 10 days and 20 for 15.

    Longer than 10 days: 1 - 30 / 90 = 2 / 3, than 20 days: none of 10. The gaps that are over alone have the median 10.
    """
    quick = [order(f"q{number}", day) for number in range(30) for day in (45, 55, 65)]
    slow = [order(f"s{number}", day) for number in range(10) for day in (45, 55, 75)]
    seen = [order(f"n{number}", day) for number in range(20) for day in (50, 60)]
    group = retention.rhythms(company(orders=[*quick, *slow, *seen]), FIRST + timedelta(days=75))
    group = group.set_index("rhythm").loc[14]
    assert (group["gaps"], group["usual_days"], group["limit_days"]) == (40, 20, 20)


def test_those_who_left_for_good_do_not_put_the_limit_out_of_reach():
    """Every 7 days; half of the customers stop after three orders: far over 5 % of the gaps never end."""
    rows = [order(f"c{number}", 7 * week) for number in range(40) for week in range(3 if number % 2 else 12)]
    as_of = FIRST + timedelta(days=7 * 11)
    group = retention.rhythms(company(orders=rows), as_of).set_index("rhythm").loc[7]
    assert (group["limit_days"], group["overdue"]) == (7, 20)


def test_a_long_gap_belongs_to_the_rhythm_before_it_and_does_not_choose_its_own_group():
    rows = [order(f"c{number}", day) for number in range(30) for day in (0, 7, 14, 200)]
    groups = retention.rhythms(company(orders=rows), FIRST + timedelta(days=200)).set_index("rhythm")
    assert groups["gaps"].to_dict() == {90: 0}
    rows += [order(f"d{number}", day) for number in range(5) for day in (193, 200)]
    groups = retention.rhythms(company(orders=rows), FIRST + timedelta(days=200)).set_index("rhythm")
    assert groups.loc[7, "gaps"] == 60
    assert groups.loc[7, "limit_days"] == 186


def leaving_shop():
    """Four customers of 1 January; two leave, for price on day 10 and for delivery on day 20; one said both."""
    return company(
        orders=[order(customer, 0) for customer in "abcd"] + [order("early", 50)],
        churn_reasons=[
            {"customer_id": "a", "left_on": on(10), "reason": "price"},
            {"customer_id": "b", "left_on": on(20), "reason": "delivery"},
            {"customer_id": "b", "left_on": on(30), "reason": "price"},
            {"customer_id": "early", "left_on": on(5), "reason": "price"},
            {"customer_id": "nobody", "left_on": on(5), "reason": "price"},
        ],
    )


def test_reasons_are_competing_risks_among_all_who_were_customers():
    curve = retention.reasons(leaving_shop(), date(2025, 12, 31))
    last = curve.groupby("reason").last()
    assert last["share"].to_dict() == pytest.approx({"price": 1 / 4, "delivery": 1 / 4})
    assert curve["at_risk"].tolist() == [4, 3] * 2


def test_a_goodbye_after_the_as_of_date_is_not_known_yet():
    curve = retention.reasons(leaving_shop(), FIRST + timedelta(days=15))
    assert curve["reason"].tolist() == ["price"]


def test_rare_reasons_go_together_and_nothing_disappears():
    whole = retention.reasons(leaving_shop(), date(2025, 12, 31))
    gathered = retention.reasons(leaving_shop(), date(2025, 12, 31), most=1)
    assert set(gathered["reason"]) == {"delivery", "(other reasons)"}
    assert gathered["people"].sum() == whole["people"].sum()


def test_a_saved_segment_chooses_customers_and_moves_no_limit():
    store = weekly_shop(last_of_a=63)
    with store.transaction() as cursor:
        cursor.execute("insert into saved_segment_members values ('Two', 'b'), ('Two', 'z')").fetchall()
    asked = {"as_of": date(2025, 12, 31), "segment": "Two"}
    assert retention.overdue(store, **asked)["customer_id"].tolist() == ["b"]
    assert retention.rhythms(store, **asked)["gaps"].tolist() == [5, 44]
    assert retention.flow(store, **asked)["new"].sum() == 2
    assert retention.cohorts(store, **asked)["base"].max() == 2
    assert retention.reasons(store, **asked).empty
