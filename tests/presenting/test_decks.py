"""Decks: kept in the store, frozen, in an order; only a renewal changes a number."""

from dataclasses import replace

import pytest

import cx
from cx.errors import CxError
from cx.presenting import decks, frozen_chart, polls
from tests import memory
from tests.decks import STEPS, picture


def deck(*titles: str):
    store = memory.empty()
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


def rows(store):
    """Everything that is stored of decks, for comparing before and after."""
    tables = {"decks": "deck_id", "slides": "slide_id", "rounds": "code", "guesses": "code, device"}
    return {name: store.rows(f"select * from {name} order by {by}").to_dict("list") for name, by in tables.items()}


def asked_room():
    """A deck of a message, a picture with notes and steps, and a question that two devices answered."""
    store, deck_id, (message,) = deck("a")
    shown = decks.add(store, deck_id, "Leak", picture=picture())
    decks.say(store, shown, title="Mine", notes="Slowly.", spoken=["Acquire"])
    question = polls.question("Acquire · rate", 0.2, is_share=True)
    guess = decks.add(store, deck_id, "What share?", question=question)
    decks.move(store, guess, -1)
    for device in "ab":
        polls.guess(store, polls.current(store, guess).code, device, "15")
    return store, deck_id, (message, guess, shown)


def test_a_deleted_deck_is_restored_with_its_numbers_order_notes_and_guesses():
    store, deck_id, _slides = asked_room()
    decks.move(store, _slides[0], 2)
    decks.move(store, _slides[0], -2)  # places count from 0 now, as a restored deck's do
    before = rows(store)
    deleted = decks.delete(store, deck_id)
    assert deleted.name == "Board" and not any(rows(store)["slides"].values())
    decks.restore(store, deleted)
    assert rows(store) == before


@pytest.mark.parametrize("place", range(3))
def test_a_deleted_slide_returns_to_its_place_with_its_guesses(place):
    store, deck_id, slides = asked_room()
    before, whole = order(store, deck_id), decks.slides(store, deck_id)
    deleted = decks.remove(store, slides[place])
    assert len(order(store, deck_id)) == 2
    decks.restore(store, deleted)
    assert order(store, deck_id) == before and decks.slides(store, deck_id) == whole
    assert len(polls.guesses(store, polls.current(store, slides[1]).code)) == 2


def test_a_slide_returns_behind_the_one_it_followed_where_the_others_moved():
    store, deck_id, (_a, b, c) = deck("a", "b", "c")
    deleted = decks.remove(store, b)
    decks.move(store, c, -1)
    decks.restore(store, deleted)
    assert order(store, deck_id) == ["c", "a", "b"]


def test_a_slide_without_its_deck_is_not_restored_and_a_taken_name_gets_a_number():
    store, deck_id, (a,) = deck("a")
    gone = decks.remove(store, a)
    whole = decks.delete(store, deck_id)
    with pytest.raises(CxError, match="no longer there"):
        decks.restore(store, gone)
    decks.make(store, "Board")
    decks.restore(store, whole)
    assert decks.every(store)["name"].tolist() == ["Board 2", "Board"]


def test_a_copy_has_the_slides_notes_and_order_and_no_guesses():
    store, deck_id, _slides = asked_room()
    copies = [decks.duplicate(store, deck_id) for _time in range(2)]
    assert decks.every(store)["name"].tolist() == ["Board", "Board (copy)", "Board (copy) 2"]
    own, copied = (
        [replace(one, slide_id=0, deck_id=0) for one in decks.slides(store, number)] for number in (deck_id, copies[0])
    )
    assert own == copied
    assert polls.guesses(store, polls.current(store, decks.slides(store, copies[0])[1].slide_id).code) == []


def test_a_title_slide_stands_first_with_its_second_line():
    store, deck_id, _slides = deck("a", "b")
    decks.add_title(store, deck_id, "Our customers", " Board, March ")
    first = decks.slides(store, deck_id)[0]
    assert (first.kind, first.title, first.subtitle) == ("title", "Our customers", "Board, March")
    assert order(store, deck_id) == ["Our customers", "a", "b"]


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
