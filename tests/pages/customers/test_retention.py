"""The retention page through app.py: a small company, orders alone, nothing at all."""

from datetime import date, timedelta

import pandas as pd
import pytest

from cx.customers import saved_segments
from cx.presenting import annotations as cx_annotations
from pages.customers.retention import findings as retention_findings
from pages.shared import answers
from tests.apps import app_on, texts

FIRST = date(2025, 1, 1)


def day(number):
    return (FIRST + timedelta(days=number)).isoformat()


def orders():
    """50 customers a month for six months: half order again 31 days later, a fifth of them once more."""
    rows = ["order_id,customer_id,ordered_at,revenue"]
    for place in range(300):
        start = place // 50 * 31
        rows.append(f"a{place},C{place},{day(start)},20")
        rows += [f"b{place},C{place},{day(start + 31)},20"] if place % 2 else []
        rows += [f"c{place},C{place},{day(start + 62)},20"] if place % 10 == 1 else []
    return "\n".join([*rows, f"end,C0,{day(270)},20"])


def reasons():
    rows = [f"C{place},{day(place // 50 * 31 + 40)},{'*Price*' if place % 3 else 'Moved'}" for place in range(90)]
    return "\n".join(["customer_id,left_on,reason", *rows])


@pytest.fixture
def opened(filled, tmp_path):
    """The page over a store of its own, made from the given files."""

    def opened(**files):
        app = app_on(filled(tmp_path / "company.duckdb", **files), "retention")
        assert not app.exception
        return app

    return opened


def test_the_page_says_how_many_buy_again_why_others_leave_and_who_is_overdue(opened):
    app = opened(orders=orders(), churn_reasons=reasons())
    assert app.title[0].value == "50% of new customers buy again the month after"
    assert r"\*Price\* is the top reason for leaving" in texts(app)
    assert "150 customers are overdue" in texts(app)
    assert "Ordered once: 149 customers." in texts(app)
    assert len(app.get("vega_lite_chart")) == 4
    assert len(app.dataframe) == 2


def test_money_and_on_or_after_change_the_answer(opened):
    app = opened(orders=orders())
    app.segmented_control(key="active").set_value("On or after").run()
    assert "have bought again since their first period" in app.title[0].value
    assert "Customers of each cohort who have bought since" in texts(app)
    app.segmented_control(key="measure").set_value("Money").run()
    assert "spend" in app.title[0].value
    app.segmented_control(key="cohort_period").set_value("30 days").run()
    assert not app.exception
    assert "In the next 30 days" in app.title[0].value


def test_orders_alone_say_what_reasons_would_tell(opened):
    assert "Reasons for leaving: upload a churn table" in texts(opened(orders=orders()))


def test_one_day_of_orders_is_too_early_to_tell(opened):
    app = opened(orders="order_id,customer_id,ordered_at,revenue\n1,a,2025-01-01,5\n2,b,2025-01-01,5")
    assert "Too early to tell" in app.title[0].value
    assert "not known yet" in texts(app)
    assert "n = 2 new customers" in texts(app)
    assert not app.get("vega_lite_chart")


def test_guests_alone_have_no_cohorts(opened):
    app = opened(orders="order_id,customer_id,ordered_at,revenue\n1,,2025-01-01,5")
    assert app.title[0].value == "All orders are from guests (1): without customer numbers there are no cohorts"


def test_an_empty_store_says_what_to_bring(opened):
    assert "Upload your orders" in opened().title[0].value


def test_the_overdue_are_kept_as_a_segment_and_filter_another_page(opened):
    app = opened(orders=orders())
    overdue = 150
    assert "1–50 of 150" in texts(app)
    app.session_state["open-save-overdue"] = True
    app.run()
    app.text_input[0].set_value("gone quiet")
    app.button(key="do-save-overdue").click().run()
    assert not app.exception
    row = saved_segments.saved(answers.store()).iloc[0]
    assert (row["name"], row.words, row.customers) == (
        "gone quiet",
        "became overdue: last 12 months",
        overdue,
    )
    app.switch_page("pages/customers/rfm/rfm.py").run()
    app.pills(key="segment").set_value("gone quiet").run()
    assert not app.exception
    assert f"{overdue} customers" in texts(app)


