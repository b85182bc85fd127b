"""The form by which phones of a room send proposals: what is kept, what is refused, and that none of it is HTML."""

import pytest
from starlette.applications import Starlette

import cx
from cx.experience import programme
from pages.frame import routes
from pages.shared import answers
from tests.pages.frame.test_routes import ask

JOURNEY = b"touchpoint,step,p,team\n<b>Store,buy,place,stores\nDelivery,use,place,fulfilment\n"  # a map is hostile too


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A server with an open room; `room.code`."""
    monkeypatch.setenv("CX_STORE", str(tmp_path / "company.duckdb"))
    monkeypatch.setattr(programme.proposal_rooms, "SECONDS_APART", 0)
    answers.forget()
    store = cx.open_store(tmp_path / "company.duckdb")
    store.load("journey", JOURNEY)
    code = programme.start(store)
    store.close()
    made = Starlette(routes=routes.routes(lambda: None))
    made.code = code
    yield made
    answers.store().close()
    answers.forget()


def send(room, cookie="", **typed):
    status, headers, text = ask(room, f"/g/p/{room.code}", "POST", typed, cookie)
    assert status == 200
    return headers["set-cookie"].split(";")[0], text


def kept() -> list[list]:
    return programme.proposals(answers.store())[["words", "team", "touchpoint"]].values.tolist()


def test_a_phone_proposes_and_is_thanked(room):
    form = ask(room, f"/g/p/{room.code}")[2]
    assert "<b>" not in form and '<option value="&lt;b&gt;Store">' in form and "fulfilment" in form
    _cookie, said = send(room, words=" Name\nthe day ", team="fulfilment", touchpoint="Delivery")
    assert "Thank you" in said and '<option value="Delivery" selected>' in said
    assert kept() == [["Name the day", "fulfilment", "Delivery"]]


def test_what_is_hostile_is_shown_as_it_is_or_refused_in_a_sentence(room):
    cookie, said = send(room, words="x" * 300 + "<script>")
    assert (
        "A proposal has at most 200 characters, not 308." in said and "<script>" not in said.split("</style>")[1][:900]
    )
    for typed in ({"words": "x" * 9_000}, {f"f{n}": "x" for n in range(30)}):
        assert "This is too long." in send(room, cookie, **typed)[1]
    assert "needs 1 to 200" in send(room, cookie, words="\x00\u202e ")[1]
    assert "A team has at most 60" in send(room, cookie, words="fine", team="t" * 61)[1]
    assert kept() == []
    send(room, cookie, words="<img src=x onerror=alert(1)>\x1b", team="another team")
    assert kept() == [["<img src=x onerror=alert(1)>", "another team", None]]


def test_a_phone_is_told_apart_and_sends_only_so_many(room, monkeypatch):
    monkeypatch.setattr(programme.proposal_rooms, "MOST_OF_A_DEVICE", 1)
    cookie, _said = send(room, words="one")
    text = send(room, cookie, words="two")[1]
    assert "the most it can" in text and ">two</textarea>" in text
    assert send(room, words="of another phone")[0] != cookie
    assert [row[0] for row in kept()] == ["of another phone", "one"]


def test_a_closed_or_unknown_room_takes_nothing(room):
    programme.close(answers.store())
    assert "This room is closed" in ask(room, f"/g/p/{room.code}")[2]
    said = send(room, words="late")[1]
    assert "This room is closed" in said and "<form" not in said
    status, _headers, text = ask(room, "/g/p/zzzzz", "POST", {"words": "late"})
    assert status == 404 and "Check the link on the screen" in text
    assert kept() == []
