"""The demo company is what it says it is: the same each time, consistent, and with its truth in the data."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from data import archetypes, catalogue, generate
from data.columns import SCHEMAS

SAMPLES = Path(generate.__file__).parent / "samples"
END = pd.Timestamp("2026-01-01")
YEAR = pd.Timestamp("2025-01-01")
DAY = pd.Timedelta(days=1)


@pytest.fixture(scope="module")
def sold(company) -> pd.DataFrame:
    """Lines that known customers bought; what came back is no order."""
    orders = company["orders"]
    return orders[orders.customer_id.notna() & (orders.quantity > 0)]


@pytest.fixture(scope="module")
def effects(truth) -> dict[str, float]:
    return dict(zip(truth["effects"].name, truth["effects"].value, strict=True))


@pytest.fixture(scope="module")
def realised(company, truth) -> pd.DataFrame:
    """A row per customer active in 2025 with what the year brought."""
    found = customer_year(company, YEAR, END)
    return found.join(truth["tiers"].set_index("customer_id"))


def customer_year(company: dict[str, pd.DataFrame], first: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Contribution and profit of each customer; fixed cost is spread by order, guests' orders included."""

    def inside(table: str, column: str) -> pd.DataFrame:
        rows = company[table]
        return rows[(rows[column] >= first) & (rows[column] < end)]

    lines = inside("orders", "ordered_at")
    known_cost = lines[lines.cost.notna()]
    lines = lines.assign(cost=lines.cost.fillna(lines.revenue * known_cost.cost.sum() / known_cost.revenue.sum()))
    bought = lines[lines.quantity > 0]
    orders = bought.groupby("customer_id").order_id.nunique().rename("orders")
    found = lines.groupby("customer_id")[["revenue", "cost", "discount"]].sum().join(orders, how="inner")
    served = inside("touchpoints", "occurred_at").groupby("person_id").cost.sum()
    helped = inside("tickets", "opened_at").groupby("customer_id").cost.sum()
    serving = served.reindex(found.index).fillna(0) + helped.reindex(found.index).fillna(0)
    fixed = inside("costs", "month").amount.sum() / bought.order_id.nunique()
    found["contribution"] = found.revenue - found.cost - serving - archetypes.COST_PER_ORDER * found.orders
    found["profit"] = found.contribution - fixed * found.orders
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# The same, and not the same


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate.write(tmp_path / folder, customers=300, seed=seed)
    assert files(tmp_path / "one") == files(tmp_path / "again")
    assert files(tmp_path / "one")["orders.csv"] != files(tmp_path / "other")["orders.csv"]


@pytest.fixture
def small_chunks(monkeypatch) -> int:
    """Chunks of so few customers that several of them are quickly made."""
    monkeypatch.setattr(generate, "CHUNK", 300)
    return generate.CHUNK


def test_a_chunk_does_not_depend_on_the_chunks_before_but_for_its_numbering(small_chunks):
    customers, start = 2 * small_chunks, small_chunks
    counted = generate.Counted()
    first = generate.chunk_tables(customers, 5, 0, counted)
    second = generate.chunk_tables(customers, 5, start, counted)
    alone = generate.chunk_tables(customers, 5, start, generate.Counted())
    assert first["orders"].num_rows > 0
    for table in ("customers", "surveys", "churn_reasons"):
        assert second[table].equals(alone[table])
    assert second["orders"].drop_columns("order_id").equals(alone["orders"].drop_columns("order_id"))


def test_ids_stay_unique_over_chunks(small_chunks):
    parts = generate.tables(customers=2 * small_chunks + 200, seed=3)
    assert parts["customers"].customer_id.is_unique
    assert parts["tickets"].ticket_id.is_unique
    assert (parts["orders"].groupby("order_id").customer_id.nunique(dropna=False) == 1).all()


def test_the_number_of_lines_is_near_the_one_asked_for(tmp_path):
    rows = generate.write(tmp_path, generate.customers_for(120_000), file_format="parquet")
    assert rows["orders"] == pytest.approx(120_000, rel=0.03)
    assert pyarrow.parquet.read_metadata(tmp_path / "orders.parquet").num_rows == rows["orders"]


