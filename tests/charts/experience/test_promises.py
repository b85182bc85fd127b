"""What the pictures of promises draw."""

import pandas as pd

from cx.charts.experience import promises


def code(name: str) -> str:
    return f"x/{name}"


def gap(subject="Delivery", **more):
    row = {"subject": subject, "promise": 6.2, "expectation": 5.6, "experienced": 4.5, "importance": 6.1, "gap": -1.73}
    row |= {"gap_low": -1.8, "gap_high": -1.6, "gap_n": 594, "verdict": "short"}
    return row | {"change": float("nan"), "change_low": float("nan"), "change_high": float("nan")} | more


def test_a_gap_is_written_with_its_sign_interval_and_change_and_half_asked_subjects_are_left_out():
    only_expected = gap("Price", promise=float("nan"))
    changed = gap("Store", change=0.4, change_low=0.2, change_high=0.6, verdict=None, importance=float("nan"))
    frame = promises.gaps(pd.DataFrame([gap(), only_expected, changed]), code)["gaps"].set_index("subject")
    assert frame.index.tolist() == ["Delivery", "Store"]
    assert frame.loc["Delivery", ["gap", "interval", "importance", "tone", "change"]].tolist() == [
        "−1.7", "−1.8 to −1.6", "6.1", "short", "n/a"
    ]  # fmt: skip
    store = frame.loc["Store", ["importance", "tone", "change", "code"]].tolist()
    assert store == ["", "none", "+0.4 (+0.2 to +0.6)", "x/Store"]


def test_kinds_without_a_promise_due_have_no_bar():
    rows = pd.DataFrame(
        {
            "kind": ["delivery", "price"], "due": [1200, 0], "open": [3, 4], "late": [300, 0],
            "verdict": ["lower", None],
            "rate": [0.75, None], "low": [0.72, None], "high": [0.77, None],
        }
    )  # fmt: skip
    frame = promises.kept(rows, str.upper, code)["kept"]
    assert frame[["name", "due", "open", "said", "interval", "tone"]].values.tolist() == [
        ["DELIVERY", "1,200 due", "3 not due yet", "75%", "72–77%", "lower"]
    ]


def test_claims_are_shares_of_those_due():
    found = pd.DataFrame([{"given": 900, "claimed": 46, "due": 40, "answered": 36, "honoured": 28, "open": 6}])
    frame = promises.claims(found, {"due": "Claimed", "answered": "Answered", "honoured": "Honoured"}, code)["claims"]
    assert frame["said"].tolist() == ["40", "36 · 90%", "28 · 70%"]
    assert frame["code"].tolist() == ["x/due", "x/answered", "x/honoured"]


def test_pictures_have_the_selections_that_the_page_reads():
    for chart, name in ((promises.gaps_chart, "gap"), (promises.kept_chart, "kind"), (promises.claims_chart, "claim")):
        for theme in ("light", "dark"):
            assert name in [one["name"] for one in chart(theme=theme).to_dict()["params"]]
