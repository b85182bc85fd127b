"""The customer types page inside the real frame."""

import shutil

import pandas as pd
import pytest

import cx
from cx.customers import type_rules
from cx.customers.type_rules import KINDS
from cx.statistics import verdicts
from pages.customers.types import findings as type_findings
from pages.shared import answers
from tests.apps import app_on, texts

HEADER = b"order_id,customer_id,ordered_at,revenue\n"


def test_on_the_demo_every_type_is_known_and_each_customer_has_evidence(demo_store, tmp_path):
    app = app_on(shutil.copy(demo_store, tmp_path / "demo.duckdb"), "types")
    assert not app.exception
    assert "of customers are" in app.title[0].value
    assert [card.label.split(" · ")[0] for card in app.metric] == [
        "Loyal",
        "Social",
        "Need-based",
        "Impatient",
        "None",
    ]
    assert app.dataframe[0].value.evidence.str.len().min() > 10
    assert app.dataframe[0].proto.row_height > 4 * 16  # less, and a long text would be cut in place of wrapped
    assert not app.dataframe[0].value.evidence.str.contains("NPS").any()  # one customer has a mean answer, no NPS
    assert all("95% CI" in card.proto.delta_description for card in app.metric)
    assert "; needed for" not in texts(app)


def test_a_click_on_a_cell_lists_its_customers(demo_store, tmp_path):
    app = app_on(shutil.copy(demo_store, tmp_path / "demo.duckdb"), "types")
    app.session_state["type-table"] = {"selection": {"cell": [{"kind": "Loyal", "tier": "Tin"}]}}
    app.run()
    assert not app.exception
    assert set(app.dataframe[0].value.kind) == {"Loyal"}
    assert set(app.dataframe[0].value.tier) == {"Tin"}


def test_one_customer_with_orders_alone_has_no_type_and_the_page_says_what_to_upload(tmp_path):
    store = cx.open_store(tmp_path / "one.duckdb")
    store.load("orders", HEADER + b"1,A,2025-01-02,90\n")
    app = app_on(tmp_path / "one.duckdb", "types", store=store)
    assert not app.exception
    assert app.title[0].value == "No customer has a type yet"
    assert "needed for social or impatient" in texts(app)
    unknown = [card for card in app.metric if "not known" in card.label]
    assert unknown and all((card.value, card.delta) == ("–", "") for card in unknown)


def kinds(*customers: int) -> pd.DataFrame:
    """An answer of cx.customer_types.kinds with so many customers of each type and 1 of profit each."""
    table = pd.DataFrame({"kind": KINDS, "customers": customers})
    return table.assign(profit=table.customers * 1.0, share=table.customers / table.customers.sum(), earns=None)


def test_the_title_counts_few_customers_and_gives_a_share_of_many():
    assert type_findings.title(kinds(5, 3, 0, 0, 4)) == "5 of 12 customers are loyal"
    assert type_findings.title(kinds(20, 3, 0, 0, 17)) == "50% of customers are loyal and earn 50% of customer profit"
    losing = kinds(40, 30, 29, 0, 1)
    losing["profit"] = [90.0, -5.0, -50.0, 0.0, 0.0]
    assert ";" not in type_findings.title(losing)  # the interval of their mean holds 0
    losing["earns"] = pd.Series([True, False, False, None, None], dtype=object)
    assert type_findings.title(losing).endswith("; social customers cost more than they earn")


@pytest.mark.parametrize(
    ("loyal", "title"),
    [
        ((29, 2), "Loyal: 97% of Platinum, 7% of Gold"),
        ((18, 12), "Types by tier"),
        ((15, 15), "Types by tier"),
    ],
)
def test_tiers_are_compared_in_the_title_where_they_differ_beyond_chance(loyal, title):
    crossed = pd.DataFrame({"kind": "Loyal", "tier": ["Platinum", "Gold"], "customers": loyal})
    crossed = crossed.assign(tier_customers=30, share=crossed.customers / 30)
    counts = list(crossed[["customers", "tier_customers"]].itertuples(index=False, name=None))
    judged = verdicts.of_shares(verdicts.against_the_rest(counts))
    crossed["higher"] = pd.Series(judged, dtype=object)
    assert type_findings.table_title(crossed) == title
    assert type_findings.table_title(crossed.assign(tier_customers=29)) == "Types by tier"


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_thresholds_are_tried_with_their_effect_and_kept(demo_store, tmp_path):
    app = app_on(shutil.copy(demo_store, tmp_path / "demo.duckdb"), "types")
    loyal = app.metric[0].label
    button(app, "Thresholds").click().run()
    app.number_input(key="rule-loyal_orders").set_value(40)
    button(app, "Thresholds").click().run()  # a run of the whole page closes the drawer, here it is opened again
    assert not app.exception
    assert "would have another type" in texts(app)
    button(app, "Thresholds").click()
    button(app, "Save thresholds").click().run()
    assert not app.exception
    assert type_rules.chosen(answers.store()).loyal_orders == 40
    assert app.metric[0].label != loyal
    assert "order days ≥ 40" in app.metric[0].help
    assert button(app, "Thresholds · custom")


def test_words_that_are_none_are_told_and_cannot_be_kept(demo_store, tmp_path):
    app = app_on(shutil.copy(demo_store, tmp_path / "demo.duckdb"), "types")
    button(app, "Thresholds").click().run()
    app.text_input(key="rule-speed_words").set_value(" , ")
    button(app, "Thresholds").click().run()
    assert not app.exception
    assert "Speed words are words" in app.error[0].value
    assert "Save thresholds" not in [one.label for one in app.button]
