"""What the demo company was made with is found again, and equals a count in plain Python."""

import shutil
from collections import defaultdict
from datetime import date, timedelta
from statistics import mean

import pytest

import cx
from cx import promises
from data import archetypes, setbacks
from data.promises import IN_TIME

AS_OF = date(2025, 12, 31)
START = date(2023, 1, 1)
LIKE = 0.05
"""What the matching leaves open, which no verdict rests on (cx.complaints.recovery)."""


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("planted") / "demo.duckdb"))
    yield opened
    opened.close()


def test_kept_promises_equal_a_count_in_plain_python_and_hold_what_was_planted(store):
    counted, first = defaultdict(lambda: [0, 0]), date(2025, 1, 1)
    for row in store.rows("select * from promises").to_dict("records"):
        at = {name: None if row[name] != row[name] else row[name].date() for name in ("due_on", "asked_on", "kept_on")}
        claim = at["asked_on"] and at["asked_on"] + timedelta(days=30)
        due = claim if row["kind"] == "guarantee" else at["due_on"]
        if due and first <= due <= AS_OF:
            counted[row["kind"]][0] += 1
            counted[row["kind"]][1] += bool(at["kept_on"] and at["kept_on"] <= due)
    found = promises.kept(store, AS_OF).set_index("kind")
    assert found[["due", "kept"]].T.to_dict("list") == dict(counted)
    every = promises.kept(store, AS_OF, since=START).set_index("kind")
    assert every.at["delivery", "low"] - 0.01 <= IN_TIME <= every.at["delivery", "high"] + 0.01
    claims = promises.guarantees(store, AS_OF, since=START).iloc[0]
    assert claims["low"] <= setbacks.CLAIMS_HONOURED <= claims["high"]


def test_gaps_equal_own_differences_in_plain_python(store):
    query = "select * from surveys where subject in ('Delivery', 'Store') and answered_at >= date '2025-01-01'"
    latest = {}
    for row in store.rows(f"{query} order by answered_at, upload_id, line").to_dict("records"):
        latest[row["subject"], row["customer_id"], row["measure"]] = row["score"]
    found = promises.gaps(store, AS_OF).set_index("subject")
    for subject, verdict in (("Delivery", "short"), ("Store", "ahead")):
        own = [
            float(latest[subject, who, "perception"] - score)
            for (of, who, measure), score in latest.items()
            if (of, measure) == (subject, "promise") and (subject, who, "perception") in latest
        ]
        assert found.at[subject, "gap_n"] == len(own)
        assert found.at[subject, "gap"] == pytest.approx(mean(own))
        assert found.at[subject, "verdict"] == verdict
    assert found.at["Checkout", "change_verdict"] == "better"


def test_late_deliveries_change_nothing_and_refused_claims_cost_what_was_planted(store):
    late = promises.effect(store, AS_OF, "delivery").set_index("outcome").loc["broken"]
    assert late["n"] >= 300
    assert late["low"] - LIKE <= 1 <= late["high"] + LIKE
    assert late["verdict"] != promises.LESS
    assert promises.effect_check(store, AS_OF, "delivery")["holds"].all()
    for region, true in (("Iran", archetypes.REFUSED_ORDER_RATIO), (archetypes.NO_EFFECT_REGION, 1.0)):
        refused = promises.effect(store, AS_OF, "guarantee", region=region).set_index("outcome").loc["broken"]
        assert refused["low"] - LIKE <= true <= refused["high"] + LIKE
