"""Claims about assumption sets: named, one the company default, and what `assumptions=None` means everywhere."""

from datetime import date
from math import inf

import pytest
from pandas.testing import assert_frame_equal

import cx
from cx import assumption_sets, playbook, segments, stages
from cx.customers import contribution, movement, sensitivity
from cx.customers.assumptions import GROSS_MARGIN, Assumptions
from cx.errors import StoreError
from cx.home import gross_profit
from cx.products import buyers

END = date(2025, 12, 31)
ORDERS = b"order_id,customer_id,ordered_at,revenue\n" + b"".join(
    b"%d,c%d,%d-%02d-11,%d\n" % (i, i % 40, 2024 + i % 2, 1 + i % 12, 20 + (i % 40) ** 2) for i in range(240)
)
CHEAP = Assumptions(gross_margin=0.8, cost_per_order=1.0)


@pytest.fixture
def shop(store):
    store.load("orders", ORDERS)
    return store


@pytest.mark.parametrize(
    "answer",
    [
        lambda store, **given: segments.tiers(store, END, **given),
        lambda store, **given: segments.customers(store, END, **given),
        lambda store, **given: segments.whale_curve(store, END, **given),
        lambda store, **given: segments.choices(store, END, **given),
        lambda store, **given: contribution.assumed(store, END, **given),
        lambda store, **given: sensitivity.effects(store, END, **given),
        lambda store, **given: playbook.plays(store, END, **given),
        lambda store, **given: movement.flows(store, END, date(2025, 6, 30), **given),
        lambda store, **given: gross_profit.money_flow(store, END, **given),
        lambda store, **given: buyers.tiers(store, END, **given),
        lambda store, **given: cx.why.lifts(store, END, "c3", **given),
    ],
)
def test_no_assumptions_are_those_of_the_company_default(shop, answer):
    recorded = answer(shop, assumptions=Assumptions())
    assert_frame_equal(answer(shop), recorded)
    assumption_sets.save(shop, "Budget", CHEAP, is_default=True)
    assert_frame_equal(answer(shop), answer(shop, assumptions=CHEAP))
    assert_frame_equal(answer(shop, assumptions=Assumptions()), recorded)
    assumption_sets.make_default(shop, None)
    assert_frame_equal(answer(shop), recorded)


def test_products_without_a_margin_have_that_of_the_company_default(shop):
    assumed = stages.current(shop, END).profit.sum()
    assumption_sets.save(shop, "Budget", CHEAP, is_default=True)
    assert stages.current(shop, END).profit.sum() == pytest.approx(assumed * 0.8 / GROSS_MARGIN)
    assert stages.current(shop, END, GROSS_MARGIN).profit.sum() == pytest.approx(assumed)


def test_a_set_holds_every_field_who_made_it_and_when(store):
    limits = Assumptions(
        clusters=3, fixed_cost_key="revenue", bands=(("Gold", 5.0, inf), ("Tin", -inf, 5.0)), bands_by="revenue"
    )
    assumption_sets.save(store, "  Board   2026 ", limits, made_by="Sara")
    [row] = assumption_sets.sets(store).itertuples()
    assert (row.name, row.made_by, row.is_default, row.assumptions) == ("Board 2026", "Sara", False, limits)
    assert row.made_at is not None
    assert assumption_sets.company_default(store) == Assumptions()


def test_there_is_one_default_and_a_deleted_one_leaves_the_recorded_figures(store):
    assumption_sets.save(store, "One", CHEAP, is_default=True)
    assumption_sets.save(store, "Two", Assumptions(clusters=2), is_default=True)
    assert assumption_sets.sets(store).set_index("name").is_default.to_dict() == {"One": False, "Two": True}
    deleted = assumption_sets.remove(store, "Two")
    assert assumption_sets.company_default(store) == Assumptions()
    assumption_sets.restore(store, deleted)
    assert assumption_sets.company_default(store) == Assumptions(clusters=2)


def test_a_name_is_asked_for_and_never_overwritten_by_accident(store):
    assumption_sets.save(store, "Budget", CHEAP)
    with pytest.raises(StoreError, match="“Budget” already: nothing was saved"):
        assumption_sets.save(store, "Budget", Assumptions())
    assert assumption_sets.sets(store).assumptions.tolist() == [CHEAP]
    assumption_sets.save(store, "Budget", Assumptions(), replaces=True)
    assert assumption_sets.sets(store).assumptions.tolist() == [Assumptions()]
    for name in (" ", "x" * 61):
        with pytest.raises(StoreError, match="1 to 60 characters"):
            assumption_sets.save(store, name, CHEAP)
    for missing in (assumption_sets.remove, assumption_sets.make_default):
        with pytest.raises(StoreError, match="no assumption set “None such”"):
            missing(store, "None such")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "[]",
        '{"gross_margin":7}',
        '{"gross_margin":"a"}',
        '{"margin":1}',
        '{"clusters":2.5}',
        '{"clusters":true}',
        '{"bands":[["Iron",1,2]]}',
        '{"bands":[1]}',
        '{"cost_per_order":Infinity}',
        '{"cost_per_order":-1}',
    ],
)
def test_a_text_that_is_no_assumptions_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        assumption_sets.from_json(text)


def test_the_model_that_the_app_accepts_by_itself_follows_the_default(shop):
    segments.accept_first(shop)
    assert segments.model(shop, END).kept
    assumption_sets.save(shop, "Budget", CHEAP, is_default=True)
    assert not segments.model(shop, END).kept
    segments.accept_first(shop)
    assert segments.model(shop, END).kept


def test_a_model_that_a_person_accepted_stays_whatever_the_default(shop):
    segments.keep_model(shop, END)
    assumption_sets.save(shop, "Budget", CHEAP, is_default=True)
    segments.accept_first(shop)
    assert segments.model(shop, END, Assumptions()).kept
    assert not segments.model(shop, END).kept
