"""The ribbons of gross profit."""

import pandas as pd
import pytest

from cx.charts import with_data
from cx.charts.home import money_flow, tiles


def cells(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["channel", "tier", "stage", "gross_profit"]).assign(revenue=0.0, customers=1)


FLOW = cells(
    ("Web", "Gold", "Growth", 60.0),
    ("Web", "Gold", "Decline", 40.0),
    (None, "Tin", "Decline", 20.0),
    (None, "Guests", "No product", 30.0),
    ("Web", "Tin", "Growth", -5.0),
)


def test_each_bar_says_the_sum_of_its_cells_losses_included():
    bars = money_flow.frames(FLOW, "$")["bars"].set_index("name_of")["text"]
    assert bars["Web"] == "Web $95"
    assert bars["Tin"] == "Tin $15"
    assert bars["Growth"] == "Growth $55"
    assert bars["No touchpoint"] == "No touchpoint $20"
    assert list(bars.index[:3]) == ["Web", "No touchpoint", "Guests"]


def test_ribbons_of_a_loss_are_not_drawn_and_the_others_fit_their_bars():
    frames = money_flow.frames(FLOW, "$")
    assert "0 Web Tin" not in set(frames["ribbons"]["ribbon"])
    web = frames["bars"].set_index("name_of").loc["Web"]
    ribbon = frames["ribbons"][frames["ribbons"]["ribbon"] == "0 Web Gold"]
    assert ribbon["low"].iloc[0] == pytest.approx(web["low"])
    assert ribbon["high"].iloc[0] == pytest.approx(web["high"])


def test_small_channels_are_one_bar():
    many = cells(*((f"c{n}", "Gold", "Growth", 10.0 + n) for n in range(12)))
    bars = money_flow.frames(many, "$")["bars"]
    channels = bars.loc[bars["side"] == "channel", "name_of"].tolist()
    assert channels == [*(f"c{n}" for n in range(11, 4, -1)), "Other channels"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_are_valid_with_and_without_rows(theme):
    for flow in (FLOW, FLOW.head(1), FLOW.tail(1)):
        with_data(money_flow.chart(theme), **money_flow.frames(flow, "$")).to_dict()
    steps = pd.DataFrame({"step": ["Reach", "Acquire"], "people": [9000, 420], "rate": [float("nan"), 0.0467]})
    steps = steps.assign(low=steps["rate"] - 0.004, high=steps["rate"] + 0.004)
    frames = tiles.steps(steps, {"Reach": "Reached", "Acquire": "First order"})
    assert frames["bars"]["said"].tolist() == ["9,000", "420 · 4.7%"]
    with_data(tiles.chart(theme, kind="steps"), **frames).to_dict()


def test_a_tile_of_tiers_has_the_shares_that_its_title_adds_up():
    table = pd.DataFrame({"tier": ["Platinum", "Gold", "Tin"], "customers": [2, 3, 0], "profit": [710.0, 290.0, 0.0]})
    known = table.assign(profit_share=[0.71, 0.29, 0.0])
    assert tiles.tiers(known, "$")["bars"]["said"].tolist() == ["$710 · 71%", "$290 · 29%"]
    assert tiles.tiers(table.assign(profit_share=float("nan")), "$")["bars"]["said"].tolist() == ["$710", "$290"]
