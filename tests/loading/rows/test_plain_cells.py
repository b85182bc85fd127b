"""Claims about cx.proofs: what the bytes of a column prove is what the engine would have found in every cell."""

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.loading.header import cell_macros
from cx.loading.rows import plain_cells, split_file
from cx.loading.values import reading as value_reading
from cx.tables.kinds import KINDS
from tests.examples import examples

ID, MOMENT, NUMBER = (KINDS["orders"][name] for name in ("customer_id", "ordered_at", "cost"))
DAY = KINDS["products"]["launched_on"]


def proven(tmp_path, column, cells, place=1, end="\n", last_end=True, delimiter=","):
    """Whether all of the cells are proven when they stand in a file, as its first, second or third column."""
    rows = [["x1", "e.5", "12"] for _ in cells]
    for row, cell in zip(rows, cells, strict=True):
        row[place] = cell
    text = "a,b,c\n".replace(",", delimiter) + end.join(delimiter.join(row) for row in rows)
    path = tmp_path / "file.csv"
    path.write_bytes((text + (end if last_end else "")).encode())
    to_prove = plain_cells.provable([column], {column.name: place + 1}, odd_ids=False)
    return whole(split_file.cut(path, tmp_path, 1, delimiter, 3, to_prove), column)


def whole(found, column):
    """Whether a column was proven without a doubtful line."""
    return found.proven == {column.name} and not found.doubtful


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last_end", [True, False])
def test_plain_cells_are_proven_in_any_column_and_with_any_line_end(tmp_path, place, end, last_end):
    where = {"place": place, "end": end, "last_end": last_end}
    assert proven(tmp_path, ID, ["7", "", "A12", "E1", "1E5"], **where)
    assert proven(tmp_path, NUMBER, ["1", "2.5", "", "1234.56", "-3"], **where)
    assert proven(tmp_path, MOMENT, ["2024-01-31", "", "1999-12-01"], **where)
    assert proven(tmp_path, MOMENT, ["2024-01-31 10:15:00", "2024-01-31T10:15:00"], **where)
    assert proven(tmp_path, DAY, ["2024-01-31", "2024-01-30"], **where)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *((ID, cell) for cell in ["n/a", "guest", "1042.0", "1.2E12", "1.5e07", "-", "12 ", " 12", "۱۲"]),
        *((NUMBER, cell) for cell in ["1.234", "-1.234", "12.345", "x", "n/a", "5 EUR", "$5", "(5)", "12%", "1_000"]),
        *(
            (MOMENT, cell)
            for cell in [
                "31.01.2024",
                "2024-01-31Z",
                "1870-01-01",
                "2200-01-01",
                "2024-01-31 10:15",
                "20240131",
            ]
        ),
        *((MOMENT, cell) for cell in ["2024-01-31 10:00+01", "2024-01-31x10:15:00", "2024/01/31", "2024-1-031"]),
    ],
)
def test_one_doubtful_cell_among_plain_ones_leaves_its_column_unproven(tmp_path, column, cell, place):
    plain = {ID: "12", NUMBER: "12.50", MOMENT: "2024-01-31"}[column]
    assert proven(tmp_path, column, [plain] * 50, place)
    assert not proven(tmp_path, column, [plain] * 25 + [cell] + [plain] * 25, place)


