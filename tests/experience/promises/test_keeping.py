"""Promises kept, claims and lists, on companies small enough to check by hand."""

from datetime import date

import pytest

from cx import promises
from tests.companies import company

AS_OF = date(2025, 12, 31)


def promise(number: str, kind: str = "delivery", made: str = "2025-06-01", customer: str | None = "A", **more) -> dict:
    return {"promise_id": number, "made_on": made, "customer_id": customer, "kind": kind} | more


def order(customer: str, day: str = "2025-06-01") -> dict:
    return {"order_id": f"{customer}{day}", "customer_id": customer, "ordered_at": day, "revenue": 10}


def states(store, as_of=AS_OF) -> dict[str, str]:
    found = promises.of_customer(store, "A", as_of)
    return dict(zip(found["promise_id"], found["state"], strict=True))


def test_a_promise_counts_once_its_day_is_past_and_the_flag_only_without_a_day_of_fulfilment():
    due = {"due_on": "2025-06-10"}
    store = company(
        promises=[
            promise("in time", **due, kept_on="2025-06-10"),
            promise("late", **due, kept_on="2025-06-11"),
            promise("late though yes", **due, kept_on="2025-06-11", kept=True),
            promise("in time though no", **due, kept_on="2025-06-09", kept=False),
            promise("said yes", **due, kept=True),
            promise("said no", **due, kept=False),
            promise("nothing said", **due),
            promise("not due", due_on="2026-01-01"),
            promise("no day", kept_on="2025-06-05"),
        ]
    )
    assert states(store) == {
        "in time": "kept", "late": "late", "late though yes": "late", "in time though no": "kept", "said yes": "kept",
        "said no": "broken", "nothing said": "overdue", "not due": "open", "no day": "given",
    }  # fmt: skip
    row = promises.kept(store, AS_OF).iloc[0]
    assert row[["made", "due", "kept", "late", "overdue", "open"]].tolist() == [9, 7, 3, 4, 1, 1]
    assert row["rate"] == pytest.approx(3 / 7)


def test_an_earlier_day_knows_nothing_of_what_was_kept_later():
    store = company(promises=[promise("P", due_on="2025-06-10", kept_on="2025-06-20")])
    found = {day: states(store, date(2025, 6, day)).get("P") for day in (9, 10, 19, 20)}
    assert found == {9: "open", 10: "overdue", 19: "overdue", 20: "late"}
    assert promises.of_customer(store, "A", date(2025, 5, 31)).empty
    assert promises.kept(store, date(2025, 6, 9)).iloc[0][["due", "open"]].tolist() == [0, 1]


def test_a_guarantee_counts_by_its_claim_whatever_day_it_runs_to():
    asked = {"asked_on": "2025-06-10"}
    rows = [
        promise("never claimed", "guarantee", due_on="2025-06-20"),
        promise("honoured", "guarantee", **asked, answered_on="2025-06-12", kept_on="2025-07-10"),
        promise("too late", "guarantee", **asked, answered_on="2025-06-12", kept_on="2025-07-11"),
        promise("refused", "guarantee", **asked, answered_on="2025-06-12", kept=False),
        promise("no answer", "guarantee", **asked),
        promise("young", "guarantee", asked_on="2025-12-10"),
        promise("old, claimed now", "guarantee", "2023-01-01", asked_on="2025-06-10", kept_on="2025-06-15"),
    ]
    store = company(promises=rows)
    assert states(store) == {
        "never claimed": "given", "honoured": "kept", "too late": "late", "refused": "broken", "no answer": "overdue",
        "young": "open", "old, claimed now": "kept",
    }  # fmt: skip
    found = promises.guarantees(store, AS_OF).iloc[0]
    counts = ["given", "claimed", "due", "answered", "honoured", "open"]
    assert found[counts].tolist() == [6, 6, 5, 4, 2, 1]
    assert found["rate"] == pytest.approx(0.4)
    assert promises.kept(store, AS_OF).iloc[0]["rate"] == found["rate"]
    before_the_claim = promises.guarantees(store, date(2025, 6, 9)).iloc[0]
    assert before_the_claim[counts].tolist() == [6, 0, 0, 0, 0, 0]


