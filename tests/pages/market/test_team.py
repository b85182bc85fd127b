"""The team page inside the real frame: what it says, and that no comment leaves it in a list or a file."""

import pandas as pd
import pytest

from pages.market.team import findings
from tests.apps import app_on, texts
from tests.market.team.answers import QUARTERS

ORDERS = b"order_id,customer_id,ordered_at,revenue\n1,C1,2025-01-01,20\n2,C1,2025-12-31,20\n"
JOURNEY = b"touchpoint,step,p,team,asked_as\nDesk,use,people,Support,Desk\nShop,buy,place,Stores,Shop\n"
HEADER = "answered_at,customer_id,measure,subject,score,comment\n"


def surveys(scores: dict[str, list[int]], words: str = "") -> str:
    lines = [
        f"{on[:8]}{1 + place:02d} 10:00,,employee,{team},{(score + turn) if score < 6 else score},{words}"
        for turn, on in enumerate(QUARTERS)
        for team, given in scores.items()
        for place, score in enumerate(given)
    ]
    lines += [f"2025-10-01 10:00,D{n},csat,Desk,{2 if n < 60 else 5}," for n in range(100)]
    lines += [f"2025-10-01 10:00,S{n},csat,Shop,{2 if n < 10 else 5}," for n in range(100)]
    return HEADER + "\n".join(lines) + "\n"


@pytest.fixture
def store_of(filled, tmp_path):
    def made(name: str, answers: str):
        return filled(tmp_path / f"{name}.duckdb", orders=ORDERS, journey=JOURNEY, surveys=answers)

    return made


def test_the_page_names_the_unhappy_team_hides_the_small_ones_and_lists_comments_as_text(store_of):
    scores = {"Support": [0, 1, 2, 1, 0, 3, 2, 1, 7, 8, 8], "Stores": [7, 8, 9, 8, 3, 10, 7, 8], "IT": [9] * 3}
    app = app_on(store_of("teams", surveys(scores, "Write ann@shop.example")), "team", team="Support")
    assert not app.exception
    said = texts(app)
    assert "22 answers of 3 teams in the round 2025 Q4" in said and "teams under 5 answers are hidden" in said
    assert "Support is unhappy" in app.title[0].value
    assert "2 teams are hidden (11 answers together)" in said and "Stores" not in said
    assert "Write •••" in said and "ann@shop" not in said and "Support: 11 comments" in said
    assert "Support was below 0 in 4 of 4 rounds" in said
    assert all("comment" not in frame.value for frame in app.dataframe)
    app.segmented_control(key="lag").set_value(1).run()
    assert not app.exception and app.query_params["lag"] in ("1", ["1"])


def test_a_team_of_four_an_open_round_and_no_employee_get_a_sentence_each(store_of):
    four = app_on(store_of("four", surveys({"Shop": [9] * 4})), "team")
    assert not four.exception and four.title[0].value == "4 answers of 1 team: too few to show a team"
    assert "The company's score is hidden too" in texts(four)
    running = app_on(store_of("open", HEADER + "2025-12-01 10:00,,employee,Shop,9,\n"), "team", as_of="2025-12-30")
    assert not running.exception and running.title[0].value == "The first round is not over yet"
    none = app_on(store_of("none", HEADER + "2025-12-01 10:00,A,nps,,9,\n"), "team")
    assert not none.exception and none.title[0].value == "No answers of employees yet"
    assert "Upload surveys of measure employee" in texts(none)


def test_titles_say_how_customers_score_what_unhappy_teams_do():
    table = pd.DataFrame(
        {
            "team": ["fulfilment and logistics", "support", "it"], "enps": [-60.0, -57.0, 9.0], "n": [5, 7, 9],
            "answers": [37, 39, 40], "verdict": [False, False, None], "history": [(-60.0,), (-57.0,), (9.0,)],
        }
    )  # fmt: skip
    rounds = pd.DataFrame()
    pairs = pd.DataFrame({"team": ["support", "fulfilment and logistics", "it"], "is_lower": [True, True, False]})
    lowest = findings.title(table, rounds, pairs)
    both = "“Fulfilment and logistics” and “support” are unhappy"
    assert lowest == f"{both}; their touchpoints score lowest (3 teams: a reason to ask)"
    assert "score below the others" in findings.title(table, rounds, pairs.iloc[[2, 0, 1]])
    assert findings.title(table, rounds, pairs.assign(is_lower=False)) == both
    one = pairs.assign(is_lower=[False, True, False])
    assert findings.title(table, rounds, one) == (
        f"{both}; touchpoints of fulfilment and logistics score below the others (3 teams: a reason to ask)"
    )
    calm = table.assign(verdict=None)
    assert findings.title(calm, rounds, pairs) == (
        "No team is unhappy for certain; lowest: Fulfilment and logistics at −60 (n = 5)"
    )


def test_one_team_alone_is_shown_with_or_without_customers(store_of):
    lone = app_on(store_of("one", surveys({"Shop": [7, 8, 9, 8, 3, 10]})), "team")
    assert not lone.exception and "No team is unhappy for certain; lowest: Shop" in lone.title[0].value
    assert "Shop is at" in texts(lone) and "Surveys of measure csat" in texts(lone)
    desk = app_on(store_of("desk", surveys({"Support": [0] * 9})), "team", compare="Period before")
    assert not desk.exception and "Support is unhappy" in desk.title[0].value
    assert "Teams beside their customers: 1 team" in texts(desk)
