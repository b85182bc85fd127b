"""The steps that bench/scale.py measures; each runs in a process of its own and prints a JSON object a line.

python -m bench.scale_steps STEP FOLDER
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb

import cx
from bench import clicks, crowd, peers, start
from bench import load as loads
from bench.answers import PAGES
from cx.customers import funnel, retention, segments
from cx.engine import coverage, derived_tables
from cx.products import stages
from data.demo import ORDER

RUNS = 3
ROOT = Path(__file__).parents[1]
LAY_BY = """
import sys, cx
from cx.engine import coverage
from pages.frame import server
store = cx.open_store(sys.argv[1])
server.save_answers(store, coverage.last_date(store))
"""
"""What a server does once it is warm."""

PEERS_PYTHON = ".venv-peers/bin/python"
RECENCY_FREQUENCY_MONEY = """
select count(recency), sum(frequency), sum(money) from (
    select customer_id, max(ordered_at) as recency, count(distinct order_id) as frequency, sum(revenue) as money
    from orders where customer_id is not null group by customer_id
)
"""
BY_PERSON = "select count(first) from (select person_id, min(occurred_at) as first from touchpoints group by person_id)"
FIRST_STEPS = [{"table": "touchpoints", "kind": kind} for kind in ("exposed", "visited", "sent", "opened")]


def main() -> None:
    step, folder = sys.argv[1], Path(sys.argv[2])
    for made in STEPS[step](folder):
        print(json.dumps(made), flush=True)


def timed(work: Callable, runs: int = RUNS) -> list[tuple[float, float]]:
    """Seconds, and seconds of CPU over all threads, of each run; `work` is given the number of the run."""
    took = []
    for run in range(runs):
        began, used = time.perf_counter(), time.process_time()
        work(run)
        took.append((time.perf_counter() - began, time.process_time() - used))
    return took


def row(what: str, took: list[tuple[float, float]], floor: list[tuple[float, float]] | None = None) -> dict:
    """One line of the table; the floors are the medians of their runs, the peak is this process's so far."""
    made = {
        "what": what,
        "seconds": [seconds for seconds, _cpu in took],
        "cpu": statistics.median(cpu for _seconds, cpu in took),
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }
    if floor:
        made["floor"] = statistics.median(seconds for seconds, _cpu in floor)
        made["floor_cpu"] = statistics.median(cpu for _seconds, cpu in floor)
    return made


