"""The voice page inside the real frame."""

import cx
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue\n" + "".join(
    f"{who}-{month},c{who},2025-{month:02d}-03,{20 + who % 7}\n"
    for who in range(160)
    for month in (range(3, 9) if who % 2 else (5,))
)
"""80 customers order once, 80 six times."""


def surveys(*rows: str) -> str:
    return "answered_at,customer_id,measure,subject,score,comment\n" + "".join(f"{row}\n" for row in rows)


def mixed() -> str:
    """40 of those who order once are unhappy; 80 of the others, twice each, are happy and say so."""
    low = [f"2025-09-0{1 + who % 9},c{2 * who},nps,,{who % 5},Late again 0912345678" for who in range(40)]
    high = [f"2025-0{month}-11,c{2 * who + 1},nps,,{9 + who % 2},Lovely" for who in range(80) for month in (6, 7)]
    satisfied = [f"2025-09-0{1 + who % 9},c{who},csat,Delivery,{1 + who % 5}," for who in range(60)]
    return surveys(*low, *high, *satisfied)


def test_the_title_sets_the_weighted_score_against_every_answer(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", orders=ORDERS, surveys=mixed()), "voice")
    assert not app.exception
    assert app.title[0].value == "NPS is 0, not +60: the happiest answer most"
    assert [card.label for card in app.metric] == ["NPS", "Satisfied", "Customers heard", "Answered when asked"]
    assert app.metric[3].value == "n/a"
    shown = texts(app)
    assert "What moves NPS is not known yet" in shown and "200 comments, 40 of them with a low score" in shown
    assert "Low scores come with “\u2068late\u2069”: 2.0 of 10" in shown
    app.button_group(key="voice_moods").set_value(["detractor"]).run()
    listed = app.dataframe[0].value
    assert not app.exception
    assert len(listed) == 40 and set(listed["comment"]) == {"Late again •••"}
    app.button_group(key="voice_measure").set_value("csat").run()
    app.button_group(key="voice_by").set_value("subject").run()
    assert not app.exception
    assert app.query_params["voice_by"] == "subject"


def test_a_topic_is_renamed_split_and_put_back(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", orders=ORDERS, surveys=mixed()), "voice")
    app.multiselect(key="edited_topics").set_value(["Latin 1"]).run()
    app.text_input(key="topic_name_0").set_value("Delays")
    app.button(key="save_topics").click().run()
    assert not app.exception
    assert "Low scores come with “\u2068Delays\u2069”: 2.0 of 10" in texts(app) and "Topic renamed" in texts(app)
    assert "Delays" in app.button_group(key="voice_topics").options
    app.multiselect(key="edited_topics").set_value(["named Delays"]).run()
    app.text_input(key="topic_word_1").set_value("never said")
    app.text_input(key="topic_name_1").set_value("Other")
    app.button(key="save_topics").click().run()
    assert "is in 0 of 40 comments of this topic" in app.error[0].value
    app.button(key="undo_topics").click().run()
    assert not app.exception
    assert "“\u2068late\u2069”" in texts(app)


def test_a_comparison_shows_what_changed(filled, tmp_path):
    own = filled(tmp_path / "own.duckdb", orders=ORDERS, surveys=mixed())
    app = app_on(own, "voice", compare="Year before")
    assert not app.exception
    assert any("the year before" in header.value for header in app.header)


def test_few_answers_all_alike_and_without_orders_are_facts(filled, tmp_path):
    same = surveys(*(f"2025-09-01,c{who},nps,,9," for who in range(3)))
    app = app_on(filled(tmp_path / "few.duckdb", orders=ORDERS, surveys=same), "voice")
    assert not app.exception
    assert app.title[0].value == "All 3 answers are 9"
    visits = "person_id,occurred_at,kind\nA,2025-12-02,visited\n"
    one = surveys("2025-09-01,A,nps,,9,ok", "2025-09-02,,nps,,2,no")
    app = app_on(filled(tmp_path / "none.duckdb", touchpoints=visits, surveys=one), "voice")
    assert not app.exception
    assert app.title[0].value == "NPS is 0 of 2 votes"


def test_without_surveys_the_page_names_the_file_to_upload(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", orders=ORDERS), "voice")
    assert not app.exception
    assert app.title[0].value == "No surveys yet"
    old = surveys("2023-09-01,c1,nps,,9,")
    app = app_on(filled(tmp_path / "old.duckdb", orders=ORDERS, surveys=old), "voice")
    assert not app.exception
    assert app.title[0].value.startswith("Nobody answered in the 12 months to")


def test_an_empty_store_says_how_to_begin(tmp_path):
    app = app_on(tmp_path / "new.duckdb", "voice", store=cx.open_store(tmp_path / "new.duckdb"))
    assert not app.exception
    assert "Upload your orders" in app.title[0].value
