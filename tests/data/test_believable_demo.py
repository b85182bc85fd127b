"""What a retail analyst would look for first: customers come, come back less and less, and stay of every kind."""

import shutil
from datetime import date

import numpy as np
import pandas as pd
import pytest

import cx
from cx.customers import customer_types
from data import archetypes, calendars, generate, seasons

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
    usual = new[6:]  # who was a customer before the data begin is first seen in the first months
    assert usual.min() > 0.6 * usual.mean()
    bumps = [(year - 2023) * 12 + month - 1 for year, month in calendars.CAMPAIGNS]
    assert new[bumps].mean() > 1.15 * usual.drop(bumps).mean()
    assert usual[-12:].sum() > usual[:12].sum() * 0.95


@pytest.mark.parametrize("cohorts", [range(6, 16), range(16, 25), range(25, 34)])
def test_retention_falls_with_age_and_flattens(bought, cohorts):
    share = kept(bought, cohorts)
    early, middle, late = share[[1, 2]].mean(), share[[4, 5, 6]].mean(), share[[7, 8, 9]].mean()
    assert early > middle + 0.02
    assert middle > late - 0.015 and middle - late < early - middle + 0.02


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
    assert revenue.pct_change().dropna().between(0.09, 0.18).all()
    margin = orders.cost.sum() / orders.revenue[orders.cost.notna()].sum()
    handled = archetypes.COST_PER_ORDER * orders[orders.quantity > 0].groupby(year).order_id.nunique()
    served = company["touchpoints"].groupby(company["touchpoints"].occurred_at.dt.year).cost.sum()
    helped = company["tickets"].groupby(company["tickets"].opened_at.dt.year).cost.sum()
    spent = costs.groupby(costs.month.dt.year).amount.sum()
    profit = (revenue * (1 - margin) - handled - served - helped - spent) / revenue
    assert profit.between(0.08, 0.14).all() and 0.40 < 1 - margin < 0.48
    marketing = costs[costs.kind == "marketing"]
    assert 0.06 < marketing.amount.sum() / revenue.sum() < 0.10
    assert marketing.amount[marketing.channel.notna()].sum() > 0.55 * marketing.amount.sum()  # the rest is for products


def test_orders_a_customer_have_no_gaps(bought):
    number = bought[bought.ordered_at.dt.year == 2025].groupby("customer_id").order_id.nunique()
    share = number.value_counts(normalize=True).reindex(range(1, 23), fill_value=0)
    assert share[1] > 1.3 * share[2] and share[1] > 0.25
    assert share[:7].min() > 0.03 and share[7:11].min() > 0.005  # up to 7, and to 11 orders
    years = bought[bought.ordered_at.dt.year == 2025].groupby("customer_id").order_id.nunique()
    assert years.mean() < 4


def test_a_third_of_the_new_never_comes_back_and_some_after_half_a_year(bought):
    orders = bought.drop_duplicates("order_id").sort_values("ordered_at").groupby("customer_id").ordered_at
    first, second = orders.nth(0), orders.nth(1)
    first, second = (each.set_axis(bought.customer_id.reindex(each.index)) for each in (first, second))
    new = first[(first >= "2023-07-01") & (first < "2024-12-31")]
    days = (second.reindex(new.index) - new).dt.days
    assert 0.53 < (days <= 180).mean() < 0.63 and 0.60 < (days <= 365).mean() < 0.70


def test_changes_of_kind_are_spread_over_the_year_and_some_have_a_reason(company):
    crowd = generate.crowd_of(generate.CUSTOMERS, generate.SEED, 0)
    for number in (0, 1):
        changed = crowd.kinds[:, number] != crowd.kinds[:, number + 1]
        day = pd.Timestamp("2023-01-01") + pd.to_timedelta(crowd.turned[changed, number], "D")
        assert changed.sum() > 200 and (day.month.value_counts(normalize=True) < 0.2).all()
        assert day.month.nunique() >= 10
    moved = company["tickets"].query("topic == 'Change of address'")
    assert len(moved) > 100
    rank = archetypes.RANKS
    worth = np.array([rank[one.tier] for one in archetypes.ARCHETYPES])[crowd.kinds]
    who = moved.customer_id.str[1:].astype(int).to_numpy() - 1
    assert (worth[who].max(axis=1) > worth[who].min(axis=1)).all()


def test_regions_and_ages_differ_in_what_their_customers_are_worth(company, truth):
    both = company["customers"].merge(truth["tiers"], on="customer_id").query("tier != 'none'")
    best = both.tier.isin(["platinum", "gold"]).groupby(both.region).mean()
    assert best["Gulf and Levant"] > 1.3 * best["Central Asia and Caucasus"]
    born = both.groupby("tier").birth_year.mean()
    assert born["platinum"] + 3 < born["silver"] < born["tin"] - 1


def test_deliveries_and_complaints_got_worse_in_2025(company):
    given = company["promises"].query("kind == 'delivery'")
    late = ~(given.kept_on <= given.due_on)
    year = given.made_on.dt.year
    assert late[year == 2025].mean() > late[year == 2024].mean() + 0.03
    opened = company["tickets"].query("kind == 'complaint'").opened_at.dt.year.value_counts()
    orders = company["orders"].query("quantity > 0").drop_duplicates("order_id").ordered_at.dt.year.value_counts()
    assert opened[2025] / orders[2025] > 1.15 * opened[2024] / orders[2024]


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
    assert 0.08 < (placed.groupby("customer_id").channel.nunique() >= 3).mean() < 0.25
    website = contacts.kind.eq("visited") & contacts.channel.eq("Website")
    assert website.sum() > 1.1 * (placed.channel == "Website").sum()
    share = pd.crosstab(placed.region, placed.channel, normalize="index")
    assert share.Store["Iran"] > share.Store["Europe"] + 0.05 and share.App["Türkiye"] > share.App["Iran"] + 0.05


def test_ads_reach_many_and_display_at_cents_wins_a_customer_at_the_cost_of_the_others(company):
    contacts, costs = company["touchpoints"], company["costs"]
    first = contacts[contacts.variant != "held out"].drop_duplicates("person_id")
    first = first[first.step == "aware"].set_index("person_id")
    old = company["customers"].query("joined_on < '2023-01-01'").customer_id
    first = first.drop(old, errors="ignore")
    came = first[first.index.isin(company["orders"].customer_id)].channel.value_counts()
    paid = ["Display ads", "Search", "Social", "Marketplace", "Store", "Referral"]
    spent = costs.groupby("channel").amount.sum()[paid] + first.groupby("channel").cost.sum()[paid]
    assert len(first) > 80_000 and (first.channel == "Display ads").mean() > 0.45
    assert spent["Display ads"] / (first.channel == "Display ads").sum() < 0.20
    others = spent.drop("Display ads").sum() / came[paid[1:]].sum()
    assert 0.6 < spent["Display ads"] / came["Display ads"] / others < 2
    assert 100 < others < 250
