"""What the team page gives to the overview and to a comparison."""

from datetime import date

import cx
from cx.customers.filters import Scope
from cx.market.team.overview import PART
from pages.market.team import overview
from tests.market.team.answers import answered, of_employees

NOW, THEN = Scope(date(2025, 12, 31)), Scope(date(2025, 9, 30))


def test_the_unhappiest_team_is_asked_without_money_and_the_company_has_a_change():
    store = of_employees(
        answered("desk", [0] * 12 + [8] * 3), answered("Shop", [7, 8, 9] * 6), answered("Shop", [9] * 40, "2025-08-10")
    )
    found = PART.action(store, NOW, None)
    assert (found.subject, found.n, found.money) == ("desk", 15, None)
    what, why = overview.PART.action(found, "$")
    assert what == "Ask the team Desk what is wrong" and "−80 (n = 15)" in why.replace("\\", "")
    (row,) = PART.changes(store, NOW, THEN)
    assert (row["measure"], round(row["now"]), row["before"]) == ("enps", -18, 100)
    changes = cx.team.changes(store, NOW.as_of, THEN.as_of)
    assert changes[["measure", "group", "verdict"]].values.tolist() == [
        ["enps", "", "worse"], ["team", "Shop", "too few to tell"],
    ]  # fmt: skip
    assert cx.team.changes(store, NOW.as_of, NOW.as_of)["verdict"].tolist()[0] == "periods overlap"
    assert PART.action(of_employees(), NOW, None) is None and PART.changes(of_employees(), NOW, THEN) == []
