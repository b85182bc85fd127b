"""Claims about customers who told others: "referred" with step "advocate" is loaded as "recommended", and told."""

import pytest

from cx.loading import load, retry
from cx.loading.rows import fast_path
from cx.loading.rows.edits import Decisions
from tests import memory

ROWS = """person_id,occurred_at,step,kind,referrer_id
a,2025-01-31,advocate,referred,
b,2025-01-31,aware,referred,a
c,2025-01-31,,Referral,
d,2025-01-31,advocate,Referral,
e,2025-01-31,advocate,recommended,
f,2025-02-30,advocate,referred,
"""
NOTE = (
    "kind: 2 rows with “referred” and step “advocate”, read as “recommended”: this customer recommended the company"
    " to others."
)


@pytest.mark.parametrize("least", [0, 1 << 60])
def test_who_told_others_recommended_on_both_ways(monkeypatch, least):
    monkeypatch.setattr(fast_path, "LEAST_LINES", least)
    store = memory.empty()
    receipt = store.load("touchpoints", ROWS.encode())
    assert (receipt.rows_read, receipt.rows_loaded, receipt.rows_quarantined) == (6, 5, 1)
    assert NOTE in receipt.notes
    kinds = store.rows("select person_id, kind, referrer_id from touchpoints order by line").astype(object)
    assert kinds.where(kinds.notna(), None).values.tolist() == [
        ["a", "recommended", None], ["b", "referred", "a"], ["c", "referred", None],
        ["d", "recommended", None], ["e", "recommended", None],
    ]  # fmt: skip
    again = retry.retry(store, receipt.upload_id, Decisions(edits={7: {"occurred_at": "2025-02-28"}}))
    assert again.rows_quarantined == 0 and NOTE in again.notes
    assert store.value("select kind from touchpoints where person_id = 'f'") == "recommended"


def test_a_preview_shows_and_tells_it():
    seen = load.preview(ROWS.encode())
    assert NOTE in seen.notes and seen.ready.kind.tolist().count("recommended") == 3


def test_a_file_without_steps_or_of_another_kind_tells_nothing():
    plain = memory.empty().load("touchpoints", b"person_id,occurred_at,kind\na,2025-01-31,referred\n")
    assert not [note for note in plain.notes if "recommended" in note]


def test_a_load_leaves_the_rows_of_others_alone():
    store = memory.empty()
    store.load("touchpoints", b"person_id,occurred_at,step,kind\na,2025-01-31,advocate,referred\n")
    receipt = store.load("touchpoints", b"person_id,occurred_at,step,kind\nb,2025-01-31,aware,referred\n")
    assert not [note for note in receipt.notes if "recommended" in note]
    assert store.rows("select kind from touchpoints order by line, upload_id").kind.tolist() == [
        "recommended",
        "referred",
    ]


@pytest.mark.parametrize("least", [0, 1 << 60])
def test_steps_are_read_whatever_their_case_and_those_of_no_journey_are_told(monkeypatch, least):
    monkeypatch.setattr(fast_path, "LEAST_LINES", least)
    store = memory.empty()
    steps = ["Advocate", " ADVOCATE ", "Aware", "Consideration", "PURCHASE", "Retention", "Demo", "", "return"]
    rows = "".join(f"p{place},2025-01-31,{step},Referred\n" for place, step in enumerate(steps))
    receipt = store.load("touchpoints", f"person_id,occurred_at,step,kind\n{rows}".encode())
    assert (receipt.rows_read, receipt.rows_loaded) == (9, 9)
    found = store.rows("select coalesce(step, '') as step, kind from touchpoints order by line")
    read = ["advocate", "advocate", "aware", "consider", "buy", "Retention", "Demo", "", "return"]
    assert found.step.tolist() == read
    assert found.kind.tolist() == ["recommended"] * 2 + ["referred"] * 7
    assert NOTE in receipt.notes
    told = "step: 2 rows with an unknown step (Demo, Retention), kept as written."
    assert [note for note in receipt.notes if note.startswith(told)]
