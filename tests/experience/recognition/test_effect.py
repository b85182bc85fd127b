"""What thanks change, and who was thanked in time: by hand, and as planted in the demo company."""

import shutil
from datetime import date

import pandas as pd
import pytest

import cx
from cx import recognition
from data import archetypes
from data import recognition as planted
from tests.companies import company
from tests.experience.recognition.test_due import complaint, nps, order, thanked

AS_OF = date(2025, 6, 10)
DAY = pd.Timedelta(days=1)


def test_the_first_row_of_a_person_counts_once_its_60_days_are_over():
    store = company(
        orders=[
            order(1, "T", "2025-02-02"),
            order(2, "T", "2025-01-31"),
            order(3, "Edge", "2025-04-02"),
            order(4, "Out", "2025-04-03"),
            order(5, "H", "2025-02-01"),
        ],
        touchpoints=[
            *[thanked(name, "2025-02-01 09:00") for name in ("T", "Edge", "Out")],
            thanked("H", "2025-02-01 09:00", "held out"),
            thanked("H", "2025-03-09", "treated"),
            thanked("Young", "2025-04-12", "held out"),
        ],
        surveys=[
            nps("T", "2025-02-01", 0),
            nps("T", "2025-05-01", 9),
            nps("T", "2025-06-01", 3),
            nps("H", "2025-03-01", 9),
        ],
    )
    found = recognition.effect(store, AS_OF).set_index("measure")
    assert list(found.index) == ["order", "nps"]
    columns = ["thanked", "thanked_n", "held_out", "held_out_n"]
    assert found.loc["order", columns].tolist() == [2, 3, 0, 1]
    assert found.loc["nps", columns].tolist() == [1, 1, 1, 1]
    assert found.at["order", "more"] == pytest.approx(2.0)
    assert recognition.effect_from(store, AS_OF) == date(2025, 4, 2)
    assert recognition.effect(store, date(2025, 4, 1)).empty
    assert found["verdict"].isna().all()
    assert recognition.effect_from(company(), AS_OF) is None


def test_thanks_in_time_come_within_30_days_of_a_reason_that_was_due():
    names = ("In", "Late", "Never", "HeldOut", "Resting", "Open")
    store = company(
        orders=[order(n, name, "2025-01-02") for n, name in enumerate(names)],
        surveys=[nps(name, "2025-03-01", 10) for name in names],
        touchpoints=[
            thanked("In", "2025-03-31"),
            thanked("Late", "2025-04-01"),
            thanked("HeldOut", "2025-03-05", "held out"),
            thanked("Resting", "2025-01-20"),
        ],
        tickets=[complaint("Open", "2025-02-01")],
    )
    found = recognition.in_time(store, AS_OF).iloc[0]
    assert (found.group, found.n, found.thanked) == ("promoter", 3, 1)
    assert recognition.in_time(store, date(2025, 3, 30)).empty
    by_month = recognition.in_time(store, AS_OF, "month")
    assert by_month[["group", "n"]].values.tolist() == [["2025-03-01", 3]]
    assert recognition.in_time(store, date(2025, 4, 29), "month").empty
    months = recognition.by_month(store, AS_OF)
    assert months["thanked"].tolist() == [1, 1, 1] and months["held_out"].tolist() == [0, 1, 0]
    with pytest.raises(ValueError, match="none of reason, month"):
        recognition.in_time(store, AS_OF, "tier")
    given = {"since": date(2025, 1, 1), "before": (date(2024, 1, 1), date(2024, 12, 31))}
    changes = recognition.changes(store, AS_OF, **given).set_index("measure")
    assert changes["now"].tolist() == [pytest.approx(1 / 3), 3]


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("planted") / "demo.duckdb"))
    yield opened
    opened.close()


