"""Versions and the shared draft of the map: what counts, what an undo brings back, what nobody loses."""

import pytest

from cx.errors import CxError
from cx.experience import programme, promises
from cx.experience.journey import map_draft, map_versions
from cx.loading import undo as undoing
from tests import memory

FILE = b"""touchpoint,step,position,p,team,direct
Delivery,use,1,place,logistics,yes
Shop,buy,9,place,stores,
Website,buy,2,place,e-commerce,no
"""
NEWER = b"touchpoint,step,p,team\nKiosk,buy,place,stores\n"


@pytest.fixture
def mapped():
    store = memory.empty()
    store.load("journey", FILE, name="first.csv")
    return store


def names(store) -> list[str]:
    return map_versions.rows(store).touchpoint.tolist()


def cells(store, column: str) -> dict:
    found = map_versions.rows(store)
    return dict(zip(found.touchpoint, found[column], strict=True))


def test_without_a_file_there_is_no_map_and_the_first_touchpoint_makes_one(store):
    assert names(store) == [] and map_draft.steps(store) == (False, False) and map_versions.versions(store).empty
    map_draft.add(store, {"touchpoint": " Shop ", "step": "Buy", "p": "place", "team": "stores", "owner": ""})
    assert cells(store, "step") == {"Shop": "buy"} and cells(store, "owner") == {"Shop": None}
    assert map_draft.undo(store) and names(store) == []
    assert map_draft.redo(store) and names(store) == ["Shop"]


def test_touchpoints_stand_by_step_then_position_and_a_move_renumbers_them(mapped):
    assert cells(mapped, "position") == {"Website": 1, "Shop": 2, "Delivery": 3}
    row = cells(mapped, "row")
    map_draft.change(mapped, {row["Shop"]: {"position": 1}})
    assert names(mapped) == ["Shop", "Website", "Delivery"]
    map_draft.change(mapped, {row["Shop"]: {"position": 3}})  # of its step the last
    assert names(mapped) == ["Website", "Shop", "Delivery"]
    map_draft.change(mapped, {row["Website"]: {"step": "use"}})
    assert cells(mapped, "position") == {"Shop": 1, "Delivery": 2, "Website": 3}
    assert cells(mapped, "row") == row  # whatever moved


def test_edits_are_undone_one_by_one_to_the_file_and_made_again(mapped):
    version, shop = mapped.data_version, cells(mapped, "row")["Shop"]
    map_draft.change(mapped, {shop: {"team": "sales", "owner": "Ann"}})
    map_draft.change(mapped, {shop: {"team": "sales"}})  # says nothing new: no step
    map_draft.remove(mapped, cells(mapped, "row")["Website"])
    assert "Website" in map_draft.before(mapped).touchpoint.tolist() and names(mapped) == ["Shop", "Delivery"]
    assert map_draft.undo(mapped) and names(mapped) == ["Website", "Shop", "Delivery"]
    assert map_draft.undo(mapped) and cells(mapped, "team")["Shop"] == "stores"
    assert not map_draft.undo(mapped) and map_draft.steps(mapped) == (False, True)
    assert map_draft.redo(mapped) and cells(mapped, "team")["Shop"] == "sales"
    map_draft.change(mapped, {shop: {"team": "stores"}})  # another way: what was undone is gone
    assert map_draft.steps(mapped) == (True, False) and not map_draft.redo(mapped)
    assert mapped.data_version == version  # a note beside the data


def test_cells_that_two_people_change_at_the_same_time_both_count(mapped):
    row = cells(mapped, "row")
    map_draft.change(mapped, {row["Shop"]: {"team": "sales"}})
    map_draft.change(mapped, {row["Shop"]: {"owner": "Ann"}, row["Website"]: {"promise_text": "Found  at once "}})
    assert cells(mapped, "team")["Shop"] == "sales" and cells(mapped, "owner")["Shop"] == "Ann"
    assert cells(mapped, "promise_text")["Website"] == "Found at once"
    map_draft.remove(mapped, row["Shop"])
    assert map_draft.change(mapped, {row["Shop"]: {"owner": "Bob"}, row["Website"]: {"owner": "Cem"}}) == [
        "A touchpoint was removed meanwhile: its cell was not changed."
    ]
    assert cells(mapped, "owner")["Website"] == "Cem"


