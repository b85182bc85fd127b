"""The demo company's teams and names: what is planted is found, and scores are those of plain counting."""

import shutil
from datetime import date

import pytest

import cx
from data import demo, ideas

AS_OF = date(2025, 12, 31)


@pytest.fixture(scope="module")
def store(demo_store, tmp_path_factory):
    opened = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("market") / "demo.duckdb"))
    yield opened
    opened.close()


def test_support_and_fulfilment_are_unhappy_and_one_of_them_satisfies_customers_least(store):
    found = cx.team.enps(store, AS_OF).set_index("team")
    unhappy = {"support", "fulfilment and logistics"}
    assert set(found.index[[verdict is False for verdict in found["verdict"]]]) == unhappy
    pairs = cx.team.beside_customers(store, AS_OF).set_index("team")
    assert pairs.index[0] in unhappy and pairs["is_lower"].iloc[0] and len(pairs) < cx.team.ENOUGH_TEAMS
    rows = store.rows("select subject, score from surveys where measure = 'employee' and answered_at >= '2025-10-01'")
    rows["vote"] = (rows["score"] >= 9).astype(int) - (rows["score"] <= 6).astype(int)
    plain = 100 * rows.groupby("subject")["vote"].mean()
    assert found["enps"].to_dict() == pytest.approx(plain[found.index].to_dict())
    last = cx.team.rounds(store, AS_OF).iloc[-1]
    assert (last["answers"], last["enps"]) == (len(rows), pytest.approx(100 * rows["vote"].mean()))


def test_the_candidates_are_kept_as_a_list_without_the_company_among_the_rivals(store):
    kept = cx.names.lists(store)[demo.NAMES]
    table = cx.names.check(kept.names, kept.rivals)
    passed = table["verdict"].eq("pass").groupby(table["name"]).all()
    truth = {name: value for name, value, _page in ideas.truth()}
    assert passed.sum() == truth["candidate names without a problem"] and "Simorgh Home" not in kept.rivals
