"""Claims about scores of competitors and touchpoints of the journey: their words are read, whatever their case."""

from cx.loading import load
from tests import memory


def test_a_source_of_another_name_is_kept_as_written():
    store = memory.empty()
    cells = ["Customer", "customers", "Employees", "STAFF", "Mystery shopper", "Trustpilot", "https://a.example/b", ""]
    rows = "".join(f"A,Price,{place + 1},{cell}\n" for place, cell in enumerate(cells))
    receipt = store.load("competitors", f"company,attribute,score,source\n{rows}".encode())
    assert (receipt.rows_read, receipt.rows_loaded) == (8, 8)
    found = store.rows("select coalesce(source, '') as source from competitors order by line").source.tolist()
    assert found == ["customers"] * 2 + ["staff"] * 2 + ["mystery", "Trustpilot", "https://a.example/b", ""]


def test_a_p_and_a_step_are_read_whatever_their_case():
    store = memory.empty()
    cells = [("Awareness", "promo"), ("BUY", "Promotion "), ("use", "Products"), ("loyalty", "price"), ("use", "panda")]
    rows = "".join(f"T{place},{step},{p},support\n" for place, (step, p) in enumerate(cells))
    receipt = store.load("journey", f"touchpoint,step,p,team\n{rows}".encode())
    found = store.rows("select step, p from journey order by line").values.tolist()
    assert found == [["aware", "promotion"], ["buy", "promotion"], ["use", "product"]]
    assert receipt.problems.line.tolist() == [5, 6]


JOURNEY = "touchpoint,step,p,team\nShop,buy,place,sales\nWebsite,buy,place,sales\n"


def test_a_touchpoint_that_is_there_twice_is_told_and_comes_in():
    store = memory.empty()
    first = store.load("journey", f"{JOURNEY}shop,use,place,sales\nShop,use,place,support\n".encode())
    assert first.rows_loaded == 4
    assert [note for note in first.notes if note.startswith(("touchpoint", "team"))] == [
        "touchpoint: 2 rows with the name of an earlier row of the file, kept as rows of their own; of each touchpoint"
        " the first row counts.",
        "team: two teams for Shop (sales, support); the team of its first row counts.",
    ]
    newer = b"touchpoint,step,p,team\nWebsite,buy,place,sales\nPhone,use,people,support\n"
    earlier = "This map replaces the one of before, which stays as a version: use it again, or undo this load."
    seen = load.preview(newer, store=store)
    second = store.load("journey", newer)
    assert (seen.rows_ready, second.rows_loaded) == (2, 2)
    assert earlier in seen.notes and earlier in second.notes and earlier not in first.notes
    assert earlier not in load.preview(newer, store=store, instead=True).notes


def test_a_rule_of_an_unknown_source_and_a_subject_nobody_answered_are_told_and_come_in():
    rules = ["contacts:served@Store; Tickets:*", "Display ads;Social", "Bestellungen:Web", "orders:Web;mails:*", ""]
    rows = "".join(f'T{place},buy,place,sales,"{rule}",Subject {place}\n' for place, rule in enumerate(rules))
    journey = f"touchpoint,step,p,team,met_by,asked_as\n{rows}".encode()
    store = memory.empty()
    first = store.load("journey", journey)
    unknown = "met_by: 2 rows with a rule that begins with none of orders:, contacts:, tickets:"
    assert first.rows_loaded == 5
    assert f"{unknown} (Bestellungen:Web, mails:*), kept as written." in first.notes
    assert not [note for note in first.notes if note.startswith("asked_as")]  # nobody was asked yet
    answers = b"answered_at,measure,subject,score\n2025-01-31,csat, SUBJECT 1,4\n2025-01-31,csat,Subject 2,4\n"
    store.load("surveys", answers)
    store.undo(first.upload_id)
    again = store.load("journey", journey)
    told = (
        "asked_as: 3 rows with a subject that no survey answer has (Subject 0, Subject 3, Subject 4), kept as written."
    )
    assert told in again.notes


def test_scores_of_another_scale_than_those_before_and_scores_below_zero_are_warned_of():
    def scores(highest):
        rows = "".join(f"A,Price,{place % highest + 1}\n" for place in range(30))
        return f"company,attribute,score\n{rows}".encode()

    store = memory.empty()
    told = (
        "score: up to 5 in this file, up to 10 in those loaded before; scores of different scales cannot be compared."
    )
    assert not [note for note in store.load("competitors", scores(10)).notes if note.startswith("score")]
    assert not [note for note in store.load("competitors", scores(9)).notes if note.startswith("score")]
    assert [note for note in store.load("competitors", scores(5)).notes if note.startswith(told)]
    below = store.load("competitors", b"company,attribute,score,importance\nA,Price,-1,-2\n")
    assert [note[:20] for note in below.notes if "below zero" in note] == [
        "score: 1 row below z",
        "importance: 1 row be",
    ]
