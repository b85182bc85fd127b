"""What did each product sell and earn in each complete month?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.special import gammaln

from cx.customers.assumption_sets import margin_or_default
from cx.customers.filters import Scope, scoped
from cx.engine.connection import Engine
from cx.products import out_of_stock, withdrawals
from cx.products.life.classify import Months
from cx.statistics import periods

ALL_SALES = "All sales"
COMPLETE_UNTIL_DAY = 7  # a first order after this day of its month: the data begin in the middle of that month
CENSORED_MONTHS = 2  # who sells this early in the data may have been launched before them
BY_CHANCE = 0.05  # months without a sale before the first one prove a launch only where chance explains them less often
SUMS = ["revenue", "cost", "revenue_without_cost", "units", "purchases", "returns"]


@dataclass(frozen=True)
class Span:
    """The complete months: `first` and `last` are first days of months, None where there is no complete month.

    Attributes
    ----------
    as_of : what is asked for
    begins_on : the company's first order
    has_products : whether any order line names a product
    """

    as_of: date
    begins_on: date | None
    first: date | None
    last: date | None
    has_products: bool

    @property
    def first_left_out(self) -> bool:
        """Whether the first month was left out, the data beginning in the middle of it."""
        return self.begins_on is not None and self.begins_on.day > COMPLETE_UNTIL_DAY

    @property
    def last_left_out(self) -> bool:
        """Whether the month of as_of was left out, not having ended."""
        left_out: bool = (pd.Timestamp(self.as_of) + pd.Timedelta(days=1)).day != 1
        return left_out


@dataclass(frozen=True)
class Panel:
    """Products (rows, in the order of product_id) by complete months (columns, without a gap); money as floats.

    Attributes
    ----------
    start : column of a product's first row: its first cost, launch or sale; number of columns where there is none, and
        for what was listed and never sold, without a cost
    first_sale : column of its first sale, likewise
    launch : months from the first column, NaN where unknown
    direct : costs that no order line carries, from a product's first row on: what sold before the data began had costs
        then that nobody knows the sales to
    sums : the sums of product_months, by name
    profit_known : whether any order line of the product has a cost
    out_of_stock, withdrawn : products x months; see `cx.products.out_of_stock` and `cx.products.withdrawals`
    begins : column of the first month that the order lines cover
    """

    products: pd.DataFrame
    months: pd.DatetimeIndex
    sums: dict[str, np.ndarray]
    direct: np.ndarray
    profit: np.ndarray
    profit_known: np.ndarray
    start: np.ndarray
    first_sale: np.ndarray
    launch: np.ndarray
    out_of_stock: np.ndarray
    withdrawn: np.ndarray
    begins: int

    @property
    def revenue(self) -> np.ndarray:
        """Net of returns."""
        return self.sums["revenue"]

    def for_model(self) -> Months:
        """What the model reads; nothing in it depends on the order of the products or on the currency."""
        lines = np.maximum(self.sums["purchases"].sum(axis=1), 1)
        return Months(
            sales=self.revenue,
            profit=self.profit,
            first_sale=self.first_sale,
            launch=self.launch,
            line_value=np.maximum(self.revenue.sum(axis=1), 0) / lines,
            category=pd.factorize(self.products["category"].fillna("?"), sort=True)[0],
            key=pd.util.hash_array(self.products["product_id"].to_numpy(dtype=object)).astype(np.int64) % 2_147_483_647,
            calendar=self.months.month.to_numpy() - 1,
            missing=self.out_of_stock | self.withdrawn,
        )

    @property
    def sold(self) -> np.ndarray:
        """Whether each product has sold by the end of the last month."""
        return self.first_sale < len(self.months)

    @property
    def older(self) -> np.ndarray:
        """Whether each product sold when the data began and was launched before them, as far as is known."""
        early = (self.first_sale < self.begins + CENSORED_MONTHS) & (self.start == self.first_sale)
        before: np.ndarray = self.sold & early & ~(self.launch >= self.begins)
        return before

    @property
    def in_development(self) -> np.ndarray:
        """Whether each product has not sold, and a cost or a launch that lies ahead says that somebody works on it."""
        developed: np.ndarray = ~self.sold & worked_on(self.products, self.months[-1] + pd.DateOffset(months=1))
        return developed


def span(store: Engine, as_of: date) -> Span:
    """Which months count: the complete ones.

    Parameters
    ----------
    store, as_of : the company, and the last day that is known

    Returns
    -------
    The months from the first that the data cover (the second when the company's first order fell after the 7th of its
    month) to the last that had ended by as_of and has an order line.

    Raises
    ------
    DayError
        If as_of is no date.
    """
    periods.checked(as_of=as_of)
    row = store.read("products/span", as_of=as_of).iloc[0]
    if pd.isna(row.first_on):
        return Span(as_of, None, None, None, False)
    begins = row.first_on.date()
    first = pd.Timestamp(begins).replace(day=1) + pd.DateOffset(months=int(begins.day > COMPLETE_UNTIL_DAY))
    known = pd.notna(row.last_month) and row.last_month >= first
    ends = row.last_month.date() if known else None
    return Span(as_of, begins, first.date() if known else None, ends, bool(row.has_products))


@scoped
def panel(store: Engine, scope: Scope, gross_margin: float | None = None) -> Panel | None:
    """All products by all complete months; None where no month is complete.

    Parameters
    ----------
    store, as_of : the company, and the day up to whose last complete month it is asked
    gross_margin : 0..1, for lines without a cost, where neither the product nor the company has a line with one; None:
        that of the company default
    region, channel, segment : only sales to its customers, and no costs that belong to the product as a whole

    Returns
    -------
    See `Panel`; money in the company's currency.
    """
    gross_margin = margin_or_default(store, gross_margin)
    covered = span(store, scope.as_of)
    if covered.last is None:
        return None
    products = listed(store, scope.as_of, covered)
    spent = store.read("products/costs", last=covered.last)
    spent = spent[spent["product_id"].isin(products["product_id"])]
    begin = min([pd.Timestamp(covered.first), *spent["month"]])
    months = pd.date_range(begin, covered.last, freq="MS")
    given = {
        "first": covered.first,
        "last": covered.last,
        "whole": not covered.has_products,
        "all_sales": ALL_SALES,
    }
    if scope.is_of_some:
        lines = store.read("products/months_of_some", **scope.of_customers, **given)
    else:
        lines = store.read("products/months", **given)
    sums = _matrices(lines, SUMS, products, months)
    direct = _matrices(spent, ["amount"], products, months)["amount"]
    direct = direct * (not scope.is_of_some)
    with_cost = sums["revenue"] - sums["revenue_without_cost"]
    assumed = sums["revenue_without_cost"] * _margin(sums, with_cost, gross_margin)
    beginnings = _beginnings(products, months, covered, direct, sums["purchases"])
    direct = np.where(np.arange(len(months)) < beginnings[0][:, None], 0, direct)  # of months whose sales nobody knows
    profit = with_cost - sums["cost"] + assumed - direct
    known = np.abs(with_cost).sum(axis=1) > 0
    missing = out_of_stock.out_of_stock(sums["purchases"])
    retired = _retired(products, months, scope.as_of)
    off_shelf = withdrawals.withdrawn(sums["purchases"], sums["revenue"], beginnings[1], retired)
    begins = int(month_number(pd.Series([pd.Timestamp(covered.first)]), months)[0])
    return Panel(products, months, sums, direct, profit, known, *beginnings, missing, off_shelf, begins)


def listed(store: Engine, as_of: date, covered: Span) -> pd.DataFrame:
    """The products as known at as_of; one row for all sales where no order line names a product.

    Parameters
    ----------
    store, as_of : the company, and the last day that is known
    covered : the answer of `span`

    Returns
    -------
    One row a product of the products table, of the costs or of the order lines, in the order of product_id: product_id,
    name (its number where it has none), category, launched_on, retired_on, first_sold_on (returns included),
    first_spent_on (month of the first cost).
    """
    products = store.read("products/list", as_of=as_of)
    if covered.has_products or covered.begins_on is None:
        return products
    whole = {"product_id": ALL_SALES, "name": ALL_SALES, "first_sold_on": pd.Timestamp(covered.begins_on)}
    return pd.DataFrame([whole], columns=products.columns).astype(products.dtypes.to_dict())


def worked_on(products: pd.DataFrame, on: pd.Timestamp) -> np.ndarray:
    """Whether somebody works on each product: it has a cost, or a launch that is still ahead.

    Parameters
    ----------
    products : the answer of `listed`
    on : the day from which on a launch is ahead

    Returns
    -------
    One truth a row of `products`.
    """
    worked: np.ndarray = (products["first_spent_on"].notna() | (products["launched_on"] >= on)).to_numpy()
    return worked


def _matrices(
    rows: pd.DataFrame, columns: list[str], products: pd.DataFrame, months: pd.DatetimeIndex
) -> dict[str, np.ndarray]:
    result = {column: np.zeros((len(products), len(months))) for column in columns}
    if len(rows):
        place = pd.Index(products["product_id"]).get_indexer(rows["product_id"])
        number = month_number(rows["month"], months)
        for column in columns:
            result[column][place, number] = rows[column].to_numpy(dtype=float)
    return result


def month_number(dates: pd.Series, months: pd.DatetimeIndex) -> np.ndarray:
    """Months from the first of `months` to each date; NaN for a blank one.

    Parameters
    ----------
    dates : one a product, blank or not
    months : first days of months

    Returns
    -------
    One number a date, negative before the first month; whole numbers where no date is blank.
    """
    number = (dates.dt.year - months[0].year) * 12 + dates.dt.month - months[0].month
    months_from: np.ndarray = number.to_numpy(dtype=int if dates.notna().all() else float)
    return months_from


def _margin(sums: dict[str, np.ndarray], with_cost: np.ndarray, gross_margin: float) -> np.ndarray:
    """Margin of the product's own lines with a cost, else of the company's, else the assumed one (products x 1)."""
    revenue, cost = with_cost.sum(axis=1), sums["cost"].sum(axis=1)
    company = 1 - cost.sum() / revenue.sum() if revenue.sum() > 0 else gross_margin
    return np.where(revenue > 0, 1 - cost / np.where(revenue > 0, revenue, 1), company)[:, None]


def _retired(products: pd.DataFrame, months: pd.DatetimeIndex, as_of: date) -> np.ndarray:
    """Column from which each product is withdrawn (its last month is not whole); NaN where not known at as_of."""
    on = products["retired_on"].where(products["retired_on"] <= pd.Timestamp(as_of))
    return month_number(on + pd.Timedelta(days=1), months).astype(float)


def _beginnings(
    products: pd.DataFrame, months: pd.DatetimeIndex, covered: Span, direct: np.ndarray, purchases: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    count = len(months)
    data_begin = month_number(pd.Series([pd.Timestamp(covered.first)]), months)[0]
    sale = month_number(products["first_sold_on"], months).astype(float)
    launched = month_number(products["launched_on"], months).astype(float)
    first_sale = np.where(np.isnan(sale), count, np.clip(sale, data_begin, count)).astype(int)
    in_the_dark = (sale < data_begin + CENSORED_MONTHS) | _may_be_chance(
        purchases[:, data_begin:], first_sale - data_begin
    )
    known_launch = np.where(np.isfinite(launched) & (launched <= first_sale), launched, np.nan)
    launch = np.where(np.isfinite(known_launch), known_launch, np.where(in_the_dark, np.nan, first_sale))
    spent = np.where((direct != 0).any(axis=1), (direct != 0).argmax(axis=1), count)
    listed_on = np.where(np.isnan(launched), count, np.clip(np.nan_to_num(launched), data_begin, count))
    announced = np.where((first_sale < count) | (spent < count), listed_on, count)
    start = np.minimum(np.minimum(spent, announced), first_sale).astype(int)
    # what sold from the start of the data says nothing of the months before them
    return np.where(first_sale == data_begin, data_begin, start).astype(int), first_sale, launch


def _may_be_chance(purchases: np.ndarray, empty: np.ndarray) -> np.ndarray:
    """Whether the months before the first sale may have been empty by chance: a thin seller seen late is no launch.

    Its lines, or its months with a sale, strewn over all months would leave so many first ones empty more often than
    BY_CHANCE; the less likely of the two counts.
    """
    months = purchases.shape[1]
    lines, active = purchases.sum(axis=1), (purchases > 0).sum(axis=1)
    empty = np.clip(empty, 0, months - 1)
    by_lines = lines * np.log1p(-empty / months)
    by_months = _log_ways(months - empty, active) - _log_ways(np.full(len(empty), months), active)
    likely: np.ndarray = np.minimum(by_lines, by_months) > np.log(BY_CHANCE)
    return likely


def _log_ways(places: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Log of the number of ways to choose `taken` of `places`."""
    taken = np.minimum(taken, places)
    ways: np.ndarray = gammaln(places + 1) - gammaln(taken + 1) - gammaln(places - taken + 1)
    return ways
