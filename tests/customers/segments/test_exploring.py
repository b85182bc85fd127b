"""Any two measures, tier mix by any attribute, two groups side by side: by hand, and what must hold in every shop."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from cx import Assumptions
from cx.charts.customers import breakdown as breakdown_charts
from cx.customers import saved_segments, segments, sensitivity
from cx.customers.segments import breakdown, comparison, scatter_axes, selection
from cx.statistics import clusters, intervals
from cx.tables.customer_measures import MEASURES, MONEY
from pages.customers.segments import exploring, findings
from pages.shared import tier_sentences
from tests.companies import company

AS_OF = date(2025, 12, 31)
BY_HAND = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=60.0)


def order(number, customer, day, revenue, **more):
    return {"order_id": number, "customer_id": customer, "ordered_at": day, "revenue": revenue, **more}


def crowd(customers=200, seed=5, scale=1.0):
    maker = np.random.default_rng(seed)
    orders = [
        order(
            f"{i}",
            f"c{maker.integers(customers)}",
            f"2025-{maker.integers(1, 13):02d}-10",
            scale * round(float(maker.lognormal(4, 1)), 2),
        )
        for i in range(customers * 4)
    ]
    people = [
        {
            "customer_id": f"c{i}",
            "region": "North" if i % 2 else "South",
            "attributes": f'{{"birth_year": "{1950 + i % 50}", "a/b ~c": "{"x" if i % 5 else "y"}"}}',
        }
        for i in range(customers - 10)
    ]
    return company(orders=orders, customers=people)


@pytest.fixture(scope="module")
def store():
    return crowd()


# --- any two measures --------------------------------------------------------------------------------------


def test_dots_of_any_two_measures_hold_everybody_who_has_both(store):
    everybody = segments.customers(store, AS_OF)
    for pair in (("revenue", "profit"), ("purchases", "recency_days"), ("breadth", "profit")):
        dots = selection.dots(store, AS_OF, axes=pair)
        assert dots.customers.sum() == everybody[list(pair)].notna().all(axis=1).sum()
        assert dots.profit.sum() == pytest.approx(everybody[everybody[list(pair)].notna().all(axis=1)].profit.sum())
        assert len(dots) < 5000


def test_the_ends_of_an_axis_hold_every_dot_whoever_is_shown(store):
    for measure in scatter_axes.measures(store, AS_OF):
        axis = scatter_axes.axis(store, AS_OF, measure)
        dots = selection.dots(store, AS_OF, axes=(measure, measure))
        assert dots.x_dot.min() == pytest.approx(axis.lowest, rel=1e-6, abs=1e-6)
        assert dots.x_dot.max() == pytest.approx(axis.highest, rel=1e-6, abs=1e-6)


def test_whole_orders_stand_in_dots_at_whole_orders(store):
    dots = selection.dots(store, AS_OF, axes=("purchases", "profit"))
    assert not scatter_axes.axis(store, AS_OF, "purchases").log
    np.testing.assert_allclose(dots.x_dot, dots.x_dot.round(), atol=1e-5)


def test_a_box_lists_exactly_the_customers_of_the_dots_in_it(store):
    pair = ("purchases", "recency_days")
    dots = selection.dots(store, AS_OF, axes=pair)
    box = ((2.5, 5.5), (30, 90))
    inside = dots[dots.x_dot.between(*box[0]) & dots.y_dot.between(*box[1])]
    rows, counts = selection.listed(store, AS_OF, axes=pair, box=box)
    assert 0 < counts["customers"] == inside.customers.sum() == len(rows)
    assert set(rows.purchases) <= {3, 4, 5}


def test_an_unknown_measure_is_refused(store):
    with pytest.raises(KeyError):
        selection.dots(store, AS_OF, axes=("revenue", "name; drop table orders"))


# --- tier mix ----------------------------------------------------------------------------------------------


def test_a_mix_counts_everybody_once_whatever_the_attribute(store):
    everybody = segments.tiers(store, AS_OF).set_index("tier")
    assert breakdown.attributes(store) == ["region", "channel", "first year", "a/b ~c", "birth_year"]
    for attribute in breakdown.attributes(store):
        table = breakdown.tiers(store, AS_OF, attribute)
        by_tier = table.groupby("tier")
        pd.testing.assert_series_equal(
            by_tier.customers.sum().sort_index(),
            everybody.customers.astype(int).sort_index(),
            check_names=False,
        )
        assert table.profit.sum() == pytest.approx(everybody.profit.sum())
        assert table.groupby("group").share.sum().to_numpy() == pytest.approx(1)


def test_a_mix_by_hand_with_its_interval_and_those_without_a_value_last(store):
    table = breakdown.tiers(store, AS_OF, "region")
    assert table.group.unique().tolist()[-1] == breakdown.UNKNOWN
    found = segments.customers(store, AS_OF).query("region == 'North'")
    row = table.query("group == 'North' and tier == 'Tin'").iloc[0]
    assert (row.customers, row.n) == ((found.tier == "Tin").sum(), len(found))
    assert (row.share, row.low, row.high) == intervals.wilson(row.customers, row.n)


def test_many_different_numbers_fall_into_bands(store):
    groups = breakdown.tiers(store, AS_OF, "birth_year").group.unique().tolist()
    assert {"1950–1959", "1960–1969", "1990–1999"} <= set(groups)
    assert groups[:-1] == sorted(groups[:-1]) and groups[-1] == breakdown.UNKNOWN  # in order of years, not by value
    assert set(breakdown.tiers(store, AS_OF, "a/b ~c").group) == {"x", "y", breakdown.UNKNOWN}


def test_groups_with_an_order_keep_it_and_newcomers_years_are_compared_with_none():
    years = [order(f"{n}", f"c{n}", f"{2023 + n % 3}-05-10", 90 if n % 3 < 2 else 400) for n in range(120)]
    again = [order(f"a{n}", f"c{n}", "2025-06-10", 20) for n in range(120)]
    table = breakdown.tiers(company(orders=years + again), AS_OF, "first year", BY_HAND)
    assert breakdown.is_ordinal(table) and table.group.unique().tolist() == ["2023", "2024", "2025"]
    assert breakdown.standing_out(table)[0] == "2025"
    partial = breakdown.partial_years(company(orders=years), AS_OF)
    assert partial == ["2025"]
    title = findings.mix(table[~table.group.isin(partial)], "first year")
    assert title == "No first year has clearly more or less Platinum and Gold than the others"
    assert "in order of first year" in findings.mix_order(table, "first year", partial)
    assert "First order in 2025" in findings.mix_order(table, "first year", partial)
    unordered = pd.DataFrame({"group": ["North", breakdown.UNKNOWN], "n": 40})
    assert findings.mix_order(unordered, "region", []).endswith("Last: customers without a value.")
    ages = pd.DataFrame({"group": ["65+", "<18", "18-24", "25-64"], "tier": "Gold", "share": 0.5, "n": 9})
    assert breakdown._ranked(ages).group.tolist() == ["<18", "18-24", "25-64", "65+"]


def test_differences_beyond_the_edge_are_triangles_that_are_explained(store):
    table = comparison.compare(store, AS_OF, ("tier", "Gold")).table.head(3).assign(effect=[4.2, -3.5, 1.0])
    rows = breakdown_charts.forest_frames(table)["rows"]
    assert rows["shape"].tolist() == ["triangle-right", "triangle-left", "circle"]
    assert rows.effect.tolist() == [3, -3, 1] and rows.apart.tolist() == ["4.2", "−3.5", "1.0"]
    assert breakdown_charts.is_beyond(table) and not breakdown_charts.is_beyond(table.tail(1))


def test_a_silhouette_is_called_as_its_authors_call_it():
    model = segments.model(crowd(), AS_OF, BY_HAND)
    called = {0.71: "strong", 0.51: "reasonable", 0.34: "weak", 0.25: "without a substantial"}
    for silhouette, word in called.items():
        assert word in tier_sentences.quality(replace(model, silhouette=silhouette, limits=None))


def test_members_of_a_saved_segment_stand_beside_everybody_else():
    store = crowd()
    selection.save(store, "big", "by hand", AS_OF, box=((200, 1e9), (-1e9, 1e9)))
    assert breakdown.attributes(store)[-1] == breakdown.SEGMENT
    table = breakdown.tiers(store, AS_OF, breakdown.SEGMENT, of_segment="big")
    inside, outside = table.group.unique()
    assert (inside, outside) == ("“big”", breakdown.REST)
    everybody = segments.customers(store, AS_OF).set_index("customer_id")
    members = saved_segments.members(store, "big").customer_id
    found = table.set_index(["group", "tier"]).customers
    for tier in segments.TIERS:
        assert found[inside, tier] == (everybody.tier[members] == tier).sum()
        assert found[outside, tier] == (everybody.tier.drop(members) == tier).sum()
    group, share, others, higher = breakdown.standing_out(table)
    assert (group, higher) == (inside, True)
    assert share > others
    south = breakdown.tiers(store, AS_OF, breakdown.SEGMENT, of_segment="big", region="South")
    assert south.customers.sum() == (everybody.region == "South").sum()


def test_a_segment_with_few_of_the_best_is_told_as_having_less_and_not_the_rest_as_having_more():
    rows = [("“few”", "Gold", 2, 100), ("“few”", "Tin", 98, 100)]
    rows += [(breakdown.REST, "Gold", 300, 400), (breakdown.REST, "Tin", 100, 400)]
    table = pd.DataFrame(rows, columns=["group", "tier", "customers", "n"])
    assert breakdown.standing_out(table) == ("“few”", 0.02, 0.75, False)


def test_a_group_stands_out_only_where_chance_does_not_explain_it(store):
    assert breakdown.standing_out(breakdown.tiers(store, AS_OF, "a/b ~c")) is None
    rows = [("A", "Gold", 90, 100), ("A", "Tin", 10, 100), ("B", "Gold", 100, 300), ("B", "Tin", 200, 300)]
    table = pd.DataFrame(rows, columns=["group", "tier", "customers", "n"])
    assert breakdown.standing_out(table) == ("A", 0.9, pytest.approx(1 / 3), True)
    assert breakdown.standing_out(table.assign(n=[20, 20, 25, 25], customers=[18, 2, 8, 17])) is None


# --- two groups --------------------------------------------------------------------------------------------


def test_means_shares_and_sizes_of_two_groups_by_hand(store):
    found = comparison.compare(store, AS_OF, ("region", "North"), ("region", "South"))
    people = segments.customers(store, AS_OF)
    north, south = people[people.region == "North"], people[people.region == "South"]
    rows = found.table.set_index("measure")
    assert (found.n, found.other_n, found.both) == (len(north), len(south), 0)
    for measure in ("revenue", "profit", "purchases", "recency_days"):
        row = rows.loc[measure]
        assert (row["mean"], row.other_mean) == (
            pytest.approx(north[measure].mean()),
            pytest.approx(south[measure].mean()),
        )
        assert row.low < row["mean"] < row.high
        assert row.difference == pytest.approx(row["mean"] - row.other_mean)
        assert row.difference_low < row.difference < row.difference_high
        error = np.sqrt(north[measure].var() / len(north) + south[measure].var() / len(south))
        assert row.difference_high - row.difference_low == pytest.approx(2 * 1.96 * error, rel=0.2)
    repeat = rows.loc["bought again"]
    assert (repeat["mean"], repeat.low, repeat.high) == intervals.wilson(int((north.purchases >= 2).sum()), len(north))


def test_groups_alike_get_no_verdict_and_groups_apart_do(store):
    alike = comparison.compare(store, AS_OF, ("region", "North"), ("region", "South")).table
    assert alike.higher.notna().mean() <= 0.25
    apart = comparison.compare(store, AS_OF, ("tier", "Platinum")).table.set_index("measure")
    assert apart.higher["profit"] is True or apart.higher["profit"] == True  # noqa: E712
    few = comparison.compare(
        company(orders=[order("1", "a", "2025-01-01", 900), order("2", "b", "2025-01-02", 1)]),
        AS_OF,
        ("tier", "Gold"),
    )
    assert few.table.higher.isna().all()
    assert set(exploring._figures(few.table, "a", "b", "").Verdict) == {"too few to tell"}
    assert "no clear difference" in set(exploring._figures(alike, "North", "South", "").Verdict)


def test_means_of_money_over_under_100_customers_are_rough_and_no_others(store):
    table = comparison.compare(store, AS_OF, ("tier", "Platinum")).table.set_index("measure")
    small = table[["n", "other_n"]].min(axis=1) < intervals.ROUGH_UNDER
    money = table.index.isin([name for name, kind in MEASURES.items() if kind == MONEY])
    assert table.is_rough.tolist() == (small & money).tolist()
    assert table.is_rough.any()
    drawn = breakdown_charts.forest_frames(table.reset_index())["rows"]["measure"]
    assert drawn.str.endswith("(rough)").sum() == (table.is_rough & table.effect.notna()).sum()


def test_all_others_are_everybody_else_and_an_overlap_is_counted(store):
    gold = comparison.compare(store, AS_OF, ("tier", "Gold"))
    everybody = comparison.compare(store, AS_OF, ("tier", "Gold"), comparison.EVERYBODY)
    assert gold.n + gold.other_n == everybody.other_n == len(segments.customers(store, AS_OF))
    assert (gold.both, everybody.both) == (0, gold.n)


def test_a_selection_can_be_compared(store):
    given = {"scope": AS_OF, "chosen_tiers": ("Tin",)}
    found = comparison.compare(store, AS_OF, ("selection", ""), selected=given)
    assert found.n == (segments.customers(store, AS_OF).tier == "Tin").sum()


def test_above_many_customers_the_interval_is_the_one_of_the_bootstrap(store, monkeypatch):
    resampled = comparison.compare(store, AS_OF, ("region", "North")).table.set_index("measure")
    monkeypatch.setattr(comparison, "MANY", 10)
    normal = comparison.compare(store, AS_OF, ("region", "North")).table.set_index("measure")
    for measure in ("revenue", "purchases"):
        for end in ("low", "high"):
            assert normal[end][measure] == pytest.approx(resampled[end][measure], rel=0.06)


# --- what hangs on an assumption ---------------------------------------------------------------------------


def test_customers_whose_tier_depends_on_the_key_by_hand():
    orders = [order("b", "big", "2024-12-31", 1)]
    orders += [
        order("1", "big", "2025-02-01", 1000),
        *(order(f"m{i}", "many", "2025-02-01", 30) for i in range(8)),
    ]
    store = company(orders=orders)
    assumptions = Assumptions(gross_margin=0.5, cost_per_order=10.0, fixed_cost_a_year=90.0)
    table, counts = sensitivity.keys(store, AS_OF, assumptions)
    # many leaves 40: by order it carries 80, by customer 45, by revenue 17.4; big always earns, and one model
    # places them all
    assert counts == {"customers": 2, "depend": 1, "sign": 1}
    assert table.set_index("tier").loc["Bronze"].to_dict() == {"order": 1, "customer": 1, "revenue": 0}


def test_ten_percent_more_of_an_assumption_by_hand():
    orders = [
        order("0", "ann", "2024-12-31", 1),
        order("1", "ann", "2025-02-01", 100),
        order("2", "bob", "2025-02-01", 21),
    ]
    assumptions = Assumptions(
        gross_margin=0.5,
        cost_per_order=10.0,
        cost_per_contact=1.0,
        cost_per_ticket=1.0,
        fixed_cost_a_year=0.8,
    )
    found = sensitivity.effects(company(orders=orders), AS_OF, assumptions).set_index("name")
    assert found.profit.to_dict() == pytest.approx(
        {
            "gross_margin": 6.05,
            "cost_per_order": -2,
            "cost_per_contact": 0,
            "cost_per_ticket": 0,
            "fixed_cost_a_year": -0.08,
        }
    )
    assert found.customers.to_dict() == {
        "gross_margin": 0, "cost_per_order": 1, "cost_per_contact": 0, "cost_per_ticket": 0, "fixed_cost_a_year": 0,
    }  # fmt: skip


# --- how sure ----------------------------------------------------------------------------------------------


def test_clear_clusters_have_a_bootstrap_of_one_and_a_cloud_has_not():
    maker = np.random.default_rng(2)
    clear = np.concatenate([maker.normal(at, 0.1, (60, 2)) for at in (0, 5, 10)])
    cloud = maker.uniform(0, 1, (180, 2))
    best = clusters.assess(clear).set_index("clusters")
    assert best.silhouette.idxmax() == 3
    assert best.bootstrap[3] == best.low[3] == best.high[3] == 1
    assert clusters.assess(cloud).set_index("clusters").bootstrap[5] < 0.9
    pd.testing.assert_frame_equal(clusters.assess(cloud), clusters.assess(cloud))


def test_too_few_rows_have_no_choice_of_clusters():
    assert clusters.assess(np.ones((40, 2))).empty
    assert segments.choices(company(orders=[order("1", "a", "2025-01-01", 1)]), AS_OF).empty


# --- item 10: any size, any shape --------------------------------------------------------------------------


def shapes():
    alike = [order(str(i), f"c{i}", "2025-06-01", 100) for i in range(40)]
    return {
        "one": [order("1", "ann", "2025-06-01", 90)],
        "twenty": [order(str(i), f"c{i % 20}", f"2025-{1 + i % 12:02d}-05", 5 + 7 * (i % 20)) for i in range(60)],
        "alike": alike,
        "unprofitable": [order(str(i), f"c{i}", "2025-06-01", 1 + i % 3) for i in range(30)],
        "guests alone": [order(str(i), None, "2025-06-01", 10) for i in range(5)],
        "returns alone": [order(str(i), f"c{i}", "2025-06-01", -5) for i in range(5)],
    }


@pytest.mark.parametrize("shape", shapes())
def test_every_answer_of_the_page_works_with_orders_alone(shape):
    store = company(orders=shapes()[shape])
    people = len(segments.customers(store, AS_OF, BY_HAND))
    assert segments.tiers(store, AS_OF, BY_HAND).customers.sum() == people
    table = segments.profit_and_loss(store, AS_OF, BY_HAND)
    assert table.profit.iloc[-1] == pytest.approx(table.profit.iloc[:-1].sum(), abs=0.005)
    assert selection.dots(store, AS_OF, BY_HAND).customers.sum() == people
    assert selection.listed(store, AS_OF, BY_HAND)[1]["customers"] == people
    assert breakdown.tiers(store, AS_OF, "region", BY_HAND).customers.sum() == people
    found = comparison.compare(store, AS_OF, ("tier", "Gold"), assumptions=BY_HAND)
    assert found.n + found.other_n == people
    assert sensitivity.keys(store, AS_OF, BY_HAND)[1]["customers"] == people
    assert len(sensitivity.effects(store, AS_OF, BY_HAND)) == 5


# --- the tiers do not hang on chance -----------------------------------------------------------------------


def test_adjusted_rand_is_1_for_shuffled_rows_another_seed_and_another_currency_unit(monkeypatch):
    def tiers(store):
        return segments.customers(store, AS_OF).set_index("customer_id").tier.sort_index()

    plain = tiers(crowd(400))
    assert plain.nunique() >= 4
    for unit in (1000, 0.1, 7.3):
        assert adjusted_rand_score(plain, tiers(crowd(400, scale=unit))) == 1
    rows = crowd(400).rows("select order_id, customer_id, ordered_at, revenue from orders")
    shuffled = rows.sample(frac=1, random_state=1).to_dict("records")
    assert adjusted_rand_score(plain, tiers(company(orders=shuffled))) == 1
    monkeypatch.setattr(clusters, "SEED", 77)
    assert adjusted_rand_score(plain, tiers(crowd(400))) == 1
