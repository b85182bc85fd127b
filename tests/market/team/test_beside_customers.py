"""The score of a team beside the satisfaction with its touchpoints."""

from datetime import date
from math import isnan

import pandas as pd
import pytest

import cx
from cx.statistics import correlations
from tests.market.team.answers import answered, of_employees, satisfied

YEAR_END = date(2025, 12, 31)


def test_a_team_stands_beside_all_its_touchpoints_and_the_round_before_too():
    journey = [
        {"touchpoint": name, "step": "buy", "p": "place", "team": team, "asked_as": name}
        for name, team in [("Shop", "Stores"), ("Till", " stores"), ("Desk", "Support"), ("Web", "Few"), ("App", "IT")]
    ]
    scores = [answered("stores", [9] * 6), answered("Support", [1] * 7), answered("support", [10] * 5, "2025-08-10")]
    given = [satisfied("Shop", 40, 10), satisfied("Till", 30, 20), satisfied("Desk", 20, 30), satisfied("Web", 9, 1)]
    store = of_employees(*scores, *given, journey=journey)
    found = cx.team.beside_customers(store, YEAR_END)
    assert found[["team", "touchpoints", "csat_n", "is_lower", "enps"]].values.tolist() == [
        ["Support", "Desk", 50, True, -100.0], ["stores", "Shop, Till", 100, False, 100.0],
    ]  # fmt: skip
    assert found["csat"].tolist() == [0.4, 0.7]
    assert cx.team.beside_customers(store, YEAR_END, lag=1)[["team", "enps"]].values.tolist() == [["support", 100.0]]
    with pytest.raises(ValueError, match="lag is one of"):
        cx.team.beside_customers(store, YEAR_END, lag=3)


def test_the_rank_correlation_of_eight_teams_is_that_of_the_spec_and_is_a_verdict_only_of_ten():
    assert [round(end, 2) for end in correlations.interval(0.65, 8)] == [-0.13, 0.93]
    assert all(isnan(end) for end in correlations.spearman([1.0], [2.0])) and isnan(
        correlations.spearman([1, 1], [1, 2])[0]
    )
    assert isnan(correlations.interval(1.0, 12)[0]) and isnan(correlations.interval(0.5, 3)[0])
    pairs = pd.DataFrame({"enps": range(10), "csat": [1, 0, 2, 3, 5, 4, 6, 7, 9, 8]})
    assert cx.team.together(pairs).is_certain and not cx.team.together(pairs.head(9)).is_certain
