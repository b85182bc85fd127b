"""From a picture into a deck, and what is done with it there."""

import shutil
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

import cx
from cx.presenting import decks, frozen_chart, polls
from pages.present.decks import rooms, starter_decks
from pages.shared import answers, guest_links, phones
from tests.apps import app_on, texts
from tests.decks import picture


def orders(people: int = 30) -> bytes:
    rows = [f"{i},c{i % people},2025-0{1 + i % 6}-1{i % 9},{20 + i}" for i in range(120)]
    return "\n".join(["order_id,customer_id,ordered_at,revenue", *rows]).encode()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The file of a store that was filled like this, once for all tests: copies share what was computed of it."""
    folder, made = tmp_path_factory.mktemp("prepared"), {}

    def prepared(prepare):
        if prepare not in made:
            made[prepare] = folder / f"{len(made)}.duckdb"
            store = cx.open_store(made[prepare])
            prepare(store)
            store.close()
        return made[prepare]

    return prepared


@pytest.fixture
def opened(prepared, tmp_path):
    """A page over a store of its own; `prepare` filled it."""

    def opened(page, prepare=empty, **query):
        return app_on(shutil.copy(prepared(prepare), tmp_path / "company.duckdb"), page, **query)

    yield opened
    answers.store().close()


def empty(store):
    """Nothing is in it."""


def board(store):
    deck_id = decks.make(store, "Board")
    decks.add(store, deck_id, "A message")
    decks.add(store, deck_id, "The *leak*", picture=picture())


def orders_alone(store):
    store.load("orders", orders())


def shop(store):
    orders_alone(store)
    decks.make(store, "Board")


def orders_and_board(store):
    orders_alone(store)
    board(store)


def now():
    return decks.slides(answers.store(), int(decks.every(answers.store())["deck_id"].iloc[0]))


def test_without_a_deck_the_page_says_how_to_begin_and_makes_one(opened):
    app = opened("decks")
    assert app.title[0].value == "Decks: pictures with their numbers frozen"
    assert "Add to deck" in texts(app)
    app.text_input[0].set_value("Board")
    app.button[0].click().run()
    assert not app.exception
    assert app.title[0].value == "Board: 0 slides"


def test_a_deck_shows_its_slides_and_as_of_when_they_are_frozen(opened):
    app = opened("decks", board)
    assert not app.exception
    assert app.title[0].value == "Board: 2 slides"
    assert "Numbers frozen as of 31 Dec 2025" in texts(app)
    assert "300 of 1,500 ordered within 90 days" in texts(app)


def test_the_powerpoint_is_made_on_a_click_and_then_offered(opened):
    app = opened("decks", board)
    app.button(key="powerpoint-1").click().run()
    assert not app.exception
    assert "Download Board.pptx" in [one.proto.label for one in app.get("download_button")]


def test_the_pdf_is_one_click_and_holds_the_answer_of_a_poll_once_it_was_revealed(opened):
    def with_question(store):
        decks.add(store, decks.make(store, "Board"), "Share?", question=polls.question("rate", 0.2, is_share=True))

    app = opened("decks", with_question)
    assert not app.exception
    assert "PDF" in [one.proto.label for one in app.get("download_button")]
    for is_revealed in (False, True):
        [page] = PdfReader(BytesIO(rooms.pdf(1))).pages
        assert ("Actual: 20%" in page.extract_text()) == is_revealed
        polls.reveal(answers.store(), polls.current(answers.store(), now()[0].slide_id).code)


def test_titles_notes_and_steps_are_kept_as_they_are_written(opened):
    app = opened("decks", board)
    own = now()[1].slide_id
    app.text_area(key=f"title-{own}").set_value("Four of five leave").run()
    app.text_area(key=f"notes-{own}").set_value("Wait for it.").run()
    app.pills(key=f"spoken-{own}").set_value(["Retain", "Acquire"]).run()
    assert not app.exception
    slide = now()[1]
    assert (slide.title, slide.notes, slide.spoken) == (
        "Four of five leave",
        "Wait for it.",
        ["Acquire", "Retain"],
    )


def test_slides_change_places_and_go(opened):
    app = opened("decks", board)
    message, leak = (slide.slide_id for slide in now())
    app.button(key=f"move-{leak}--1").click().run()
    assert [slide.slide_id for slide in now()] == [leak, message]
    app.button(key=f"remove-{message}").click().run()
    assert [slide.slide_id for slide in now()] == [leak]
    assert app.title[0].value == "Board: 1 slide"
    assert "Deleted “A message”" in texts(app)
    app.button(key="undo-decks").click().run()
    assert not app.exception
    assert [slide.slide_id for slide in now()] == [leak, message]
    assert "Deleted" not in texts(app)


def test_a_deck_is_deleted_after_a_question_and_comes_back(opened):
    app = opened("decks", board)
    before = now()
    app.button(key="delete-deck-1").click().run()
    assert "Delete “Board” with 2 slides?" in texts(app) and len(now()) == 2
    app.button(key="confirm-delete-1").click().run()
    assert decks.every(answers.store()).empty and "Deleted “Board”" in texts(app)
    app.button(key="undo-decks").click().run()
    assert not app.exception
    assert now() == before and app.title[0].value == "Board: 2 slides"


def test_a_second_deck_is_made_and_shown(opened):
    app = opened("decks", board)
    next(box for box in app.text_input if box.label == "New deck").set_value("Team")
    next(button for button in app.button if button.label == "Create deck").click().run()
    assert not app.exception
    assert app.title[0].value == "Team: 0 slides"


def test_a_deck_is_copied_and_the_copy_is_shown(opened):
    app = opened("decks", board)
    app.button(key="duplicate-1").click().run()
    assert not app.exception
    assert app.title[0].value == r"Board \(copy\): 2 slides"


def test_a_title_that_is_emptied_is_refused_in_words(opened):
    app = opened("decks", board)
    own = now()[1].slide_id
    app.text_area(key=f"title-{own}").set_value(" ").run()
    assert "Give the slide a title." in texts(app)
    assert now()[1].title == "The *leak*"


def test_a_question_stands_before_its_picture_with_the_pictures_own_number(opened):
    app = opened("decks", board)
    own = now()[1].slide_id
    app.session_state[f"ask-{own}"] = True
    app.run()
    app.text_input(key=f"asked-{own}").set_value("What share?")
    app.selectbox(key=f"truth-{own}").set_value("Acquire · Rate")
    next(button for button in app.button if button.label == "Add question").click().run()
    assert not app.exception
    kinds = [(slide.kind, slide.title) for slide in now()]
    assert kinds == [("message", "A message"), ("guess", "What share?"), ("picture", "The *leak*")]
    assert now()[1].question["truth"] == pytest.approx(20)
    assert polls.current(answers.store(), now()[1].slide_id).is_open


def test_a_poll_is_opened_to_phones_and_closed_by_clicks(opened, monkeypatch):
    def with_question(store):
        board(store)
        decks.add(store, 1, "What share?", question=polls.question("rate", 0.2, is_share=True))

    monkeypatch.setattr(guest_links, "own_address", lambda: "192.168.1.7")
    app = opened("decks", with_question)
    code = polls.current(answers.store(), now()[2].slide_id).code
    try:
        app.button(key=f"open-door-{code}").click().run()
        assert not app.exception
        assert f"/g/{code}" in texts(app) and "nothing else of the app" in texts(app)
        app.button(key=f"close-door-{code}").click().run()
        assert phones.port() is None and app.button(key=f"open-door-{code}")
    finally:
        phones.close_door()


def test_a_slide_goes_to_the_place_that_is_chosen(opened):
    def three(store):
        deck_id = decks.make(store, "Board")
        for title in ("One", "Two", "Three"):
            decks.add(store, deck_id, title)

    app = opened("decks", three)
    own = now()[0].slide_id
    app.selectbox(key=f"place-{own}-0-3").set_value(3).run()
    assert not app.exception
    assert [slide.title for slide in now()] == ["Two", "Three", "One"]


def test_a_picture_is_put_into_a_deck_with_what_the_screen_shows(opened):
    app = opened("segments", shop)
    app.session_state["open-whale"] = True
    app.run()
    button = next(button for button in app.button if button.label == "Add to deck")
    button.click().run()
    assert not app.exception
    assert "Added as slide 1 of “Board”" in app.toast[0].value
    slide = now()[0]
    asked = {"as_of": cx.coverage.last_date(answers.store()), "assumptions": cx.Assumptions()}
    curve = cx.segments.whale_curve(answers.store(), **asked)
    assert frozen_chart.table(slide.picture)["profit"].tolist() == curve["profit"].tolist()
    assert (slide.picture["page"], slide.picture["as_of"]) == ("segments", "18 Jun 2025")


def test_a_title_the_tier_cards_and_a_list_become_slides_and_are_refreshed_from_their_page(opened):
    app = opened("segments", shop)
    for key in ("title", "cards-tiers", "list-customers"):
        app.session_state[f"open-{key}"] = True
        app.run()
        next(button for button in app.button if button.label == "Add to deck").click().run()
        app.session_state[f"open-{key}"] = False
    assert not app.exception
    title, cards, listed = slides = now()
    assert [(one.kind, one.picture["chart"]) for one in slides] == [
        ("message", "page.title"),
        ("picture", "shared.cards"),
        ("picture", "shared.table"),
    ]
    assert title.title == app.title[0].value and title.picture["basis"].startswith("n = 30 customers")
    assert len(frozen_chart.table(listed.picture)) == 10
    assert frozen_chart.table(cards.picture)["customers"].sum() == 30
    answers.store().load("orders", orders(45).replace(b"2025-0", b"2024-0").replace(b"\n", b"\n7"))
    app.switch_page("pages/present/decks/decks.py").run()
    app.button(key=f"put-beside-{cards.slide_id}").click().run()
    app.button(key="refresh-all").click().run()
    assert not app.exception
    after = now()
    assert [one.slide_id for one in after] == [title.slide_id, cards.slide_id]
    pictures = [*frozen_chart.parts(after[0].picture), *frozen_chart.parts(after[1].picture)]
    assert [one["chart"] for one in pictures] == ["page.title", "shared.cards", "shared.table"]
    assert all(one["data_version"] != title.picture["data_version"] for one in pictures)
    app.button(key=f"separate-{cards.slide_id}").click().run()
    assert not app.exception and len(now()) == 3


def test_the_first_picture_makes_the_deck_it_goes_into_and_says_which(opened):
    app = opened("segments", orders_alone)
    app.session_state["open-whale"] = True
    app.run()
    next(button for button in app.button if button.label == "Add to deck").click().run()
    assert not app.exception
    assert decks.every(answers.store())["name"].tolist() == ["My first deck"]
    assert app.toast[0].value == "Added as slide 1 of “My first deck” · [Open the deck](/decks?deck=1)"
    assert now()[0].picture["chart"] == "segments.whale"


def test_refreshing_takes_todays_numbers_from_the_pictures_own_page(opened):
    app = opened("segments", shop)
    app.session_state["open-whale"] = True
    app.run()
    next(button for button in app.button if button.label == "Add to deck").click().run()
    before = now()[0]
    answers.store().load("orders", orders(45).replace(b"2025-0", b"2024-0").replace(b"\n", b"\n7"))
    app.run()
    assert now()[0] == before
    app.switch_page("pages/present/decks/decks.py").run()
    app.button(key=f"renew-{before.slide_id}").click().run()
    assert not app.exception
    after = now()[0]
    assert app.title[0].value.startswith("Board")
    curve = cx.segments.whale_curve(
        answers.store(), as_of=cx.coverage.last_date(answers.store()), assumptions=cx.Assumptions()
    )
    assert frozen_chart.table(after.picture)["profit"].tolist() == curve["profit"].tolist()
    assert after.picture["data_version"] != before.picture["data_version"]


def with_two_slides(app):
    """The whale curve twice in a deck, the second time under a title of its own."""
    app.session_state["open-whale"] = True
    app.run()
    for _time in range(2):
        next(button for button in app.button if button.label == "Add to deck").click().run()
    app.switch_page("pages/present/decks/decks.py").run()
    app.text_area(key=f"title-{now()[1].slide_id}").set_value("My own words").run()
    return now()


def test_refreshing_all_lists_what_changed_and_keeps_an_edited_title(opened):
    app = opened("segments", shop)
    before = with_two_slides(app)
    answers.store().load("orders", orders(45).replace(b"2025-0", b"2024-0").replace(b"\n", b"\n7"))
    app.run()
    app.button(key="refresh-all").click().run()
    assert not app.exception
    after = now()
    assert [one.slide_id for one in after] == [one.slide_id for one in before]
    assert after[1].title == "My own words"
    assert all(one.picture["data_version"] != before[0].picture["data_version"] for one in after)
    assert "2 of 2 slides were updated" in "".join(one.value for one in app.header)
    listed = app.dataframe[0].value
    assert listed["title"].tolist() == [one.title for one in before]
    assert listed["title_after"].iloc[1] == "kept, as edited"
    assert listed["numbers"].tolist() == ["Rows of its table changed"] * 2
    app.button(key="refreshed-close").click().run()
    assert not app.header


def test_refreshing_all_as_of_another_date_freezes_that_date(opened):
    app = opened("segments", shop)
    with_two_slides(app)
    app.date_input(key="refresh_as_of").set_value(date(2025, 5, 31)).run()
    app.button(key="refresh-all").click().run()
    assert not app.exception
    assert {one.picture["as_of"] for one in now()} == {"31 May 2025"}


def test_a_refresh_takes_the_filters_of_the_slide_not_those_of_the_session(opened):
    app = opened("segments", shop)
    with_two_slides(app)
    app.switch_page("pages/customers/segments/segments.py").run()
    app.date_input(key="as_of").set_value(date(2025, 3, 31)).run()
    app.switch_page("pages/present/decks/decks.py").run()
    app.button(key=f"renew-{now()[0].slide_id}").click().run()
    assert not app.exception
    assert now()[0].picture["as_of"] == "18 Jun 2025"


def test_a_slide_whose_picture_is_gone_stays_as_it_was_and_is_listed(opened):
    app = opened("decks", orders_and_board)
    before = now()
    app.button(key="refresh-all").click().run()
    assert not app.exception
    assert now() == before
    assert "0 of 1 slides were updated" in "".join(one.value for one in app.header)
    assert app.dataframe[0].value["numbers"].tolist() == ["Not drawn on its page now: the slide stays as it was"]


def test_a_slide_leads_to_its_page_with_the_whole_address(opened):
    app = opened("segments", shop)
    with_two_slides(app)
    buttons = [one.proto for one in app.get("link_button") if one.proto.url.startswith("/segments")]
    links = [(one.label, one.url) for one in buttons]
    assert (
        links
        == [
            ("Open page", "/segments?as_of=2025-06-18"),
            ("Customers on this slide", "/segments?as_of=2025-06-18&view=customers"),
        ]
        * 2
    )


def test_a_title_slide_is_added_first_and_its_second_line_is_edited(opened):
    app = opened("decks", board)
    next(box for box in app.text_input if box.label == "Second line").set_value("March")
    next(button for button in app.button if button.label == "Add title slide").click().run()
    first = now()[0]
    assert (first.kind, first.title, first.subtitle) == ("title", "Board", "March")
    app.text_input(key=f"subtitle-{first.slide_id}").set_value("April").run()
    assert not app.exception
    assert now()[0].subtitle == "April"


def test_a_starter_deck_has_the_pictures_that_the_data_allow(opened):
    app = opened("decks", orders_alone)
    app.button(key="starter-1").click().run(timeout=120)
    assert not app.exception
    slides = now()
    assert (slides[0].kind, slides[0].title) == ("title", "Who our customers are")
    charts = [one.picture["chart"] for one in slides[1:]]
    assert charts[0] == "segments.whale" and len(charts) == len(set(charts))


def test_every_picture_of_a_starter_deck_is_found_in_the_demo(demo_store, tmp_path):
    path = shutil.copy(demo_store, tmp_path / "demo.duckdb")
    app = app_on(path, "decks")
    for place, wanted in enumerate(starter_decks.every().values()):
        app.button(key=f"starter-{place}").click().run(timeout=300)
        assert not app.exception
        deck_id = int(decks.every(answers.store())["deck_id"].iloc[-1])
        made = [one.picture["chart"] for one in decks.slides(answers.store(), deck_id) if one.picture]
        assert made == [one.chart for one in wanted]
    answers.store().close()
