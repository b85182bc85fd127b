"""Requests on the demo company: a plain count of its tickets, and the planted shares and Kano classes."""

import shutil
from datetime import date

import pandas as pd
import pytest

import cx
from cx import requests
from cx.statistics import intervals

AS_OF = date(2025, 12, 31)


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("requests") / "demo.duckdb"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def planted(truth) -> pd.Series:
    return truth["planted"].set_index("name").value


def test_the_ranking_is_a_plain_count_and_finds_both_leaders_and_the_one_of_platinum(store, company, planted):
    people: dict[str, set[str]] = {}
    for row in company["tickets"].itertuples():
        if row.kind == "request" and row.opened_at.year == 2025 and isinstance(row.customer_id, str):
            people.setdefault(row.topic, set()).add(row.customer_id)
    found = requests.ranking(store, AS_OF).set_index("topic")
    assert found.customers.to_dict() == {topic: len(whom) for topic, whom in people.items()}
    assert requests.first(found.reset_index()) == "Same-day delivery"
    second = found.loc["Spare parts"]
    assert (second["rank"], second.rank_low, second.rank_high) == (2, 2, 2)
    everybody = found.tickets.sum() - found.tickets["Repair service"]
    for topic in ("Same-day delivery", "Spare parts"):
        _share, low, high = intervals.wilson(int(found.tickets[topic]), int(everybody))
        assert low - 0.02 <= planted[f"share of requests: {topic}"] <= high + 0.02  # Platinum asks otherwise
    platinum = requests.ranking(store, AS_OF, votes="Platinum")
    assert requests.first(platinum) == "Repair service"
    _share, low, high = intervals.wilson(int(platinum.votes[0]), int(platinum.voters[0]))
    assert low <= planted["share of Platinum's requests: Repair service"] <= high


def test_kano_finds_the_planted_classes_and_names_none_where_none_is(store, planted):
    found = requests.kano(store, AS_OF).set_index("topic")
    classes = {name.split(": ")[1]: name.split()[2][0] for name in planted.index if name.startswith("Kano class")}
    assert found.kind.dropna().to_dict() == classes
    assert set(found.index) - set(classes) == {"Repair service"}
    for topic, row in found.iterrows():
        known = int(row[list("AOMI")].sum())
        better = intervals.wilson(int(row.A + row.O), known)
        worse = intervals.wilson(int(row.O + row.M), known)
        assert better[1] <= planted[f"Kano better: {topic}"] <= better[2]
        assert worse[1] <= -planted[f"Kano worse: {topic}"] <= worse[2]
