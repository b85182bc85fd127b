"""Values of small companies: cells against a plain count, money by hand, back-tests against a plain loop."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

import cx
from cx import Assumptions
from cx.customers import playbook, segments, value
from cx.customers.filters import Scope
from cx.customers.value import back_testing, customer_intervals, overview, purchase_model, value_tables
from cx.customers.value.value_tables import Horizon
from tests.companies import company

AS_OF = date(2025, 12, 31)
MONEY = Assumptions(
    gross_margin=0.5, cost_per_order=2.0, cost_per_contact=1.0, cost_per_ticket=5.0, fixed_cost_a_year=0.0
)


@pytest.fixture(scope="module")
def years(tmp_path_factory) -> cx.Store:
    """Three years of 120 customers who buy at rates of their own, with returns, mails and tickets."""
    chance = np.random.default_rng(20)
    lines, touches, tickets = [], [], []
    for n in range(120):
        rate, leaves = chance.gamma(1.5, 1 / 40), chance.beta(0.8, 6)
        day, spend = float(chance.integers(0, 700)) if n else 0.0, chance.gamma(8, 10)
        while day < 1096:
            on = date(2023, 1, 1) + timedelta(days=int(day))
            lines.append(f"{len(lines)},c{n},{on},{chance.gamma(4, spend / 4):.2f}")
            if chance.random() < 0.05:
                lines.append(f"{len(lines)},c{n},{min(on + timedelta(days=9), AS_OF)},-20")
            touches.append(f"c{n},{on},sent")
            if chance.random() < 0.1:
                tickets.append(f"t{len(tickets)},{on},c{n},question")
            if chance.random() < leaves:
                break
            day += chance.exponential(1 / rate) + 1
    store = cx.open_store(str(tmp_path_factory.mktemp("value") / "years.duckdb"))
    for kind, header, rows in (
        ("orders", "order_id,customer_id,ordered_at,revenue", lines),
        ("touchpoints", "person_id,occurred_at,kind", touches),
        ("tickets", "ticket_id,opened_at,customer_id,kind", tickets),
    ):
        store.load(kind, "\n".join([header, *rows]).encode())
    return store


def test_history_of_one_customer_by_hand():
    store = company(
        orders=[
            {"order_id": "1", "customer_id": "A", "ordered_at": "2025-01-01", "revenue": 100},
            {"order_id": "2", "customer_id": "A", "ordered_at": "2025-01-12", "revenue": 40},
            {"order_id": "3", "customer_id": "A", "ordered_at": "2025-02-01", "revenue": -20},  # a return, no purchase
            {"order_id": "4", "customer_id": "B", "ordered_at": "2025-03-01", "revenue": 60},
        ],
        touchpoints=[
            {"person_id": "A", "occurred_at": "2024-12-20", "kind": "sent"},  # before the first order
            {"person_id": "A", "occurred_at": "2025-01-20", "kind": "sent"},
            {"person_id": "A", "occurred_at": "2025-01-20", "kind": "recommended"},
        ],
        tickets=[{"ticket_id": "t", "opened_at": "2025-02-02", "customer_id": "A", "kind": "question"}],
    )
    rows = store.rows(
        "select * from query_table($t) order by customer_id", t=value_tables.history(store, date(2025, 3, 5), MONEY)
    ).set_index("customer_id")
    of = rows.loc["A"]
    assert (of.purchases, of.repeats, of.last_week, of.age_weeks, of.recency_days) == (2, 1, 2, 9, 52)
    assert of.contribution == pytest.approx((50 - 2) + (20 - 2) - 10 - 1 - 5)
    assert of.contribution_before == pytest.approx(of.contribution - 1)
    assert of.squares == pytest.approx(2 * 15**2)
    assert rows.contribution["B"] == pytest.approx(28) and rows.squares["B"] == 0


def test_cells_equal_a_plain_count(years):
    days = years.rows("select customer_id, day from purchase_days where purchases > 0 order by 1, 2")
    counted: dict[tuple[int, int, int], int] = {}
    for _customer, of in days.groupby("customer_id"):
        on = [day.date() for day in of["day"]]
        week = [round((later - on[0]).days / 7) for later in (on[-1], AS_OF)]
        counted[len(on) - 1, *week] = counted.get((len(on) - 1, *week), 0) + 1
    found = years.read("value/cells", history=value_tables.history(years, AS_OF, MONEY))
    assert {tuple(row[:3]): row[3] for row in found.itertuples(index=False)} == counted


def test_contribution_of_the_year_is_that_of_segments_and_of_the_playbook(years):
    found = value.customers(years, AS_OF, MONEY).set_index("customer_id")
    known = segments.customers(years, AS_OF, MONEY).set_index("customer_id")
    assert found.contribution.dropna().round(9).to_dict() == known.contribution.round(9).to_dict()
    before = years.rows(
        "select customer_id, contribution_before from query_table($t)", t=value_tables.history(years, AS_OF, MONEY)
    ).set_index("customer_id")
    assert before.contribution_before[known.index].to_numpy() == pytest.approx(known.contribution.to_numpy())
    kept = playbook.plays(years, AS_OF, MONEY).groupby("tier").contribution.sum()
    tiers = value.by_tier(years, AS_OF, MONEY).set_index("tier")
    for tier in tiers.index.drop("", errors="ignore"):
        assert tiers.contribution[tier] == pytest.approx(kept[tier])
    assert tiers.value.sum() == pytest.approx(found.value.sum())
    assert value.total(years, AS_OF, MONEY).value[0] == pytest.approx(found.value.sum())


def test_value_of_a_customer_is_the_plain_sum_over_the_months(years):
    found = value.customers(years, AS_OF, MONEY, discount_rate=0.12).iloc[0]
    model = value.model(years, AS_OF, MONEY)
    history = years.rows(
        "select * from query_table($t) where customer_id = $who",
        t=value_tables.history(years, AS_OF, MONEY), who=found.customer_id,
    )  # fmt: skip
    of, n = value_tables.as_cells(history), float(history.purchases[0])
    own = history.contribution[0] / n
    margin = model.money.mean + n / (n + model.money.k) * (own - model.money.mean)
    ahead = [purchase_model.expected(model.purchases, of, [t * 365.25 / 84])[0, 0] for t in range(13)]
    worth = sum((ahead[t] - ahead[t - 1]) * margin / 1.12 ** ((t - 0.5) / 12) for t in range(1, 13))
    assert found.value == pytest.approx(worth) and found.contribution_a_purchase == pytest.approx(margin)
    assert found.low < found.value < found.high


def test_a_longer_horizon_and_a_lower_rate_are_worth_more_and_others_are_refused(years):
    worth = [value.by_tier(years, AS_OF, MONEY, months=months).value.sum() for months in value.HORIZONS]
    assert worth == sorted(worth)
    assert value.by_tier(years, AS_OF, MONEY, discount_rate=0.0).value.sum() > worth[0]
    with pytest.raises(ValueError, match="12, 24, 36 months"):
        value.customers(years, AS_OF, MONEY, months=9)
    with pytest.raises(ValueError, match="discount rate"):
        value.customers(years, AS_OF, MONEY, discount_rate=12)


def test_back_tests_equal_what_a_store_of_the_past_expects_and_what_came(years):
    tests = value.back_tests(years, AS_OF, MONEY)
    assert tests.origin.tolist() == [
        date(2024, 12, 31), date(2024, 9, 30), date(2024, 6, 30), date(2024, 3, 31), date(2023, 12, 31),
    ]  # fmt: skip
    first = tests.iloc[0]
    at = years.rows(
        "select customer_id, expected_contribution, contribution_before from query_table($t)",
        t=value_tables.scores(years, first.origin, MONEY, Horizon()),
    ).set_index("customer_id")
    came = segments.customers(years, AS_OF, MONEY).set_index("customer_id").contribution
    assert first.customers == len(at)
    assert first.expected == pytest.approx(at.expected_contribution.sum())
    assert first.plain == pytest.approx(at.contribution_before.sum())
    assert first.actual == pytest.approx(came.reindex(at.index).sum(), abs=5)  # costs of who did not order at all
    assert first.ratio == pytest.approx(first.expected / first.actual)
    tenths = value.back_test(years, AS_OF, MONEY)
    assert (tenths.actual * tenths.customers).sum() == pytest.approx(first.actual)
    assert tenths.expected.is_monotonic_increasing
    assert len(value.back_tests(years, AS_OF, MONEY, months=24)) == 1
    assert np.isnan(value.total(years, AS_OF, MONEY, months=24).low[0])


def test_range_of_a_total_with_the_ratios_of_five_back_tests():
    ratios = pd.DataFrame({"ratio": [1.0, 1.1, 0.9, np.nan, 1.0, -2.0]})
    logs = np.log([1.0, 1.1, 0.9, 1.0])
    reach = 3.182446 * logs.std(ddof=1) * np.sqrt(1.25)
    assert back_testing.error(ratios).around(100) == pytest.approx(
        (100 / np.exp(logs.mean() + reach), 100 / np.exp(logs.mean() - reach)), rel=1e-6
    )
    assert not back_testing.error(ratios.head(2)).is_known


def test_draws_hold_the_expected_purchases_and_do_not_depend_on_who_else_is_asked_for(years):
    fit = value.model(years, AS_OF, MONEY).purchases
    of = purchase_model.cells([0, 3, 12], [0, 40, 100], [60, 70, 104])
    drawn = customer_intervals.drawn_purchases(fit, of, 52.0, 20_000)
    assert drawn.mean(axis=1) == pytest.approx(purchase_model.expected(fit, of, [52.0])[:, 0], rel=0.04)
    assert (customer_intervals.drawn_purchases(fit, of.part(1, 2), 52.0, 20_000)[0] == drawn[1]).all()


def test_at_risk_is_contribution_times_the_chance_to_be_gone_of_the_overdue_without_a_complaint(years):
    rows, totals = value.going_quiet(years, AS_OF, MONEY)
    late = cx.retention.overdue(years, AS_OF, limit=None).customer_id
    assert set(rows.customer_id) <= set(late)
    assert rows.at_risk.tolist() == pytest.approx((rows.contribution * (1 - rows.p_alive)).tolist())
    assert totals["at_risk"] == pytest.approx(rows.at_risk.sum())
    saved = value.save_going_quiet(years, "Quiet", "overdue", AS_OF, assumptions=MONEY) if len(rows) else 0
    assert saved == totals["customers"]


def test_nobody_twice_is_not_yet_known_and_one_customer_is():
    once = company(orders=[{"order_id": "1", "customer_id": "A", "ordered_at": "2025-01-01", "revenue": 100}])
    assert value.customers(once, AS_OF).empty and value.total(once, AS_OF).empty and value.by_tier(once, AS_OF).empty
    assert value.listed(once, AS_OF)[1]["customers"] == 0
    assert value.back_test(once, AS_OF).empty
    orders = [
        {"order_id": str(n), "customer_id": "A", "ordered_at": f"2025-0{n}-01", "revenue": -50 + 20 * n}
        for n in range(1, 5)
    ]
    one = company(orders=orders)
    found = value.customers(one, AS_OF).iloc[0]
    assert found.purchases == 2 and np.isfinite([found.value, found.low, found.high]).all()


def test_overview_changes_only_where_both_totals_are_tested(years):
    now, then = Scope(AS_OF), Scope(date(2024, 12, 31))
    assert overview.PART.changes(years, now, then) == []
    action = overview.PART.action(years, now, MONEY)
    assert action is None or action.money == pytest.approx(0.05 * action.figures["at_risk"])
