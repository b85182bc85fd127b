"""How long do the funnel's derived tables and answers take, beside the barest scan that groups by person?

    python -m bench.funnel [PEOPLE]

Makes PEOPLE people (default 1,000,000) with three touchpoints and, for a third of them, ten order lines each, in
memory. The scan is the least any tool has to do: the first touch and the first order of each person.
Then eight steps over ten touchpoints a person, most of whom go far: beside `group by person` over the same table.
The first such question on new data numbers all events, which is measured apart; every question after it reuses them.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import cx
from cx.customers import funnel, retention
from cx.engine import derived_tables

TOUCHPOINTS = """
insert into touchpoints
select
    'P' || (number // 3), timestamp '2023-01-01' + to_seconds(hash(number) % 94608000), null,
    'channel ' || (hash(number // 3) % 8), 'campaign ' || (hash(number) % 40), 'exposed', null,
    case when hash(number + 1) % 20 = 0 then 'held out' end, null, 1, number
from range(3 * $people) as numbers(number)
"""
ORDERS = """
insert into orders
select
    'O' || (number // 2), 'P' || (number // 10 * 3),
    timestamp '2023-01-01' + to_seconds(hash(number // 2 + 7) % 94608000), 'X' || (number % 60), 1,
    (hash(number) % 10000) / 100.0 - 5, null, null, null, 1, number
from range(10 * ($people // 3)) as numbers(number)
"""
SCAN = """
select count(*)
from (select person_id, min(occurred_at) from touchpoints group by person_id)
full outer join (select customer_id, min(ordered_at) from orders where revenue >= 0 group by customer_id)
on person_id = customer_id
"""


JOURNEYS = """
insert into touchpoints
select
    'P' || (number // 10),
    timestamp '2023-01-01' + to_days(cast(number // 10 % 900 as integer)) + to_hours(cast(number % 10 * 7 as integer)),
    'step ' || least(number % 10, 7), 'channel ' || (hash(number) % 8), 'campaign', 'visited', null,
    case when hash(number + 1) % 20 = 0 then 'held out' end, null, 1, number
from range(10 * $people) as numbers(number)
order by hash(number)
"""
PERSON_SCAN = "select count(*) from (select person_id, min(occurred_at) from touchpoints group by person_id)"


def timed(name: str, work: Callable, runs: int = 3) -> None:
    """Print the best of some runs."""
    best = min(seconds(lambda run=run: work(run)) for run in range(runs))
    print(f"{name:<42} {best:8.3f} s", flush=True)


def eight_steps(people: int, runs: int = 7) -> None:
    """Time a funnel of eight steps beside the bare scan.

    Each run asks with another window, so that no answer is a remembered one, and after the bare scan, as a machine is
    quick at one moment and slow at the next.
    """
    store = cx.open_store(":memory:")
    with store.transaction() as cursor:
        cursor.execute(JOURNEYS, {"people": people}).fetchall()
        derived_tables.run(cursor, {"touchpoints"})
    print(f"{10 * people:,} touchpoints, 8 steps: medians of {runs}")
    steps = [{"table": "touchpoints", "step": f"step {place}"} for place in range(8)]
    timed("first question, events numbered", lambda _run: funnel.steps(store, steps, 89), runs=1)
    for order in ("in order", "strict", "any"):
        floors, took = [], []
        for run in range(runs):
            floors.append(seconds(lambda: store.value(PERSON_SCAN)))
            took.append(seconds(lambda run=run, order=order: funnel.steps(store, steps, 90 + run, order)))
        floor, asked = median(floors), median(took)
        print(
            f"{order:<12} {asked:6.3f} s, bare group by person {floor:6.3f} s: {asked / floor:4.1f} times",
            flush=True,
        )


def seconds(work: Callable) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(people: int) -> None:
    store = cx.open_store(":memory:")
    with store.transaction() as cursor:
        cursor.execute(TOUCHPOINTS, {"people": people}).fetchall()
        cursor.execute(ORDERS, {"people": people}).fetchall()
        derived_tables.run(cursor, {"orders", "touchpoints"})
    as_of = date(2025, 12, 31)
    print(f"{people:,} people, {3 * people:,} touchpoints, {10 * (people // 3):,} order lines")
    timed("bare scan: first touch and first order", lambda _run: store.value(SCAN))
    for name, _reads, text in derived_tables.statements():
        if name in ("split_orders", "purchase_days", "people"):
            timed(f"build {name}", lambda _run, text=text: store.value(f"select count(*) from ({text})"))
            timed(f"build {name}, written", lambda _run, text=text: _write(store, text))
    timed("lifecycle", lambda _run: funnel.lifecycle(store, as_of))
    timed("lifecycle by channel", lambda _run: funnel.lifecycle(store, as_of, breakdown="channel"))
    timed("lifecycle by campaign", lambda _run: funnel.lifecycle(store, as_of, breakdown="campaign"))
    timed("new customers", lambda _run: funnel.new_customers(store, as_of))
    seen, ordered = {"table": "touchpoints", "channel": "channel 1"}, {"table": "orders"}
    for order in ("in order", "strict", "any"):
        timed(
            f"three steps, {order}",
            lambda run, order=order: funnel.steps(store, [seen, seen, ordered], 90 + run, order, as_of=as_of),
        )
    timed("lifecycle flow by month", lambda _run: retention.flow(store, as_of))
    timed("cohorts by month", lambda _run: retention.cohorts(store, as_of))


def _write(store: cx.Store, text: str) -> None:
    with store.transaction() as cursor:
        cursor.execute(f"create or replace temp table written as {text}").fetchall()


if __name__ == "__main__":
    given = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    main(given)
    eight_steps(given)