def test_dates_that_cannot_be_true_and_days_that_nobody_named_count_in_made_only():
    store = company(
        promises=[
            promise("before", due_on="2025-06-10", kept_on="2025-05-01"),
            promise("due before", due_on="2025-05-10", kept_on="2025-06-01"),
            promise("claimed before", "guarantee", asked_on="2025-05-10", kept_on="2025-06-01"),
            promise("no day", kept_on="2025-06-02", customer=None),
        ]
    )
    assert promises.kept(store, AS_OF)[["made", "due", "open"]].sum().tolist() == [4, 0, 0]
    assert promises.doubtful(store, AS_OF).values.tolist() == [[3, 1, 1, 4]]


def test_a_kind_stands_out_beyond_chance_and_a_region_has_its_own():
    rows = [
        promise(f"{kind}{n}", kind, customer=f"C{n % 40}", due_on="2025-06-10", kept=n < kept)
        for kind, kept in (("delivery", 50), ("refund", 95), ("price", 5))
        for n in range(100 if kind != "price" else 6)
    ]
    customers = [{"customer_id": f"C{n}", "region": "North" if n < 20 else "South"} for n in range(40)]
    store = company(promises=rows, customers=customers)
    found = promises.kept(store, AS_OF)
    assert found["kind"].tolist() == ["delivery", "refund", "price"]
    assert found["verdict"].tolist() == ["lower", "higher", None]
    north = promises.kept(store, AS_OF, region="North").set_index("kind")
    assert north["due"].to_dict() == {"delivery": 60, "refund": 60, "price": 6}


def test_kept_beside_the_year_before():
    rows = [
        promise(f"{year}-{n}", made=f"{year}-06-01", due_on=f"{year}-06-03", kept=n < kept)
        for year, kept in ((2024, 90), (2025, 60))
        for n in range(100)
    ]
    before = (date(2024, 1, 1), date(2024, 12, 31))
    found = promises.changes(company(promises=rows), AS_OF, date(2025, 1, 1), before).iloc[0]
    assert found[["measure", "group", "before", "now", "verdict"]].tolist() == ["kept", "delivery", 0.9, 0.6, "worse"]


def test_the_list_has_what_is_overdue_and_due_soon_most_contribution_first():
    store = company(
        orders=[order("A"), order("B") | {"revenue": 90}],
        journey=[{"touchpoint": "Delivery", "step": "use", "p": "place", "team": "fulfilment"}],
        promises=[
            promise("old", due_on="2025-06-10", touchpoint=" delivery"),
            promise("newer", customer="B", due_on="2025-06-15"),
            promise("soon", due_on="2026-01-07"),
            promise("soon, but kept", due_on="2026-01-07", kept_on="2025-12-30"),
            promise("later", due_on="2026-01-08"),
            promise("nobody", customer=None, due_on="2025-12-30", kind="refund"),
        ],
    )
    found = promises.due(store, AS_OF, states=("overdue", "soon"))
    assert found["promise_id"].tolist() == ["newer", "old", "soon", "nobody"]
    assert found["days_late"].tolist() == [199, 204, -7, 1]
    assert found["team"].tolist()[1] == "fulfilment"
    assert found.loc[0, ["promises", "customers"]].tolist() == [4, 2]
    assert promises.due(store, AS_OF)["promise_id"].tolist() == ["newer", "old", "nobody"]
    assert promises.due(store, AS_OF, kind="refund")["promise_id"].tolist() == ["nobody"]
    assert promises.due(store, AS_OF, since=date(2025, 6, 11))["promise_id"].tolist() == ["newer", "nobody"]
    with pytest.raises(ValueError, match="states are"):
        promises.due(store, AS_OF, states=("lost",))
    with pytest.raises(ValueError, match="none of delivery"):
        promises.due(store, AS_OF, kind="cake")


def test_no_promise_at_all():
    store = company(orders=[order("A")])
    assert promises.kept(store, AS_OF).empty
    assert promises.guarantees(store, AS_OF)["due"].tolist() == [0]
    assert promises.due(store, AS_OF).empty
    assert promises.gaps(store, AS_OF).empty
    assert promises.of_customer(store, "A").empty
