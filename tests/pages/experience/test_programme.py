"""The programme page inside the real frame."""

import pytest

import cx
from cx.experience import programme
from pages.shared import answers, phones
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue,channel\n" + "".join(
    f"{who}-{month},c{who},2025-{month:02d}-03,20,{'App' if who % 2 else 'Store'}\n"
    for who in range(60)
    for month in range(1, 13)
)
JOURNEY = "touchpoint,step,p,team,owner,direct\nStore,buy,place,stores,Ali,yes\nReviews,aware,promotion,marketing,,no\n"
FELT = {"basic": (5, 5, 6), "symbolic": (4, 3, 3), "experiential": (2, 7, 6)}


def surveys(people: int = 40) -> str:
    rows = ["answered_at,customer_id,measure,subject,score"]
    for subject, scores in FELT.items():
        for who in range(people):
            rows += [
                f"2025-06-01,c{who},promise,{subject},5",
                f"2025-06-01,c{who},perception,{subject},{scores[who % 3]}",
            ]
    rows += [f"2025-{1 + who % 12:02d}-10,c{who},csat,Store,{2 + who % 4}" for who in range(60)]
    return "\n".join(rows) + "\n"


@pytest.fixture
def own(filled, tmp_path):
    """A company with a study, a map and orders by two channels."""
    return filled(tmp_path / "own.duckdb", orders=ORDERS, journey=JOURNEY, surveys=surveys())


def test_the_title_says_which_needs_fall_short_and_which_are_met(own):
    app = app_on(own, "programme", compare="Year before")
    assert not app.exception
    assert app.title[0].value == "Symbolic needs fall short; basic needs are met"
    shown = texts(app)
    assert "n = 40 people in the study of 12 months · 4 of 21 measures live" in shown
    assert [card.value for card in app.metric] == ["2 of 5", "1 of 3", "1 of 2", "n/a", "17"]
    assert "**Staff**  \nSurveys: ask how customers experience it" in shown and "subject staff" in shown
    assert "No proposals yet" in shown and "No data to compare with in the year before" in shown
    assert "Usage, voice and measurement: too few months for a trend" in shown
    app.button_group(key="programme_digital").set_value(["Store"]).run()
    assert not app.exception and app.query_params["programme_digital"] == "Store"


def test_a_proposal_is_made_answered_undone_and_deleted_by_clicks(own):
    app = app_on(own, "programme")
    app.text_area(key="propose-words").set_value("<b>Spare *lids*</b>")
    app.button(key="FormSubmitter:propose-Propose").click().run()
    assert not app.exception
    app.button_group(key="answer-state-1-new").set_value("adopted")
    app.button(key="answer-save").click().run()
    assert "The teams made 1 proposal; 1 adopted" in texts(app)
    rows = app.dataframe[0].value
    assert rows[["words", "state", "effect"]].iloc[0].tolist() == ["<b>Spare *lids*</b>", "Adopted", "no touchpoint"]
    app.button(key="undo-proposals").click().run()
    assert app.dataframe[0].value["state"].tolist() == ["New"]
    app.button(key="answer-delete").click().run()
    assert "No proposals yet" in texts(app)
    app.button(key="undo-proposals").click().run()
    assert "The teams made 1 proposal; none adopted yet" in texts(app) and not app.exception


def test_a_room_for_phones_is_opened_and_closed_by_clicks(own, monkeypatch):
    app = app_on(own, "programme")
    app.button(key="room-open").click().run()
    assert "The room is open: 0 proposals received." in texts(app) and app.button(key="open-door-proposals")
    store = answers.store()
    programme.send(store, programme.current(store).code, "a phone", "Spare lids")
    app.run()
    assert "1 proposal received" in texts(app) and app.selectbox(key="answer-which")
    app.button(key="room-close").click().run()
    assert not app.exception and "The room is open" not in texts(app)
    assert phones.port() is None


def test_few_answers_and_none_at_all_are_facts(filled, tmp_path):
    few = filled(tmp_path / "few.duckdb", orders=ORDERS, surveys=surveys(12))
    app = app_on(few, "programme")
    assert not app.exception
    assert app.title[0].value == "Needs: 12 people asked, too few to tell"
    visits = "person_id,occurred_at,kind\nA,2025-12-02,visited\n"
    app = app_on(filled(tmp_path / "none.duckdb", touchpoints=visits), "programme")
    assert not app.exception
    assert app.title[0].value == "0 of 21 measures of the experience are live"
    assert "Usage, voice and measurement: nothing recorded yet" in texts(app)
    assert "Upload surveys" in [link.label for link in app.get("page_link")] or "what was promised" in texts(app)


def test_an_empty_store_says_how_to_begin(tmp_path):
    app = app_on(tmp_path / "new.duckdb", "programme", store=cx.open_store(tmp_path / "new.duckdb"))
    assert not app.exception
    assert "Upload your orders" in app.title[0].value
