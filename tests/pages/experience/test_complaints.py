"""The complaints page inside the real frame."""

from datetime import date

import pandas as pd
import pytest

from cx.customers.listing import FIRST
from cx.experience import complaints
from pages.experience.complaints import findings
from pages.shared import claims, menu
from tests.apps import app_on, texts
from tests.experience.complaints.companies import crowd


def csv(rows):
    return pd.DataFrame(rows).to_csv(index=False)


@pytest.fixture
def company(filled, tmp_path):
    rows = crowd()
    tickets = pd.DataFrame(rows["tickets"])
    tickets["satisfied"] = tickets["satisfied"].map({True: "yes", False: "no"})
    tickets["topic"] = "Late delivery"
    tickets["channel"] = "Phone"
    files = {name: csv(rows[name]) for name in ("orders", "customers")}
    return filled(tmp_path / "crowd.duckdb", **files, tickets=tickets.to_csv(index=False))


def test_the_page_compares_complainers_with_matched_customers_and_lists_who_waits(company):
    app = app_on(company, "complaints", ratios_by="Severity")
    assert not app.exception
    said = texts(app)
    assert "matched customers' orders" in said
    assert "complaints have a match" in said
    assert "per 100 orders" in said
    assert app.query_params["ratios_by"] == "Severity"
    assert [card.label for card in app.metric] == [
        "Complaints", "Resolved", "First answer", "Lost orders", "Waiting now"
    ]  # fmt: skip


def test_a_click_on_a_picture_lists_the_customers_behind_it_until_it_is_cleared(company):
    app = app_on(company, "complaints", ratios_by="Severity", complaints_of="ratios:not helped/3")
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "Compared with matched customers: Not resolved · Severity 3 (severe)" in said
    listed = app.dataframe(key="roster-complainers-" + str(FIRST)).value
    assert set(listed["outcome"]) == {"Not resolved"} and listed["expected"].notna().all()
    app.session_state["shares"] = {"selection": {"code": [{"code": "shares:Late delivery"}]}}
    app.run()
    assert not app.exception
    assert app.query_params["complaints_of"] == "shares:Late delivery"
    assert "Complaints: Late delivery" in texts(app)
    links = {link.proto.label for link in app.get("page_link")}
    assert {"How long they wait", "What detractors write"} <= links
    assert "Whether promises are kept" not in links or menu.has("promises"), "only to pages that are there"
    next(button for button in app.button if button.label == "Clear").click().run()
    assert "complaints_of" not in app.query_params
    assert "Customers behind a picture" in texts(app)


def test_a_region_and_an_early_day_leave_no_traceback(company):
    narrowed = app_on(company, "complaints", region="North", as_of="2023-09-01")
    assert not narrowed.exception
    assert "customers of North only" in texts(narrowed)
    beside = app_on(company, "complaints", as_of="2025-02-01", compare="Year before")
    assert not beside.exception
    assert any("the year before" in header.value for header in beside.header)
    early = app_on(company, "complaints", as_of="2023-01-02")
    assert not early.exception
    assert "No complaint up to 2 Jan 2023" in early.title[0].value or "Too few" in early.title[0].value


def test_without_tickets_the_page_names_the_file_to_upload(filled, tmp_path):
    orders = "order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,9\n"
    app = app_on(filled(tmp_path / "own.duckdb", orders=orders), "complaints")
    assert not app.exception
    assert app.title[0].value == "No complaints yet"
    assert "upload tickets of kind complaint" in texts(app)


def test_tickets_without_orders_say_that_orders_are_missing(filled, tmp_path):
    tickets = "ticket_id,opened_at,customer_id,kind\nT1,2025-01-02,A,complaint\n"
    touches = "person_id,occurred_at,kind\nA,2025-01-01,visited\n"
    app = app_on(filled(tmp_path / "own.duckdb", tickets=tickets, touchpoints=touches), "complaints")
    assert not app.exception
    assert app.title


def test_a_first_complaint_waits_for_its_window(filled, tmp_path):
    orders = "order_id,customer_id,ordered_at,revenue\n1,A,2025-01-02,9\n2,B,2025-02-09,9\n"
    tickets = "ticket_id,opened_at,customer_id,kind\nT1,2025-01-05,A,complaint\n"
    app = app_on(filled(tmp_path / "own.duckdb", orders=orders, tickets=tickets), "complaints")
    assert not app.exception
    assert app.title[0].value == "Too few complaints to tell what resolving them changes"


