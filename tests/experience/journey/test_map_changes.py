"""Before and after an edit: the cells that differ and the figures that follow, counted by hand."""

from datetime import date

import pytest

from cx.experience import journey
from cx.experience.journey import map_draft, map_versions
from cx.tables import kinds
from tests.companies import company

AS_OF = date(2025, 12, 31)
ORDERS = [
    {"order_id": str(n), "customer_id": f"C{n % 6}", "ordered_at": "2025-06-01", "revenue": 10, "channel": channel}
    for n, channel in enumerate(["Web"] * 4 + ["App"] * 5)
]
JOURNEY = [
    {"touchpoint": "Checkout", "step": "buy", "p": "product", "team": "it", "met_by": "orders:Web", "position": 1},
    {"touchpoint": "Delivery", "step": "use", "p": "place", "team": "logistics", "met_by": "orders:*", "position": 2},
]


@pytest.fixture
def shop():
    return company(orders=ORDERS, journey=JOURNEY)


def row_of(store, name: str) -> int:
    found = map_versions.rows(store)
    return int(found.row[found.touchpoint == name].iloc[0])


def differences(store, **given) -> list:
    return journey.differences(store, AS_OF, **given).values.tolist()


def test_a_rule_changes_who_met_the_touchpoint_and_no_other(shop):
    assert differences(shop) == []
    map_draft.change(shop, {row_of(shop, "Checkout"): {"met_by": "orders:App"}})
    assert differences(shop) == [
        ["Checkout", "met_by", "orders:Web", "orders:App"],
        ["Checkout", "people", 4, 5],  # C0 to C3; C4, C5, C0, C1, C2
        ["Checkout", "contacts", 4, 5],
    ]
    map_draft.change(shop, {row_of(shop, "Delivery"): {"owner": "Ann"}})
    assert differences(shop) == [["Delivery", "owner", None, "Ann"]]
    assert len(differences(shop, since="file-1")) == 4  # of both edits
    map_draft.undo(shop)
    assert len(differences(shop)) == 3
    assert journey.map(shop, AS_OF).people.tolist() == [5, 6]


def test_a_touchpoint_that_comes_goes_or_is_renamed(shop):
    map_draft.add(shop, {"touchpoint": "App", "step": "buy", "p": "place", "team": "it", "met_by": "orders:App"})
    assert [row for row in differences(shop) if row[1] in ("touchpoint", "team", "people")] == [
        ["App", "touchpoint", None, "App"],
        ["App", "team", None, "it"],
        ["App", "people", None, 5],
    ]
    map_draft.change(shop, {row_of(shop, "App"): {"touchpoint": "Own app"}})
    assert differences(shop) == [["Own app", "touchpoint", "App", "Own app"]]
    map_draft.remove(shop, row_of(shop, "Delivery"))
    assert ["Delivery", "people", 6, None] in differences(shop)
    map_draft.undo(shop)
    map_draft.change(shop, {row_of(shop, "Checkout"): {"position": 2}})
    assert differences(shop) == []  # another order is no difference


def test_a_second_touchpoint_of_a_name_has_no_figures_until_it_is_renamed(shop):
    map_draft.change(shop, {row_of(shop, "Delivery"): {"touchpoint": "checkout"}})
    assert [row[1:] for row in differences(shop)] == [
        ["touchpoint", "Delivery", "checkout"], ["people", 6, None], ["contacts", 9, None],
    ]  # fmt: skip
    assert journey.problems(shop, AS_OF).values.tolist() == [["checkout", "two_teams", "it; logistics"]]


def test_the_map_as_a_file_is_the_same_map_when_it_is_loaded_again(shop):
    map_draft.change(shop, {row_of(shop, "Delivery"): {"promise_text": "Two days, or free", "direct": True}})
    before = map_versions.rows(shop)
    written = before[kinds.kept("journey")].assign(direct=before.direct.map({True: "yes", False: "no"}))
    assert shop.load("journey", written.to_csv(index=False).encode()).rows_loaded == 2
    assert map_versions.rows(shop).drop(columns="row").equals(before.drop(columns="row"))
