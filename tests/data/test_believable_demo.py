"""What a retail analyst would look for first: customers come, come back less and less, and stay of every kind."""

import shutil
from datetime import date

import pandas as pd
import pytest

import cx
from cx.customers import customer_types
from data import seasons

AS_OF = date(2025, 12, 31)


@pytest.fixture(scope="module")
def bought(company) -> pd.DataFrame:
    """Lines that known customers bought, with the month of each and of the customer's first."""
    orders = company["orders"]
    lines = orders[orders.customer_id.notna() & (orders.quantity > 0)]
    month = lines.ordered_at.dt.year * 12 + lines.ordered_at.dt.month - 1 - 2023 * 12
    return lines.assign(month=month, first=month.groupby(lines.customer_id).transform("min"))


def kept(bought: pd.DataFrame, cohorts: range) -> pd.Series:
    """Share of the cohorts that buys in each month after the first, of those cohorts that have come so far."""
    mine = bought[bought.first.isin(cohorts)]
    cells = mine.assign(age=mine.month - mine.first).groupby(["first", "age"]).customer_id.nunique().unstack()
    size = cells[0]
    return pd.Series({age: cells[age].sum() / size[: seasons.MONTHS - age].sum() for age in range(1, 11)})


def test_new_customers_come_every_month_and_more_in_months_of_campaigns(bought):
    new = bought.drop_duplicates("customer_id")["first"].value_counts().sort_index()
    usual = new[3:]  # who was a customer before the data begin is first seen in the first weeks
    assert usual.min() > 0.6 * usual.mean()
    bumps = [(year - 2023) * 12 + month - 1 for year, month in seasons.CAMPAIGNS]
    assert new[bumps].mean() > 1.15 * usual.drop(bumps).mean()
    assert usual[-12:].sum() > usual[:12].sum() * 0.95


@pytest.mark.parametrize("cohorts", [range(3, 15), range(15, 24), range(24, 34)])
def test_retention_falls_with_age_and_flattens(bought, cohorts):
    share = kept(bought, cohorts)
    early, middle, late = share[[1, 2]].mean(), share[[4, 5, 6]].mean(), share[[7, 8, 9]].mean()
    assert early > middle + 0.02
    assert abs(middle - late) < early - middle + 0.02


def test_the_company_grows_with_a_steady_margin_and_its_seasons(company):
    lines = company["orders"].dropna(subset="cost")
    year = lines.groupby(lines.ordered_at.dt.year)[["revenue", "cost"]].sum()
    assert year.revenue.is_monotonic_increasing
    margin = 1 - year.cost / year.revenue
    assert margin.max() - margin.min() < 0.02
    month = company["orders"].groupby(company["orders"].ordered_at.dt.month).revenue.sum()
    assert {3, 11, 12} == set(month.nlargest(3).index)


def test_at_most_a_third_of_the_customers_have_no_type(demo_store, tmp_path):
    path = tmp_path / "demo.duckdb"
    shutil.copy(demo_store, path)
    store = cx.open_store(path)
    kinds = customer_types.kinds(store, AS_OF).set_index("kind").share
    store.close()
    assert kinds["None"] <= 1 / 3
    assert kinds.drop("None").min() > 0.05


def test_products_stand_in_natural_proportions_with_some_withdrawn_and_relaunched(company, truth):
    stages = truth["stages"]
    now = stages[stages.month == "2025-12-01"].stage.value_counts()
    assert now.idxmax() == "Saturation"
    assert now["Decline"] < 0.25 * now.sum()
    gaps = stages.sort_values("month").groupby("product_id").month.diff().dt.days
    assert (gaps > 40).sum() == 2  # a life after a pause
    retired = company["products"].retired_on.notna().sum()
    assert 8 <= retired <= 15
