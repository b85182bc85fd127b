"""The retention page through app.py: a small company, orders alone, nothing at all."""

from datetime import date, timedelta

import pytest

import cx
from cx import saved
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
    rows = [
        f"C{place},{day(place // 50 * 31 + 40)},{'*Price*' if place % 3 else 'Moved'}" for place in range(90)
    ]
    return "\n".join(["customer_id,left_on,reason", *rows])


@pytest.fixture
def opened(tmp_path):
    """The page over a store of its own, made from the given files."""

    def opened(**files):
        path = tmp_path / "company.duckdb"
        store = cx.open_store(path)
        for kind, text in files.items():
            store.load(kind, text.encode())
        app = app_on(path, "retention", store)
        assert not app.exception
        return app

    return opened


def test_the_page_says_how_many_come_back_why_others_go_and_who_is_silent(opened):
    app = opened(orders=orders(), churn_reasons=reasons())
    assert app.title[0].value == "50% of new customers buy again the month after"
    assert r"\*Price\* takes most" in texts(app)
    assert "fell silent by their own rhythm" in texts(app)
    assert len(app.get("vega_lite_chart")) == 4
    assert len(app.dataframe) == 1


def test_money_and_then_or_later_change_the_answer(opened):
    app = opened(orders=orders())
    app.segmented_control(key="active").set_value("Then or later").run()
    assert "ever buy again" in app.title[0].value
    app.segmented_control(key="measure").set_value("Money").run()
    assert "bring" in app.title[0].value
    app.segmented_control(key="cohort_period").set_value("30 days").run()
    assert not app.exception
    assert "In the next 30 days" in app.title[0].value


def test_orders_alone_say_what_reasons_would_tell(opened):
    assert "Their reasons, weighed against each other, tell" in texts(opened(orders=orders()))


def test_one_day_of_orders_is_too_early_to_tell(opened):
    app = opened(orders="order_id,customer_id,ordered_at,revenue\n1,a,2025-01-01,5\n2,b,2025-01-01,5")
    assert "Too early to tell" in app.title[0].value
    assert "not known yet" in texts(app)


def test_guests_alone_have_no_cohorts(opened):
    app = opened(orders="order_id,customer_id,ordered_at,revenue\n1,,2025-01-01,5")
    assert app.title[0].value == "Nobody has ordered yet"


def test_an_empty_store_says_what_to_bring(opened):
    assert "Upload your orders" in opened().title[0].value


def test_the_silent_are_kept_as_a_segment_and_filter_another_page(opened):
    app = opened(orders=orders())
    silent = len(app.dataframe[0].value)
    app.session_state["open-save-silent"] = True
    app.run()
    app.text_input[0].set_value("gone quiet")
    app.button(key="do-save-silent").click().run()
    assert not app.exception
    row = saved.saved(answers.store()).iloc[0]
    assert (row["name"], row.words, row.customers) == ("gone quiet", "fell silent: last 12 months", silent)
    app.switch_page("pages/customers/rfm.py").run()
    app.pills(key="segment").set_value("gone quiet").run()
    assert not app.exception
    assert f"{silent} customers" in texts(app)
