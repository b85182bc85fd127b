"""The map of the journey, edited inside the real frame: one draft that everybody sees, nothing of it lost."""

import pytest

import cx
from cx.experience.journey import map_draft, map_versions
from pages.experience.journey import edit_findings, edit_grid, edit_tools
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue,channel\n" + "".join(
    f"{n},C{n % 60},2025-{1 + n % 12:02d}-11,{20 + n},{'App' if n % 3 else 'Market'}\n" for n in range(240)
)
CONTACTS = "person_id,occurred_at,kind,channel\n" + "".join(f"C{n},2025-05-02,visited,Website\n" for n in range(30))
JOURNEY = """touchpoint,step,p,team,met_by,asked_as
Shopping,buy,place,e-commerce,orders:App,
Kiosk,evaluate,place,stores,contacts:Kiosk,Kiosk
Kiosk,evaluate,place,sales,orders:App,
"""
SURVEYS = "answered_at,customer_id,measure,subject,score\n" + "".join(
    f"2025-06-{1 + n % 28:02d},C{n},csat,Delivery,4\n" for n in range(40)
)


@pytest.fixture
def mapped(filled, tmp_path):
    return filled(tmp_path / "map.duckdb", orders=ORDERS, touchpoints=CONTACTS, surveys=SURVEYS, journey=JOURNEY)


def opened(app) -> cx.Store:
    """The store that the app has open."""
    from pages.shared import answers

    return answers.store()


def test_a_first_map_is_proposed_and_one_click_makes_it_the_map(filled, tmp_path):
    path = filled(tmp_path / "none.duckdb", orders=ORDERS, touchpoints=CONTACTS, surveys=SURVEYS)
    app = app_on(path, "journey")
    assert not app.exception
    assert app.title[0].value == "Draw the journey: 3 channels and topics wait for a place"
    assert app.dataframe[0].value.touchpoint.tolist() == ["Website", "Checkout", "Delivery"]
    app.button(key="use-proposal").click().run()
    assert not app.exception and len(map_versions.rows(opened(app))) == 3
    app.button(key="edit-map").click().run()
    assert app.title[0].value == "Edit the map: 3 touchpoints, 3 teams, 2 without a survey"
    app.button(key="undo-map").click().run()
    assert not app.exception and map_versions.rows(opened(app)).empty


def test_where_nothing_can_be_proposed_the_map_is_drawn_by_hand(filled, tmp_path):
    orders = b"order_id,customer_id,ordered_at,revenue\n1,A,2025-03-01,90\n"
    app = app_on(filled(tmp_path / "bare.duckdb", orders=orders), "journey")
    assert app.title[0].value == "No journey yet" and "Upload the touchpoints of the journey" in texts(app)
    app.button(key="edit-map").click().run()
    assert not app.exception and app.title[0].value == "Edit the map: 0 touchpoints, 0 teams"
    assert "**no name** · 1 person, 1 order" in texts(app)
    assert not [box for box in app.selectbox if (box.key or "").startswith("put-")]  # no rule could name them


def test_an_edit_shows_what_it_changes_and_what_is_not_right_stays_listed(mapped):
    app = app_on(mapped, "journey", edit="1")
    assert not app.exception
    said = texts(app)
    assert "“Kiosk” has two teams (stores, sales): the first row counts. Rename or remove the other." in said
    assert "Nobody met “Kiosk” in these 12 months: no row matches contacts:Kiosk." in said.replace("\\", "")
    assert "“Kiosk”: no survey answer is about Kiosk." in said
    assert "3 names in the data are on no touchpoint" in said and "**Market** · " in said
    assert app.button(key="undo-map").disabled

    app.session_state["journey-grid-0"] = {"edited_rows": {2: {"met_by": "orders:Market"}}}
    app.run()
    assert not app.exception and "Before and after: Shopping" in texts(app)
    shown = app.dataframe[-1].value
    assert shown.what.tolist()[0] == "Met by" and "People" in shown.what.tolist()
    assert opened(app).value("select count(*) from journey_maps") == 1  # the same state again is no edit
    app.run()
    assert opened(app).value("select count(*) from journey_maps") == 1

    app.selectbox(key="put-subjects-Delivery").set_value(2).run()
    assert map_versions.rows(opened(app)).set_index("row").asked_as[2] == "Delivery"
    app.query_params.clear()
    app.run()
    assert "The map is being edited. **Shopping** Satisfied: – → 100%" in texts(app)


