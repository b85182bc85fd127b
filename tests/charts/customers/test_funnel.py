"""What the funnel's pictures are drawn from."""

from math import nan

import pandas as pd
import pytest

from cx.charts import with_data
from cx.charts.customers import funnel, funnel_groups, funnel_kept

STEPS = pd.DataFrame(
    {
        "step": ["Reach", "Acquire", "Retain"],
        "people": [400, 100, 25],
        "eligible": [400, 300, 80],
        "rate": [nan, 1 / 3, 25 / 80],
        "low": [nan, 0.28, 0.22],
        "high": [nan, 0.39, 0.42],
        "still_open": [0, 100, 20],
        "converted_open": [0, 5, 2],
        "already_customers": [0, 0, 0],
    }
)
NAMES = {"Reach": ("Reached", ""), "Acquire": ("First order", ""), "Retain": ("Ordered again", "")}


def groups(**rates):
    """Groups a, b, .. of 100 eligible people each, or of as many as a pair (people, eligible) says."""
    rows = []
    for name, given in rates.items():
        people, eligible = given if isinstance(given, tuple) else (given, 100)
        for step in STEPS["step"]:
            is_reach = step == "Reach"
            rows.append(
                {
                    "step": step,
                    "group": name,
                    "people": eligible if is_reach else people,
                    "eligible": eligible,
                    "rate": nan if is_reach else people / eligible,
                    "low": 0.0,
                    "high": 1.0,
                    "still_open": 0,
                }
            )
    return pd.DataFrame(rows)


def heat(table, unranked=()):
    names = {"Reach": "Reach", "Acquire": "Acquire", "Retain": "Retain"}
    cells = funnel_groups.heat(table, names, list(unranked))["heat"]
    return cells[cells["step"] == "Acquire"].set_index("group")


def test_a_bar_is_as_high_as_the_square_root_of_its_people_and_of_those_whose_window_is_not_over():
    bars = funnel.ribbon(STEPS, NAMES)["bars"]
    assert (bars["top"] / bars["top"].max() * 20).tolist() == pytest.approx([20, 200**0.5, 45**0.5])


def test_people_whose_window_is_not_over_stand_at_its_step_as_in_the_table():
    frames = funnel.ribbon(STEPS, NAMES)
    assert frames["bars"]["still_open"].tolist() == STEPS["still_open"].tolist()
    assert frames["bars"]["note"].tolist() == ["", "100 window not over yet", "20 window not over yet"]
    slices = frames["slices"].assign(width=frames["slices"]["right"] - frames["slices"]["left"])
    acquired = slices[slices["place"] == 1].set_index("state")["width"]
    assert acquired["open"] / acquired.sum() == pytest.approx(100 / 200)
    assert slices.loc[slices["place"] == 0, "state"].tolist() == ["judged"]


def test_every_rate_stands_beside_its_division_in_full():
    steps = STEPS.assign(people=[4500, 792, 25], eligible=[4500, 4368, 80], rate=[nan, 792 / 4368, 25 / 80])
    frames = funnel.ribbon(steps, NAMES)
    assert frames["bars"]["number"].tolist() == ["4,500", "792", "25"]
    necks = frames["necks"].drop_duplicates("neck")
    assert necks[["text", "division"]].values.tolist() == [["18%", "792\nof 4,368"], ["31%", "25\nof 80"]]
    rows = funnel_kept.kept(steps[1:], ["Acquire", "Retain"])["kept"]
    assert rows["label"].tolist() == ["Acquire\n792 of 4,368", "Retain\n25 of 80"]
    assert heat(groups(a=(792, 4368)))[["text", "note"]].values.tolist() == [["18%", "792 of 4,368"]]


def test_a_step_without_a_rate_says_so_and_shows_its_people():
    steps = STEPS.assign(eligible=[400, 0, 80], rate=[nan, nan, 25 / 80], still_open=[0, 0, 20])
    frames = funnel.ribbon(steps, NAMES)
    assert frames["bars"]["number"].tolist() == ["400", "100", "25"]
    assert frames["necks"].drop_duplicates("neck")["text"].tolist() == ["n/a", "31%"]
    assert funnel_kept.kept(steps[1:], ["Acquire", "Retain"])["kept"]["text"].tolist() == ["n/a", "31%"]


def test_customers_already_are_a_part_of_the_bar_of_their_own():
    slices = funnel.ribbon(STEPS.assign(already_customers=[50, 0, 0]), NAMES)["slices"]
    reached = slices[slices["place"] == 0].set_index("state")
    width = reached["right"] - reached["left"]
    assert width["before"] / width.sum() == pytest.approx(50 / 400)


def test_only_the_named_step_is_red():
    necks = funnel.ribbon(STEPS, NAMES, worst="Retain")["necks"]
    assert necks.groupby("neck")["is_worst"].first().tolist() == [False, True]


def test_a_step_that_nobody_could_take_yet_says_so_instead_of_0():
    unknown = STEPS.assign(
        people=[400, 0, 0], eligible=[400, 0, 0], rate=nan, low=nan, high=nan, still_open=[0, 400, 0]
    )
    frames = funnel.ribbon(unknown, NAMES)
    assert frames["bars"]["number"].tolist() == ["400", "n/a", "n/a"]
    assert frames["necks"]["text"].tolist() == ["not over yet", "not over yet", "n/a", "n/a"]


def test_what_is_lost_counts_only_those_whose_window_has_run_out():
    kept = funnel_kept.kept(STEPS[1:], ["Acquire", "Retain"])["kept"]
    assert kept["lost"].tolist() == ["67% left", "69% left"]


def test_shades_run_from_the_lowest_to_the_highest_rate_of_a_step():
    assert heat(groups(a=10, b=30, c=20))["shade"].to_dict() == pytest.approx({"b": 1, "c": 0.5, "a": 0})


def test_small_groups_and_those_that_could_win_nobody_have_no_shade_and_come_last():
    cells = heat(groups(small=(20, 29), a=10, b=30, old=0), unranked=["old"])
    assert cells.index.tolist()[:2] == ["b", "a"]
    assert cells["shade"].isna().to_dict() == {"b": False, "a": False, "small": True, "old": True}
    assert cells.at["old", "text"] == "n/a"


def test_equal_groups_have_the_middle_shade():
    assert heat(groups(a=10, b=10))["shade"].tolist() == [0.5, 0.5]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_finished_chart_holds_no_rows_and_takes_those_of_its_frames(theme):
    pictures = [
        (funnel.ribbon_chart(theme), funnel.ribbon(STEPS, NAMES)),
        (funnel_kept.kept_chart(theme, 2), funnel_kept.kept(STEPS[1:], ["a", "b"])),
        (
            funnel_groups.heat_chart(theme, 2, ("Reach", "Acquire", "Retain")),
            funnel_groups.heat(groups(a=1, b=2), {step: step for step in NAMES}, []),
        ),
    ]
    for chart, frames in pictures:
        assert "datasets" not in chart.to_dict()
        assert set(with_data(chart, **frames).to_dict()["datasets"]) == set(frames)
