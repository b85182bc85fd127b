"""The demo company: consistent tables of three years, and the truth behind them.

    python -m data.generate FOLDER [--lines N] [--format csv|parquet] [--seed S]

The same arguments give the same bytes. Customers are made in chunks of fixed size, each with its own
random numbers, and written as they are made: memory does not grow with the company.
"""

import argparse
import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from data import (
    archetypes,
    baskets,
    calls,
    campaigns,
    catalogue,
    columns,
    comments,
    company,
    contacts,
    dirt,
    ideas,
    journey,
    opinions,
    people,
    promises,
    purchases,
    recognition,
    referrals,
    rivals,
    seasons,
    support,
    views,
)

CUSTOMERS = 6318
SEED = 20250101
CHUNK = 10_000  # customers; part of what the bytes depend on, so never a matter of memory
LINES_PER_CUSTOMER = 23.0
TIERS_KNOWN = ["customer_id", "tier", "kind_at_end", "kind_at_start"]
CSV_STYLE = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")


@dataclass
class Digits:
    """How many digits the numbers in the ids have, enough for the whole company."""

    customer: int
    order: int
    ticket: int
    prospect: int

    @classmethod
    def of(cls, customers: int) -> "Digits":
        """Room for twenty orders, five tickets and fifteen prospects per customer."""
        need = [len(str(customers * times)) for times in (1, 20, 5, 15)]
        return cls(max(need[0], 5), max(need[1], 6), max(need[2], 5), max(need[3], 6))


@dataclass
class Counted:
    """How many orders, tickets, prospects and promises the chunks before have numbered."""

    orders: int = 0
    tickets: int = 0
    prospects: int = 0
    promises: int = 0


def generators(seed: int, chunk: int) -> list[np.random.Generator]:
    """Independent random numbers for each subject, so that one can be drawn without the others."""
    sequence = np.random.SeedSequence(seed, spawn_key=(chunk,))
    return [np.random.Generator(np.random.PCG64(child)) for child in sequence.spawn(10)]


def chunk_starts(customers: int) -> range:
    """Number of the first customer of each chunk, from 0."""
    return range(0, customers, CHUNK)


