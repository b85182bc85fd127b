"""Curves of the demo company beside those of real companies, so that what is odd can be seen.

    python -m bench.believable FOLDER [--other ORDERS.csv NAME]...

FOLDER holds the demo's orders.csv (`python -m data.generate FOLDER`). Another file is order lines with the columns
customer_id, date and revenue; order_id and quantity where they exist. Lines without customer, date or revenue are left
out, so guests are. An order is what one customer bought on one day. Lines of a revenue below 0 or a quantity below 0
are returns. The table has a row per measure and a column per company; it goes to the standard output as Markdown.
"""

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

AGES = (1, 2, 3, 6, 9, 12, 18, 24)
ORDER_BANDS = {"1": 1, "2": 2, "3": 3, "4-5": 5, "6-10": 10, "11-20": 20, "21 and more": np.inf}
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
YEAR, HALF_YEAR = pd.Timedelta(days=365), pd.Timedelta(days=180)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Curves = dict[str, str]  # measure -> its value as text


def read(path: Path) -> pd.DataFrame:
    """Order lines: customer, day, month, revenue, returned, order, quantity (1 where the file has none)."""
    lines = pd.read_csv(path, dtype={"customer_id": str, "order_id": str}, low_memory=False)
    lines = lines.rename(columns={"ordered_at": "date"})
    lines["date"] = pd.to_datetime(lines["date"], errors="coerce")
    for name in ("revenue", "quantity"):
        lines[name] = pd.to_numeric(lines[name], errors="coerce") if name in lines else 1.0
    lines = lines.dropna(subset=["customer_id", "date", "revenue"])
    return pd.DataFrame(
        {
            "customer": lines["customer_id"],
            "day": lines["date"].dt.normalize(),
            "month": (lines["date"].dt.year * 12 + lines["date"].dt.month - 1).astype(int),
            "revenue": lines["revenue"],
            "quantity": lines["quantity"],
            "returned": (lines["revenue"] < 0) | (lines["quantity"] < 0),
        }
    )


def orders_of(lines: pd.DataFrame) -> pd.DataFrame:
    """A row per customer and day with a purchase: customer, day, month, revenue, lines, units, number (from 1)."""
    bought = lines[~lines["returned"]]
    by_day = bought.groupby(["customer", "day", "month"])
    found = by_day.agg(revenue=("revenue", "sum"), lines=("revenue", "size"), units=("quantity", "sum")).reset_index()
    return found.sort_values(["customer", "day"]).assign(number=lambda rows: rows.groupby("customer").cumcount() + 1)


def curves(lines: pd.DataFrame) -> Curves:
    """Every measure of one company."""
    orders = orders_of(lines)
    return {
        **size(orders),
        **new_customers(orders),
        **retention(orders),
        **orders_a_customer(orders),
        **gaps(orders),
        **seasons(orders),
        **baskets(orders),
        **returns(lines),
    }


def size(orders: pd.DataFrame) -> Curves:
    """How much there is, and how much it grew from year to year."""
    end = orders["day"].max()
    last = orders[orders["day"] > end - YEAR]
    before = orders[(orders["day"] <= end - YEAR) & (orders["day"] > end - 2 * YEAR)]
    whole = orders["day"].min() <= end - 2 * YEAR
    return {
        "first and last day": f"{orders['day'].min():%Y-%m-%d} to {end:%Y-%m-%d}",
        "customers": f"{orders['customer'].nunique():,}",
        "orders": f"{len(orders):,}",
        "revenue, last 365 days against the 365 before": _percent(
            last["revenue"].sum() / before["revenue"].sum() - 1 if whole else np.nan, sign=True
        ),
    }


def new_customers(orders: pd.DataFrame) -> Curves:
    """First orders by month; the first months also hold customers from before the data begin."""
    by_month = orders[orders["number"] == 1].groupby("month").size()
    by_month = by_month.reindex(whole_months(orders), fill_value=0)
    usual = by_month.iloc[3:].median() or np.nan
    last = by_month.iloc[-3:]
    active = orders.groupby("month")["customer"].nunique().reindex(by_month.index)
    return {
        "new customers by month, first to last": " ".join(f"{count}" for count in by_month),
        "new customers, last 3 months against the usual month": _percent(last.mean() / usual),
        "new among active customers, last 12 months": _percent((by_month / active).iloc[-12:].mean()),
    }


def whole_months(orders: pd.DataFrame) -> range:
    """The numbers of the months that the data cover to their last days, but for two."""
    first, last = orders["day"].min(), orders["day"].max()
    begins, ends = orders["month"].min() + (first.day > 3), orders["month"].max() - (last.day < last.days_in_month - 2)
    return range(begins, ends + 1)


def retention(orders: pd.DataFrame) -> Curves:
    """Share of a cohort with an order in its k-th month after; the first month's cohort is left out."""
    months = whole_months(orders)
    cohort = orders[orders["number"] == 1].set_index("customer")["month"]
    born = orders["customer"].map(cohort)
    here = (born > months.start) & (orders["month"] <= months[-1])
    active = pd.DataFrame(
        {"born": born[here], "age": orders["month"][here] - born[here], "who": orders["customer"][here]}
    )
    counted = active.groupby(["born", "age"])["who"].nunique().unstack(fill_value=0)
    counted = counted.reindex(columns=range(len(months)), fill_value=0)
    seen = np.add.outer(counted.index.to_numpy(), counted.columns.to_numpy()) <= months[-1]
    rates = counted.div(counted[0], axis=0).where(seen)
    weighted = (counted.where(seen).sum() / pd.DataFrame(seen).mul(counted[0].to_numpy(), axis=0).sum()).round(6)
    found = {f"retention, month {age}": _percent(weighted.get(age, np.nan)) for age in AGES}
    month_1 = rates[1].dropna()
    half = len(month_1) // 2
    early, late = month_1.iloc[:half].mean(), month_1.iloc[half:].mean()
    found["month-1 retention, earlier and later cohorts"] = f"{_percent(early)} and {_percent(late)}"
    return found


