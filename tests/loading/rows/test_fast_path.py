"""Claims about the quick way of reading: the same answer as the careful one, and taken only where it is right."""

import random
from datetime import date

import duckdb
import pytest

import cx
from cx.loading.rows import checks as row_checks
from cx.loading.rows import fast_path, fast_rows, split_file
from cx.loading.rows.edits import Decisions
from tests import memory
from tests.examples import cases

HEAD = "order_id,customer_id,ordered_at,revenue,cost\n"


def answer(body, **more):
    """Whether the quick way was taken, the receipt, the rows and the quarantine."""
    taken = []
    whole = fast_rows.repeated
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_rows, "repeated", lambda *given: taken.append(1) or whole(*given))
        store = memory.empty()
        receipt = store.load("orders", body, **more)
    rows = (
        store.rows("select * exclude (upload_id), ordered_at::varchar as at from orders order by line")
        .astype(str)
        .values.tolist()
    )
    aside = store.quarantine()[["line", "column", "value", "reason", "raw"]].astype(str).values.tolist()
    told = (receipt.lines, receipt.rows_read, receipt.blank_lines, receipt.notes)
    memory.give_back(store)
    return bool(taken), (told, rows, aside)


def both(monkeypatch, body, **more):
    """Whether the quick way was taken; both ways gave the same."""
    monkeypatch.setattr(fast_path, "LEAST_LINES", 1 << 60)
    _, slow = answer(body, **more)
    monkeypatch.setattr(fast_path, "LEAST_LINES", 0)
    taken, quick = answer(body, **more)
    assert quick == slow
    return taken


ROWS = "A1,7,2025-01-31,12.50,1\nA2,,2025-02-01 10:00:00,3,\nA2,,2025-02-01 10:00:00,3,\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_plain_lines_go_the_quick_way(monkeypatch, end):
    assert both(monkeypatch, (HEAD + ROWS).replace("\n", end).encode())
    assert both(monkeypatch, ("Report,,,,\n" + HEAD + ROWS).replace("\n", end).encode())
    assert both(monkeypatch, (HEAD + ROWS).replace("\n", end).removesuffix(end).encode())


def test_rows_that_are_not_wanted_are_set_aside_on_the_quick_way_too(monkeypatch):
    body = HEAD + ROWS + "A3,9,2031-01-01,5,1\nA4,9,1970-01-01,5,1\nA5,9,2025-01-01,-5,1\nA6,9,2025-01-01,0,1\n"
    names = ("future", "guests", "placeholder", "returns", "zero")
    for aside in (names, names[:1]):
        decided = Decisions(aside=aside, today=date(2026, 1, 1))
        assert both(monkeypatch, body.encode(), decisions=decided)
    _, (_, rows, aside) = answer(body.encode(), decisions=Decisions(aside=names, today=date(2026, 1, 1)))
    assert (len(rows), [line[0] for line in aside]) == (1, ["3", "4", "5", "6", "7", "8"])
    decided = Decisions(aside=("same row",))
    assert not both(monkeypatch, body.encode(), decisions=decided)


@pytest.mark.parametrize(
    "cell",
    [
        "1.2345678901234568e+18",
        "1.23E12",
        "1.2345E123",
        "1E12",
        "7e5",
        "1.5E7",
        "'7654321",
        "guest",
        "\u200b42",
        "42\u00ad",
    ],
)
def test_an_odd_id_among_many_is_the_same_in_both_ways(monkeypatch, cell):
    for day in ("2025-01-31", "31.01.2025"):
        others = "".join(f"A{place},C{place},{day},5,1\n" for place in range(100))
        assert both(monkeypatch, f"{HEAD}{others}A100,{cell},{day},5,1\n".encode())


