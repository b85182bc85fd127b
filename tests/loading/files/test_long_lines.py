"""Claims about lines of more than a million characters: set aside with their start, and nothing else is touched."""

import pytest

import cx
from cx.loading.files.cleanup import KEPT, LONGEST

HEAD = "order_id,customer_id,ordered_at,revenue,note\n"
GOOD = "A1,7,2025-01-31,12.50,fine\n"


def loaded(text, encoding="utf-8"):
    store = cx.open_store(":memory:")
    receipt = store.load("orders", text.encode(encoding))
    return receipt, store.rows("select line, revenue from orders order by line").values.tolist()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_line_that_is_too_long_is_set_aside_by_itself(end, place):
    lines = [GOOD.rstrip()] * 3
    lines.insert({"first": 0, "middle": 1, "last": 3}[place], "B1,7,2025-01-31,1," + "x" * 3 * LONGEST)
    receipt, rows = loaded(end.join([HEAD.rstrip(), *lines]))
    (row,) = receipt.problems.itertuples()
    assert (receipt.lines, receipt.rows_read, receipt.rows_loaded) == (5, 4, 3)
    assert "line too long" in row.reason and row.raw.startswith("B1,7,2025-01-31,1,xxx")
    assert f"{3 * LONGEST + 18:,} characters" in row.raw and len(row.raw) < KEPT + 40
    assert [line for line, _ in rows] == [line for line in (2, 3, 4, 5) if line != row.line]
    assert "Lines of more than 1,048,576 characters: 1, excluded" in " ".join(receipt.notes)


@pytest.mark.parametrize("more", [0, 1])
def test_the_longest_line_that_is_read_has_exactly_so_many_characters(more):
    start = "B1,7,2025-01-31,1,"
    receipt, _ = loaded(HEAD + GOOD + start + "x" * (LONGEST - len(start) + more) + "\n" + GOOD)
    assert (receipt.rows_loaded, receipt.rows_quarantined) == (3 - more, more)


def test_letters_of_several_bytes_count_as_one():
    receipt, _ = loaded(HEAD + GOOD + "B1,7,2025-01-31,1," + "ی" * (LONGEST - 100) + "\n" + GOOD)
    assert receipt.rows_loaded == 3


def test_a_long_line_inside_quotes_never_becomes_a_shorter_cell():
    receipt, rows = loaded(HEAD + GOOD + 'B1,7,2025-01-31,1,"a\n' + "x" * 2 * LONGEST + '\nb"\n' + GOOD)
    assert [line for line, _ in rows] == [2, 6]
    assert (receipt.rows_read, receipt.lines) == (3, 6)
    assert receipt.problems["reason"].tolist() == ["line too long; only its beginning is kept"]


def test_a_file_of_one_endless_line_is_refused_in_a_sentence():
    with pytest.raises(cx.LoadError, match="none of the first"):
        loaded("x" * 5 * LONGEST)
    with pytest.raises(cx.LoadError, match="none of the first"):
        loaded("x" * 5 * LONGEST, "utf-16")