def test_a_cell_that_cannot_be_is_said_and_all_others_change(mapped):
    shop = cells(mapped, "row")["Shop"]
    wrong = {"touchpoint": " ", "step": "buying", "p": "panda", "team": None, "owner": "x" * 501, "asked_as": "Store"}
    assert map_draft.change(mapped, {shop: wrong}) == [
        "Shop needs a name.",
        "Shop: “buying” is no step; the steps are aware, consider, evaluate, buy, use, bond, return, advocate.",
        "Shop: “panda” is none of the five Ps; they are product, price, promotion, place, people.",
        "Shop needs a team that answers for it.",
        f"Shop: “{'x' * 40}…” is longer than 500 characters.",
    ]
    assert cells(mapped, "asked_as")["Shop"] == "Store" and cells(mapped, "team")["Shop"] == "stores"
    with pytest.raises(CxError, match="Kiosk needs a step"):
        map_draft.add(mapped, {"touchpoint": "Kiosk", "p": "place", "team": "stores"})
    assert len(names(mapped)) == 3


def test_a_newer_file_replaces_the_map_and_its_undo_brings_back_the_one_before_with_its_edits(mapped):
    map_draft.change(mapped, {cells(mapped, "row")["Shop"]: {"team": "sales"}})
    key = map_versions.key(mapped)
    second = mapped.load("journey", NEWER, name="second.csv")
    assert names(mapped) == ["Kiosk"] and map_draft.steps(mapped) == (False, False)
    map_draft.change(mapped, {2: {"team": "kiosks"}})
    assert map_versions.key(mapped) != key
    mapped.undo(second.upload_id)
    assert cells(mapped, "team")["Shop"] == "sales" and map_versions.key(mapped) == key


def test_versions_are_files_and_saved_names_and_any_of_them_can_count_again(mapped):
    shop = cells(mapped, "row")["Shop"]
    map_draft.change(mapped, {shop: {"team": "sales"}})
    saved = map_versions.save(mapped, " after the  workshop ")
    assert map_draft.steps(mapped) == (False, False)  # undo ends at a version
    map_draft.change(mapped, {shop: {"team": "nobody"}})
    assert map_versions.versions(mapped).name.tolist() == ["first.csv", "after the workshop"]
    for name, problem in (("after the workshop", "exists already"), ("  ", "1 to 60"), ("x" * 61, "1 to 60")):
        with pytest.raises(CxError, match=problem):
            map_versions.save(mapped, name)
    map_draft.replace(mapped, map_versions.rows_of(mapped, "file-1"))
    assert cells(mapped, "team")["Shop"] == "stores"
    assert map_draft.undo(mapped) and cells(mapped, "team")["Shop"] == "nobody"
    deleted = map_versions.remove(mapped, saved)
    assert map_versions.versions(mapped).version.tolist() == ["file-1"] and map_versions.remove(mapped, saved) is None
    assert map_versions.remove(mapped, "file-1") is None and cells(mapped, "team")["Shop"] == "nobody"
    map_draft.change(mapped, {shop: {"team": "others"}})
    map_versions.restore(mapped, deleted)
    assert cells(mapped, "team")["Shop"] == "others"
    assert map_versions.rows_of(mapped, saved).set_index("touchpoint").team["Shop"] == "sales"
    with pytest.raises(CxError, match="no longer there"):
        map_versions.rows_of(mapped, "saved-99")


def test_an_empty_map_is_no_version_and_a_company_that_begins_anew_has_none_of_the_old(mapped):
    for row in map_versions.rows(mapped).row:
        map_draft.remove(mapped, row)
    with pytest.raises(CxError, match="The map is empty"):
        map_versions.save(mapped, "nothing")
    with mapped.transaction() as cursor:
        undoing.take_back_all(cursor)
    assert mapped.value("select count(*) from journey_maps") == 0 and not map_draft.undo(mapped)


def test_what_a_file_says_twice_or_not_at_all_is_kept_as_it_is(store):
    store.load("journey", b"touchpoint,step,p,team,direct\nShop,buy,place,stores,no\nshop,buy,place,sales,\n")
    found = map_versions.rows(store)
    assert found[["row", "touchpoint", "team", "direct", "owner"]].values.tolist() == [
        [2, "Shop", "stores", False, None],
        [3, "shop", "sales", None, None],
    ]
    assert map_versions.read(map_versions.text_of(found)).equals(found)


def test_what_other_pages_read_of_the_map_is_the_map_that_counts(mapped):
    assert promises.touchpoints(mapped) == ["Delivery", "Shop", "Website"]
    map_draft.remove(mapped, cells(mapped, "row")["Website"])
    map_draft.change(mapped, {cells(mapped, "row")["Shop"]: {"team": "sales", "owner": "Ann"}})
    assert promises.touchpoints(mapped) == ["Delivery", "Shop"] == sorted(programme.touchpoints(mapped))
    assert programme.teams(mapped) == ["logistics", "sales"]
    assert programme.owners(mapped) == {"touchpoints": 2, "named": 1}
    mapped.load("journey", NEWER, name="second.csv")
    assert promises.touchpoints(mapped) == programme.touchpoints(mapped) == ["Kiosk"]
    assert programme.teams(mapped) == ["stores"]