def test_values_that_ask_for_a_closer_look_are_read_as_ever(monkeypatch):
    body = (
        HEAD
        + ROWS
        + "A3,9,۱۴۰۳/۰۵/۱۲,1.234,1\nA4,9,x,5,two\n#N/A,9,2025-01-01,5,1\n,9,2025-01-01,5,1\n"
        + "A5,مشتري,2025-01-01,5.123,1\n"
    )
    assert both(monkeypatch, body.encode())
    assert both(monkeypatch, (HEAD + "A1,7,13/04/2024,1,1\nA2,7,03/04/2024,1,1\n").encode())


@pytest.mark.parametrize(
    "line",
    [
        "",
        ",,,,",
        " ",
        " , , ,, ",
        "A9,7,2025-01-01,5",
        ",A9,7,2025-01-01,5,",
        "A9,7,2025-01-01,5,1,",
        "loose",
        ",,,",
        ",,,,,",
    ],
)
def test_a_line_that_is_blank_or_of_another_width_is_taken_out_by_itself(monkeypatch, line):
    assert both(monkeypatch, (HEAD + line + "\n" + ROWS + line + "\n" + ROWS).encode())


def test_lines_taken_out_keep_the_line_ends_of_the_file(monkeypatch):
    for end in ("\n", "\r\n"):
        assert both(monkeypatch, (HEAD + ROWS + "\nloose\n,,,,\n" + ROWS + "loose").replace("\n", end).encode())


@pytest.mark.parametrize("line", ['A9,"7",2025-01-01,5,1', "A\x009,7,2025-01-01,5,1"])
def test_quotes_and_bytes_that_are_no_text_go_the_careful_way(monkeypatch, line):
    assert not both(monkeypatch, (HEAD + ROWS + line + "\n" + ROWS).encode())


@pytest.mark.parametrize("odd", ["A9\t", "'=A9", "\u00a0A9", "A9\u200f", "\ufeffA9", "می\u200cخرم", "A9’"])
def test_what_surrounds_a_value_is_taken_away_on_the_quick_way_too(monkeypatch, odd):
    assert both(monkeypatch, (HEAD + ROWS + f"{odd},7,2025-01-01,5,1\n" + ROWS).encode())


def test_too_many_lines_of_another_width_go_the_careful_way(monkeypatch):
    monkeypatch.setattr(split_file, "MOST_ODD", 3)
    assert both(monkeypatch, (HEAD + ROWS + "loose\n" * 3).encode())
    assert not both(monkeypatch, (HEAD + ROWS + "loose\n" * 4).encode())


def test_lines_too_long_and_blank_ones_that_make_up_for_each_other_are_seen(monkeypatch):
    """Four rows of one cell too many, a blank line: as many delimiters and as many rows as in a sound file but one."""
    assert both(monkeypatch, (HEAD + ROWS + ",A9,7,2025-01-01,5,\n" * 4 + "\n").encode())
    assert both(monkeypatch, (HEAD + ROWS + "A9,7,2025-01-01,5,1,\nA9,7,2025-01-01,5\n").encode())


def test_many_partitions_keep_every_line_in_its_place(monkeypatch):
    monkeypatch.setattr(split_file, "PARTITION_BYTES", 200)
    monkeypatch.setattr(split_file, "CHUNK", 64)
    for case in cases(everyday=2, full=8):
        chance = random.Random(case)
        lines = [
            f"A{place},{place % 7},2025-01-{place % 28 + 1:02d},{place}.{place % 90 + 10},1" for place in range(300)
        ]
        for place in chance.sample(range(300), 12):
            lines[place] = chance.choice(
                [
                    "",
                    "loose",
                    lines[place] + ",",
                    "x" * 90,
                    lines[place].replace("2025", "2o25"),
                    lines[place - 1],
                    " " + lines[place],
                ]
            )
        assert both(monkeypatch, (HEAD + "\n".join(lines)).encode())


