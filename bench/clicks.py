"""One click to a changed picture, in Chromium, against an empty page's click in the same run.

    python bench/clicks.py [STORE]

A click's time runs from the mouse button to the last change that the page draws (300 ms of quiet end it, and
are not counted). Each choice is clicked once cold (an answer nobody asked for yet) and then warm.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
ROUNDS = 8
WATCH = """(selector) => {
  window.changed = null;
  window.watcher?.disconnect();
  window.watcher = new MutationObserver(() => { window.changed = performance.now(); });
  for (const node of document.querySelectorAll(selector))
    window.watcher.observe(node, {subtree: true, childList: true, attributes: true, characterData: true});
  document.addEventListener('pointerdown', () => { window.pressed = performance.now(); }, {capture: true});
}"""


def serve(script: Path, port: int, store: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "CX_STORE": store},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
            return process
        except OSError:
            time.sleep(0.05)


def click(page: Page, target, watched: str) -> float:
    """Milliseconds from the press to the last change of what is watched."""
    page.evaluate(WATCH, watched)
    target.click()
    last, since = None, time.time()
    while time.time() - since < 10:
        page.wait_for_timeout(50)
        now = page.evaluate("[window.changed, performance.now()]")
        if now[0] is not None and now[1] - now[0] > 300:
            last = now[0]
            break
    if last is None:
        raise RuntimeError("the click changed nothing")
    return last - page.evaluate("window.pressed")


def empty_clicks(page: Page) -> list[float]:
    page.goto("http://127.0.0.1:8611")
    button = page.get_by_role("button", name="Click")
    button.wait_for()
    page.wait_for_timeout(1500)
    return [click(page, button, "[data-testid=stMain]") for _round in range(ROUNDS + 1)][1:]


def period_clicks(page: Page, name: str, picture: str) -> tuple[list[float], list[float]]:
    """Changing the period on a page: cold, then warm."""
    page.goto(f"http://127.0.0.1:8612/{name}")
    page.locator(".vega-embed").first.wait_for()
    page.wait_for_timeout(2500)
    page.locator(".st-key-filters button").first.click()
    page.wait_for_timeout(500)

    def choose(period: str) -> float:
        page.get_by_role("combobox", name=re.compile("Period")).click()
        page.wait_for_timeout(300)
        return click(page, page.get_by_role("option", name=period, exact=True), picture)

    periods = ["24 months", "6 months", "3 months", "12 months"]
    cold = [choose(period) for period in periods[:3]]
    choose(periods[3])
    warm = [choose(periods[i % 4]) for i in range(ROUNDS)]
    return cold, warm


def tier_clicks(page: Page) -> list[float]:
    """Picking a tier above the list, warm."""
    page.goto("http://127.0.0.1:8612/segments")
    page.locator(".vega-embed").first.wait_for()
    page.wait_for_timeout(2500)
    gold = page.get_by_role("button", name="Gold", exact=True)
    words = "[data-testid=stMarkdownContainer]"
    click(page, gold, words)
    return [click(page, gold, words) for _round in range(ROUNDS)]


def main() -> None:
    store = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "data" / "cx.duckdb")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.duckdb"
        shutil.copy(store, copy)
        servers = [
            serve(ROOT / "bench" / "empty_page.py", 8611, ":memory:"),
            serve(ROOT / "app.py", 8612, str(copy)),
        ]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
                report(browser)
                browser.close()
        finally:
            for server in servers:
                server.terminate()


def report(browser) -> None:
    def fresh() -> Page:
        return browser.new_context(viewport={"width": 1440, "height": 1300}).new_page()

    floor = statistics.median(empty_clicks(fresh()))
    print(f"{'empty page':34s} {floor:6.0f} ms  1.00")
    for name, picture in {"segments": "scatter", "funnel": "ribbon", "stages": "life"}.items():
        both = period_clicks(fresh(), name, f".st-key-picture-{picture}")
        for kind, times in zip(("cold", "warm"), both, strict=True):
            line(f"{name}: period to {picture}, {kind}", times, floor)
    line("segments: tier to list, warm", tier_clicks(fresh()), floor)
    print(f"{'empty page, again':34s} {statistics.median(empty_clicks(fresh())):6.0f} ms")


def line(name: str, times: list[float], floor: float) -> None:
    middle = statistics.median(times)
    print(
        f"{name:34s} {middle:6.0f} ms  {middle / floor:4.2f}  ({min(times):.0f} to {max(times):.0f}, n = {len(times)})"
    )


if __name__ == "__main__":
    main()
