"""What a round of the employees' survey hides."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from cx.experience import teams


def of(*sizes: int) -> pd.DataFrame:
    return pd.DataFrame({"team": [f"t{place:02d}" for place in range(len(sizes))], "n": sizes})


def test_a_team_under_five_is_hidden_and_never_alone():
    assert teams.is_hidden(of(5, 6)).tolist() == [False, False]
    assert teams.is_hidden(of(4, 6, 5)).tolist() == [True, False, True]  # alone: the smallest other goes too
    assert teams.is_hidden(of(1, 3, 6, 6)).tolist() == [True, True, True, False]  # four together; ties by name
    assert teams.is_hidden(of(1, 4, 6)).tolist() == [True, True, False]
    assert teams.is_hidden(of(4)).tolist() == [True]
    assert [teams.is_total_shown(of(*sizes)) for sizes in [(4,), (2, 2), (4, 1), (4, 9), (5,)]] == [
        False, False, True, True, True,
    ]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_the_total_less_what_is_shown_is_nobody_or_two_teams_with_five_answers(sizes):
    given_teams = of(*sizes)
    hidden = given_teams[teams.is_hidden(given_teams)]
    assert (given_teams.loc[~teams.is_hidden(given_teams), "n"] >= teams.FEWEST).all()
    if teams.is_total_shown(given_teams):
        assert hidden.empty or (len(hidden) >= 2 and hidden["n"].sum() >= teams.FEWEST)
    else:
        assert len(hidden) == len(given_teams)  # nothing at all is shown of such a round