def test_the_command_line_writes_every_file(tmp_path, capsys):
    generate.main([str(tmp_path), "--lines", "3000", "--format", "parquet", "--seed", "4"])
    assert {path.stem for path in tmp_path.iterdir()} == set(SCHEMAS)
    assert "orders: " in capsys.readouterr().out


@pytest.mark.parametrize("customers", [1, 2, 9])
def test_a_tiny_company_works(customers):
    assert len(generate.tables(customers)["customers"]) == customers


def test_a_company_needs_a_customer_and_a_known_format(tmp_path):
    with pytest.raises(ValueError, match="at least one customer"):
        generate.tables(customers=0)
    with pytest.raises(ValueError, match="xlsx"):
        generate.write(tmp_path, file_format="xlsx")


# Consistent


def check_consistency(tables: dict[str, pd.DataFrame]) -> None:
    """Every id exists, and nothing comes before what it follows from."""
    customers, products = set(tables["customers"].customer_id), set(tables["products"].product_id)
    for table in ("orders", "surveys", "tickets", "churn_reasons", "promises"):
        assert set(tables[table].customer_id.dropna()) <= customers, table
    for table in ("orders", "costs"):
        assert set(tables[table].product_id.dropna()) <= products, table
    orders = tables["orders"]
    first = orders.groupby("customer_id").ordered_at.min()
    tickets = tables["tickets"]
    assert (tickets.opened_at.to_numpy() > first.reindex(tickets.customer_id).to_numpy())[
        tickets.customer_id.notna()
    ].all()
    assert not (tickets.answered_at < tickets.opened_at).any()
    assert not (tickets.resolved_at < tickets.answered_at).any()
    calls = tickets.kind == "call"
    assert (tickets.satisfied.notna() == tickets.resolved_at.notna())[~calls].all()
    assert tickets.satisfied[calls].isna().all()
    assert not (tickets.reopened_at < tickets.resolved_at).any()
    joined = tables["customers"].set_index("customer_id").joined_on
    assert (joined <= first.reindex(joined.index)).all()
    launched = tables["products"].set_index("product_id").launched_on.reindex(orders.product_id)
    assert (launched.to_numpy() <= orders.ordered_at.to_numpy()).all()
    bought = orders[orders.quantity > 0]
    retired = tables["products"].set_index("product_id").retired_on.reindex(bought.product_id)
    assert not (bought.ordered_at.to_numpy() >= (retired + DAY).to_numpy()).any()
    last = orders.groupby("customer_id").ordered_at.max()
    left = tables["churn_reasons"]
    assert (left.left_on.to_numpy() > last.reindex(left.customer_id).to_numpy()).all()


def test_the_tables_are_consistent(company):
    check_consistency(company)


def test_every_return_follows_a_sale_of_the_same_order_and_product(company):
    orders = company["orders"]
    back, bought = orders[orders.quantity < 0], orders[orders.quantity > 0]
    pairs = back.merge(bought, on=["order_id", "product_id"], how="left", suffixes=("", "_sold"))
    assert pairs.ordered_at_sold.notna().all()
    assert (pairs.ordered_at > pairs.ordered_at_sold).all()
    assert 0.025 <= len(back) / len(orders) <= 0.04


def test_shares_of_guests_missing_costs_and_untracked_customers(company, sold):
    orders = company["orders"]
    per_order = orders.groupby("order_id").customer_id.first()
    assert per_order.isna().mean() == pytest.approx(0.08, abs=0.005)
    assert orders.cost.isna().mean() == pytest.approx(0.03, abs=0.005)
    seen = company["touchpoints"].groupby("person_id").occurred_at.min()
    first = sold.groupby("customer_id").ordered_at.min()
    tracked = seen.reindex(first.index) < first
    assert 1 - tracked.mean() == pytest.approx(0.135, abs=0.02)


