"""Mailing lists: who is left out and why, the control group, and lists that were made."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cx
from cx.errors import CxError
from cx.market import offers
from tests import shops

AS_OF = date(2025, 12, 31)
ORDERS = "order_id,customer_id,ordered_at,product_id,revenue\n"
TICKETS = b"ticket_id,opened_at,customer_id,kind\nT1,2025-12-20,Cross,complaint\n"
TOUCHES = "person_id,occurred_at,channel,campaign,kind,variant\n"
WHO = ("Agrees", "Refuses", "Mute", "Out", "Bounced", "Cross", "Lately", "Held", "Unread", "Clicked", "Silent")


@pytest.fixture
def shop(store: cx.Store) -> cx.Store:
    """Everybody but Silent orders every 30 days until 10 December; Silent stops in June, Lately goes on."""
    days = pd.date_range("2025-01-14", periods=12, freq="30D")
    lines = [f"{who}{day:%m%d},{who},{day:%Y-%m-%d},P1,9" for who in (*WHO, *"STUVWXYZ") for day in days]
    lines = [line for line in lines if not (line.startswith("Silent") and line.split(",")[2] > "2025-06-30")]
    store.load("orders", (ORDERS + "\n".join([*lines, "L,Lately,2025-12-20,P2,9"])).encode())
    says = {"Refuses": "no", "Mute": ""}
    rows = [f"{who},{says.get(who, 'Yes')}" for who in WHO]
    store.load("customers", ("customer_id,newsletter\n" + "\n".join([*rows, "Never,yes"])).encode())
    store.load("tickets", TICKETS)
    mails = [
        f"{who},2025-{month:02}-05,Email,M{month},sent," for who in ("Unread", "Clicked") for month in range(6, 11)
    ]
    mails += ["Clicked,2025-10-06,Email,M10,clicked,", "Unread,2025-10-06,Search,Ads,clicked,"]
    mails += ["Out,2025-03-01,Email,M3,unsubscribed,", "Bounced,2025-03-01,Email,M3,bounced,"]
    mails += ["Held,2025-12-05,Email,M12,,held out", "Held,2025-11-01,Email,M11,,held out"]
    mails += ["Agrees,2025-12-01,Email,M12,,held out"]  # 31 days ago: that test is over
    store.load("touchpoints", (TOUCHES + "\n".join(mails)).encode())
    return store


def _states(store: cx.Store, **asked) -> dict[str, int]:
    found = offers.exclusions(store, AS_OF, **asked)
    assert found["state"].tolist() == list(offers.STATES)
    return {state: n for state, n in found.itertuples(index=False) if n}


def test_every_reason_leaves_out_its_customer_in_order_and_the_counts_add_up_to_all(shop):
    left_out = {"unsubscribed": 2, "complaint": 1, "bought_lately": 1, "silent": 1, "in_test": 1, "unread": 1}
    assert _states(shop) == left_out | {"listed": 13}
    offers.set_consent_attribute(shop, "newsletter")
    asked = _states(shop)
    assert (
        asked["no_consent"] == 10 and asked["listed"] == 3
    )  # Refuses, Mute and eight of whom no file of customers says anything
    assert sum(asked.values()) == 20
    assert {name: asked[name] for name in left_out} == left_out
    rows = offers.mailing_list(shop, AS_OF).set_index("customer_id")
    assert sorted(rows.index) == ["Agrees", "Clicked", "Never"]
    assert rows.loc["Clicked", ["mails", "opened", "clicked", "bought"]].tolist() == [5, 0, 1, 12]
    assert rows.at["Agrees", "product_id"] == "P2" and rows.at["Never", "product_id"] == "P1"


def test_a_tier_in_which_a_mail_changed_nothing_is_left_out_only_with_enough_people_in_each_arm(shop):
    tiers = offers.mailing_list(shop, AS_OF)["tier"].value_counts()
    tier, n = tiers.index[0], int(tiers.iloc[0])
    known = pd.DataFrame({"group": [tier], "low": [-0.01], "n_sent": [90], "n_held_out": [30]})
    assert _states(shop, uplift_by_tier=known)["tier"] == n + 1  # Unread is of it too, and a tier is asked before
    assert "tier" not in _states(shop, uplift_by_tier=known.assign(n_held_out=29))
    assert "tier" not in _states(shop, uplift_by_tier=known.assign(low=0.001))


def test_a_list_is_kept_with_its_control_group_which_no_other_list_mails_within_its_30_days(shop):
    before = offers.mailing_list(shop, AS_OF, 0.5, campaign="Winter", limit=None)
    made = offers.make_list(shop, AS_OF, " Winter ", 0.5)
    kept = offers.saved_list(shop, made).set_index("customer_id")
    assert kept["variant"].to_dict() == before.set_index("customer_id")["variant"].to_dict()
    assert kept["product_id"].to_dict() == before.set_index("customer_id")["product_id"].to_dict()
    counts = kept["variant"].value_counts()
    summary = offers.saved_lists(shop).iloc[0]
    assert summary[["campaign", "treated", "held_out"]].tolist() == ["Winter", counts["treated"], counts["held out"]]
    assert summary["made_at"].date() == AS_OF
    assert _states(shop)["in_test"] == 1 + counts["held out"]
    with pytest.raises(CxError, match="already"):
        offers.make_list(shop, AS_OF, "winter")
    assert offers.undo(shop, made) == len(before) and offers.undo(shop, made) == 0
    assert offers.saved_lists(shop).empty and _states(shop)["in_test"] == 1


def test_what_makes_no_list_is_a_sentence_and_writes_nothing(shop):
    for name, words in (("  ", "a name"), ("x" * 81, "80"), ("m12", "sent already")):
        with pytest.raises(CxError, match=words):
            offers.make_list(shop, AS_OF, name)
    with pytest.raises(CxError, match="50%"):
        offers.mailing_list(shop, AS_OF, 0.6)
    with pytest.raises(CxError, match="attribute"):
        offers.set_consent_attribute(shop, "colour")
    with pytest.raises(CxError, match="Nobody"):
        offers.make_list(shop, AS_OF, "New", consent="colour")
    assert offers.saved_lists(shop).empty and offers.consent_attribute(shop) == ""


def test_everyone_unsubscribed_leaves_a_list_of_nobody_and_no_effect_that_it_could_show(store):
    shops.restock(
        store,
        [("A", "2025-12-01"), ("B", "2025-12-02")],
        [(who, "2025-12-03", "Email", "M", "unsubscribed") for who in "AB"],
    )
    assert _states(store) == {"unsubscribed": 2} and offers.mailing_list(store, AS_OF).empty
    found = offers.control_group(store, AS_OF).iloc[0]
    assert found["treated"] == 0 and np.isnan(found["smallest"])


def test_the_smallest_uplift_is_what_simulated_tests_find_four_times_in_five():
    rng, n, m, rate = np.random.default_rng(3), 1800, 200, 0.25
    uplift = offers.smallest_uplift(n, m, rate)
    treated, held = rng.binomial(n, rate + uplift, 20_000), rng.binomial(m, rate, 20_000)
    pooled = (treated + held) / (n + m)
    z = (treated / n - held / m) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    assert (z > 1.96).mean() == pytest.approx(0.8, abs=0.015)
    assert np.isnan(offers.smallest_uplift(500, 29, rate)) and np.isnan(offers.smallest_uplift(500, 30, 0.999))


@settings(max_examples=5, deadline=None)
@given(campaign=st.text(max_size=8), low=st.floats(0, 0.5), high=st.floats(0, 0.5))
def test_who_is_held_out_stays_it_for_larger_control_groups(held, campaign, low, high):
    low, high = sorted((low, high))
    small, large = (_held_out(held, campaign, share) for share in (low, high))
    assert small <= large and small == _held_out(held, campaign, low)


@pytest.fixture(scope="module")
def held():
    opened = cx.open_store()
    shops.restock(opened, [(f"C{one}", "2025-12-01") for one in range(2000)])
    yield opened
    opened.close()


def _held_out(store: cx.Store, campaign: str, share: float) -> set[str]:
    rows = offers.mailing_list(store, AS_OF, share, campaign=campaign, limit=None)
    assert abs((rows["variant"] == "held out").mean() - share) < 5 * np.sqrt(0.25 / 2000)
    return set(rows.loc[rows["variant"] == "held out", "customer_id"])
