"""The value page inside the real frame, and what it says."""

import pandas as pd

from pages.customers.value import findings
from tests.apps import app_on, texts

HEADER = "order_id,customer_id,ordered_at,revenue\n"
TOTAL = pd.Series({"customers": 400, "value": 1.2e6, "low": 1.0e6, "high": 1.4e6, "tests": 5})
TESTS = pd.DataFrame({"ratio": [1.143, 0.822], "plain_ratio": [1.05, 0.99], "customers": 400})


def test_the_page_of_the_demo_says_its_range_its_errors_and_whom_to_call(demo_store):
    app = app_on(demo_store, "value")
    assert not app.exception
    assert app.title[0].value.startswith("Customers are worth $")
    shown = texts(app)
    assert "Our maths matches the papers: 7 of 7" in shown and "Going quiet: $" in shown
    assert "(mean of 5 back-tests)" in shown and "The last forecast was" in shown
    app.button_group(key="horizon").set_value(36).run()
    assert not app.exception
    assert "their value over 36 months is not yet tested" in app.title[0].value
    assert "Not yet tested" in texts(app)


def test_who_ordered_once_has_no_value_yet_and_one_customer_has(filled, tmp_path):
    once = filled(tmp_path / "once.duckdb", orders=HEADER + "1,A,2025-01-02,90\n2,B,2025-01-05,20\n")
    app = app_on(once, "value")
    assert not app.exception
    assert app.title[0].value == "Nobody has ordered twice yet: what customers are worth is not known"
    one = filled(tmp_path / "one.duckdb", orders=HEADER + "1,A,2025-01-02,90\n2,A,2025-03-05,-20\n3,A,2025-04-05,9\n")
    app = app_on(one, "value")
    assert not app.exception
    assert app.title[0].value == "1 customer: their value over 12 months is not yet tested"


def test_no_title_claims_a_total_that_was_not_tested_or_is_of_few():
    assert findings.title(TOTAL, 12, "$") == "Customers are worth $1M to $1.4M over 12 months"
    for change in ({"low": float("nan")}, {"customers": 12}):
        assert "not yet tested" in findings.title(pd.Series({**TOTAL, **change}), 12, "$")


def test_the_page_says_where_the_plain_rule_missed_less():
    assert findings.missed(TESTS["ratio"]) == "−18% to +14%"
    assert findings.errors_title(TESTS) == "Last year again missed by 3%, the model by 16% (mean of 2 back-tests)"
    better = TESTS.assign(ratio=1.01)
    assert findings.errors_title(better).startswith("The model missed by 1%, last year again by 3%")
