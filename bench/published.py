"""Do the published numbers come out of the published data?

    python -m bench.published WHEEL

WHEEL is the file of lifetimes 0.11.3 (`pip download --no-deps lifetimes==0.11.3`), which carries CDNOW; it is read
as an archive and never imported. Each line says what was published, what came out, and whether they agree.
"""

import sys
import zipfile
from collections import defaultdict
from datetime import date

import cx
from cx.customers import retention, rfm
from cx.products.stages import bass

MEMBER = "lifetimes/datasets/CDNOW_master.txt"
MONTHS_1_TO_4 = [14.85, 11.44, 9.76, 8.65]


def cdnow(wheel: str) -> cx.Store:
    """A store of the 69,659 CDNOW lines, each an order line of its own."""
    lines = zipfile.ZipFile(wheel).read(MEMBER).decode().splitlines()[1:]
    rows = [line.split() for line in lines if line.strip()]
    orders = [
        f"{place},{customer},{day[:4]}-{day[4:6]}-{day[6:]},{number},{revenue}"
        for place, (customer, day, number, revenue) in enumerate(rows, 1)
    ]
    store = cx.open_store(":memory:")
    store.load("orders", "\n".join(["order_id,customer_id,ordered_at,quantity,revenue", *orders]).encode())
    return store


def retention_of_cdnow(store: cx.Store) -> bool:
    """CDNOW cut at 1997-06-15: mean retention of months 1 to 4, month 5 blank."""
    means = retention.mean_by_age(retention.cohorts(store, date(1997, 6, 15))).set_index("age")["rate"]
    found = [round(100 * float(means[age]), 2) for age in range(1, 5)]
    agrees = found == MONTHS_1_TO_4 and means.isna()[5]
    print(f"CDNOW retention, months 1-4: published {MONTHS_1_TO_4}, found {found}, month 5 {means[5]}: {agrees}")
    return agrees


def bass_of_1969() -> bool:
    """Bass (1969), ordinary least squares on sales .517 1.169 1.604 2.044 2.286."""
    published = (0.0626, 0.7377, 10.50)
    fitted = bass.fit([0.517, 1.169, 1.604, 2.044, 2.286])
    found = (round(fitted.p, 4), round(fitted.q, 4), round(fitted.m, 2))
    print(f"Bass p, q, m: published {published}, found {found}: {found == published}")
    return found == published


def rfm_of_cdnow(store: cx.Store, wheel: str) -> bool:
    """Recency, frequency and money of all 23,570 customers equal a plain loop over the lines of the file."""
    as_of = date(1998, 6, 30)
    orders, money, last = defaultdict(int), defaultdict(float), defaultdict(lambda: date.min)
    for line in zipfile.ZipFile(wheel).read(MEMBER).decode().splitlines()[1:]:
        if line.strip():
            customer, day, _number, revenue = line.split()
            orders[customer] += 1
            money[customer] += float(revenue)
            last[customer] = max(last[customer], date(int(day[:4]), int(day[4:6]), int(day[6:])))
    found = rfm.customers(store, as_of).set_index("customer_id")
    agree = sum(
        (row.recency_days, row.frequency) == ((as_of - last[who]).days, orders[who])
        and abs(row.money - money[who]) < 0.005
        for who, row in found.iterrows()
    )
    agrees = agree == len(found) == len(orders) == 23_570
    print(f"CDNOW recency, frequency, money: {agree:,} of {len(orders):,} customers equal a plain loop: {agrees}")
    return agrees


if __name__ == "__main__":
    company = cdnow(sys.argv[1])
    agreed = [retention_of_cdnow(company), rfm_of_cdnow(company, sys.argv[1]), bass_of_1969()]
    sys.exit(0 if all(agreed) else 1)