def test_one_customer_who_bought_again_makes_no_finding(opened):
    app = opened(orders="order_id,customer_id,ordered_at,revenue\n1,a,2025-01-01,5\n2,a,2025-02-01,5\n3,a,2025-03-31,5")
    assert app.title[0].value == "1 customer has had time to buy again: not enough for a rate yet"
    assert "of the period before lapsed in the last one" in texts(app)
    assert "100%" not in app.title[0].value


def cohorts_table(again, size=100):
    months = pd.date_range("2023-01-01", periods=len(again), freq="MS")
    rows = [(month, 1, k, size, k / size) for month, k in zip(months, again, strict=True)]
    return pd.DataFrame(rows, columns=["cohort", "age", "customers", "base", "rate"])


def test_retention_is_said_to_fall_only_where_its_trend_does():
    falling = cohorts_table(range(60, 46, -1))
    said = retention_findings.cohorts_title(falling, "month", "on", "people")
    assert said == "Month-1 retention fell: 50% in recent cohorts, 57% in earlier ones"
    level = cohorts_table([60, 50] * 7)
    assert "no clear trend over 14 cohorts" in retention_findings.cohorts_title(level, "month", "on", "people")
    for few in (cohorts_table(range(60, 49, -1)), cohorts_table(range(20, 6, -1), size=29)):
        assert retention_findings.cohorts_title(few, "month", "on", "people") == "Retention by cohort"


def lapse(rates, active=200):
    rows = pd.DataFrame({"rate": rates, "active_before": active})
    return rows.assign(dormant=(rows["rate"] * active).round().astype(int))


def test_lapse_rises_only_where_its_trend_does_and_few_customers_are_only_counted():
    rising = retention_findings.lapse_title(lapse([0.2 + 0.01 * place for place in range(14)]), "month")
    assert rising.startswith("Month-to-month lapse is rising over 14 periods")
    assert "no clear trend over 14 periods" in retention_findings.lapse_title(lapse([0.2, 0.3] * 7), "quarter")
    assert "too few periods" in retention_findings.lapse_title(lapse([0.2] * 11), "30 days")
    few = retention_findings.lapse_title(lapse([0.5] * 14, active=20), "month")
    assert few == "10 of 20 customers of the period before lapsed in the last one"


def test_the_top_reason_needs_a_lead_beyond_chance():
    def curves(price, service):
        return pd.DataFrame(
            {
                "reason": ["Price", "Service"],
                "day": [609, 609],
                "people": [price, service],
                "share": [price / 5000, service / 5000],
            }
        )

    assert retention_findings.reasons_title(curves(150, 80)) == (
        "Price is the top reason for leaving: 3.0% of customers within 20 months (n = 150)"
    )
    assert (
        retention_findings.reasons_title(curves(50, 45))
        == "95 customers gave a reason for leaving: no reason stands out"
    )
    assert "no reason stands out" in retention_findings.reasons_title(curves(20, 1))


def test_an_annotation_of_a_chart_over_time_is_added_shown_and_taken_back(opened):
    app = opened(orders=orders())
    assert not [text for text in specs(app) if "annotations" in text]
    app.session_state["open-flow"] = True
    app.run()
    app.date_input(key="annotate-on-flow").set_value(date(2025, 3, 10))
    app.text_input(key="annotate-words-flow").set_value("Spring <b>sale</b>")
    next(button for button in app.button if button.label == "Annotate").click().run()
    assert not app.exception
    assert len([text for text in specs(app) if "annotations" in text]) == 2  # the flow and the lapse
    assert cx_annotations.every(answers.store()).words.tolist() == ["Spring <b>sale</b>"]
    app.button(key="annotated-flow-1").click().run()
    assert cx_annotations.every(answers.store()).empty
    app.button(key="undo-annotations-flow").click().run()
    assert not app.exception
    assert cx_annotations.every(answers.store()).words.tolist() == ["Spring <b>sale</b>"]


def specs(app):
    """The specifications of the charts on the page, as texts."""
    return [chart.proto.spec for chart in app.get("vega_lite_chart")]
