"""Lists of names that are kept, and the rivals of the data."""

import pytest

import cx
from cx.errors import CxError
from cx.market.names import NameList
from data import demo, ideas
from tests import memory
from tests.companies import company


def test_a_list_is_kept_replaced_and_every_write_is_undone():
    store = memory.empty()
    version = store.notes_version
    first, second = NameList(("Tamino",)), NameList(("Nomika", "زرین"), {"Bazaar 24": None}, ("en", "fa"))
    assert cx.names.write(store, " Spring  line ", first) is None
    assert cx.names.write(store, "Spring line", second) == first
    assert cx.names.lists(store) == {"Spring line": second} and store.notes_version > version
    assert cx.names.write(store, "Spring line", None) == second and cx.names.lists(store) == {}
    cx.names.write(store, "Spring line", second)
    assert cx.names.lists(store)["Spring line"] == second
    for title, content, says in (("", first, "title"), ("x", NameList((" ",)), "one name"), ("x" * 61, first, "60")):
        with pytest.raises(CxError, match=says):
            cx.names.write(store, title, content)


def test_rivals_have_the_state_that_was_noted_last_and_our_own_company_is_none():
    def scored(name, state, on):
        return {"company": name, "attribute": "Price", "score": 3, "name_status": state, "scored_on": on}

    store = company(
        competitors=[
            scored("Nordlys Living", "pending", "2024-01-01"), scored("Nordlys Living", "registered", "2025-01-01"),
            scored("Nordlys Living", None, "2025-02-01"), scored("Bazaar 24", None, None),
            scored("Simorgh Home", "registered", None),
        ]
    )  # fmt: skip
    everyone = {"Bazaar 24": None, "Nordlys Living": "registered", "Simorgh Home": "registered"}
    assert cx.names.rivals(store) == everyone
    cx.competitors.set_ours(store, "Simorgh Home")
    demo.write_names(store)
    kept = cx.names.lists(store)[demo.NAMES]
    assert kept.names == tuple(one.name for one in ideas.CANDIDATES)
    assert set(kept.rivals) == {"Bazaar 24", "Nordlys Living"}
