"""The pictures of why it pays are drawn, losses included."""

import pandas as pd
import pytest
import vl_convert

from cx.charts import with_data
from cx.charts.customers import economics, economics_channels, economics_growth

SIDES = pd.DataFrame(
    {
        "side": ["win", "keep"],
        "cost": [100.0, None],
        "low": [90.0, None],
        "high": [110.0, None],
        "per_unit": [-2.0, None],
    }
)
EFFECTS = pd.DataFrame(
    {
        "lever": ["retention", "margin", "acquisition"],
        "effect": [0.025, 0.01, None],
        "low": [0.024, None, None],
        "high": [0.03, None, None],
        "paper": [0.05, 0.01, 0.001],
    }
)
CHANNELS = pd.DataFrame(
    {
        "channel": ["Referral", "Ads", "(unknown)"],
        "won": [40, 50, 9],
        "referred": [40, 0, 0],
        "cost": [2.0, 30.0, None],
        "n": [40, 40, 1],
        "contribution": [50.0, -14.0, 3.0],
        "low": [45.0, -20.0, None],
        "high": [55.0, -8.0, None],
        "pays_back": [True, False, None],
    }
)
PARTS = pd.DataFrame({"part": ["orders", "dearer items"], "change": [-20.0, 50.0]})
NAMES = {"win": ("Win one\n40", "Winning"), "keep": ("Keep one\n0", "Keeping")}


@pytest.mark.parametrize(
    ("chart", "frames"),
    [
        (economics.sides_chart(), economics.sides(SIDES, NAMES, ["$100", "n/a"], ["−$2", "n/a"])),
        (economics.levers_chart(), economics.levers(EFFECTS, {lever: lever for lever in EFFECTS["lever"]})),
        (economics_growth.growth_chart(rows=3), economics_growth.steps(PARTS, ["a", "b"], [False, True], "all", "$")),
        (
            economics_channels.channels_chart(count=3),
            economics_channels.channels(CHANNELS, str, str, ("first", "cost")),
        ),
    ],
    ids=["sides", "levers", "growth", "channels"],
)
def test_a_picture_is_drawn(chart, frames):
    spec = with_data(chart, **frames).to_dict()
    drawn = vl_convert.vegalite_to_svg(spec | {"width": 500})
    texts = next(iter(frames.values()))["text"]
    assert all(text in drawn for text in texts if text)


def test_a_channel_that_others_brought_and_one_that_costs_more_than_it_brings_stand_out():
    found = economics_channels.channels(CHANNELS, str, str, ("first", "cost"))["channels"]
    assert found["tone"].tolist() == ["referred", "dear", "other"]
    assert found["cost_text"].tolist() == ["2.0", "30.0", "–"]
