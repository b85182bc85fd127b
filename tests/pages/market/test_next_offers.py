"""Next offers on the page: the rule in use, the exclusions, a list that is made, its files and its undo."""

import os
import shutil

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from cx.market import offers
from pages.market.campaigns import mail_tools, offer_findings
from tests.apps import texts


def _script() -> None:
    from pages.market.campaigns import next_offers
    from pages.shared import filters

    next_offers.draw(filters.current())


def _on(path) -> AppTest:
    st.cache_resource.clear()
    os.environ["CX_STORE"] = str(path)
    return AppTest.from_function(_script, default_timeout=60).run()


def test_a_list_is_made_with_its_control_group_and_undone_and_consent_is_a_setting(demo_store, tmp_path):
    path = shutil.copy(demo_store, tmp_path / "demo.duckdb")
    app = _on(path)
    assert not app.exception
    said = texts(app)
    assert "Three offers hit 81%" in said and "Own mix × what sells is used" in said
    assert "of 6,318 customers may be mailed" in said and "Consent is not asked" in said
    before = app.header[0].value
    [box] = [one for one in app.selectbox if one.label.startswith("Attribute")]
    box.select("newsletter").run()
    assert "Consent: attribute “newsletter”" in texts(app)
    assert "of 6,318 customers may be mailed" in app.header[0].value and app.header[0].value != before
    app.select_slider(key="hold_out").set_value(20).run()
    [make] = [one for one in app.button if one.label == "Make mailing list"]
    make.click().run()
    assert not app.exception and "to mail, " in texts(app) and "held out, as of 31 Dec 2025" in texts(app)
    assert [box.value for box in app.text_input if box.label == "Campaign"] == ["Next offers 2025-12-31 (2)"]
    app.button(key="mailing_undo_last_1").click().run()
    assert not app.exception and "held out, as of" not in texts(app)


def test_orders_alone_have_a_list_without_offers_and_the_page_names_the_column(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(st, "page_link", lambda *_place, **_words: None)  # only the whole app has other pages
    lines = "order_id,customer_id,ordered_at,revenue\n1,A,2025-10-01,9\n2,B,2025-10-25,9\n"
    app = _on(filled(tmp_path / "own.duckdb", orders=lines))
    assert not app.exception
    assert "No next offers: orders do not name products" in texts(app) and "column product_id" in texts(app)
    assert "1 of 2 customers may be mailed" in texts(app)
    assert "nobody held out: what the mail earns will not be known" in texts(app)
    touches = "person_id,occurred_at,kind\nA,2025-10-01,sent\n"
    app = _on(filled(tmp_path / "none.duckdb", touchpoints=touches))
    assert not app.exception and "Orders: upload them to see what to offer" in texts(app)


def test_the_steps_of_the_table_add_up_to_all_customers():
    counts = pd.DataFrame({"state": offers.STATES, "customers": [5, 4, 3, 2, 1, 0, 0, 1, 84]})
    table = offer_findings.adding_up(counts, asks_consent=False)
    assert table["customers"].iloc[0] == 100 and table["customers"].iloc[:-1].sum() == table["customers"].iloc[-1]
    assert table["left"].tolist() == [100, 95, 91, 88, 86, 85, 85, 85, 84, 84]
    assert table["step"].iloc[1] == "No consent (not asked)"


def test_files_for_mail_tools_have_their_column_names_no_formulas_and_nobody_held_out():
    rows = pd.DataFrame(
        {
            "customer_id": ["1", "2"], "name": ["=Ada B C", None], "email": ["a@b.de", None], "campaign": "Winter",
            "variant": ["treated", "held out"], "product_id": ["P1", None], "product": ["Lamp", None],
        }
    )  # fmt: skip
    heads = {tool.key: mail_tools.csv(rows, tool).decode("utf-8-sig").splitlines() for tool in mail_tools.TOOLS}
    rest = "Customer ID,{},Variant,Offer,Offer ID"
    assert heads["mailchimp"][0] == "Email Address,First Name,Last Name," + rest.format("Tags")
    assert heads["klaviyo"][0] == "Email,First Name,Last Name," + rest.format("Campaign")
    assert heads["mailerlite"][0] == "Email,Name,Last name," + rest.format("Campaign")
    assert heads["mailchimp"][1:] == ["a@b.de,'=Ada,B C,1,Winter,treated,Lamp,P1"]
    assert heads["all"][2] == ",,,2,Winter,held out,,"


def test_titles_and_reasons_yield_where_the_data_say_too_little():
    rules = pd.DataFrame({"rule": ["sells_most"], "hits": [3], "n": [9], "rate": [1 / 3], "is_used": True})
    assert offer_findings.rules_title(rules) == "3 of 9 bought one of three offers"
    assert offer_findings.why_used(rules).startswith("Too few to tell")
    known = rules.assign(n=90, is_better=False)
    assert offer_findings.rules_title(known) == "Three offers hit 33%"
    assert offer_findings.why_used(known).startswith("Neither other rule is better")
    none = pd.Series({"treated": 0, "held_out": 0, "rate": None, "smallest": None})
    assert offer_findings.list_title(none, rules) == "Nobody is left to mail"
