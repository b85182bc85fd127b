"""Guess before reveal: one guess a device, in range, until the truth is out."""

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.errors import CxError
from cx.presenting import decks, polls
from tests import memory


def asked(truth: float = 0.2):
    store = memory.empty()
    question = polls.question("Acquire · rate", truth, is_share=True)
    slide_id = decks.add(store, decks.make(store, "Board"), "What share?", question=question)
    return store, polls.current(store, slide_id)


def test_a_device_guesses_once_and_may_change_its_mind_until_the_truth_is_out():
    store, now = asked()
    polls.guess(store, now.code, "a", "10")
    polls.guess(store, now.code, "b", "50 %")
    polls.guess(store, now.code, "a", "15")
    assert sorted(polls.guesses(store, now.code)) == [15, 50]
    polls.reveal(store, now.code)
    with pytest.raises(CxError, match="already shown"):
        polls.guess(store, now.code, "a", "20")
    assert polls.own_guess(store, now.code, "a") == 15


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("101", "0% to 100%"), ("-1", "0% to 100%"), ("many", "not a number"), ("", "not a number"), ("nan", "0% to")],
)
def test_what_is_no_guess_is_refused_in_words_and_not_kept(typed, sentence):
    store, now = asked()
    with pytest.raises(CxError, match=sentence):
        polls.guess(store, now.code, "a", typed)
    assert polls.guesses(store, now.code) == []


@pytest.mark.parametrize(
    ("typed", "value"), [("17", 17), (" 17,5% ", 17.5), ("۱۷", 17), ("1,500", 1500), ("1e3", 1000)]
)
def test_numbers_are_read_as_people_type_them(typed, value):
    assert polls.read(typed, {"low": 0, "high": 2000, "unit": ""}) == value


def test_a_new_round_begins_empty_and_the_old_one_stays():
    store, first = asked()
    polls.guess(store, first.code, "a", "10")
    second = polls.start(store, first.slide_id)
    assert polls.current(store, first.slide_id).code == second != first.code
    assert polls.guesses(store, second) == [] and polls.guesses(store, first.code) == [10]


def test_a_code_that_nobody_gave_out_says_so():
    with pytest.raises(CxError, match="No poll at this address"):
        polls.find(memory.empty(), "xxxxx")


def test_guesses_of_many_at_once_are_all_kept():
    store, now = asked()
    with ThreadPoolExecutor(16) as crowd:
        list(crowd.map(lambda device: polls.guess(store, now.code, f"d{device}", str(device)), range(100)))
    assert sorted(polls.guesses(store, now.code)) == list(range(100))


def test_a_number_not_known_yet_cannot_be_asked():
    with pytest.raises(CxError, match="not available"):
        polls.question("Retain · rate", math.nan, is_share=True)


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_the_range_of_a_count_holds_the_truth_and_does_not_give_it_away(truth):
    found = polls.question("people", truth, is_share=False)
    assert found["low"] <= found["truth"] <= found["high"]
    assert max(found["high"], -found["low"]) >= 1.6 * abs(truth)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30), st.floats(0, 100))
def test_no_room_errs_more_as_a_whole_than_its_worst_guess(guesses, truth):
    found = polls.summary(guesses, truth)
    assert abs(found["error"]) <= max(abs(one - truth) for one in guesses) + 1e-9
    assert found["n"] == len(guesses)


def test_a_slide_that_is_not_there_has_no_poll_and_leaves_none():
    store, _now = asked()
    with pytest.raises(CxError, match="No poll"):
        polls.current(store, 99)
    assert store.value("select count(*) from rounds") == 1
