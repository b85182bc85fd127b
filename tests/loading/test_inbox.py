"""Claims about the command line and the watched folder: the same load as everywhere, and nothing is lost."""

import os
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cx
from cx import company_file, progress
from cx.__main__ import main
from cx.loading import inbox
from tests import memory

ORDERS = "order_id,customer_id,ordered_at,revenue\nA1,7,03/04/2025,1\nA2,7,2025-02-01,x\n"


def old(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def test_the_command_line_loads_and_tells(tmp_path, capsys):
    store, file = tmp_path / "s.duckdb", old(tmp_path / "a.csv", ORDERS)
    assert main(["load", "orders", str(file), "--store", str(store)]) == 1
    said = capsys.readouterr().err
    assert "day first or month first" in said and f"{store} did not exist: an empty company was created." in said
    assert main(["load", "orders", str(file), "--day-first", "--store", str(store)]) == 0
    told, said = capsys.readouterr()
    assert "did not exist" not in said
    assert "1 row imported, 1 excluded" in told
    assert "line 3: revenue is not a number" in told


def test_the_command_line_says_how_orders_without_a_number_are_read(tmp_path, capsys):
    rows = old(tmp_path / "a.csv", "Customer,Date,Total\nA,2025-01-31,5\nA,2025-01-31,6\n")
    order = ["load", "orders", str(rows), "--store"]
    assert main([*order, str(tmp_path / "none.duckdb")]) == 1
    assert "--no-order-number customer-day" in capsys.readouterr().err
    for choice, said in {
        "line": "each line is an order (2 orders)",
        "customer-day": "one order per customer and day (1 order)",
    }.items():
        assert main([*order, str(tmp_path / f"{choice}.duckdb"), "--no-order-number", choice]) == 0
        assert said in capsys.readouterr().out


def test_without_a_store_the_command_line_takes_the_company_that_the_app_opens(tmp_path, capsys, monkeypatch):
    demo, file = tmp_path / "cx.duckdb", old(tmp_path / "p.csv", "product_id\n1\n")
    store = cx.open_store(demo)
    store.set("company", "demo")
    store.close()
    monkeypatch.setenv("CX_STORE", str(demo))
    assert main(["load", "products", str(file)]) == 0
    assert f"Importing into {demo}, the demo company." in capsys.readouterr().err
    beside = company_file.beside_demo()
    cx.open_store(beside).close()
    company_file.open_next(beside)
    assert main(["load", "products", str(file)]) == 0
    assert f"Importing into {beside}." in capsys.readouterr().err
    monkeypatch.setenv("CX_STORE", str(tmp_path / "typo.duckdb"))
    assert main(["load", "products", str(file)]) == 1
    assert "there is no such file" in capsys.readouterr().err and not (tmp_path / "typo.duckdb").exists()


def test_the_inbox_loads_what_is_clear_and_says_why_the_rest_is_not(tmp_path, capsys):
    folder = tmp_path / "inbox"
    old(folder / "customers.csv", "customer_id,name,region\n7,Ann,North\n")
    old(folder / "costs" / "x.csv", "month,amount,kind\n2025-01,5,fixed\n")
    old(folder / "riddle.csv", "foo,bar\nx,y\n")
    old(folder / ".hidden.csv", "a")
    old(folder / "half.csv.part", "a")
    (folder / "growing.csv").write_text(ORDERS)
    assert main(["inbox", "--folder", str(folder), "--store", str(tmp_path / "s.duckdb")]) == 1
    assert sorted(path.name for path in (folder / inbox.LOADED).iterdir()) == ["customers.csv", "x.csv"]
    refused = sorted(path.name for path in (folder / inbox.REFUSED).iterdir())
    assert refused == ["riddle.csv", "riddle.csv.why.txt"]
    assert "names that are known" in (folder / inbox.REFUSED / "riddle.csv.why.txt").read_text()
    assert (folder / "growing.csv").exists()
    with cx.open_store(tmp_path / "s.duckdb").cursor() as cursor:
        assert cursor.execute("select (select count(*) from customers), (select count(*) from costs)").fetchall() == [
            (1, 1)
        ]


def test_a_second_file_of_a_name_does_not_take_the_place_of_the_first(tmp_path):
    store, folder = memory.empty(), tmp_path / "inbox"
    for number in (1, 2):
        old(folder / "products" / "p.csv", f"product_id,name\n{number},a\n")
        list(inbox.taken(store, folder))
    assert sorted(path.name for path in (folder / inbox.LOADED).iterdir()) == ["p (2).csv", "p.csv"]
    assert store.value("select count(*) from products") == 2


def test_a_load_tells_how_far_it_is():
    seen = []
    with progress.watched(lambda share, step: seen.append(share)):
        memory.empty().load("products", b"product_id,name\n1,a\n")
    assert seen == sorted(seen)
    assert seen[0] > 0 and seen[-1] < 1 and len(seen) >= 5


def test_the_command_line_says_what_to_do_while_the_app_holds_the_store(tmp_path):
    path = tmp_path / "s.duckdb"
    store = cx.open_store(path)
    told = subprocess.run(
        [sys.executable, "-m", "cx", "inbox", "--store", str(path)],
        capture_output=True,
        text=True,
        cwd=Path(cx.__file__).parents[1],
        check=False,
    )
    store.close()
    assert told.returncode == 1
    assert "is open in the app" in told.stderr and "Import all" in told.stderr
    assert "Traceback" not in told.stderr


def test_each_file_of_an_archive_is_taken_and_one_that_is_refused_says_why(tmp_path):
    folder, store = tmp_path / "inbox", memory.empty()
    folder.mkdir()
    whole, half = folder / "whole.zip", folder / "half.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("x/customers.csv", "customer_id,name,region\n7,Ann,North\n")
        archive.writestr("x/orders.csv", ORDERS.replace("03/04", "13/04"))
    with zipfile.ZipFile(half, "w") as archive:
        archive.writestr("customers.csv", "customer_id,name,region\n8,Bo,North\n")
        archive.writestr("riddle.csv", "foo,bar\nx,y\n")
    for file in (whole, half):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    found = {one.name: one for one in inbox.taken(store, folder)}
    assert [load.name for load in store.uploads().itertuples()].count("customers.csv") == 2
    assert (found["orders.csv"].receipt.kind, found["orders.csv"].receipt.rows_loaded) == ("orders", 1)
    assert "riddle.csv" in found["riddle.csv"].sentence
    assert [file.name for file in (folder / inbox.LOADED).iterdir()] == ["whole.zip"]
    why = folder / inbox.REFUSED / "half.zip.why.txt"
    assert why.read_text().startswith("riddle.csv: none of the first")


def test_a_file_that_cannot_be_opened_is_refused_in_a_sentence_and_the_next_is_taken(tmp_path, monkeypatch):
    folder, store = tmp_path / "inbox", memory.empty()
    locked = old(folder / "a.csv", ORDERS)
    old(folder / "customers.csv", "customer_id,name,region\n7,Ann,North\n")
    opened = Path.open

    def refused(path, *given, **more):
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opened(path, *given, **more)

    monkeypatch.setattr(Path, "open", refused)
    found = {one.name: one for one in inbox.taken(store, folder)}
    assert "cannot be read" in found["a.csv"].sentence
    assert found["customers.csv"].receipt.rows_loaded == 1


def test_two_who_take_the_inbox_at_once_take_each_file_once(tmp_path):
    store, folder = memory.empty(), tmp_path / "inbox"
    for number in range(4):
        old(folder / "products" / f"{number}.csv", f"product_id,name\n{number},a\n")
    both = threading.Barrier(2)

    def take():
        both.wait()
        return [one.name for one in inbox.taken(store, folder)]

    with ThreadPoolExecutor(2) as pool:
        found = [pool.submit(take) for _ in range(2)]
    assert sorted(name for one in found for name in one.result()) == ["0.csv", "1.csv", "2.csv", "3.csv"]
    assert len(list((folder / inbox.LOADED).iterdir())) == 4


def test_a_session_that_stops_halfway_holds_nobody_back(tmp_path):
    store, folder = memory.empty(), tmp_path / "inbox"
    for number in range(3):
        old(folder / "products" / f"{number}.csv", f"product_id,name\n{number},a\n")
    halfway = inbox.taken(store, folder)
    assert next(halfway).name == "0.csv"
    assert [one.name for one in inbox.taken(store, folder)] == ["1.csv", "2.csv"]
    assert list(halfway) == []


def test_a_file_that_is_gone_or_cannot_be_moved_stops_no_other(tmp_path, monkeypatch):
    store, folder = memory.empty(), tmp_path / "inbox"
    for number in range(3):
        old(folder / "products" / f"{number}.csv", f"product_id,name\n{number},a\n")
    load = store.load

    def gone_then(kind, file, **reading):
        receipt = load(kind, file, **reading)
        if file.name == "0.csv":
            file.unlink()
            (file.parent / "1.csv").unlink()
        return receipt

    monkeypatch.setattr(store, "load", gone_then)
    assert [(one.name, one.receipt.rows_loaded) for one in inbox.taken(store, folder)] == [
        ("0.csv", 1),
        ("2.csv", 1),
    ]


def test_a_file_that_stays_where_it_is_says_so_and_is_not_loaded_twice(tmp_path, monkeypatch):
    store, folder = memory.empty(), tmp_path / "inbox"
    file = old(folder / "products" / "p.csv", "product_id,name\n1,a\n")

    def refused(path, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    (first,) = inbox.taken(store, folder)
    assert first.receipt.rows_loaded == 1 and file.exists()
    assert "could not be moved" in first.receipt.notes[-1] and "Permission denied" in first.receipt.notes[-1]
    (second,) = inbox.taken(store, folder)
    assert second.receipt.already_loaded
