"""What the pictures of recognition draw."""

import pandas as pd

from cx.charts.experience import recognition


def test_the_reason_with_most_customers_comes_first_and_colours_are_verdicts():
    table = pd.DataFrame(
        {
            "group": ["first_year", "promoter"], "n": [40, 90], "thanked": [30, 9], "share": [0.75, 0.1],
            "low": [0.6, 0.05], "high": [0.86, 0.18], "verdict": ["higher", None],
        }
    )  # fmt: skip
    rows = recognition.reasons(table, str.upper)["reasons"]
    assert rows["label"].tolist() == ["0|PROMOTER", "1|FIRST_YEAR"]
    assert rows[["tone", "share", "of"]].values.tolist() == [["none", "10%", "90"], ["higher", "75%", "40"]]


def test_each_measure_has_two_rows_hollow_without_a_verdict():
    one = {"thanked_n": 50, "thanked": 25, "thanked_rate": 0.5, "thanked_low": 0.4, "thanked_high": 0.6}
    other = {"held_out_n": 40, "held_out": 10, "held_out_rate": 0.25, "held_out_low": 0.1, "held_out_high": 0.4}
    table = pd.DataFrame([{"measure": "order", "verdict": "higher"}, {"measure": "nps", "verdict": None}])
    rows = recognition.effect(table.assign(**one, **other), lambda measure, who: f"{measure} {who}")["effect"]
    assert rows["label"].tolist() == ["!0|order thanked", "1|order held out", "!2|nps thanked", "3|nps held out"]
    assert rows["tone"].tolist() == ["thanked", "held out", "none", "none"]
    assert rows["text"].iloc[0] == "50% of 50"


def test_a_month_whose_share_is_not_known_yet_has_no_figure_above_it():
    months = pd.DataFrame(
        {"month": pd.to_datetime(["2025-01-01", "2025-02-01"]), "thanked": [3, 2], "held_out": [1, 0]}
    ).assign(share=[0.5, None])
    rows = recognition.months(months, lambda first: f"{first:%b}")["months"]
    assert rows[["period", "both", "text"]].values.tolist() == [["Jan", 4, "50%"], ["Feb", 2, ""]]