def test_a_decimal_comma_among_plain_points_is_decided_from_all_rows(monkeypatch):
    points = "".join(f"A{place},7,2025-01-31,{place}.5,1\n" for place in range(40))
    commas = "".join(f"B{place};7;2025-01-31;{place},5;1\n" for place in range(3))
    head, points = HEAD.replace(",", ";"), points.replace(",", ";")
    monkeypatch.setattr(fast_path, "MOST_OTHERS", 1)
    assert both(monkeypatch, (head + points + commas).encode())
    assert both(monkeypatch, (head + points + commas * 20).encode())
    monkeypatch.setattr(fast_path, "MOST_OTHERS", 0)
    assert both(monkeypatch, (head + points + commas * 20).encode())
    assert both(monkeypatch, (head + commas * 20).encode())


def test_nothing_is_joined_while_rows_are_read_or_they_would_leave_in_another_order_than_their_lines(
    monkeypatch,
):
    plans, fill = [], fast_rows.insert

    def explained(cursor, task, rows):
        plan = cursor.execute(f"explain select * from ({rows}) where {row_checks.sound(task)}").fetchall()
        plans.append(plan[0][1].lower())
        return fill(cursor, task, rows)

    monkeypatch.setattr(fast_path, "LEAST_LINES", 0)
    monkeypatch.setattr(fast_rows, "insert", explained)
    answer((HEAD + ROWS).encode())
    assert "csv" in plans[0]
    assert "join" not in plans[0]


def test_lines_that_were_mixed_up_while_reading_are_read_anew(monkeypatch):
    monkeypatch.setattr(fast_rows, "mixed_up", lambda *given: 1)
    assert not both(monkeypatch, (HEAD + ROWS).encode())


def test_rows_of_other_lines_than_those_counted_are_never_kept(monkeypatch):
    whole = fast_rows.rows

    def twice(*given, **more):
        return f"{whole(*given, **more)} union all {whole(*given, **more)}"

    monkeypatch.setattr(fast_rows, "rows", twice)
    assert not both(monkeypatch, (HEAD + ROWS).encode())


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
    for case in cases(everyday=4, full=16):
        chance = random.Random(case)
        lines = [",".join(chance.choice(pieces) for _ in range(5)) for _ in range(chance.randint(1, 6))]
        good = chance.choice(["A1,7,2025-01-31,1,1", "A1,7,2025-01-31,1.25,"])
        both(monkeypatch, (HEAD + "\n".join([good, *lines, good])).encode())


def test_months_that_can_be_read_in_two_ways_are_asked_for_on_either_way(monkeypatch):
    body = b"month,amount,kind\n" + b"2024-01-01,5,fixed\n" * 40 + b"03/04/2024,5,fixed\n"
    for least in (1 << 60, 0):
        monkeypatch.setattr(fast_path, "LEAST_LINES", least)
        with pytest.raises(cx.LoadError, match="day first or month first"):
            memory.empty().load("costs", body)


def test_a_mended_id_is_looked_at_though_the_file_held_no_error(monkeypatch):
    store = memory.empty()
    first = store.load("orders", (HEAD + ",7,2025-01-31,12.50,1\n").encode())
    after = store.retry(first.upload_id, decisions=cx.loading.rows.edits.Decisions(edits={2: {"order_id": "#N/A"}}))
    assert after.rows_loaded == 0


def test_a_load_that_fails_leaves_the_order_of_rows_as_it_was(monkeypatch):
    monkeypatch.setattr(fast_path, "LEAST_LINES", 0)
    monkeypatch.setattr(fast_rows.checks, "order_number", lambda task: ["no_such_column"])
    store = memory.empty()
    with pytest.raises(duckdb.BinderException):
        store.load("orders", (HEAD + ROWS).encode())
    assert store.value("select current_setting('preserve_insertion_order')")


