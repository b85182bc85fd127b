"""The same answers by the libraries that people use today, on the same rows, in the same run.

    python3 -m venv .venv-peers && .venv-peers/bin/pip install -r bench/requirements-peers.txt
    python -m bench.peers STORE [--python .venv-peers/bin/python]

The summary of frequency, recency, age and money per customer (domain: BG/NBD's input) by lifetimes, by pymc-marketing
and by one statement; the funnel and the cohorts as an analyst writes them in pandas, and by cx. Each runs in a process
of its own, which reads the rows first; reading is not counted. CPU is of all threads.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUMMARY = """
select count(*), sum(frequency), sum(recency), sum(age), sum(money) from (
    select
        customer_id, count(*) - 1 as frequency, date_diff('day', min(day), max(day)) as recency,
        date_diff('day', min(day), cast($until as date)) as age,
        coalesce((sum(revenue) - arg_min(revenue, day)) / nullif(count(*) - 1, 0), 0) as money
    from (
        select customer_id, cast(ordered_at as date) as day, sum(cast(revenue as double)) as revenue
        from orders where customer_id is not null and revenue >= 0 group by customer_id, cast(ordered_at as date)
    ) group by customer_id
)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--python", default=".venv-peers/bin/python")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        print(json.dumps(_measured(given.work[0], Path(given.work[1]), given.store)))
        return
    for name, found in measured(given.store, given.python):
        print(_sentence(name, found), flush=True)


def measured(store: Path, python: str) -> Iterator[tuple[str, dict]]:
    """(name, {"seconds", "cpu", "peak_gb", "answer"}) of each work; those of libraries only where `python` is there."""
    with tempfile.TemporaryDirectory() as folder:
        _rows_to(Path(folder), store)
        for name in WORK:
            if name in PEERS and not (ROOT / python).exists():
                continue
            own = str(ROOT / python) if name in PEERS else sys.executable
            command = [own, str(Path(__file__)), str(store), "--work", name, folder]
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
            yield name, json.loads(done.stdout.splitlines()[-1])


def _rows_to(folder: Path, store: Path) -> None:
    import duckdb

    with duckdb.connect(str(store), read_only=True) as connection:
        for table, columns in {
            "orders": "customer_id, ordered_at, cast(revenue as double) as revenue",
            "touchpoints": "person_id, occurred_at",
        }.items():
            path = str(folder / f"{table}.parquet")
            connection.execute(f"copy (select {columns} from {table}) to '{path}'").fetchall()


def _sentence(name: str, measured: dict) -> str:
    return (
        f"{name:34s} {measured['seconds']:8.2f} s  {measured['cpu']:8.2f} s CPU  "
        f"{measured['peak_gb']:6.2f} GB   {measured['answer']}"
    )


def _measured(name: str, folder: Path, store: Path) -> dict:
    import resource

    read, work = WORK[name]
    rows = read(folder, store)
    used = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    answer = work(rows)
    seconds = time.perf_counter() - began
    now = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "seconds": seconds,
        "cpu": now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime,
        "peak_gb": now.ru_maxrss / 2**20,
        "answer": answer,
    }


# --- rows ------------------------------------------------------------------------------------------------------


def _frames(folder: Path, _store: Path) -> dict:
    import pandas as pd

    return {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}


def _opened(_folder: Path, store: Path):
    import cx

    return cx.open_store(store)


# --- the summary -----------------------------------------------------------------------------------------------


def _bought(rows: dict):
    orders = rows["orders"]
    return orders[orders.customer_id.notna() & (orders.revenue >= 0)]


def _of(summary) -> str:
    return f"{len(summary):,} customers, frequency {summary.frequency.sum():,.0f}, recency {summary.recency.sum():,.0f}"


def lifetimes(rows: dict) -> str:
    from lifetimes.utils import summary_data_from_transaction_data

    bought = _bought(rows)
    return _of(
        summary_data_from_transaction_data(
            bought, "customer_id", "ordered_at", "revenue", observation_period_end=bought.ordered_at.max()
        )
    )


def pymc_marketing(rows: dict) -> str:
    from pymc_marketing.clv import rfm_summary

    bought = _bought(rows)
    return _of(
        rfm_summary(bought, "customer_id", "ordered_at", "revenue", observation_period_end=bought.ordered_at.max())
    )


def one_statement(store) -> str:
    from cx.engine import coverage

    found = store.rows(SUMMARY, until=coverage.last_date(store)).iloc[0]
    return f"{found.iloc[0]:,} customers, frequency {found.iloc[1]:,.0f}, recency {found.iloc[2]:,.0f}"


# --- funnel and cohorts ----------------------------------------------------------------------------------------


def pandas_funnel(rows: dict) -> str:
    import pandas as pd

    days = pd.Timedelta(days=1)
    bought = _bought(rows)
    reached = rows["touchpoints"].groupby("person_id").occurred_at.min().dt.normalize()
    purchases = (
        bought.assign(day=bought.ordered_at.dt.normalize())[["customer_id", "day"]].drop_duplicates().sort_values("day")
    )
    first = purchases.groupby("customer_id").day.first()
    second = purchases[purchases.duplicated("customer_id")].groupby("customer_id").day.first()
    people = reached.to_frame("reached").join(first.rename("first")).join(second.rename("second"))
    last = max(rows["touchpoints"].occurred_at.max(), bought.ordered_at.max()).normalize()
    eligible = people[people.reached + 90 * days <= last]
    acquired = eligible[(eligible["first"] >= eligible.reached) & (eligible["first"] <= eligible.reached + 90 * days)]
    judged = acquired[acquired["first"] + 180 * days <= last]
    retained = judged[judged["second"] <= judged["first"] + 180 * days]
    return (
        f"{len(people):,} reached, {len(acquired) / len(eligible):.2%} acquired, {len(retained) / len(judged):.2%}"
        " retained"
    )


def cx_funnel(store) -> str:
    from cx.customers import funnel
    from cx.engine import coverage

    steps = funnel.lifecycle(store, coverage.last_date(store)).set_index("step")
    return (
        f"{steps.people['Reach']:,} reached, {steps.rate['Acquire']:.2%} acquired, {steps.rate['Retain']:.2%} retained"
    )


def pandas_cohorts(rows: dict) -> str:
    bought = _bought(rows)
    months = bought.ordered_at.dt.year * 12 + bought.ordered_at.dt.month
    cohort = months.groupby(bought.customer_id).transform("min")
    table = bought.assign(cohort=cohort, age=months - cohort).groupby(["cohort", "age"]).customer_id.nunique().unstack()
    return f"{table.shape[0]} cohorts, {table[0].sum():,.0f} customers, {table[1].sum():,.0f} a month later"


def cx_cohorts(store) -> str:
    from cx.customers import retention
    from cx.engine import coverage

    cells = retention.cohorts(store, coverage.last_date(store))
    by_age = cells.groupby("age").customers.sum()
    return f"{cells.cohort.nunique()} cohorts, {by_age[0]:,.0f} customers, {by_age[1]:,.0f} a month later"


PEERS = {"summary, lifetimes", "summary, pymc-marketing"}
WORK = {
    "summary, lifetimes": (_frames, lifetimes),
    "summary, pymc-marketing": (_frames, pymc_marketing),
    "summary, one statement": (_opened, one_statement),
    "funnel, pandas": (_frames, pandas_funnel),
    "funnel, cx": (_opened, cx_funnel),
    "cohorts, pandas": (_frames, pandas_cohorts),
    "cohorts, cx": (_opened, cx_cohorts),
}

if __name__ == "__main__":
    main()
