"""What the picture of the rules for next offers draws."""

import pandas as pd

from cx.charts.market import offers


def test_the_best_rule_comes_first_chance_last_and_the_rule_in_use_is_strong():
    table = pd.DataFrame(
        {
            "rule": ["sells_most", "own_mix", "chance"], "hits": [30, 60, None], "n": 100, "rate": [0.3, 0.6, 0.7],
            "low": [0.2, 0.5, None], "high": [0.4, 0.7, None], "is_used": [False, True, False],
        }
    )  # fmt: skip
    rows = offers.rates(table, str.upper)["rules"]
    assert rows["label"].tolist() == ["!0|OWN_MIX", "1|SELLS_MOST", "2|CHANCE"]
    assert rows[["tone", "text", "interval"]].values.tolist() == [
        ["used", "60%", "50–70%"],
        ["other", "30%", "20–40%"],
        ["chance", "70%", ""],
    ]
    assert offers.rates_chart(rows=3).to_dict()["height"] == 120
