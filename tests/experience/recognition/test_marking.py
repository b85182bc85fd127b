"""Marking as thanked: the list forgets them, a control group is drawn, one undo takes it back."""

from datetime import date, timedelta

import numpy as np
import pytest

from cx import recognition
from cx.errors import CxError
from cx.experience.recognition.marking import _drawn
from tests.companies import company

AS_OF = date(2025, 6, 10)


def crowd(people=20):
    return company(
        orders=[
            {"order_id": n, "customer_id": f"c{n:02d}", "ordered_at": "2025-05-01", "revenue": 50}
            for n in range(people)
        ],
        surveys=[
            {"answered_at": "2025-06-08", "customer_id": f"c{n:02d}", "measure": "nps", "score": 10}
            for n in range(people)
        ],
    )


def test_the_marked_leave_the_list_for_60_days_and_undo_brings_them_back():
    store = crowd()
    first = recognition.mark(store, AS_OF, held_out=0.5, seed=1)
    assert len(first.thanked) == len(first.held_out) == 10
    assert set(first.thanked) | set(first.held_out) == {f"c{n:02d}" for n in range(20)}
    week = recognition.week(store, AS_OF).iloc[0]
    assert (week.due, week.thanked, week.held_out) == (0, 10, 10)
    rows = recognition.pressed(store, first.press_id)
    assert rows[rows["variant"] == "treated"]["customer_id"].tolist() == sorted(first.thanked)
    assert rows["fitting"].unique().tolist() == ["A note that asks for a review"]
    with pytest.raises(CxError, match="on the list any more"):
        recognition.mark(store, AS_OF)
    assert recognition.by_month(store, AS_OF)[["thanked", "held_out"]].values.tolist() == [[10, 10]]
    assert recognition.undo(store, first.press_id) == 20
    assert recognition.undo(store, first.press_id) == 0
    assert recognition.week(store, AS_OF)["due"].tolist() == [20]
    assert recognition.presses(store).empty


def test_only_those_asked_for_are_marked_and_each_press_is_one_undo():
    store = crowd(4)
    assert recognition.mark(store, AS_OF, ["c01", "unknown"]).thanked == ("c01",)
    assert recognition.mark(store, AS_OF, ["c02"]).press_id == 2
    assert recognition.presses(store)[["press_id", "thanked", "held_out"]].values.tolist() == [[2, 1, 0], [1, 1, 0]]
    recognition.undo(store, 1)
    assert set(recognition.due(store, AS_OF)["customer_id"]) == {"c00", "c01", "c03"}
    with pytest.raises(CxError, match="between 0% and 100%"):
        recognition.mark(store, AS_OF, held_out=1.0)


def test_marked_thanks_are_thanks_of_the_list_and_of_the_effect():
    store = crowd(4)
    recognition.mark(store, AS_OF, held_out=0.5, seed=3)
    assert recognition.effect(store, AS_OF).empty
    assert recognition.effect_from(store, AS_OF) == AS_OF + timedelta(days=60)
    later = recognition.effect(store, AS_OF + timedelta(days=60))
    assert later[["measure", "thanked_n", "held_out_n"]].values.tolist() == [["order", 2, 2]]


def test_the_share_is_exact_on_average_also_of_single_customers():
    rng = np.random.default_rng(20240229)
    drawn = [_drawn(1, 0.2, rng)[0] for _ in range(4000)]
    assert np.mean(drawn) == pytest.approx(0.2, abs=0.02)
    assert {int(_drawn(7, 0.2, rng).sum()) for _ in range(50)} == {1, 2}
    assert sum(_drawn(1000, 0.5, rng)) == 500
