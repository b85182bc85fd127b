"""Drivers of NPS: whose answers count, when shares are shown, and when a first is named."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import cx
from tests.companies import company

AS_OF = date(2025, 12, 31)


def study(people: int, *weights: float, seed: int = 5, day: str = "2025-11-05") -> list[dict]:
    """Each person's experience of touchpoints T0, T1, ... (1 to 7) and an NPS made of these by weight."""
    draw, rows = np.random.default_rng(seed), []
    for who in range(people):
        felt = draw.integers(1, 8, len(weights))
        nps = np.clip(round(5 + float(np.dot(weights, felt - 4)) + draw.normal()), 0, 10)
        given = {"customer_id": f"C{who}", "answered_at": day}
        rows += [
            {**given, "measure": "perception", "subject": f"T{place}", "score": int(score)}
            for place, score in enumerate(felt)
        ]
        rows.append({**given, "measure": "nps", "score": float(nps)})
    return rows


def test_parts_add_up_to_r_squared_and_a_clear_first_is_named():
    rows = study(400, 1.2, 0.4)
    found = cx.voice.drivers(company(surveys=rows), AS_OF)
    frame = pd.DataFrame(rows)
    felt = frame[frame["measure"] == "perception"].pivot(index="customer_id", columns="subject", values="score")
    nps = frame[frame["measure"] == "nps"].set_index("customer_id")["score"].reindex(felt.index)
    design = np.column_stack([np.ones(len(felt)), felt.to_numpy(float)])
    left = nps - design @ np.linalg.lstsq(design, nps.to_numpy(float), rcond=None)[0]
    assert found["r2_part"].sum() == pytest.approx(1 - left.var() / nps.var())
    assert found["share"].sum() == pytest.approx(1)
    assert found["touchpoint"].tolist() == ["T0", "T1"] and cx.voice.first(found) == "T0"
    assert found["experienced"].tolist() == pytest.approx(felt[["T0", "T1"]].mean().tolist())
    assert found["n"].tolist() == [400, 400] and cx.voice.to_ask(found) is None


def test_too_few_people_have_no_shares_but_their_experience():
    found = cx.voice.drivers(company(surveys=study(69, 1.2, 0.4)), AS_OF)
    assert found["share"].isna().all() and found["experienced"].notna().all()
    assert cx.voice.first(found) is None and cx.voice.to_ask(found) == 70
    assert cx.voice.drivers(company(surveys=study(70, 1.2, 0.4)), AS_OF)["share"].notna().all()


def test_touchpoints_alike_have_no_first_and_more_have_to_be_asked():
    found = cx.voice.drivers(company(surveys=study(120, 0.8, 0.8)), AS_OF)
    assert cx.voice.first(found) is None
    assert cx.voice.to_ask(found) is None or cx.voice.to_ask(found) > 120


def test_only_who_answered_everything_in_one_wave_with_the_nps_near_it_counts():
    rows = study(3, 1.0, 1.0)
    rows[0]["answered_at"] = "2025-10-01"  # of C0: 35 days before the other touchpoint
    rows[5]["answered_at"] = "2025-08-01"  # the NPS of C1: three months before
    found = cx.voice.drivers(company(surveys=rows), AS_OF)
    assert found["n"].tolist() == [1, 1]


def test_subjects_of_another_survey_or_that_are_no_touchpoints_are_no_drivers():
    rows = study(80, 1.0, 0.5, 0.2)
    rows.append({"customer_id": "C1", "answered_at": "2025-06-01", "measure": "csat", "subject": "T0", "score": 4})
    rows.append({"customer_id": "C1", "answered_at": "2025-06-01", "measure": "csat", "subject": "T1", "score": 4})
    rows += [
        {"customer_id": f"C{n}", "answered_at": "2025-11-05", "measure": "perception", "subject": "Staff", "score": 4}
        for n in range(30)
    ]
    journey = [{"touchpoint": "Shop", "step": "buy", "p": "place", "team": "stores", "asked_as": "staff"}]
    found = cx.voice.drivers(company(surveys=rows, journey=journey), AS_OF)
    assert sorted(found["touchpoint"]) == ["T0", "T1"]


def test_everybody_of_one_score_has_nothing_to_explain():
    rows = study(100, 1.0, 1.0)
    for row in rows:
        if row["measure"] == "nps":
            row["score"] = 9
    assert cx.voice.drivers(company(surveys=rows), AS_OF)["share"].isna().all()


def test_how_many_to_ask_narrows_the_intervals_until_they_clear():
    found = pd.DataFrame({"touchpoint": list("ab"), "share": [0.5, 0.3], "low": [0.3, 0.1], "high": [0.7, 0.5]})
    assert cx.voice.to_ask(found.assign(n=300)) == 300 * 4
    assert cx.voice.to_ask(found.assign(n=300, share=0.4)) is None
    assert cx.voice.needed(8) == 130
