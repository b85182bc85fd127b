"""People on the phone: the published figures of Erlang C and A, and what must hold for any."""

import pytest

from cx import support


def test_erlang_c_of_10_erlangs_and_14_agents_and_erlang_a_of_mandelbaum_and_zeltyn():
    table = support.staff(200, 3, 2, [14], within_seconds=20).set_index("model")
    assert table.in_time["C"] == pytest.approx(0.8883502, abs=1e-6)
    table = support.staff(48 * 60, 1, 2, [50], within_seconds=20).set_index("model")
    assert [round(100 * table.abandon["A"], 1), round(table.wait_seconds["A"], 1), round(table.busy["A"], 2)] == [
        3.1, 3.7, 0.93,
    ]  # fmt: skip
    assert [round(table.wait_seconds["C"], 1), round(table.busy["C"], 2)] == [20.8, 0.96]


def test_too_few_agents_have_no_steady_state_in_erlang_c_and_one_in_a():
    table = support.staff(42, 4, 2, [2, 2.4], within_seconds=60)
    assert table[["agents", "model"]].values.tolist() == [[2, "A"], [2, "C"], [3, "A"], [3, "C"]]
    assert table.in_time.isna().tolist() == [False, True, False, False]
    assert table.abandon.iloc[0] > 0.4


@pytest.mark.parametrize("calls, minutes, aim", [(42, 4, 0.8), (2, 5, 0.99), (6000, 5, 0.9)])
def test_the_people_needed_are_the_fewest_that_reach_the_aim(calls, minutes, aim):
    needed = support.needed(calls, minutes, 2, within_seconds=60, aim=aim)
    around = support.staff(calls, minutes, 2, [max(needed - 1, 1), needed], within_seconds=60)
    fewer, enough = around[around.model == "A"].in_time
    assert enough >= aim and (needed == 1 or fewer < aim)


def test_numbers_out_of_range_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="more than 0"):
        support.staff(0, 4, 2, [3], within_seconds=60)
    with pytest.raises(ValueError, match="patience"):
        support.needed(42, 4, 0, within_seconds=60)
    with pytest.raises(ValueError, match="above 0 and below 1"):
        support.needed(42, 4, 2, within_seconds=60, aim=1)
