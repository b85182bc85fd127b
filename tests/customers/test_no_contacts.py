"""Rows of touchpoints that are no contact, and tickets that are calls, by hand: what they count in, and what not."""

from datetime import date

import pytest

from cx import Assumptions
from cx.customers import contribution, customer_types, funnel, profile, segments
from cx.customers.funnel import time_and_cost
from tests.companies import company

AS_OF = date(2025, 12, 31)
PRICED = Assumptions(
    gross_margin=0.5, cost_per_order=10.0, cost_per_contact=5.0, cost_per_ticket=7.0, fixed_cost_a_year=0.0
)
NO_CONTACT = ("recommended", "unsubscribed", "bounced", "asked", "thanked")


def order(customer, day, revenue=100, **more):
    return {
        "order_id": f"{customer}{day}",
        "customer_id": customer,
        "ordered_at": day,
        "revenue": revenue,
        **more,
    }


def touch(person, day, kind, cost=None, channel="Email", **more):
    return {"person_id": person, "occurred_at": day, "kind": kind, "cost": cost, "channel": channel, **more}


def ticket(customer, day, kind, cost=None, **more):
    return {
        "ticket_id": f"{customer}{day}{kind}",
        "opened_at": day,
        "customer_id": customer,
        "kind": kind,
        "cost": cost,
        **more,
    }


ORDERS = [order("ann", "2025-03-01"), order("bob", "2025-03-02"), order("ann", "2025-01-01")]
SERVICE = [touch("ann", "2025-04-01", "visited"), touch("ann", "2025-04-02", "served")]
COMPLAINT = ticket("ann", "2025-06-01", "complaint", resolved_at="2025-06-02")


def served(touchpoints=(), tickets=()):
    store = company(orders=ORDERS, touchpoints=[*SERVICE, *touchpoints], tickets=[COMPLAINT, *tickets])
    rows = segments.customers(store, AS_OF, PRICED).set_index("customer_id")
    return store, rows.loc["ann", ["contacts", "tickets", "times_served", "cost_to_serve"]].tolist()


def test_without_them_two_orders_two_contacts_and_a_ticket():
    assert served()[1] == [2, 1, 2, 2 * 10 + 2 * 5 + 7]


@pytest.mark.parametrize("kind", NO_CONTACT)
def test_what_is_no_contact_is_priced_by_its_own_cost_alone(kind):
    assert served([touch("ann", "2025-05-01", kind)])[1] == [2, 1, 2, 37]
    assert served([touch("ann", "2025-05-01", kind, 3)])[1] == [2, 1, 2, 40]
    assert served([touch("ann", "2025-05-01", kind, 3, variant="held out")])[1] == [2, 1, 2, 37]


def test_a_call_is_no_ticket_and_costs_what_it_says():
    assert served(tickets=[ticket("ann", "2025-07-01", "call", resolved_at="2025-07-01")])[1] == [2, 1, 2, 37]
    assert served(tickets=[ticket("ann", "2025-07-01", "Call", 4, resolved_at="2025-07-01")])[1] == [2, 1, 2, 41]


def test_the_months_of_tiers_add_up_to_the_same_cost():
    store, (*_, cost) = served(
        [touch("ann", "2025-05-01", kind, price) for kind in NO_CONTACT for price in (None, 3)],
        [ticket("ann", "2025-07-01", "call"), ticket("ann", "2025-07-02", "call", 4)],
    )
    assert cost == 37 + 5 * 3 + 4
    months = segments.tier_months(store, AS_OF, PRICED)
    assert months.contribution.sum() == pytest.approx(segments.customers(store, AS_OF, PRICED).contribution.sum())


def test_the_cost_of_people_who_did_not_order_counts_too():
    store = company(orders=ORDERS, touchpoints=[touch("zoe", "2025-05-01", "asked", 2)], tickets=[])
    lines = segments.profit_and_loss(store, AS_OF, PRICED).set_index("who")
    assert lines.cost_to_serve[["Did not order", "Total"]].tolist() == [2, 3 * 10 + 2]


