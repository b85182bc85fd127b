"""What campaigns changed, on counts that were published, on shops small enough to count, and on the demo."""

from datetime import date, timedelta

import pandas as pd
import pytest

import cx
from cx import campaigns
from cx.errors import CxError
from cx.market.campaigns.differences import of_share
from data import generate

AS_OF = date(2025, 12, 31)
HEAD = "person_id,occurred_at,campaign,kind,variant\n"
ORDERS = "order_id,customer_id,ordered_at,revenue,cost\n"
OFFER = "Autumn kitchen offer 2025"


def shop(store: cx.Store, mails: list[str], orders: list[str]) -> cx.Store:
    store.load("touchpoints", (HEAD + "\n".join(mails) + "\n").encode())
    store.load("orders", (ORDERS + "\n".join(f"o{n},{line}" for n, line in enumerate(orders)) + "\n").encode())
    return store


def mails(treated: int, held_out: int, campaign: str = "Spring") -> list[str]:
    sent = [f"t{n},2025-03-01 09:00,{campaign},sent,treated" for n in range(treated)]
    return sent + [f"h{n},2025-03-01 09:00,{campaign},,held out" for n in range(held_out)]


@pytest.mark.parametrize(
    ("sent", "found"), [((267, 21_307), (0.681, 0.501, 0.864)), ((189, 21_387), (0.311, 0.150, 0.475))]
)
def test_published_counts_of_hillstrom_minethatdata_2008(sent, found):
    row = of_share(sent, (122, 21_306))
    assert [round(100 * row[name], 3) for name in ("difference", "low", "high")] == pytest.approx(found, abs=0.0006)


def test_only_orders_from_the_day_of_the_mail_to_30_days_later_count_and_guests_do_not(store):
    orders = ["t0,2025-02-28,9,1", "t1,2025-03-01,9,1", "t2,2025-03-31,9,1", "t3,2025-04-01,9,1", "h0,2025-03-05,9,1",
              "t4,2025-03-05,-9,-1", ",2025-03-05,9,1", "t1,2025-03-04,8,2"]  # fmt: skip
    found = campaigns.uplift(shop(store, mails(5, 2), orders), AS_OF, "Spring").set_index("measure")
    assert found.loc["bought", ["sent", "held_out_n", "treated", "held_out"]].tolist() == [5, 2, 0.4, 0.5]
    assert found.loc["orders", ["treated", "held_out"]].tolist() == [0.6, 0.5]
    assert found.loc["margin", "treated"] == pytest.approx((8 + 8 + 6 - 8) / 5)
    assert found["verdict"].isna().all()
    assert campaigns.uplift(store, date(2025, 3, 30), "Spring").empty
    assert campaigns.response(store, date(2025, 3, 30))["verdict"].tolist() == [campaigns.NOT_OVER]


def test_no_campaign_none_held_out_more_held_out_than_mailed_and_everybody_unsubscribed(store):
    assert campaigns.response(shop(store, ["a,2025-03-01,Ads,exposed,"], ["a,2025-03-02,9,1"]), AS_OF).empty
    assert campaigns.uplift(store, AS_OF, "Ads").empty and campaigns.trust(store, AS_OF, "Ads").empty
    alone = [f"t{n},2025-03-01,Alone,{kind}," for n in range(40) for kind in ("sent", "unsubscribed")]
    shop(store, [*mails(40, 80), *alone], [f"t{n},2025-03-05,9,1" for n in range(30)])
    found = campaigns.response(store, AS_OF).set_index("campaign")
    assert found.loc["Alone", ["sent", "unsubscribed", "bought", "verdict"]].tolist() == [40, 40, 30, "nobody held out"]
    assert pd.isna(found.loc["Alone", "uplift"])
    assert found.loc["Spring", ["held_out", "uplift", "verdict"]].tolist() == [80, 0.75, "higher"]


