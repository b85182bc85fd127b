"""Claims about temporary folders: none stays, not even that of a process that was killed, and none in use is swept."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import cx
from cx.loading.files import temp_folder


@pytest.fixture
def parent(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def aged(place):
    long_ago = time.time() - 2 * temp_folder.LEFT_ALONE
    os.utime(place, (long_ago, long_ago))


def test_a_load_leaves_no_folder_whether_it_is_read_or_refused(parent):
    store = cx.open_store(":memory:")
    store.load("orders", b"order_id,ordered_at,revenue\nA1,2025-01-31,12.50\n")
    with pytest.raises(cx.LoadError):
        store.load("orders", b"\x89PNG....")
    cx.loading.load.preview(b"order_id,ordered_at,revenue\nA1,2025-01-31,12.50\n")
    assert not list(parent.iterdir())


def test_the_folder_of_a_killed_process_is_swept_by_the_next(parent):
    script = (
        "import os\nfrom cx.loading.files import temp_folder as scratch\nwith scratch.folder() as place:\n    (place /"
        " 'given').write_text('x')\n    os._exit(9)"
    )
    env = os.environ | {"TMPDIR": str(parent)}
    subprocess.run([sys.executable, "-c", script], env=env, cwd=Path(__file__).parents[3], check=False)
    (left,) = parent.iterdir()
    with temp_folder.folder():
        assert left.exists(), "a young folder may be one that is just being made"
    aged(left)
    with temp_folder.folder():
        assert not left.exists()


def test_an_old_folder_in_use_and_one_of_another_name_stay(parent):
    other = parent / "other"
    other.mkdir()
    aged(other)
    with temp_folder.folder() as used:
        aged(used)
        with temp_folder.folder():
            assert used.exists() and other.exists()
    assert [place.name for place in parent.iterdir()] == ["other"]
