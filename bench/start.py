"""From `make run` to the first chart in a cold browser, on a store that is there already; and the floor of it.

    python bench/start.py

The floor is the same way to an empty Streamlit page: server, browser, first text.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
PATIENCE = 180
"""Seconds to wait for a page or a picture: a first answer on 100 million lines takes its time."""


def seconds(command: list[str], port: int, path: str, selector: str, **environment: str) -> float:
    """From the command to the first `selector` that a cold browser shows."""
    began = time.time()
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled |= environment
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=compiled,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            page = browser.new_page()
            page.set_default_timeout(PATIENCE * 1000)
            while True:
                try:
                    page.goto(f"http://127.0.0.1:{port}{path}")
                    break
                except Exception as error:
                    if "ERR_CONNECTION_REFUSED" not in str(error):
                        raise
                    time.sleep(0.05)
            page.locator(selector).first.wait_for()
            took = time.time() - began
            browser.close()
        return took
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def main() -> None:
    empty = [sys.executable, "-m", "streamlit", "run", "bench/empty_page.py", "--server.port", "8621"]
    ours = ["make", "run", "PORT=8622"]
    floors, starts = [], []
    for _round in range(3):
        floors.append(seconds(empty, 8621, "/", "text=clicks: 0"))
        starts.append(seconds(ours, 8622, "/segments", ".vega-embed"))
    print(f"empty page  {statistics.median(floors):.2f} s ({min(floors):.2f} to {max(floors):.2f})")
    print(f"make run    {statistics.median(starts):.2f} s ({min(starts):.2f} to {max(starts):.2f})")


if __name__ == "__main__":
    main()
