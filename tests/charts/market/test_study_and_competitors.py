"""Pictures of the study and of competitors: their rows, and that every chart can be drawn."""

import pandas as pd
import pytest

from cx.charts.market import competitors, competitors_left, competitors_weighed, study

SCORES = pd.DataFrame(
    {
        "company": ["We", "They", "Thus"], "attribute": "Price", "score": [6.0, 6.1, 9.0], "low": [5.0, 5.9, 8.0],
        "high": [7.0, 6.3, 10.0], "n": 40, "importance": 9.0,
    }
)  # fmt: skip


def test_dots_on_each_other_are_lifted_and_the_best_rival_is_marked():
    best = pd.DataFrame(
        [("Price", "Thus", 9.0, -3.0, -4.0, -2.0, 40, "behind")],
        columns=["attribute", "company", "importance", "gap", "low", "high", "n", "verdict"],
    )
    frames = competitors.gaps(SCORES, best, "We", "We")
    dots = frames["dots"].set_index("company")
    assert dots["lift"].to_dict() == {"We": 0, "They": -17, "Thus": 0}
    assert dots["tone"].to_dict() == {"We": "ours", "They": "other", "Thus": "best"}
    assert dots["short"].to_dict() == {"We": "We", "They": "T", "Thus": "Th"}
    assert frames["rows"]["said"].tolist() == ["−3.0 Thus"]
    assert competitors_weighed.weighed(best)["attributes"]["tone"].tolist() == ["behind"]


def test_the_limit_of_an_opening_is_the_edge_of_the_shaded_field():
    row = {"subject": "Price", "n": 40, "importance": 0.8, "satisfaction": 0.2, "opportunity": 14.0, "low": 12.0}
    frames = study.openings(pd.DataFrame([{**row, "high": 16.0, "is_opening": True}]), 10.0)
    assert frames["field"].values.tolist() == [[0.5, 0.0], [1.0, 1.0]]
    assert frames["subjects"]["tone"].tolist() == ["widest"]


@pytest.mark.parametrize(
    "chart",
    [
        competitors.gaps_chart, competitors.table_chart, competitors_weighed.weighed_chart,
        competitors_left.left_for_chart, study.square_chart, study.openings_chart, study.attitudes_chart,
        study.times_chart,
    ],
)  # fmt: skip
def test_every_chart_can_be_drawn_in_both_themes(chart):
    assert chart().to_dict() and chart(theme="dark").to_dict()
