"""The journey page inside the real frame, and its sentences."""

import random

import pandas as pd
import pytest

from pages.experience.journey import findings
from tests.apps import app_on, texts

MAP = """touchpoint,step,position,p,team,promise_text,met_by,asked_as,topics
Advertising,aware,1,promotion,Marketing,,contacts:Ads,,
Shop,buy,2,place,Stores,Open until ten,orders:Shop,Shop,
Delivery,use,3,place,Logistics,Two days,orders:Web;orders:Boat,Delivery,Late
Word of mouth,advocate,4,people,Everybody,,contacts:recommended,,
"""
PEOPLE = 40


def csv(rows):
    return pd.DataFrame(rows).to_csv(index=False)


def orders():
    return [
        {"order_id": f"{n}-{channel}", "customer_id": f"c{n}", "ordered_at": "2025-05-01", "revenue": 50 + n,
         "cost": 20, "channel": channel}
        for n in range(PEOPLE)
        for channel in ("Shop", "Web", "Market")
    ]  # fmt: skip


def surveys():
    draw = random.Random(5)
    rows = []
    for n in range(PEOPLE):
        for subject, gap in (("Shop", 0), ("Delivery", -2)):
            scores = {
                "promise": 6,
                "expectation": 5,
                "perception": 6 + gap - draw.random(),
                "importance": 6,
                "csat": 4 + gap,
            }
            rows += [
                {
                    "answered_at": "2025-06-01",
                    "customer_id": f"c{n}",
                    "measure": measure,
                    "subject": subject,
                    "score": score,
                }
                for measure, score in scores.items()
            ]
    teams = [("Stores", 9)] * 6 + [("Logistics", 3)] * 6 + [("Lab", 9)] * 3
    return rows + [
        {"answered_at": "2025-05-20", "measure": "employee", "subject": team, "score": score} for team, score in teams
    ]


@pytest.fixture
def company(filled, tmp_path):
    contacts = [
        {
            "person_id": f"c{n}",
            "occurred_at": "2025-04-01",
            "channel": "Ads",
            "kind": "referred" if n < 3 else "visited",
        }
        for n in range(PEOPLE)
    ]
    late = {"opened_at": "2025-05-05", "answered_at": "2025-05-06", "kind": "complaint", "topic": "Late"}
    tickets = [{"ticket_id": n, "customer_id": f"c{n}", **late} for n in range(8)]
    return filled(
        tmp_path / "own.duckdb",
        journey=MAP, orders=csv(orders()), touchpoints=csv(contacts), tickets=csv(tickets), surveys=csv(surveys()),
    )  # fmt: skip


def test_the_page_names_the_broken_promise_lists_who_is_not_satisfied_and_what_has_no_place(company):
    app = app_on(company, "journey", as_of="2025-12-31", compare="Year before")
    assert not app.exception
    assert app.title[0].value.startswith("Delivery breaks the promise: promised 6.0, experienced 3.")
    said = texts(app)
    assert "4 touchpoints on 4 steps, 2 of them asked about · study of 40 people" in said
    assert "Invest first in Delivery: important, and short of its promise" in said
    assert "**40 customers** · " in said and "not satisfied with Delivery" in said
    assert "Delivery: no row of the data has “orders:Boat”." in said.replace("\\", "")
    assert "Teams that answer for no touchpoint: Lab." in said
    assert "No clear change against" in said
    assert [link.label for link in app.get("page_link")][:4] == [
        "Promises: said and kept",
        "Voice: what customers say",
        "Complaints and what helping changes",
        "Support: how long tickets wait",
    ]
    assert [each.label for each in app.expander] == ["2 names on no touchpoint"]
    shop = app_on(company, "journey", touchpoint="Shop", met_by="met")
    assert not shop.exception
    assert "met Shop" in texts(shop) and "**40 customers**" in texts(shop)
    unasked = app_on(company, "journey", touchpoint="Advertising", region="Nowhere")
    assert not unasked.exception
    assert "met Advertising" in texts(unasked)


