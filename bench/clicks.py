"""One click to a changed picture, in Chromium, against an empty page's click in the same run.

    python -m bench.clicks [STORE]

A click's time runs from the mouse button to the last change of the picture (300 ms of quiet end it, and are not
counted). Each choice is clicked once cold (an answer nobody asked for yet) and then warm.
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

from bench.crowd import peak_gb
from bench.start import PATIENCE, QUIET

ROOT = Path(__file__).parents[1]
ROUNDS = 8

WATCH = """([selector, drawn]) => {
  window.changed = null;
  window.watcher?.disconnect();
  const counts = (change) => !drawn || change.target.closest?.(drawn)
    || [...change.addedNodes].some((node) => node.matches?.(drawn) || node.querySelector?.(drawn));
  window.watcher = new MutationObserver((changes) => { if (changes.some(counts)) window.changed = performance.now(); });
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


def click(page: Page, target, watched: str, drawn: str = "") -> float:
    """Milliseconds from the press to the last change of what is watched; drawn: only changes inside such an element."""
    page.evaluate(WATCH, [watched, drawn])
    target.click()
    last, since = None, time.time()
    while time.time() - since < PATIENCE:
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


def opened(page: Page, name: str) -> Page:
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"http://127.0.0.1:8612/{name}")
    page.locator(".vega-embed").first.wait_for()
    page.wait_for_timeout(2500)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    return page


def cold_and_warm(choose, options: list) -> tuple[list[float], list[float]]:
    """Each option once for the first time, then all of them again."""
    return [choose(option) for option in options], [choose(options[i % len(options)]) for i in range(ROUNDS)]


def channel_clicks(page: Page) -> tuple[list[float], list[float]]:
    """Funnel: another channel, until the ribbon has changed."""
    opened(page, "funnel")

    def choose(channel: str) -> float:
        button = page.get_by_role("radio", name=channel, exact=True)
        return click(page, button, ".st-key-picture-ribbon", ".vega-embed svg")

    return cold_and_warm(choose, ["Search", "Social", "Store", "Referral"])


def product_clicks(page: Page) -> tuple[list[float], list[float]]:
    """Stages: another product, until its life has changed."""
    opened(page, "stages")

    products = page.get_by_role("combobox", name=re.compile("Product"))
    products.click()
    names = page.get_by_role("option").all_inner_texts()[1:5]
    page.keyboard.press("Escape")

    def choose(name: str) -> float:
        products.click()
        page.wait_for_timeout(300)
        return click(page, page.get_by_role("option", name=name, exact=True), ".st-key-picture-life", ".vega-embed svg")

    return cold_and_warm(choose, names)


def tier_clicks(page: Page) -> tuple[list[float], list[float]]:
    """Segments: a tier picked above the list, until the scatter has changed."""
    opened(page, "segments")

    def choose(tier: str) -> float:
        button = page.get_by_role("button", name=tier, exact=True)
        return click(page, button, ".st-key-picture-scatter", ".vega-embed svg")

    return cold_and_warm(choose, ["Gold", "Gold", "Tin", "Tin"])


def region_clicks(name: str, picture: str):
    """A page: another region, until its main picture has changed."""

    def clicks(page: Page) -> tuple[list[float], list[float]]:
        opened(page, name).locator(".st-key-filters button").first.click()
        regions = page.get_by_role("radiogroup", name=re.compile("Region")).get_by_role("radio")
        names = regions.all_inner_texts()[1:4]

        def choose(region: str) -> float:
            button = page.get_by_role("radio", name=region, exact=True)
            return click(page, button, f"[class*='st-key-picture-{picture}']", ".vega-embed svg")

        return cold_and_warm(choose, names)

    return clicks


MAIN_PICTURES = {
    "segments": "scatter",
    "funnel": "ribbon",
    "stages": "portfolio",
    "retention": "cohorts",
    "movement": "flow",
    "rfm": "rfm-grid",
    "types": "type-table",
    "playbook": "stakes",
}
CLICKS = {
    "segments: tier, scatter": tier_clicks,
    "funnel: channel, ribbon": channel_clicks,
    "stages: product, life": product_clicks,
    **{f"{name}: region, {picture}": region_clicks(name, picture) for name, picture in MAIN_PICTURES.items()},
}


def measured(store: Path) -> tuple[float, dict[str, list[float]], float]:
    """The floor, and the times of each click, all in milliseconds; and the most memory of the server, in GB."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(store, folder)
        servers = [
            serve(ROOT / "bench" / "empty_page.py", 8611, ":memory:"),
            serve(ROOT / "app.py", 8612, str(copy)),
        ]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
                return *_clicked(browser), peak_gb(servers[1].pid)
        finally:
            for server in servers:
                server.terminate()


def _clicked(browser) -> tuple[float, dict[str, list[float]]]:
    def fresh() -> Page:
        return browser.new_context(viewport={"width": 1440, "height": 1300}).new_page()

    empty = empty_clicks(fresh())
    times = {}
    for name, measure in CLICKS.items():
        for kind, clicked in zip(("cold", "warm"), measure(fresh()), strict=True):
            times[f"{name}, {kind}"] = clicked
    empty += empty_clicks(fresh())
    return statistics.median(empty), times


def main() -> None:
    store = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "cx.duckdb"
    floor, clicks, _peak = measured(store)
    print(f"{'empty page, before and after':34s} {floor:6.0f} ms  1.00")
    for name, times in clicks.items():
        middle = statistics.median(times)
        print(
            f"{name:34s} {middle:6.0f} ms  {middle / floor:4.2f}  ({min(times):.0f} to {max(times):.0f}, n ="
            f" {len(times)})"
        )


if __name__ == "__main__":
    main()