def effect(helped=(1.0, 0.97, 1.03, "as before"), unhelped=(0.6, 0.55, 0.65, "less"), n=100):
    columns = ["ratio", "low", "high", "verdict"]
    rows = [
        {
            "outcome": outcome,
            "n": n,
            "unmatched": 2,
            "cases": n + 2,
            "orders": n * row[0],
            "expected": n,
            **dict(zip(columns, row, strict=True)),
        }
        for outcome, row in (("helped", helped), ("not helped", unhelped))
    ]
    return pd.DataFrame([*rows, {"outcome": complaints.NOT_OVER, "n": 5}])


def check(holds=True):
    return pd.DataFrame([{"n": 200, "ratio": 1.0, "low": 0.96, "high": 1.04, "holds": holds}])


def test_the_title_claims_only_what_the_verdicts_hold():
    both = "Customers whose complaints were resolved to their satisfaction keep buying; the others buy 40% less"
    assert findings.title(effect(), check(), None) == both
    unclear = (0.93, 0.89, 0.97, None)
    less = "Customers whose complaints were not resolved buy 40% less than matched customers"
    assert findings.title(effect(helped=unclear), check(), None) == less
    worse = findings.title(effect(helped=(0.8, 0.75, 0.85, "less")), check(), None)
    assert worse == "Even customers whose complaints were resolved to their satisfaction buy 20% less"
    nothing = findings.title(effect(unhelped=unclear), check(), None)
    assert nothing == "No clear effect of resolving complaints on later orders"
    one_few = effect(unhelped=unclear)
    one_few.loc[1, "n"] = 28
    assert findings.title(one_few, check(), None).startswith("Too few to tell")
    assert findings.title(effect(), check(holds=False), None).startswith("The comparison does not hold here")
    assert findings.title(effect(n=14), check(), None).startswith("Too few to tell")
    assert findings.title(effect(n=14), check(holds=False), None).startswith("Too few to tell")


def test_before_a_window_is_over_the_title_names_the_day():
    found = pd.DataFrame([{"outcome": complaints.NOT_OVER, "n": 40, "unmatched": 0}])
    said = findings.title(found, check(), date(2026, 3, 1))
    assert said == "The effect of resolving complaints can be known from 1 Mar 2026 on"


def test_the_note_says_what_was_matched_what_differed_and_what_is_left_out():
    balance = pd.DataFrame({"covariate": ["orders", "tenure"], "difference": [0.02, -0.2]})
    said = findings.paths_note(effect(), balance)
    assert "200 of 204 complaints have a match." in said
    assert "They differed before in: tenure." in said
    assert said.endswith("Window not over: 5.")
    assert "Drawn from" not in said
    assert "Drawn from 10,000;" in findings.paths_note(effect().assign(cases=5000), balance.head(1))


def test_other_titles_pass_the_gate():
    assert findings.paths_title(effect()) == "After an unresolved complaint: 0.4 fewer orders in 180 days"
    assert findings.paths_title(effect(n=20)) == "Orders after a complaint, beside matched customers"
    helps = pd.DataFrame([{"ratio": 1.35, "low": 1.2, "high": 1.5, "n_helped": 60, "n_not_helped": 60}])
    assert findings.ratios_title(helps, check()).startswith("35% more orders")
    assert findings.ratios_title(helps.assign(n_helped=20), check()).startswith("Orders after a complaint")
    assert findings.ratios_title(helps, check(holds=False)).startswith("Orders after a complaint")
    years = pd.DataFrame(
        {"period": ["now", "before"], "orders": [5000, 5000], "complaints": [300, 200], "per_100": [6.0, 4.0]}
    )
    assert findings.rate_title(years) == "Complaints rose to 6.0 per 100 orders, from 4.0 the year before"
    level = findings.rate_title(years.assign(complaints=[205, 200], per_100=[4.1, 4.0]))
    assert level == "4.1 complaints per 100 orders, 4.0 the year before: no clear change"
    topics = pd.DataFrame({"group": ["A", "B"], "due": [90, 90], "helped": [20, 80], "share": [2 / 9, 8 / 9]})
    said = findings.shares_title(topics.assign(verdict=["lower", "higher"]), "topic")
    assert said == "A complaints are resolved less often: 22%, 56% of all"
    assert findings.shares_title(topics.assign(verdict=None), "channel").endswith("no channel stands out")
    assert claims.claim("x", "y", 30) == "x"