def test_without_a_map_the_page_says_what_waits_for_a_place_and_names_the_file(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", orders=csv(orders())), "journey")
    assert not app.exception
    assert app.title[0].value == "Draw the journey: 3 channels and topics wait for a place"
    assert "A first map: 1 touchpoint" in texts(app) and "Upload it as a CSV" in texts(app)


def test_a_map_without_answers_or_rows_to_match_draws_and_says_so(filled, tmp_path):
    given = {"journey": MAP, "orders": csv(orders()[:2])}
    app = app_on(filled(tmp_path / "bare.duckdb", **given), "journey")
    assert not app.exception
    assert app.title[0].value == "4 touchpoints on the map, none of them asked about yet"
    said = texts(app).replace("\\", "")
    assert "Importance and promise gap of each touchpoint" in said
    assert "Delivery: no row of the data has “Late”." in said
    votes = csv([{"answered_at": "2025-05-02", "customer_id": "c0", "measure": "csat", "subject": "Shop", "score": 4}])
    one = app_on(filled(tmp_path / "one.duckdb", **given, surveys=votes), "journey")
    assert not one.exception
    assert one.title[0].value == "100% of 1 are satisfied with Shop"


def touchpoints(**columns):
    shape = {"touchpoint": ["A", "B", "C"], "promise": 6.2, "experienced": [4.3, 5.0, 6.3], "people": 9}
    known = {"importance": [6.0, 3.0, 5.0], "gap": [-1.9, -2.5, 0.1], "gap_n": 92, "verdict": [False, False, None]}
    return pd.DataFrame({**shape, **known, "csat": [0.5, 0.8, 0.7], "csat_n": 100, **columns})


def test_the_title_claims_only_what_the_verdicts_hold():
    unclear = "No touchpoint stands out: too few to tell"
    assert findings.title(touchpoints()) == "A breaks the promise: promised 6.2, experienced 4.3"  # B matters less
    assert findings.title(touchpoints(gap_n=20)) == unclear
    assert findings.title(touchpoints(verdict=[None, False, True])) == unclear
    no_study = {"gap_n": 0, "gap": float("nan"), "importance": float("nan"), "verdict": None}
    assert findings.title(touchpoints(**no_study)) == "A satisfies least: 50% of 100"
    assert findings.title(touchpoints(**no_study, csat=0.5)) == unclear
    assert findings.title(touchpoints(**no_study, csat_n=20)) == unclear
    assert findings.title(touchpoints(**no_study, csat=1.0)) == "All 300 scores are 4 or 5 of 5"
    assert findings.main(touchpoints()) == findings.main(touchpoints(**no_study)) == "A"


def test_where_to_invest_is_named_only_where_the_first_rank_is_certain():
    ranked = touchpoints(rank=[1.0, 2.0, float("nan")], rank_low=[1.0, 1.0, 1.0], rank_high=[1.0, 2.0, 2.0])
    assert findings.invest_title(ranked) == "Invest first in A: important, and short of its promise"
    assert findings.invest_title(ranked.assign(rank_high=2.0)) == "Where to invest first: too few to tell"
    assert findings.invest_note(ranked).endswith("A 1, B 2 (1–2).")
    alone = ranked.assign(gap=[-1.9, float("nan"), float("nan")], rank_high=1.0)  # first of one is no rank
    assert findings.invest_title(alone) == "Importance and promise gap of each touchpoint"
    assert findings.only_one(alone.assign(importance=6.04).iloc[0]).startswith(
        "Only A has a study: importance 6.0, gap −1.9."
    )
    assert findings.invest_title(ranked.assign(rank=float("nan"))) == "Importance and promise gap of each touchpoint"
    owned = touchpoints(team=["x", "y", "z"], enps=[-50.0, 0.0, 20.0])
    assert findings.teams_title(owned) == "Team eNPS beside the promise gap: 3 teams, too few to tell"
