"""Search over a million customers, against a bare scan of their names in the same run.

    python -m bench.search [CUSTOMERS]

Names are drawn from a few hundred first and last names, so that a common one has thousands of hits; every customer has
an e-mail address. The first search lays out the words, the others read them.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

import cx
from cx import search

ROUNDS = 7
ASKED = {
    "a common name": "anna",
    "two letters": "an",
    "a name and a typo": "anna kowlska17",
    "an id": "C0123456",
    "an e-mail address": "person123456@example",
    "nothing": "zzzzqq",
}


def company(people: int) -> cx.Store:
    """A store in memory with so many customers and nothing else."""
    draw = np.random.default_rng(1)
    first, last = draw.integers(0, 300, people), draw.integers(0, 700, people)
    stems = ["Anna", "Zoë", "Jörg", "Mehmet", "Łukasz", "Kowalska", "Müller", "Nowak", "Çelik", "Ångström"]
    number = np.arange(people)
    rows = pd.DataFrame(
        {
            "customer_id": [f"C{one:07d}" for one in number],
            "name": [
                f"{stems[a % 5]}{a // 5 or ''} {stems[5 + b % 5]}{b // 5 or ''}"
                for a, b in zip(first, last, strict=True)
            ],
            "email": [f"person{one}@example.com" for one in number],
        }
    )
    store = cx.open_store(":memory:")
    store.load("customers", rows.to_csv(index=False).encode())
    return store


def median(question: Callable[[], object]) -> float:
    """Milliseconds of a question, the median of ROUNDS."""
    took = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        question()
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    store = company(people)
    begun = time.perf_counter()
    search.find(store, "first search")
    print(f"{people:,} customers; the first search lays out the words: {time.perf_counter() - begun:.2f} s")
    scan = "select count(*) from customers where contains(lower(name), $text)"
    print(f"bare scan of lower(name): {median(lambda: store.value(scan, text='anna')):.0f} ms")
    for name, text in ASKED.items():
        hits = len(search.find(store, text))
        print(f"{name} ({text}): {median(lambda text=text: search.find(store, text)):.0f} ms, {hits} hits")


if __name__ == "__main__":
    main()