def orders_a_customer(orders: pd.DataFrame) -> Curves:
    """Orders of each customer active in the last 365 days, and how the revenue is spread over them."""
    last = (
        orders[orders["day"] > orders["day"].max() - YEAR]
        .groupby("customer")
        .agg(orders=("day", "size"), revenue=("revenue", "sum"))
    )
    bands = pd.cut(last["orders"], [0, *ORDER_BANDS.values()], labels=list(ORDER_BANDS)).value_counts(normalize=True)
    money = last["revenue"].sort_values(ascending=False)
    found = {f"customers with {band} orders in 365 days": _percent(bands[band]) for band in ORDER_BANDS}
    found["mean orders in 365 days"] = f"{last['orders'].mean():.1f}"
    for share in (0.1, 0.2):
        best = money.iloc[: max(1, round(share * len(money)))].sum() / money.sum()
        found[f"revenue of the best {share:.0%} of customers"] = _percent(best)
    return found


def gaps(orders: pd.DataFrame) -> Curves:
    """Days from one order to the next of the same customer; and who came back within 180 days of the first."""
    gap = orders.groupby("customer")["day"].diff().dt.days
    end = orders["day"].max()
    first = orders[orders["number"] == 1].set_index("customer")["day"]
    second = orders[orders["number"] == 2].set_index("customer")["day"].reindex(first.index)
    open_since = first[(first > orders["day"].min() + pd.Timedelta(days=31)) & (first <= end - HALF_YEAR)]
    back = (second[open_since.index] - open_since) <= HALF_YEAR
    return {
        "second order within 180 days of the first": _percent(back.mean() if len(back) else np.nan),
        "days to the next order, 10 25 50 75 90 %": _quantiles(gap.dropna(), "{:.0f}"),
        "days from first to second, 10 25 50 75 90 %": _quantiles(gap[orders["number"] == 2], "{:.0f}"),
    }


def seasons(orders: pd.DataFrame) -> Curves:
    """Revenue of each calendar month against the mean month, over whole years up to the end; shares of weekdays."""
    months = whole_months(orders)
    years = max(len(months) // 12, 1)
    last = orders[(orders["month"] > months[-1] - 12 * years) & (orders["month"] <= months[-1])]
    by_month = last.groupby("month")["revenue"].sum().reindex(months[-12 * years :], fill_value=0)
    year = (months[-1] - by_month.index.to_numpy()) // 12
    index = by_month / by_month.groupby(year).transform("mean")
    by_calendar = index.groupby(by_month.index % 12).mean()
    found = {f"revenue, {MONTHS[month]} (mean month 100)": f"{100 * rate:.0f}" for month, rate in by_calendar.items()}
    weekday = last.groupby(last["day"].dt.day_of_week)["revenue"].sum().reindex(range(7), fill_value=0)
    shares = weekday / weekday.sum()
    found["revenue by weekday, Mon to Sun, %"] = " ".join(f"{100 * share:.0f}" for share in shares)
    return found


def baskets(orders: pd.DataFrame) -> Curves:
    """What one order holds."""
    return {
        "revenue an order, 10 25 50 75 90 %": _quantiles(orders["revenue"], "{:.0f}"),
        "revenue an order, mean to median": f"{orders['revenue'].mean() / orders['revenue'].median():.2f}",
        "lines an order, 10 25 50 75 90 %": _quantiles(orders["lines"], "{:.0f}"),
        "units an order, median": f"{orders['units'].median():.0f}",
    }


def returns(lines: pd.DataFrame) -> Curves:
    """Returned lines among those sold, and their money."""
    back = lines["returned"]
    money = lines["revenue"][back].abs().sum() / lines["revenue"][~back].sum()
    return {
        "returned lines to lines sold": _percent(back.sum() / (~back).sum()),
        "returned revenue to revenue sold": _percent(money),
    }


def _percent(share: float, sign: bool = False) -> str:
    return "-" if pd.isna(share) else f"{100 * share:{'+' if sign else ''}.1f} %"


def _quantiles(values: pd.Series, form: str) -> str:
    return " ".join(form.format(value) for value in values.quantile(QUANTILES)) if len(values) else "-"


def table(companies: dict[str, Curves]) -> str:
    """A Markdown table, a row per measure in the order of the measures."""
    names = list(dict.fromkeys(measure for found in companies.values() for measure in found))
    by_calendar = sorted((name for name in names if "(mean month" in name), key=lambda name: MONTHS.index(name[9:12]))
    names = [by_calendar.pop(0) if "(mean month" in name else name for name in names]
    rows = [["measure", *companies], ["---"] * (len(companies) + 1)]
    rows += [[name, *(found.get(name, "-") for found in companies.values())] for name in names]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.believable", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the demo's files")
    parser.add_argument("--other", nargs=2, action="append", default=[], metavar=("ORDERS.csv", "NAME"))
    given = parser.parse_args(arguments)
    files = {"demo": given.folder / "orders.csv", **{name: Path(path) for path, name in given.other}}
    print(table({name: curves(read(path)) for name, path in files.items()}))


if __name__ == "__main__":
    main()