def test_what_stands_before_a_short_cell_is_not_taken_for_a_part_of_it(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("a,b\n" + "12.5,7\n.5,7\none,7\n1e,7\n")
    for column in (ID, NUMBER):
        to_prove = plain_cells.provable([column], {column.name: 2}, odd_ids=False)
        assert whole(split_file.cut(path, tmp_path, 1, ",", 2, to_prove), column)


def test_lines_of_another_width_prove_nothing_and_refute_nothing(tmp_path):
    path = tmp_path / "file.csv"
    to_prove = plain_cells.provable([NUMBER], {NUMBER.name: 2}, odd_ids=False)
    path.write_text("a,b\n1,2.5\nloose\n1,1.234,x\n1,3\n")
    found = split_file.cut(path, tmp_path, 1, ",", 2, to_prove)
    assert (found.proven, [line for line, _ in found.odd], found.doubtful) == ({NUMBER.name}, [3, 4], [])
    path.write_text("a,b\r\n1,2.5\r\nloose\r\n1,1.234\r\n\r\n1,3\r\n")
    found = split_file.cut(path, tmp_path, 1, ",", 2, to_prove)
    assert (found.odd, found.doubtful) == ([(3, "loose"), (5, "")], [(4, "1,1.234")])
    assert b"".join(part.path.read_bytes() for part in found.parts) == b"1,2.5\r\n,\r\n,\r\n,\r\n1,3\r\n"


def test_a_column_with_more_than_a_few_doubtful_cells_is_left_to_the_engine(tmp_path):
    path = tmp_path / "file.csv"
    to_prove = plain_cells.provable([ID, NUMBER], {ID.name: 1, NUMBER.name: 2}, odd_ids=False)
    path.write_text("a,b\n" + "1,1.234\n" * 3 + "x,3\n" + "1,2.5\n" * 1000)
    found = split_file.cut(path, tmp_path, 1, ",", 2, to_prove)
    assert (found.proven, found.doubtful) == ({ID.name}, [(5, "x,3")])


def test_a_doubtful_cell_far_down_a_file_of_many_pieces_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(split_file, "PARTITION_BYTES", 1 << 10)
    monkeypatch.setattr(split_file, "CHUNK", 1 << 8)
    for place in (0, 1700, 3999):
        cells = ["12"] * 4000
        assert proven(tmp_path, ID, cells)
        cells[place] = "12.0"
        assert not proven(tmp_path, ID, cells)


def test_ids_are_not_proven_where_errors_of_a_spreadsheet_may_be_among_them():
    assert plain_cells.provable([ID, NUMBER], {ID.name: 1, NUMBER.name: 2}, odd_ids=True).keys() == {NUMBER.name}


def spoilt(text):
    """A text, or the same with one or two of its letters changed for others."""
    letters = st.tuples(st.integers(0, len(text) - 1), st.sampled_from("0159-: TZ/+."))
    return st.lists(letters, max_size=2).map(
        lambda changes: "".join(dict(changes).get(place, letter) for place, letter in enumerate(text))
    )


CELLS = {
    ID.name: st.text("0123456789.eEA-gn/", max_size=9)
    | st.from_regex(r"[0-9][.][0-9]{1,2}[eE][0-9]{1,3}", fullmatch=True),
    NUMBER.name: st.text("0123456789.eE+- $_", max_size=8) | st.integers(0, 10**6).map(lambda cents: str(cents / 100)),
    MOMENT.name: spoilt("2021-11-09 10:15:09") | spoilt("1959-11-09T10:15:09") | spoilt("2021-11-09"),
}


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect() as connection:
        cell_macros.use(connection)
        yield connection


@examples(everyday=75, full=400)
@given(st.data())
@pytest.mark.parametrize("column", [ID, NUMBER, MOMENT], ids=lambda column: column.name)
def test_a_proven_cell_has_the_value_that_the_engine_gives_it_under_its_strict_conditions(engine, column, data):
    cell = data.draw(CELLS[column.name].map(str.strip))
    margin = b"\n" * plain_cells.PAD
    around = np.frombuffer(margin + f"a,{cell},b\n".encode() + margin, dtype=np.uint8)
    block = plain_cells.Block(around, np.array([[2], [3 + len(cell)], [5 + len(cell)]]), np.array([0]))
    proof = plain_cells.provable([column], {column.name: 2}, odd_ids=False)
    _, doubtful = plain_cells.holding(proof, {column.name}, block)
    if not doubtful.any():
        strict, quick = (
            value_reading.typed(column, value_reading.Readings(), True, False, known) for known in (False, True)
        )
        query = f"select {strict}, {quick} from (select nullif($cell, '') as {column.name})"
        ((one, other),) = engine.execute(query, {"cell": cell}).fetchall()
        assert one == other


@examples(everyday=75, full=400)
@given(st.data())
@pytest.mark.parametrize("column", [ID, NUMBER, MOMENT], ids=lambda column: column.name)
def test_what_is_read_at_a_first_look_is_the_same_after_a_closer_one(engine, column, data):
    cell = data.draw(CELLS[column.name].map(str.strip).filter(bool))
    closer = value_reading.Readings(decimal={NUMBER.name: "."}, careful={NUMBER.name, MOMENT.name})
    strict, careful = (
        value_reading.typed(column, value_reading.Readings(), strict=True),
        value_reading.typed(column, closer),
    )
    query = f"select {strict}, {careful} from (select $cell as {column.name})"
    ((first, second),) = engine.execute(query, {"cell": cell}).fetchall()
    assert first in (None, second)
