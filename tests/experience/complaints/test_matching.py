"""The matching in SQL equals one in plain Python, written from the definition alone."""

import hashlib
from bisect import bisect_right
from datetime import date, timedelta
from math import log
from statistics import stdev

import pytest

from cx.experience import complaints
from cx.experience.complaints.complaint_events import events
from cx.experience.matching import matched_cases
from tests import memory
from tests.companies import company
from tests.experience.complaints.companies import FIRST, crowd

LAST = FIRST + timedelta(days=801)


def day_number(moment: str) -> int:
    return (date.fromisoformat(moment[:10]) - FIRST).days


class Company:
    """What is known of each customer on each day, by looking at every order."""

    def __init__(self, rows):
        self.region = {row["customer_id"]: row["region"] or "" for row in rows["customers"]}
        self.money = {name: [] for name in self.region}
        self.days = {name: [] for name in self.region}
        for row in rows["orders"]:
            day = day_number(row["ordered_at"])
            self.money[row["customer_id"]].append((day, row["revenue"]))
            if row["revenue"] >= 0:
                self.days[row["customer_id"]].append(day)
        for days in self.days.values():
            days.sort()
        self.complained = {}
        self.ticket = {}
        for row in sorted(rows["tickets"], key=lambda row: (row["opened_at"], row["ticket_id"])):
            self.complained.setdefault(row["customer_id"], []).append(day_number(row["opened_at"]))
            self.ticket[row["ticket_id"]] = row
        self.last = max(max(days) for days in self.days.values())

    def orders(self, name, after, until):
        return bisect_right(self.days[name], until) - bisect_right(self.days[name], after)

    def covariates(self, name, day):
        spent = sum(revenue for when, revenue in self.money[name] if day - 365 < when <= day)
        return self.orders(name, day - 180, day), log(1 + max(spent, 0)), day - self.days[name][0]

    def last_order(self, name, day):
        place = bisect_right(self.days[name], day)
        return self.days[name][place - 1] if place else None

    def is_calm(self, name, day):
        return not any(0 <= day - when <= 365 for when in self.complained.get(name, []))

    def first_complaints(self):
        found, before = {}, {}
        for ticket_id, row in self.ticket.items():
            name, day = row["customer_id"], day_number(row["opened_at"])
            if (name not in before or day - before[name] > 365) and day + 180 <= self.last:
                found[ticket_id] = (name, day)
            before[name] = day
        return found

    def match(self, cases):
        """Up to three customers for each case: {case: [customer]}, those without an order left out."""
        known = {case: at for case, at in cases.items() if self.last_order(*at) is not None}
        profiles = {case: self.covariates(*at) for case, at in known.items()}
        spreads = [stdev(values) for values in zip(*profiles.values(), strict=True)]
        return {
            case: [name for _distance, _hash, name in sorted(self.near(*at, profiles[case], spreads))[:3]]
            for case, at in known.items()
        }

    def near(self, case, day, own, spreads):
        for name, region in self.region.items():
            if name == case or region != self.region[case] or not self.is_calm(name, day):
                continue
            last = self.last_order(name, day)
            if last is None or abs(last - self.last_order(case, day)) > 2:
                continue
            other = self.covariates(name, day)
            if abs(other[0] - own[0]) <= max(1, 0.2 * own[0]) and abs(other[2] - own[2]) <= 0.75 * spreads[2]:
                apart = sum(((a - b) / spread) ** 2 for a, b, spread in zip(own, other, spreads, strict=True))
                yield round(apart, 9), hashlib.md5(name.encode()).hexdigest(), name


def real(store):
    return matched_cases.real(store, events(store))


@pytest.fixture(scope="module")
def made():
    rows = crowd()
    with memory.outliving_the_test():
        return company(**rows), Company(rows)


def sets(store, of):
    pairs = store.rows(f"select case_id, customer_id from {of.pairs}")
    return {case: set(part) for case, part in pairs.groupby("case_id")["customer_id"]}


def test_the_same_customers_are_matched_and_the_same_ratio_comes_out(made):
    store, plain = made
    cases = plain.first_complaints()
    expected = {case: matched for case, matched in plain.match(cases).items() if matched}
    assert len(expected) >= 50
    assert sets(store, real(store)) == {case: set(names) for case, names in expected.items()}

    found = complaints.recovery(store, LAST).set_index("outcome").loc["all"]
    placed = sum(plain.orders(*after(cases[case])) for case in expected)
    means = [
        sum(plain.orders(name, cases[case][1], cases[case][1] + 180) for name in names) / len(names)
        for case, names in expected.items()
    ]
    assert (found["n"], found["unmatched"]) == (len(expected), len(cases) - len(expected))
    assert (found["orders"], found["expected"]) == (placed, pytest.approx(sum(means)))
    assert found["ratio"] == pytest.approx(placed / sum(means))


