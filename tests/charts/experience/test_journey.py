"""What the pictures of the journey page draw."""

import json

import numpy as np
import pandas as pd

from cx.charts.experience import journey, journey_gaps, journey_rows

NAN = float("nan")


def table(names=("Ads", "Shop", "Delivery", "Tell a friend"), **columns):
    n = len(names)
    shape = {
        "touchpoint": list(names), "step": ["aware", "buy", "use"] + ["advocate"] * (n - 3), "p": "place",
        "team": "fulfilment and logistics", "owner": None, "people": [900, 400, 300, 20] + [1] * (n - 4),
    }  # fmt: skip
    study = {
        "promise": [NAN, 5.1, 6.2, NAN], "expectation": [NAN, 5.0, 5.6, NAN], "experienced": [NAN, 5.7, 4.3, NAN],
        "importance": [NAN, 4.0, 6.0, NAN], "gap": [NAN, 0.6, -1.9, NAN], "gap_low": NAN, "gap_high": NAN,
        "gap_n": [0, 92, 92, 0], "study_n": [0, 92, 92, 0], "verdict": [None, True, False, None],
        "is_short": [False, False, True, False],
    }  # fmt: skip
    study = {name: (value + [NAN] * n)[:n] if isinstance(value, list) else value for name, value in study.items()}
    lanes = {"csat": NAN, "csat_n": 0, "wait_hours": NAN, "complaints_per_100": NAN, "cost_per_contact": NAN}
    found = {**shape, **study, **lanes, "at_stake": NAN, "enps": NAN, "enps_n": 0, **columns}
    return pd.DataFrame(found).astype({"study_n": float, "gap_n": float})


STEPS = pd.DataFrame({"step": ["aware", "buy", "use", "advocate"], "touchpoints": 1, "people": [900, 400, 300, 20]})
LOOP = pd.DataFrame({"reached": [900], "sent_by_customers": [31], "advocates": [20]})


def rows(**columns):
    return journey_rows.rows(table(**columns), STEPS, LOOP, "$", {"Shop": "Open until ten"})


def test_a_broken_promise_is_red_a_kept_one_green_and_nothing_asked_is_a_question():
    found = rows()
    dots = found["dots"]
    assert dots[dots.is_asked & (dots["shape"] == "circle")].tone.tolist() == ["good", "bad"]
    assert found["texts"].query("text == '?'")["x"].tolist() == [0.5, 3.5]
    better, worse = found["dots"].query("is_asked and shape == 'circle'")["y"]
    assert worse > better  # further down
    assert found["curves"].query("run != 'loop'")["is_dashed"].any() == np.False_
    assert found["columns"].promise_text.tolist() == ["–", "Open until ten", "–", "–"]
    unsure = rows(verdict=[None, None, None, None], is_short=False)["dots"].query("is_asked and shape == 'circle'")
    assert unsure.tone.tolist() == ["ink", "ink"]


def test_the_way_is_dashed_past_what_nobody_was_asked_about():
    gap = {"experienced": [5.0, NAN, 4.3, NAN]}
    assert rows(**gap)["curves"].query("run != 'loop'")["is_dashed"].all()


def test_advocates_lead_back_to_who_becomes_aware_and_steps_are_as_wide_as_their_touchpoints():
    found = rows()
    assert "31 of 900 people reached were sent by a customer" in found["texts"]["text"].tolist()
    assert found["curves"].query("run == 'loop'")["x"].tolist() == [3.5, 3.5, 0.5, 0.5]
    alone = journey_rows.rows(table(step="use"), STEPS, LOOP, "$", {})
    assert alone["curves"].query("run == 'loop'").empty
    assert alone["chevrons"][["left", "right"]].agg({"left": "min", "right": "max"}).tolist() == [0, 3.97]


def test_lanes_without_a_figure_are_left_out_and_the_largest_bar_fills_its_cell():
    bare, full = (
        journey_rows.place(table()),
        journey_rows.place(table(at_stake=[1.0, 2.0, 4.0, NAN], csat=0.5, csat_n=9)),
    )
    assert list(bare.lanes) == ["team"] and list(full.lanes) == ["csat", "at_stake", "team"]
    bars = rows(at_stake=[1.0, 2.0, 4.0, NAN])["blocks"].query("opacity == 0.8")
    assert (bars["right"] - bars["left"]).round(2).tolist() == [0.23, 0.46, 0.92]
    assert journey_rows.place(table(study_n=0.0)).height < bare.height


def test_of_many_touchpoints_those_that_most_people_meet_are_drawn_in_their_order():
    names = [f"T{place}" for place in range(45)]
    drawn = journey_rows.drawn(table(names, people=[0, 0, 0, *range(1, 43)]))
    assert (len(drawn), drawn["touchpoint"].iloc[0]) == (40, "T5")


def test_names_of_dots_that_lie_close_stand_apart():
    known = table().dropna(subset=["gap"]).assign(gap=[-0.5, -0.52], importance=[4.0, 4.1], at_stake=1.0)
    other = known.tail(1).assign(touchpoint="C", gap=-3.0, importance=6.0)
    frame = journey_gaps.invest(pd.concat([known, other]), "$")["touchpoints"]
    assert frame["name_at"].diff().iloc[1] < -0.1


def test_every_chart_is_a_specification_that_holds_no_rows():
    map_spec = journey.map_chart(columns=4, height=500).to_dict()
    assert len(json.dumps(map_spec)) < 24_000
    for chart in (journey.map_chart, journey_gaps.invest_chart, journey_gaps.teams_chart):
        assert all("datasets" not in chart(theme=theme).to_dict() for theme in ("light", "dark"))


def test_lines_of_the_study_cross_no_score_and_no_mark_of_what_nobody_was_asked_about():
    near = {"promise": [5.0, NAN, 5.1, 4.7], "expectation": [4.6, NAN, 5.3, 4.9], "experienced": [4.8, NAN, 4.6, 5.0]}
    found = rows(**near, verdict=[None] * 4, is_short=False)
    scores = found["texts"][found["texts"]["text"].str.fullmatch(r"\d\.\d")]
    lines = found["rules"][found["rules"]["tone"] != "grid"].assign(x=lambda all: (all["left"] + all["right"]) / 2)
    beside = scores.merge(lines, on="x", suffixes=("", "_line"))
    assert len(scores) == 6 and (beside["y"] - beside["y_line"]).abs().min() >= 6
    mark = found["dots"][~found["dots"]["is_asked"]].iloc[0]
    way = found["curves"].query("run != 'loop'")
    assert (way[(way["x"] - mark["x"]).abs() < 0.1]["y"] - mark["y"]).abs().min() >= 15
