"""Erlang C and A: published numbers, and the same lines as a chain of states solved without their formulas."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from cx.statistics import queues
from tests.examples import examples

lines = st.fixed_dictionaries(
    {
        "calls_per_hour": st.floats(1, 120),
        "minutes": st.floats(0.5, 10),
        "agents": st.integers(1, 12),
        "within_seconds": st.floats(0, 120),
    }
)


def test_ten_erlangs_and_14_agents_as_every_erlang_c_table_has_them():
    line = queues.erlang_c(calls_per_hour=200, minutes=3, agents=14, within_seconds=20)
    assert (line.in_time, line.waits) == pytest.approx((0.8883502, 0.1741319), abs=5e-7)
    assert line.busy == pytest.approx(10 / 14)


def test_a_line_that_callers_leave_as_in_mandelbaum_and_zeltyn_service_engineering_in_action():
    left = queues.erlang_a(calls_per_hour=48 * 60, minutes=1, agents=50, within_seconds=20, patience_minutes=2)
    found = (round(100 * left.abandon, 1), round(left.wait_seconds, 1), round(left.queue, 1), round(100 * left.busy))
    assert found == (3.1, 3.7, 3.0, 93)
    kept = queues.erlang_c(calls_per_hour=48 * 60, minutes=1, agents=50, within_seconds=20)
    assert (round(kept.wait_seconds, 1), round(100 * kept.busy)) == (20.8, 96)


def test_calls_that_fill_all_agents_have_no_erlang_c_but_an_erlang_a():
    assert queues.erlang_c(calls_per_hour=60, minutes=5, agents=5, within_seconds=20) is None
    left = queues.erlang_a(calls_per_hour=600, minutes=5, agents=5, within_seconds=20, patience_minutes=1)
    assert left.abandon == pytest.approx(0.9, abs=0.01)  # 50 erlangs come, 5 are served
    assert left.busy > 0.999


def test_a_part_of_an_agent_is_one_agent():
    whole = queues.erlang_c(calls_per_hour=100, minutes=3, agents=7, within_seconds=20)
    assert queues.erlang_c(calls_per_hour=100, minutes=3, agents=6.2, within_seconds=20) == whole
    assert queues.erlang_c(calls_per_hour=100, minutes=3, agents=0.1 * 70, within_seconds=20) == whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"calls_per_hour": 0},
        {"minutes": -1},
        {"agents": 0},
        {"within_seconds": -1},
        {"patience_minutes": 0},
        {"calls_per_hour": float("nan")},
        {"minutes": float("inf")},
    ],
)
def test_a_number_out_of_range_is_an_error(wrong):
    right = {"calls_per_hour": 10, "minutes": 3, "agents": 2, "within_seconds": 20, "patience_minutes": 2}
    with pytest.raises(ValueError):
        queues.erlang_a(**{**right, **wrong})


@examples(everyday=15, full=60)
@given(lines, st.floats(0.5, 8))
def test_erlang_a_is_the_chain_of_states_that_it_describes(given_line, patience):
    """The steady state from the balance equations, the answered in time from the chain of one caller's place."""
    found = queues.erlang_a(**given_line, patience_minutes=patience)
    coming, ending, leaving = given_line["calls_per_hour"] / 60, 1 / given_line["minutes"], 1 / patience
    agents = given_line["agents"]
    most = 150
    rates = np.zeros((most, most))
    for present in range(most - 1):
        rates[present, present + 1] = coming
        rates[present + 1, present] = min(present + 1, agents) * ending + max(present + 1 - agents, 0) * leaving
    balance = (rates - np.diag(rates.sum(axis=1))).T
    balance[-1] = 1.0
    chances = np.linalg.solve(balance, np.eye(most)[-1])
    waiting = np.maximum(np.arange(most) - agents, 0)
    assert found.queue == pytest.approx(chances @ waiting, abs=1e-6)
    assert found.abandon == pytest.approx(leaving * (chances @ waiting) / coming, abs=1e-6)
    assert found.busy == pytest.approx(chances @ np.minimum(np.arange(most), agents) / agents, abs=1e-6)
    places = most - agents  # of a caller with 0, 1, … others before; then answered, and hung up
    moves = np.zeros((places + 2, places + 2))
    for ahead in range(places):
        moves[ahead, ahead - 1 if ahead else places] = agents * ending + ahead * leaving
        moves[ahead, places + 1] = leaving
    moves -= np.diag(moves.sum(axis=1))
    answered = expm(moves * given_line["within_seconds"] / 60)[:places, places]
    assert found.in_time == pytest.approx(chances[:agents].sum() + chances[agents:] @ answered, abs=1e-6)


@examples(everyday=15, full=60)
@given(lines)
def test_with_endless_patience_erlang_a_is_erlang_c(given_line):
    kept = queues.erlang_c(**given_line)
    if kept is None or kept.busy > 0.95:
        return
    left = queues.erlang_a(**given_line, patience_minutes=1e7)
    assert isclose(left.in_time, kept.in_time, abs_tol=1e-4) and isclose(left.waits, kept.waits, abs_tol=1e-4)
    assert isclose(left.wait_seconds, kept.wait_seconds, rel_tol=1e-3, abs_tol=1e-3)


@examples(everyday=15, full=60)
@given(lines, st.floats(0.5, 8))
def test_one_agent_more_never_makes_callers_wait_longer(given_line, patience):
    more = {**given_line, "agents": given_line["agents"] + 1}
    before, after = (queues.erlang_a(**line, patience_minutes=patience) for line in (given_line, more))
    assert after.in_time >= before.in_time - 1e-9
    assert after.wait_seconds <= before.wait_seconds + 1e-9
