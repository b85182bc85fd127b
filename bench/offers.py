"""Next offers of a large company, against a bare aggregate by customer: `python -m bench.offers [--lines 10000000]`.

Lines are drawn in SQL: customers lean to three of thirty categories, so that the rules have something to find. Each
rule is made for all customers, also where another one is used. Figures go to bench/RESULTS.md by hand.
"""

import argparse
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import cx
from bench.scale_steps import RECENCY_FREQUENCY_MONEY
from cx.engine import derived_tables
from cx.market import offers
from cx.market.offers import rule_tables

AS_OF = date(2025, 12, 31)
LINES = """
    insert into orders
    select
        'O' || i // 2, 'C' || customer, timestamp '2023-01-01' + to_seconds(cast(second as bigint)),
        'P' || (category * 60 + cast(floor(60 * pow(r3, 2)) as integer)), 1, 10, 5, 0, 'Web', 1, i
    from (
        select
            i, cast(floor($customers * pow(r1, 1.5)) as integer) as customer, r3, second,
            cast(case when r2 < 0.7 then hash(floor($customers * pow(r1, 1.5)), floor(3 * r4)) % 30
                else floor(30 * r4) end as integer) as category
        from (
            select range as i, random() as r1, random() as r2, random() as r3, random() as r4,
                random() * 94600000 as second
            from range($lines)
        )
    )
"""


def main() -> None:
    """Make the company, time the floor three times, then each answer once."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--lines", type=int, default=10_000_000)
    lines = asked.parse_args().lines
    store = cx.open_store()
    with store.transaction() as cursor:
        cursor.execute("select setseed(0.5)").fetchall()
        cursor.execute(LINES, {"lines": lines, "customers": lines // 20}).fetchall()
        cursor.execute(
            "insert into products select 'P' || range, 'P' || range, 'K' || range // 60, null, null, 1, range"
            " from range(1800)"
        ).fetchall()
        derived_tables.run(cursor, {"orders", "products"})
    floor = median(_seconds(lambda: store.value(RECENCY_FREQUENCY_MONEY)) for _try in range(3))
    print(f"{lines:,} lines: floor {floor:.2f} s")
    today = rule_tables.today(store, AS_OF)
    for name, ask in (
        ("rules", lambda: offers.rules(store, AS_OF)),
        ("next offers", lambda: offers.next_offers(store, AS_OF, limit=50)),
        *((rule, lambda rule=rule: rule_tables.by_rule(store, rule, AS_OF, today)) for rule in offers.RULES),
        ("warm", lambda: offers.next_offers(store, AS_OF, limit=50)),
    ):
        seconds = _seconds(ask)
        print(f"{name}: {seconds:.2f} s, {seconds / floor:.1f} times the floor")
    print(offers.rules(store, AS_OF)[["rule", "rate", "is_used"]])


def _seconds(ask: Callable[[], object]) -> float:
    before = time.perf_counter()
    ask()
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
