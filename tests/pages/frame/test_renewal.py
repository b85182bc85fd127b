"""The line above the pages of a demo company of an earlier version."""

import pytest

import cx
from data import demo
from pages.shared import answers, menu, safe_text
from tests import demos
from tests.apps import app_on, texts

LINE = "This demo company is of an earlier version"


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(demo, "make", demos.make)


def labels(app) -> list[str]:
    return [button.label for button in app.button]


def press(app, words: str):
    return next(button for button in app.button if button.label == words).click().run()


@pytest.mark.parametrize("page", ["stages", "upload", "quality", "definitions", "decks"])
def test_every_page_of_an_old_demo_says_so(path, page):
    app = app_on(demos.old(path), page)
    assert not app.exception
    assert LINE in texts(app) and "Decks, saved segments" in texts(app)


def test_one_click_renews_it_keeps_the_old_file_and_shows_the_page(path):
    app = press(app_on(demos.old(path), "stages"), "Renew")
    assert not app.exception and not app.error
    assert set(answers.store().rows("from products")["product_id"]) == {"NEW"}
    (kept,) = path.parent.glob("*demo-1*")
    assert LINE not in texts(app) and safe_text.escaped(kept.name) in texts(app)
    assert "OLD0" in demos.products(kept)


def test_where_the_old_file_lies_is_told_until_the_page_is_left(path):
    app = press(app_on(demos.old(path), "stages"), "Renew")
    assert "is renewed" in texts(app.run())
    app.switch_page(menu.path("definitions"))
    assert "is renewed" not in texts(app.run())


def test_own_files_in_the_demo_are_named_and_asked_for_once_more(path):
    app = press(app_on(demos.old(path, own=True), "stages"), "Renew")
    assert "1 imported file" in texts(app)
    assert "OLD0" in set(answers.store().rows("from products")["product_id"])
    app = press(app, "Cancel")
    assert "Renew" in labels(app) and "Renew anyway" not in labels(app)
    app = press(press(app, "Renew"), "Renew anyway")
    assert set(answers.store().rows("from products")["product_id"]) == {"NEW"}
    (kept,) = path.parent.glob("*demo-1*")
    assert "MINE" in demos.products(kept)


def test_own_data_and_a_demo_of_today_never_see_it(path, tmp_path):
    store = cx.open_store(path)
    store.load("products", b"product_id\nMINE\n")
    store.set("demo_version", "1")
    assert LINE not in texts(app_on(path, "stages", store))
    today = tmp_path / "today.duckdb"
    demos.make(today)
    assert LINE not in texts(app_on(today, "stages"))


def test_what_fails_is_a_sentence_and_the_old_demo_goes_on(path, monkeypatch):
    def full(path):
        raise OSError("No space left on device")

    monkeypatch.setattr(demo, "make", full)
    app = press(app_on(demos.old(path), "stages"), "Renew")
    assert "nothing was changed" in app.error[0].value
    assert LINE in texts(app.run())
    assert "OLD0" in set(answers.store().rows("from products")["product_id"])


def test_a_second_session_that_clicks_too_finds_it_done(path):
    app = app_on(demos.old(path), "stages")
    assert answers.renew_demo() is not None
    assert answers.renew_demo() is None
    assert LINE not in texts(app.run())
