"""Voice on the demo company: the planted values, and a plain computation over its rows."""

import shutil
from datetime import date

import numpy as np
import pandas as pd
import pytest

import cx
from cx.customers.filters import Scope
from cx.experience.voice import comment_topics

AS_OF = date(2025, 12, 31)
END = pd.Timestamp(AS_OF) + pd.Timedelta(days=1)


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("voice") / "demo.duckdb"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def planted(truth) -> pd.Series:
    return truth["planted"].set_index("name").value


def plainly(company: dict[str, pd.DataFrame]) -> tuple[float, float, int]:
    """NPS of 2025 weighted and of every answer alike, and how many voted, without the code of the package."""
    orders = company["orders"].dropna(subset="customer_id")
    placed = orders[orders["revenue"] >= 0].groupby(["customer_id", "order_id"])["ordered_at"].min()
    placed = placed[(placed >= "2025-01-01") & (placed < END)]
    active = placed.groupby(level="customer_id").size()
    cuts = np.quantile(active, [0.2, 0.4, 0.6, 0.8])
    cell = pd.Series((active.to_numpy()[:, None] > cuts).sum(axis=1), active.index)
    given = company["surveys"].query("measure == 'nps' and answered_at >= '2025-01-01'")
    given = given[given["answered_at"] < END].sort_values("answered_at", kind="stable")
    vote = 100 * ((given["score"] >= 9).astype(int) - (given["score"] <= 6).astype(int))
    last = vote[~given["customer_id"].duplicated(keep="last")]
    last.index = given.loc[last.index, "customer_id"]
    last = last[last.index.isin(active.index)]
    by_cell = last.groupby(cell.reindex(last.index).to_numpy())
    assert by_cell.size().min() >= 30  # no cell had to be merged
    people = cell.value_counts().reindex(by_cell.mean().index)
    return float((by_cell.mean() * people).sum() / people.sum()), float(vote.mean()), len(last)


def test_the_weighted_score_is_that_of_a_plain_computation_and_the_planted_one(store, company, planted):
    found = cx.voice.score(store, AS_OF).iloc[0]
    value, raw, votes = plainly(company)
    assert found[["value", "raw"]].tolist() == pytest.approx([value, raw]) and found["n"] == votes
    assert abs(found["value"] - planted["weighted NPS of 2025"]) <= found["high"] - found["low"]
    assert raw - value >= planted["plain less weighted NPS of 2025: at least"] - 3
    slope = cx.voice.slope(store, AS_OF)
    assert slope.verdict is True
    assert slope.low - 1 <= planted["weighted NPS: points a year"] <= slope.high + 1


def test_the_drivers_have_their_planted_shares(store, planted):
    found = cx.voice.drivers(store, AS_OF).set_index("touchpoint")
    for name in ("Delivery", "Support", "Price"):
        row = found.loc[name]
        reach = (row["high"] - row["low"]) / 2
        assert row["share"] == pytest.approx(planted[f"share of R2 of NPS: {name}"], abs=2 * reach), name
    assert set(found.index[:3]) == {"Delivery", "Support", "Price"}


def test_topics_hold_comments_of_one_planted_topic_far_oftener_than_chance(store, truth):
    scope = Scope(AS_OF)
    places = comment_topics.found(store, scope).places
    texts = store.rows("select upload_id, line, comment from surveys where comment is not null")
    both = places.merge(texts, on=["upload_id", "line"]).merge(truth["comments"], on="comment")
    both = both[both["topic_x"].str.contains(r"^(?:Latin|Arabic) \d+$")]
    counts = pd.crosstab(both["topic_x"], both["topic_y"])
    purity = counts.max(axis=1).sum() / counts.to_numpy().sum()
    largest = counts.sum().max() / counts.to_numpy().sum()
    assert purity > 1.5 * largest  # five topics a script are found where ten were planted
    assert len(both) > 0.9 * store.value(
        "select count(*) from surveys where comment is not null and answered_at >= '2025-01-01'"
        " and measure in ('nps', 'csat') and regexp_matches(comment, '[A-Za-z\u0600-\u06ff]')"
    )