def crowd_of(customers: int, seed: int, start: int) -> people.People:
    """The customers of the chunk that begins at `start`."""
    return people.draw(generators(seed, start // CHUNK)[0], min(CHUNK, customers - start), start)


def chunk_tables(customers: int, seed: int, start: int, counted: Counted) -> dict[str, pa.Table]:
    """The rows of one chunk of customers, by table; moves `counted` on."""
    rngs = generators(seed, start // CHUNK)
    _, of_customers, of_orders, of_baskets, of_contacts, of_tickets, of_answers, *rngs = rngs
    of_calls, of_promises, of_views = rngs
    digits, crowd = Digits.of(customers), crowd_of(customers, seed, start)
    orders = purchases.draw(of_orders, crowd)
    lines = baskets.draw(of_baskets, crowd, orders)
    seen, invited = views.draw(of_views, crowd, orders), opinions.invitations(of_views, crowd, orders)
    mails = contacts.invitations(orders.customer[invited], opinions.invited_at(orders, invited))
    touched, prospects = contacts.draw(of_contacts, crowd, orders, mails)
    tickets = support.draw(of_tickets, crowd, orders)
    asked = support.joined(tickets, calls.draw(of_calls, orders))
    promised = promises.draw(of_promises, crowd, orders, lines, tickets)
    given = opinions.draw(of_answers, crowd, orders, tickets, invited, seen)
    made = {
        "orders": baskets.table(lines, orders, crowd, counted.orders, (digits.customer, digits.order)),
        "customers": people.customers(of_customers, crowd, digits.customer),
        "touchpoints": contacts.table(touched, crowd, counted.prospects, (digits.customer, digits.prospect)),
        "surveys": opinions.table(given, crowd, digits.customer),
        "tickets": support.table(asked, crowd, counted.tickets, (digits.customer, digits.ticket)),
        "churn_reasons": opinions.churn_reasons(of_answers, crowd, orders, digits.customer),
        "promises": promises.table(promised, crowd, counted.promises, (digits.customer, digits.order)),
    }
    counted.orders += len(orders.day)
    counted.tickets += len(asked.order)
    counted.prospects += prospects
    counted.promises += len(promised.made)
    return made


def chunks(customers: int, seed: int) -> Iterator[dict[str, pa.Table]]:
    """All tables, a chunk of customers at a time; what belongs to the whole company comes first."""
    counted = Counted()
    whole = {
        "products": catalogue.products(),
        "costs": company.costs(customers),
        "competitors": rivals.table(seed),
        "journey": journey.table(),
    }
    for start in chunk_starts(customers):
        yield whole | chunk_tables(customers, seed, start, counted)
        whole = {}


def tables(customers: int = CUSTOMERS, seed: int = SEED) -> dict[str, pd.DataFrame]:
    """The tables by name, without the bad lines of the files; money as floats, times as datetimes."""
    if customers < 1:
        raise ValueError(f"A company needs at least one customer, not {customers}.")
    parts: dict[str, list[pa.Table]] = {name: [] for name in columns.SCHEMAS}
    for made in chunks(customers, seed):
        for name, part in made.items():
            parts[name].append(part)
    return {name: frame(pa.concat_tables(found)) for name, found in parts.items()}


def frame(table: pa.Table) -> pd.DataFrame:
    """A pandas frame with the types that pandas counts with."""
    kinds = {columns.MONEY: pa.float64(), columns.DAY: columns.MOMENT}
    schema = pa.schema([field.with_type(kinds.get(field.type, field.type)) for field in table.schema])
    return table.cast(schema).to_pandas()


def truth(customers: int = CUSTOMERS, seed: int = SEED) -> dict[str, pd.DataFrame]:
    """What is known about the company and stands in none of its tables.

    "tiers": customer_id, tier (platinum, gold, silver, bronze, tin; none: no order in 2025), kind_at_end and
    kind_at_start (archetypes of the last and of the first order). Tiers are judged by 2025; no kind changes after
    February of that year, so the one at the end rules nearly all of it.
    "stages": product_id, month, stage. "effects": name, value. "dirt": table, line, column, reason.
    "planted": name, value, page (the address of the page that shows it). "comments": a text that may occur, topic,
    touchpoint, language. "ideas": what the company borrowed from rivals, with the true effect. "names": candidates for
    a product line, with what is known of each.
    """
    first = chunk_tables(customers, seed, 0, Counted())
    return {
        "tiers": true_tiers(customers, seed),
        "stages": catalogue.true_stages(),
        "effects": true_effects(customers, seed),
        "dirt": dirt.listed(seed, {name: first[name].num_rows for name in dirt.BAD_LINES}),
        "planted": true_planted(),
        "comments": comments.frame(),
        "ideas": ideas.frame(),
        "names": ideas.names_frame(),
    }


def true_tiers(customers: int, seed: int) -> pd.DataFrame:
    """A row per customer: customer_id, tier, kind_at_end, kind_at_start; see `truth`."""
    parts = [tiers_of(customers, seed, start) for start in chunk_starts(customers)]
    numbers = columns.ids("C", np.arange(customers) + 1, Digits.of(customers).customer)
    return pd.concat(parts, ignore_index=True).assign(customer_id=numbers.to_pandas())[TIERS_KNOWN]


def tiers_of(customers: int, seed: int, start: int) -> pd.DataFrame:
    """Tier and kinds of the customers of the chunk that begins at `start`."""
    crowd = crowd_of(customers, seed, start)
    orders = purchases.draw(generators(seed, start // CHUNK)[2], crowd)
    known = orders.customer >= 0
    here = np.bincount(orders.customer[known & (orders.day >= seasons.YEAR_STARTS[2])], minlength=crowd.size) > 0
    last = crowd.kinds[:, 0].copy()
    last[orders.customer[known]] = orders.archetype[known]  # orders come in order of time
    name, tier = (np.array(archetypes.column(field)) for field in ("name", "tier"))
    return pd.DataFrame(
        {
            "tier": np.where(here, tier[last], "none"),
            "kind_at_end": name[last],
            "kind_at_start": name[crowd.kinds[:, 0]],
        }
    )


def true_effects(customers: int, seed: int) -> pd.DataFrame:
    """A row per known effect: name, value."""
    offer = campaigns.OFFERS[-1]
    uplifts = [campaigns.uplift_of(offer, crowd_of(customers, seed, start)) for start in chunk_starts(customers)]
    uplift, audience = np.sum(uplifts, axis=0)
    known = {
        "cost per order": archetypes.COST_PER_ORDER,
        "offer uplift": uplift / max(audience, 1),
        "offer held out": archetypes.OFFER_HELD_OUT,
        "unhelped order ratio": archetypes.UNHELPED_ORDER_RATIO,
    }
    for channel in archetypes.CHANNELS:
        known |= {f"{rate}: {channel.name}": getattr(channel, rate) for rate in ("reached", "acquired", "retained")}
    return pd.DataFrame({"name": list(known), "value": list(known.values())})


def true_planted() -> pd.DataFrame:
    """A row per planted truth: name, value, page."""
    rows = [
        *opinions.truth(),
        *campaigns.truth(),
        *recognition.truth(),
        *referrals.truth(),
        *support.truth(),
        *calls.truth(),
        *promises.truth(),
        *journey.truth(),
        *rivals.truth(),
        *ideas.truth(),
    ]
    return pd.DataFrame(rows, columns=["name", "value", "page"])


def write(folder: str | Path, customers: int = CUSTOMERS, seed: int = SEED, file_format: str = "csv") -> dict[str, int]:
    """Write the tables into `folder` and return their numbers of rows; a CSV also gets the bad lines."""
    if file_format not in ("csv", "parquet"):
        raise ValueError(f"file_format is 'csv' or 'parquet', not {file_format!r}.")
    Path(folder).mkdir(parents=True, exist_ok=True)
    rows = dict.fromkeys(columns.SCHEMAS, 0)
    with ExitStack() as open_files:
        files = {name: open_files.enter_context(_sink(Path(folder), name, file_format)) for name in columns.SCHEMAS}
        for made in chunks(customers, seed):
            for name, part in made.items():
                if file_format == "parquet":
                    files[name].write_table(part)
                else:
                    files[name].write(csv_body(part, seed if rows[name] == 0 else None, name))
                rows[name] += part.num_rows
    return rows


def _sink(folder: Path, name: str, file_format: str):
    if file_format == "parquet":
        return pyarrow.parquet.ParquetWriter(folder / f"{name}.parquet", columns.SCHEMAS[name])
    file = (folder / f"{name}.csv").open("wb")
    file.write((",".join(columns.SCHEMAS[name].names) + "\n").encode())
    return file


def csv_body(part: pa.Table, seed: int | None, name: str) -> bytes:
    """The lines of a part; with a seed (the first part of a file) the bad ones are among them."""
    buffer = io.BytesIO()
    pyarrow.csv.write_csv(part, buffer, CSV_STYLE)
    return buffer.getvalue() if seed is None else dirt.spoil(buffer.getvalue(), seed, name)


def customers_for(lines: int) -> int:
    """How many customers make about so many order lines."""
    return max(1, round(lines / LINES_PER_CUSTOMER))


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m data.generate", description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="where the files go")
    parser.add_argument("--lines", type=int, help="about how many order lines; people scale with them")
    parser.add_argument("--format", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args(arguments)
    customers = CUSTOMERS if given.lines is None else customers_for(given.lines)
    for name, rows in write(given.folder, customers, given.seed, given.format).items():
        print(f"{name}: {rows:,} rows")


if __name__ == "__main__":
    main()
