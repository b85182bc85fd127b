"""Changes between two periods: their numbers by hand, and a verdict only where there is one."""

from datetime import date

import pytest

from cx.statistics import changes, periods


def judged(*rows) -> dict:
    return changes.judged(rows).to_dict("records")


def test_a_share_changes_in_points_and_the_verdict_knows_which_way_is_good():
    now, before = (60, 100), (30, 100)
    higher, complaints, neither = judged(
        changes.of_share("bought", now, before),
        changes.of_share("complained", now, before, good=-1),
        changes.of_share("in Tin", now, before, good=0),
    )
    assert higher["change"] == pytest.approx(0.3)
    assert 0 < higher["low"] < 0.3 < higher["high"]
    assert (higher["verdict"], complaints["verdict"], neither["verdict"]) == ("better", "worse", "higher")


def test_where_the_interval_holds_0_there_is_no_clear_change():
    (row,) = judged(changes.of_share("bought", (31, 100), (30, 100)))
    assert row["low"] < 0 < row["high"]
    assert row["verdict"] == "no clear change"


def test_few_people_no_people_and_people_in_both_periods_have_no_verdict():
    few, nobody, both = judged(
        changes.of_share("few", (29, 29), (1, 29)),
        changes.of_share("nobody", (29, 40), (0, 0)),
        changes.of_share("both", (60, 100), (30, 100), overlaps=True),
    )
    assert (few["verdict"], nobody["verdict"], both["verdict"]) == (
        "too few to tell",
        "no earlier data",
        "periods overlap",
    )


def test_a_count_is_a_ratio_of_what_happened_a_day():
    (row,) = judged(changes.of_count("reached", (100, 10), (100, 20)))
    assert row["change"] == pytest.approx(1.0)
    assert row["verdict"] == "better"


def test_a_sum_over_members_rests_on_the_squares_of_their_changes():
    (row,) = judged(changes.of_sum("profit", "money", 1000.0, 800.0, 50.0**2, (40, 40)))
    assert (row["change"], row["low"], row["high"]) == pytest.approx((200, 200 - 1.96 * 50, 200 + 1.96 * 50), abs=0.01)
    assert row["verdict"] == "better"


def test_what_is_clear_alone_may_not_be_among_many():
    alone, *_ = judged(changes.of_share("x", (50, 100), (36, 100)))
    among, *_ = judged(changes.of_share("x", (50, 100), (36, 100)), *[changes.of_share("y", (5, 50), (5, 50))] * 9)
    assert (alone["verdict"], among["verdict"]) == ("better", "no clear change")


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("period", (date(2025, 1, 16), date(2025, 2, 14))),
        ("year", (date(2024, 2, 15), date(2024, 3, 15))),
        ("date", (date(2024, 12, 2), date(2024, 12, 31))),
    ],
)
def test_a_span_of_days_is_compared_with_as_many_days(how, expected):
    first, last = periods.compared(date(2025, 2, 15), date(2025, 3, 16), how, date(2024, 12, 31))
    assert (last - first).days == 29
    assert how == "year" or (first, last) == expected


def test_a_way_that_is_none_is_refused():
    with pytest.raises(ValueError, match="no way"):
        periods.compared(date(2025, 1, 1), date(2025, 1, 31), "date")