def test_assumed_costs_are_the_mean_of_contacts_and_tickets_alone():
    store = company(
        orders=ORDERS,
        touchpoints=[touch("ann", "2025-04-01", "served", 2), touch("ann", "2025-04-02", "served")]
        + [touch("ann", "2025-05-01", kind, 100) for kind in NO_CONTACT],
        tickets=[ticket("ann", "2025-06-01", "complaint", 6), ticket("ann", "2025-06-02", "call", 100)],
    )
    found = contribution.assumed(store, AS_OF, Assumptions()).set_index("name")
    assert found.loc["cost_per_contact", ["value", "basis"]].tolist() == [2, 0.5]
    assert found.loc["cost_per_ticket", ["value", "basis"]].tolist() == [6, 1]


@pytest.mark.parametrize("kind", NO_CONTACT)
def test_what_is_no_contact_is_no_first_touch(kind):
    earlier = [touch("ann", "2024-12-01", kind, channel="Before"), touch("new", "2025-02-01", kind)]
    store = company(orders=ORDERS, touchpoints=[*earlier, touch("ann", "2024-12-20", "clicked", channel="Search")])
    people = store.rows("select person_id, first_touch_channel from people order by person_id").astype(object)
    people = people.where(people.notna(), None)
    assert people.values.tolist() == [["ann", "Search"], ["bob", None]]
    reach = funnel.lifecycle(store, AS_OF).iloc[0]
    assert reach["people"] == 1


@pytest.mark.parametrize(("kind", "counts"), [("asked", 0), ("thanked", 0), ("recommended", 1), ("unsubscribed", 1)])
def test_invitations_and_thanks_are_no_event_of_a_funnel(kind, counts):
    """Between visit and order lies a row of the kind: where it is an event, the order is not the very next one."""
    rows = [touch("ann", "2025-01-10", "visited", step="consider"), touch("ann", "2025-02-01", kind, step="bond")]
    store = company(orders=[order("ann", "2025-03-01")], touchpoints=rows)
    visit, placed = {"table": "touchpoints", "kind": "visited"}, {"table": "orders"}
    for step in ({"kind": kind}, {"step": "bond"}):
        asked = {"table": "touchpoints", **step}
        assert funnel.steps(store, [asked, placed], 90, as_of=AS_OF)["people"].tolist() == [counts, counts]
    strict = funnel.steps(store, [visit, placed], 90, order="strict", as_of=AS_OF)["people"].tolist()
    assert strict == [1, 1 - counts]
    assert funnel.offered(store).value.isin([kind, "bond"]).sum() == 2 * counts


def test_invitations_and_thanks_are_service_and_no_cost_of_winning_people():
    rows = [touch("ann", "2025-01-10", "clicked", 1), *(touch("ann", "2025-01-11", kind, 9) for kind in NO_CONTACT)]
    store = company(orders=[order("ann", "2025-03-01")], touchpoints=rows)
    reach = time_and_cost.costs(store, AS_OF).query("step == 'Reach' and group.isna()").iloc[0]
    assert (reach.spend, reach.people) == (1 + 3 * 9, 1)  # a reward for a recommendation is spent on winning people


def test_a_call_makes_nobody_impatient():
    def kind_of(asked):
        rows = [touch("ann", "2024-12-30", "clicked")]
        late = ticket("ann", "2025-01-05", asked, topic="Express delivery is late")
        return customer_types.customers(company(orders=[ORDERS[2]], touchpoints=rows, tickets=[late]), AS_OF).kind[0]

    assert (kind_of("complaint"), kind_of("call")) == ("Impatient", "None")


def test_the_history_of_a_customer_shows_them_all_and_calls_a_call_a_call():
    store, _ = served([touch("ann", "2025-05-01", "thanked")], [ticket("ann", "2025-07-01", "call")])
    events = profile.events(store, AS_OF, "ann")
    assert events.event.value_counts().to_dict() == {"touchpoint": 2, "thanks": 1, "order": 2, "ticket": 1, "call": 1}
