"""What a retail analyst would look for first: customers come, come back less and less, and stay of every kind."""

import shutil
from datetime import date

import pandas as pd
import pytest

import cx
from cx.customers import customer_types
from data import archetypes, calendars, seasons

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
    bumps = [(year - 2023) * 12 + month - 1 for year, month in calendars.CAMPAIGNS]
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


def test_revenue_grows_steadily_and_leaves_the_profit_of_a_sound_shop(company):
    orders, costs = company["orders"], company["costs"]
    year = orders.ordered_at.dt.year
    revenue = orders.groupby(year).revenue.sum()
    assert revenue.pct_change().dropna().between(0.10, 0.18).all()
    margin = orders.cost.sum() / orders.revenue[orders.cost.notna()].sum()
    handled = archetypes.COST_PER_ORDER * orders[orders.quantity > 0].groupby(year).order_id.nunique()
    served = company["touchpoints"].groupby(company["touchpoints"].occurred_at.dt.year).cost.sum()
    helped = company["tickets"].groupby(company["tickets"].opened_at.dt.year).cost.sum()
    spent = costs.groupby(costs.month.dt.year).amount.sum()
    profit = (revenue * (1 - margin) - handled - served - helped - spent) / revenue
    assert profit.between(0.10, 0.21).all() and 0.45 < 1 - margin < 0.53
    assert 0.05 < costs[costs.kind == "marketing"].amount.sum() / revenue.sum() < 0.15


def test_orders_a_customer_have_no_gaps(bought):
    number = bought[bought.ordered_at.dt.year == 2025].groupby("customer_id").order_id.nunique()
    share = number.value_counts(normalize=True).reindex(range(1, 23), fill_value=0)
    assert share[1] > 1.3 * share[2]
    assert share[2:14].min() > 0.01 and share[14:20].min() > 0.002  # from 3 to 14, and to 20 orders


@pytest.fixture(scope="module")
def placed(company) -> pd.DataFrame:
    """A row per order with the region of its customer."""
    orders = company["orders"].query("quantity > 0").drop_duplicates("order_id")
    return orders.merge(company["customers"][["customer_id", "region"]], on="customer_id", how="left")


def test_every_region_has_feasts_and_weekends_of_its_own(placed):
    day = placed.ordered_at
    text = day.dt.strftime("%m-%d")
    for spell, where, elsewhere in (
        (text.between("03-05", "03-19"), {"Iran", "Central Asia and Caucasus"}, {"Europe", "Türkiye"}),
        (text.between("11-22", "12-20"), {"Europe"}, {"Iran", "East and South Asia"}),
    ):
        share = spell.groupby(placed.region).mean()
        assert share[list(where)].min() > 1.25 * share[list(elsewhere)].max()
    weekday = pd.crosstab(placed.region, day.dt.day_name(), normalize="index")
    busiest = weekday.idxmax(axis=1)
    assert (busiest["Iran"], busiest["Europe"]) == ("Thursday", "Saturday")
    assert weekday.Sunday["Europe"] < weekday.Sunday["East and South Asia"]


def test_the_night_is_quiet_online_and_the_shops_are_closed(placed):
    hour = placed.ordered_at.dt.hour
    in_store = placed.channel == "Store"
    assert hour[in_store].between(10, 20).all()
    night = ((hour >= 23) | (hour < 8))[~in_store]
    assert 0.07 < night.mean() < 0.16
    assert (hour[~in_store].value_counts(normalize=True) > 0.002).sum() == 24


def test_the_app_gains_on_website_and_stores_every_year(placed):
    share = pd.crosstab(placed.ordered_at.dt.year, placed.channel, normalize="index")
    assert (share.App.diff().dropna() > 0.04).all()
    assert (share.Store.diff().dropna() < 0).all() and (share.Website.diff().dropna() < 0).all()


def test_more_deliveries_are_late_when_all_order_at_once(company):
    given = company["promises"].query("kind == 'delivery'")
    given = given[given.due_on < "2026-01-01"]
    late = ~(given.kept_on <= given.due_on)
    text = given.made_on.dt.strftime("%m-%d")
    busy = text.between("03-05", "03-19") | text.between("12-01", "12-20")
    assert 0.03 < late[busy].mean() - late[~busy].mean() < 0.18