def after(case):
    name, day = case
    return name, day, day + 180


def test_pretended_cases_are_calm_and_matched_in_the_same_way(made):
    store, plain = made
    of, lags_of = matched_cases.pretended(store, events(store)), real(store)
    profiles = store.rows(f"select * from {of.profiles}")
    cases = {row.case_id: (row.customer_id, (row.day.date() - FIRST).days) for row in profiles.itertuples()}
    assert len(cases) == len(profiles) == len(plain.match(plain.first_complaints()))
    assert profiles["customer_id"].duplicated().any()  # who orders often is drawn often, as complaints are
    assert all(plain.is_calm(*case) for case in cases.values())
    lags = set(store.rows(f"select recency from {lags_of.profiles} where last_on is not null")["recency"])
    assert set(profiles["recency"]) <= set(range(int(max(lags)) + 1))
    expected = {case: set(matched) for case, matched in plain.match(cases).items() if matched}
    assert sets(store, of) == expected


def test_covariates_are_those_of_the_day(made):
    store, plain = made
    for row in store.rows(f"select * from {real(store).profiles} where last_on is not null").itertuples():
        at = row.customer_id, (row.day.date() - FIRST).days
        assert (row.orders_before, pytest.approx(row.spend_logged), row.tenure) == plain.covariates(*at)
        assert row.recency == at[1] - plain.last_order(*at)


def test_the_path_ends_where_the_ratio_begins_and_those_compared_were_alike(made):
    store, _plain = made
    found, ends = complaints.recovery(store, LAST), complaints.path(store, LAST).query("day == 180")
    for outcome in ("helped", "not helped"):
        row = found[found["outcome"] == outcome].iloc[0]
        both = ends[ends["outcome"] == outcome].set_index("who")["orders"]
        assert both["case"] * row["n"] == pytest.approx(row["orders"])
        assert both["matched"] * row["n"] == pytest.approx(row["expected"])
    balance = complaints.balance(store, LAST).set_index("covariate")
    assert list(balance.index) == ["orders", "spend", "tenure", "recency"]
    assert (balance["n"] == found.set_index("outcome").at["all", "n"]).all()
    assert abs(balance.at["recency", "case_mean"] - balance.at["recency", "matched_mean"]) <= 2
    used = complaints.reuse(store, LAST).iloc[0]
    assert used["share"] == pytest.approx(1 - used["people"] / used["places"])


def test_an_earlier_day_sees_the_cases_whose_180_days_were_over_then(made):
    store, plain = made
    until = 500
    found = complaints.recovery(store, FIRST + timedelta(days=until)).set_index("outcome")
    then = {case: at for case, at in plain.first_complaints().items() if at[1] + 180 <= until}
    assert found.at["all", "n"] + found.at["all", "unmatched"] == len(then)
    counted = sum(until - 180 < day <= until for _name, day in plain.first_complaints().values())
    assert found.at[complaints.NOT_OVER, "n"] >= counted > 0


def test_a_large_company_examines_some_and_scales_up(made, monkeypatch):
    store, _plain = made
    everybody = complaints.recovery(store, LAST).set_index("outcome")
    monkeypatch.setattr(matched_cases, "MOST_CASES", 40)
    some = complaints.recovery(store, LAST).set_index("outcome")
    assert some.at["all", "n"] + some.at["all", "unmatched"] == 40
    assert some["cases"].to_dict() == pytest.approx(everybody["cases"].to_dict(), nan_ok=True)
    for outcome in ("helped", "not helped"):
        row, whole = some.loc[outcome], everybody.loc[outcome]
        scale = (whole["n"] + whole["unmatched"]) / row["n"]
        assert row["lost_orders"] == pytest.approx((row["expected"] - row["orders"]) * scale)
    assert some.at["all", "lost_orders"] == pytest.approx(some.loc[["helped", "not helped"], "lost_orders"].sum())


@pytest.mark.parametrize("by", complaints.BY)
def test_groups_add_up_to_the_whole(made, by):
    store, _plain = made
    whole, groups = (complaints.recovery(store, LAST, one).query("outcome != 'window not over'") for one in (None, by))
    sums = groups.groupby("outcome")[["n", "unmatched", "orders", "expected", "lost_orders", "lost_margin"]].sum()
    for column in sums:
        assert sums[column].to_dict() == pytest.approx(whole.set_index("outcome")[column].to_dict())
