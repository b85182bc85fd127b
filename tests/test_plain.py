"""Claims about the quick way of reading: the same answer as the careful one, and taken only where it is right."""

import random

import pytest

import cx
from cx import plain

HEAD = "order_id,customer_id,ordered_at,revenue,cost\n"


def answer(body, **more):
    """Whether the quick way was taken, the receipt, the rows and the quarantine."""
    taken = []
    whole = plain.counted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "counted", lambda *given: taken.append(1) or whole(*given))
        store = cx.open_store(":memory:")
        receipt = store.load("orders", body, **more)
    rows = (
        store.rows("select *, ordered_at::varchar as at from orders order by line")
        .astype(str)
        .values.tolist()
    )
    aside = store.quarantine()[["line", "column", "value", "reason", "raw"]].astype(str).values.tolist()
    told = (receipt.lines, receipt.rows_read, receipt.blank_lines, receipt.notes)
    store.close()
    return bool(taken), (told, rows, aside)


def both(monkeypatch, body, **more):
    """Whether the quick way was taken; both ways gave the same."""
    monkeypatch.setattr(plain, "LEAST_LINES", 1 << 60)
    _, slow = answer(body, **more)
    monkeypatch.setattr(plain, "LEAST_LINES", 0)
    taken, quick = answer(body, **more)
    assert quick == slow
    return taken


ROWS = "A1,7,2025-01-31,12.50,1\nA2,,2025-02-01 10:00:00,3,\nA2,,2025-02-01 10:00:00,3,\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_plain_lines_go_the_quick_way(monkeypatch, end):
    assert both(monkeypatch, (HEAD + ROWS).replace("\n", end).encode())
    assert both(monkeypatch, ("Report,,,,\n" + HEAD + ROWS).replace("\n", end).encode())
    assert both(monkeypatch, (HEAD + ROWS).replace("\n", end).removesuffix(end).encode())


def test_values_that_ask_for_a_closer_look_are_read_as_ever(monkeypatch):
    body = (
        HEAD
        + ROWS
        + "A3,9,۱۴۰۳/۰۵/۱۲,1.234,1\nA4,9,x,5,two\n#N/A,9,2025-01-01,5,1\n,9,2025-01-01,5,1\nA5,مشتري,2025-01-01,5.123,1\n"
    )
    assert both(monkeypatch, body.encode())
    assert both(monkeypatch, (HEAD + "A1,7,13/04/2024,1,1\nA2,7,03/04/2024,1,1\n").encode())


@pytest.mark.parametrize(
    "line",
    [
        "",
        ",,,,",
        " ",
        'A9,"7",2025-01-01,5,1',
        "A9,7,2025-01-01,5",
        ",A9,7,2025-01-01,5,",
        "A9,7,2025-01-01,5,1,",
        "A9\t,7,2025-01-01,5,1",
        "A\x009,7,2025-01-01,5,1",
        "'=A9,7,2025-01-01,5,1",
    ],
)
def test_what_is_not_plain_goes_the_careful_way(monkeypatch, line):
    assert not both(monkeypatch, (HEAD + ROWS + line + "\n" + ROWS).encode())


def test_lines_too_long_and_blank_ones_that_make_up_for_each_other_are_seen(monkeypatch):
    """Four rows of one cell too many, a blank line: as many delimiters and as many rows as in a sound file but one."""
    assert not both(monkeypatch, (HEAD + ROWS + ",A9,7,2025-01-01,5,\n" * 4 + "\n").encode())
    assert not both(monkeypatch, (HEAD + ROWS + "A9,7,2025-01-01,5,1,\nA9,7,2025-01-01,5\n").encode())


def test_any_mixture_of_lines_gives_the_same_both_ways(monkeypatch):
    pieces = [
        "A1",
        "7",
        "",
        "2025-01-31",
        "12.5",
        "x",
        " ",
        "1e3",
        "-4",
        "2025-01-31 10:00:00",
        "1,5",
        "#",
        "٣",
    ]
    for case in range(25):
        chance = random.Random(case)
        lines = [",".join(chance.choice(pieces) for _ in range(5)) for _ in range(chance.randint(1, 6))]
        good = chance.choice(["A1,7,2025-01-31,1,1", "A1,7,2025-01-31,1.25,"])
        both(monkeypatch, (HEAD + "\n".join([good, *lines, good])).encode())