def test_versions_are_saved_used_and_deleted_and_a_touchpoint_comes_and_goes(mapped):
    app = app_on(mapped, "journey", edit="1")
    app.text_input(key="new-touchpoint").set_value("Delivery")
    app.text_input(key="new-team").set_value("logistics")
    _submit(app, "Add")
    store = opened(app)
    assert "Delivery" in map_versions.rows(store).touchpoint.tolist()
    app.text_input(key="version-name").set_value("after the workshop")
    _submit(app, "Save")
    assert map_versions.versions(store).name.tolist()[-1] == "after the workshop"
    app.selectbox(key="old-touchpoint").set_value(2).run()
    app.button(key="remove-touchpoint").click().run()
    assert "Shopping" not in map_versions.rows(store).touchpoint.tolist()
    app.button(key="use-file-4").click().run()
    assert map_versions.rows(store).touchpoint.tolist() == ["Kiosk", "Kiosk", "Shopping"]
    code = map_versions.versions(store).version.iloc[-1]
    app.button(key=f"delete-{code}").click().run()
    app.button(key="undo-journey").click().run()
    assert not app.exception and code in set(map_versions.versions(store).version)
    app.text_input(key="new-touchpoint").set_value("")
    _submit(app, "Add")
    assert "The touchpoint needs a name." in texts(app)


def _submit(app, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_a_map_goes_out_as_a_file_and_comes_back_in(mapped, monkeypatch):
    store = cx.open_store(mapped)
    monkeypatch.setattr(edit_tools.answers, "store", lambda: store)
    said: dict = {}
    monkeypatch.setattr(edit_tools.st, "session_state", said)
    rows = map_versions.rows(store)
    map_draft.remove(store, 4)
    edit_tools.load(edit_tools.as_file(rows).to_csv(index=False).encode(), "again.csv")
    assert len(map_versions.rows(store)) == 3 and "two teams for Kiosk" in " ".join(said[edit_tools.SAID])
    map_draft.remove(store, 2)
    edit_tools.load(edit_tools.as_file(rows).to_csv(index=False).encode(), "again.csv")
    assert said[edit_tools.SAID] == ["This file was loaded before: its map counts again."]
    assert len(map_versions.rows(store)) == 3 and map_draft.undo(store)
    edit_tools.load(b"touchpoint,step,p,team\nShop,purchase,place,\nBar,nowhere,place,sales\n", "broken.csv")
    assert len(map_versions.rows(store)) == 2
    told = " ".join(said[edit_tools.SAID])
    assert "No row of the file could be read as a touchpoint: the map stays as it was." in told
    assert "Line 3:" in told and "2 rows of the file wait on the page Upload to be fixed." in told
    store.close()


def test_only_what_a_grid_changed_since_is_written():
    order = [7, 9]
    assert edit_grid.changed(order, {}, {1: {"team": "a", "owner": None}}) == {9: {"team": "a", "owner": None}}
    assert edit_grid.changed(order, {1: {"team": "a"}}, {1: {"team": "b"}, 0: {"step": "use"}}) == {
        9: {"team": "b"},
        7: {"step": "use"},
    }
    assert edit_grid.changed(order, {1: {"team": "a"}}, {1: {"team": "a"}}) == {}


def test_values_before_and_after_are_said_as_everywhere():
    said = [("people", 2800.0), ("csat", 0.555), ("gap", -1.26), ("at_stake", 138_000.0), ("wait_hours", 2.0)]
    assert [edit_findings.value(code, one, "$") for code, one in said] == ["2,800", "56%", "−1.3", "$138k", "2 h"]
    assert edit_findings.value("cost_per_contact", 0.0209, "$") == "$0.02"  # as on the map
    assert edit_findings.value("owner", None, "$") == "–" and edit_findings.value("step", "use", "$") == "Use"
