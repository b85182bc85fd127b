"""Requests ranked, merged, listed and compared, on a shop small enough to check by hand."""

from datetime import date

import pandas as pd
import pytest

import cx
from cx import requests
from cx.errors import CxError
from tests.experience.requests.wishes import shop

Note = requests.Note
YEAR_END = date(2025, 12, 31)
ASKED = (
    *(("B", "Lids"), ("B", "Lids", "2025-07-01"), ("C", "Lids"), ("D", "Lids"), (None, "Lids")),
    *(("A", "Repair"), ("B", "Repair"), ("F", "Repair"), ("C", "Mending"), ("A", "Mending")),
    *(("E", "Colours"), ("E", None), ("E", "Old", "2024-12-31"), ("E", "Next year", "2026-01-01")),
)


def counts(store: cx.Store, *columns: str, **given) -> list[list]:
    return requests.ranking(store, YEAR_END, **given)[["topic", *columns]].values.tolist()


def test_one_customer_has_one_vote_a_topic_however_often_they_ask():
    store = shop(*ASKED)
    assert counts(store, "customers", "tickets") == [
        ["Lids", 3, 5],
        ["Repair", 3, 3],
        ["Mending", 2, 2],
        ["Colours", 1, 1],
    ]
    found = requests.ranking(store, YEAR_END)
    assert found["rank"].tolist() == [1, 1, 3, 4]
    assert (found["rank_low"] <= found["rank"]).all() and (found["rank"] <= found["rank_high"]).all()
    assert found["voters"].unique().tolist() == [6]
    tiers = [*cx.segments.TIERS, "no_order"]
    assert found[tiers].sum(axis=1).tolist() == found["customers"].tolist()
    assert found.set_index("topic").no_order.to_dict() == {"Lids": 0, "Repair": 1, "Mending": 0, "Colours": 0}
    everything = requests.totals(store, YEAR_END)
    assert everything.tolist() == [12, 6, 4, 1, 1]


def test_contribution_votes_with_what_each_customer_brings_and_a_loss_votes_with_nothing():
    store = shop(*ASKED)
    placed = cx.segments.customers(store, YEAR_END).set_index("customer_id").contribution.clip(lower=0)
    found = requests.ranking(store, YEAR_END, votes="contribution").set_index("topic")
    assert found.votes["Lids"] == pytest.approx(placed[["B", "C", "D"]].sum())
    assert found.votes["Repair"] == found.contribution["Repair"] == pytest.approx(placed[["A", "B"]].sum())
    assert found.index[-1] == "Colours"


def test_the_customers_of_one_tier_vote_alone():
    store = shop(*ASKED)
    tiers = cx.segments.customers(store, YEAR_END).set_index("customer_id").tier
    for tier in tiers.unique():
        found = requests.ranking(store, YEAR_END, votes=tier).set_index("topic")
        assert found.votes["Lids"] == sum(tiers[who] == tier for who in "BCD")
        assert found.votes.tolist() == found[tier].tolist()
    with pytest.raises(ValueError, match="none of customers, contribution"):
        requests.ranking(store, YEAR_END, votes="Diamond")


def test_a_merge_counts_a_person_once_reaches_through_others_and_is_undone_by_what_it_returns():
    store = shop(*ASKED)
    before = requests.write(store, [Note("Mending", merged_into="Repair")])
    assert counts(store, "customers", "tickets")[0] == ["Repair", 4, 5]
    further = requests.write(store, [Note("Repair", merged_into="Lids")])
    assert counts(store, "customers") == [["Lids", 5], ["Colours", 1]]
    assert requests.customers(store, YEAR_END, topics=("Lids",)).times.sum() == 9
    with pytest.raises(CxError, match="into itself"):
        requests.write(store, [Note("Lids", merged_into="Mending")])
    requests.write(store, further)
    requests.write(store, before)
    assert [row[0] for row in counts(store)] == ["Lids", "Repair", "Mending", "Colours"]
    assert store.value("select count(*) from request_notes") == 0


