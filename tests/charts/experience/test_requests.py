"""Pictures of requests: their rows, and that every chart can be drawn."""

import pandas as pd

from cx.charts.experience import requests as charts
from cx.charts.experience import requests_kano as kano_charts
from cx.charts.experience import requests_votes as vote_charts

ROWS = pd.DataFrame(
    {
        "topic": ["Lids, large", "Repair"], "customers": [50, 30], "voters": 70, "votes": [50.0, 30.0],
        "Platinum": [5, 30], "Gold": [45, 0], "Silver": 0, "Bronze": 0, "Tin": 0, "no_order": [0, 0],
        "contribution": [1400.0, 900.0], "rank": [1.0, 2.0], "rank_low": [1.0, 2.0], "rank_high": [1.0, 2.0],
        "first_share": [1.0, 0.0], "per_week": [25.0, float("nan")], "weeks_of_work": [2.0, float("nan")],
        "state": "new", "owner": [None, "Ann"],
    }
)  # fmt: skip


def test_bars_are_parts_by_tier_and_a_click_reports_a_code_without_a_comma():
    frames = charts.ranking(ROWS, "$", str)
    assert frames["parts"][["topic", "tier", "n"]].values.tolist() == [
        ["Lids, large", "Platinum", 5], ["Lids, large", "Gold", 45], ["Repair", "Platinum", 30],
    ]  # fmt: skip
    assert frames["topics"][["code", "money", "ranks"]].values.tolist() == [
        ["Lids; large", "$1.4k", "1"],
        ["Repair", "$900", "2"],
    ]
    assert charts.ranking_chart(count=2).to_dict()


def test_lines_have_a_place_for_each_kind_of_votes_and_the_one_that_rises_says_how_many():
    turned = ROWS.iloc[::-1].assign(rank=[1.0, 2.0], votes=[30.0, 5.0], voters=35)
    frames = vote_charts.votes({"Customers": ROWS, "Contribution": ROWS, "Platinum": turned}, str, "Repair")
    slots = frames["points"].pivot(index="topic", columns="place", values="slot")
    assert slots.loc["Repair"].tolist() == [2, 2, 1] and slots.loc["Lids, large"].tolist() == [1, 1, 2]
    last = frames["points"].query("place == 2 and topic == 'Repair'").iloc[0]
    assert (last.tone, last.end) == ("rises", "30 of 35")
    assert vote_charts.votes_chart(theme="dark", count=2).to_dict()


def test_the_square_holds_what_enough_people_answered_and_work_what_is_estimated():
    kano = pd.DataFrame(
        {"topic": ["Lids", "Repair"], "n": [40, 29], "better": [0.8, 0.2], "worse": [-0.9, -0.1], "kind": ["O", None]}
    )
    placed = kano_charts.kano(kano, str)["requests"]
    assert placed[["topic", "without", "having", "side"]].values.tolist() == [["Lids", 0.9, 0.8, "left"]]
    near = kano_charts.kano(kano.assign(n=40, better=[0.75, 0.7], worse=[-0.3, -0.25]), str)["requests"]
    assert near["is_above"].tolist() == [True, False]
    assert kano_charts.kano_chart().to_dict()
    work = kano_charts.work(ROWS, str, str)["work"]
    assert work[["topic", "said", "state"]].values.tolist() == [["Lids, large", "25.0 (2 weeks)", "new"]]
    assert kano_charts.work_chart(count=1).to_dict()