def test_at_most_a_third_of_the_customers_have_no_type(demo_store, tmp_path):
    path = tmp_path / "demo.duckdb"
    shutil.copy(demo_store, path)
    store = cx.open_store(path)
    kinds = customer_types.kinds(store, AS_OF).set_index("kind").share
    store.close()
    assert kinds["None"] <= 1 / 3
    assert kinds.drop("None").min() > 0.045


def test_products_stand_in_natural_proportions_with_some_withdrawn_and_relaunched(company, truth):
    stages = truth["stages"]
    now = stages[stages.month == "2025-12-01"].stage.value_counts()
    assert now.idxmax() == "Saturation"
    assert now["Decline"] < 0.25 * now.sum()
    gaps = stages.sort_values("month").groupby("product_id").month.diff().dt.days
    assert (gaps > 40).sum() == 2  # a life after a pause
    retired = company["products"].retired_on.notna().sum()
    assert 8 <= retired <= 15


def test_sale_months_cost_margin_and_every_category_has_its_season(company):
    lines = company["orders"].dropna(subset="cost")
    month = lines.groupby(lines.ordered_at.dt.month)[["revenue", "cost"]].sum()
    margin = 1 - month.cost / month.revenue
    assert set(margin.nsmallest(3).index) == {1, 3, 11}
    assert margin[[1, 3, 11]].max() < margin.drop([1, 3, 11]).min() - 0.01
    category = lines.product_id.map(company["products"].set_index("product_id").category)
    sold = lines.groupby([category, lines.ordered_at.dt.month]).revenue.sum().unstack()
    summer, winter = sold[[4, 5, 6, 7]].mean(axis=1), sold[[11, 12, 1, 2]].mean(axis=1)
    assert summer["Garden"] > 1.5 * winter["Garden"]
    assert winter["Lighting"] > 1.5 * summer["Lighting"]


def test_costs_rise_and_the_marketing_of_a_product_has_no_cliff(company):
    costs = company["costs"]
    fixed = costs[costs.kind == "fixed"].groupby(costs.month.dt.year).amount.sum()
    assert fixed.pct_change().dropna().between(0.03, 0.06).all()
    spent = costs[(costs.kind == "marketing") & costs.product_id.notna()]
    spent = spent.pivot(index="product_id", columns="month", values="amount")
    left = spent.shift(-1, axis=1) / spent
    assert left.where(spent > 1000).min().min() > 0.25


def test_most_profit_came_by_a_channel_and_few_buy_everywhere(company, placed):
    lines, contacts = company["orders"].dropna(subset="customer_id"), company["touchpoints"]
    held_out = contacts.variant == "held out"
    touched = contacts[~held_out & ~contacts.kind.isin(["recommended", "unsubscribed", "bounced", "asked", "thanked"])]
    first = lines.groupby("customer_id").ordered_at.min()
    tracked = touched.groupby("person_id").occurred_at.min().reindex(first.index) <= first
    year = lines[lines.ordered_at >= "2025-01-01"].dropna(subset="cost")
    profit = (year.revenue - year.cost).groupby(year.customer_id).sum()
    assert 0.15 < profit[~tracked.reindex(profit.index)].sum() / profit.sum() < 0.25
    assert 0.15 < (placed.groupby("customer_id").channel.nunique() >= 3).mean() < 0.30
    website = contacts.kind.eq("visited") & contacts.channel.eq("Website")
    assert website.sum() > 1.1 * (placed.channel == "Website").sum()
    share = pd.crosstab(placed.region, placed.channel, normalize="index")
    assert share.Store["Iran"] > share.Store["Europe"] + 0.05 and share.App["Türkiye"] > share.App["Iran"] + 0.05


def test_display_ads_reach_many_at_cents_and_win_a_customer_at_twice_the_cost(company):
    contacts, costs = company["touchpoints"], company["costs"]
    first = contacts[contacts.variant != "held out"].drop_duplicates("person_id")
    first = first[first.step == "aware"].set_index("person_id")
    old = company["customers"].query("joined_on < '2023-01-01'").customer_id
    first = first.drop(old, errors="ignore")
    came = first[first.index.isin(company["orders"].customer_id)].channel.value_counts()
    paid = ["Display ads", "Search", "Social", "Marketplace"]
    spent = costs.groupby("channel").amount.sum()[paid] + first.groupby("channel").cost.sum()[paid]
    assert spent["Display ads"] / (first.channel == "Display ads").sum() < 1
    others = spent.drop("Display ads").sum() / came[paid[1:]].sum()
    assert 1.8 < spent["Display ads"] / came["Display ads"] / others < 3.5