def beside(floor: Callable, work: Callable, runs: int = 5) -> tuple[list, list]:
    """Some runs of both in turn, as a machine is quick at one moment and slow at the next."""
    pairs = [(timed(lambda _run: floor(), 1)[0], timed(lambda _run, run=run: work(run), 1)[0]) for run in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def summed(took: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Several works as one run."""
    return [(sum(seconds for seconds, _cpu in took), sum(cpu for _seconds, cpu in took))]


def opened(folder: Path) -> cx.Store:
    return cx.open_store(folder / "cx.duckdb")


# --- the way of the rows ---------------------------------------------------------------------------------------


def load(folder: Path) -> list[dict]:
    """Plain order lines, the demo's orders, then the eight other kinds; leaves the store that the next steps open."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        plain = Path(name) / "plain.csv"
        duckdb.execute(loads.MADE.format(path=plain), {"lines": int(folder.name)})
        made = _in_turn("load of plain order lines", plain, Path(name))[:1]
    made += _in_turn("load of the orders", folder / "orders.csv", folder)
    (folder / "floor.duckdb").unlink()
    store = opened(folder)
    others = [kind for kind in ORDER if kind != "orders"]
    rest = timed(lambda run: store.load(others[run], folder / f"{others[run]}.csv"), len(others))
    return [*made, row("load of the eight other kinds, derived tables made", summed(rest))]


def _in_turn(what: str, path: Path, folder: Path) -> list[dict]:
    """Bare reads and loads of one file in turn, each in a process of its own; the last load's store is left."""
    runs = RUNS if path.stat().st_size < 2**30 else 1
    rounds = [
        loads.apart("floor", "orders", path, folder) | loads.apart("load", "orders", path, folder)
        for _run in range(runs)
    ]
    middle = {name: statistics.median(found[name] for found in rounds) for name in rounds[0]}
    peak = max(found["peak"] for found in rounds)
    told = {"peak_gb": peak, "floor": middle["floor"], "floor_cpu": middle["floor_cpu"]}
    return [
        {"what": what, "seconds": [found["load"] for found in rounds], "cpu": middle["load_cpu"], **told},
        {
            "what": f"{what}, derived tables made",
            "seconds": [found["whole"] for found in rounds],
            "cpu": middle["whole_cpu"],
            **told,
        },
    ]


def derived(folder: Path) -> list[dict]:
    """Each derived table anew, beside the bare aggregate."""
    store = opened(folder)

    def every(_run: int) -> None:
        with store.transaction() as cursor:
            for name, _reads, text in derived_tables.statements():
                cursor.execute(f"create or replace temp table again_{name} as {text}").fetchall()

    floor, took = beside(lambda: store.value(RECENCY_FREQUENCY_MONEY), every)
    return [row("derived tables", took, floor)]


def tiers(folder: Path) -> list[dict]:
    """Fit and assign, each run on another date so that nothing is remembered."""
    store = opened(folder)
    last = coverage.last_date(store)
    floor, took = beside(
        lambda: store.value(RECENCY_FREQUENCY_MONEY),
        lambda run: segments.tiers(store, last - timedelta(days=run)),
    )
    return [row("tiers: measures, fit, assign", took, floor)]


def funnels(folder: Path) -> list[dict]:
    """Each question about steps has another window, so that none is remembered; the first numbers the events."""
    store = opened(folder)
    last = coverage.last_date(store)
    floor = timed(lambda _run: store.value(BY_PERSON))
    eight = [*FIRST_STEPS, {"table": "orders"}] + [{"table": "orders"}] * 3
    lifecycle = [
        row("funnel: reach, acquire, retain", timed(lambda _run: funnel.lifecycle(store, last)), floor),
        row(
            "funnel: by channel",
            timed(lambda _run: funnel.lifecycle(store, last, breakdown="channel")),
            floor,
        ),
    ]
    first = timed(lambda _run: funnel.steps(store, eight, 364, as_of=last), 1)
    bare, steps = beside(
        lambda: store.value(BY_PERSON),
        lambda run: funnel.steps(store, eight, 365 + run, as_of=last),
    )
    return [
        *lifecycle,
        row("funnel: eight steps in order, first question on the data", first, bare),
        row("funnel: eight steps in order", steps, bare),
    ]


def lives(folder: Path) -> list[dict]:
    store = opened(folder)
    last = coverage.last_date(store)
    return [
        row(
            "stages of every product",
            timed(lambda run: stages.current(store, last - timedelta(days=31 * run))),
        )
    ]


def cohorts(folder: Path) -> list[dict]:
    store = opened(folder)
    last = coverage.last_date(store)
    return [row("cohorts by month", timed(lambda _run: retention.cohorts(store, last)))]


def answers(folder: Path) -> list[dict]:
    """Every answer behind a page's first view: first in this process, at another date, and again at the first."""
    store = opened(folder)
    last = coverage.last_date(store)
    rows = []
    for way, date, runs in (
        ("cold", last, 1),
        ("cold at another date", last - timedelta(days=45), 1),
        ("warm", last, RUNS),
    ):
        for page, questions in PAGES.items():
            for name, ask in questions.items():
                took = timed(lambda _run, ask=ask, date=date: ask(store, date), runs)
                rows.append(row(f"answer, {page}: {name}, {way}", took))
    return rows


# --- what people wait for --------------------------------------------------------------------------------------


def first_page(folder: Path) -> list[dict]:
    """From the command to the first chart of a fresh process in a cold browser, beside an empty page."""
    run = [sys.executable, "-m", "streamlit", "run"]
    port = ["--server.port", "8622"]
    store = os.fspath(folder / "cx.duckdb")
    floor = [start.seconds([*run, "bench/empty_page.py", *port], 8622, "/", "text=clicks: 0") for _run in range(RUNS)]
    pages = ([*run, "app.py", *port], 8622, "/segments", ".vega-embed")
    first = [start.seconds(*pages, CX_STORE=store) for _run in range(RUNS)]
    subprocess.run([sys.executable, "-c", LAY_BY, store], cwd=ROOT, check=True)
    later = [start.seconds(*pages, CX_STORE=store) for _run in range(RUNS)]
    return [
        seen("first page of the first process after a load", first, floor),
        seen("first page of a later process", later, floor),
    ]


def seen(what: str, seconds: list[float], floor: list[float] | None = None, peak_gb: float | None = None) -> dict:
    """A line of what a browser measured: no CPU; the peak is that of the server, where it is known."""
    return {
        "what": what,
        "seconds": seconds,
        "floor": statistics.median(floor) if floor else None,
        "peak_gb": peak_gb,
    }


def clicked(folder: Path) -> list[dict]:
    floor, times, peak = clicks.measured(folder / "cx.duckdb")
    return [
        seen(f"click, {name}", [time / 1000 for time in took], [floor / 1000], peak) for name, took in times.items()
    ]


def crowds(folder: Path) -> list[dict]:
    return [
        seen(
            f"{measured['people']} people, a click each 5 s, 95 % under",
            [measured["p95_ms"] / 1000],
            peak_gb=measured["peak_gb"],
        )
        for measured in crowd.measured(folder / "cx.duckdb", [10, 25, 50], 5, 40)
    ]


def libraries(folder: Path) -> list[dict]:
    """The same answers by the libraries that people use today; only where bench/peers.py finds them installed."""
    rows = []
    for name, measured in peers.measured(folder / "cx.duckdb", PEERS_PYTHON):
        rows.append(
            {
                "what": f"peer, {name}",
                "seconds": [measured["seconds"]],
                "cpu": measured["cpu"],
                "peak_gb": measured["peak_gb"],
            }
        )
    return rows


STEPS = {
    "load": load,
    "derived": derived,
    "tiers": tiers,
    "funnel": funnels,
    "stages": lives,
    "cohorts": cohorts,
    "answers": answers,
    "start": first_page,
    "clicks": clicked,
    "crowd": crowds,
    "peers": libraries,
}

if __name__ == "__main__":
    main()
