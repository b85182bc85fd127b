"""The steps that bench/scale.py measures; each runs in a process of its own and prints a JSON object a line.

python -m bench.scale_steps STEP FOLDER
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb

import cx
from bench import clicks, crowd, start
from cx import build, coverage, funnel, retention, segments, selection, stages
from data.demo import ORDER

RUNS = 3
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


def timed(work: Callable, runs: int = RUNS) -> list[float]:
    """Seconds of each run; `work` is given the number of the run."""
    took = []
    for run in range(runs):
        began = time.perf_counter()
        work(run)
        took.append(time.perf_counter() - began)
    return took


def row(what: str, seconds: list[float], floor: list[float] | None = None) -> dict:
    """One line of the table; the floor is the median of its runs."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {
        "what": what,
        "seconds": seconds,
        "floor": sorted(floor)[len(floor) // 2] if floor else None,
        "peak_gb": peak,
    }


def opened(folder: Path) -> cx.Store:
    return cx.open_store(folder / "cx.duckdb")


# --- the way of the rows ---------------------------------------------------------------------------------------


def load(folder: Path) -> list[dict]:
    """The orders, then the eight other kinds; what is left is the store that the next steps open.

    The demo has a little dirt in it, on which a bare read stops; so the floor leaves out what it cannot read.
    """
    bare = folder / "bare.duckdb"
    for path in (bare, folder / "cx.duckdb"):
        path.unlink(missing_ok=True)
    with duckdb.connect(str(bare)) as connection:
        floor = timed(
            lambda _run: connection.execute(
                "create table rows as from read_csv($path, ignore_errors = true)",
                {"path": str(folder / "orders.csv")},
            ).fetchall(),
            1,
        )
    bare.unlink()
    store = opened(folder)
    took = timed(lambda _run: store.load("orders", folder / "orders.csv"), 1)
    orders = row("load of the orders", took, floor)
    others = [kind for kind in ORDER if kind != "orders"]
    rest = timed(lambda run: store.load(others[run], folder / f"{others[run]}.csv"), len(others))
    return [orders, row("load of the eight other kinds", [sum(rest)])]


def derived(folder: Path) -> list[dict]:
    """Each derived table anew, beside the bare aggregate."""
    store = opened(folder)
    floor = timed(lambda _run: store.value(RECENCY_FREQUENCY_MONEY))

    def every(_run: int) -> None:
        with store.transaction() as cursor:
            for name, _reads, text in build.statements():
                cursor.execute(f"create or replace temp table again_{name} as {text}").fetchall()

    return [row("derived tables", timed(every), floor)]


def tiers(folder: Path) -> list[dict]:
    """Fit and assign, each run on another date so that nothing is remembered."""
    store = opened(folder)
    last = coverage.last_date(store)
    floor = timed(lambda _run: store.value(RECENCY_FREQUENCY_MONEY))
    took = timed(lambda run: segments.tiers(store, last - timedelta(days=run)))
    return [row("tiers: measures, fit, assign", took, floor)]


def funnels(folder: Path) -> list[dict]:
    store = opened(folder)
    last = coverage.last_date(store)
    floor = timed(lambda _run: store.value(BY_PERSON))
    eight = [*FIRST_STEPS, {"table": "orders"}] + [{"table": "orders"}] * 3
    return [
        row("funnel: reach, acquire, retain", timed(lambda _run: funnel.lifecycle(store, last)), floor),
        row(
            "funnel: by channel",
            timed(lambda _run: funnel.lifecycle(store, last, breakdown="channel")),
            floor,
        ),
        row(
            "funnel: eight steps in order",
            timed(lambda _run: funnel.steps(store, eight, 365, as_of=last)),
            floor,
        ),
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
    """The answers behind the first view of each page: first in this process, then again."""
    store = opened(folder)
    last = coverage.last_date(store)
    since = last - timedelta(days=182)
    asked = {
        "segments": [
            lambda: segments.tiers(store, last, since=since),
            lambda: selection.dots(store, last, since=since),
            lambda: segments.whale_curve(store, last),
            lambda: segments.tier_mix(store, last),
            lambda: segments.tier_months(store, last),
            lambda: selection.listed(store, last, since=since),
        ],
        "funnel": [
            lambda: funnel.lifecycle(store, last, entered_from=since),
            lambda: funnel.lifecycle(store, last, entered_from=since, breakdown="channel"),
            lambda: funnel.new_customers(store, last, entered_from=since),
        ],
        "stages": [
            lambda: stages.current(store, last),
            lambda: stages.portfolio(store, last),
            lambda: stages.months(store, last),
        ],
    }
    rows = []
    for page, questions in asked.items():
        rows.append(row(f"answers of {page}, cold", timed(lambda run, q=questions: q[run](), len(questions))))
        rows[-1]["seconds"] = [sum(rows[-1]["seconds"])]
        again = [sum(timed(lambda run, q=questions: q[run](), len(questions))) for _again in range(RUNS)]
        rows.append(row(f"answers of {page}, asked again", again))
    return rows


# --- what people wait for --------------------------------------------------------------------------------------


def first_page(folder: Path) -> list[dict]:
    """From the command to the first chart of a fresh process in a cold browser, beside an empty page."""
    run = [sys.executable, "-m", "streamlit", "run"]
    port = ["--server.port", "8622"]
    floor = [
        start.seconds([*run, "bench/empty_page.py", *port], 8622, "/", "text=clicks: 0")
        for _run in range(RUNS)
    ]
    took = [
        start.seconds(
            [*run, "app.py", *port],
            8622,
            "/segments",
            ".vega-embed",
            CX_STORE=os.fspath(folder / "cx.duckdb"),
        )
        for _run in range(RUNS)
    ]
    return [row("first page of a fresh process", took, floor)]


def clicked(folder: Path) -> list[dict]:
    floor, times = clicks.measured(folder / "cx.duckdb")
    return [
        row(f"click, {name}", [time / 1000 for time in took], [floor / 1000]) for name, took in times.items()
    ]


def crowds(folder: Path) -> list[dict]:
    rows = []
    for measured in crowd.measured(folder / "cx.duckdb", [10, 25, 50], 5, 40):
        name = f"{measured['people']} people, a click each 5 s, 95 % under"
        rows.append(
            {
                "what": name,
                "seconds": [measured["p95_ms"] / 1000],
                "floor": None,
                "peak_gb": measured["peak_gb"],
            }
        )
    return rows


STEPS = {
    "load": load, "derived": derived, "tiers": tiers, "funnel": funnels, "stages": lives, "cohorts": cohorts,
    "answers": answers, "start": first_page, "clicks": clicked, "crowd": crowds,
}  # fmt: skip

if __name__ == "__main__":
    main()
