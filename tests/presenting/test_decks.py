"""Decks: kept in the store, frozen, in an order; only a renewal changes a number."""

import pytest

import cx
from cx.errors import CxError
from cx.presenting import decks, frozen_chart
from tests.decks import STEPS, picture


def deck(*titles: str):
    store = cx.open_store(":memory:")
    deck_id = decks.make(store, "Board")
    return store, deck_id, [decks.add(store, deck_id, title) for title in titles]


def order(store, deck_id):
    return [one.title for one in decks.slides(store, deck_id)]


def test_slides_are_moved_up_and_down_and_stay_at_the_ends():
    store, deck_id, (a, b, c) = deck("a", "b", "c")
    decks.move(store, c, -1)
    assert order(store, deck_id) == ["a", "c", "b"]
    decks.move(store, a, -1)
    decks.move(store, b, 1)
    assert order(store, deck_id) == ["a", "c", "b"]
    decks.place_before(store, b, a)
    assert order(store, deck_id) == ["b", "a", "c"]


def test_a_deck_survives_a_restart_and_a_frozen_slide_a_load(tmp_path):
    path, orders = tmp_path / "company.duckdb", tmp_path / "orders.csv"
    orders.write_text("order_id,customer_id,ordered_at,revenue\n1,c1,2025-01-05,10\n", encoding="utf-8")
    store = cx.open_store(path)
    slide_id = decks.add(store, decks.make(store, "Board"), "Leak", picture=picture())
    frozen = decks.slide(store, slide_id)
    store.close()
    again = cx.open_store(path)
    again.load("orders", orders)
    assert decks.slide(again, slide_id) == frozen
    assert frozen_chart.table(frozen.picture)["people"].tolist() == STEPS["people"].tolist()


def test_noting_a_slide_makes_no_answer_stale():
    store, _deck_id, (slide,) = deck("a")
    before = store.data_version
    decks.say(store, slide, title="b", notes="slowly")
    assert store.data_version == before
    assert (decks.slide(store, slide).title, decks.slide(store, slide).notes) == ("b", "slowly")


def test_a_renewal_takes_the_new_numbers_and_keeps_a_title_that_was_edited():
    store, deck_id, _none = deck()
    own, edited = (decks.add(store, deck_id, title, picture=picture("old")) for title in ("old", "My words"))
    new = picture("new", STEPS.assign(people=[4000, 600, 120]))
    for slide_id in (own, edited):
        decks.renew(store, slide_id, new)
    assert [decks.slide(store, one).title for one in (own, edited)] == ["new", "My words"]
    assert frozen_chart.table(decks.slide(store, own).picture)["people"].tolist() == [4000, 600, 120]


def test_what_is_said_keeps_the_groups_unless_they_are_given():
    store, deck_id, _none = deck()
    slide_id = decks.add(store, deck_id, "Leak", picture=picture())
    decks.say(store, slide_id, title="Leak", notes="", spoken=["Acquire"])
    decks.say(store, slide_id, title="Leak, again", notes="")
    assert decks.slide(store, slide_id).spoken == ["Acquire"]


def test_a_deck_goes_with_its_slides_and_leaves_the_others():
    store, deck_id, _slides = deck("a", "b")
    other = decks.make(store, "Team")
    decks.add(store, other, "c")
    decks.delete(store, deck_id)
    assert decks.every(store)["name"].tolist() == ["Team"]
    assert order(store, other) == ["c"] and order(store, deck_id) == []


@pytest.mark.parametrize("name", ["", "   ", "Board"])
def test_a_deck_needs_a_name_of_its_own(name):
    store, _deck_id, _none = deck()
    with pytest.raises(CxError, match="name"):
        decks.make(store, name)


def test_a_failed_note_is_forgotten_whole():
    store, deck_id, _slides = deck("a")

    class Stop(Exception):
        pass

    with pytest.raises(Stop), store.notes() as cursor:
        cursor.execute("delete from slides").fetchall()
        raise Stop
    assert order(store, deck_id) == ["a"]
