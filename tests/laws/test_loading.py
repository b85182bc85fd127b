"""Claims about every file there can be: each line is accounted for, and what is told is what the store holds."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cx
from cx.engine import integrity
from cx.loading import load as ingest
from cx.text import formatting
from tests import memory
from tests.examples import examples
from tests.loads import HEADER, orders

QUICK = settings(examples(everyday=30, full=40), suppress_health_check=list(HealthCheck))
FEW = settings(examples(8), suppress_health_check=list(HealthCheck))
CELLS = st.text(st.sampled_from("ab0123.,;-/\" \n\r\t\x00\x1f\ufffdé۱نO#\\'"), max_size=8)
LINES = st.lists(st.one_of(CELLS, st.just("A1,7,2025-01-31,1")), max_size=12)
MAPPING = {name: name for name in ("order_id", "customer_id", "ordered_at", "revenue")}


def counted(body: bytes) -> tuple[int, int, int] | None:
    """Rows read, ready and set aside; None where the answer is a sentence about the file."""
    try:
        seen = ingest.preview(body, "orders", MAPPING)
    except cx.LoadError as error:
        assert "do not add up" not in str(error)
        return None
    return seen.rows_read, seen.rows_ready, seen.rows_quarantined


@QUICK
@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_whatever_the_lines_every_one_is_accounted_for(lines, end):
    counts = counted((HEADER + "\n".join(lines)).replace("\n", end).encode())
    assert counts is None or counts[0] == counts[1] + counts[2]


@QUICK
@given(st.binary(max_size=200))
def test_whatever_the_bytes_the_answer_is_a_receipt_or_a_sentence(body):
    counts = counted(HEADER.encode() + body)
    assert counts is None or counts[0] == counts[1] + counts[2]


@FEW
@given(LINES)
def test_whatever_the_lines_the_receipt_is_what_the_store_holds(lines):
    store, body = memory.empty(), (HEADER + "\n".join(lines)).encode()
    expected = counted(body)
    if expected is not None:
        receipt = store.load("orders", body, MAPPING)
        assert (receipt.rows_read, receipt.rows_loaded, receipt.rows_quarantined) == expected
        assert store.value("select count(*) from orders") == receipt.rows_loaded
        assert len(receipt.problems) == receipt.rows_quarantined
        assert integrity.differences(store) == []
    memory.give_back(store)


@FEW
@given(st.lists(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=6), min_size=1, max_size=20))
def test_the_sum_of_money_is_exact(amounts):
    store = memory.empty()
    body = "".join(f"A{place},7,2025-01-31,{amount}\n" for place, amount in enumerate([Decimal("0.50"), *amounts]))
    store.load("orders", (HEADER + body).encode())
    found = Decimal(store.value("select sum(revenue)::varchar from orders"))
    memory.give_back(store)
    assert found == Decimal("0.50") + sum(amount.quantize(Decimal("0.0001"), ROUND_HALF_UP) for amount in amounts)


@pytest.mark.parametrize("name", ["orders[1].csv", "or*ders.csv", "orders.csv.gz", "orders.parquet"])
def test_a_file_is_read_as_itself_whatever_its_name(store, tmp_path, name):
    (tmp_path / "orders1.csv").write_text("wrong,file\n")
    (tmp_path / name).write_text(HEADER + "A1,7,2025-01-31,1\n")
    assert store.load("orders", tmp_path / name).rows_loaded == 1


@pytest.mark.parametrize("mark", ["::", "a", '"', ""])
def test_a_delimiter_that_cannot_part_cells_is_refused(store, mark):
    with pytest.raises(cx.LoadError, match="is not a valid delimiter"):
        orders(store, HEADER + "A1,7,2025-01-31,1\n", delimiter=mark)


def test_a_sentence_of_a_failed_load_is_told_in_the_language_of_the_person(store, monkeypatch):
    """Every sentence goes through the catalogue as a whole; what is special to the file is filled in afterwards."""
    asked = []

    class Catalogue:
        def gettext(self, text):
            asked.append(text)
            return "«" + text + "»"

    monkeypatch.setattr(formatting, "_catalogue", lambda language: Catalogue())
    for body, more in (
        (b"", {}),
        (b"\x89PNG", {}),
        (b"a,b\nx,y\n", {}),
        (b"customer_id,name\n1,a\n", {}),
        (b"order_id,ordered_at,revenue\nA1,03/04/2025,1\n", {}),
        (b"order_id,ordered_at,revenue\nA1,03/05/12,1\n", {}),
        (b"order_id,ordered_at,revenue\nA1,2025-01-31,1\n", {"encoding": "klingon"}),
        (b"order_id,ordered_at,revenue\nA1,2025-01-31,1\n", {"time_zone": "Mars"}),
        (b"order_id,ordered_at,revenue\nA1,2025-01-31,1\n", {"mapping": {"revenue": "nothing"}}),
    ):
        with pytest.raises(cx.LoadError) as refused:
            store.load("orders", body, name="file-7.csv", **more)
        assert str(refused.value).startswith("«")
    assert not [text for text in asked if "file-7" in text or "Mars" in text or "klingon" in text]
