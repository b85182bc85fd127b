"""Changes as they are drawn: each row on a scale of its own."""

import pytest

from cx.charts import changes, with_data
from cx.statistics import changes as figures


def table():
    rows = [
        figures.of_share("bought", (60, 100), (30, 100)),
        figures.of_sum("profit", "money", 100.0, 90.0, 100.0, (40, 40)),
        figures.of_share("won", (6, 10), (0, 0)),
    ]
    return figures.judged(rows)


def test_the_farther_end_of_an_interval_is_1_and_what_is_not_known_has_no_mark():
    rows = changes.rows(table(), ["Bought", "Profit", "Won"], ["60%", "$100", "60%"])["changes"]
    assert rows[["low", "high"]].abs().max(axis=1).tolist()[:2] == [1, 1]
    assert rows["tone"].tolist() == ["good", "none", "none"]
    assert rows.loc[2, ["change", "low", "high"]].isna().all()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_finished_chart_holds_no_rows_and_takes_those_of_its_frame(theme):
    frames = changes.rows(table(), ["a", "b", "c"], ["", "", ""])
    assert not changes.chart(theme=theme, count=3).to_dict().get("datasets")
    assert set(with_data(changes.chart(theme=theme), **frames).to_dict()["datasets"]) == set(frames)


def test_of_many_rows_those_of_everybody_are_drawn_and_then_the_clearest_changes():
    groups = [figures.of_share("bought", (30 + n, 100), (30, 100), group=f"g{n}") for n in range(20)]
    many = figures.judged([figures.of_share("bought", (31, 100), (30, 100)), *groups])
    names = [group or "all" for group in many["group"]]
    drawn = changes.rows(many, names, names)["changes"]
    assert drawn["name"].tolist() == ["all", *(f"g{n}" for n in range(19, 19 - changes.MOST + 1, -1))]
