"""The trend of a score: quarters by hand, the slope against a reference, and chance."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

import cx
from tests.companies import company

AS_OF = date(2025, 12, 31)
QUARTERS = pd.period_range("2023Q1", "2025Q4", freq="Q")


def panel(seed: int, rise: float = 0.0) -> pd.DataFrame:
    """60 people with a mood each, who answer in about four of five of twelve quarters."""
    draw = np.random.default_rng(seed)
    mood = draw.normal(6.5, 2.5, 60)
    rows = [
        (f"C{who}", quarter.start_time + pd.Timedelta(days=int(draw.integers(80))), mood[who] + rise * place + noise)
        for place, quarter in enumerate(QUARTERS)
        for who in range(60)
        if (noise := draw.normal()) is not None and draw.random() < 0.8
    ]
    found = pd.DataFrame(rows, columns=["customer_id", "answered_at", "score"])
    return found.assign(score=found["score"].round().clip(0, 10), measure="nps")


def test_quarters_have_votes_of_their_own_and_the_running_one_is_marked():
    given = [("A", "2025-01-02", 10), ("A", "2025-03-31", 0), ("A", "2025-07-01", 10), ("B", "2025-07-02", 7)]
    rows = pd.DataFrame(given, columns=["customer_id", "answered_at", "score"]).assign(measure="nps")
    found = cx.voice.trend(company(surveys=rows.to_dict("records")), date(2025, 8, 15))
    assert found["period"].dt.strftime("%Y-%m-%d").tolist() == ["2025-01-01", "2025-04-01", "2025-07-01"]
    assert found["is_whole"].tolist() == [True, True, False]
    assert found["n"].tolist() == [1, 0, 2]
    assert found["value"].fillna(-999).tolist() == [-100, -999, 50]
    assert found["raw"].fillna(-999).tolist() == [0, -999, 50]


def test_the_slope_is_that_of_least_squares_with_errors_clustered_by_person():
    rows = panel(3, rise=0.1)
    found = cx.voice.slope(company(surveys=rows.to_dict("records")), AS_OF)
    quarter = rows["answered_at"].dt.to_period("Q")
    votes = rows.assign(quarter=quarter, year=quarter.dt.end_time.dt.normalize())
    vote = 100.0 * ((votes["score"] >= 9).astype(int) - (votes["score"] <= 6).astype(int))
    years = (votes["year"] - pd.Timestamp("2023-03-31")).dt.days / 365.25
    fit = sm.OLS(vote, sm.add_constant(years)).fit(
        cov_type="cluster", cov_kwds={"groups": pd.factorize(votes["customer_id"])[0]}, use_t=True
    )
    assert found.a_year == pytest.approx(fit.params.iloc[1])
    assert [found.low, found.high] == pytest.approx(fit.conf_int().iloc[1].tolist(), rel=1e-6)
    assert found.quarters == 12 and found.votes == len(rows)


def test_a_rise_is_found_and_no_trend_is_claimed_where_there_is_none():
    assert cx.voice.slope(company(surveys=panel(1, rise=0.35).to_dict("records")), AS_OF).verdict is True
    assert cx.voice.slope(company(surveys=panel(2, rise=-0.35).to_dict("records")), AS_OF).verdict is False
    level = [cx.voice.slope(company(surveys=panel(seed).to_dict("records")), AS_OF).verdict for seed in (1, 4)]
    assert level == [None, None]


def test_under_twelve_quarters_there_is_no_verdict():
    rows = panel(1, rise=0.35)
    rows = rows[rows["answered_at"] >= "2023-04-01"]
    found = cx.voice.slope(company(surveys=rows.to_dict("records")), AS_OF)
    assert found.quarters == 11 and found.low > 0 and found.verdict is None
