"""Two pictures on a slide: joined, renewed one by one, separated."""

import pytest

from cx.errors import CxError
from cx.presenting import decks, pairs
from tests import memory
from tests.decks import picture


def test_a_picture_goes_beside_another_and_back_to_a_slide_of_its_own():
    store = memory.empty()
    deck_id = decks.make(store, "Board")
    left = decks.add(store, deck_id, "Left", picture=picture("Left"))
    words = decks.add(store, deck_id, "Words")
    right = decks.add(store, deck_id, "My right", picture=picture("Right"))
    decks.say(store, right, title="My right", notes="Then this.")
    with pytest.raises(CxError, match="one picture each"):
        pairs.put_beside(store, left, words)
    pairs.put_beside(store, left, right)
    both = decks.slide(store, left)
    assert [one.slide_id for one in decks.slides(store, deck_id)] == [left, words]
    assert both.picture["title"] == "Left" and both.picture["beside"]["title"] == "My right"
    assert both.notes == "Then this."

    decks.renew(store, left, picture("Left now"))
    decks.renew(store, left, picture("Right now"), beside=True)
    both = decks.slide(store, left)
    assert both.title == both.picture["title"] == "Left now" and both.picture["beside"]["title"] == "Right now"

    pairs.separate(store, left)
    after = decks.slides(store, deck_id)
    assert [one.title for one in after] == ["Left now", "Right now", "Words"]
    assert "beside" not in after[0].picture
    with pytest.raises(CxError, match="only one picture"):
        pairs.separate(store, left)
