"""Who got lost at a step of the lifecycle, by hand."""

from datetime import date

import pytest

from cx.customers import saved_segments
from cx.customers.funnel import drop_offs
from tests.shops import shop

END = date(2025, 12, 31)


def three():
    return shop(
        touchpoints=[("a", "2025-01-01"), ("b", "2025-01-01"), ("c", "2025-01-01"), ("late", "2025-12-01")],
        orders=[("a", "2025-01-31"), ("a", "2025-03-01"), ("b", "2025-02-01")],
    )


def test_who_never_ordered_and_who_ordered_once_are_told_apart_and_open_windows_are_not_lost():
    store = three()
    assert drop_offs.left(store, "Acquire", END)["customer_id"].tolist() == ["c"]
    assert drop_offs.left(store, "Retain", END)["customer_id"].tolist() == ["b"]
    assert drop_offs.left(store, "Retain", date(2025, 2, 1)).empty


def test_who_got_lost_is_kept_as_a_segment_and_narrows_the_next_answer():
    store = three()
    assert drop_offs.save(store, "never", "no order", "Acquire", END) == 1
    assert saved_segments.members(store, "never")["customer_id"].tolist() == ["c"]
    assert drop_offs.left(store, "Acquire", END, segment="never")["customer_id"].tolist() == ["c"]
    assert drop_offs.left(store, "Retain", END, segment="never").empty


def test_nobody_is_lost_before_being_reached():
    with pytest.raises(ValueError, match="Acquire or Retain"):
        drop_offs.left(three(), "Reach", END)
