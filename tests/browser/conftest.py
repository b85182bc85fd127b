"""A real server on a real store, and a real Chromium that is watched for requests to other machines."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import CHROMIUM

ROOT = Path(__file__).parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
]
DESK = {"width": 1440, "height": 1300}
expect.set_options(timeout=20_000)


@contextmanager
def serving(store: Path):
    """A fresh process of the app on this store; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "CX_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_healthy(address: str, process: subprocess.Popen) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the app stopped with code {process.returncode}")
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app did not get healthy")


@pytest.fixture(scope="session")
def demo(demo_store, tmp_path_factory):
    """A server on the demo company; on a copy, as other workers may serve it too."""
    with serving(shutil.copy(demo_store, tmp_path_factory.mktemp("served") / "demo.duckdb")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium: Browser) -> BrowserContext:
    """One window for all tests of a worker: what Chromium compiled of the app's scripts serves the next page too."""
    return chromium.new_context(viewport=DESK)


@pytest.fixture
def page(window: BrowserContext):
    """A new page at 1440 px without a memory; the test fails if it asked any other machine for anything."""
    asked: list[str] = []
    window.clear_cookies()
    page = window.new_page()
    page.add_init_script("if (!sessionStorage.isOfTest) { localStorage.clear(); sessionStorage.isOfTest = 1; }")
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(30_000)
    yield page
    window.set_offline(False)
    for former in window.pages:
        if former != page:  # the last one keeps the process, and with it the scripts, for the next
            former.close()
    elsewhere = [
        url for url in asked if not url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:"))
    ]
    assert not elsewhere


def settled(page: Page, key: str) -> dict[str, float]:
    """The box of this picture once the page has run to its end and nothing moves the picture any more."""
    expect(chart(page, key)).to_be_visible()
    before, still = None, 0
    for _look in range(100):
        box = chart(page, key).bounding_box()
        ended = page.locator("[data-testid=stApp][data-test-script-state=notRunning]").count()
        still = still + 1 if ended and box == before else 0
        if box and still == 5:
            return box
        before = box
        page.wait_for_timeout(200)
    raise AssertionError(f"the picture {key} did not come to rest in 20 s")


def chart(page: Page, key: str):
    """The picture with this key."""
    return page.locator(f".st-key-picture-{key} .vega-embed").first