def test_variants_of_a_mailing_list_count_where_touchpoints_have_none(store):
    listed = [(f"t{n}", "treated") for n in range(3)] + [(f"h{n}", "held out") for n in range(2)]
    with store.transaction() as cursor:
        for who, variant in listed:
            cursor.execute(f"insert into mailing_lists values (1, 'Spring', '2025-02-28', '{who}', '{variant}', null)")
    sent = [f"t{n},2025-03-01,Spring,sent," for n in range(3)]
    row = campaigns.response(shop(store, sent, ["t0,2025-03-05,9,1", "h0,2025-03-06,9,1"]), AS_OF).iloc[0]
    assert (row["sent"], row["held_out"], round(row["uplift"], 4)) == (3, 2, round(1 / 3 - 1 / 2, 4))


def test_a_planned_share_is_stated_and_taken_back(store):
    campaigns.state_share(store, "Spring", 0.25)
    assert campaigns.planned_share(store, "Spring") == 0.25
    campaigns.state_share(store, "Spring", None)
    assert campaigns.planned_share(store, "Spring") is None
    with pytest.raises(CxError, match="between 0% and 100%"):
        campaigns.state_share(store, "Spring", 1.0)


def test_false_alarms_of_halves_are_5_percent_and_fewer_where_hardly_anybody_buys():
    assert campaigns.false_alarms(400, 800) == pytest.approx(0.05, abs=0.01)
    assert campaigns.false_alarms(3, 800) < 0.01
    assert pd.isna(campaigns.false_alarms(20, 59))


def test_the_demo_shows_what_is_planted_in_it(demo_store):
    store = cx.open_store(demo_store)
    planted = generate.truth()["planted"].set_index("name")["value"]
    found = campaigns.response(store, AS_OF).set_index("campaign")
    assert found.loc["Newsletter 2025-11", "verdict"] == campaigns.NO_CONTROL
    assert found.loc["Newsletter 2025-05", "verdict"] == campaigns.TOO_FEW
    assert found.loc["Spring offer 2025", "low"] < 0.08 < found.loc["Spring offer 2025", "high"]
    assert found.loc[found["held_out"] > 0, "unsubscribed"].gt(0).all()
    checks = {
        name: campaigns.trust(store, AS_OF, name, planned=planted[f"planned held out: {name}"]).set_index("check")
        for name in ("Spring offer 2025", "Summer sale 2025", OFFER)
    }
    assert {name: table.loc["split", "verdict"] for name, table in checks.items()} == {
        "Spring offer 2025": "fails", "Summer sale 2025": "passes", OFFER: "passes",
    }  # fmt: skip
    assert checks["Summer sale 2025"].loc["later_orders", "verdict"] == "fails"
    assert checks[OFFER].loc["later_orders", "verdict"] == "passes"
    tiers = campaigns.uplift(store, AS_OF, OFFER, by="tier").query("measure == 'bought'").set_index("group")
    assert tiers.loc["Silver", "verdict"] == "higher" and tiers.loc["Platinum", "verdict"] is None
    _same_by_hand(store, found.loc[OFFER])
    store.close()


def _same_by_hand(store: cx.Store, row: pd.Series) -> None:
    """Count the offer in plain Python."""
    touched = store.rows(f"select person_id, kind, variant from touchpoints where campaign = '{OFFER}'")
    sent = set(touched.loc[touched["kind"] == "sent", "person_id"])
    out = set(touched.loc[touched["variant"] == "held out", "person_id"])
    days = store.rows("select customer_id, cast(ordered_at as date) as day, revenue from orders where revenue > 0")
    first = date(2025, 10, 1)
    near = {
        who
        for who, day in zip(days["customer_id"], pd.to_datetime(days["day"]).dt.date, strict=True)
        if first <= day <= first + timedelta(days=30)
    }
    assert (len(sent), len(out), len(sent & near)) == (row["sent"], row["held_out"], row["bought"])
    assert len(sent & near) / len(sent) - len(out & near) / len(out) == pytest.approx(row["uplift"])