def test_names_come_in_many_scripts_and_persian_is_a_good_part(company):
    names = company["customers"].name
    assert names.str.contains("[\u06a9\u06cc\u067e\u0698\u06af]").mean() > 0.33
    for script in ("[\u0400-\u04ff]", "[\u0370-\u03ff]", "[\u4e00-\u9fff]", "[À-ž]", "[\u0600-\u06ff]"):
        assert names.str.contains(script).any(), script
        assert company["products"].name.str.contains(script).any(), script


# The truth is in the data


def test_the_tiers_have_sensible_shares(realised):
    share = realised.tier.value_counts(normalize=True)
    assert set(share.index) == {"platinum", "gold", "silver", "bronze", "tin"}
    assert 0.28 <= share["bronze"] + share["tin"] <= 0.38  # a fifth of all came once
    assert share["platinum"] < share["gold"] < share["silver"]


def test_customers_realise_the_tier_they_are(realised):
    what = np.where(realised.contribution < 0, "tin", np.where(realised.profit < 0, "bronze", "covers"))
    expected = realised.tier.where(realised.tier.isin(["tin", "bronze"]), "covers")
    right = pd.Series(what == expected, index=realised.index).groupby(realised.tier).mean()
    assert (right >= 0.97).all(), right


def test_who_left_has_no_order_in_the_last_year(truth, realised):
    none = truth["tiers"][truth["tiers"].tier == "none"].customer_id
    assert len(none) + len(realised) == generate.CUSTOMERS
    assert not set(none) & set(realised.index)


def test_the_whale_curve_peaks_well_above_the_profit(realised):
    peak = realised.profit.clip(lower=0).sum() / realised.profit.sum()
    assert 1.10 <= peak <= 1.30
    mean = realised.groupby("tier").profit.mean()
    assert mean["platinum"] > mean["gold"] > mean["silver"] > 0 > mean["bronze"] > mean["tin"]


def signs(company: dict[str, pd.DataFrame], realised: pd.DataFrame, sold: pd.DataFrame) -> pd.DataFrame:
    """What the clusters of domain.md see: profit, value to the customer, recency, frequency, mix, trend."""
    recent = sold[sold.ordered_at >= YEAR]
    category = recent.product_id.map(company["products"].set_index("product_id").category)
    mix = recent.pivot_table(
        index="customer_id",
        columns=category.rename("category"),
        values="revenue",
        aggfunc="sum",
        fill_value=0,
    )
    share, total = mix.div(mix.sum(axis=1), axis=0), mix.sum() / mix.to_numpy().sum()
    middle = (share + total) / 2
    distance = (share * np.log2((share / middle).where(share > 0, 1))).sum(axis=1)
    distance = (distance + (total * np.log2(total / middle)).sum(axis=1)) / 2
    joined = company["customers"].set_index("customer_id").joined_on
    answers, contacts = company["surveys"], company["touchpoints"]
    answers = answers[(answers.measure == "csat") & (answers.answered_at >= YEAR)]
    contacts = contacts[(contacts.kind == "served") & (contacts.occurred_at >= YEAR)]
    gets = pd.DataFrame(
        {
            "satisfaction": answers.groupby("customer_id").score.mean(),
            "breadth": (share > 0.03).sum(axis=1),
            "tenure": (END - joined).dt.days,
            "discount": realised.discount,
            "service": contacts.groupby("person_id").size(),
        }
    ).reindex(realised.index)
    gets["service"] = gets.service.fillna(0)
    before = customer_year(company, pd.Timestamp("2024-01-01"), YEAR).reindex(realised.index).fillna(0)
    orders = (realised.orders + before.orders) ** 0.5
    errors = (realised.profit - before.profit) * orders / (realised.contribution.abs() + before.contribution.abs())
    return pd.DataFrame(
        {
            "profit": np.sign(realised.profit) * np.sqrt(realised.profit.abs()),
            "value": ((gets - gets.mean()) / gets.std()).mean(axis=1),
            "recency": np.log1p((END - recent.groupby("customer_id").ordered_at.max()).dt.days),
            "frequency": np.sqrt(realised.orders),
            "distance": np.sqrt(distance),
            "trend": np.sign(errors) * (errors.abs() - 1).clip(0, 2),  # in standard errors, from the second on
        }
    ).reindex(realised.index)


