"""Proposals: what is kept of hostile texts, answers with their undo, rooms with their limits, and effects by hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

import cx
from cx.errors import CxError
from cx.experience.programme import proposal_book, proposal_rooms
from cx.statistics import intervals
from tests.companies import company

DAY = date(2025, 3, 1)


def words(store: cx.Store) -> list[str]:
    return cx.programme.proposals(store)["words"].tolist()


# --- the book ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("  two\n lines\t", "two lines"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("\u202egnp.exe", "gnp.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("x" * cx.programme.LONGEST, "x" * cx.programme.LONGEST),
    ],
)
def test_a_proposal_is_one_line_of_what_is_seen(store, typed, kept):
    cx.programme.propose(store, typed)
    assert words(store) == [kept]


@pytest.mark.parametrize("typed", ["", " \n ", "\u200c", "\x00", "x" * (cx.programme.LONGEST + 1)])
def test_a_blank_or_endless_proposal_is_refused_in_a_sentence(store, typed):
    with pytest.raises(CxError, match=f"{cx.programme.LONGEST} characters"):
        cx.programme.propose(store, typed)
    with pytest.raises(CxError, match="A team has at most 60"):
        cx.programme.propose(store, "fine", team="t" * 61)
    with pytest.raises(CxError, match="today or earlier"):
        cx.programme.propose(store, "fine", proposed_on=proposal_book.today() + timedelta(days=1))
    assert words(store) == []


def test_an_answer_and_a_deletion_can_be_undone(store):
    number = cx.programme.propose(store, "Spare lids in every store", "stores", "Store", DAY)
    version = store.data_version
    before = cx.programme.answer(store, number, "adopted", date(2025, 3, 10), "77 asked")
    row = cx.programme.proposals(store).iloc[0]
    assert row[["state", "seen", "days_to_answer"]].tolist() == ["adopted", "77 asked", 9]
    assert cx.programme.adopted(store) == ((number, "Store", date(2025, 3, 10)),)
    cx.programme.restore(store, before)
    assert cx.programme.find(store, number) == before and before.state == "new"
    cx.programme.answer(store, number, "tried")
    assert cx.programme.find(store, number).answered_on == proposal_book.today()
    deleted = cx.programme.remove(store, number)
    assert words(store) == []
    cx.programme.restore(store, deleted)
    assert cx.programme.find(store, number) == deleted and store.data_version == version


def test_an_answer_that_cannot_be_is_refused_in_a_sentence(store):
    number = cx.programme.propose(store, "Call back", proposed_on=DAY)
    for given, sentence in (
        (("done",), "is one of"),
        (("tried", date(2025, 2, 28)), "It was proposed on 1 Mar 2025"),
        (("tried", DAY, "x" * 201), "at most 200"),
    ):
        with pytest.raises(CxError, match=sentence):
            cx.programme.answer(store, number, *given)
    with pytest.raises(CxError, match="no longer there"):
        cx.programme.answer(store, 99, "tried")
    assert cx.programme.find(store, number).state == "new"


# --- rooms -------------------------------------------------------------------------------------------------


def test_a_room_takes_proposals_until_it_is_closed(store, monkeypatch):
    first = cx.programme.start(store)
    code = cx.programme.start(store)
    assert cx.programme.send(store, code, "phone", "Name the day", "support", "Delivery")
    assert cx.programme.current(store) == cx.programme.Room(code, True, 1)
    with pytest.raises(CxError, match="closed"):
        cx.programme.send(store, first, "phone", "late")
    cx.programme.close(store)
    assert cx.programme.current(store) is None
    for gone, sentence in ((code, "closed"), ("zzzzz", "No room")):
        with pytest.raises(CxError, match=sentence):
            cx.programme.send(store, gone, "phone", "late")
    assert words(store) == ["Name the day"]
    cx.programme.start(store)
    monkeypatch.setattr(proposal_rooms, "HOURS", 0)
    assert cx.programme.current(store) is None


def test_a_phone_waits_between_proposals_and_sends_so_many_even_at_once(store, monkeypatch):
    code = cx.programme.start(store)
    cx.programme.send(store, code, "phone", "one")
    with pytest.raises(CxError, match="Wait 3 seconds"):
        cx.programme.send(store, code, "phone", "two")
    monkeypatch.setattr(proposal_rooms, "SECONDS_APART", 0)
    monkeypatch.setattr(proposal_rooms, "MOST_OF_A_DEVICE", 3)
    monkeypatch.setattr(proposal_rooms, "MOST_OF_A_ROOM", 5)

    def send(device: str) -> str:
        try:
            cx.programme.send(store, code, device, "more")
        except CxError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(4) as phones:
        said = list(phones.map(send, ["phone"] * 6))
    assert said.count("") == 2 and sum("the most it can" in one for one in said) == 4
    assert [send(f"other {n}") for n in range(3)] == ["", "", "The room is full: 5 proposals were sent."]


# --- effects -----------------------------------------------------------------------------------------------


def answer(customer: str | None, day: date, score: int, subject: str = "Shop") -> dict:
    return {"customer_id": customer, "answered_at": day, "measure": "csat", "score": score, "subject": subject}


def test_the_effect_is_the_change_of_satisfaction_with_one_vote_on_each_side():
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=30)
    answers = [answer(f"b{n}", before, 5 if n < 10 else 2) for n in range(40)]
    answers += [answer(f"a{n}", after, 5 if n < 30 else 2) for n in range(40)]
    answers += [answer("a0", DAY, 1), answer("b0", DAY - timedelta(days=9), 1)]  # not their latest ones
    answers += [answer("x", DAY - timedelta(days=181), 5), answer("x", DAY + timedelta(days=180), 5)]  # outside
    answers += [answer("x", after, 5, "Checkout"), answer(None, after, 5), answer(None, after, 1)]
    mapped = {"touchpoint": "Store", "step": "buy", "p": "place", "team": "stores", "asked_as": "shop "}
    store = company(surveys=answers, journey=[mapped], customers=[{"customer_id": "a0", "region": "North"}])
    number = cx.programme.propose(store, "Spare lids", touchpoint="Store", proposed_on=DAY)
    cx.programme.answer(store, number, "adopted", DAY)
    ends = cx.programme.known_on(DAY)
    found = cx.programme.effects(store, ends).iloc[0]
    assert found[["n_before", "n_after", "before", "after"]].tolist() == [40, 42, 0.25, 31 / 42]
    assert tuple(found[["change", "low", "high"]]) == pytest.approx(intervals.difference(31, 42, 10, 40))
    assert found["verdict"] == "better" and found["known_on"] == ends
    early = cx.programme.effects(store, ends - timedelta(days=1)).iloc[0]
    assert early["verdict"] == "too early" and early[["change", "n_after"]].isna().all()
    north = cx.programme.effects(store, ends, region="North").iloc[0]
    assert north[["n_before", "n_after"]].tolist() == [0, 1] and north["verdict"] == "no earlier data"


def test_without_a_touchpoint_or_answers_there_is_no_effect(store):
    for touchpoint in ("", "Moon"):
        number = cx.programme.propose(store, f"at {touchpoint}", touchpoint=touchpoint, proposed_on=DAY)
        cx.programme.answer(store, number, "adopted", DAY)
    cx.programme.propose(store, "new ones have none", touchpoint="Moon")
    found = cx.programme.effects(store, date(2025, 12, 31))
    assert found["verdict"].tolist() == ["no earlier data", "no touchpoint"]
