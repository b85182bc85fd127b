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


def test_answers_on_another_scale_are_named_and_nothing_is_lost(filled, tmp_path):
    wrong = [f"2025-09-01,c{who},csat,Shop,{1 + who % 10}," for who in range(150)]
    narrow = [f"2025-09-01,c{who},nps,,{1 + who % 5}," for who in range(150)]
    app = app_on(filled(tmp_path / "wrong.duckdb", orders=ORDERS, surveys=surveys(*wrong, *narrow)), "voice")
    assert not app.exception
    said = [one.value for one in app.warning]
    assert said[0].startswith("NPS: of 150 answers none is above 5. If another scale was asked")
    assert said[1].startswith("CSAT: 75 answers excluded, as the score is not within 1 to 5.")
    assert "Excluded answers" in {link.proto.label for link in app.get("page_link")}


def test_one_answer_with_a_comment_and_a_script_without_blanks_are_said_plainly(filled, tmp_path):
    app = app_on(
        filled(tmp_path / "a.duckdb", orders=ORDERS, surveys=surveys("2025-09-01,c1,csat,Shop,4,Fine")), "voice"
    )
    assert not app.exception
    assert app.title[0].value == "1 answer: 4"
    assert "1 answer in all" in texts(app) and "1 comment: too few for topics" in texts(app)
    slow, kind = "送货太慢了很失望", "客服非常好谢谢"
    rows = [f"2025-09-0{1 + who % 9},c{who},nps,,{who % 11},{slow if who % 2 else kind}{who % 7}" for who in range(240)]
    app = app_on(filled(tmp_path / "b.duckdb", orders=ORDERS, surveys=surveys(*rows)), "voice")
    assert not app.exception
    assert "topics in 240 comments" in texts(app)


def test_everybody_alike_is_said_without_a_rank(filled, tmp_path):
    same = [f"2025-0{1 + who % 9}-01,c{who},{measure},Shop,{top},Good" for who in range(150)
            for measure, top in (("nps", 10), ("csat", 5))]  # fmt: skip
    app = app_on(filled(tmp_path / "same.duckdb", orders=ORDERS, surveys=surveys(*same)), "voice")
    assert not app.exception and not app.warning
    assert app.title[0].value == "All 150 answers are 10"


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
