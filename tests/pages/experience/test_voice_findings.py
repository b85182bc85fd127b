"""Titles of the voice page: what they say, and when they say less."""

from math import nan

import pandas as pd
import pytest

from cx.experience.voice import Slope
from pages.experience.voice import findings

LEVEL, RISING = Slope(0.5, -1, 2, -2, 3, 12, 900), Slope(7.2, 5, 9, 3, 10, 12, 900)


def row(**more) -> pd.Series:
    given = {
        "value": -7.0, "low": -11.0, "high": -3.0, "raw": -6.0, "n": 400, "answers": 900, "lowest": 0.0,
        "highest": 10.0,
    }  # fmt: skip
    return pd.Series(given | more)


@pytest.mark.parametrize(
    ("given", "slope", "said"),
    [
        ({"raw": 10.0}, RISING, "NPS is −7, not +10: the happiest answer most"),
        ({"raw": -30.0}, RISING, "NPS is −7, not −30: the unhappiest answer most"),
        ({}, RISING, "NPS is −7 and rises by 7.2 points a year"),
        ({}, LEVEL, "NPS is −7; no trend for certain"),
        ({"raw": 10.0, "n": 29}, RISING, "NPS is −7 of 29 votes"),
        ({"lowest": 9.0, "highest": 9.0}, RISING, "All 900 answers are 9"),
    ],
)
def test_the_title_is_who_answers_most_else_the_trend_else_the_score(given, slope, said):
    assert findings.title("nps", row(**given), slope) == said


def test_shares_are_written_in_percent_and_their_trend_in_points():
    given = row(value=0.7, low=0.66, high=0.74, raw=0.71, lowest=1, highest=5)
    assert findings.title("csat", given, Slope(-0.031, -0.05, -0.01, -0.05, -0.01, 12, 900)) == (
        "70% are satisfied, 3.1 points a year fewer"
    )
    assert findings.title("ces", given, LEVEL) == "70% call it easy; no trend for certain"


def groups(*rows: tuple[str, int, float, float, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["group", "active", "rate_answered", "value", "low", "high"])
    return table.assign(n=(table["active"] * table["rate_answered"]).round())


def test_who_answers_most_is_said_only_of_groups_that_differ_for_certain():
    far = groups(("Gold", 400, 0.7, 0, -9, 9), ("Tin", 400, 0.3, 0, -9, 9), ("(unknown)", 90, 0.9, 0, -9, 9))
    assert findings.groups_title("nps", "tier", far) == "Gold answers most: 70%, Tin least: 30%"
    near = groups(("Gold", 40, 0.5, 0, -9, 9), ("Tin", 40, 0.45, 0, -9, 9))
    assert findings.groups_title("nps", "tier", near) == "NPS and rate of answering by tier"
    few = groups(("Gold", 20, 0.9, 0, -9, 9), ("Tin", 400, 0.1, 0, -9, 9))
    assert findings.groups_title("nps", "tier", few) == "NPS and rate of answering by tier"


def test_the_lowest_subject_is_named_where_its_interval_lies_below_the_others():
    apart = groups(("Price", 400, 0.2, 0.4, 0.35, 0.45), ("Store", 400, 0.2, 0.7, 0.65, 0.75))
    assert findings.groups_title("csat", "subject", apart) == "Price scores lowest: 40% of 80 votes"
    near = apart.assign(high=[0.66, 0.75])
    assert findings.groups_title("csat", "subject", near) == "Satisfaction by subject: none stands out for certain"


def drivers(**more) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "touchpoint": ["Price", "Store"], "r2_part": [0.3, 0.1], "share": [0.75, 0.25], "low": [0.6, 0.1],
            "high": [0.9, 0.4], "asked": [5.0, 6.0], "n": 400,
        }
    ).assign(**more)  # fmt: skip


def test_a_driver_is_named_first_only_where_it_stands_apart():
    assert findings.drivers_title(drivers()) == "Price moves NPS most: 75% of the differences explained"
    near = drivers(low=[0.3, 0.1])
    assert findings.drivers_title(near) == "What moves NPS: too few to rank the touchpoints"
    assert "To name the first, ask about" in findings.drivers_caption(near)
    few = drivers(share=nan, low=nan, high=nan, r2_part=nan, n=20)
    assert findings.drivers_caption(few) == (
        "20 people answered everything: too few to show shares. To name the first, ask about 70. When asked, people put"
        " first: Store, Price."
    )


def test_topics_that_were_joined_into_one_are_one_topic():
    rows = pd.DataFrame({"is_topic": [True], "verdict": [None]})
    assert findings.topics_title(rows, 1_151) == "1 topic in 1,151 comments"
