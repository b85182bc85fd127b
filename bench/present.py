"""A key to a changed title and a changed chart in the slide show; and a hundred phones that guess at once.

    python -m bench.present [STORE]

Key to title and to chart: from the key's event to the first frame that is painted after the slide has changed. The
phones each open the page, guess, and ask twice whether the truth is out; while they do, the presenter's slide asks
once a second, as it does in the room.
"""

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import cx
from cx.charts.customers import funnel as funnel_charts
from cx.customers import funnel
from cx.presenting import decks, frozen_chart, polls

ROOT = Path(__file__).parents[1]
PORT = 8613
PHONES = 100
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
WATCH = """() => {
  window.times = [];
  document.addEventListener('keydown', (event) => {
    const pressed = event.timeStamp;
    requestAnimationFrame(() => setTimeout(() => {
      const slide = document.querySelector('.slide.on'), art = slide.querySelector('.art>.on svg');
      const title = slide.querySelector('h1').textContent;
      window.times.push({title, art: art ? art.outerHTML.length : 0, took: performance.now() - pressed});
    }, 0));
  }, {capture: true});
}"""


def deck(store: cx.Store) -> tuple[int, str]:
    """Ten slides of the store's own funnel, and a question; (deck, code of the round)."""
    steps = funnel.lifecycle(store, as_of=cx.coverage.last_date(store))
    names = {step: (step, "") for step in funnel.STEPS}
    frozen = frozen_chart.freeze(
        funnel_charts.ribbon_chart("light").to_dict(),
        funnel_charts.ribbon_chart("dark").to_dict(),
        funnel_charts.ribbon(steps, names, funnel.worst_step(steps)),
        steps,
        title="",
        basis="n",
        terms=[],
        as_of="",
        filters="",
    )
    deck_id = decks.make(store, f"Bench {time.time_ns()}")
    for number in range(10):
        slide_id = decks.add(store, deck_id, f"Slide {number + 1}", picture=frozen)
        decks.say(store, slide_id, title=f"Slide {number + 1}", notes="", spoken=["Acquire"])
    question = polls.question("Acquire · rate", 0.2, is_share=True)
    slide_id = decks.add(store, deck_id, "What share?", question=question)
    return deck_id, polls.start(store, slide_id)


def keys(page: Page, deck_id: int) -> None:
    began = time.time()
    page.goto(f"http://127.0.0.1:{PORT}/present?deck={deck_id}")
    page.locator(".slide.on h1").wait_for()
    print(f"{'slide show opened, first time':34s} {1000 * (time.time() - began):6.0f} ms")
    page.evaluate(WATCH)
    for _key in range(20):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(250)
    times = page.evaluate("window.times")
    titles = [now["took"] for before, now in pairwise(times) if before["title"] != now["title"]]
    charts = [now["took"] for now in times if now["art"]]
    line("key to changed title", titles)
    line("key to changed chart", charts)


def phone(code: str, number: int) -> list[float]:
    """Milliseconds of each request of one phone."""
    took, cookie = [], ""
    for method, path, body in (
        ("GET", f"/g/{code}", None),
        ("POST", f"/g/{code}", f"guess={number % 100}"),
        ("GET", f"/g/{code}/open", None),
        ("GET", f"/g/{code}/open", None),
    ):
        began = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        line.request(method, path, body, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        cookie = (answer.getheader("set-cookie") or cookie).split(";")[0]
        took.append(1000 * (time.perf_counter() - began))
        line.close()
    return took


def phones(code: str) -> None:
    began = time.time()
    with ThreadPoolExecutor(PHONES) as crowd:
        took = list(crowd.map(lambda number: phone(code, number), range(PHONES)))
    whole = time.time() - began
    print(f"{PHONES} phones at once, {PHONES * 4} requests: {whole:.2f} s")
    line("open the question", [one[0] for one in took])
    line("guess", [one[1] for one in took])
    heard = urllib.request.urlopen(f"http://127.0.0.1:{PORT}/room/{code}").read().decode()
    print(f"guesses kept: {heard.count(',') + 1} of {PHONES}")


def line(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    worst = ordered[round(0.95 * (len(ordered) - 1))]
    print(f"{name:34s} {statistics.median(times):6.0f} ms  (95 % under {worst:.0f}, n = {len(times)})")


def main() -> None:
    source = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "data" / "cx.duckdb")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.duckdb"
        shutil.copy(source, copy)
        store = cx.open_store(copy)
        deck_id, code = deck(store)
        store.close()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(PORT)]
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "CX_STORE": str(copy)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            measure(deck_id, code)
        finally:
            server.terminate()
            server.wait(timeout=20)


def measure(deck_id: int, code: str) -> None:
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        keys(page, deck_id)
        page.keyboard.press("End")
        phones(code)
        browser.close()


if __name__ == "__main__":
    main()
