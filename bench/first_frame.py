"""From the server's first answer to the frame and to the first picture of a page, in fresh processes.

    python -m bench.first_frame [STORE ...]

The browser is there already, with an empty cache; every round begins with the file as it was given.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.start import PATIENCE, QUIET

ROOT = Path(__file__).parents[1]
PORT = 8631
ROUNDS = 3
SHOWN = {"frame": "#first-paint a", "menu": "[data-testid=stTopNav] a", "title": "h1", "picture": ".vega-embed"}


def answering(script: str, store: str) -> subprocess.Popen:
    """A fresh server, as soon as it answers."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(PORT)]
    environment = {**os.environ, "CX_STORE": store}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, **quiet)
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=1)
            return process
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("the server stopped before it answered")


def seconds(browser: Browser, script: str, store: str, shown: dict[str, str]) -> dict[str, float]:
    """From the first answer of a fresh server to each of what is shown."""
    process = answering(script, store)
    began = time.monotonic()
    context = browser.new_context(viewport={"width": 1440, "height": 1300})
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto(f"http://127.0.0.1:{PORT}/", wait_until="commit")
        took = {}
        for name, selector in shown.items():
            page.locator(selector).first.wait_for()
            took[name] = time.monotonic() - began
        return took
    finally:
        context.close()
        process.terminate()
        process.wait()


def fresh(browser: Browser, store: Path) -> dict[str, float]:
    """The same for the app on a copy of the store."""
    with tempfile.TemporaryDirectory() as folder:
        return seconds(browser, "app.py", shutil.copy(store, folder), SHOWN)


def main() -> None:
    stores = [Path(name) for name in sys.argv[1:]] or [ROOT / "data" / "cx.duckdb"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        empty = [seconds(browser, "bench/empty_page.py", "", {"text": "h1"}) for _round in range(ROUNDS)]
        print(f"empty page: text {statistics.median(one['text'] for one in empty):.2f} s")
        for store in stores:
            rounds = [fresh(browser, store) for _round in range(ROUNDS)]
            middle = {name: statistics.median(one[name] for one in rounds) for name in SHOWN}
            print(f"{store.name}: " + ", ".join(f"{name} {took:.2f} s" for name, took in middle.items()))


if __name__ == "__main__":
    main()
