"""The requests page inside the real frame, and what it says."""

from datetime import date

import pandas as pd
import pytest

import cx
from cx import requests
from pages.experience.requests import findings, notes_drawer
from tests.apps import app_on, texts

Note = requests.Note
ORDERS = "order_id,customer_id,ordered_at,revenue\n" + "".join(
    f"{who}-{month},c{who},2025-{month:02d}-03,{20 + who % 7}\n" for who in range(120) for month in (3, 6, 9)
)
HEADER = "ticket_id,opened_at,customer_id,kind,topic,text\n"
TOPICS = {"Lids": range(70), "Colours, bright": range(60, 92), "Repair": range(88, 100)}


def tickets() -> str:
    lines = [
        f'{topic[0]}{who},2025-08-{1 + who % 28:02d},c{who},request,"{topic}",Please: {topic}'.replace(": C", ": c")
        for topic, whom in TOPICS.items()
        for who in whom
    ]
    return HEADER + "\n".join(line.replace("Please: colours, bright", "Please") for line in lines) + "\n"


def surveys() -> str:
    pairs = [(who, "Lids", 1, 5 if who < 34 else 3) for who in range(40)]
    lines = [
        f"2025-09-0{1 + who % 9},c{who},{measure},{subject},{score}"
        for who, subject, there, missing in pairs
        for measure, score in (("kano_with", there), ("kano_without", missing))
    ]
    return "answered_at,customer_id,measure,subject,score\n" + "\n".join(lines) + "\n"


@pytest.fixture
def shop(filled, tmp_path):
    return filled(tmp_path / "own.duckdb", orders=ORDERS, tickets=tickets(), surveys=surveys())


def test_the_page_ranks_requests_and_a_click_lists_who_asked(shop):
    app = app_on(shop, "requests", request="Colours; bright", compare="Year before")
    assert not app.exception
    assert app.title[0].value == "Lids is asked for most: 70 customers"
    shown = texts(app)
    assert "Lids is first and Colours, bright second for certain" in shown
    assert "The more, the better: Lids" in shown and "No estimate of work yet" in shown
    assert "**32 customers**" in shown and "Colours, bright" in shown
    assert len(app.dataframe[0].value) == 32
    app.button_group(key="requests_tiers").set_value([""]).run()
    assert not app.exception
    assert "No customers in this selection" in texts(app)


def test_what_is_done_has_customers_to_tell_and_telling_them_can_be_undone(shop):
    store = cx.open_store(shop)
    requests.write(store, [Note("Repair", None, 2, "Ann", "done"), Note("Lids", weeks_of_work=2)])
    app = app_on(shop, "requests", store=store, requests_view="To tell")
    assert "Lids: most customers per week of work, 35.0" not in texts(app)  # Repair has under 30 customers
    assert "Customers per week of work: 2 requests estimated" in texts(app)
    assert len(app.dataframe[0].value) == 12
    app.button(key="tell_requests").click().run()
    assert not app.exception
    assert "Marked as told" in texts(app)
    assert len(app.dataframe[0].value) == 50
    app.button(key="undo_requests").click().run()
    assert not app.exception
    assert app.button_group(key="requests_view").options[1] == "To tell: 12 customers"


def test_an_edit_of_the_grid_becomes_notes_of_the_rows_that_changed():
    blank = {"merged_into": None, "weeks_of_work": None, "owner": None, "state": "New", "told_on": None}
    before = pd.DataFrame([{"topic": "Lids", **blank}, {"topic": "Covers", **blank}, {"topic": "Repair", **blank}])
    edited = before.copy()
    edited.loc[1, "merged_into"] = "Lids"
    edited.loc[2, ["weeks_of_work", "state"]] = 3.0, "Done"
    edited["told_on"] = pd.to_datetime(pd.Series([None, None, "2025-07-01"]))
    assert notes_drawer.changed(before, before) == []
    assert notes_drawer.changed(before, edited) == [
        Note("Covers", merged_into="Lids"),
        Note("Repair", weeks_of_work=3.0, state="done", told_on=date(2025, 7, 1)),
    ]


def test_without_rows_the_page_names_the_file_to_upload(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", orders=ORDERS), "requests")
    assert not app.exception
    assert app.title[0].value == "No requests yet" and "kind request" in texts(app)
    none = HEADER + "1,2025-08-01,c1,question,Size,\n"
    app = app_on(filled(tmp_path / "none.duckdb", orders=ORDERS, tickets=none), "requests")
    assert app.title[0].value.startswith("No request in the 12 months to")
    alone = HEADER + "1,2025-08-01,,request,,\n"
    app = app_on(filled(tmp_path / "alone.duckdb", orders=ORDERS, tickets=alone), "requests")
    assert not app.exception
    assert app.title[0].value == "1 request, none of them with a topic and a customer"


def test_titles_claim_only_what_is_certain():
    rows = pd.DataFrame(
        {
            "topic": ["A", "B", "C"], "customers": [77, 72, 40], "voters": 150, "rank": [1.0, 2, 3],
            "rank_low": [1.0, 1, 3], "rank_high": [2.0, 2, 3], "first_share": [0.64, 0.4, 0.0],
            "per_week": [72.0, 11.0, float("nan")],
        }
    )  # fmt: skip
    totals = pd.Series({"tickets": 200})
    assert findings.title(rows, totals) == "77 customers asked for A, 72 for B"
    assert findings.ranking_title(rows) == "2 could be first: A, B"
    sure = rows.assign(first_share=[0.99, 0.01, 0.0], rank_low=[1.0, 2, 3])
    assert findings.title(sure, totals) == "A is asked for most: 77 customers"
    assert findings.work_title(sure) == "A: most customers per week of work, 72.0"
    assert findings.title(sure.assign(customers=[29, 12, 3]), totals) == "29 customers asked for A, 12 for B"
    assert findings.title(sure.head(1), totals) == "77 customers asked for A"
    of_tier = rows.assign(
        topic=["C", "A", "B"], voters=46, votes=[30, 8, 8], rank_low=[1.0, 2, 2], rank_high=[1.0, 3, 3]
    )
    assert findings.votes_title(rows, of_tier, "Platinum") == "If only Platinum voted, C would rank 1, not 3"
    few = findings.votes_title(rows, of_tier.assign(voters=20), "Platinum")
    assert few == "Platinum alone: 20 voted, too few to rank"
    kano = pd.DataFrame({"topic": ["A", "B"], "n": [40, 20], "kind": [None, None], "unpaired": [2, 0]})
    assert findings.kano_title(kano) == "Kano classes: none is certain"
    assert findings.kano_caption(kano).endswith(
        "Under 30 people, not placed: B. Only one of the two questions answered: 2."
    )
