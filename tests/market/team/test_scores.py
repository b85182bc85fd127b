"""eNPS of the teams: rounds, intervals, verdicts, and that no date and no total tells a hidden team apart."""

from datetime import date, timedelta
from math import isnan

import numpy as np
import pytest
from scipy import stats

import cx
from tests.market.team.answers import QUARTERS, answered, of_employees

YEAR_END = date(2025, 12, 31)


def test_a_score_has_its_adjusted_wald_interval_as_the_published_cases_of_the_spec():
    store = of_employees(answered("Support", [0] * 10 + [8] * 3), answered("Fulfilment", [3] * 6 + [7] * 10))
    found = cx.team.enps(store, YEAR_END)
    assert found["team"].tolist() == ["Support", "Fulfilment"]
    assert found[["n", "enps", "low", "high"]].round().values.tolist() == [[13, -77, -91, -34], [16, -38, -56, -7]]
    assert found["verdict"].tolist() == [False, False] and set(found["basis"]) == {"round"}


def test_a_verdict_is_one_of_a_family_and_rests_on_all_rounds_where_they_have_thirty_answers():
    few = answered("Few", [0] * 7 + [8] * 3)  # exactly .016 by itself
    many = [answered(f"T{place}", [0, 9] * 4) for place in range(6)]
    alone, among = (cx.team.enps(of_employees(few, *others), YEAR_END).set_index("team") for others in ([], many))
    assert among.at["Few", "high"] < 0 and (alone.at["Few", "verdict"], among.at["Few", "verdict"]) == (False, None)
    spoken = [
        [0, 0, 0, 7, 7, 7, 8, 8, 9],
        [0, 0, 0, 0, 7, 7, 8, 8, 8],
        [0, 0, 0, 0, 7, 7, 7, 8, 9],
        [0, 0, 0, 8, 8, 7, 7, 7, 7],
    ]
    rows = [answered("Shop", scores, on) for scores, on in zip(spoken, QUARTERS, strict=True)]
    found = cx.team.enps(of_employees(*rows), YEAR_END).iloc[0]
    history = [100 * (sum(s > 8 for s in scores) - sum(s < 7 for s in scores)) / 9 for scores in spoken]
    assert list(found["history"]) == pytest.approx(history) and found["answers"] == 36
    low, high = stats.t.interval(0.95, 3, np.mean(history), stats.sem(history))
    assert (found["usual_low"], found["usual_high"]) == (pytest.approx(low), pytest.approx(high))
    assert found["high"] > 0 > found["usual_high"] and (found["basis"], found["verdict"]) == ("rounds", False)


def test_a_round_that_was_hidden_is_a_gap_of_the_history():
    rows = [answered("Shop", [9] * size, on) for size, on in zip([6, 4, 6, 6], QUARTERS, strict=True)]
    found = cx.team.enps(of_employees(*rows), YEAR_END).iloc[0]
    assert [isnan(score) for score in found["history"]] == [False, True, False, False]
    assert found["answers"] == 18 and isnan(found["usual_low"]) and found["basis"] == "round"  # they do not differ


def test_dates_of_one_quarter_are_one_answer_and_every_round_of_any_date_keeps_the_rule():
    rows = [
        row
        for place, size in enumerate([6, 5, 4, 7])
        for day in range(size)
        for row in answered(f"T{place}", [(day * 3) % 11], f"2025-08-{3 + 4 * day:02d}")
    ]
    store = of_employees(rows, *(answered("T0", [0] * 9, on) for on in QUARTERS))
    days = [date(2025, 6, 30) + timedelta(days=n) for n in range(0, 190, 3)]
    answers = {day: cx.team.enps(store, day).astype(str).values.tolist() for day in days}
    closed = {(day + timedelta(days=1)).isoformat()[:4] + str((day + timedelta(days=1)).month // 4) for day in days}
    assert len({str(answer) for answer in answers.values()}) <= len(closed)
    for day in days:
        shown, rounds = cx.team.enps(store, day), cx.team.rounds(store, day)
        last = rounds.iloc[-1]
        assert (shown["n"] >= 5).all()
        hidden = last["answers"] - shown["n"].sum()
        assert hidden == last["hidden_answers"] and len(shown) + last["hidden_teams"] == last["teams"]
        assert hidden == 0 or isnan(last["enps"]) or (hidden >= 5 and last["hidden_teams"] >= 2)


def test_a_team_of_four_no_answers_and_answers_without_a_team_show_nothing():
    four = of_employees(answered("Shop", [9] * 4), answered(None, [9] * 8), answered(" ", [9] * 8))
    assert cx.team.enps(four, YEAR_END).empty and cx.team.answers(four, YEAR_END)["without_team"] == 16
    last = cx.team.rounds(four, YEAR_END).iloc[0]
    assert (last["teams"], last["answers"], last["hidden_teams"]) == (1, 4, 1) and isnan(last["enps"])
    assert cx.team.enps(of_employees(), YEAR_END).empty and cx.team.rounds(of_employees(), YEAR_END).empty
