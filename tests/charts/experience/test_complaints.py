"""What the pictures of complaints draw."""

import pandas as pd
import pytest

from cx.charts.experience import complaint_rates, complaints

NAMES = {"helped": "Resolved", "not helped": "Not resolved"}


def path(cases, matched):
    rows = [
        {"outcome": "not helped", "who": who, "day": day, "orders": end * day / 180, "n": 40}
        for who, end in (("case", cases), ("matched", matched))
        for day in range(0, 181, 10)
    ]
    return pd.DataFrame(rows)


def test_lost_orders_are_shaded_only_for_certain_and_names_of_lines_stay_apart():
    frames = complaints.paths(path(1.0, 1.001), NAMES, {"not helped": "less"})
    assert len(frames["lost"]) == 19
    assert frames["lines"]["place"].min() == complaints.APART
    ends = frames["ends"].set_index("is_case")["at"]
    assert ends[False] - ends[True] >= 0.069
    assert set(frames["lines"]["tone"]) == {"less"}
    assert frames["heads"]["text"].tolist() == ["Not resolved (n = 40)"]
    assert complaints.paths(path(1.0, 2.0), NAMES, {"not helped": None})["lost"].empty
    assert complaints.paths(path(1.0, 2.0).head(0), NAMES, {"not helped": "less"})["lines"].empty


def row(outcome, group=None, verdict=None, ratio=0.8):
    return {
        "outcome": outcome, "group": group, "n": 50, "ratio": ratio, "low": ratio - 0.1, "high": ratio + 0.1,
        "verdict": verdict,
    }  # fmt: skip


def test_each_outcome_comes_before_its_groups_and_the_check_last():
    whole = pd.DataFrame([row("helped", verdict="as before"), row("not helped", verdict="less"), row("all")])
    groups = pd.DataFrame([row("helped", "2"), row("not helped", "2", "less"), row("not helped", "3"), row("all", "2")])
    groups.loc[len(groups)] = row("helped", "1") | {"n": 9}
    check = pd.DataFrame([row("check", ratio=1.0)]).drop(columns=["outcome", "group", "verdict"])
    frames = complaints.ratios(whole, groups, check, lambda outcome, group: outcome or f"Severity {group}")
    labels = ["!0|helped", "1|Severity 2", "!2|not helped", "3|Severity 2", "4|Severity 3", "!5|check"]
    assert frames["rows"]["label"].tolist() == labels
    assert frames["rows"]["tone"].tolist() == ["as before", "none", "less", "less", "none", "check"]
    assert frames["band"].values.tolist() == [[pytest.approx(0.9), pytest.approx(1.1)]]


def test_periods_without_orders_are_not_drawn_and_groups_without_an_outcome_neither():
    table = pd.DataFrame(
        {
            "period": ["2025-01-01", "2025-04-01"], "orders": [100, 0], "complaints": [5, 1], "per_100": [5.0, None],
            "low": [1.6, None], "high": [11.7, None], "helped": [0.6, 1.0], "due": [5, 1],
        }
    )  # fmt: skip
    drawn = complaint_rates.rate(table, lambda first: f"{first:%Y-%m}")["rate"]
    assert drawn[["period", "resolved", "text"]].values.tolist() == [["2025-01", 3.0, "5.0"]]
    columns = ["group", "due", "share", "low", "high", "verdict"]
    outcomes = pd.DataFrame([["A", 9, 0.5, 0.3, 0.7, None], ["B", 0, None, None, None, None]], columns=columns)
    shares = complaint_rates.shares(outcomes, str)["shares"]
    assert shares[["label", "text", "tone"]].values.tolist() == [["0|A", "50% · 9", "none"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_is_drawn(theme):
    for chart in (
        complaints.paths_chart, complaints.ratios_chart, complaint_rates.shares_chart, complaint_rates.rate_chart
    ):  # fmt: skip
        assert chart(theme).to_dict()["layer"]