@pytest.mark.parametrize("word", ["NULL", "n/a", "-", "None", "(blank)"])
def test_a_word_for_a_missing_value_is_no_id_on_the_quick_way_either(monkeypatch, word):
    """It was: a large file without a # made a customer called NULL, to whom all such orders belonged."""
    assert both(monkeypatch, (HEAD + ROWS + f"A9,{word},2025-01-31,5,1\n").encode())
    assert (
        answer((HEAD + f"A9,{word},2025-01-31,5,1\n").encode())[1][2][0][3]
        == "customer_id is a placeholder for a missing value"
    )


@pytest.mark.parametrize(
    "cell",
    [
        "1,250.00",
        "12O5",
        "1.2.3",
        "99999999999999999",
        "1e3",
        "--5",
        "1 5",
        "0x10",
        "1_0",
        "1.23456",
        "-0.00005",
        "1.00005",
    ],
)
def test_a_number_that_only_looks_like_one_is_read_or_set_aside_as_ever(monkeypatch, cell):
    others = "".join(f"A{place};7;2025-01-31;{place}.5;1\n" for place in range(300))
    rows = f"B;7;2025-01-31;{cell};1\nC;7;2025-01-31;5;{cell}\n"
    assert both(monkeypatch, (HEAD.replace(",", ";") + others + rows + others).encode())


def test_a_file_is_read_anew_where_the_engine_finds_that_a_proven_number_is_none(monkeypatch):
    ways, whole = [], fast_rows.insert
    monkeypatch.setattr(fast_path, "LEAST_LINES", 0)
    monkeypatch.setattr(
        fast_rows, "insert", lambda cursor, task, rows: ways.append(task.proven) or whole(cursor, task, rows)
    )
    others = "".join(f"A{place},7,2025-01-31,{place}.5,1\n" for place in range(300))
    store = memory.empty()
    receipt = store.load("orders", (HEAD + others + "B1,7,2025-01-31,1O5,1\n").encode())
    assert ways == [{"order_id", "customer_id", "ordered_at", "revenue", "cost"}, frozenset()]
    assert (receipt.rows_loaded, receipt.problems[["line", "column", "value"]].values.tolist()) == (
        300,
        [[302, "revenue", "1O5"]],
    )
    memory.give_back(store)


def test_a_number_may_share_its_cells_with_an_id(monkeypatch):
    body = "number,day,who\n" + "".join(f"{place}.5,2025-01-31,7\n" for place in range(300))
    mapping = {
        "order_id": "number",
        "ordered_at": "day",
        "revenue": "number",
        "quantity": "number",
        "customer_id": "who",
    }
    assert both(monkeypatch, body.encode(), mapping=mapping)


@pytest.mark.parametrize(
    ("cell", "end", "mark"),
    [
        ("", "\n", ","),
        ("", "\r\n", ";"),
        ("n/a", "\n", ","),
        ("1.234", "\n", ","),
        ("1.234", "\r\n", ";"),
        ("12.0", "\n", ","),
        ("31.12.2024", "\r\n", ";"),
        ("2024-12-31 10:00+02", "\n", ","),
        ("۱۲", "\r\n", ";"),
        ("x", "\n", ","),
        ("1_2", "\r\n", ";"),
    ],
)
def test_a_doubtful_cell_in_a_thousand_lines_is_read_or_set_aside_as_ever(monkeypatch, cell, end, mark):
    rows = [["A1", "7", "2025-01-31 10:00:00", "3.50", "1"] for _ in range(3000)]
    for place in range(5):
        rows[500 * place + 7] = [*rows[0][:place], cell, *rows[0][place + 1 :]]
    body = HEAD.replace("\n", end) + "".join(",".join(row) + end for row in rows)
    assert both(monkeypatch, body.replace(",", mark).encode())


def test_a_column_that_is_read_and_not_kept_may_be_in_the_file(monkeypatch):
    names = ("order_id", "customer_id", "ordered_at", "quantity", "unit_price", "revenue")
    body = ",".join(names) + "\n" + "A1,7,2025-01-31,2,1.5,3\n" * 2
    assert both(monkeypatch, body.encode(), mapping={name: name for name in names})
