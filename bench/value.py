"""Customer value: how often intervals hold what came, and how long its answers take.

    python -m bench.value STORE [--lines 10000000]

STORE : a company's file with two years or more, such as the demo's. First the share of customers whose purchases lay
in their 95 % interval, at each origin of the back-tests, and the ranges of totals, each origin left out of those that
make its range. Then the seconds of CPU of fit, scores and back-tests on made-up orders, as multiples of a bare
aggregate by customer.
"""

import argparse
import time
from datetime import date

import numpy as np
import pandas as pd

import cx
from bench.scale_steps import RECENCY_FREQUENCY_MONEY
from cx.customers import contribution
from cx.customers.filters import Scope
from cx.customers.value import back_testing, customer_intervals, purchase_model, value_tables
from cx.customers.value.value_tables import Horizon
from cx.engine import coverage, derived_tables

MADE_UP = """
insert into orders by name
select
    1 as upload_id, i as line, cast(i as varchar) as order_id, 'c' || who as customer_id,
    timestamp '2023-01-01' + to_days(cast(floor(1095 * sqrt(hash(i, 2) % 100000 / 1e5)) as integer)) as ordered_at,
    cast(20 + hash(i, 3) % 80 as decimal(18, 4)) as revenue, cast(10 + hash(i, 4) % 30 as decimal(18, 4)) as cost
from (
    select i, cast(floor($customers * power(hash(i, 1) % 1000003 / 1000003.0, 1.7)) as bigint) as who
    from range($lines) as numbers (i)
)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store")
    parser.add_argument("--lines", type=int, default=10_000_000)
    given = parser.parse_args()
    store = cx.open_store(given.store)
    held(store, coverage.last_date(store))
    store.close()
    speed(given.lines)


def held(store: cx.Store, as_of: date) -> None:
    """Shares of customers, and of totals, that came to lie in their intervals."""
    for origin in back_testing.origins(store, as_of):
        rows = store.rows(
            "select repeats, last_week, age_weeks, test.purchases from query_table($scores) as scores"
            " inner join query_table($test) as test on test.customer_id = scores.customer_id",
            scores=value_tables.scores(store, origin, None, Horizon()), test=_test(store, origin, as_of),
        )  # fmt: skip
        fit = value_tables.model(store, origin).purchases
        print(origin, f"{_share_held(fit, rows, Horizon().weeks):.3f} of {len(rows):,} customers")
    tests = back_testing.back_tests(store, as_of)
    for place in range(len(tests)):
        error = back_testing.error(tests.drop(index=tests.index[place]))
        low, high = error.around(tests["expected"].iloc[place])
        print(tests["origin"].iloc[place], "total held" if low <= tests["actual"].iloc[place] <= high else "not held")


def _test(store: cx.Store, origin: date, as_of: date) -> str:
    return back_testing._tested(store, Scope(as_of), origin, None, 12)


def _share_held(fit: purchase_model.Fit, rows: pd.DataFrame, weeks: float) -> float:
    of = value_tables.as_cells(rows)
    kinds, place = np.unique(np.column_stack([of.repeats, of.last, of.age]), axis=0, return_inverse=True)
    drawn = customer_intervals.drawn_purchases(fit, purchase_model.cells(*kinds.T), weeks)
    low, high = np.quantile(drawn, customer_intervals.ENDS, axis=1, method="inverted_cdf")
    came = rows["purchases"].to_numpy()
    return float(np.mean((came >= low[place.ravel()]) & (came <= high[place.ravel()])))


def speed(lines: int) -> None:
    """Seconds of CPU of each part, on orders that are made up."""
    store = cx.open_store(":memory:")
    with store.transaction() as cursor:
        cursor.execute(MADE_UP, {"lines": lines, "customers": lines // 10}).fetchall()
        derived_tables.run(cursor, {"orders"})
    as_of = coverage.last_date(store)
    floor = min(_seconds(lambda: store.rows(RECENCY_FREQUENCY_MONEY)) for _run in range(3))
    print(f"floor {floor:.2f} s of CPU, {lines:,} lines")
    contribution.resolve(store, as_of, None)  # which Segments has computed by then
    for name, work in {
        "history": lambda: value_tables.history(store, as_of, None),
        "fit": lambda: value_tables.model(store, as_of),
        "scores": lambda: value_tables.scores(store, as_of, None, Horizon()),
        "back-tests": lambda: back_testing.back_tests(store, as_of),
        "by tenths, kept": lambda: back_testing.back_test(store, as_of),
    }.items():
        took = _seconds(work)
        print(f"{name}: {took:.2f} s of CPU, {took / floor:.2f} times the floor")


def _seconds(work) -> float:
    """Of CPU over all threads: other work on the machine counts less."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