def test_rules_and_three_clusters_find_the_true_tiers_again(company, realised, sold):
    covers = realised.profit >= 0
    seen = signs(company, realised, sold)[covers]
    spread = seen.std()
    spread["trend"] = max(spread["trend"], 1.0)  # less than one standard error is chance
    seen = (seen - seen.mean()) / spread
    found = np.where(realised.contribution < 0, "tin", "bronze").astype(object)
    found[covers] = KMeans(3, n_init=10, random_state=0).fit_predict(seen).astype(str)
    assert adjusted_rand_score(realised.tier, found.astype(str)) >= 0.85  # who is on the way stands between two


def test_every_stage_holds_at_least_five_products_at_the_end(truth):
    stages = truth["stages"]
    now = stages[stages.month == "2025-12-01"].stage.value_counts()
    assert set(now.index) == set(catalogue.STAGES)
    assert now.min() >= 5


def test_stages_only_move_forward_month_by_month(truth):
    stages = truth["stages"].sort_values(["product_id", "month"])
    again = {f"P{list(catalogue.NAMES).index(name) + 1:03d}": month for name, month in catalogue.RELAUNCHED.items()}
    renewed = stages.month >= pd.to_datetime(stages.product_id.map(again).fillna("2099-01"))
    place = stages.stage.map({stage: number for number, stage in enumerate(catalogue.STAGES)})
    assert place.groupby([stages.product_id, renewed]).diff().dropna().isin([0, 1]).all()


def test_sales_and_profit_of_a_product_follow_its_stage(company, truth):
    orders, costs = company["orders"], company["costs"]
    lines = orders.assign(
        month=orders.ordered_at.dt.to_period("M").dt.to_timestamp(),
        margin=orders.revenue - orders.cost.fillna(orders.revenue * 0.52),
    )
    sales = lines.groupby(["product_id", "month"])[["quantity", "margin"]].sum()
    spent = costs[costs.product_id.notna()].groupby(["product_id", "month"]).amount.sum()
    months = truth["stages"].set_index(["product_id", "month"]).join(sales).join(spent).fillna(0)
    profit = months.margin - months.amount
    assert (months.quantity[months.stage == "Development"] == 0).all()
    assert (profit[months.stage == "Development"] < 0).all()
    assert (profit[months.stage == "Introduction"] < 0).mean() >= 0.95
    assert (profit[months.stage.isin(["Growth", "Saturation"])] > 0).all()
    usual = months.groupby("stage").quantity.median()
    assert max(usual["Decline"], usual["Introduction"]) < usual["Saturation"] / 1.5
    assert usual["Introduction"] < usual["Growth"]


def test_channels_reach_win_and_keep_at_their_true_rates(company, sold, effects):
    contacts = company["touchpoints"]
    seen = contacts[contacts.variant != "held out"].sort_values("occurred_at", kind="stable")
    people = seen.drop_duplicates("person_id").set_index("person_id")
    old = company["customers"].query("joined_on < '2023-01-01'").customer_id
    people = people.drop(old, errors="ignore")
    days = sold.assign(day=sold.ordered_at.dt.normalize()).drop_duplicates(["customer_id", "day"])
    days = days.sort_values("ordered_at")
    rank = days.groupby("customer_id").cumcount()
    first = days[rank == 0].set_index("customer_id").ordered_at.reindex(people.index)
    second = days[rank == 1].set_index("customer_id").day.reindex(people.index)
    in_funnel = ~(first < people.occurred_at) & (people.occurred_at < END - 90 * DAY)
    won = (first - people.occurred_at <= 90 * DAY)[in_funnel]
    channel = people.channel[in_funnel]
    reached, acquired = channel.value_counts(normalize=True), won.groupby(channel).mean()
    decided = won[won].index[first[won[won].index] < END - 180 * DAY]
    kept = (second[decided] - first[decided] <= 180 * DAY).groupby(channel[decided]).mean()
    for one in archetypes.CHANNELS:
        assert reached[one.name] == pytest.approx(effects[f"reached: {one.name}"], abs=0.02)
        few = 1 / np.sqrt(won.groupby(channel).sum()[one.name])  # display ads win 50 people
        assert acquired[one.name] == pytest.approx(effects[f"acquired: {one.name}"], rel=max(0.05, few))
        assert kept[one.name] == pytest.approx(effects[f"retained: {one.name}"], abs=0.08)
    assert reached.idxmax() == acquired.idxmin() == "Display ads"