def due_by_hand(store) -> set[str]:
    """Customers with a reason of the last week of 2025, all but Platinum, whom nothing keeps from being thanked."""
    last, first = pd.Timestamp("2025-12-31"), pd.Timestamp("2025-12-25")

    def of_week(days: pd.Series) -> pd.Series:
        return days.dt.normalize().between(first, last)

    orders = store.rows("select customer_id, ordered_at from orders where revenue >= 0 and customer_id is not null")
    orders["day"] = orders["ordered_at"].dt.normalize()
    bought = orders.groupby("customer_id")["day"].agg(["min", "max"])
    contacts = store.rows("select person_id, occurred_at, kind, referrer_id from touchpoints")
    sent = contacts.dropna(subset="referrer_id").join(bought, on="person_id", how="inner")
    sent = sent[of_week(sent["min"]) & (sent["min"] >= sent["occurred_at"].dt.normalize())]
    joined = store.rows("select customer_id, joined_on from customers").join(bought, on="customer_id", how="inner")
    both = joined.merge(orders[["customer_id", "day"]], on="customer_id")
    loyal = set()
    for years in (1, 5):
        since = pd.to_datetime(both["joined_on"]) + pd.DateOffset(years=years)
        active = (both["day"] > since - 180 * DAY) & (both["day"] <= since)
        loyal |= set(both["customer_id"][of_week(since) & active])
    tickets = store.rows("select * from tickets where kind = 'complaint' and customer_id is not null")
    again = tickets["reopened_at"] > tickets["resolved_at"]
    helped = tickets[of_week(tickets["resolved_at"]) & tickets["satisfied"].eq(True) & ~again]
    scores = store.rows("select customer_id, answered_at from surveys where measure = 'nps' and score >= 9")
    found = {*sent["referrer_id"], *loyal, *helped["customer_id"]}
    found |= set(scores["customer_id"][of_week(scores["answered_at"])].dropna())
    rested = contacts[(contacts["kind"] == "thanked") & (contacts["occurred_at"] >= last - 60 * DAY)]
    of_late = tickets["opened_at"] >= last - 59 * DAY
    waiting = tickets[of_late & (tickets["resolved_at"].isna() | again | tickets["satisfied"].eq(False))]
    return found - set(rested["person_id"]) - set(waiting["customer_id"])


def test_the_list_equals_one_made_by_hand(store):
    rows = recognition.due(store, date(2025, 12, 31), limit=None)
    assert set(rows[rows["reason"] != "platinum"]["customer_id"]) == due_by_hand(store)
    assert rows["since"].between("2025-12-25", "2025-12-31").all()


def by_hand(store) -> pd.DataFrame:
    """Customers, and those of them with an order, of each variant: in plain Python."""
    contacts = store.rows("select person_id, occurred_at, variant from touchpoints where kind = 'thanked'")
    first = contacts.sort_values("occurred_at").drop_duplicates("person_id")
    first["day"] = first["occurred_at"].dt.normalize()
    first = first[first["day"] + 60 * DAY <= pd.Timestamp("2025-12-31")]
    orders = store.rows("select order_id, customer_id, ordered_at from orders where revenue >= 0")
    orders = orders.groupby("order_id").agg(customer=("customer_id", "first"), at=("ordered_at", "min"))
    both = first.merge(orders, left_on="person_id", right_on="customer")
    days = (both["at"].dt.normalize() - both["day"]).dt.days
    ordered = set(both.loc[days.between(1, 60), "person_id"])
    return first.assign(ordered=first["person_id"].isin(ordered)).groupby("variant")["ordered"].agg(["size", "sum"])


def test_the_effect_equals_a_count_by_hand_and_holds_what_was_planted(store):
    found = recognition.effect(store, date(2025, 12, 31)).iloc[0]
    hand = by_hand(store)
    assert [found.thanked_n, found.thanked] == hand.loc["treated"].tolist()
    assert [found.held_out_n, found.held_out] == hand.loc["held out"].tolist()
    regions = store.rows("select distinct region from known_customers where region is not null")["region"]
    for region in (region for region in regions if region != archetypes.NO_EFFECT_REGION):
        row = recognition.effect(store, date(2025, 12, 31), region=region).iloc[0]
        reach = 1.7 * (row.high - row.low) / 2  # 99.9 %
        assert row.difference == pytest.approx(planted.UPLIFT, abs=reach), region
    none = recognition.effect(store, date(2025, 12, 31), region=archetypes.NO_EFFECT_REGION)
    assert none["verdict"].isna().all()