def test_work_owner_and_state_are_kept_and_customers_a_week_rank_what_has_an_estimate():
    store = shop(*ASKED)
    requests.write(store, [Note("Lids", weeks_of_work=6), Note("Repair", None, 1.5, "  Ann  B ", "planned")])
    found = requests.ranking(store, YEAR_END, votes="per_week").set_index("topic")
    assert found.per_week.dropna().to_dict() == {"Repair": 2.0, "Lids": 0.5}
    assert found["rank"].dropna().to_dict() == {"Repair": 1, "Lids": 2}
    assert found.loc["Repair", ["owner", "state"]].tolist() == ["Ann B", "planned"]
    noted = requests.topics(store, YEAR_END).set_index("topic")
    assert noted.customers.to_dict() == {"Lids": 3, "Repair": 3, "Mending": 2, "Colours": 1, "Old": 1}
    for wrong in (Note("Lids", weeks_of_work=0), Note("Lids", state="lost"), Note("Lids", owner="x" * 61)):
        with pytest.raises(CxError, match="Lids"):
            requests.write(store, [Note("Repair"), wrong])
    assert requests.topics(store, YEAR_END).set_index("topic").weeks_of_work["Repair"] == 1.5


def test_who_asked_for_what_is_done_is_to_tell_until_told_and_again_when_somebody_asks_later():
    store = shop(*ASKED, ("A", "Lids", "2024-03-01"))
    assert requests.customers(store, YEAR_END, is_untold=True).empty
    requests.write(store, [Note("Lids", state="done")])
    whom = requests.customers(store, YEAR_END, is_untold=True)
    assert sorted(whom.customer_id) == ["A", "B", "C", "D"]
    assert requests.save_customers(store, "To tell", "Lids", YEAR_END, is_untold=True) == 4
    before = requests.tell(store, ["Lids"], date(2025, 6, 15))
    assert requests.customers(store, YEAR_END, is_untold=True).customer_id.tolist() == ["B"]
    told = requests.customers(store, YEAR_END, topics=("Lids",)).set_index("customer_id").told_on
    assert told.isna().to_dict() == {"B": True, "C": False, "D": False}
    requests.write(store, before)
    assert len(requests.customers(store, YEAR_END, is_untold=True)) == 4


def test_the_list_shows_the_latest_words_masked_and_follows_topics_tiers_and_filters():
    store = shop(
        ("A", "Lids", "2025-03-01", "first"), ("A", "Lids", "2025-04-01", "write to a@shop.example"), ("F", "Lids"),
        customers=[{"customer_id": "A", "name": "Ann", "region": "North"}, {"customer_id": "F", "region": "South"}],
    )  # fmt: skip
    rows = requests.customers(store, YEAR_END)
    assert rows[["customer_id", "name", "times", "customers"]].values.tolist()[0] == ["A", "Ann", 2, 2]
    assert rows.text[0] == "write to •••" and pd.isna(rows.text[1])
    assert rows.contribution_of_all[0] == pytest.approx(rows.contribution[0])
    assert requests.customers(store, YEAR_END, tiers=("",)).customer_id.tolist() == ["F"]
    assert requests.customers(store, YEAR_END, region="North").customer_id.tolist() == ["A"]
    assert requests.ranking(store, YEAR_END, region="South").customers.tolist() == [1]
    assert requests.totals(store, YEAR_END, region="West").tickets == 0
    assert requests.ranking(store, YEAR_END, region="West").empty


def test_beyond_forty_topics_those_with_fewest_customers_are_one_row_without_a_rank():
    common = [(who, f"T{place:02d}") for place in range(40) for who in "AB"]
    store = shop(*common, ("C", "Zinc"), ("C", "Zips"), ("D", "Zinc"))
    found = requests.ranking(store, YEAR_END)
    assert len(found) == 41
    last = found.iloc[-1]
    assert (last.topic, last.customers, last.tickets) == (requests.OTHERS, 2, 3)
    assert pd.isna(last["rank"]) and found["rank"].head(40).eq(1).all()
    assert requests.first(found) is None
    assert requests.totals(store, YEAR_END).topics == 42


def test_shares_of_two_years_are_compared_and_nothing_has_no_change():
    earlier = [(f"X{n}", "Lids" if n < 10 else "Colours", "2024-06-01") for n in range(60)]
    later = [(f"Y{n}", "Lids" if n < 50 else "Colours", "2025-06-01") for n in range(60)]
    given = {"since": date(2025, 1, 1), "before": (date(2024, 1, 1), date(2024, 12, 31))}
    found = requests.changes(shop(*earlier, *later), YEAR_END, **given)
    assert found[["measure", "group", "verdict"]].values.tolist() == [
        ["asked", "", "no clear change"],
        ["asks_for", "Lids", "higher"],
        ["asks_for", "Colours", "lower"],
    ]
    assert requests.changes(shop(), YEAR_END, **given).empty
    assert requests.ranking(shop(), YEAR_END).empty