def test_the_offer_lifts_orders_by_the_true_uplift(company, sold, effects):
    contacts = company["touchpoints"]
    asked = contacts[contacts.campaign == archetypes.OFFER].drop_duplicates("person_id")
    start = asked.occurred_at.dt.normalize().iloc[0]
    inside = sold[(sold.ordered_at >= start) & (sold.ordered_at < start + (archetypes.OFFER_DAYS + 1) * DAY)]
    ordered = asked.person_id.isin(inside.customer_id).groupby(asked.variant).mean()
    assert ordered["treated"] - ordered["held out"] == pytest.approx(effects["offer uplift"], abs=0.06)
    held_out = (asked.variant == "held out").mean()
    assert held_out == pytest.approx(effects["offer held out"], abs=0.03)


def test_customers_who_were_not_helped_order_less_by_the_true_ratio(company, sold, truth, effects):
    tickets = company["tickets"]
    told = tickets[(tickets.kind == "complaint") & (tickets.opened_at < END - 181 * DAY)]
    told = told.assign(helped=told.satisfied == "yes")
    told = told.merge(truth["tiers"], on="customer_id").merge(company["customers"][["customer_id", "region"]])
    told = told[told.region != archetypes.NO_EFFECT_REGION]
    told = told[told.tier.isin(["platinum", "gold", "silver"])]
    pairs = told.merge(sold.drop_duplicates("order_id")[["customer_id", "ordered_at"]], on="customer_id")
    after = pairs.ordered_at - pairs.opened_at
    pairs["counts"] = (after > pd.Timedelta(0)) & (after <= archetypes.COMPLAINT_MEMORY_DAYS * DAY)
    each = pairs.groupby(["tier", "helped", "ticket_id"]).counts.sum().groupby(["tier", "helped"]).mean().unstack()
    ratio = each[False] / each[True]
    assert ratio.mean() == pytest.approx(effects["unhelped order ratio"], abs=0.08)


# The files


def test_bad_lines_are_where_the_truth_says_and_the_rest_is_the_company(tmp_path):
    customers, seed = 400, 6
    generate.write(tmp_path, customers, seed)
    company, dirt = generate.tables(customers, seed), generate.truth(customers, seed)["dirt"]
    assert len(dirt[dirt.table == "orders"]) == 40
    assert len(dirt[dirt.table == "touchpoints"]) == 3
    for table, bad in dirt.groupby("table"):
        raw = pd.read_csv(tmp_path / f"{table}.csv", dtype=str, keep_default_na=False)
        spoilt = raw.loc[bad.line - 2]
        for (_, line), damage in zip(spoilt.iterrows(), bad.itertuples(), strict=True):
            assert (line[damage.column] == "") == (damage.reason == "missing")
        good = raw.drop(index=bad.line - 2)
        assert len(good) == len(company[table])
        if table == "orders":
            assert good.revenue.astype(float).sum() == pytest.approx(company["orders"].revenue.sum(), abs=0.01)


def test_samples_have_the_columns_of_their_kind_and_are_short():
    assert {path.stem for path in SAMPLES.iterdir()} == set(SCHEMAS)
    for table, schema in SCHEMAS.items():
        with (SAMPLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == schema.names
        assert 2 <= len(rows) <= 41
        assert {len(row) for row in rows} == {len(schema.names)}


def test_samples_are_consistent_with_each_other():
    tables = {}
    for table, schema in SCHEMAS.items():
        times = [field.name for field in schema if str(field.type).startswith(("timestamp", "date"))]
        tables[table] = pd.read_csv(SAMPLES / f"{table}.csv", parse_dates=times)
    check_consistency(tables)
    seen = tables["touchpoints"].person_id
    assert set(seen[seen.str.startswith("C")]) <= set(tables["customers"].customer_id)
