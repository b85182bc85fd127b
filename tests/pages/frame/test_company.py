"""The line above the pages of a demo company, and a store that is not there."""

import pytest

import cx
from cx import company_file
from data import demo
from pages.shared import answers, safe_text
from tests import demos
from tests.apps import app_on, texts

START, BACK = "Start an empty company", "Back to the demo company"


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(demo, "make", demos.make)


@pytest.fixture
def demo_path(path):
    demos.make(path)
    return path


def labels(app) -> list[str]:
    return [button.label for button in app.button]


def links(app) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


def press(app, words: str):
    return next(button for button in app.button if button.label == words).click().run()


@pytest.mark.parametrize("page", ["segments", "stages", "upload", "quality", "definitions", "decks"])
def test_a_demo_company_is_marked_on_every_page(demo_path, page):
    app = app_on(demo_path, page)
    assert not app.exception
    assert "Demo company · load your own data" in links(app) and START in labels(app)


@pytest.mark.parametrize("page", ["stages", "upload", "definitions"])
def test_a_companys_own_data_never_see_it(path, page):
    store = cx.open_store(path)
    store.load("products", b"product_id\nMINE\n")
    app = app_on(path, page, store)
    assert not [label for label in [*links(app), *labels(app)] if "emo company" in label or label == START]


def test_one_click_opens_an_empty_company_and_another_one_the_demo_again(demo_path):
    app = press(app_on(demo_path, "segments"), START)
    assert not app.exception and not app.error
    assert "Upload your orders" in app.title[0].value
    assert safe_text.escaped("cx.company.duckdb") in texts(app)
    assert "Demo company · load your own data" not in links(app)
    app = press(app, BACK)
    assert "Demo company · load your own data" in links(app)
    assert "Open your company" in labels(app) and START not in labels(app)
    assert answers.store().path == str(demo_path)


def test_once_the_company_holds_data_the_way_back_stands_on_the_upload_page_alone(demo_path):
    press(app_on(demo_path, "stages"), START)
    answers.store().load("products", b"product_id\nMINE\n")
    answers.store().close()
    assert BACK not in labels(app_on(demo_path, "stages"))
    answers.store().close()
    assert BACK in labels(app_on(demo_path, "upload"))


def test_a_mistyped_store_is_a_sentence_and_can_be_started_there(path):
    app = app_on(path, "stages")
    assert app.title[0].value == "The company's file was not found"
    assert "without CX" in app.error[0].value.replace("\\", "") and not path.exists()
    app = press(app, "Start an empty company in " + safe_text.escaped(path.name))
    assert path.exists() and not app.error
    assert answers.store().setting("company") != "demo"
    assert BACK not in labels(app)


def test_a_folder_that_is_not_there_offers_no_start(path):
    app = app_on(path.parent / "no" / "cx.duckdb", "stages")
    assert "there is no folder" in app.error[0].value
    assert not app.button and not path.parent.joinpath("no").exists()


def test_a_company_that_cannot_be_opened_leads_back_to_the_demo(demo_path):
    press(app_on(demo_path, "stages"), START)
    answers.store().close()
    company_file.beside_demo().write_text("no store")
    app = app_on(demo_path, "stages")
    assert "is not a DuckDB file" in app.error[0].value.replace("\\", "")
    app = press(app, BACK)
    assert not app.error and "Demo company · load your own data" in links(app)
