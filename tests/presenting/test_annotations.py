"""Claims about annotations: kept in the store beside the data, and placed on every chart over time."""

import json
from datetime import date

import pandas as pd
import pytest

from cx.charts import annotations as marks
from cx.charts.customers import customer, customer_flow, tier_months
from cx.charts.products import stages
from cx.errors import CxError
from cx.presenting import annotations, frozen_chart

THERE = pd.DataFrame(
    {
        "annotation_id": [1, 2, 3],
        "happened_on": pd.to_datetime(["2025-01-10", "2025-02-28", "2025-06-01"]),
        "kind": ["campaign", "price", "event"],
        "words": ["Sale", "Dearer", "Move"],
    }
)


def test_what_is_added_is_there_by_date_and_the_data_stay_as_they_are(store):
    version = store.data_version
    annotations.add(store, date(2025, 3, 1), "  Prices   up ", "price")
    first = annotations.add(store, date(2025, 1, 1), "Sale", "campaign")
    assert annotations.every(store).words.tolist() == ["Sale", "Prices up"]
    deleted = annotations.remove(store, first)
    assert annotations.every(store).words.tolist() == ["Prices up"]
    annotations.restore(store, deleted)
    assert annotations.every(store)[["kind", "words"]].values.tolist() == [["campaign", "Sale"], ["price", "Prices up"]]
    assert annotations.remove(store, 99) is None
    assert store.data_version == version


@pytest.mark.parametrize(("words", "kind"), [(" ", "event"), ("x" * 41, "event"), ("Sale", "party")])
def test_an_annotation_without_words_or_of_an_unknown_kind_is_refused(store, words, kind):
    with pytest.raises(CxError, match="annotation"):
        annotations.add(store, date(2025, 1, 1), words, kind)
    assert annotations.every(store).empty


def test_a_day_stands_in_the_period_that_began_last_and_others_are_left_out():
    frames = {"months": pd.DataFrame({"period": ["Jan", "Feb"], "place": [4, 5]})}
    begun = marks.starts(pd.Series(pd.to_datetime(["2025-01-01", "2025-02-01"])), lambda day: f"{day:%b}")
    placed = marks.rows(THERE, frames, "period", begun)
    assert placed[["period", "place", "words", "level"]].values.tolist() == [
        ["Jan", 4, "Sale", 0],
        ["Feb", 5, "Dearer", 1],
    ]


def test_on_an_axis_of_moments_a_day_stands_where_it_is():
    frames = {
        "points": pd.DataFrame({"at": pd.to_datetime(["2025-01-16", "2025-02-14"])}),
        "none": pd.DataFrame({"x": []}),
    }
    placed = marks.rows(THERE, frames, "at")
    assert placed["at"].dt.date.tolist() == [date(2025, 1, 10), date(2025, 2, 28)]
    assert placed["when"].tolist() == ["2025-01-10", "2025-02-28"]


@pytest.mark.parametrize(
    "chart",
    [customer_flow.flow_chart, customer_flow.churn_chart, stages.life_chart, customer.months, tier_months.bars],
)
def test_a_chart_over_time_has_a_line_and_words_for_them(chart):
    spec = chart(theme="light", **({"tier": "Gold"} if chart is tier_months.bars else {})).to_dict()
    made = marks.annotated(spec, chart.over_time, "light")
    of_them = [layer for layer in made["layer"] if layer.get("data") == {"name": marks.FRAME}]
    assert [layer["mark"]["type"] for layer in of_them] == ["rule", *["text"] * marks.LEVELS]
    assert {layer["encoding"]["x"]["field"] for layer in of_them} == {chart.over_time}
    assert marks.FRAME not in json.dumps(spec)


def test_a_frozen_picture_is_drawn_with_its_annotations():
    periods = pd.DataFrame({"starts_on": pd.to_datetime(["2025-01-01", "2025-02-01"]), "active": [5, 6]})
    periods[["returning_up", "returning_down", "resurrected", "new", "dormant"]] = 1
    label = "{:%b %Y}".format
    frames = customer_flow.flow(periods, label)
    frames[marks.FRAME] = marks.rows(THERE, frames, "period", marks.starts(periods["starts_on"], label))
    specs = {
        shade: marks.annotated(customer_flow.flow_chart(theme=shade).to_dict(), "period", shade)
        for shade in ("light", "dark")
    }
    drawn = frozen_chart.svg(frozen_chart.freeze(**specs, frames=frames, table=periods, title="Flow"))
    assert "Sale" in drawn
    assert "Dearer" in drawn
    assert "Move" not in drawn
