"""Every number of why it pays on the demo company beside a plain computation on its rows."""

import shutil
from datetime import date

import numpy as np
import pandas as pd
import pytest

import cx
from cx.customers import contribution, economics
from data.generate import truth

END = date(2025, 12, 31)
BEFORE, SINCE, UNTIL = pd.Timestamp("2024-01-01"), pd.Timestamp("2025-01-01"), pd.Timestamp("2026-01-01")
SERVICE = ["served", "asked", "thanked"]


@pytest.fixture(scope="module")
def demo(demo_store, tmp_path_factory):
    store = cx.open_store(shutil.copy(demo_store, tmp_path_factory.mktemp("economics") / "demo.duckdb"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def rows(demo):
    """The tables as plain frames: orders with their category, touchpoints, tickets, costs, and first order days."""
    queries = {
        "orders": "select customer_id, order_id, ordered_at, product_id, category, quantity::double as quantity,"
        " revenue::double as revenue, cost::double as cost from orders left join products using (product_id)",
        "touchpoints": "select person_id, occurred_at, kind, variant, channel, cost::double as cost from touchpoints",
        "tickets": "select customer_id, opened_at, kind, cost::double as cost from tickets",
        "costs": "select month, kind, product_id, amount::double as amount from costs",
    }
    found = {name: demo.rows(query) for name, query in queries.items()}
    known = found["orders"].dropna(subset="customer_id")
    placed = known[known["revenue"] >= 0].groupby(["customer_id", "order_id"])["ordered_at"].min().dt.normalize()
    found["placed"] = placed.rename("day").reset_index()
    found["first"] = found["placed"].groupby("customer_id")["day"].min()
    touches = found["touchpoints"]
    found["touchpoints"] = touches[touches["variant"] != "held out"].assign(
        first=touches["person_id"].map(found["first"]), day=touches["occurred_at"].dt.normalize()
    )
    return found


def within(frame, column, since=SINCE, until=UNTIL):
    return frame[(frame[column] >= since) & (frame[column] < until)]


def test_cost_to_win_and_to_keep_and_the_levers_are_those_of_the_rows(demo, rows):
    touches, costs = within(rows["touchpoints"], "occurred_at"), within(rows["costs"], "month")
    keeps = touches["kind"].isin(SERVICE) | (touches["first"] < touches["day"])
    marketing, of_product = costs["kind"] == "marketing", costs["product_id"].notna()
    win = costs.loc[marketing & ~of_product, "amount"].sum() + touches.loc[~keeps, "cost"].sum()
    keep = costs.loc[costs["kind"] == "service", "amount"].sum() + touches.loc[keeps, "cost"].sum()
    keep += within(rows["tickets"], "opened_at")["cost"].sum()
    placed, first = rows["placed"], rows["first"]
    now, earlier = within(placed, "day"), within(placed, "day", BEFORE, SINCE)
    kept = now.loc[now["day"] > now["customer_id"].map(first), "customer_id"].nunique()

    found = economics.comparison(demo, END)
    assert found.neither["spend"].tolist() == pytest.approx([win, keep])
    assert found.neither["people"].tolist() == [within(first.to_frame(), "day").shape[0], kept]
    assert found.product_marketing == pytest.approx(costs.loc[marketing & of_product, "amount"].sum())
    span = contribution.window(demo, END)
    left = demo.rows(
        "select sum(contribution) from query_table($money) where who = 'customer'",
        money=contribution.customer_money(demo, span, None),
    ).iat[0, 0]
    assert found.neither["contribution"].sum() == pytest.approx(left)

    levers = economics.levers(demo, END)
    both = set(earlier["customer_id"]) & set(now["customer_id"])
    assert (levers.before, levers.again) == (earlier["customer_id"].nunique(), len(both))
    assert levers.customers == now["customer_id"].nunique()
    assert levers.margin == pytest.approx(left / levers.customers, rel=1e-3)  # who only returned is in the sum
    effects = levers.effects.set_index("lever")["effect"]
    assert effects["retention"] == pytest.approx(1.12 / (1.12 - len(both) / levers.before) / 100)
    assert effects["acquisition"] == pytest.approx(levers.cost_to_win / levers.value / 100)


def test_growth_is_that_of_the_rows(demo, rows):
    lines = rows["orders"]
    kept = set(within(rows["placed"], "day", BEFORE, SINCE)["customer_id"])
    kept &= set(within(rows["placed"], "day")["customer_id"])
    bought_before = lines[(lines["ordered_at"] < SINCE) & (lines["revenue"] >= 0)]
    tried = pd.MultiIndex.from_frame(bought_before[["customer_id", "category"]].drop_duplicates())
    lines = lines[lines["ordered_at"] >= BEFORE].copy()
    lines["is_later"] = lines["ordered_at"] >= SINCE
    pieces = lines["quantity"].fillna(1)
    lines["pieces"] = np.where(lines["revenue"] < 0, -pieces.abs(), pieces)
    sold = lines[(lines["revenue"] >= 0) & (lines["pieces"] > 0)]
    sums = sold.groupby(["product_id", "is_later"])[["revenue", "pieces"]].sum()
    prices = (sums["revenue"] / sums["pieces"]).unstack()
    lines["value"] = lines["pieces"] * lines["product_id"].map(prices[False].fillna(prices[True]))
    lines = lines[lines["customer_id"].isin(kept)]
    is_tried = pd.MultiIndex.from_frame(lines[["customer_id", "category"]]).isin(tried)
    is_new = lines["is_later"] & lines["category"].notna() & ~is_tried
    first, old, new = lines[~lines["is_later"]], lines[lines["is_later"] & ~is_new], lines[is_new]
    price = first["value"].sum() / first["pieces"].sum()
    change = lines.loc[lines["is_later"], "revenue"].sum() - first["revenue"].sum()
    parts = [
        (old["pieces"].sum() - first["pieces"].sum()) * price,
        old["value"].sum() - old["pieces"].sum() * price,
        new["value"].sum(),
    ]

    found = economics.growth(demo, END)["change"]
    assert found.tolist() == pytest.approx([*parts, change - sum(parts)], abs=0.02)
    assert round(found.sum(), 2) == pytest.approx(round(change, 2), abs=0.001)
    row = economics.upsell(demo, END).iloc[0]
    bought_new = set(new.loc[new["revenue"] >= 0, "customer_id"])
    assert (row["customers"], row["tried"]) == (len(kept), len(bought_new))


def test_first_years_and_referrals_are_those_of_the_rows_and_hold_what_is_planted(demo, rows):
    first = within(rows["first"].to_frame("first"), "first", BEFORE, SINCE)
    assumed = contribution.resolve(demo, END, None)

    def of_year(frame, customer, moment):
        joined = frame.merge(first, left_on=customer, right_index=True, suffixes=("_x", ""))
        days = (joined[moment].dt.normalize() - joined["first"]).dt.days
        return joined.assign(days=days)[(days >= 0) & (days < 365)].rename(columns={customer: "who"})

    lines = of_year(rows["orders"], "customer_id", "ordered_at")
    goods = lines["cost"].fillna((1 - assumed.gross_margin) * lines["revenue"])
    touches = of_year(rows["touchpoints"], "person_id", "occurred_at")
    touches = touches[(touches["days"] > 0) | touches["kind"].isin(SERVICE)]
    tickets = of_year(rows["tickets"], "customer_id", "opened_at")
    left = (lines["revenue"] - goods).groupby(lines["who"]).sum().reindex(first.index, fill_value=0)
    left -= of_year(rows["placed"], "customer_id", "day").groupby("who").size() * assumed.cost_per_order
    for served in (touches, tickets):
        left = left.sub(served.groupby("who")["cost"].sum(), fill_value=0)
    brought = rows["touchpoints"][rows["touchpoints"]["kind"] == "referred"]
    brought = set(brought.loc[brought["day"] <= brought["first"], "person_id"])
    is_referred = left.index.isin(brought)

    row = economics.referrals(demo, END).iloc[0]
    assert (row["n"], row["n_others"]) == (is_referred.sum(), (~is_referred).sum())
    assert row["contribution"] == pytest.approx(left[is_referred].mean())
    assert row["contribution_others"] == pytest.approx(left[~is_referred].mean())
    assert row["won"] == len(brought & set(within(rows["first"].to_frame("first"), "first").index))
    planted = truth()["planted"].set_index("name")["value"]
    assert row["low"] < planted["first-year contribution, referred minus others"] < row["high"]
    assert row["rate"] == pytest.approx(planted["referred new customers per active customer"], abs=0.01)
    channels = economics.advocacy(demo, END)
    assert channels["spend"].sum() == pytest.approx(economics.keep_and_win(demo, END).at[0, "spend"])
    assert channels["won"].sum() == economics.keep_and_win(demo, END).at[0, "people"]
