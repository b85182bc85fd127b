"""The frame before the app's modules are there: what it shows while the company's file is opened."""

import subprocess
import sys
import threading

from streamlit.testing.v1 import AppTest

from pages.frame import server


def waits():
    import streamlit as st

    from pages.frame import shell

    looks = iter([False, False, st.session_state.get("ready", False)])
    shell.wait(lambda _seconds: next(looks), "Opening the file…")
    st.title("The page")


def test_words_stand_in_place_of_the_page_until_it_is_ready():
    app = AppTest.from_function(waits)
    app.session_state["ready"] = True
    app.run()
    assert [title.value for title in app.title] == ["The page"]
    assert not app.markdown


def test_words_say_what_is_done_while_it_lasts():
    app = AppTest.from_function(waits).run()  # stops in the middle: it never gets ready
    assert "Opening the file…" in app.markdown[0].value
    assert not app.title


def test_the_frame_imports_no_engine_and_no_charts():
    heavy = "import sys, pages.frame.shell; print({'duckdb', 'pandas', 'altair', 'sklearn'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_a_page_without_figures_waits_for_the_file_and_not_for_the_tiers(monkeypatch):
    go_on = threading.Event()
    placing = threading.Thread(target=go_on.wait)
    monkeypatch.setattr(server, "_warming", [placing])
    monkeypatch.setattr(server, "_opened", threading.Event())
    placing.start()
    assert not server.is_open(0)
    server._opened.set()
    assert server.is_open(0) and not server.is_warm(0)
    go_on.set()
    assert server.is_warm(20)
