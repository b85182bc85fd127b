"""Which file the app opens, and what it says when that is not there."""

from pathlib import Path

import pytest
import streamlit as st

import cx
from cx import company_file
from cx.errors import StoreError
from data import demo
from pages.shared import answers
from tests import demos


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Start the app with this file."""

    def started(name: str) -> Path:
        answers.forget()
        st.cache_data.clear()
        monkeypatch.setenv("CX_STORE", str(tmp_path / name))
        return tmp_path / name

    yield started
    answers.forget()
    st.cache_data.clear()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(demo, "make", demos.make)


def company() -> str:
    return answers.store().setting("company", "own")


def test_a_mistyped_file_is_a_sentence_and_nothing_is_made(started):
    path = started("compny.duckdb")
    cx.open_store(path.with_name("company.duckdb")).close()
    with pytest.raises(StoreError, match=r"no such file.*Did you mean \S+/company\.duckdb\?.*without CX_STORE"):
        answers.store()
    assert [file.name for file in path.parent.iterdir()] == ["company.duckdb"]


def test_a_mistyped_folder_is_named(started):
    path = started("no/such/cx.duckdb")
    with pytest.raises(StoreError, match=r"there is no folder \S+/no/such\."):
        answers.store()
    assert not (path.parents[2] / "no").exists()


def test_a_file_that_is_there_later_opens_without_a_new_start(started):
    path = started("cx.duckdb")
    with pytest.raises(StoreError):
        answers.store()
    cx.open_store(path).close()
    assert company() == "own"


@pytest.mark.parametrize("named", [False, True])
def test_the_default_place_is_made_as_the_demo(started, monkeypatch, named):
    path = started("data/cx.duckdb")
    path.parent.mkdir()
    monkeypatch.setattr(company_file, "DEFAULT", path)
    if not named:
        monkeypatch.delenv("CX_STORE")
    assert company() == "demo"


def test_a_company_is_started_beside_the_demo_and_both_keep_what_they_hold(started):
    path = started("cx.duckdb")
    demos.make(path)
    assert company() == "demo"
    answers.open_company(company_file.beside_demo())
    assert answers.store().path == str(path.with_name("cx.company.duckdb"))
    assert company() == "own" and not len(answers.store().rows("from products"))
    answers.store().load("products", b"product_id\nMINE\n")
    answers.open_company(path)
    assert company() == "demo"
    assert set(answers.store().rows("from products")["product_id"]) == {"NEW"}
    answers.open_company(company_file.beside_demo())
    assert set(answers.store().rows("from products")["product_id"]) == {"MINE"}


def test_the_next_start_opens_what_was_open_last(started):
    path = started("cx.duckdb")
    demos.make(path)
    answers.open_company(company_file.beside_demo())
    answers.store().close()
    started("cx.duckdb")
    assert company() == "own"
    answers.store().close()
    company_file.beside_demo().unlink()
    started("cx.duckdb")
    assert company() == "demo"


def test_a_second_session_that_clicks_too_finds_it_done(started):
    demos.make(started("cx.duckdb"))
    answers.open_company(company_file.beside_demo())
    first = answers.store()
    answers.open_company(company_file.beside_demo())
    assert answers.store() is first


def test_what_cannot_be_opened_is_a_sentence_and_the_demo_stays_open(started):
    demos.make(started("cx.duckdb"))
    company_file.beside_demo().write_text("no store")
    with pytest.raises(StoreError, match="is not a DuckDB file"):
        answers.open_company(company_file.beside_demo())
    assert company() == "demo"
