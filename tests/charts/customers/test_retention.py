"""What the pictures of retention are drawn from."""

from math import nan

import pandas as pd
import pytest
import vl_convert

from cx.charts import with_data
from cx.charts.customers import customer_flow as customer_flow_charts
from cx.charts.customers import retention

JANUARY, FEBRUARY = pd.Timestamp("2025-01-01"), pd.Timestamp("2025-02-01")
TABLE = pd.DataFrame(
    {
        "cohort": [JANUARY, JANUARY, JANUARY, FEBRUARY, FEBRUARY],
        "age": [0, 1, 2, 0, 1],
        "customers": [10, 5, 2, 4, 1],
        "money": [100.0, 50, 20, 40, 10],
        "base": [10, 10, 10, 4, 4],
        "rate": [1, 0.5, 0.05, 1, nan],
        "low": 0.1,
        "high": 0.9,
    }
)
MEANS = pd.DataFrame({"age": [0, 1, 2], "cohorts": [2, 1, 1], "base": [14, 10, 10], "rate": [1, 0.5, 0.05]})


def test_what_is_not_known_is_no_cell():
    cells = retention.cohorts(TABLE, MEANS, "people")["cohorts"]
    assert cells["row"].tolist() == ["Mean", "Mean", "Jan 2025", "Jan 2025"]
    assert cells["text"].tolist() == ["50", "5.0", "50", "5.0"]


def test_age_0_shows_how_large_a_cohort_is_and_only_the_latest_cohorts_are_drawn():
    frames = retention.cohorts(TABLE, MEANS, "people")
    assert frames["sizes"]["text"].tolist() == ["10", "4"]
    many = pd.concat([TABLE.assign(cohort=TABLE["cohort"] + pd.DateOffset(years=year)) for year in range(20)])
    assert retention.cohorts(many, MEANS, "money")["sizes"]["row"].nunique() == retention.MOST_COHORTS


CURVES = pd.DataFrame(
    {
        "reason": ["price", "price", "moved", "moved"],
        "day": [10, 20, 10, 20],
        "at_risk": [100, 50, 100, 50],
        "people": [10, 5, 0, 5],
        "share": [0.1, 0.2, 0.0, 0.19],
        "low": nan,
        "high": nan,
    }
)


def test_names_of_reasons_stand_apart_and_the_top_one_is_marked():
    frames = retention.reasons(CURVES, 20)
    ends = frames["ends"].set_index("reason")
    assert ends["is_top"].to_dict() == {"price": True, "moved": False}
    assert ends.at["price", "at"] - ends.at["moved", "at"] >= 0.016
    assert frames["curves"].groupby("reason")["month"].min().eq(0).all()


def test_names_never_sink_below_the_axis():
    low = CURVES.assign(share=[0.1, 0.2, 0.0, 0.001])
    more = pd.concat([low.assign(reason=low["reason"] + end) for end in ("", "a", "b")])
    at = retention.reasons(more, 20)["ends"]["at"]
    assert (at >= 0).all()
    assert at.is_monotonic_decreasing


FLOW = pd.DataFrame(
    {
        "starts_on": [JANUARY, FEBRUARY],
        "ends_on": [FEBRUARY, FEBRUARY],
        "active": [5, 4],
        "new": [5, 1],
        "returning_up": [0, 1],
        "returning_down": [0, 2],
        "resurrected": [0, 0],
        "dormant": [0, 2],
        "is_whole": True,
    }
)
CHURN = pd.DataFrame(
    {
        "starts_on": [FEBRUARY],
        "ends_on": [FEBRUARY],
        "active_before": [5],
        "dormant": [2],
        "rate": [0.4],
        "low": [0.1],
        "high": [0.8],
    }
)


def test_the_dormant_hang_below_the_axis_and_the_others_add_up_to_the_active():
    rows = customer_flow_charts.flow(FLOW, str)["flow"]
    above = rows[rows["part"] != "dormant"].groupby("place")["height"].sum()
    assert above.tolist() == [5, 4]
    assert rows.loc[rows["part"] == "dormant", "height"].tolist() == [0, -2]


def test_the_last_bar_names_the_figures_of_the_title():
    chart = with_data(customer_flow_charts.flow_chart(), **customer_flow_charts.flow(FLOW, str))
    drawn = vl_convert.vegalite_to_svg(chart.to_json())
    assert ">+1<" in drawn
    assert ">2<" in drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("chart", "frames"),
    [
        (retention.cohort_chart, retention.cohorts(TABLE, MEANS, "people")),
        (retention.reasons_chart, retention.reasons(CURVES, 20)),
        (customer_flow_charts.flow_chart, customer_flow_charts.flow(FLOW, str)),
        (customer_flow_charts.churn_chart, customer_flow_charts.churn(CHURN, str)),
    ],
    ids=["cohorts", "reasons", "flow", "churn"],
)
def test_a_finished_chart_holds_no_rows_and_takes_those_of_its_frames(chart, frames, theme):
    bare = chart(theme=theme).to_dict()
    assert not bare.get("datasets")
    assert set(with_data(chart(theme=theme), **frames).to_dict()["datasets"]) == set(frames)
