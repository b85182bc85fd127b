"""Renewal of a demo store: today's takes its place, the old file stays, a company's own data are left alone."""

import subprocess
import sys
from threading import Timer

import pytest

import cx
from cx.errors import StoreBusyError, StoreError
from data import demo, renewal
from tests import demos


@pytest.fixture
def old(path):
    return demos.old(path)


@pytest.fixture
def new(path, monkeypatch):
    monkeypatch.setattr(demo, "make", demos.make)
    return renewal.make_beside(path)


def test_the_demo_as_it_is_made_says_its_version_and_which_loads_are_its_own(demo_store, tmp_path):
    copy = tmp_path / "demo.duckdb"
    copy.write_bytes(demo_store.read_bytes())
    store = cx.open_store(copy)
    assert (renewal.version(store), renewal.is_outdated(store), renewal.own_imports(store)) == (demo.VERSION, False, 0)
    store.load("products", b"product_id\nMINE\n")
    assert renewal.own_imports(store) == 1
    store.undo(int(store.uploads()["upload_id"].max()))
    assert renewal.own_imports(store) == 0
    store.close()


@pytest.mark.parametrize("stored, outdated", [("", True), ("1", True), (str(demo.VERSION), False), ("999", False)])
def test_an_earlier_version_or_none_is_outdated_but_a_later_is_not(old, stored, outdated):
    store = cx.open_store(old)
    if stored:
        store.set("demo_version", stored)
    assert renewal.is_outdated(store) == outdated
    store.close()


def test_own_data_are_never_outdated_even_where_they_took_the_place_of_a_demo(old):
    store = cx.open_store(old)
    store.set("demo_version", "1")
    store.load("products", b"product_id\nMINE\n", instead=True)
    assert not renewal.is_outdated(store)
    store.close()
    with pytest.raises(StoreError, match="holds no demo company"):
        renewal.swap(old, old.with_name("never.duckdb"))
    assert demos.products(old) == {"MINE"}


def test_the_new_demo_takes_the_place_and_the_old_is_kept_under_its_version_and_day(old, new):
    store = cx.open_store(old)
    made = store.value("select min(loaded_at) from uploads")
    before = demos.products(old)
    store.close()
    kept = renewal.swap(old, new)
    assert kept.name == f"cx.demo-1-made-{made:%Y-%m-%d}.duckdb"
    assert (demos.products(old), demos.products(kept)) == ({"NEW"}, before)
    assert sorted(file.name for file in old.parent.iterdir()) == sorted([old.name, kept.name])


def test_a_kept_file_is_never_overwritten(old, path, monkeypatch):
    monkeypatch.setattr(demo, "make", demos.make)
    first = renewal.swap(path, renewal.make_beside(path))
    before = first.read_bytes()
    path.unlink()
    second = renewal.swap(demos.old(path), renewal.make_beside(path))
    assert second.name == f"{first.stem}-2.duckdb"
    assert first.read_bytes() == before


def test_a_link_to_the_file_stays_a_link(old, new, tmp_path):
    link = tmp_path / "link.duckdb"
    link.symlink_to(old)
    kept = renewal.swap(link, new)
    assert link.is_symlink() and kept.parent == old.parent
    assert demos.products(link) == {"NEW"}


def test_a_file_that_another_process_has_open_is_told_and_left(old, new):
    hold = f"import duckdb, sys; c = duckdb.connect({str(old)!r}); print('open', flush=True); sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreBusyError, match="open in another process"):
            renewal.swap(old, new)
    finally:
        other.communicate("")
    assert "OLD0" in demos.products(old) and new.exists()


def test_the_swap_waits_for_who_still_reads_the_file_in_this_process(old, new, monkeypatch):
    reader = cx.open_store(old)
    Timer(0.5, reader.close).start()
    assert demos.products(renewal.swap(old, new)) >= {"OLD0"}
    again = cx.open_store(old)
    monkeypatch.setattr(renewal, "is_outdated", lambda store: True)
    monkeypatch.setattr(renewal, "MOST_WAIT", 0.1)
    with pytest.raises(StoreBusyError, match="still being read"):
        renewal.swap(old, new)
    again.close()


def test_a_failure_on_the_way_leaves_the_old_file_where_it_was(old, tmp_path):
    with pytest.raises(StoreError, match="could not be renewed"):
        renewal.swap(old, tmp_path / "missing.duckdb")
    assert [file.name for file in tmp_path.iterdir()] == [old.name]
    assert "OLD0" in demos.products(old)


def test_where_no_file_can_be_made_it_is_a_sentence(old, monkeypatch):
    def full(path):
        raise OSError("No space left on device")

    monkeypatch.setattr(demo, "make", full)
    with pytest.raises(StoreError, match=r"nothing was changed.*No space"):
        renewal.make_beside(old)
