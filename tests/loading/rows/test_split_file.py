"""Claims about cx.pieces: whatever the lines are, each is told as it stands in the file, and each keeps its place."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx.loading.rows import split_file
from tests.examples import examples

LINES = st.lists(
    st.text("a1 ,", max_size=8) | st.sampled_from(["a,b,1", "a,,", " a,b,c", "a,b ,c", "a,b,c "]), max_size=40
)


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(split_file, "PARTITION_BYTES", 40)
    monkeypatch.setattr(split_file, "CHUNK", 16)


@settings(examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(0, 1))
def test_lines_of_another_width_are_taken_out_and_the_others_stay_where_they_were(
    tmp_path, small, lines, end, last_end, skip
):
    lines = ["h,h,h"] * skip + lines
    text = end.join(lines) + (end if last_end and lines else "")
    lines = text.split(end)[: -1 if text.endswith(end) or not text else None][skip:]
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode())
    found = split_file.cut(path, tmp_path, skip, ",", 3, {})
    sound = [line.count(",") == 2 for line in lines]
    kept = b"".join(part.path.read_bytes() for part in found.parts).decode()
    rows = [line if fits else ",," for line, fits in zip(lines, sound, strict=True)]
    assert found.lines == len(lines)
    assert found.odd == [
        (place, line) for place, (line, fits) in enumerate(zip(lines, sound, strict=True), skip + 1) if not fits
    ]
    assert kept == end.join(rows) + (end if rows and text.endswith(end) else "")
    assert found.spaced == any(cell != cell.strip() for line in lines for cell in line.split(","))


def test_a_file_that_becomes_shorter_while_it_is_cut_ends_early(tmp_path, small, monkeypatch):
    path = tmp_path / "file.csv"
    path.write_text("a,b,c\n" * 100)
    spans = list(split_file._spans(path, 0))
    path.write_text("a,b,c\n" * 10)
    monkeypatch.setattr(split_file, "_spans", lambda *_: spans)
    assert split_file.cut(path, tmp_path, 0, ",", 3, {}).lines <= 10
