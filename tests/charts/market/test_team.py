"""What the pictures of the team page draw."""

from math import isnan

import pandas as pd

from cx.charts.market import team as charts
from cx.charts.market import team_rounds

NAN = float("nan")
TEAMS = pd.DataFrame(
    {
        "team": ["support", "stores"], "n": [7, 8], "enps": [-57.0, 12.0], "low": [-88.0, -20.0], "high": [7.0, 40.0],
        "history": [(-60.0, NAN, -57.0), (NAN, 0.0, 12.0)], "usual": [-60.0, NAN], "usual_low": [-120.0, NAN],
        "usual_high": [-20.0, NAN], "verdict": [False, None],
    }
)  # fmt: skip


def test_rows_have_a_tone_for_a_verdict_and_a_history_without_the_hidden_rounds():
    frames = charts.rows(TEAMS)
    assert frames["teams"][["name", "tone", "said"]].values.tolist() == [
        ["Support", "bad", "−57"],
        ["Stores", "ink", "+12"],
    ]
    assert frames["teams"]["usual_low"].tolist()[0] == -100 and isnan(frames["teams"]["usual_low"].tolist()[1])
    assert frames["history"][["team", "order"]].values.tolist() == [
        ["support", 0],
        ["support", 2],
        ["stores", 1],
        ["stores", 2],
    ]
    assert frames["heads"]["text"].tolist() == ["3 rounds", "n"]


def test_the_corner_ends_at_the_mean_and_the_line_of_a_team_at_its_last_round():
    more = {
        "csat": [0.6, 0.8],
        "csat_low": [0.5, 0.7],
        "csat_high": [0.7, 0.9],
        "csat_n": [90, 40],
        "touchpoints": ["A", "B"],
    }
    frames = charts.beside(TEAMS.assign(**more))
    assert frames["corner"]["top"].tolist() == [0.7] and frames["teams"]["size"].max() == charts.MOST
    first = pd.to_datetime(["2025-04-01", "2025-07-01", "2025-10-01"])
    rounds = pd.DataFrame({"first_on": first, "enps": [0.0, NAN, -10.0], "low": -30.0, "high": 20.0, "answers": 40})
    drawn = team_rounds.trend(rounds, TEAMS, "support")
    assert drawn["ends"][["text", "period", "enps"]].values.tolist() == [
        ["Company", "2025 Q4", -10.0],
        ["Support", "2025 Q4", -57.0],
    ]
    assert team_rounds.trend(rounds, TEAMS, None)["team"].empty


def test_every_chart_is_a_specification():
    for chart in (charts.beside_chart, charts.rows_chart, team_rounds.rounds_chart):
        assert all(chart(theme=theme).to_dict() for theme in ("light", "dark"))
