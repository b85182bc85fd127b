"""The study page inside the real frame, and what it says."""

import pandas as pd

from pages.market.study import findings
from tests.apps import app_on, texts

ORDERS = "order_id,customer_id,ordered_at,revenue\n" + "".join(
    f"{who}-{place},c{who},2025-0{3 + place}-03 10:00,{20 + who % 7 + 30 * (who < 60)}\n"
    for who in range(120)
    for place in range(1 + (who < 60))
)
CUSTOMERS = "customer_id,region\n" + "".join(f"c{who},{'North' if who < 60 else 'South'}\n" for who in range(120))
SURVEYS = "answered_at,customer_id,measure,subject,score\n" + "".join(
    f"2025-05-05,c{who},{measure},{subject},{score}\n"
    for who in range(100)
    for measure, subject, score in (
        ("importance", "Price", 7 if who % 10 else 4),
        ("perception", "Price", 2 if who % 5 else 6),
        ("importance", "range", 6 + who % 2 if who < 60 else 2 + who % 2),
        ("perception", "range", 7),
    )
)


def test_the_page_says_openings_and_the_group_and_an_address_chooses_another(filled, tmp_path):
    shop = filled(tmp_path / "own.duckdb", orders=ORDERS, customers=CUSTOMERS, surveys=SURVEYS)
    app = app_on(shop, "study", study_by="region", study_group="North", compare="Year before")
    assert not app.exception
    assert app.title[0].value == "Price is an opening: it matters to 90% and satisfies 20%"
    shown = texts(app)
    assert "One opening: Price" in shown and "n = 100 customers" in shown
    assert "Range matters more to North: 6.5, others 2.5" in shown
    assert "North buys more often, for more an order" in shown
    assert "How channels pay back is not known yet" in shown and "Upload tickets of kind request" in shown
    app.segmented_control(key="study_by").set_value("tier").run()
    assert not app.exception


def test_without_surveys_habits_stand_and_the_file_to_upload_is_named(filled, tmp_path):
    app = app_on(filled(tmp_path / "own.duckdb", orders=ORDERS, customers=CUSTOMERS), "study", study_by="region")
    assert not app.exception
    assert app.title[0].value == "What is missing is not known: no study in the 12 months"
    shown = texts(app)
    assert "measures importance and perception" in shown and "North buys more often" in shown
    touched = "person_id,occurred_at,channel,kind\na,2025-01-02,Ads,clicked\n"
    app = app_on(filled(tmp_path / "bare.duckdb", touchpoints=touched), "study")
    assert not app.exception and "Upload orders to see how target groups buy" in texts(app)


def test_titles_claim_only_what_is_certain():
    row = {"subject": "Price", "n": 40, "importance": 0.9, "satisfaction": 0.2, "opportunity": 16.0, "is_opening": True}
    rows = pd.DataFrame([row])
    assert findings.title(rows).startswith("Price is an opening")
    assert findings.title(rows.assign(is_opening=False)).startswith("Price has the highest opportunity")
    assert findings.title(rows.assign(n=12)) == "12 customers answered the study: too few to tell what is missing"
    few = pd.DataFrame(
        [{"subject": "Price", "group": 6.0, "others": 5.0, "difference": 1.0, "verdict": True, "n": 20, "n_others": 90}]
    )
    assert findings.attitudes_title(few, "Gold") == "Gold thinks no differently, as far as 20 answers tell"
