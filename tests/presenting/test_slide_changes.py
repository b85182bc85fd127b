"""What differs between two frozen pictures, by the names of the numbers."""

from cx.presenting import slide_changes
from tests.decks import STEPS, picture


def test_changed_numbers_are_named_with_both_values_the_largest_change_first():
    new = STEPS.assign(people=[4000, 300, 60], rate=[float("nan"), 0.25, 0.3])
    found = slide_changes.changes(picture(), picture(steps=new))
    assert found.values.tolist() == [
        ["Reach · People", "2,000", "4,000"],
        ["Acquire · Rate", "20.0%", "25.0%"],
    ]
    assert slide_changes.changes(picture(), picture()).empty


def test_a_number_that_two_rows_share_is_not_said_to_have_changed():
    twice = STEPS.assign(step=["Reach", "Acquire", "Acquire"])
    found = slide_changes.changes(picture(steps=twice), picture(steps=twice.assign(people=[2000, 1, 2])))
    assert found.empty
