"""The doors beside the pages: the slide show, the phones' page, and who may come in."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

import cx
from cx.presenting import decks, polls
from pages.frame import routes
from pages.shared import answers, guest_links, network, phones
from tests.decks import picture


def ask(app, path, method="GET", form=None, cookie="", client="127.0.0.1", **headers):
    """(status, headers, text) of one request to an ASGI app."""
    sent = urlencode(form).encode() if form else b""
    given = {
        "host": "127.0.0.1:8501",
        "content-type": "application/x-www-form-urlencoded",
        "cookie": cookie,
    } | headers
    address, _mark, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items() if value],
        "client": (client, 5),
        "server": ("127.0.0.1", 8501),
    }
    got = []

    async def receive():
        return {"type": "http.request", "body": sent, "more_body": False}

    async def send(message):
        got.append(message)

    with ThreadPoolExecutor(1) as apart:  # this thread may run a loop already: the browser tests' own
        apart.submit(asyncio.run, app(scope, receive, send)).result()
    headers = {name.decode(): value.decode() for name, value in got[0]["headers"]}
    return got[0]["status"], headers, b"".join(part.get("body", b"") for part in got[1:]).decode()


@pytest.fixture
def app(tmp_path, monkeypatch):
    """A server with one deck: a picture and a question; `app.store`, `app.code`."""
    monkeypatch.setenv("CX_STORE", str(tmp_path / "company.duckdb"))
    answers.forget()
    store = cx.open_store(tmp_path / "company.duckdb")
    deck_id = decks.make(store, "Board")
    decks.add(store, deck_id, "Leak", picture=picture())
    question = polls.question("Acquire · rate", 0.2371, is_share=True)
    slide_id = decks.add(store, deck_id, "What share?", question=question)
    code = polls.start(store, slide_id)
    store.close()
    made = Starlette(routes=routes.routes(lambda: None), middleware=[Middleware(network.OnlyGuests)])
    made.deck_id, made.code = deck_id, code
    yield made
    answers.store().close()
    answers.forget()


def test_the_slide_show_is_one_page_with_the_link_for_the_room(app):
    status, _headers, text = ask(app, f"/present?deck={app.deck_id}")
    assert status == 200
    assert f"127.0.0.1:8501/g/{app.code}" in text and "<h1>Leak</h1>" in text


@pytest.mark.parametrize("path", ["/present", "/present?deck=99", "/present?deck=x"])
def test_a_deck_that_is_not_there_says_where_to_find_one(app, path):
    status, _headers, text = ask(app, path)
    assert status == 404 and "Decks" in text


def guess(app, number, cookie=""):
    status, headers, text = ask(app, f"/g/{app.code}", "POST", {"guess": number}, cookie)
    assert status == 200
    return headers["set-cookie"].split(";")[0], text


def test_a_phone_is_told_apart_by_a_random_cookie_and_guesses_once(app):
    first, said = guess(app, "25")
    assert "Your guess: 25%" in said
    guess(app, "30", first)
    second, _said = guess(app, "60")
    assert first != second
    assert json.loads(ask(app, f"/room/{app.code}")[2]) == {"guesses": [30.0, 60.0]}


def test_a_guess_out_of_range_is_answered_in_words(app):
    _cookie, said = guess(app, "120")
    assert "Guess a number from 0% to 100%." in said
    assert json.loads(ask(app, f"/room/{app.code}")[2]) == {"guesses": []}


def test_the_truth_is_on_no_phone_before_it_is_shown_and_on_all_after(app):
    cookie, said = guess(app, "25")
    assert "23.7" not in said
    assert ask(app, f"/room/{app.code}/reveal", "POST")[0] == 403
    assert ask(app, f"/room/{app.code}/reveal", "POST", x_presenter="1")[0] == 200
    assert json.loads(ask(app, f"/g/{app.code}/open")[2]) == {"open": False}
    text = ask(app, f"/g/{app.code}", cookie=cookie)[2]
    assert "23.7%" in text and "Your guess: 25%" in text


def test_what_a_phone_sends_is_never_html_and_never_long(app):
    assert "&lt;b&gt;" in guess(app, "<b>")[1]
    assert "is not a number" in guess(app, "9" * 5_000)[1]


def test_strangers_reach_the_question_and_nothing_else_while_a_room_is_let_in(app, monkeypatch):
    monkeypatch.setenv("CX_ROOM", "1")
    assert ask(app, f"/g/{app.code}", client="192.168.1.20")[0] == 200
    for path in (f"/present?deck={app.deck_id}", f"/room/{app.code}", "/"):
        assert ask(app, path, client="192.168.1.20")[0] == 403
    assert ask(app, f"/present?deck={app.deck_id}")[0] == 200


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded", "x_real_ip"])
def test_who_comes_through_a_proxy_on_this_machine_is_a_stranger_too(app, monkeypatch, header):
    monkeypatch.setenv("CX_ROOM", "https://talk.example.org")
    given = {header: "203.0.113.9"}
    assert ask(app, f"/present?deck={app.deck_id}", **given)[0] == 403
    assert ask(app, f"/g/{app.code}", **given)[0] == 200


def test_the_link_names_the_address_that_was_set_for_the_room(app, monkeypatch):
    monkeypatch.setenv("CX_ROOM", "https://talk.example.org/")
    assert f"talk.example.org/g/{app.code}" in ask(app, f"/present?deck={app.deck_id}")[2]


def test_a_late_guess_is_told_that_it_came_too_late_and_sees_the_truth(app):
    ask(app, f"/room/{app.code}/reveal", "POST", x_presenter="1")
    _cookie, said = guess(app, "25")
    assert "the poll is closed" in said and "23.7%" in said
    assert json.loads(ask(app, f"/room/{app.code}")[2]) == {"guesses": []}


def test_a_room_that_nobody_opened_says_to_look_at_the_link_once_more(app):
    for method in ("GET", "POST"):
        status, _headers, text = ask(app, "/g/zzzzz", method, {"guess": "20"})
        assert status == 404 and "Check the link on the slide" in text


def test_a_deck_that_phones_cannot_reach_says_so_instead_of_showing_a_code_that_leads_nowhere(app):
    text = ask(app, f"/present?deck={app.deck_id}")[2]
    assert "Phones cannot reach this yet" in text and "Open to phones on this network" in text
    assert '<div class="qr">' not in text


def fetched(address: str, given: dict | None = None) -> tuple[int, str]:
    try:
        with urlopen(address, urlencode(given).encode() if given else None, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_the_door_for_phones_serves_the_poll_and_nothing_else_and_closes(app, monkeypatch):
    monkeypatch.setattr(guest_links, "own_address", lambda: "192.168.1.7")
    monkeypatch.setattr(phones, "_LOOK_EVERY", 0.05)
    phones.open_door()
    phones.open_door()  # a second facilitator finds it open
    port = phones.port()
    door = f"http://127.0.0.1:{port}"
    try:
        assert guest_links.qr(f"http://192.168.1.7:{port}/g/{app.code}") in ask(app, f"/present?deck={app.deck_id}")[2]
        status, page = fetched(f"{door}/g/{app.code}")
        assert status == 200 and "What share?" in page
        assert "Your guess: 40%" in fetched(f"{door}/g/{app.code}", {"guess": "40"})[1]
        for path in ("/", f"/present?deck={app.deck_id}", f"/room/{app.code}", f"/room/{app.code}/reveal", "/decks"):
            assert fetched(f"{door}{path}") == (404, "Open the link on the slide.")
        monkeypatch.setattr(phones, "IDLE_MINUTES", -1)  # as if nobody had presented for long
        for _wait in range(100):
            if phones.port() is None:
                break
            time.sleep(0.05)
        assert phones.port() is None
    finally:
        phones.close_door()
    assert "Phones cannot reach this yet" in ask(app, f"/present?deck={app.deck_id}")[2]


def test_the_code_on_the_slide_holds_the_address_of_this_machine_in_its_network(app, monkeypatch):
    monkeypatch.setattr(guest_links, "is_open_to_the_room", lambda: True)
    monkeypatch.setattr(guest_links, "own_address", lambda: "192.168.1.7")
    text = ask(app, f"/present?deck={app.deck_id}")[2]
    assert guest_links.qr(f"http://192.168.1.7:8501/g/{app.code}") in text
    monkeypatch.setattr(guest_links, "own_address", lambda: "127.0.0.1")
    assert "has no network" in ask(app, f"/present?deck={app.deck_id}")[2]


def test_the_name_of_the_overview_leads_to_the_bare_address(app):
    status, headers, _text = ask(app, "/home?region=Iran")
    assert (status, headers["location"]) == (307, "/?region=Iran")
